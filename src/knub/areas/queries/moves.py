"""Who comes onto a list and who is taken off it when a table is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knub.areas.models import Listing
from knub.areas.queries.stating import Place, Stated

OFFICIAL, PROPOSED = Listing.Status.OFFICIAL, Listing.Status.PROPOSED


@dataclass(frozen=True)
class Moves:
    """What storing a table does to the listings of its list; places with their source.

    A complete list takes everybody else off. A list known in part touches only the areas it names.
    """

    arriving: Mapping[Place, str]
    proposed: Mapping[Place, str]
    leaving: tuple[Listing, ...]

    def taken_off(self) -> set[Place]:
        """Return the official places that go."""
        return {place_of(row) for row in self.leaving if row.status == OFFICIAL}


def place_of(row: Listing) -> Place:
    """Return the area and the category of a listing."""
    return row.area.key, row.category


def moves(rows: Sequence[Listing], stated: Stated) -> Moves:
    """Return what a table changes; rows are the current listings of its list with their areas."""
    official = {place_of(row): row for row in rows if row.status == OFFICIAL}
    proposed = {place_of(row): row for row in rows if row.status == PROPOSED}
    going = [row for place, row in official.items() if place not in stated.listings and _is_named(place, stated)]
    staying = official.keys() - {place_of(row) for row in going}
    dropped = [row for place, row in proposed.items() if _is_settled(place, stated)]
    return Moves(
        {place: source for place, source in stated.listings.items() if place not in official},
        {
            place: source
            for place, source in stated.proposed.items()
            if place not in proposed and place not in stated.listings and place not in staying
        },
        (*going, *dropped),
    )


def _is_named(place: Place, stated: Stated) -> bool:
    area, category = place
    return area in stated.named or category in stated.complete_categories


def _is_settled(place: Place, stated: Stated) -> bool:
    """Tell whether what was proposed is now official, or the area's categories are stated without it."""
    named = stated.named | {area for area, _category in stated.proposed}
    return place in stated.listings or (place[0] in named and place not in stated.proposed)
