"""What storing a table would do, before anything is stored."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from knub.areas.models import Area, ImportDraft, Listing, PublishedFigure
from knub.areas.queries.moves import moves
from knub.areas.queries.stating import Place, Stated, state
from knub.domain.figures import FIGURE_KEYS, Problem
from knub.domain.values import Text, danish_key
from knub.parameters import criteria_on


@dataclass(frozen=True)
class Total:
    """The areas of a category in the table, beside the published number."""

    category: Text
    counted: int
    published: int | None


@dataclass(frozen=True)
class Preview:
    """What storing a list would do, and what stands in the way.

    lines : (area, figure, stored, new) for every number that is new or changed
    listed, proposed, unlisted : (area, category)
    """

    stated: Stated | None
    problems: tuple[Problem, ...]
    lines: tuple[tuple[str, str, str, str], ...] = ()
    listed: tuple[tuple[str, Text], ...] = ()
    proposed: tuple[tuple[str, Text], ...] = ()
    unlisted: tuple[tuple[str, Text], ...] = ()
    unchanged: int = 0
    totals: tuple[Total, ...] = ()

    @property
    def figures(self) -> tuple[str, ...]:
        """Return the figures in which something changes, in the order of the lists."""
        changed = {figure for _area, figure, _stored, _new in self.lines}
        return tuple(key for key in FIGURE_KEYS if key in changed)

    @property
    def rows(self) -> list[tuple[str, list[tuple[str, tuple[str, str] | None]]]]:
        """Return each area with its figures and what changes in each, (stored, new)."""
        found: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
        for area, figure, stored, new in self.lines:
            found[area][figure] = (stored, new)
        return [
            (area, [(figure, found[area].get(figure)) for figure in self.figures])
            for area in sorted(found, key=danish_key)
        ]


def previewed(draft: ImportDraft) -> Preview:
    """Return what storing a draft would do; six queries."""
    stated, problems = state(
        draft.cells,
        on=draft.on,
        source=draft.source,
        totals=draft.totals,
        limits=draft.shares(),
        complete=draft.complete,
    )
    return preview(stated, problems)


def preview(stated: Stated | None, problems: tuple[Problem, ...]) -> Preview:
    """Return what storing would change against what is stored; three queries."""
    if stated is None:
        return Preview(None, tuple(sorted(problems, key=lambda problem: problem.row or 0)))
    names = dict(Area.objects.values_list("key", "name"))
    lines = tuple(_lines(stated, names))
    rows = Listing.objects.filter(list__date=stated.on, removed_at__isnull=True).select_related("area")
    found = moves(list(rows), stated)
    return Preview(
        stated,
        (),
        lines=lines,
        listed=_named(found.arriving, stated, names),
        proposed=_named(found.proposed, stated, names),
        unlisted=_named(found.taken_off(), stated, names),
        unchanged=len(stated.numbers) - len(lines),
        totals=tuple(_totals(stated)),
    )


def _lines(stated: Stated, names: dict[str, str]) -> Iterable[tuple[str, str, str, str]]:
    stored = {
        (key, figure): printed
        for key, figure, printed in PublishedFigure.objects.filter(
            list__date=stated.on, replaced_at__isnull=True
        ).values_list("area__key", "figure", "printed")
    }
    for number in stated.numbers:
        before = stored.get((number.area, number.figure), "")
        if before != number.printed:
            yield names[number.area], number.figure, before, number.printed


def _named(places: Iterable[Place], stated: Stated, names: dict[str, str]) -> tuple[tuple[str, Text], ...]:
    categories = criteria_on(stated.on).categories
    return tuple((names[area], categories[category].label) for area, category in sorted(places))


def _totals(stated: Stated) -> Iterable[Total]:
    for key, category in criteria_on(stated.on).categories.items():
        counted = sum(1 for _area, listed in stated.listings if listed == key)
        published = stated.totals[key][0] if key in stated.totals else None
        if counted or published is not None:
            yield Total(category.label, counted, published)
