"""Invited by mail, in by a link, once; or not at all."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from knub.audit.queries import history
from knub.people import actions
from knub.people.access import roles_today
from knub.people.models import Invitation, Organisation, Person, Token
from tests.worker import work

pytestmark = pytest.mark.django_db(transaction=True)
NEW = "ny@example.com"


@pytest.fixture
def aarhus(loaded):
    return Organisation.objects.get(slug="aarhus")


@pytest.fixture
def boss(loaded):
    """The contact person of Aarhus, after the database was filled."""
    return Person.objects.get(email="kontaktperson@example.org")


@pytest.fixture
def as_boss(boss):
    client = Client()
    client.force_login(boss)
    return client


def invite(aarhus, boss, *addresses, role="member", why="I arbejder med udlejning"):
    return actions.invite(aarhus, addresses or (NEW,), role=role, why=why, by=boss)


def mails_to(mail_server, email=NEW):
    work()
    in_order = sorted(mail_server.mailbox.iteritems(), key=lambda one: int(re.search(r"Q(\d+)", one[0]).group(1)))
    return [mail.get_payload(decode=True).decode() for _key, mail in in_order if mail["To"] == email]


def later(time_machine, delta):
    time_machine.move_to(timezone.now() + delta)


def links_in(mail):
    """Return the paths of the links to accept and to decline."""
    return re.findall(r"https?://[^/\s]+(/invitation/\S+)", mail)


def test_the_mail_says_who_what_and_why_and_how_to_say_no(aarhus, boss, mail_server):
    invite(aarhus, boss)
    (mail,) = mails_to(mail_server)
    assert "Eksempel Kontaktperson har inviteret dig" in mail
    assert "Aarhus Kommune" in mail
    assert "»I arbejder med udlejning«" in mail
    assert "I netværket deler kommuner viden" in mail
    accept, not_me = links_in(mail)
    assert not_me == f"{accept}ikke-mig/"


def test_accepting_makes_a_person_with_the_role_and_logs_her_in(aarhus, boss, mail_server):
    invite(aarhus, boss)
    accept, _not_me = links_in(mails_to(mail_server)[0])
    client = Client()
    assert "Eksempel Kontaktperson inviterer dig" in client.get(accept).content.decode()
    response = client.post(accept, {"name": "Eksempel Ny", "title": "Konsulent"})
    assert response.url == "/min-side/oplysninger/"
    person = Person.objects.get(email=NEW)
    assert (person.name, person.title) == ("Eksempel Ny", "Konsulent")
    assert [(role.kind, role.organisation) for role in roles_today(person)] == [("member", aarhus)]
    assert client.get("/min-side/").status_code == 200


def test_a_link_is_of_use_once(aarhus, boss, mail_server):
    invite(aarhus, boss)
    accept, not_me = links_in(mails_to(mail_server)[0])
    Client().post(accept, {"name": "Eksempel Ny"})
    assert Client().get(accept).status_code == 404
    assert Client().post(not_me).status_code == 404
    assert Person.objects.filter(email=NEW).count() == 1


def test_somebody_with_a_role_elsewhere_gets_a_second_one(aarhus, boss, mail_server):
    invite(aarhus, boss, "gaest@example.org")
    accept, _not_me = links_in(mails_to(mail_server, "gaest@example.org")[0])
    Client().post(accept, {"name": "Et andet navn"})
    guest = Person.objects.get(email="gaest@example.org")
    assert guest.name == "Eksempel Gæst"
    assert {role.organisation.slug for role in roles_today(guest)} == {"aarhus", "randers"}


def test_it_is_not_me_ends_it_without_login_and_tells_who_sent_it(aarhus, boss, mail_server):
    (invitation,) = invite(aarhus, boss).sent
    _accept, not_me = links_in(mails_to(mail_server)[0])
    client = Client()
    assert client.get(not_me).status_code == 200
    assert Invitation.objects.get().declined_at is None
    assert "Invitationen er afsluttet" in client.post(not_me).content.decode()
    (told,) = mails_to(mail_server, boss.email)
    assert "ny@example.com har svaret »Det er ikke mig«" in told
    assert history(invitation).first().verb == "invitation_declined"
    assert Client().get(not_me).status_code == 404


def test_it_is_not_me_tells_the_others_when_the_sender_is_gone(aarhus, boss, mail_server):
    invite(aarhus, boss)
    _accept, not_me = links_in(mails_to(mail_server)[0])
    other = Person.objects.get(email="kollega@example.org")
    actions.grant_role(other, aarhus, "coordinator", starts_on=timezone.localdate())
    actions.leave(boss, aarhus, by=other)
    Client().post(not_me)
    assert mails_to(mail_server, boss.email) == []
    assert len(mails_to(mail_server, other.email)) == 1


def test_whoever_is_in_or_invited_gets_no_second_mail(aarhus, boss, mail_server):
    invite(aarhus, boss)
    again = invite(aarhus, boss, NEW.upper(), "kollega@example.org", "anden@example.com")
    assert [one.email for one in again.sent] == ["anden@example.com"]
    assert again.already == (NEW, "kollega@example.org")
    assert len(mails_to(mail_server)) == 1


def test_an_invitation_runs_out_and_can_be_sent_again(aarhus, boss, mail_server, time_machine):
    (invitation,) = invite(aarhus, boss).sent
    old, _not_me = links_in(mails_to(mail_server)[0])
    later(time_machine, timedelta(days=31))
    assert Client().get(old).status_code == 404
    actions.send_again(invitation, by=boss)
    new, _not_me = links_in(mails_to(mail_server)[1])
    assert Client().get(new).status_code == 200


def test_sent_again_twice_a_day_is_one_mail(aarhus, boss, mail_server):
    (invitation,) = invite(aarhus, boss).sent
    actions.send_again(invitation, by=boss)
    assert len(mails_to(mail_server)) == 1


def test_a_withdrawn_invitation_lets_nobody_in(aarhus, boss, as_boss, mail_server):
    (invitation,) = invite(aarhus, boss).sent
    accept, _not_me = links_in(mails_to(mail_server)[0])
    as_boss.post(f"/invitationer/{invitation.pk}/traek-tilbage/")
    assert Client().post(accept, {"name": "Eksempel Ny"}).status_code == 404
    assert not Person.objects.filter(email=NEW).exists()


def test_one_reminder_comes_after_a_week(aarhus, boss, mail_server, time_machine):
    invite(aarhus, boss)
    later(time_machine, timedelta(days=6))
    actions.remind_and_pass_on(now=timezone.now())
    assert len(mails_to(mail_server)) == 1
    later(time_machine, timedelta(days=1, hours=1))
    for _morning in range(3):
        actions.remind_and_pass_on(now=timezone.now())
        later(time_machine, timedelta(days=1))
    assert len(mails_to(mail_server)) == 2
    assert "Dette er en påmindelse." in mails_to(mail_server)[1]


def test_somebody_whose_access_was_closed_does_not_come_in_by_an_invitation(aarhus, boss, mail_server):
    closed = Person.objects.create(name="Eksempel Lukket", email=NEW)
    actions.deactivate(closed)
    invite(aarhus, boss)
    accept, _not_me = links_in(mails_to(mail_server)[0])
    response = Client().post(accept, {"name": "Eksempel Ny"})
    assert response.status_code == 409
    assert "lukket af sekretariatet" in response.content.decode()


def test_unanswered_invitations_are_deleted_with_their_links(aarhus, boss, time_machine):
    (invitation,) = invite(aarhus, boss).sent
    later(time_machine, timedelta(days=30 + 91))
    actions.forget_old(now=timezone.now())
    assert (Invitation.objects.count(), Token.objects.count()) == (0, 0)
    assert set(history(invitation).values_list("label", flat=True)) == {""}


PASTED = """Eksempel Et <et@example.com>
to@example.com;Eksempel To
ikke en adresse
Eksempel Tre\ttre@example.com
fire(a)x"""


def test_every_bad_address_is_named_with_its_line_and_nothing_typed_is_lost(as_boss, aarhus):
    page = as_boss.post("/kommuner/aarhus/personer/inviter/", {"addresses": PASTED, "role": "member", "why": "Hej"})
    text = page.content.decode()
    assert page.status_code == 400
    assert "Linje 3: »ikke en adresse« er ikke en mailadresse." in text
    assert "Linje 5: »fire(a)x« er ikke en mailadresse." in text
    assert "to@example.com;Eksempel To" in text
    assert Invitation.objects.count() == 0


def test_nothing_is_sent_before_the_preview_is_confirmed(as_boss, aarhus, mail_server):
    typed = {"addresses": "et@example.com, to@example.com", "role": "coordinator", "why": "Hej"}
    preview = as_boss.post("/kommuner/aarhus/personer/inviter/", typed).content.decode()
    assert "Der er ikke sendt noget endnu." in preview
    assert Invitation.objects.count() == 0
    as_boss.post("/kommuner/aarhus/personer/inviter/", {**typed, "send": "1"})
    assert set(Invitation.objects.values_list("email", "role")) == {
        ("et@example.com", "coordinator"), ("to@example.com", "coordinator"),
    }  # fmt: skip


def test_going_back_from_the_preview_keeps_what_was_typed(as_boss, aarhus):
    typed = {"addresses": "et@example.com", "role": "coordinator", "why": "Derfor", "back": "1"}
    page = as_boss.post("/kommuner/aarhus/personer/inviter/", typed).content.decode()
    assert "et@example.com" in page
    assert "Derfor" in page


@pytest.mark.parametrize(("email", "status"), [("kollega", 403), ("gaest", 404), ("udenfor", 404), ("sekretaer", 200)])
def test_who_may_invite_to_aarhus(loaded, email, status):
    client = Client()
    client.force_login(Person.objects.get(email=f"{email}@example.org"))
    assert client.get("/kommuner/aarhus/personer/inviter/").status_code == status
