"""The price lists of the network years, one file each."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

from knub.domain.errors import ParameterError
from knub.domain.pricing import EVERYBODY, Band, PriceLine, PriceList, Tier, Vat
from knub.domain.values import Text
from knub.parameters.opening import PARAMETERS, Entry, open_yaml

__all__ = ["price_list", "price_list_names", "read_price_list"]

FOLDER = PARAMETERS / "prices"


@cache
def price_list_names() -> Mapping[str, Text]:
    """Return the name of every price list by its key."""
    return {path.stem: open_yaml(path).both("label") for path in sorted(FOLDER.glob("*.yaml"))}


@cache
def price_list(key: str, year: int) -> PriceList:
    """Return a price list for a network year; ParameterError if there is none of that key."""
    if key not in price_list_names():
        raise ParameterError(f"There is no price list '{key}'. Known are {', '.join(price_list_names())}.")
    return read_price_list(FOLDER / f"{key}.yaml", year)


def read_price_list(path: Path, year: int) -> PriceList:
    """Return the price list of a file; a day written as "04-01" is one of every network year."""
    document = open_yaml(path)
    document.only("label", "example", "source", "population_on", "unit", "bands", "lines")
    if document.words("unit") != "DKK":
        raise ParameterError(f"{document.where}: prices are in DKK. Write unit: DKK")
    bands = _bands(document)
    lines = tuple(_line(key, entry, bands, year) for key, entry in document.entries("lines"))
    return PriceList(
        key=path.stem,
        label=document.both("label"),
        lines=lines,
        source=document.words("source"),
        example=document.yes("example"),
        bands=bands,
        population_on=_day(document, "population_on", year) if bands else None,
    )


def _bands(document: Entry) -> tuple[Band, ...]:
    if not document.has("bands"):
        return ()
    bands = tuple(_band(key, entry) for key, entry in document.entries("bands"))
    reach = [band.up_to for band in bands[:-1]]
    if bands[-1].up_to is not None or None in reach or reach != sorted(filter(None, reach)):
        raise ParameterError(f"{document.where}: write the smallest band first, and leave up_to out of the last.")
    return bands


def _band(key: str, entry: Entry) -> Band:
    entry.only("label", "up_to")
    return Band(key, entry.both("label"), entry.count("up_to") if entry.has("up_to") else None)


def _line(key: str, entry: Entry, bands: tuple[Band, ...], year: int) -> PriceLine:
    entry.only("label", "tiers", "vat")
    tiers = tuple(_tier(one, bands, year) for one in _each(entry, "tiers"))
    if not tiers or list(tiers) != sorted(tiers, key=lambda tier: tier.starts):
        raise ParameterError(f"{entry.where}: write at least one tier, the first day first.")
    return PriceLine(key, entry.both("label"), tiers, tuple(_vat(one) for one in _each(entry, "vat")))


def _each(entry: Entry, key: str) -> list[Entry]:
    found = entry.value(key, list) if entry.has(key) else []
    return [Entry(f"{entry.where}, {key} {number}", content) for number, content in enumerate(found, start=1)]


def _tier(entry: Entry, bands: tuple[Band, ...], year: int) -> Tier:
    entry.only("from", "amount", "amounts", "reason", "source")
    wanted = "amounts" if bands else "amount"
    if wanted not in entry.content:
        raise ParameterError(f"{entry.where}: '{wanted}' is missing. Write null where it has not been decided.")
    return Tier(_day(entry, "from", year), _amounts(entry, bands), entry.both("reason"), entry.words("source"))


def _amounts(entry: Entry, bands: tuple[Band, ...]) -> Mapping[str, Decimal | None]:
    if not bands:
        return {EVERYBODY: _amount(entry, "amount")}
    amounts = entry.inner("amounts")
    amounts.only(*(band.key for band in bands))
    if missing := [band.key for band in bands if band.key not in amounts.content]:
        raise ParameterError(f"{amounts.where}: '{missing[0]}' is missing. Write null where it has not been decided.")
    return {band.key: _amount(amounts, band.key) for band in bands}


def _amount(entry: Entry, key: str) -> Decimal | None:
    if not entry.has(key):
        return None
    try:
        return Decimal(str(entry.value(key, int, float, str)))
    except InvalidOperation:
        raise ParameterError(f"{entry.where}: '{key}' is not an amount. Write 7500 or 7500.50.") from None


def _vat(entry: Entry) -> Vat:
    entry.only("from", "to", "category", "rate", "unit", "legal", "source")
    if entry.words("unit") != "percent":
        raise ParameterError(f"{entry.where}: the rate is in percent. Write unit: percent")
    rate = _amount(entry, "rate")
    if rate is None:
        raise ParameterError(f"{entry.where}: 'rate' is missing. There is no default rate; write 0 with its reason.")
    ends = entry.day("to") if entry.has("to") else None
    return Vat(entry.day("from"), ends, entry.words("category"), rate, entry.both("legal"), entry.words("source"))


def _day(entry: Entry, key: str, year: int) -> date:
    written = entry.value(key, date, str)
    try:
        return written if isinstance(written, date) else date.fromisoformat(f"{year}-{written}")
    except ValueError:
        raise ParameterError(f'{entry.where}: {written!r} is not a day. Write 2026-04-01, or "04-01".') from None
