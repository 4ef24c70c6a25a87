"""Simple Markdown as safe HTML: paragraphs, lists, headings, emphasis, quotes and links; everything else is text."""

from collections.abc import Iterable

from markdown_it import MarkdownIt
from markdown_it.token import Token
from nh3 import Cleaner

__all__ = ["as_html", "as_plain_mail", "as_text"]

RULES = ("heading", "list", "blockquote", "emphasis", "link", "autolink", "linkify", "escape", "newline")
TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "a", "h3", "h4"}
LOWEST_HEADING = 4  # a page has its own first and second
LONGEST = 40_000  # letters; forms ask for far fewer

_reader = MarkdownIt("zero", {"html": False, "breaks": True, "linkify": True}).enable(RULES)
_reader.linkify.set({"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})  # type: ignore[union-attr]
_cleaner = Cleaner(
    tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"}, link_rel="noopener nofollow"
)


def as_html(written: str) -> str:
    """Return Markdown as HTML that may stand in a page; headings begin with h3."""
    tokens = _reader.parse(written[:LONGEST].replace("\x00", ""))
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + 2, LOWEST_HEADING)}"
    return _cleaner.clean(_reader.renderer.render(tokens, _reader.options, {}))


def as_text(written: str) -> str:
    """Return the words of Markdown without its marks, for searching and previews."""
    blocks = [token.children for token in _reader.parse(written[:LONGEST].replace("\x00", "")) if token.children]
    return " ".join("".join(_word(child) for child in block) for block in blocks).strip()


def _word(token: Token) -> str:
    return " " if token.type in {"softbreak", "hardbreak"} else token.content


def as_plain_mail(written: str) -> str:
    """Return Markdown as the text of a mail: links with their address after them, lists with dashes and numbers."""
    tokens = _reader.parse(written[:LONGEST].replace("\x00", ""))
    return "".join(_pieces(tokens)).strip()


def _pieces(tokens: Iterable[Token]) -> Iterable[str]:
    hidden = False
    for token in tokens:
        if token.type == "list_item_open":
            yield f"{token.info}. " if token.info else "- "
        elif token.type == "paragraph_open":
            hidden = token.hidden
        elif token.type == "inline":
            yield from _with_addresses(token.children or [])
        elif token.type == "paragraph_close":
            yield "\n" if hidden else "\n\n"
        elif token.type in {"heading_close", "bullet_list_close", "ordered_list_close"}:
            yield "\n" if token.type != "heading_close" else "\n\n"


def _with_addresses(tokens: Iterable[Token]) -> Iterable[str]:
    address, seen = "", ""
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            yield "\n"
        elif token.type == "link_open":
            address, seen = str(token.attrGet("href") or "").removeprefix("mailto:"), ""
        elif token.type == "link_close":
            yield f" ({address})" if address != seen else ""
        else:
            seen += token.content
            yield token.content
