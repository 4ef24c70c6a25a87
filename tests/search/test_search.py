"""What is searched for is found, in any spelling, and nothing that is typed breaks it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knub.search import actions, queries
from knub.search.actions import Findable
from knub.search.models import Document
from knub.search.queries import Rights
from tests.conftest import person

pytestmark = pytest.mark.django_db
CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "search.yaml").read_text())


def text(response):
    return " ".join(response.content.decode().split())


def found(asked, **more):
    return queries.search(asked, visible={"note": None}, **more)


def put(object_id="1", *, title="T", body="", **more):
    actions.put("note", Findable(object_id, title=title, body=body, url=f"/{object_id}/", **more))


@pytest.mark.parametrize("case", CASES, ids=[f"{case['search']} {case.get('as', '')}".strip() for case in CASES])
def test_a_search_has_its_first_hit(client, case):
    if "as" in case:
        client.force_login(person(case["as"]))
    hits = client.get("/soeg/", {"q": case["search"]}).context["hits"]
    assert hits, "nothing was found"
    _kind, title, *_rest = hits[0]
    assert title == case["first"]


@pytest.mark.parametrize("old", ["hård ghetto", "hårdt ghettoområde", "haard ghetto"])
def test_an_old_word_finds_todays_and_says_so(client, old):
    page = client.get("/soeg/", {"q": old})
    said = "Viser også resultater for <strong>omdannelsesområde</strong>, som er lovens betegnelse siden 2021"
    assert said in text(page)
    assert page.context["found"].count > 0


def test_an_old_word_narrows_with_the_words_beside_it():
    put("1", body="Omdannelsesområde i Aarhus")
    put("2", body="Omdannelsesområde i Odense")
    assert [hit.object_id for hit in found("hård ghetto Århus").hits] == ["1"]


def test_todays_word_finds_what_was_written_in_the_old_one():
    put(body="Møde om den hårde ghetto")
    assert found("omdannelsesområde").count == 1


def test_a_part_of_a_compound_finds_the_whole():
    put(body="Boligorganisationernes bestyrelser")
    assert found("organisation").count == 1
    assert found("bolsje").count == 0


def test_a_search_costs_the_same_however_much_it_finds(client, django_assert_num_queries):
    for asked in ("Samsø", "liste"):
        with django_assert_num_queries(2):
            client.get("/soeg/", {"q": asked})
    with django_assert_num_queries(7):  # also a suggestion, and counted as in vain
        client.get("/soeg/", {"q": "qwertyuiop"})
    with django_assert_num_queries(0):
        client.get("/soeg/")


def test_putting_many_costs_as_much_as_putting_one(django_assert_num_queries):
    for many in (1, 3):
        with django_assert_num_queries(1):
            actions.put("note", *(Findable(str(one), title="T", url="/") for one in range(many)))


def test_a_kind_that_may_not_be_seen_is_not_found():
    put(body="xyzzy")
    assert queries.search("xyzzy", visible={"area": None}).count == 0
    assert queries.search("xyzzy", visible={"note": Rights(Document.objects.none(), "object_id")}).count == 0
    assert queries.suggestion("xyzzi", visible={"area": None}) == ""
    assert found("xyzzy").count == 1


def test_only_the_ids_that_may_be_seen_are_found():
    put("1", body="xyzzy")
    put("2", body="xyzzy")
    mine = Rights(Document.objects.filter(object_id="2"), "object_id")
    assert [hit.object_id for hit in queries.search("xyzzy", visible={"note": mine}).hits] == ["2"]


def test_markup_in_what_is_found_is_shown_as_text():
    put(body="<script>alert(1)</script> xyzzy")
    (hit,) = found("xyzzy").hits
    assert "<script>" not in hit.snippet
    assert "<mark>xyzzy</mark>" in hit.snippet


def test_a_title_comes_before_a_text_and_an_overdue_page_last():
    put("text", body="xyzzy")
    put("overdue", title="xyzzy", weight=0.01)
    put("title", title="xyzzy")
    assert [hit.object_id for hit in found("xyzzy").hits] == ["title", "text", "overdue"]


def test_of_equals_the_newest_comes_first():
    for year in (2019, 2021, 2020):
        put(str(year), title="xyzzy", of=datetime(year, 12, 1, tzinfo=UTC))
    assert [hit.object_id for hit in found("xyzzy").hits] == ["2021", "2020", "2019"]


def test_counts_are_of_all_kinds_and_hits_of_one(client):
    page = client.get("/soeg/", {"q": "Aarhus", "slags": "kommuner"})
    kinds = page.context["found"].kinds
    assert kinds["area"] > 1
    assert kinds["municipality"] == 1
    assert {hit.kind for *_names, hit, _mark in page.context["hits"]} == {"municipality"}
    assert f"Områder ({kinds['area']})" in text(page)


def test_many_hits_come_in_pages(client):
    first = client.get("/soeg/", {"q": "kommune"})
    second = client.get("/soeg/", {"q": "kommune", "side": "2"})
    assert len(first.context["hits"]) == queries.PAGE
    assert not {hit.url for *_names, hit, _mark in first.context["hits"]} & {
        hit.url for *_names, hit, _mark in second.context["hits"]
    }


@pytest.mark.parametrize("side", ["0", "-1", "x", "²", "999999999999999999999"])
def test_a_page_that_is_not_there_is_no_fault(client, side):
    assert client.get("/soeg/", {"q": "kommune", "side": side}).status_code == 200


def test_what_is_taken_away_is_no_longer_found():
    put(body="xyzzy")
    actions.remove("note", "1")
    assert found("xyzzy").count == 0


def test_a_replaced_kind_has_nothing_left_of_before():
    put("1", body="xyzzy")
    actions.replace_kind("note", [Findable("2", title="plugh", url="/")])
    assert found("xyzzy").count == 0
    assert found("plugh").count == 1


def test_indexing_again_changes_nothing():
    before = set(Document.objects.values_list("kind", "object_id", "title", "words"))
    call_command("index", verbosity=0)
    assert set(Document.objects.values_list("kind", "object_id", "title", "words")) == before


def test_nothing_found_says_what_to_try(client):
    page = text(client.get("/soeg/", {"q": "qwertyuiop"}))
    assert "Intet fundet for »qwertyuiop«" in page
    assert "/omraader/" in page


def test_a_word_that_is_nearly_a_name_is_mended(client):
    page = client.get("/soeg/", {"q": "Gelleruparken"})
    assert page.context["suggestion"] == "gellerupparken"
    assert "Mente du" in text(page)


def test_titles_are_in_the_readers_language(client):
    client.cookies.load({"django_language": "en"})
    hits = client.get("/soeg/", {"q": "egne tal"}).context["hits"]
    assert hits[0][1] == "Try your own figures"


@given(asked=st.text(max_size=40), written=st.text(alphabet="<>&\"'/\\ \x02\x03xyzzyæøå\n", max_size=60))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_comes_out_as_markup(asked, written):
    put(title=written[:200], body=f"{written} xyzzy {asked}".replace("\x00", ""))
    for wanted in ("xyzzy", asked.replace("\x00", "")):
        for hit in found(wanted).hits:
            rest = hit.snippet.replace("<mark>", "").replace("</mark>", "")
            assert not {"<", ">"} & set(rest)


@given(st.text(max_size=80), st.sampled_from(["", "omraader", "x"]))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_typed_breaks_the_search(client, asked, slags):
    for address in ({"q": asked, "slags": slags}, {"q": "a", "tema": asked, "status": asked, "side": asked}):
        answer = client.get("/soeg/", address)
        assert answer.status_code == (400 if "\x00" in asked else 200)
