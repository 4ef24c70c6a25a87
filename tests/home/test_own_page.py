"""My page: details, mails, a copy of everything, and deletion."""

import csv
import json
import zipfile
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from knub.areas.models import Statement
from knub.audit.models import Entry
from knub.audit.queries import history
from knub.home.own_data import held_about
from knub.notify import actions as notify
from knub.notify.models import Mail
from knub.people import actions, queries
from knub.people.models import AccessRequest, Invitation, Organisation, Person
from knub.ui.history import lines

pytestmark = pytest.mark.django_db

# Every table that points at a person, and where its rows are in the copy of her data. A new one must be added to both.
POINTS_AT_A_PERSON = {
    "account.emailaddress.user": "account.emailaddress",
    "areas.importdraft.made_by": "areas.importdraft",
    "areas.mastervalue.made_by": "areas.mastervalue",
    "areas.publishedfigure.corrected_by": "areas.publishedfigure",
    "areas.statement.author": "areas.statement",
    "duties.rulestate.changed_by": "duties.rulestate",
    "duties.statusconfirmation.confirmed_by": "duties.statusconfirmation",
    "knowledge.news.proposed_by": "knowledge.news",
    "knowledge.seen.person": "knowledge.seen",
    "knowledge.page.named_owner": "knowledge.page",
    "knowledge.revision.made_by": "knowledge.revision",
    "meetings.laterequest.asked_by": "meetings.laterequest",
    "meetings.checklisttask.done_by": "meetings.checklisttask",
    "meetings.dayquestion.asked_by": "meetings.dayquestion",
    "meetings.groupline.written_by": "meetings.groupline",
    "meetings.intendedaction.owner": "meetings.intendedaction",
    "meetings.invited.person": "meetings.invited",
    "meetings.move.by": "meetings.move",
    "meetings.programme.released_by": "meetings.programme",
    "meetings.proposal.asked_by": "meetings.proposal",
    "meetings.questionwish.person": "meetings.questionwish",
    "meetings.seat.person": "meetings.seat",
    "meetings.signup.ordered_by": "meetings.signup",
    "meetings.themewish.proposed_by": "meetings.themewish",
    "meetings.wishrank.person": "meetings.wishrank",
    "meetings.writtenanswer.person": "meetings.writtenanswer",
    "memberships.billingprofile.made_by": "memberships.billing_profile",
    "memberships.membership.joined_by": "memberships.membership",
    "mfa.authenticator.user": "mfa.authenticator",
    "people.accessrequest.decided_by": "people.accessrequest",
    "people.invitation.invited_by": "people.invitation",
    "people.invitation.person": "people.invitation",
    "people.mailchoice.person": "people.mailchoice",
    "people.role.person": "people.role",
    "people.stillhere.answered_by": "people.stillhere",
    "people.token.person": "people.token",
    "sparring.answer.written_by": "sparring.answer",
    "sparring.asked.asked_by": "sparring.asked",
    "sparring.asked.person": "sparring.asked",
    "sparring.earliertext.replaced_by": "sparring.earliertext",
    "sparring.follow.person": "sparring.follow",
    "sparring.postreport.person": "sparring.postreport",
    "sparring.question.asked_by": "sparring.question",
    "sparring.seen.person": "sparring.seen",
    "sparring.turning.proposed_by": "sparring.turning",
}


@pytest.fixture
def as_member(member):
    client = Client()
    client.force_login(member)
    return client


def test_every_table_that_points_at_a_person_is_in_the_copy(member):
    pointing = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model is Person
    }
    assert pointing == set(POINTS_AT_A_PERSON)
    assert set(POINTS_AT_A_PERSON.values()) <= set(held_about(member))


def fill(member):
    aarhus = Organisation.objects.get(slug="aarhus")
    actions.choose_mails(member, {"colleagues": "never"}, by=member)
    actions.make_token("feed", at=timezone.now(), person=member)
    Invitation.objects.create(
        organisation=aarhus, email=member.email, invited_at=timezone.now(), expires_at=timezone.now(), person=member
    )
    AccessRequest.objects.create(organisation=aarhus, email=member.email.upper(), asked_at=timezone.now())
    notify.send(key="x", to=member.email, subject="=HYPERLINK()", text="Hej")


def test_the_copy_is_json_and_csv_of_all_that_is_held_and_of_nobody_else(as_member, member):
    fill(member)
    actions.choose_mails(Person.objects.get(email="gaest@example.org"), {"colleagues": "never"}, by=member)
    response = as_member.get("/min-side/mine-data.zip")
    assert response["Cache-Control"] == "no-store"
    archive = zipfile.ZipFile(BytesIO(response.content))
    held = json.loads(archive.read("alt.json"))
    assert held["people.person"][0]["email"] == member.email
    assert held["people.mailchoice"] == [{"kind": "colleagues", "often": "never"}]
    tables = ("people.role", "people.invitation", "people.accessrequest", "people.token")
    assert [len(held[name]) for name in tables] == [1, 1, 1, 1]
    assert "gaest" not in archive.read("alt.json").decode()
    rows = list(csv.DictReader(StringIO(archive.read("notify.mail.csv").decode("utf-8-sig")), delimiter=";"))
    assert rows[0]["subject"] == "'=HYPERLINK()"


def test_no_secret_is_in_the_copy(member):
    raw = actions.make_token("feed", at=timezone.now(), person=member)
    assert raw not in json.dumps(held_about(member), default=str)
    assert "digest" not in json.dumps(held_about(member), default=str)


def test_somebody_not_logged_in_gets_no_copy(client):
    assert client.get("/min-side/mine-data.zip").status_code == 302


def test_details_are_changed_and_which_is_written_down_without_what(as_member, member):
    typed = {
        "name": "Eksempel Kollega", "title": "Boligsocial konsulent", "phone": "+45 12 34 56 78",
        "subject_areas": ["housing", "school"], "themes": ["letting"], "ask_me_1": "Kombineret udlejning",
        "ask_me_3": "Genhusning", "in_contacts": "on", "shows_phone": "on",
    }  # fmt: skip
    assert as_member.post("/min-side/oplysninger/", typed).status_code == 302
    member.refresh_from_db()
    assert (member.subject_areas, member.themes) == (["housing", "school"], ["letting"])
    assert member.ask_me_about == ["Kombineret udlejning", "Genhusning"]
    assert (member.shows_email, member.shows_phone, member.in_contacts) == (False, True, True)
    entry = history(member).first()
    assert set(entry.facts["fields"]) >= {"title", "phone", "shows_email"}
    assert "Boligsocial" not in json.dumps(entry.facts)


def test_a_subject_area_there_is_not_is_refused_with_what_was_typed_still_there(as_member):
    page = as_member.post("/min-side/oplysninger/", {"name": "Nyt navn", "subject_areas": ["findes-ikke"]})
    assert page.status_code == 400
    assert "Nyt navn" in page.content.decode()


def test_mails_are_chosen_by_kind(as_member, member, settings):
    at_once = {kind: ways[0] for kind, _label, _hint, ways in settings.MAIL_KINDS}
    assert queries.mail_choices(member) == at_once
    chosen = {**at_once, "access_requests": "never"}
    as_member.post("/min-side/mails/", chosen)
    assert queries.mail_choices(member) == chosen


def test_deletion_says_what_goes_and_what_is_kept_and_wants_the_word(as_member, member):
    page = as_member.get("/min-side/slet/").content.decode()
    assert "Det bliver slettet" in page
    assert "Bogføringsloven kræver" in page
    response = as_member.post("/min-side/slet/", {"word": "ja"})
    assert response.status_code == 400
    assert "Skriv ordet SLET." in response.content.decode()
    assert Person.objects.filter(pk=member.pk).exists()


def test_deleted_she_is_gone_and_what_she_did_stays_without_her_name(as_member, member, guest):
    fill(member)
    aarhus = Organisation.objects.get(slug="aarhus")
    said = Statement.objects.create(
        kind="network_use", municipality=aarhus, text="Sparring", author=member, author_name=member.name,
        written_at=timezone.now(),
    )  # fmt: skip
    actions.change_details(guest, by=member, title="Konsulent")
    response = as_member.post("/min-side/slet/", {"word": " slet "})
    assert "Du er slettet" in response.content.decode()
    assert as_member.get("/min-side/").status_code == 302
    assert not Person.objects.filter(pk=member.pk).exists()
    assert Mail.objects.filter(to=member.email).count() == 0
    assert Invitation.objects.filter(email=member.email).count() == 0
    assert AccessRequest.objects.filter(email__iexact=member.email).count() == 0
    said.refresh_from_db()
    assert (said.text, said.author, said.author_name) == ("Sparring", None, "")
    newest = lines(history(guest))[0].text
    assert newest == "En tidligere bruger ændrede oplysningerne om Eksempel Gæst."
    names = Entry.objects.values_list("actor", "on_behalf_of", "label")
    assert not [row for row in names if "Eksempel Kollega" in "|".join(row)]


def test_the_only_contact_person_is_told_what_to_do_first(coordinator, member):
    client = Client()
    client.force_login(coordinator)
    response = client.post("/min-side/slet/", {"word": "SLET"})
    assert response.status_code == 400
    assert "Du er den eneste kontaktperson i Aarhus Kommune. Gør først en kollega til kontaktperson." in (
        response.content.decode()
    )
    aarhus = Organisation.objects.get(slug="aarhus")
    actions.grant_role(member, aarhus, "coordinator", starts_on=date(2026, 1, 1))
    assert "Du er slettet" in client.post("/min-side/slet/", {"word": "SLET"}).content.decode()
