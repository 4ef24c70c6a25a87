"""Who comes, in numbers, for those who are to speak to them: never a name, and no count of persons below five."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from knub.areas import queries as areas
from knub.areas.access import visible_areas, visible_lists
from knub.meetings.models import Meeting, Seat
from knub.parameters.tags import tags
from knub.people.models import Population

SIZES = (20_000, 50_000, 100_000)  # inhabitants


@dataclass(frozen=True)
class Line:
    """One line of the numbers: persons or municipalities."""

    label: str
    count: int


@dataclass(frozen=True)
class Audience:
    """Who has a seat: how many persons, with which subject areas, and of which municipalities.

    sizes, listed : municipalities by inhabitants, and by whether they have areas on the newest list KNUB knows
    """

    people: int
    municipalities: int
    subject_areas: tuple[Line, ...]
    sizes: tuple[Line, ...]
    listed: tuple[Line, ...]
    list_day: date | None


def audience(meeting: Meeting) -> Audience:
    """Return who comes to a meeting, in numbers; five queries."""
    seats = Seat.objects.filter(meeting=meeting, state=Seat.State.CONFIRMED).order_by()
    rows = list(seats.values_list("sign_up__municipality", "person__subject_areas"))
    municipalities = {municipality for municipality, _subjects in rows if municipality is not None}
    newest = areas.newest_list(visible_lists(AnonymousUser()))
    return Audience(
        len(rows),
        len(municipalities),
        _subjects(subjects or [] for _municipality, subjects in rows),
        _sizes(municipalities),
        _listed(municipalities, newest),
        newest.date if newest else None,
    )


def _subjects(chosen: Iterable[Iterable[str]]) -> tuple[Line, ...]:
    counts = Counter(subject for subjects in chosen for subject in subjects)
    language = get_language() or "da"
    return tuple(
        Line(name.in_language(language), counts[key]) for key, name in tags().subject_areas.items() if counts[key]
    )


def _sizes(municipalities: set[int]) -> tuple[Line, ...]:
    newest = Population.objects.filter(municipality__in=municipalities).order_by("municipality_id", "-on")
    counts = list(newest.distinct("municipality_id").values_list("count", flat=True))
    bounds = [0, *SIZES]
    labels = (
        _("Under 20,000 inhabitants"), _("20,000 to 49,999 inhabitants"), _("50,000 to 99,999 inhabitants"),
        _("100,000 inhabitants or more"),
    )  # fmt: skip
    sorted_in = Counter(max(place for place, bound in enumerate(bounds) if count >= bound) for count in counts)
    lines = [Line(label, sorted_in[place]) for place, label in enumerate(labels)]
    unknown = Line(_("Number of inhabitants not loaded in KNUB"), len(municipalities) - len(counts))
    return tuple(line for line in [*lines, unknown] if line.count)


def _listed(municipalities: set[int], newest: object) -> tuple[Line, ...]:
    known = areas.municipality_presence(visible_areas(AnonymousUser()), newest)  # type: ignore[arg-type]
    here = [one for one in known if one.municipality.pk in municipalities]
    now = sum(1 for one in here if one.now)
    before = sum(1 for one in here if one.before and not one.now)
    lines = (
        Line(_("Areas on the list"), now),
        Line(_("Areas on earlier lists only"), before),
        Line(_("No areas on the lists KNUB knows"), len(municipalities) - now - before),
    )
    return tuple(line for line in lines if line.count)
