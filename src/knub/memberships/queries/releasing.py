"""Memberships that were agreed before the price was decided, and what the price list says of them now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.utils import timezone

from knub.domain.pricing import Price, PriceList, decide, undecided
from knub.memberships.models import Membership, Season
from knub.memberships.queries.prices import price_list_of
from knub.people.models import Population


@dataclass(frozen=True)
class Unpriced:
    """A membership without a price, and the price of the day it joined; its figure is None while that is unknown."""

    membership: Membership
    price: Price

    @property
    def is_decided(self) -> bool:
        """Whether the price list says what it costs."""
        return self.price.figure is not None


def without_price(season: Season) -> QuerySet[Membership]:
    """Return the memberships of a season that wait for a price.

    What was set aside by hand waits for nothing, and neither does what belongs to a year that is over.
    """
    rows = Membership.objects.filter(season=season, price=None, price_override_reason="")
    rows = rows.filter(ends_on__gte=F("season__starts_on"), season__ends_on__gte=timezone.localdate())
    return rows.select_related("season", "municipality", "joined_by")


def unpriced(season: Season, rows: Sequence[Membership]) -> list[Unpriced]:
    """Return what the price list of a season says of memberships without a price; at most one query."""
    prices = price_list_of(season)
    populations = _populations(prices, rows) if prices else {}
    return [Unpriced(one, _price(prices, one, populations)) for one in rows]


def seen(found: Sequence[Unpriced]) -> str:
    """Return what a reader has seen of prices, so that another list is noticed: "12=5000.00 15=2500.00"."""
    return " ".join(f"{one.membership.pk}={one.price.figure}" for one in found if one.is_decided)


def _price(prices: PriceList | None, membership: Membership, populations: Mapping[int, int]) -> Price:
    joined_on = timezone.localdate(membership.joined_at)
    if prices is None:
        return undecided(joined_on)
    return decide(prices, on=joined_on, population=populations.get(membership.municipality_id))


def _populations(prices: PriceList, rows: Sequence[Membership]) -> dict[int, int]:
    if prices.population_on is None:
        return {}
    municipalities = [one.municipality_id for one in rows]
    found = Population.objects.filter(municipality__in=municipalities, on=prices.population_on)
    return dict(found.values_list("municipality", "count"))
