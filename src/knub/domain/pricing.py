"""What a membership costs on the day it is bought, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from knub.domain.errors import ParameterError
from knub.domain.values import Text, day_text, kroner, number

__all__ = ["Band", "Price", "PriceLine", "PriceList", "PricedLine", "Tier", "Vat", "decide", "next_change", "undecided"]

ORE = Decimal("0.01")
EVERYBODY = ""  # the band of a list that has none
NOT_DECIDED = Text("Prisen er ikke fastsat endnu.", "The price has not been decided yet.")


@dataclass(frozen=True)
class Band:
    """A group of municipalities by population; `up_to` is the most inhabitants it has, None is no limit."""

    key: str
    label: Text
    up_to: int | None


@dataclass(frozen=True)
class Tier:
    """The amounts without VAT for those who join from a day on, per band; None is not decided."""

    starts: date
    amounts: Mapping[str, Decimal | None]
    reason: Text
    source: str

    def __post_init__(self) -> None:
        for amount in self.amounts.values():
            if amount is not None and (amount < 0 or amount != amount.quantize(ORE)):
                raise ParameterError(f"{amount} from {self.starts} is not a price: write whole øre, 0 or more.")


@dataclass(frozen=True)
class Vat:
    """How a line is taxed from one day to another, both included; category as in UNCL5305, rate in percent."""

    starts: date
    ends: date | None
    category: str
    rate: Decimal
    legal: Text
    source: str

    def holds_on(self, day: date) -> bool:
        """Return whether it holds on a day."""
        return self.starts <= day and (self.ends is None or day <= self.ends)


@dataclass(frozen=True)
class PriceLine:
    """One line of an invoice: what it is for, what it costs from when, how it is taxed from when."""

    key: str
    label: Text
    tiers: tuple[Tier, ...]  # the first starts first
    vats: tuple[Vat, ...]

    def tier_on(self, day: date) -> Tier:
        """Return the tier of a day, that day included; whoever joins before the first gets the first."""
        started = [tier for tier in self.tiers if tier.starts <= day]
        return started[-1] if started else self.tiers[0]

    def vat_on(self, day: date) -> Vat | None:
        """Return how it is taxed on a day; there is no rate that holds when none is given."""
        return next((vat for vat in self.vats if vat.holds_on(day)), None)


@dataclass(frozen=True)
class PriceList:
    """What one has decided that members pay; `population_on` is the day whose population decides the band."""

    key: str
    label: Text
    lines: tuple[PriceLine, ...]
    source: str
    example: bool = False
    bands: tuple[Band, ...] = ()  # the smallest first
    population_on: date | None = None

    def band_of(self, population: int) -> Band:
        """Return the band of a population: the first that reaches so far."""
        return next(band for band in self.bands if band.up_to is None or population <= band.up_to)


@dataclass(frozen=True)
class PricedLine:
    """A line as it is on a day; amount and VAT in DKK, None is not decided."""

    key: str
    label: Text
    amount: Decimal | None
    category: str | None
    rate: Decimal | None
    legal: Text | None

    @property
    def vat(self) -> Decimal | None:
        """The VAT in whole øre; None where the amount or the rate is not decided."""
        if self.amount is None or self.rate is None:
            return None
        return (self.amount * self.rate / 100).quantize(ORE, rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class Price:
    """What it costs on a day, and why in one sentence.

    figure : DKK without VAT, whole øre; None is not decided, which is never 0
    """

    on: date
    lines: tuple[PricedLine, ...]
    band: Band | None
    population: int | None
    figure: Decimal | None
    reason: Text

    @property
    def vat(self) -> Decimal | None:
        """The VAT of all lines; None where it is not decided for one of them."""
        return _sum([line.vat for line in self.lines])

    @property
    def total(self) -> Decimal | None:
        """What is paid with VAT; None where either is not decided."""
        return None if self.figure is None or self.vat is None else self.figure + self.vat


def undecided(on: date) -> Price:
    """Return the price of a season that has no price list yet.

    >>> undecided(date(2026, 1, 1)).reason.da
    'Prisen er ikke fastsat endnu.'
    """
    return Price(on, (), None, None, None, NOT_DECIDED)


def decide(prices: PriceList, *, on: date, population: int | None = None) -> Price:
    """Return what joining on a day costs, and why in one sentence.

    population : inhabitants on `prices.population_on`; without it a list with bands decides nothing
    >>> tiers = (Tier(date(2026, 1, 1), {"": Decimal(10000)}, Text("hele året er tilbage", "the year is left"), "x"),)
    >>> line = PriceLine("membership", Text("Medlemskab", "Membership"), tiers, ())
    >>> decide(PriceList("k", Text("Pris", "Price"), (line,), "x"), on=date(2026, 2, 1)).figure
    Decimal('10000.00')
    """
    if prices.bands and population is None:
        return Price(on, (), None, None, None, _population_unknown(prices))
    band = prices.band_of(population) if prices.bands and population is not None else None
    lines = tuple(_priced(line, on, band) for line in prices.lines)
    figure = _sum([line.amount for line in lines])
    reason = NOT_DECIDED if figure is None else _reason(prices, on, band, population, figure)
    return Price(on, lines, band, population if band else None, figure, reason)


def next_change(prices: PriceList, *, on: date, population: int | None = None) -> Price | None:
    """Return the price from the next day it is another, or None where it stays as it is.

    >>> tier = lambda month, amount: Tier(date(2026, month, 1), {"": Decimal(amount)}, Text("a", "a"), "x")
    >>> line = PriceLine("membership", Text("Medlemskab", "Membership"), (tier(1, 10000), tier(4, 7500)), ())
    >>> found = next_change(PriceList("k", Text("Pris", "Price"), (line,), "x"), on=date(2026, 2, 1))
    >>> found.on.isoformat(), found.figure
    ('2026-04-01', Decimal('7500.00'))
    """
    now = decide(prices, on=on, population=population)
    days = sorted({tier.starts for line in prices.lines for tier in line.tiers if tier.starts > on})
    later = (decide(prices, on=day, population=population) for day in days)
    return next((price for price in later if price.figure != now.figure), None)


def _priced(line: PriceLine, on: date, band: Band | None) -> PricedLine:
    amount = line.tier_on(on).amounts[band.key if band else EVERYBODY]
    vat = line.vat_on(on)
    whole = None if amount is None else amount.quantize(ORE)
    if vat is None:
        return PricedLine(line.key, line.label, whole, None, None, None)
    return PricedLine(line.key, line.label, whole, vat.category, vat.rate, vat.legal)


def _sum(amounts: Sequence[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(amounts) else None


def _reason(prices: PriceList, on: date, band: Band | None, population: int | None, figure: Decimal) -> Text:
    amount, day, why = kroner(figure), day_text(on), prices.lines[0].tier_on(on).reason
    group = _band_reason(prices, band, population)
    return Text(
        f"Prisen er {amount.da} uden moms ved tilmelding {day.da}, fordi {why.da}{group.da}.",
        f"The price is {amount.en} without VAT when joining on {day.en}, because {why.en}{group.en}.",
    )


def _band_reason(prices: PriceList, band: Band | None, population: int | None) -> Text:
    if band is None or population is None or prices.population_on is None:
        return Text("", "")
    count, day = number(population), day_text(prices.population_on)
    return Text(
        f", og fordi kommunen havde {count.da} indbyggere {day.da} ({band.label.da})",
        f", and because the municipality had {count.en} inhabitants on {day.en} ({band.label.en})",
    )


def _population_unknown(prices: PriceList) -> Text:
    if prices.population_on is None:
        raise ParameterError(f"{prices.key} has bands. Write population_on: the day whose population decides.")
    day = day_text(prices.population_on)
    return Text(
        f"Prisen er ikke fastsat endnu, fordi kommunens indbyggertal {day.da} ikke er indlæst.",
        f"The price has not been decided yet, because the municipality's population on {day.en} is not loaded.",
    )
