"""The secretary's and the municipality's pages cost the same queries with very many as with three."""

import pytest

from bench.desk import LARGE, PAGES, SMALL, fill, queries_of

pytestmark = pytest.mark.django_db


def test_pages_cost_the_same_queries_with_very_many_as_with_three():
    few = fill(*SMALL)
    small = {name: queries_of(address.format(bulk=few)) for name, address in PAGES.items()}
    many = fill(*LARGE)
    assert {name: queries_of(address.format(bulk=many)) for name, address in PAGES.items()} == small
