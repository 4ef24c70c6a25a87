"""A search is narrowed by kind, topic and how far a thing holds; each count is what one would see."""

from datetime import UTC, datetime, timedelta

import pytest

from knub.knowledge import actions as knowledge
from knub.search import actions, queries
from knub.search.actions import Findable
from knub.search.models import Document
from knub.search.queries import Chosen, Rights
from tests.knowledge.conftest import NOW, client_of, join, write
from tests.search.test_search import text

pytestmark = pytest.mark.django_db


def put(object_id, **more):
    actions.put("note", Findable(object_id, title="xyzzy", url=f"/{object_id}/", **more))


def found(**chosen):
    return queries.search("xyzzy", visible={"note": None}, chosen=Chosen(**chosen))


def test_each_count_is_what_one_sees_after_choosing_it():
    put("1", tags=("theme:law", "subject_area:school"), standing="current")
    put("2", tags=("theme:law",), standing="past")
    put("3", tags=("theme:social",), standing="archived")
    every = found()
    assert dict(every.tags) == {"theme:law": 2, "subject_area:school": 1}
    assert dict(every.standings) == {"current": 1, "past": 1, "archived": 1}
    for tag, number in every.tags.items():
        assert found(tags=(tag,)).count == number
    for standing, number in every.standings.items():
        assert found(standing=standing).count == number
    assert found(tags=("theme:law", "subject_area:school")).count == 1


def test_what_is_in_the_archive_is_found_only_where_one_asks_for_it():
    put("1", standing="archived")
    assert found().count == 0
    assert [hit.object_id for hit in found(standing="archived").hits] == ["1"]
    assert queries.alike("xyzzy", visible={"note": None}) == ()


def test_no_count_tells_of_what_may_not_be_seen():
    for number in range(3):
        put(str(number), tags=("theme:law",), standing="current")
    mine = {"note": Rights(Document.objects.filter(object_id="2"), "object_id")}
    seen = queries.search("xyzzy", visible=mine)
    assert (seen.count, seen.tags["theme:law"], seen.standings["current"], seen.more) == (1, 1, 1, False)


@pytest.mark.parametrize(("hidden", "shown"), [(3_100, 5), (6_500, 5)])
def test_much_that_is_newer_and_hidden_hides_nothing(hidden, shown):
    now = datetime(2026, 6, 1, tzinfo=UTC)
    actions.put("secret", *(Findable(str(one), title="xyzzy", url="/", of=now) for one in range(hidden)))
    old = now - timedelta(days=9)
    actions.put("note", *(Findable(str(one), title="xyzzy", url="/", of=old) for one in range(shown)))
    visible = {"note": None, "secret": Rights(Document.objects.none(), "object_id")}
    assert (queries.search("xyzzy", visible=visible).count, queries.search("xyzzy", visible=visible).more) == (5, False)


@pytest.mark.parametrize("many", [3, 2_500])
def test_a_search_costs_two_queries_whatever_it_finds(many, django_assert_num_queries):
    actions.put("note", *(Findable(str(one), title="xyzzy", url="/", tags=("theme:law",)) for one in range(many)))
    with django_assert_num_queries(2):
        seen = found(tags=("theme:law",))
    assert seen.count == min(many, queries.RANKED)


@pytest.fixture
def pages(time_machine):
    """Two pages of Aarhus that a member may read, one of them in the archive."""
    time_machine.move_to(NOW, tick=False)
    join("aarhus", "randers")
    write(title="Eksempel: Xyzzy i vaskeriet", themes=["social"], subject_areas=["housing"], levels=["area"])
    old = write(title="Eksempel: Xyzzy før", themes=["law"])
    knowledge.archive(old, reason="Forældet", at=NOW, by=old.named_owner)


@pytest.mark.usefixtures("pages")
def test_the_page_narrows_by_links_that_are_kept_in_the_address(client):
    page = client.get("/soeg/", {"q": "xyzzy"})
    links = {str(name): (count, url) for facet in page.context["facets"] for name, count, url in facet.values}
    assert links == {
        "Sociale greb": (1, "?q=xyzzy&tema=social"),
        "Bolig": (1, "?q=xyzzy&fag=housing"),
        "Områdeniveau": (1, "?q=xyzzy&niveau=area"),
        "Gældende": (1, "?q=xyzzy&status=gaeldende"),
        "I arkivet": (1, "?q=xyzzy&status=arkiv"),
    }
    narrowed = client.get("/soeg/?q=xyzzy&tema=social&fag=housing")
    assert [title for _kind, title, *_rest in narrowed.context["hits"]] == ["Eksempel: Xyzzy i vaskeriet"]
    assert [url for _name, url in narrowed.context["pills"]] == ["?q=xyzzy&fag=housing", "?q=xyzzy&tema=social"]


@pytest.mark.usefixtures("pages")
def test_the_archive_is_marked_and_its_link_works(client):
    page = client.get("/soeg/?q=xyzzy&status=arkiv")
    ((_kind, title, hit, mark),) = page.context["hits"]
    assert (title, str(mark)) == ("Eksempel: Xyzzy før", "I arkivet")
    assert "Siden er i arkivet" in text(client.get(hit.url))


@pytest.mark.usefixtures("pages")
def test_nothing_left_says_so_and_how_to_get_back(client):
    page = text(client.get("/soeg/?q=xyzzy&tema=law&status=gaeldende"))
    assert "Intet fundet for »xyzzy« med det, du har valgt" in page
    assert 'href="?q=xyzzy"' in page


def test_what_does_not_exist_counts_as_nothing_chosen(client):
    page = client.get("/soeg/?q=Aarhus&tema=x&fag=%FF&niveau=area;drop&status=1&slags=y")
    assert page.status_code == 200
    assert page.context["pills"] == []


@pytest.mark.usefixtures("pages")
def test_facets_are_within_what_one_may_see(client, outsider, member):
    write(title="Eksempel: Xyzzy for os", themes=["physical"], visible_to="municipality")
    for user, numbers in ((None, None), (outsider, None), (member, 1)):
        reader = client_of(user) if user else client
        facets = reader.get("/soeg/", {"q": "xyzzy"}).context["facets"]
        counts = {str(name): count for facet in facets for name, count, _url in facet.values}
        assert counts.get("Fysiske greb") == numbers
