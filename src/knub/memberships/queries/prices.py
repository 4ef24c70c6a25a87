"""What joining a season costs a municipality on a day."""

from dataclasses import dataclass
from datetime import date

from knub.domain.pricing import Price, PriceList, decide, next_change, undecided
from knub.domain.values import kroner
from knub.memberships.models import Membership, Season
from knub.parameters import price_list
from knub.people.models import Organisation, Population


@dataclass(frozen=True)
class Offer:
    """A season, its price today, and the price from the next day it changes."""

    season: Season
    price: Price
    later: Price | None
    example: bool


def price_list_of(season: Season) -> PriceList | None:
    """Return the price list of a season, or None where it has not been decided."""
    return price_list(season.price_list, season.year) if season.price_list else None


def price_for(season: Season, municipality: Organisation | None, *, on: date) -> Price:
    """Return what joining a season on a day costs; at most one query, for the population."""
    return offer(season, municipality, on=on).price


def offer(season: Season, municipality: Organisation | None, *, on: date) -> Offer:
    """Return the price of a season on a day and when it changes; at most one query, for the population.

    Without a municipality a list with bands decides nothing.
    """
    prices = price_list_of(season)
    if prices is None:
        return Offer(season, undecided(on), None, example=False)
    population = _population(prices, municipality)
    change = next_change(prices, on=on, population=population)
    later = change if change and change.on <= season.ends_on else None
    return Offer(season, decide(prices, on=on, population=population), later, prices.example)


def _population(prices: PriceList, municipality: Organisation | None) -> int | None:
    if municipality is None or prices.population_on is None:
        return None
    rows = Population.objects.filter(municipality=municipality, on=prices.population_on)
    return rows.values_list("count", flat=True).first()


def written(membership: Membership, language: str) -> str:
    """Return the price that a membership agreed on and why, as a paragraph; undecided says so."""
    reason = membership.price_reason.get("en" if language.startswith("en") else "da", "")
    if membership.price_override_reason:
        return f"{_amount(membership, language)} {membership.price_override_reason}"
    return reason or undecided(membership.starts_on).reason.in_language(language)


def _amount(membership: Membership, language: str) -> str:
    if membership.price is None:
        return undecided(membership.starts_on).reason.in_language(language)
    return f"{kroner(membership.price).in_language(language)}:"
