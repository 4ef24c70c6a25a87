"""What a municipality itself knows about an area, each value with its day and source; nothing is ever guessed.

The numbers are those the rule on 40 per cent asks for: almenboligloven § 168 a, stk. 1.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from knub.domain.timeline import Dated, newest_on

__all__ = ["DWELLING_KINDS", "NUMBERS", "PLANS", "MasterData", "Plan", "master_data_on"]

DWELLING_KINDS = ("family_dwellings", "youth_dwellings", "elderly_dwellings", "other_dwellings")
NUMBERS = (*DWELLING_KINDS, "all_dwellings", "demolished_dwellings", "business_area", "target_share")
PLANS = ("development_plan", "social_plan", "physical_plan")


@dataclass(frozen=True)
class Plan:
    """A plan for an area: what it is called, the period it covers, and where it can be read."""

    title: str
    starts: date | None = None
    ends: date | None = None
    link: str = ""


@dataclass(frozen=True)
class MasterData:
    """What is known of an area on a day; None where the municipality has stated nothing.

    family_dwellings, youth_dwellings, elderly_dwellings : public dwellings of that kind
    other_dwellings : every other dwelling: owned, cooperative, privately let
    all_dwellings : all dwellings of the area, as stated
    demolished_dwellings : demolished after 2010 and not replaced by other public family dwellings
    counts_demolished : whether the municipality counts them in the total, which the act allows
    business_area : floor area used for business, m²
    target_share : the highest share of public family dwellings allowed here, 0-1, where it is not that of the act
    housing_organisations : names, one on each line
    """

    on: date
    family_dwellings: Dated[Decimal] | None = None
    youth_dwellings: Dated[Decimal] | None = None
    elderly_dwellings: Dated[Decimal] | None = None
    other_dwellings: Dated[Decimal] | None = None
    all_dwellings: Dated[Decimal] | None = None
    demolished_dwellings: Dated[Decimal] | None = None
    counts_demolished: Dated[bool] | None = None
    business_area: Dated[Decimal] | None = None
    target_share: Dated[Decimal] | None = None
    housing_organisations: Dated[str] | None = None
    plans: Mapping[str, Dated[Plan]] = field(default_factory=dict)

    @property
    def added_dwellings(self) -> int | None:
        """The four kinds of dwellings together; None unless all four are stated.

        >>> MasterData(date(2026, 1, 1)).added_dwellings is None
        True
        """
        kinds: list[Dated[Decimal] | None] = [getattr(self, kind) for kind in DWELLING_KINDS]
        known = [kind.value for kind in kinds if kind is not None]
        return int(sum(known)) if len(known) == len(DWELLING_KINDS) else None

    @property
    def dwellings(self) -> int | None:
        """All dwellings of the area: as stated, else the four kinds together; None where neither is known."""
        return int(self.all_dwellings.value) if self.all_dwellings is not None else self.added_dwellings

    @property
    def disagrees(self) -> bool:
        """Whether the stated total is another than the four kinds together."""
        return self.added_dwellings is not None and self.dwellings != self.added_dwellings


def master_data_on(
    day: date,
    *,
    numbers: Mapping[str, Sequence[Dated[Decimal]]],
    choices: Mapping[str, Sequence[Dated[bool]]],
    texts: Mapping[str, Sequence[Dated[str]]],
    plans: Mapping[str, Sequence[Dated[Plan]]],
) -> MasterData:
    """Return what holds on a day of all that was ever stated, keyed by name.

    >>> stated = {"family_dwellings": [Dated(date(2026, 1, 1), Decimal(600), "BBR")]}
    >>> found = master_data_on(date(2026, 6, 1), numbers=stated, choices={}, texts={}, plans={})
    >>> found.family_dwellings.value, found.dwellings is None
    (Decimal('600'), True)
    """
    held = {key: newest_on(plans.get(key, ()), day) for key in PLANS}
    return MasterData(
        on=day,
        **{key: newest_on(numbers.get(key, ()), day) for key in NUMBERS},
        counts_demolished=newest_on(choices.get("counts_demolished", ()), day),
        housing_organisations=newest_on(texts.get("housing_organisations", ()), day),
        plans={key: plan for key, plan in held.items() if plan is not None},
    )
