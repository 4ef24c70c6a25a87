"""What the demo invents: a network year around today and the next, with members; each says that it is an example."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from knub.memberships.actions.joining import frozen
from knub.memberships.actions.seasons import store_network
from knub.memberships.models import BillingProfile, MeetingFormat, Membership, Season, SeatRule
from knub.memberships.queries import price_for
from knub.people.models import Organisation, Person

PRICES = "eksempel-kvartal"
TEXT = (
    "Eksempel: Netværket giver kommuner, der arbejder med udsatte boligområder, plads til at sparre med hinanden og "
    "dele viden om områdeindsatser, fortolkning af reglerne og redskaber, på tværs af fagområder og kommunegrænser.\n\n"
    "Eksempel: Året har tre møder. De handler om sociale greb, fysiske greb samt udlejning og anvisning."
)
AUDIENCE = (
    "Eksempel: Netværket er for medarbejdere og mellemledere i kommuner med områder på ministeriets lister, også dem, "
    "der arbejder med dagtilbud, skole og beskæftigelse.\n\n"
    "Eksempel: Kommuner uden områder på listerne er velkomne, hvis de arbejder forebyggende."
)
TEXT_EN = (
    "Example: The network gives municipalities that work with vulnerable housing areas room to learn from each other "
    "and to share knowledge of what works in the areas, of how the rules are read and of tools, across fields and "
    "municipal borders.\n\n"
    "Example: The year has three meetings, on social work, physical changes, and letting and allocation."
)
AUDIENCE_EN = (
    "Example: The network is for staff and middle managers in municipalities with areas on the ministry's lists, also "
    "those who work with day care, schools and employment.\n\n"
    "Example: Municipalities without areas on the lists are welcome if they work preventively."
)
SEATS = {MeetingFormat.PHYSICAL: 5, MeetingFormat.ONLINE: None, MeetingFormat.BOTH: 5}
GLN = "5790000000005"


@transaction.atomic
def store_demo_seasons(today: date) -> tuple[Season, Season]:
    """Store the example of this network year and the next; the same again changes nothing."""
    this, following = (_store_season(year) for year in (today.year, today.year + 1))
    return this, following


def _store_season(year: int) -> Season:
    season, made = Season.objects.get_or_create(network=store_network(), year=year, defaults=_values(year))
    if made:
        for form, seats in SEATS.items():
            SeatRule.objects.create(season=season, format=form, seats=seats, from_day=season.starts_on)
    return season


def _values(year: int) -> dict[str, Any]:
    return {
        "name": f"Eksempel: Netværket {year}",
        "starts_on": date(year, 1, 1),
        "ends_on": date(year, 12, 31),
        "opens_on": date(year - 1, 10, 1),
        "notice_on": date(year, 11, 30),
        "invoice_on": date(year, 2, 1),
        "themes": ["social", "physical", "letting"],
        "text": TEXT,
        "audience": AUDIENCE,
        "text_en": TEXT_EN,
        "audience_en": AUDIENCE_EN,
        "price_list": PRICES,
        "cancellation_steps": [{"days_before": 28, "percent": 50}, {"days_before": 7, "percent": 100}],
        "source": "Eksempel",
    }


@transaction.atomic
def store_demo_membership(season: Season, municipality: Organisation, *, by: Person | None, at: datetime) -> Membership:
    """Let a municipality be an example of a member since the first day of a season; the same again changes nothing."""
    price = price_for(season, municipality, on=season.starts_on)
    defaults = {
        "joined_at": at,
        "joined_by": by,
        "starts_on": season.starts_on,
        "ends_on": season.ends_on,
        "billing_profile": _profile(municipality, by=by, at=at),
        "approver_name": "Eksempel Leder",
        "approver_email": "leder@example.org",
        "price_list": season.price_list,
        **frozen(price),
    }
    membership, _made = Membership.objects.get_or_create(season=season, municipality=municipality, defaults=defaults)
    return membership


def _profile(municipality: Organisation, *, by: Person | None, at: datetime) -> BillingProfile:
    profile, _made = BillingProfile.objects.get_or_create(
        municipality=municipality,
        name="Eksempel: Teknik og Miljø",
        defaults={
            "gln": GLN, "cvr": municipality.cvr, "person_reference": "Eksempel Kollega", "made_by": by, "made_at": at,
        },
    )  # fmt: skip
    return profile


def store_demo_members(
    season: Season, municipalities: Iterable[Organisation], *, by: Person | None, at: datetime
) -> None:
    """Let municipalities be examples of members."""
    for municipality in municipalities:
        store_demo_membership(season, municipality, by=by, at=at)
