"""What a membership costs, as a board would write it down: every tier, every border, and what is not decided."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from knub.domain.errors import ParameterError
from knub.domain.pricing import PriceLine, PriceList, Tier, Vat, decide, next_change, undecided
from knub.domain.values import Text
from knub.parameters import price_list

FOLDER = Path(__file__).parents[1] / "cases" / "pricing"
DAY = date(2026, 5, 1)
LABEL = Text("Medlemskab", "Membership")


def cases(*names):
    for name in names:
        content = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
        for case in content["cases"]:
            about = case.get("name") or f"{case['day']} {case.get('population', '')}"
            yield pytest.param(content, case, id=f"{name}: {about}")


def expected(number):
    return None if number is None else Decimal(str(number)).quantize(Decimal("0.01"))


@pytest.mark.parametrize(("content", "case"), list(cases("by_quarter", "by_population")))
def test_a_price_list_gives_the_figure_of_the_day(content, case):
    prices = price_list(content["list"], content["year"])
    price = decide(prices, on=case["day"], population=case.get("population"))
    assert price.figure == expected(case["figure"])
    assert price.figure is None or price.figure.as_tuple().exponent == -2
    for name in {"vat", "total"} & case.keys():
        assert getattr(price, name) == expected(case[name])
    if "band" in case:
        assert (price.band.key if price.band else None) == case["band"]


def a_list(amounts, *, rate=25):
    vat = () if rate is None else (Vat(DAY, None, "S", Decimal(rate), Text("Moms", "VAT"), "x"),)
    tiers = [
        (Tier(DAY, {"": None if amount is None else Decimal(str(amount))}, Text("a", "a"), "x"),) for amount in amounts
    ]
    return PriceList("x", LABEL, tuple(PriceLine("x", LABEL, tier, vat) for tier in tiers), "x")


@pytest.mark.parametrize(("_content", "case"), list(cases("undecided")))
def test_what_is_not_decided_is_unknown(_content, case):
    price = decide(a_list(case["amounts"], rate=case.get("rate", 25)), on=DAY)
    found = (price.figure, price.vat, price.total)
    assert found == tuple(expected(case[name]) for name in ("figure", "vat", "total"))


def test_the_reason_is_one_sentence_in_both_languages():
    quarter = decide(price_list("eksempel-kvartal", 2026), on=date(2026, 8, 23)).reason
    assert quarter.da == (
        "Prisen er 5.000 kr. uden moms ved tilmelding 23. august 2026, fordi der er gået to kvartaler af netværksåret."
    )
    assert quarter.en == (
        "The price is DKK 5,000 without VAT when joining on 23 August 2026, because two quarters of the network year "
        "have gone."
    )
    band = decide(price_list("eksempel-indbyggere", 2026), on=date(2026, 2, 1), population=20001).reason
    assert band.da.endswith("havde 20.001 indbyggere 1. januar 2026 (over 20.000 indbyggere).")


def test_a_season_without_a_list_and_a_municipality_without_a_population_say_so():
    assert (undecided(DAY).figure, undecided(DAY).reason.da) == (None, "Prisen er ikke fastsat endnu.")
    price = decide(price_list("eksempel-indbyggere", 2026), on=DAY)
    assert price.reason.da == (
        "Prisen er ikke fastsat endnu, fordi kommunens indbyggertal 1. januar 2026 ikke er indlæst."
    )


def test_the_next_change_is_the_next_day_with_another_figure():
    prices = price_list("eksempel-kvartal", 2026)
    change = next_change(prices, on=date(2026, 3, 31))
    assert (change.on, change.figure) == (date(2026, 4, 1), Decimal("7500.00"))
    assert next_change(prices, on=date(2026, 10, 1)) is None


@pytest.mark.parametrize("amount", ["0.001", "-1"])
def test_an_amount_that_is_no_price_is_refused(amount):
    with pytest.raises(ParameterError, match="whole øre"):
        Tier(DAY, {"": Decimal(amount)}, Text("a", "a"), "x")
