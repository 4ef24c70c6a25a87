"""What a sheet would change against what is stored; nothing is stored here."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.db.models.functions import Lower
from django.utils import timezone

from knub.domain.figures import Problem
from knub.domain.sheets import Row, read_rows
from knub.memberships.models import BillingProfile, Membership
from knub.memberships.queries.sheets import (
    COLUMNS,
    READERS,
    Item,
    Names,
    NewDomain,
    NewMember,
    NewPerson,
    NewPopulation,
    NewProfile,
    Sheet,
    problem_of,
)
from knub.people.models import Invitation, MailDomain, Organisation, Person, Population, Role

WHERE = ("name", "gln")  # what tells billing data of one department from those of another


class Effect(StrEnum):
    """What a row would do. What a person or a membership says of itself is kept, never written over."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    KEPT = "kept"


@dataclass(frozen=True)
class Line:
    """One row of a sheet: what it says, what is stored, and what storing would do."""

    row: int
    what: str
    says: str
    stored: str
    effect: Effect
    item: Item


@dataclass(frozen=True)
class Arrival:
    """What a sheet would change, or every problem it has; then nothing can be stored."""

    sheet: Sheet
    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]

    @property
    def new(self) -> int:
        """How many rows are new or change something."""
        return sum(line.effect in {Effect.NEW, Effect.CHANGED} for line in self.lines)

    @property
    def same(self) -> int:
        """How many rows say what is stored."""
        return sum(line.effect == Effect.SAME for line in self.lines)

    @property
    def kept(self) -> int:
        """How many rows say something else than what is stored, which is kept."""
        return sum(line.effect == Effect.KEPT for line in self.lines)


def arriving(sheet: Sheet, cells: Sequence[Sequence[str]]) -> Arrival:
    """Return what a sheet would change against what is stored; at most five queries."""
    rows, problems = read_rows(cells, COLUMNS[sheet])
    names = Names()
    items: list[tuple[Row, Item]] = []
    for row in rows:
        found = READERS[sheet](row, names)
        if isinstance(found, Problem):
            problems.append(found)
        elif found is not None:
            items.append((row, found))
    problems += _twice(items)
    lines = COMPARED[sheet](items)
    problems += [line for line in lines if isinstance(line, Problem)]
    kept = tuple(line for line in lines if isinstance(line, Line))
    return Arrival(sheet, () if problems else kept, tuple(sorted(problems, key=lambda one: one.row or 0)))


def key_of(item: Item) -> tuple[object, ...]:
    """Return what makes two rows say the same thing twice."""
    if isinstance(item, NewMember):
        return item.season.pk, item.municipality.pk
    if isinstance(item, NewPerson):
        return item.email, item.organisation.pk, item.role
    if isinstance(item, NewProfile):
        return item.municipality.pk, *item.values.values()
    return (item.domain,) if isinstance(item, NewDomain) else (item.municipality.pk, item.on)


def _twice(items: Iterable[tuple[Row, Item]]) -> Iterator[Problem]:
    seen: dict[tuple[object, ...], int] = {}
    for row, item in items:
        first = seen.setdefault(key_of(item), row.number)
        if first != row.number:
            yield problem_of(row, "Kommune", "twice",
                f"Rækken siger det samme som række {first}. Fjern den ene.",
                f"The row says the same as row {first}. Remove one.")  # fmt: skip


def _compare_members(items: Sequence[tuple[Row, Item]]) -> list[Line | Problem]:
    known = {(one.season_id, one.municipality_id): one for one in Membership.objects.all()}
    return [_member_line(row, item, known) for row, item in items if isinstance(item, NewMember)]


def _member_line(row: Row, item: NewMember, known: Mapping[tuple[int, int], Membership]) -> Line:
    stored = known.get((item.season.pk, item.municipality.pk))
    says = f"{item.season}, {item.joined_on:%d.%m.%Y}, {_amount(item.price)}"
    was = f"{item.season}, {timezone.localdate(stored.joined_at):%d.%m.%Y}, {_amount(stored.price)}" if stored else ""
    effect = Effect.NEW if stored is None else Effect.SAME if was == says else Effect.KEPT
    return Line(row.number, str(item.municipality), says, was, effect, item)


def _amount(price: Decimal | None) -> str:
    return "–" if price is None else f"{price:.2f}".replace(".", ",")


def _compare_people(items: Sequence[tuple[Row, Item]]) -> list[Line | Problem]:
    new = [(row, item) for row, item in items if isinstance(item, NewPerson)]
    people = Person.objects.annotate(low=Lower("email")).filter(low__in=[item.email for _row, item in new])
    known = {one.email.casefold(): one for one in people}
    roles = Role.on_day(timezone.localdate()).filter(person__in=known.values())
    has = {(one.person.email.casefold(), one.organisation_id, one.kind) for one in roles.select_related("person")}
    has |= _invited(item for _row, item in new)
    return [
        _person_line(row, item, known.get(item.email), has=(item.email, item.organisation.pk, item.role) in has)
        for row, item in new
    ]


def _invited(items: Iterable[NewPerson]) -> set[tuple[str, int, str]]:
    """Return who has an open invitation, and to what; one query."""
    open_ones = Invitation.objects.filter(
        accepted_at=None,
        declined_at=None,
        withdrawn_at=None,
        expires_at__gt=timezone.now(),
        email__in=[item.email for item in items],
    )
    return set(open_ones.values_list("email", "organisation_id", "role"))


def _person_line(row: Row, item: NewPerson, stored: Person | None, *, has: bool) -> Line:
    says = f"{item.name}, {item.title or '–'}, {item.role.label}"
    was = f"{stored.name}, {stored.title or '–'}" + (f", {item.role.label}" if has else "") if stored else ""
    says_the_same = stored is None or (stored.name, stored.title) == (item.name, item.title)
    same = Effect.SAME if says_the_same else Effect.KEPT
    return Line(row.number, f"{item.email}, {item.organisation}", says, was, same if has else Effect.NEW, item)


def _compare_profiles(items: Sequence[tuple[Row, Item]]) -> list[Line | Problem]:
    known: dict[int, list[BillingProfile]] = defaultdict(list)
    for one in BillingProfile.objects.filter(archived_at=None):
        known[one.municipality_id].append(one)
    return [
        _profile_line(row, item, known[item.municipality.pk]) for row, item in items if isinstance(item, NewProfile)
    ]


def _profile_line(row: Row, item: NewProfile, stored: Sequence[BillingProfile]) -> Line:
    """Compare with the municipality's own; another profile beside it is no contradiction."""
    same = next((one for one in stored if all(getattr(one, key) == value for key, value in item.values.items())), None)
    was = same or next((one for one in stored if all(getattr(one, key) == item.values[key] for key in WHERE)), None)
    effect = Effect.SAME if same else Effect.KEPT if was else Effect.NEW
    held = NewProfile(item.municipality, {key: getattr(was, key) for key in item.values}).written if was else ""
    return Line(row.number, str(item.municipality), item.written, held, effect, item)


def _compare_domains(items: Sequence[tuple[Row, Item]]) -> list[Line | Problem]:
    known = {one.domain: one.organisation for one in MailDomain.objects.select_related("organisation")}
    return [_domain_line(row, item, known.get(item.domain)) for row, item in items if isinstance(item, NewDomain)]


def _domain_line(row: Row, item: NewDomain, stored: Organisation | None) -> Line | Problem:
    if stored is not None and stored != item.organisation:
        return problem_of(row, "Domæne", "taken",
            f"{item.domain} hører allerede til {stored}.", f"{item.domain} already belongs to {stored}.")  # fmt: skip
    effect = Effect.NEW if stored is None else Effect.SAME
    return Line(row.number, str(item.organisation), item.domain, item.domain if stored else "", effect, item)


def _compare_populations(items: Sequence[tuple[Row, Item]]) -> list[Line | Problem]:
    known = {(one.municipality_id, one.on): one for one in Population.objects.all()}
    return [_population_line(row, item, known.get((item.municipality.pk, item.on)))
            for row, item in items if isinstance(item, NewPopulation)]  # fmt: skip


def _population_line(row: Row, item: NewPopulation, stored: Population | None) -> Line:
    says, was = f"{item.on:%d.%m.%Y}: {item.count}", f"{item.on:%d.%m.%Y}: {stored.count}" if stored else ""
    same = stored is not None and (stored.count, stored.source) == (item.count, item.source)
    effect = Effect.NEW if stored is None else Effect.SAME if same else Effect.CHANGED
    return Line(row.number, str(item.municipality), says, was, effect, item)


COMPARED: Mapping[str, Callable[[Sequence[tuple[Row, Item]]], list[Line | Problem]]] = {
    Sheet.MEMBERS: _compare_members,
    Sheet.PEOPLE: _compare_people,
    Sheet.BILLING: _compare_profiles,
    Sheet.DOMAINS: _compare_domains,
    Sheet.POPULATION: _compare_populations,
}
