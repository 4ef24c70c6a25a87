"""News is proposed, sent by link, released, marked as of its time, and found by those who may read it."""

import re
from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from knub.knowledge import access, actions, queries
from knub.knowledge.content import VisibleTo
from knub.knowledge.intake import MailedNewsError, read_news
from knub.knowledge.models import News, NewsSource
from knub.notify.models import Mail
from knub.search.models import Miss
from tests.conftest import person
from tests.knowledge.conftest import NOW, TODAY, client_of, write

TAGS = re.compile(r"<[^>]+>")
TYPED = {
    "title": "Eksempel: Ny bekendtgørelse",
    "summary": "Kort.",
    "sender": "stat",
    "sender_name": "Eksempelstyrelsen",
    "paragraphs": "almenboligloven § 61 a\n",
    "visible_to": "everyone",
}


@pytest.fixture(autouse=True)
def no_other_news(members):
    News.objects.all().delete()


def text(response):
    return " ".join(TAGS.sub(" ", response.content.decode()).split())


def released(at=NOW, **values):
    said = {"title": "Eksempel: Ny bekendtgørelse", "summary": "Kort.", "sender": "stat", "sender_name": "Styrelsen"}
    news = actions.propose({**said, **values}, at=at, by=person("kollega"))
    return actions.release(news, {**said, **values}, at=at, by=person("sekretaer"))


@pytest.mark.parametrize(
    ("readers", "names"),
    [
        (VisibleTo.EVERYONE, {"sekretaer", "kontaktperson", "kollega", "gaest", "udenfor", None}),
        (VisibleTo.MEMBERS, {"sekretaer", "kontaktperson", "kollega", "gaest"}),
    ],
)
@pytest.mark.parametrize("name", ["sekretaer", "kontaktperson", "kollega", "gaest", "udenfor", None])
def test_news_is_read_by_those_it_is_for(name, readers, names):
    user = person(name) if name else AnonymousUser()
    news = released(visible_to=readers)
    assert (news in access.visible_news(user)) == (name in names)
    client = client_of(user) if name else Client()
    found = client.get("/soeg/", {"q": "bekendtgørelse"}).context["found"].kinds
    assert found.get("news", 0) == (1 if name in names else 0)


@pytest.mark.parametrize("name", ["kontaktperson", "kollega", "gaest", "udenfor"])
def test_proposals_and_senders_are_the_secretariats(name):
    news = actions.propose(dict.fromkeys(("title", "summary", "sender", "sender_name"), "x"), at=NOW)
    for address in (f"/nyt/forslag/{news.pk}/", "/nyt/afsendere/", "/sekretariat/soegninger/"):
        assert client_of(person(name)).get(address).status_code == 403
    assert not access.news_sources(person(name)).exists()
    assert not access.own_proposals(person(name)).exists()


def test_a_member_proposes_and_the_secretariat_releases(as_member, as_secretariat, member):
    assert as_member.post("/nyt/foreslaa/", TYPED).status_code == 302
    (waiting,) = queries.waiting()
    assert waiting.what == "Nyhed: »Eksempel: Ny bekendtgørelse«"
    assert Client().get("/nyt/").context["page"].object_list.count() == 0
    answer = as_secretariat.post(waiting.url, {**TYPED, "areas": "Bispehaven", "categories": ["prevention"]})
    assert answer.url == "/nyt/2026/eksempel-ny-bekendtgoerelse/"
    shown = text(Client().get(answer.url))
    for word in ("Eksempelstyrelsen", "almenboligloven § 61 a", "Bispehaven", "Forebyggelsesområde"):
        assert word.casefold() in shown.casefold()
    assert Mail.objects.get(key__startswith="news-released").to == member.email
    assert queries.waiting() == ()


def test_released_twice_is_released_once(secretariat):
    news = released()
    again = actions.release(news, TYPED | {"paragraphs": []}, at=NOW + timedelta(days=1), by=secretariat)
    assert (again.released_at, again.slug) == (news.released_at, news.slug)
    assert Mail.objects.filter(key__startswith="news-released").count() == 1


def test_what_is_not_released_says_why(as_member, as_secretariat, secretariat):
    as_member.post("/nyt/foreslaa/", TYPED)
    news = News.objects.get()
    assert as_secretariat.post(f"/nyt/forslag/{news.pk}/afvis/", {"reason": ""}).status_code == 400
    as_secretariat.post(f"/nyt/forslag/{news.pk}/afvis/", {"reason": "Det er en annonce."})
    assert "Det er en annonce." in Mail.objects.get(key__startswith="news-refused").text
    with pytest.raises(ValidationError):
        actions.release(news, TYPED, at=NOW, by=secretariat)


def test_unknown_areas_and_pages_are_named_with_the_text_kept(as_secretariat):
    news = released()
    answer = as_secretariat.post(f"/nyt/forslag/{news.pk}/", {**TYPED, "areas": "Findes ikke", "pages": "/viden/nej/"})
    assert answer.status_code == 400
    assert "KNUB kender ikke et område med navnet: Findes ikke" in text(answer)
    assert "Den side findes ikke: /viden/nej/" in text(answer)
    assert "Eksempel: Ny bekendtgørelse" in answer.content.decode()


def test_news_stands_on_the_page_it_touches(as_secretariat):
    page, news = write(), released()
    as_secretariat.post(f"/nyt/forslag/{news.pk}/", {**TYPED, "pages": f"http://localhost/viden/{page.slug}/"})
    assert "Nyt, der berører siden" in text(Client().get(f"/viden/{page.slug}/"))


def link_of(as_secretariat):
    as_secretariat.post("/nyt/afsendere/", {"name": "Eksempel Fuldmægtig", "organisation": "Eksempelstyrelsen",
                                            "sender": "stat", "email": "stat@example.org"})  # fmt: skip
    mail = Mail.objects.get(to="stat@example.org")
    return re.search(r"(/nyt/indsend/\S+)", mail.text)[1]


def test_a_state_contact_sends_news_by_link_without_login(as_secretariat):
    address = link_of(as_secretariat)
    assert "Den bliver sendt i navnet Eksempelstyrelsen" in text(Client().get(address))
    sent = {"title": "Eksempel: Høring", "summary": "Kort.", "hearing_deadline": "2026-07-01"}
    assert Client().post(address, sent).url == f"{address}modtaget/"
    assert "Tak" in text(Client().get(f"{address}modtaget/"))
    news = News.objects.get()
    assert (news.sender, news.sender_name, news.state) == ("stat", "Eksempelstyrelsen", "proposed")


def test_a_link_that_is_ended_or_run_out_works_no_more(as_secretariat, time_machine):
    address = link_of(as_secretariat)
    source = NewsSource.objects.get()
    as_secretariat.post(f"/nyt/afsendere/{source.pk}/luk/")
    assert Client().get(address).status_code == 404
    assert Client().get("/nyt/indsend/gaet/").status_code == 404
    assert actions.forget_sources(now=NOW + timedelta(days=364)) == 0
    assert actions.forget_sources(now=NOW + timedelta(days=366)) == 1


def test_a_link_sends_no_more_than_can_be_read(as_secretariat):
    address = link_of(as_secretariat)
    for number in range(20):
        Client().post(address, {"title": f"Nr. {number}", "summary": "Kort."})
    refused = Client().post(address, {"title": "Nr. 21", "summary": "Den sidste."})
    assert refused.status_code == 400
    assert "20 nyheder fra jer venter" in text(refused)
    assert "Den sidste." in refused.content.decode()


@pytest.mark.parametrize(
    ("values", "on", "old"),
    [
        ({"valid_until": TODAY}, TODAY, False),
        ({"valid_until": TODAY}, TODAY + timedelta(days=1), True),
        ({}, TODAY + timedelta(days=365), False),
        ({}, TODAY + timedelta(days=366), True),
    ],
)
def test_old_news_is_of_its_time(values, on, old):
    assert released(**values).is_of_its_time(on) == old


def test_old_news_says_so_on_its_page_in_the_list_and_in_search():
    news = released(valid_until=TODAY - timedelta(days=1))
    assert "Nyheden er fra sin tid" in text(Client().get(queries.news_url(news)))
    assert "fra sin tid" in text(Client().get("/nyt/"))
    assert "fra sin tid" in text(Client().get("/soeg/", {"q": "bekendtgørelse"}))


def test_deadlines_of_hearings_are_there_for_calendars():
    released(hearing_deadline=date(2026, 7, 1), title="Anden")
    released(hearing_deadline=date(2026, 6, 15), title="Første")
    released(hearing_deadline=date(2026, 5, 31), title="Forbi")
    released(title="Uden")
    found = queries.hearing_deadlines(access.visible_news(AnonymousUser()), since=TODAY)
    assert [one.title for one in found] == ["Høringsfrist: Første", "Høringsfrist: Anden"]


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_of_news_costs_the_same_however_long(django_assert_num_queries, many):
    for number in range(many):
        released(title=f"Nr. {number}")
    with django_assert_num_queries(2):
        Client().get("/nyt/")


def test_a_page_is_found_by_those_who_may_read_it_and_says_that_it_no_longer_holds():
    write(title="Eksempel: Kvæksølv", visible_to=VisibleTo.MUNICIPALITY)
    write("regelfortolkning", title="Eksempel: Kvæksølv før", valid_from=date(2018, 1, 1), valid_to=date(2021, 11, 30))
    assert [title for _kind, title, *_rest in Client().get("/soeg/", {"q": "kvæksølv"}).context["hits"]] == [
        "Eksempel: Kvæksølv før"
    ]
    own = client_of(person("kollega")).get("/soeg/", {"q": "kvæksølv"})
    assert [title for _kind, title, *_rest in own.context["hits"]] == ["Eksempel: Kvæksølv", "Eksempel: Kvæksølv før"]
    assert "Gælder ikke længere" in text(own)


def test_a_search_in_vain_is_counted_without_person_or_number(as_secretariat):
    named = ("010190-1234 xyzzy", "anna@example.org", "89 40 20 00 xyzzy")
    for asked in ("Fjernvarmeplan", "fjernvarmeplan ", *named, "xq"):
        Client().get("/soeg/", {"q": asked})
    Client().get("/soeg/", {"q": "Aarhus"})
    assert list(Miss.objects.values_list("words", "times")) == [("fjernvarmeplan", 2)]
    assert "fjernvarmeplan" in text(as_secretariat.get("/sekretariat/soegninger/"))


@pytest.mark.parametrize("many", [1, 3])
def test_a_search_with_rights_costs_the_same_however_much_it_finds(django_assert_num_queries, many):
    for number in range(many):
        write(title=f"Eksempel: Kvæksølv {number}")
        released(title=f"Eksempel: Kvæksølv {number}")
    with django_assert_num_queries(4):
        Client().get("/soeg/", {"q": "kvæksølv"})


HEADERS = "From: Eksempel <{sender}>\nSubject: Eksempel: Ny vejledning\nContent-Type: text/plain; charset=utf-8\n{more}"
MAIL = f"{HEADERS}\nDen gælder fra maj.\n"


def mailed(sender, more=""):
    return actions.propose_mailed(read_news(MAIL.format(sender=sender, more=more).encode()), at=NOW)


def test_news_that_is_mailed_by_somebody_with_a_link_waits_for_the_secretariat():
    made = actions.invite_source(
        name="Eksempel", organisation="Eksempelstyrelsen", sender="stat", email="styrelse@example.org", at=NOW,
        by=person("sekretaer"),
    )  # fmt: skip
    news = mailed("Styrelse@Example.org")
    assert (news.state, news.title, news.source) == (News.State.PROPOSED, "Eksempel: Ny vejledning", made)
    assert (news.summary, news.sender_name) == ("Den gælder fra maj.", "Eksempelstyrelsen")
    with pytest.raises(ValidationError):
        mailed("fremmed@example.org")
    with pytest.raises(MailedNewsError):
        mailed("styrelse@example.org", "Auto-Submitted: auto-replied\n")
    actions.end_source(made, at=NOW, by=person("sekretaer"))
    with pytest.raises(ValidationError):
        mailed("styrelse@example.org")
    assert News.objects.count() == 1


@given(st.binary(max_size=400))
def test_any_bytes_are_a_piece_of_news_or_refused(content):
    with suppress(MailedNewsError):
        assert read_news(content).title
