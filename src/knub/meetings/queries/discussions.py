"""The group discussions of a meeting, which groups each of them uses, and whose they are."""

from collections.abc import Mapping
from dataclasses import dataclass

from knub.domain.attending import attends, discussions_of, groups_used
from knub.domain.programme import Point
from knub.meetings.models import Grouping, Item, Meeting, Seat
from knub.meetings.queries.choices import Points, label_of, part_of, points_of


@dataclass(frozen=True)
class Discussions:
    """The discussions of a meeting and all its groups.

    points : the released programme; found : its discussions that still stand on the draft
    groupings : by the key of their point, None for those of the whole day
    """

    points: Points
    found: Points
    groupings: Mapping[int | None, Grouping]

    @property
    def are_several(self) -> bool:
        """Whether one must say which discussion groups are for."""
        return len(self.found) > 1 or any(self.groupings)

    @property
    def used(self) -> Mapping[int | None, Points]:
        """Which discussions use which groups."""
        return groups_used(self.found, self.groupings)

    def of(self, seat: Seat, key: int | None) -> Points:
        """Return the discussions in which somebody sits in some groups of the day."""
        part = part_of(seat, self.points)
        return [one for one in self.used.get(key, ()) if attends(part, one.key)]

    def uses(self, seat: Seat, key: int | None) -> bool:
        """Return whether somebody is to be told of some groups of the day: those that she sits in."""
        return not self.are_several or bool(self.of(seat, key))

    def words(self, seat: Seat, key: int | None) -> str:
        """Return what somebody's group is for, in words and hours; nothing where all groups are for the same."""
        return labels_of(self.of(seat, key)) if self.are_several else ""

    def others(self, key: int | None) -> list[Grouping]:
        """Return the other groups of the day."""
        return [one for of, one in self.groupings.items() if of != key]


def discussions(meeting: Meeting) -> Discussions:
    """Return the discussions of a meeting; two queries, three where it has several."""
    points = points_of(meeting)
    groupings = {one.item_id: one for one in meeting.groupings.all()}
    found = discussions_of(points, groupings)
    if len(found) > 1:
        standing = set(meeting.items.values_list("pk", flat=True))
        found = tuple(one for one in found if one.key in standing)
    return Discussions(points, found, groupings)


def labels_of(points: Points) -> str:
    """Return points as one reads them: "10.00-11.00 Naboer; 13.00-14.00 Skilte"."""
    return "; ".join(map(label_of, points))


def find_discussion(found: Discussions, key: int | None) -> Point | None:
    """Return the discussion with a key, None if there is none."""
    return next((one for one in found.found if one.key == key), None)


def has_own_groups(item: Item) -> bool:
    """Return whether groups have been made for a point; one query."""
    return item.groupings.exists()
