"""A way out of a kind of mail in one click, for people and for mail programs (RFC 8058)."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from knub.people.access import UNSUBSCRIBE
from knub.people.actions.own import choose_mails
from knub.people.actions.tokens import make_token
from knub.people.models import MailChoice, Person, Token

LASTS = timedelta(days=365)


def unsubscribe_address(person: Person, kind: str, *, at: datetime) -> str:
    """Return an address at which a person says that she wants no more mails of a kind."""
    code = make_token(UNSUBSCRIBE, kind, at=at, expires_at=at + LASTS, person=person)
    return f"{settings.SITE_URL}{reverse('people:unsubscribe', args=[code])}"


@transaction.atomic
def unsubscribe(token: Token) -> None:
    """Send a person no more mails of a kind; twice is once."""
    if token.person is not None:
        choose_mails(token.person, {token.about: MailChoice.Often.NEVER}, by=token.person)
