"""Ask for access: the same page for every address, a mail that helps, and somebody who decides."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from knub.notify.models import Mail
from knub.people import actions, queries
from knub.people.access import roles_today
from knub.people.models import AccessRequest, MailDomain, Organisation, Person
from tests.worker import work

pytestmark = pytest.mark.django_db(transaction=True)
NEW = "ny@aarhus.example"


@pytest.fixture
def aarhus(loaded):
    municipality = Organisation.objects.get(slug="aarhus")
    MailDomain.objects.get_or_create(organisation=municipality, domain="aarhus.example")
    cache.clear()
    return municipality


@pytest.fixture
def boss(aarhus):
    return Person.objects.get(email="kontaktperson@example.org")


def ask(email=NEW, code=""):
    response = Client().post("/faa-adgang/", {"email": email, "code": code})
    work()
    return response


def mails_to(mail_server, email=NEW):
    work()
    in_order = sorted(mail_server.mailbox.iteritems(), key=lambda one: int(re.search(r"Q(\d+)", one[0]).group(1)))
    return [mail.get_payload(decode=True).decode() for _key, mail in in_order if mail["To"] == email]


def confirm(mail, name="Eksempel Ny"):
    path = re.search(r"https?://[^/\s]+(/faa-adgang/\S+)", mail).group(1)
    return Client().post(path, {"name": name, "title": "Konsulent"})


def waits(mail_server):
    ask()
    confirm(mails_to(mail_server)[0])
    return AccessRequest.objects.get(confirmed_at__isnull=False)


def test_every_address_meets_the_same_page_at_the_same_cost(aarhus, django_assert_num_queries):
    answers = set()
    Client().post("/faa-adgang/", {"email": "foerst@example.com"})
    for email in ("kollega@example.org", NEW, "ukendt@example.com"):
        with django_assert_num_queries(15):
            response = Client().post("/faa-adgang/", {"email": email})
        answers.add((response.status_code, response.url))
    assert answers == {(302, "/faa-adgang/sendt/")}


@pytest.mark.parametrize(
    ("email", "says"),
    [
        ("kollega@example.org", "Du har allerede adgang"),
        (NEW, "Bekræft det her inden tre dage, så går anmodningen videre til Aarhus Kommune"),
        ("ukendt@example.com", "Vi kan ikke se af adressen, hvilken kommune du arbejder i"),
    ],
)
def test_the_mail_tells_its_owner_what_to_do(aarhus, mail_server, email, says):
    ask(email)
    (mail,) = mails_to(mail_server, email)
    assert says in mail


def test_a_code_leads_to_its_municipality_however_it_is_typed_until_it_is_renewed(aarhus, boss, mail_server):
    code = actions.renew_join_code(aarhus, by=boss).code
    ask("privat@example.com", code.lower().replace("-", " "))
    assert "Aarhus Kommune" in mails_to(mail_server, "privat@example.com")[0]
    actions.renew_join_code(aarhus, by=boss)
    ask("anden@example.com", code)
    assert "Vi kan ikke se" in mails_to(mail_server, "anden@example.com")[0]


def test_a_request_waits_for_the_contact_person_once_the_mail_is_confirmed(aarhus, boss, mail_server):
    ask()
    assert list(queries.undecided(aarhus)) == []
    assert "Din anmodning venter" in confirm(mails_to(mail_server)[0]).content.decode()
    (asked,) = queries.undecided(aarhus)
    assert (asked.name, asked.email, asked.way) == ("Eksempel Ny", NEW, "domain")
    (told,) = mails_to(mail_server, boss.email)
    assert f"/anmodninger/{asked.pk}/" in told
    assert queries.waiting() == ()


def test_after_three_days_it_waits_for_the_secretariat_who_is_told_once(aarhus, mail_server, settings, time_machine):
    asked = waits(mail_server)
    time_machine.move_to(asked.confirmed_at + timedelta(days=3, minutes=1))
    assert [one.url for one in queries.waiting()] == [f"/anmodninger/{asked.pk}/"]
    for _morning in range(2):
        actions.remind_and_pass_on(now=timezone.now())
    assert len(mails_to(mail_server, settings.CONTACT_MAIL)) == 1


def test_without_a_contact_person_the_secretariat_is_told_at_once(aarhus, mail_server, settings):
    MailDomain.objects.create(organisation=Organisation.objects.get(slug="aeroe"), domain="aeroe.example")
    ask("ny@aeroe.example")
    confirm(mails_to(mail_server, "ny@aeroe.example")[0])
    assert [one.what for one in queries.waiting()] == ["Ærø Kommune"]
    assert len(mails_to(mail_server, settings.CONTACT_MAIL)) == 1


def test_a_contact_person_without_that_mail_still_has_it_on_the_page(aarhus, boss, mail_server):
    actions.choose_mails(boss, {"access_requests": "never"}, by=boss)
    waits(mail_server)
    assert mails_to(mail_server, boss.email) == []
    client = Client()
    client.force_login(boss)
    assert "Eksempel Ny" in client.get("/kommuner/aarhus/personer/").content.decode()


def test_granting_makes_the_person_and_tells_her(aarhus, boss, mail_server):
    asked = waits(mail_server)
    client = Client()
    client.force_login(boss)
    client.post(f"/anmodninger/{asked.pk}/", {"grant": "1"})
    person = Person.objects.get(email=NEW)
    assert [(role.kind, role.organisation) for role in roles_today(person)] == [("member", aarhus)]
    assert "Du har nu adgang" in mails_to(mail_server)[1]


def test_refusing_tells_the_reason_and_makes_nobody(aarhus, boss, mail_server):
    asked = waits(mail_server)
    client = Client()
    client.force_login(boss)
    client.post(f"/anmodninger/{asked.pk}/", {"refuse": "1", "why": "Du arbejder ikke her."})
    assert not Person.objects.filter(email=NEW).exists()
    assert "Begrundelsen: Du arbejder ikke her." in mails_to(mail_server)[1]


def test_decided_twice_holds_the_first(aarhus, boss, mail_server):
    asked = waits(mail_server)
    client = Client()
    client.force_login(boss)
    client.post(f"/anmodninger/{asked.pk}/", {"refuse": "1"})
    page = client.post(f"/anmodninger/{asked.pk}/", {"grant": "1"}, follow=True).content.decode()
    assert "Anmodningen er allerede afgjort." in page
    assert not Person.objects.filter(email=NEW).exists()


def test_asked_and_confirmed_twice_waits_once(aarhus, mail_server, time_machine):
    ask()
    time_machine.move_to(timezone.now() + timedelta(days=1))
    ask()
    for mail in mails_to(mail_server):
        confirm(mail)
    assert queries.undecided(aarhus).count() == 1


def test_asked_often_on_one_day_is_one_mail(aarhus, mail_server):
    for _time in range(3):
        ask()
    assert len(mails_to(mail_server)) == 1


def test_too_many_from_one_place_are_stopped_with_what_was_typed_still_there(aarhus):
    for _time in range(10):
        Client().post("/faa-adgang/", {"email": NEW})
    response = Client().post("/faa-adgang/", {"email": NEW})
    assert response.status_code == 400
    assert "Mange har bedt om adgang herfra" in response.content.decode()
    assert NEW in response.content.decode()
    assert AccessRequest.objects.count() == 10


def test_the_link_is_of_use_once(aarhus, mail_server):
    ask()
    (mail,) = mails_to(mail_server)
    confirm(mail)
    assert confirm(mail).status_code == 404


def test_what_nobody_confirmed_is_deleted_after_a_week(aarhus, time_machine):
    ask("ukendt@example.com")
    time_machine.move_to(timezone.now() + timedelta(days=8))
    actions.forget_old(now=timezone.now())
    assert AccessRequest.objects.count() == 0


def test_no_mail_stands_readable_after_it_was_sent(aarhus, mail_server):
    ask()
    mails_to(mail_server)
    assert Mail.objects.get(to=NEW).text == ""


@pytest.mark.parametrize(("email", "status"), [("kollega", 404), ("gaest", 404), ("udenfor", 404), ("sekretaer", 200)])
def test_who_may_decide(aarhus, mail_server, email, status):
    asked = waits(mail_server)
    client = Client()
    client.force_login(Person.objects.get(email=f"{email}@example.org"))
    assert client.get(f"/anmodninger/{asked.pk}/").status_code == status
