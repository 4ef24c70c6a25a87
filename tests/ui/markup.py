"""Read markup into elements, so that a test can ask for attributes instead of comparing text."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    parent: "Element | None" = None
    children: list["Element"] = field(default_factory=list)
    text: str = ""

    def all(self, tag: str = "", **attributes: str) -> list["Element"]:
        """Return the elements below with a tag and attributes; class_ asks for one of its classes."""
        below = [found for child in self.children for found in (child, *child.all())]
        return [found for found in below if (not tag or found.tag == tag) and found.has(attributes)]

    def one(self, tag: str = "", **attributes: str) -> "Element":
        """Return the only such element."""
        (found,) = self.all(tag, **attributes)
        return found

    def has(self, attributes: dict[str, str]) -> bool:
        own = dict(self.attributes)
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        classes = (own.get("class") or "").split()
        return all(value in classes if name == "class" else own.get(name) == value for name, value in wanted.items())

    def words(self) -> str:
        """Return the text of the element and of all below, with single spaces."""
        return " ".join(self._words().split())

    def _words(self) -> str:
        return self.text if self.tag == "#text" else "".join(child._words() for child in self.children)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.at = Element("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = self.handle_startendtag(tag, attrs)
        if tag not in VOID:
            self.at = made

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> Element:
        made = Element(tag, dict(attrs), self.at)
        self.at.children.append(made)
        return made

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.at.tag == tag, f"</{tag}> closes <{self.at.tag}>"
            assert self.at.parent is not None
            self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.children.append(Element("#text", {}, self.at, text=data))


def read(markup: str) -> Element:
    """Return the root of some markup; every element must be closed."""
    reader = _Reader()
    reader.feed(markup)
    assert reader.at is reader.root, f"<{reader.at.tag}> is not closed"
    return reader.root
