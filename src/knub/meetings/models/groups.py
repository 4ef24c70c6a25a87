"""Who sits in which discussion group, as it was made: the seed, the wishes, and what each has been told."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from knub.meetings.models.meetings import Meeting
from knub.meetings.models.programme import Item
from knub.meetings.models.seats import ModeChoice, Seat


class Grouping(models.Model):
    """The discussion groups of a meeting, or of one point of its programme, which are used there instead.

    The version goes up with each change, the release with each telling.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="groupings")
    item = models.ForeignKey(Item, null=True, blank=True, on_delete=models.CASCADE, related_name="groupings")
    size = models.PositiveSmallIntegerField(_("People in a group"), default=6)
    match = models.BooleanField(default=False, help_text="People who are alike sit together.")
    mixes = models.BooleanField(default=False, help_text="People in the room and online may sit together.")
    seed = models.BigIntegerField(help_text="The same people, wishes and seed give the same groups.")
    version = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)
    release = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "item"], nulls_distinct=False, name="one_grouping_a_point")
        ]

    def __str__(self) -> str:
        return str(self.meeting)


class Group(models.Model):
    """One group, and where it sits; without a mode it is of people in the room and online."""

    grouping = models.ForeignKey(Grouping, on_delete=models.CASCADE, related_name="groups")
    number = models.PositiveSmallIntegerField()
    mode = models.CharField(max_length=8, choices=ModeChoice.choices, blank=True)
    place = models.CharField(_("Table, room or link"), max_length=200, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["grouping", "number"], name="one_group_a_number")]

    def __str__(self) -> str:
        return _("Group %(number)s") % {"number": self.number}

    @property
    def key(self) -> str:
        """What tells the group from the others of its meeting, such as "2", or "2-17" of the groups of point 17."""
        return f"{self.number}-{self.grouping.item_id}" if self.grouping.item_id else str(self.number)

    @property
    def in_full(self) -> str:
        """The group, with its point where that has groups of its own: “Group 2 (What we say)”."""
        return f"{self} ({self.grouping.item})" if self.grouping.item else str(self)


class GroupSeat(models.Model):
    """A seat in a group: whether it stays when the groups are made again, may lead, and what its person was told."""

    grouping = models.ForeignKey(Grouping, on_delete=models.CASCADE, related_name="seats")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="seats")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="group_seats")
    locked = models.BooleanField(default=False)
    leads = models.BooleanField(default=False)
    told = models.CharField(max_length=240, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["grouping", "seat"], name="one_group_a_seat")]

    def __str__(self) -> str:
        return str(self.seat)
