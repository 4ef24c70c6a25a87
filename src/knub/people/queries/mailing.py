"""Read which mails people want."""

from collections.abc import Collection, Mapping

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from knub.people.models import MailChoice, Person, Role

AT_ONCE = MailChoice.Often.AT_ONCE
OFTEN = list(MailChoice.Often.values)  # the oftenest first


def mail_choices(person: Person) -> Mapping[str, str]:
    """Return how often a person wants each kind of mail in settings.MAIL_KINDS; two queries."""
    chosen = dict(person.mail_choices.values_list("kind", "often"))
    roles = set(Role.on_day(timezone.localdate()).filter(person=person).values_list("kind", flat=True))
    return {kind: chosen.get(kind) or _default(kind, roles) for kind, *_more in settings.MAIL_KINDS}


def wants(person: Person, kind: str) -> str:
    """Return how often a person wants a kind of mail."""
    return mail_choices(person)[kind]


def wanting(people: QuerySet[Person], kind: str, often: str) -> QuerySet[Person]:
    """Return those of some people who want a kind of mail so often, by their own choice or by default."""
    chose = MailChoice.objects.filter(kind=kind)
    by_choice = Q(pk__in=chose.filter(often=often).values("person"))
    undecided = ~Q(pk__in=chose.values("person"))
    return people.filter(by_choice | (undecided & _by_default(kind, often)))


def _default(kind: str, roles: Collection[str]) -> str:
    """Return how often somebody with some roles gets a kind of mail before she chooses: as the one that hears most."""
    ways = [_default_of(kind, role) for role in roles] or [_default_of(kind, "")]
    return min(ways, key=OFTEN.index)


def _default_of(kind: str, role: str) -> str:
    first = next(ways[0] for key, _label, _hint, ways in settings.MAIL_KINDS if key == kind)
    return settings.MAIL_DEFAULTS.get(kind, {}).get(role, first)


def _by_default(kind: str, often: str) -> Q:
    """Return the same as a condition: a role with that default, and none that hears more often."""
    by_role = {role: OFTEN.index(_default_of(kind, role)) for role in Role.Kind.values}
    here, wanted = Role.on_day(timezone.localdate()), OFTEN.index(often)
    same = here.filter(kind__in=[role for role, way in by_role.items() if way == wanted])
    more = here.filter(kind__in=[role for role, way in by_role.items() if way < wanted])
    without = Q(pk__in=[]) if _default_of(kind, "") != often else ~Q(pk__in=here.values("person"))
    return without | Q(pk__in=same.values("person")) & ~Q(pk__in=more.values("person"))


def wanting_at_once(people: QuerySet[Person], kind: str) -> list[str]:
    """Return the mails of those of some people who want a kind of mail at once."""
    return list(wanting(people, kind, AT_ONCE).order_by("pk").values_list("email", flat=True))
