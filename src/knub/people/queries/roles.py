"""Read who has which role where, today and on any other day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from knub.people.access import OF_THE_HOUSE
from knub.people.models import Organisation, Person, Role

Post = tuple[int, date]  # who wrote it, and when


@dataclass(frozen=True)
class Signature:
    """Whose post it is: the name, where she was that day, and whether she has left since."""

    name: str
    organisation: str
    left: bool

    def __str__(self) -> str:
        """Return the name as it stands under a post, such as "Eksempel Gæst, dengang i Aarhus Kommune"."""
        if not self.organisation:
            return self.name
        words = {"name": self.name, "organisation": self.organisation}
        if self.left:
            return _("%(name)s, then in %(organisation)s") % words
        return _("%(name)s, %(organisation)s") % words


def contact_people(organisation: Organisation, *, on: date) -> QuerySet[Person]:
    """Return the contact people of an organisation on a day."""
    roles = Role.on_day(on).filter(organisation=organisation, kind=Role.Kind.COORDINATOR)
    return Person.objects.filter(is_active=True, pk__in=roles.values("person"))


def contact_people_of(organisations: Iterable[Organisation], *, on: date) -> Mapping[int, list[Person]]:
    """Return the contact people of each organisation on a day, by name, by the organisation's key; one query."""
    found: dict[int, list[Person]] = defaultdict(list)
    roles = Role.on_day(on).filter(
        organisation__in=list(organisations), kind=Role.Kind.COORDINATOR, person__is_active=True
    )
    for role in roles.select_related("person").order_by("person__name"):
        found[role.organisation_id].append(role.person)
    return found


def people_of(organisation: Organisation, *, on: date) -> QuerySet[Person]:
    """Return the people with a role in an organisation on a day or later, by name, each with `.here`; two queries."""
    roles = Role.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), organisation=organisation)
    here = Prefetch("roles", roles.order_by("starts_on", "pk"), to_attr="here")
    return Person.objects.filter(pk__in=roles.values("person"), is_active=True).prefetch_related(here).order_by("name")


def panel(organisation: Organisation, *, on: date) -> list[Role]:
    """Return the roles of an organisation on a day with their people, contact people first; one query."""
    order = {kind: place for place, kind in enumerate(OF_THE_HOUSE)}
    roles = Role.on_day(on).filter(organisation=organisation, person__is_active=True).select_related("person")
    return sorted(roles, key=lambda role: (order.get(Role.Kind(role.kind), len(order)), role.person.name))


def is_only_contact_person(person: Person, *, on: date) -> QuerySet[Organisation]:
    """Return the municipalities a person is the only contact person of on a day."""
    roles = Role.on_day(on).filter(kind=Role.Kind.COORDINATOR, person__is_active=True)
    others = roles.exclude(person=person).values("organisation")
    return Organisation.objects.filter(pk__in=roles.filter(person=person).values("organisation")).exclude(pk__in=others)


def signatures(posts: Iterable[Post], *, today: date) -> Mapping[Post, Signature]:
    """Return, for each (person id, day), where she belonged that day, and whether she has left since; one query.

    A post keeps the organisation of its day: "Eksempel Gæst, dengang i Aarhus Kommune" when she is no longer there.
    Somebody with roles in several organisations signs for the one she has been in longest.
    """
    wanted = set(posts)
    roles: dict[int, list[Role]] = {}
    found = Role.objects.filter(person__in={person for person, _day in wanted}).select_related("person", "organisation")
    for role in found.order_by("starts_on", "pk"):
        roles.setdefault(role.person_id, []).append(role)
    return {post: _signature(roles[post[0]], post[1], today) for post in wanted if post[0] in roles}


def _signature(roles: list[Role], day: date, today: date) -> Signature:
    then = next((role for role in roles if _holds(role, day)), None)
    name = roles[0].person.name
    if then is None:
        return Signature(name, "", left=False)
    there_now = any(role.organisation_id == then.organisation_id and _holds(role, today) for role in roles)
    return Signature(name, str(then.organisation), left=not there_now)


def _holds(role: Role, day: date) -> bool:
    return role.starts_on <= day and (role.ends_on is None or role.ends_on >= day)


def roles_of(person: Person) -> QuerySet[Role]:
    """Return every role a person has, had or will have, newest first."""
    return person.roles.select_related("organisation").order_by("-starts_on", "-pk")


def organisations_of(person: Person, *, on: date) -> QuerySet[Organisation]:
    """Return the organisations a person has a role in on a day."""
    return Organisation.objects.filter(pk__in=Role.on_day(on).filter(person=person).values("organisation"))


def search_people(people: QuerySet[Person], words: str) -> QuerySet[Person]:
    """Return those of some people whose name, mail or organisation holds every word, with their roles; by name."""
    for word in words.split():
        roles = Role.objects.filter(organisation__name__icontains=word)
        found = Q(name__icontains=word) | Q(email__icontains=word) | Q(pk__in=roles.values("person"))
        people = people.filter(found)
    shown = Prefetch("roles", Role.objects.select_related("organisation").order_by("-starts_on"))
    return people.prefetch_related(shown).order_by("name", "pk")


def others(organisations: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Return those of some organisations that are no municipalities, by kind and name."""
    return organisations.exclude(kind=Organisation.Kind.MUNICIPALITY).order_by("kind", "sort_name")
