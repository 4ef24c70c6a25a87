"""Sparring from where one is: follow an area, a municipality or a topic, and meet the questions about areas."""

from urllib.parse import urlsplit

import pytest
from django.test import Client

from knub.areas.models import Area
from knub.knowledge.models import News
from knub.meetings import actions as meetings
from knub.sparring import actions
from knub.sparring.models import Follow
from tests.knowledge.conftest import NOW, client_of
from tests.knowledge.test_news import released
from tests.sparring.conftest import ask
from tests.sparring.test_questions import text

pytestmark = pytest.mark.usefixtures("members")
AREA, PLACE = "/omraader/aarhus-bispehaven/", "/kommuner/aarhus/"


@pytest.mark.parametrize(
    ("page", "kind", "key"), [(AREA, "area", "aarhus-bispehaven"), (PLACE, "municipality", "aarhus")]
)
def test_one_follows_from_the_page_of_an_area_or_a_municipality(guest, as_guest, page, kind, key):
    shown = as_guest.get(page)
    assert shown.context["follows"] is False
    assert f'name="kind" value="{kind}"' in shown.content.decode()
    back = as_guest.post("/sparring/foelg/", {"kind": kind, "key": key, "foelg": "ja", "tilbage": page})
    assert back.url == page
    assert as_guest.get(page).context["follows"] is True
    assert guest.follows.filter(kind=kind, key=key).exists()


@pytest.mark.parametrize("page", [AREA, PLACE])
def test_who_may_not_read_sparring_is_not_asked_to_follow(outsider, page):
    for client in (Client(), client_of(outsider)):
        shown = client.get(page)
        assert shown.context["follows"] is None
        assert "/sparring/foelg/" not in shown.content.decode()


@pytest.mark.parametrize("page", ["/viden/?tema=law&niveau=area", "/sparring/?tema=law&niveau=area"])
def test_a_topic_is_followed_from_its_list(guest, as_guest, page):
    wanted = "/sparring/foelger/?tema=law&amp;fag=&amp;niveau=area"
    assert wanted in as_guest.get(page).content.decode()
    form = as_guest.get(wanted.replace("&amp;", "&")).context["form"]
    assert (form["theme"].initial, form["level"].initial) == (["law"], ["area"])
    assert "/sparring/foelger/" not in Client().get("/viden/?tema=law").content.decode()


def test_the_page_of_an_area_shows_open_questions_to_members_only(as_guest, outsider):
    here, solved = ask(areas=["aarhus-bispehaven"]), ask(title="Eksempel: Løst", areas=["aarhus-bispehaven"])
    actions.close(solved, line="Telefon", at=NOW, by=solved.asked_by)
    page = text(as_guest.get(AREA))
    assert here.title in page
    assert solved.title not in page
    for client in (Client(), client_of(outsider)):
        assert here.title not in text(client.get(AREA))


def test_the_page_of_an_area_shows_what_is_asked_about_areas_like_it(as_guest):
    others = Area.objects.exclude(key="aarhus-bispehaven").values_list("key", flat=True)
    question = ask(title="Eksempel: Om områder, der ligner", areas=list(others))
    found = as_guest.get(AREA).context["shared"].asked_like_it
    assert found
    assert {(one, place.key == why.area) for one, place, why in found} == {(question, True)}


def test_no_area_tells_of_a_secret_question(as_guest, secretariat):
    question = ask(title="Eksempel: Hemmeligt", hides_municipality=True, areas=["aarhus-bispehaven"])
    for page in (AREA, PLACE):
        for client in (as_guest, client_of(secretariat)):
            assert question.title not in text(client.get(page))


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_of_an_area_costs_the_same_whatever_is_asked(as_guest, django_assert_num_queries, number):
    for one in range(number):
        ask(title=f"Eksempel: {one}", areas=["aarhus-bispehaven"])
    as_guest.get(AREA)
    with django_assert_num_queries(33):
        as_guest.get(AREA)


def test_who_followed_or_was_asked_comes_along_when_questions_are_merged(guest, member, coordinator, secretariat):
    old, new = ask(), ask(title="Eksempel: Det samme", by=coordinator)
    actions.set_follow(guest, "question", str(old.pk), follows=True, at=NOW)
    actions.ask_colleagues(old, [guest], at=NOW, by=member)
    actions.merge(old, new, reason="Samme spørgsmål", at=NOW, by=secretariat)
    key = str(new.pk)
    assert {one.person for one in Follow.objects.filter(kind="question", key=key)} == {guest, member}
    assert not Follow.objects.filter(key=str(old.pk)).exists()
    assert list(new.asked.values_list("person", flat=True)) == [guest.pk]


def test_hearings_one_may_read_of_come_into_her_calendar(guest, outsider):
    News.objects.all().delete()
    open_one = released(hearing_deadline=NOW.date(), title="Eksempel: Høring")
    hidden = released(hearing_deadline=NOW.date(), title="Eksempel: For medlemmer", visible_to="members")
    calendar = Client().get(path_of(meetings.make_feed(guest, at=NOW))).content.decode().replace("\r\n ", "")
    assert f"UID:hearing-{open_one.pk}@" in calendar
    assert "DTSTART;VALUE=DATE:20260601" in calendar
    assert f"UID:hearing-{hidden.pk}@" in calendar
    theirs = Client().get(path_of(meetings.make_feed(outsider, at=NOW))).content.decode()
    assert (f"UID:hearing-{open_one.pk}@" in theirs, f"UID:hearing-{hidden.pk}@" in theirs) == (True, False)


def path_of(address):
    return urlsplit(address).path
