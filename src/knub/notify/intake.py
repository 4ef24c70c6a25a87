"""Read a report that a mail was not delivered: RFC 3464, a server's plain letter, or somebody who forwards one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message

from knub.domain.errors import KnubError
from knub.domain.values import Text

__all__ = ["Report", "ReportError", "read_report"]

LARGEST = 10 * 1024 * 1024
LONGEST_WORDS = 500
HEADERS = {"text/rfc822-headers", "message/rfc822-headers", "message/global-headers"}
STATUS_PARTS = {"message/delivery-status", "message/global-delivery-status"}

ID = re.compile(r"<[^<>\s@]+@[^<>\s@]+>")
ID_LINE = re.compile(r"^(?:[\w-]*Message-Id|References|In-Reply-To)[ \t]*:(.*)$", re.IGNORECASE | re.MULTILINE)
QUOTE = re.compile(r"^(?:>[ ]?)+", re.MULTILINE)
FOLD = re.compile(r"\r?\n[ \t]+(?=\S)")


def _field(name: str) -> re.Pattern[str]:
    return re.compile(rf"^{name}[ \t]*:[ \t]*(\S.*)$", re.IGNORECASE | re.MULTILINE)


ACTION, STATUS, DIAGNOSTIC = _field("Action"), _field("Status"), _field("Diagnostic-Code")
SAID = re.compile(r"^.*\b5\d\d[ -].*$", re.MULTILINE)
SERVER = re.compile(r"mailer-daemon|postmaster|qmail-send", re.IGNORECASE)

REFUSALS = {
    "empty": Text("Der kom ingenting ind.", "Nothing came in."),
    "large": Text("Meddelelsen er større end 10 MB og er ikke læst.", "The message is over 10 MB and was not read."),
    "kind": Text(
        "Meddelelsen er ikke en rapport om en mail, der ikke kom frem. Den er ikke brugt til noget.",
        "The message is no report of a mail that was not delivered. It was not used for anything.",
    ),
    "id": Text(
        "Rapporten nævner ikke, hvilken mail den handler om (Message-ID). Send den videre som vedhæftning i stedet.",
        "The report does not name the mail it is about (Message-ID). Forward it as an attachment instead.",
    ),
}


class ReportError(KnubError):
    """Something that is no report, or one that cannot be used; `text` says why and what to do."""

    def __init__(self, code: str) -> None:
        self.code, self.text = code, REFUSALS[code]
        super().__init__(self.text.en)


@dataclass(frozen=True)
class Report:
    """What a server says of a mail.

    message_ids : the Message-IDs it names; one of them is the mail's, others the report's own way here
    failed : True if the server has given up; False if it is only late, or was delivered after all
    words : the server's own words, on one line
    """

    message_ids: tuple[str, ...]
    failed: bool
    words: str


def read_report(content: bytes) -> Report:
    """Return what a report says; ReportError if it is none, or does not say of which mail."""
    if not content.strip():
        raise ReportError("empty")
    if len(content) > LARGEST:
        raise ReportError("large")
    parts = list(message_from_bytes(content).walk())
    blocks = [text for part in parts if part.get_content_type() in STATUS_PARTS for text in _blocks(part)]
    said = "\n\n".join(blocks) or _plain_report(parts)
    ids = tuple(dict.fromkeys(_ids(parts, blocks)))
    if not ids:
        raise ReportError("id")
    return Report(ids, _has_failed(said), _words(said))


def _blocks(part: Message) -> Iterator[str]:
    """Yield the fields about the mail and about each receiver, as text."""
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (FOLD.sub(" ", str(block)) for block in payload if isinstance(block, Message))
    else:
        yield _text(part)


def _plain_report(parts: Iterable[Message]) -> str:
    """Return the text of a letter that quotes a report or comes from a server; ReportError if it does neither."""
    parts = list(parts)
    said = "\n".join(_text(part) for part in parts if part.get_content_type() == "text/plain")
    is_server = bool(SERVER.search(f"{parts[0].get('From', '')} {said[:2000]}")) and bool(SAID.search(said))
    if not ACTION.search(said) and not is_server:
        raise ReportError("kind")
    return said


def _text(part: Message) -> str:
    """Return a part as text, without the marks of quoting and with folded lines in one."""
    return FOLD.sub(" ", QUOTE.sub("", _decoded(part)))


def _decoded(part: Message) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return str(part.get_payload())
    try:
        return content.decode(part.get_content_charset() or "utf-8", errors="replace")
    except LookupError:
        return content.decode("utf-8", errors="replace")


def _ids(parts: Iterable[Message], blocks: Iterable[str]) -> Iterator[str]:
    """Yield the Message-IDs, those of enclosed mails first."""
    outermost, *inner = parts
    for part in inner:
        yield from ID.findall(str(part.get("Message-ID", "")))
        if part.get_content_type() in HEADERS or part.get_content_type() == "text/plain":
            yield from _named(_text(part))
    for block in blocks:
        yield from _named(block)
    for header in ("In-Reply-To", "References"):
        yield from ID.findall(str(outermost.get(header, "")))
    if not outermost.is_multipart():
        yield from _named(_text(outermost))


def _named(text: str) -> Iterator[str]:
    for found in ID_LINE.finditer(text):
        yield from ID.findall(found[1])


def _has_failed(said: str) -> bool:
    actions = {found[1].split()[0].casefold() for found in ACTION.finditer(said)}
    if actions:
        return "failed" in actions
    statuses = [found[1] for found in STATUS.finditer(said)]
    return any(status.startswith("5") for status in statuses) or not statuses


def _words(said: str) -> str:
    """Return what the server answered: the diagnostic code, else a line with an answer from 500 up, else the status."""
    found = DIAGNOSTIC.search(said) or SAID.search(said) or STATUS.search(said)
    words = " ".join((found[found.lastindex or 0] if found else "").split())
    return re.sub(r"^smtp;\s*", "", words, flags=re.IGNORECASE)[:LONGEST_WORDS]
