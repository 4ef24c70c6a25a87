"""One municipality's pack on list day: status, reasons, what follows, who is like us, whom to ask, lines to use."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from knub.areas import queries as areas
from knub.areas.access import visible_areas, visible_lists
from knub.home import area_page
from knub.home.list_day import AreaNews, ListDay, Pack
from knub.home.list_day_words import director_lines, press_lines
from knub.home.manager_text import contact
from knub.home.municipality_rules import Event, columns, events
from knub.home.similar import Pair, similar_members
from knub.meetings import queries as meetings
from knub.meetings.access import visible_meetings
from knub.memberships.access import may_read_shared, member_municipalities
from knub.memberships.queries.contacts import Contact, ContactFilter, as_shown, contacts
from knub.people.access import User
from knub.ui.formats import day

AHEAD = timedelta(days=400)
MOST_EVENTS, MOST_PEOPLE = 5, 3


@dataclass(frozen=True)
class Told:
    """What a pack says: `reasons` by area key; `people` only to those who may see contacts, `ask` to others."""

    pack: Pack
    reasons: dict[str, area_page.Why]
    events: tuple[Event, ...]
    pairs: tuple[Pair, ...]
    people: tuple[Contact, ...]
    ask: str
    meeting: Any
    first_pages: tuple[tuple[str, str], ...]
    director: list[str]
    press: list[str]


def told(user: User, pack: Pack, found: ListDay, *, at: datetime) -> Told:
    """Return a pack in full; 28 queries at most, however many areas there are."""
    today = timezone.localdate(at)
    pairs = _pairs(user, pack.municipality, today=today)
    due = _events(user, pack.municipality.pk, today=today)
    people = _people(pairs, today=today) if may_read_shared(user) else ()
    return Told(
        pack=pack,
        reasons=_reasons(pack.listed, found.found),
        events=due[:MOST_EVENTS],
        pairs=pairs,
        people=people,
        ask="" if people else ask_words(pairs),
        meeting=meetings.listed(visible_meetings(user), at=at).next,
        first_pages=first_pages(pack) if pack.is_first else (),
        director=director_lines(pack, found, pairs=pairs, due=_due_words(due)),
        press=press_lines(pack, found),
    )


def _reasons(listed: Sequence[AreaNews], found: Any) -> dict[str, area_page.Why]:
    computed = areas.classifications([one.area for one in listed], [found])[found.date]
    whys = {one.area.key: area_page.why(one.area.key, computed, one.now) for one in listed}
    return {key: why for key, why in whys.items() if why.known_figures > 1}


def _pairs(user: User, municipality: Any, *, today: date) -> tuple[Pair, ...]:
    members = list(member_municipalities(today))
    lists = list(visible_lists(user))
    return tuple(similar_members(visible_areas(user), lists, municipality_id=municipality.pk, members=members))


def _events(user: User, municipality_id: int, *, today: date) -> tuple[Event, ...]:
    found = columns(user, municipality_id, today=today)
    return tuple(event for event in events(found, first=today, last=today + AHEAD) if event.areas)


def _due_words(found: Sequence[Event]) -> str:
    if not found:
        return ""
    words = {"day": day(found[0].day.on), "rule": found[0].rule.title.in_language(get_language() or "da")}
    return _("Next deadline: %(day)s, %(rule)s.") % words


def _people(pairs: Iterable[Pair], *, today: date) -> tuple[Contact, ...]:
    """Return one colleague from each of the municipalities most like ours; six queries at most."""
    found = [contacts(ContactFilter(municipality=place.slug), on=today)[:1] for place in _places(pairs)]
    return tuple(person for people in found for person in as_shown(people))


def _places(pairs: Iterable[Pair]) -> list[Any]:
    """Return the municipalities most like ours."""
    return list(dict.fromkeys(pair.other.municipality for pair in pairs))[:MOST_PEOPLE]


def ask_words(pairs: Iterable[Pair]) -> str:
    """Return who finds colleagues to ask for those who may not see contacts: the secretariat, and where it looks."""
    words = {"contact": contact(), "places": ", ".join(map(str, _places(pairs)))}
    if not words["places"]:
        return _("The secretariat finds three colleagues in the network whom you can ask: %(contact)s.") % words
    text = _(
        "The secretariat finds three colleagues whom you can ask, in municipalities with areas like yours "
        "(%(places)s): %(contact)s."
    )
    return text % words


def first_pages(pack: Pack) -> tuple[tuple[str, str], ...]:
    """Return ten pages to begin with, title and address, for whoever has an area on a list for the first time."""
    area, municipality = pack.listed[0].area, pack.municipality
    return (
        (_("%(area)s: status, reasons and distance") % {"area": area.name}, reverse("home:area", args=[area.key])),
        (_("The rules for your areas, side by side"), reverse("home:municipality_rules", args=[municipality.slug])),
        (_("Your year of deadlines"), reverse("home:year_wheel", args=[municipality.slug])),
        (_("Must, may and may not, by category"), reverse("duties:overview")),
        (_("The share of public family dwellings"), reverse("home:forty_percent", args=[area.key])),
        (_("How the figures are computed"), reverse("areas:method")),
        (_("Try your own figures"), reverse("home:own_figures")),
        (_("What others have done, and how they read the rules"), reverse("knowledge:list")),
        (_("Ask the network"), reverse("sparring:ask")),
        (_("Is the network for you?"), reverse("home:is_it_for_you") + f"?kommune={municipality.slug}"),
    )
