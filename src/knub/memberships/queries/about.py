"""What the memberships know about a person, and about a municipality."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from knub.memberships.models import BillingProfile, Membership, Season
from knub.people.models import Organisation, Person


@dataclass(frozen=True)
class Panel:
    """What the page of a municipality shows of its memberships.

    memberships : newest season first, ended ones too
    current : the one that holds on the day
    open_seasons : seasons one can join on the day and the municipality is not in
    """

    municipality: Organisation
    on: date
    memberships: tuple[Membership, ...]
    profiles: tuple[BillingProfile, ...]
    open_seasons: tuple[Season, ...]

    @property
    def current(self) -> Membership | None:
        """The membership that holds on the day."""
        return next((one for one in self.memberships if one.starts_on <= self.on <= one.ends_on), None)


def open_seasons(day: date) -> list[Season]:
    """Return the seasons one can join on a day, the one that starts first first; one query."""
    rows = Season.objects.filter(archived=False, opens_on__lte=day, ends_on__gte=day)
    return list(rows.order_by("starts_on"))


def panel(municipality: Organisation, *, on: date) -> Panel:
    """Return the memberships, the billing profiles in use and the seasons open to a municipality; three queries."""
    rows = Membership.objects.filter(municipality=municipality).select_related("season", "billing_profile", "joined_by")
    memberships = tuple(rows.order_by("-season__starts_on"))
    profiles = tuple(BillingProfile.objects.filter(municipality=municipality, archived_at=None))
    taken = {one.season_id for one in memberships}
    seasons = tuple(one for one in open_seasons(on) if one.pk not in taken)
    return Panel(municipality, on, memberships, profiles, seasons)


def about(person: Person) -> dict[str, list[dict[str, Any]]]:
    """Return what the memberships hold about a person: rows by what they are; three queries."""
    joined = Membership.objects.filter(joined_by=person).values(
        "season__name", "municipality__name", "joined_at", "starts_on", "ends_on"
    )
    approved = Membership.objects.filter(approver_email__iexact=person.email).values(
        "season__name", "municipality__name", "approver_name", "approver_email", "objected_at", "objection"
    )
    profiles = BillingProfile.objects.filter(made_by=person).values(
        "municipality__name", "name", "person_reference", "order_reference", "made_at", "archived_at"
    )
    found = {
        "memberships.membership": joined,
        "memberships.membership_to_approve": approved,
        "memberships.billing_profile": profiles,
    }
    return {name: [dict(row) for row in rows] for name, rows in found.items()}


def renewable(membership: Membership, *, on: date) -> Season | None:
    """Return the next season open on a day that the municipality is not in, or None; one query."""
    rows = Season.objects.filter(network=membership.season.network_id, archived=False, opens_on__lte=on)
    later = rows.filter(starts_on__gt=membership.season.starts_on, ends_on__gte=on)
    return later.exclude(memberships__municipality=membership.municipality_id).order_by("starts_on").first()
