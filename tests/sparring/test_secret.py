"""A question that hides its municipality: its name is looked for wherever a member could meet it."""

import json
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client

from knub.home.own_data import held_about
from knub.meetings import actions as meetings
from knub.notify.models import Mail
from knub.search.models import Document
from knub.sparring import actions
from knub.sparring.models import Question
from tests.knowledge.conftest import client_of, write
from tests.sparring.conftest import NOW, TYPED, answer, ask
from tests.sparring.test_questions import text, typed

pytestmark = pytest.mark.usefixtures("members")
TELLTALE = ("Aarhus", "Århus", "aarhus", "Bispehaven", "Eksempel Kollega", "kollega@example.org")


def tells(page: bytes | str):
    """Return which words of a page tell who asks."""
    written = page.decode() if isinstance(page, bytes) else page
    return [word for word in TELLTALE if word in written]


@pytest.fixture
def secret(member):
    """A secret question of Aarhus with its asker's own words below it, and what helped her marked."""
    question = ask(hides_municipality=True)
    found = answer(question)
    answer(question, "Tak, det prøver vi.", by=member)
    actions.set_helped(found, helped=True, at=NOW, by=member)
    actions.set_use(found, question.municipality, uses=True, at=NOW, by=member)
    return question


def test_the_reader_of_no_page_can_tell(secret, as_guest):
    addresses = [
        "/sparring/", f"/sparring/{secret.pk}/", "/sparring/?stand=loest", f"/sparring/{secret.pk}/anmeld/",
        "/sparring/lignende/?title=beboere",
    ]  # fmt: skip
    assert {address: found for address in addresses if (found := tells(as_guest.get(address).content))} == {}
    assert "En medlemskommune" in text(as_guest.get(f"/sparring/{secret.pk}/"))
    assert "Den, der spørger" in text(as_guest.get(f"/sparring/{secret.pk}/"))


def test_a_colleague_of_the_asker_cannot_tell_either(secret, coordinator):
    page = client_of(coordinator).get(f"/sparring/{secret.pk}/").content.decode()
    assert "Eksempel Kollega" not in page
    assert f"/sparring/{secret.pk}/ret/" not in page


def test_the_secretariat_and_the_asker_can(secret, as_member, as_secretariat):
    for client in (as_member, as_secretariat):
        page = text(client.get(f"/sparring/{secret.pk}/"))
        assert "Eksempel Kollega, Aarhus Kommune" in page
        assert "Medlemmerne kan ikke se, hvem der spørger." in page


def test_search_cannot_tell(secret, as_guest):
    stored = Document.objects.get(kind="question", object_id=str(secret.pk))
    assert tells(" ".join([stored.title, stored.names, stored.body, stored.words])) == []
    found = as_guest.get("/soeg/", {"q": "beboere med", "slags": "sparring"})
    assert [hit[2].object_id for hit in found.context["hits"]] == [str(secret.pk)]
    assert tells(str(found.context["hits"])) == []
    assert as_guest.get("/soeg/", {"q": "Aarhus", "slags": "sparring"}).context["hits"] == []


def test_facets_and_what_one_may_follow_cannot_tell(secret, as_guest):
    for address in ("/soeg/?q=beboere&tema=social", "/soeg/?q=beboere&fag=housing&slags=sparring"):
        found = as_guest.get(address)
        assert tells(str([found.context["facets"], found.context["hits"], found.context["pills"]])) == []
    assert tells(as_guest.get("/sparring/foelger/").context["followed"].__str__()) == []


def test_neither_an_area_nor_a_municipality_nor_the_calendar_leads_to_it(secret, as_guest, guest):
    for address in ("/omraader/aarhus-bispehaven/", "/kommuner/aarhus/"):
        assert secret.title not in text(as_guest.get(address))
    feed = urlsplit(meetings.make_feed(guest, at=NOW)).path
    assert secret.title not in Client().get(feed).content.decode()


def test_no_mail_of_it_can_tell(secret, guest, member, secretariat):
    actions.set_follow(guest, "question", str(secret.pk), follows=True, at=NOW)
    actions.ask_colleagues(secret, [guest], at=NOW, by=member)
    actions.tell_of_question(secret.pk, now=NOW)
    for found in secret.answers.all():
        actions.tell_of_answer(found.pk, now=NOW)
    actions.send_digests(now=NOW + timedelta(days=7))
    mails = Mail.objects.filter(to=guest.email)
    assert mails.exists()
    assert tells(" ".join(mail.subject + mail.text + mail.html for mail in mails)) == []


def test_what_it_said_before_is_not_for_members(secret, as_guest):
    assert as_guest.get(f"/sparring/{secret.pk}/tidligere/").status_code == 403


def test_the_export_cannot_tell(secret, as_guest, as_secretariat):
    assert tells(as_guest.get("/sparring/spoergsmaal.csv").content) == []
    assert "Ikke vist" in as_guest.get("/sparring/spoergsmaal.csv").content.decode()
    assert "Aarhus Kommune" in as_secretariat.get("/sparring/spoergsmaal.csv").content.decode()


def test_the_copy_of_anothers_data_cannot_tell(secret, guest):
    assert tells(json.dumps(held_about(guest), default=str)) == []


def test_the_history_is_the_secretariats(secret, as_guest, as_secretariat):
    assert as_guest.get(f"/historik/spoergsmaal/{secret.pk}/").status_code == 404
    assert as_secretariat.get(f"/historik/spoergsmaal/{secret.pk}/").status_code == 200


def test_a_stranger_learns_nothing_of_it(secret):
    assert Client().get(f"/sparring/{secret.pk}/").status_code == 302


@pytest.mark.parametrize("said", ["Vi i Aarhus gør sådan", "Århus' råd", "I Bispehaven kommer få"])
def test_a_text_that_tells_is_refused_with_everything_kept(as_member, said):
    refused = as_member.post("/sparring/spoerg/", typed(challenge=said, hides_municipality="on"))
    assert refused.status_code == 400
    assert "I viser ikke jeres kommune, men teksten siger" in text(refused)
    assert not Question.objects.exists()
    assert as_member.post("/sparring/spoerg/", typed(challenge=said)).status_code == 302


def test_the_askers_own_answer_may_not_tell_either(secret, as_member):
    refused = as_member.post(f"/sparring/{secret.pk}/svar/", {"text": "Tak, det prøver vi i Aarhus."})
    assert refused.status_code == 400


def test_its_areas_are_not_kept(as_member):
    as_member.post("/sparring/spoerg/", typed(areas=["aarhus-bispehaven"], hides_municipality="on"))
    assert not Question.objects.get().areas.exists()


def test_hiding_it_later_takes_its_name_out_of_search(as_member):
    question = ask(areas=["aarhus-bispehaven"])
    write()
    assert "Aarhus" in Document.objects.get(kind="question").names
    seen = actions.version_of(question)
    values = {**TYPED, "hides_municipality": True, "areas": []}
    actions.edit_question(question, values, seen=seen, at=NOW, by=question.asked_by)
    assert Document.objects.get(kind="question").names == ""
