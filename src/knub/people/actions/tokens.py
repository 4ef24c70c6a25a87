"""Make and end the links that work without login, and the logins themselves."""

import secrets
from datetime import datetime

from django.contrib.sessions.backends.db import SessionStore

from knub.people.access import digest_of
from knub.people.models import Person, Token


def make_token(
    kind: str, about: str = "", *, at: datetime, expires_at: datetime | None = None, person: Person | None = None
) -> str:
    """Make a link that works without login, and return its secret part, which is stored nowhere."""
    raw = secrets.token_urlsafe(32)
    Token.objects.create(
        kind=kind, digest=digest_of(raw), about=about, made_at=at, expires_at=expires_at, person=person
    )
    return raw


def end_tokens(*, at: datetime, **which: object) -> int:
    """End the links of a person, a kind or a thing: end_tokens(at=now, person=person); return how many."""
    return Token.objects.filter(ended_at__isnull=True, **which).update(ended_at=at)


def end_sessions(person: Person) -> None:
    """Log a person out everywhere at her next request: every session holds a digest of what is changed here."""
    person.set_unusable_password()
    person.save(update_fields=["password"])


def forget_sessions() -> None:
    """Delete the logins that have run out."""
    SessionStore.clear_expired()
