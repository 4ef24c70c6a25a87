"""The secretariat acts for somebody: with her rights, under both names, and never in what is hers alone."""

import pytest
from django.test import Client

from knub.audit.queries import history
from knub.people import actions
from knub.people.models import Organisation, Person
from knub.ui.history import lines

pytestmark = pytest.mark.django_db
PRIVATE = [
    "/min-side/mails/", "/min-side/mine-data.zip", "/min-side/slet/", "/min-side/adgangsnoegler/",
    "/min-side/adgangsnoegler/ny/", "/log-ind/igen/",
]  # fmt: skip


@pytest.fixture
def acting(as_secretariat, coordinator):
    """The secretary's browser while she acts for the contact person of Aarhus."""
    as_secretariat.post(f"/personer/{coordinator.pk}/paa-vegne-af/")
    return as_secretariat


def test_every_page_says_so(acting):
    page = acting.get("/").content.decode()
    assert "Du er Eksempel Sekretær og handler på vegne af <strong>Eksempel Kontaktperson</strong>" in page


def test_she_has_the_rights_of_the_other_and_no_longer_her_own(acting):
    assert acting.get("/kommuner/aarhus/personer/inviter/").status_code == 200
    assert acting.get("/kommuner/randers/personer/").status_code == 404
    assert acting.get("/sekretariat/").status_code == 403


def test_what_she_does_is_written_down_under_both_names(acting):
    typed = {"addresses": "ny@example.com", "role": "member", "why": "Hej", "send": "1"}
    acting.post("/kommuner/aarhus/personer/inviter/", typed)
    invitation = Organisation.objects.get(slug="aarhus").invitations.get()
    entry = history(invitation).get()
    assert (entry.actor, entry.on_behalf_of) == ("Eksempel Sekretær", "Eksempel Kontaktperson")
    assert lines([entry])[0].text == (
        "Eksempel Sekretær (på vegne af Eksempel Kontaktperson) inviterede ny@example.com, Aarhus Kommune."
    )


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_hers_alone_stays_closed(acting, address):
    response = acting.get(address)
    assert response.status_code == 403
    assert "Kun Eksempel Kontaktperson ser denne side." in response.content.decode()


@pytest.mark.parametrize("address", PRIVATE)
def test_to_herself_it_is_open(coordinator, address):
    client = Client()
    client.force_login(coordinator)
    assert client.get(address).status_code in {200, 302}


def test_nothing_private_can_be_sent_either(acting, coordinator):
    acting.post("/min-side/slet/", {"word": "SLET"})
    acting.post("/min-side/mails/", {"access_requests": "never", "colleagues": "never", "still_here": "never"})
    assert Person.objects.filter(pk=coordinator.pk).exists()
    assert coordinator.mail_choices.count() == 0


def test_she_stops_and_is_herself_again(acting, coordinator):
    acting.post("/paa-vegne-af/slut/")
    assert acting.get("/sekretariat/").status_code == 200
    verbs = [entry.verb for entry in history(coordinator) if entry.verb.startswith("acting")]
    assert verbs == ["acting_ended", "acting_began"]


def test_it_ends_when_she_is_no_longer_of_the_secretariat(acting, secretariat):
    actions.deactivate(secretariat)
    assert acting.get("/min-side/").status_code == 302


def test_it_ends_when_the_other_is_closed(acting, coordinator):
    actions.deactivate(coordinator)
    assert "på vegne af" not in acting.get("/").content.decode()
    assert acting.get("/sekretariat/").status_code == 200


def test_nobody_acts_for_the_secretariat(as_secretariat, secretariat):
    other = Person.objects.create(name="Eksempel To", email="to@example.org")
    hers = secretariat.roles.get()
    actions.grant_role(other, hers.organisation, "secretariat", starts_on=hers.starts_on)
    assert as_secretariat.post(f"/personer/{other.pk}/paa-vegne-af/").status_code == 403


@pytest.mark.parametrize("name", ["coordinator", "member", "guest", "outsider"])
def test_only_the_secretariat_acts_for_others(request, member, name):
    client = Client()
    client.force_login(request.getfixturevalue(name))
    assert client.post(f"/personer/{member.pk}/paa-vegne-af/").status_code == 403


def test_a_mark_in_the_session_of_anybody_else_is_worth_nothing(member, coordinator):
    client = Client()
    client.force_login(member)
    session = client.session
    session["acting_for"] = coordinator.pk
    session.save()
    assert client.get("/kommuner/aarhus/personer/inviter/").status_code == 403
