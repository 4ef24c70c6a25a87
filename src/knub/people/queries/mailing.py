"""Read which mails people want."""

from collections.abc import Mapping

from django.conf import settings
from django.db.models import QuerySet

from knub.people.models import MailChoice, Person

AT_ONCE = MailChoice.Often.AT_ONCE


def mail_choices(person: Person) -> Mapping[str, str]:
    """Return how often a person wants each kind of mail in settings.MAIL_KINDS; one query."""
    chosen = dict(person.mail_choices.values_list("kind", "often"))
    return {kind: chosen.get(kind, often[0]) for kind, _label, _hint, often in settings.MAIL_KINDS}


def wants(person: Person, kind: str) -> str:
    """Return how often a person wants a kind of mail."""
    return mail_choices(person)[kind]


def wanting(people: QuerySet[Person], kind: str, often: str) -> QuerySet[Person]:
    """Return those of some people who want a kind of mail so often; the first way of a kind is its default."""
    default = next(ways[0] for key, _label, _hint, ways in settings.MAIL_KINDS if key == kind)
    chose = MailChoice.objects.filter(kind=kind)
    same = people.filter(pk__in=chose.filter(often=often).values("person"))
    return same | people.exclude(pk__in=chose.values("person")) if often == default else same


def wanting_at_once(people: QuerySet[Person], kind: str) -> list[str]:
    """Return the mails of those of some people who want a kind of mail at once."""
    return list(wanting(people, kind, AT_ONCE).order_by("pk").values_list("email", flat=True))
