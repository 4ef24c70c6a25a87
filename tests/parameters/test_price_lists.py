"""A price list without date, unit, source or rate does not load, and the refusal says what to write."""

import pytest

from knub.domain.errors import ParameterError
from knub.parameters import price_list, price_list_names
from knub.parameters.price_lists import read_price_list

GOOD = """
label: {da: Pris, en: Price}
example: true
unit: DKK
source: x
lines:
  membership:
    label: {da: Medlemskab, en: Membership}
    tiers:
      - {from: "01-01", amount: 100, reason: {da: a, en: a}, source: x}
    vat:
      - {from: 2020-01-01, category: S, rate: 25, unit: percent, legal: {da: a, en: a}, source: x}
"""


def read(tmp_path, text):
    path = tmp_path / "pris.yaml"
    path.write_text(text, encoding="utf-8")
    return read_price_list(path, 2026)


def test_a_day_without_a_year_is_one_of_the_network_year(tmp_path):
    assert read(tmp_path, GOOD).lines[0].tiers[0].starts.isoformat() == "2026-01-01"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("unit: DKK", "unit: EUR", "prices are in DKK"),
        ("amount: 100, ", "", "'amount' is missing. Write null where it has not been decided"),
        ('from: "01-01", amount', 'from: "31-01", amount', "is not a day"),
        ("from: 2020-01-01, ", "", "'from' is missing"),
        (" rate: 25,", "", "There is no default rate"),
        ("en: a}, source: x}\n    vat", "en: a}}\n    vat", "'source' is missing"),
        ("example: true", "exmple: true", "'exmple' is not known"),
        ("unit: percent, ", "", "'unit' is missing"),
        ("amount: 100", "amount: meget", "is not an amount"),
    ],
)
def test_what_is_missing_or_wrong_is_said(tmp_path, old, new, says):
    assert old in GOOD
    with pytest.raises(ParameterError, match=says):
        read(tmp_path, GOOD.replace(old, new))


def test_a_key_without_a_list_is_refused_and_every_list_has_a_name():
    assert set(price_list_names()) == {"eksempel-kvartal", "eksempel-indbyggere"}
    with pytest.raises(ParameterError, match="no price list 'andet'"):
        price_list("andet", 2026)


@pytest.mark.parametrize("key", price_list_names())
def test_a_list_whose_name_says_example_is_one(key):
    assert price_list(key, 2026).example == price_list_names()[key].da.startswith("Eksempel")
