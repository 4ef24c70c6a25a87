"""The shape of every mail this room writes."""

from dataclasses import dataclass

from django.conf import settings

from knub.notify import actions as notify


@dataclass(frozen=True)
class Letter:
    """A subject and a text, before it is known who gets it."""

    subject: str
    text: str


def post(letter: Letter, *, to: str, key: str, secret: bool = False) -> None:
    """Hand a letter to the mail room; the same key is the same mail."""
    notify.send(key=key[:160], to=to, subject=letter.subject, text=letter.text, secret=secret)


def signed(*paragraphs: str) -> str:
    """Return paragraphs with an empty line between them, and the network's name and address at the end."""
    ending = f"Netværk om Udsatte Boligområder\n{settings.SITE_URL}"
    return "\n\n".join([*(one for one in paragraphs if one), ending]) + "\n"
