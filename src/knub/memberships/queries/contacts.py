"""Read the contacts that people of member municipalities share with each other: only what each of them shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import get_language

from knub.memberships.access import member_people
from knub.parameters.tags import tags
from knub.people.access import OF_THE_HOUSE
from knub.people.models import Person, Role


@dataclass(frozen=True)
class ContactFilter:
    """What a reader chose; empty is no choice."""

    words: str = ""
    municipality: str = ""
    subject_area: str = ""
    theme: str = ""


@dataclass(frozen=True)
class Contact:
    """A person as she shows herself; what she hides is empty."""

    name: str
    title: str
    places: str
    fields: str
    themes: str
    email: str
    phone: str
    ask_me: str


def contacts(chosen: ContactFilter, *, on: date) -> QuerySet[Person]:
    """Return the people who show themselves and fit a choice, by name, with their roles of the day; two queries.

    Words are looked for only in what is shown: somebody who hides what she can be asked about is not found by it.
    """
    people = member_people(on).filter(in_contacts=True)
    for word in chosen.words.split():
        asked = Q(shows_ask_me=True, ask_me_about__icontains=word)
        people = people.filter(Q(name__icontains=word) | Q(title__icontains=word) | asked)
    if chosen.municipality:
        there = Role.on_day(on).filter(organisation__slug=chosen.municipality, kind__in=OF_THE_HOUSE)
        people = people.filter(pk__in=there.values("person"))
    if chosen.subject_area:
        people = people.filter(subject_areas__contains=[chosen.subject_area])
    if chosen.theme:
        people = people.filter(themes__contains=[chosen.theme])
    here = Role.on_day(on).filter(kind__in=(*OF_THE_HOUSE, Role.Kind.SECRETARIAT)).select_related("organisation")
    return people.prefetch_related(Prefetch("roles", here, to_attr="here")).order_by("name", "pk")


def as_shown(people: Iterable[Person]) -> list[Contact]:
    """Return people as they show themselves, tags in the reader's language."""
    return [_shown(person) for person in people]


def _shown(person: Person) -> Contact:
    language = get_language() or "da"
    fields = [tags().subject_areas[key].in_language(language) for key in person.subject_areas]
    themes = [tags().themes[key].in_language(language) for key in person.themes]
    places = dict.fromkeys(str(role.organisation) for role in getattr(person, "here", []))
    return Contact(
        name=person.name,
        title=person.title,
        places=", ".join(places),
        fields=", ".join(fields),
        themes=", ".join(themes),
        email=person.email if person.shows_email else "",
        phone=person.phone if person.shows_phone else "",
        ask_me="; ".join(person.ask_me_about) if person.shows_ask_me else "",
    )
