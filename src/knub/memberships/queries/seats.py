"""Read the seat rules, and who is a member."""

from datetime import date

from knub.memberships.models import Membership, Season, SeatRule
from knub.people.models import Organisation, Role


def seats_per_municipality(season: Season, form: str, *, on: date) -> int | None:
    """Return how many seats a municipality has at a meeting of a format, by the rule of a day; None is any number."""
    rule = SeatRule.objects.filter(season=season, format=form, from_day__lte=on).order_by("-from_day").first()
    return rule.seats if rule else None


def is_member(municipality_id: int, *, on: date) -> bool:
    """Return whether a municipality is a member of a season on a day."""
    return Membership.on_day(on).filter(municipality_id=municipality_id).exists()


def rules_on(season: Season, day: date) -> list[SeatRule]:
    """Return the seat rule of each format that holds on a day, those that start later included; one query."""
    rules = list(season.seat_rules.order_by("format", "from_day"))
    past = {rule.format: rule for rule in rules if rule.from_day <= day}
    return [rule for rule in rules if rule.from_day > day or past[rule.format] == rule]


def is_taken(slug: str, year: str) -> bool:
    """Return whether a municipality has a membership of a network year, ended or not; one query."""
    return Membership.objects.filter(municipality__slug=slug, season__year=int(year)).exists()


def contact_names(municipality: Organisation, *, on: date) -> list[str]:
    """Return the names of a municipality's contact persons on a day; one query."""
    roles = Role.on_day(on).filter(kind=Role.Kind.COORDINATOR, organisation=municipality, person__is_active=True)
    return sorted(roles.values_list("person__name", flat=True))
