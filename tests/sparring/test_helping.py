"""Who can help, with the reasons; who was asked answers, passes on or says not now; what nobody answers is told."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from knub.areas.models import Area
from knub.notify.models import Mail
from knub.people import actions as people
from knub.people.models import Organisation, Person
from knub.sparring import actions, queries
from knub.sparring.models import Answer, Asked
from knub.sparring.queries.likeness import bearing
from tests.knowledge.conftest import client_of, write
from tests.sparring.conftest import NOW, TODAY, answer, ask
from tests.sparring.test_questions import text
from tests.sparring.test_secret import tells

pytestmark = pytest.mark.usefixtures("members")
LINK = re.compile(r"http\S+(/sparring/spurgt/\S+/)")



def reasons(question, person):
    return queries.reasons_for(question, person, on=TODAY)


def test_the_reasons_are_said(guest):
    people.change_details(guest, by=guest, subject_areas=["housing"], ask_me_about=["Beboermøder", "Genhusning"])
    question = ask(challenge="Hvem har prøvet genhusning?", subject_areas=["housing"])
    assert reasons(question, guest) == ("Spørg mig om: Genhusning", "Samme fagområde: bolig")


def test_an_area_like_ours_is_a_reason(guest):
    people.change_details(guest, by=guest, subject_areas=[], ask_me_about=[])
    (reason, *_more) = reasons(ask(areas=["aarhus-bispehaven"]), guest)
    assert re.search(r"ligner Bispehaven i .+ \(listen pr\. |har stået på de samme lister som Bispehaven", reason)


def test_areas_that_left_by_the_criterion_turned_it():
    bispehaven = Area.objects.get(key="aarhus-bispehaven")
    _like, left = bearing([bispehaven], ["convicted"], among=set(Area.objects.values_list("municipality", flat=True)))
    assert left
    assert {gone.criterion for gone in left} == {"convicted"}


def test_a_practice_with_the_same_tags_is_a_reason(guest, secretariat):
    page = write(themes=["social"], subject_areas=["housing"])
    page.municipality = Organisation.objects.get(slug="randers")
    page.save()
    people.change_details(guest, by=guest, subject_areas=[], ask_me_about=[])
    assert reasons(ask(), guest) == (f"Har delt »{page.title}«",)


def test_who_hides_herself_and_the_askers_own_are_not_shown(guest, coordinator):
    question = ask(subject_areas=["housing", "school", "day_care"])
    assert {one.person for one in queries.helpers(question, on=TODAY)} == {guest}
    people.change_details(guest, by=guest, in_contacts=False)
    assert queries.helpers(question, on=TODAY) == []


def test_the_asker_asks_and_the_asked_answers_by_her_link(as_member, as_guest, guest):
    question = ask(subject_areas=["school"])
    assert as_guest.get(f"/sparring/{question.pk}/hvem-kan-hjaelpe/").status_code == 403
    as_member.post(f"/sparring/{question.pk}/hvem-kan-hjaelpe/", {"person": [guest.pk]})
    mail = Mail.objects.get(to=guest.email)
    assert "Samme fagområde: skole" in mail.text
    link = LINK.search(mail.text)[1]
    page = Client().get(link)
    assert "Eksempel Kollega, Aarhus Kommune" in text(page)
    Client().post(link, {"text": "Vi holdt dem i vaskeriet."})
    found = Answer.objects.get()
    assert (found.written_by, found.municipality.slug) == (guest, "randers")
    assert Asked.objects.get().state == "answered"
    assert "Har svaret" in text(as_member.get(f"/sparring/{question.pk}/hvem-kan-hjaelpe/"))


def test_it_can_be_passed_on_once_to_a_colleague_of_ones_own(as_member, guest):
    colleague = Person.objects.create(name="Eksempel Afløser", email="afloeser@example.org")
    people.grant_role(colleague, Organisation.objects.get(slug="randers"), "member", starts_on=date(2026, 1, 1))
    question = ask(subject_areas=["school"])
    actions.ask_colleagues(question, [guest], at=NOW, by=question.asked_by)
    link = LINK.search(Mail.objects.get(to=guest.email).text)[1]
    assert Client().post(f"{link}videre/", {"person": question.asked_by_id}).status_code == 400
    Client().post(f"{link}videre/", {"person": colleague.pk})
    assert "Eksempel Gæst tror, at du kan hjælpe" in Mail.objects.get(to=colleague.email).text
    assert "sendt videre af Eksempel Gæst" in text(as_member.get(f"/sparring/{question.pk}/hvem-kan-hjaelpe/"))
    assert queries.places_left(question) == 2
    assert Client().post(f"{link}videre/", {"person": colleague.pk}).status_code == 400


def test_not_now_is_said_in_one_click(as_member, guest):
    question = ask(subject_areas=["school"])
    actions.ask_colleagues(question, [guest], at=NOW, by=question.asked_by)
    link = LINK.search(Mail.objects.get(to=guest.email).text)[1]
    Client().post(f"{link}ikke-nu/")
    assert "Kan ikke lige nu" in text(as_member.get(f"/sparring/{question.pk}/hvem-kan-hjaelpe/"))


def test_a_leavers_link_ends(guest):
    question = ask(subject_areas=["school"])
    actions.ask_colleagues(question, [guest], at=NOW, by=question.asked_by)
    link = LINK.search(Mail.objects.get(to=guest.email).text)[1]
    guest.roles.update(ends_on=TODAY - timedelta(days=1))
    assert Client().get(link).status_code == 404


def test_the_fourth_is_not_asked(as_member, guest):
    question = ask(subject_areas=["school"])
    others = [Person.objects.create(name=f"Eksempel {n}", email=f"n{n}@example.org") for n in range(3)]
    actions.ask_colleagues(question, others, at=NOW, by=question.asked_by)
    refused = as_member.post(f"/sparring/{question.pk}/hvem-kan-hjaelpe/", {"person": [guest.pk]})
    assert refused.status_code == 400
    assert Asked.objects.count() == 3


def test_no_mail_page_or_reason_tells_who_asks_secretly(guest, member):
    question = ask(hides_municipality=True, subject_areas=["school"], criteria=["convicted"])
    actions.ask_colleagues(question, [guest], at=NOW, by=member)
    answer(question)
    mail = Mail.objects.get(to=guest.email)
    assert tells(mail.text + mail.subject) == []
    assert "En medlemskommune spørger" in mail.text
    assert tells(Client().get(LINK.search(mail.text)[1]).content) == []
    assert tells("; ".join(reasons(question, guest))) == []


def test_the_secretariat_is_told_once_after_five_working_days(time_machine, settings):
    time_machine.move_to(datetime(2026, 4, 1, 8, tzinfo=UTC))  # the Wednesday before Easter
    question = ask(at=datetime(2026, 4, 1, 8, tzinfo=UTC))
    time_machine.move_to(datetime(2026, 4, 12, 8, tzinfo=UTC))
    assert actions.tell_of_unanswered(now=datetime(2026, 4, 12, 8, tzinfo=UTC)) == 0
    assert actions.tell_of_unanswered(now=datetime(2026, 4, 13, 8, tzinfo=UTC)) == 1
    assert actions.tell_of_unanswered(now=datetime(2026, 4, 14, 8, tzinfo=UTC)) == 0
    mail = Mail.objects.get(to=settings.CONTACT_MAIL)
    assert f"/sparring/{question.pk}/" in mail.text
    assert [one.what for one in queries.waiting()] == [f"Uden svar: »{question.title}«"]
    answer(question)
    assert queries.waiting() == ()


def test_after_ten_working_days_it_stands_on_the_front_page(as_guest, client):
    question = ask(at=NOW - timedelta(days=13))
    assert "Spørgsmål, ingen har svaret på" not in text(as_guest.get("/"))
    question.asked_at = NOW - timedelta(days=16)
    question.save()
    assert question.title in text(as_guest.get("/"))
    assert question.title not in text(client.get("/"))
    answer(question)
    assert question.title not in text(as_guest.get("/"))


def test_what_i_was_asked_waits_on_my_front_page(guest, as_guest):
    question = ask()
    actions.ask_colleagues(question, [guest], at=NOW, by=question.asked_by)
    assert f"En kollega spørger dig: »{question.title}«" in text(as_guest.get("/"))
    assert "En kollega har bedt dig svare" in text(client_of(guest).get(f"/sparring/{question.pk}/"))
