"""What is searched for is found, in any spelling, and nothing that is typed breaks it."""

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knub.search import actions, queries

pytestmark = pytest.mark.django_db
CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "search.yaml").read_text())


def text(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("case", CASES, ids=[case["search"] for case in CASES])
def test_a_search_has_its_first_hit(client, case):
    hits = client.get("/soeg/", {"q": case["search"]}).context["hits"]
    assert hits, "nothing was found"
    assert hits[0][1].title == case["first"]


@pytest.mark.parametrize("old", ["hård ghetto", "hårdt ghettoområde", "haard ghetto"])
def test_an_old_word_finds_todays_and_says_so(client, old):
    page = client.get("/soeg/", {"q": old})
    assert "I dag hedder det omdannelsesområde" in text(page)
    assert page.context["found"].count > 0


def test_a_search_costs_the_same_however_much_it_finds(client, django_assert_num_queries):
    for asked in ("Samsø", "liste"):
        with django_assert_num_queries(2):
            client.get("/soeg/", {"q": asked})


def test_a_kind_that_may_not_be_seen_is_not_found():
    actions.put("secret", "1", title="Hemmelighed", body="xyzzy", url="/x/")
    assert queries.search("xyzzy", visible={"area": None}).count == 0
    assert queries.search("xyzzy", visible={"secret": None}).count == 1


def test_markup_in_what_is_found_is_shown_as_text():
    actions.put("page", "x", title="T", body="<script>alert(1)</script> xyzzy", url="/x/")
    (hit,) = queries.search("xyzzy", visible={"page": None}).hits
    assert "<script>" not in hit.snippet
    assert "<mark>xyzzy</mark>" in hit.snippet


def test_what_is_taken_away_is_no_longer_found():
    actions.put("page", "x", title="T", body="xyzzy", url="/x/")
    actions.remove("page", "x")
    assert queries.search("xyzzy", visible={"page": None}).count == 0


def test_nothing_found_says_what_to_try(client):
    assert "Intet fundet" in text(client.get("/soeg/", {"q": "qwertyuiop"}))


@given(st.text(max_size=80))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_typed_breaks_the_search(client, asked):
    assert client.get("/soeg/", {"q": asked}).status_code == 200
