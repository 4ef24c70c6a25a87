"""Read a piece of news that came as a mail: who sent it, its subject and its text."""

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from knub.domain.errors import KnubError
from knub.domain.values import Text

__all__ = ["MailedNews", "MailedNewsError", "read_news"]

LARGEST = 10 * 1024 * 1024
TITLE, SUMMARY, TEXT = 120, 300, 20_000  # letters
REFUSALS = {
    "empty": Text("Der kom ingenting ind.", "Nothing came in."),
    "large": Text("Mailen er større end 10 MB og er ikke læst.", "The mail is over 10 MB and was not read."),
    "automatic": Text("Mailen er et automatisk svar og er ikke brugt.", "The mail answers by itself and was not used."),
    "text": Text("Mailen har intet emne eller ingen tekst.", "The mail has no subject or no text."),
}


class MailedNewsError(KnubError):
    """A mail that is no news; `text` says why."""

    def __init__(self, code: str) -> None:
        self.code, self.text = code, REFUSALS[code]
        super().__init__(self.text.en)


@dataclass(frozen=True)
class MailedNews:
    """What a mail says: the sender's address in small letters, title, summary (its first lines) and text."""

    sender: str
    title: str
    summary: str
    text: str


def read_news(content: bytes) -> MailedNews:
    """Return the news a mail brings; MailedNewsError if it brings none. Attachments and HTML are left out.

    >>> read_news(b"From: A <A@example.org>\\nSubject: New act\\n\\nIn force from May.\\n")
    MailedNews(sender='a@example.org', title='New act', summary='In force from May.', text='In force from May.')
    """
    if not content.strip():
        raise MailedNewsError("empty")
    if len(content) > LARGEST:
        raise MailedNewsError("large")
    mail = message_from_bytes(content, policy=policy.default)
    if str(mail.get("Auto-Submitted", "no")).casefold() != "no":
        raise MailedNewsError("automatic")
    title, text = " ".join(str(mail.get("Subject", "")).split()), _text(mail)
    if not title or not text:
        raise MailedNewsError("text")
    sender = parseaddr(str(mail.get("From", "")))[1].casefold()
    return MailedNews(sender, title[:TITLE], " ".join(text.split())[:SUMMARY], text[:TEXT])


def _text(mail: EmailMessage) -> str:
    part = mail.get_body(preferencelist=("plain",))
    try:
        return str(part.get_content()).replace("\x00", "").strip() if part else ""
    except (LookupError, UnicodeError):
        return ""
