"""What was done, in plain Danish sentences: whoever is named, whoever has left, whatever somebody typed."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from knub.audit.actions import forget_person, record
from knub.audit.models import Entry
from knub.audit.queries import history
from knub.duties.actions import set_state
from knub.duties.models import RuleState
from knub.memberships.actions import add_profile
from knub.parameters import rule_book
from knub.people import actions
from knub.people.models import Organisation
from knub.ui.history import lines

pytestmark = pytest.mark.django_db


def told(thing):
    return [line.text for line in lines(history(thing))]


def test_a_role_is_told_with_its_day(member, secretariat):
    role = actions.grant_role(
        member, Organisation.objects.get(slug="randers"), "coordinator", starts_on=date(2026, 12, 1), by=secretariat
    )
    assert told(role) == [
        "Eksempel Sekretær gav Eksempel Kollega, Randers Kommune rollen »Kontaktperson« fra 1. december 2026."
    ]


def test_a_program_is_called_by_the_name_of_the_house(member):
    actions.deactivate(member)
    assert told(member) == ["KNUB lukkede al adgang for Eksempel Kollega."]


def test_a_deleted_person_is_a_former_user(member, outsider):
    actions.change_details(member, by=outsider, title="Konsulent")
    forget_person(outsider.pk)
    assert told(member) == ["En tidligere bruger ændrede oplysningerne om Eksempel Kollega."]


def test_who_acts_for_whom_is_told(member, secretariat):
    member.acting = secretariat
    actions.change_details(member, by=member, title="Konsulent")
    assert told(member) == [
        "Eksempel Sekretær (på vegne af Eksempel Kollega) ændrede oplysningerne om Eksempel Kollega."
    ]


def test_an_old_entry_without_a_fact_and_a_verb_nobody_knows_still_read(member):
    record("role_ended", member, by=None)
    record("unheard_of", member, by=None)
    assert told(member) == [
        "KNUB ændrede Eksempel Kollega.",
        "KNUB afsluttede rollen »–« for Eksempel Kollega. Sidste dag er –.",
    ]


def test_what_was_typed_is_escaped_on_the_page(member, as_secretariat, secretariat):
    member.name = "<b>Fed</b> 100 %s"
    member.save()
    actions.change_details(member, by=secretariat, title="Konsulent")
    page = as_secretariat.get(f"/historik/person/{member.pk}/").content.decode()
    assert "&lt;b&gt;Fed&lt;/b&gt; 100 %s" in page
    assert "<b>Fed</b>" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_much_was_done(member, coordinator, django_assert_num_queries, count):
    client = Client()
    client.force_login(coordinator)
    for number in range(count):
        actions.change_details(member, by=coordinator, title=f"Titel {number}")
    with django_assert_num_queries(12):
        client.get(f"/historik/person/{member.pk}/")


def test_a_history_of_many_has_pages(member, as_secretariat, secretariat):
    Entry.objects.bulk_create(
        Entry(at=member.created_at, verb="person_changed", actor="A", kind="people.person", object_id=member.pk)
        for _one in range(70)
    )
    assert "Side 1 af 3" in as_secretariat.get(f"/historik/person/{member.pk}/").content.decode()


@pytest.mark.parametrize(
    ("name", "status"), [("secretariat", 200), ("coordinator", 200), ("member", 200), ("guest", 404), ("outsider", 404)]
)
def test_who_may_read_the_history_of_a_person(request, member, name, status):
    client = Client()
    client.force_login(request.getfixturevalue(name))
    assert client.get(f"/historik/person/{member.pk}/").status_code == status


def test_a_kind_there_is_not_is_not_found(as_secretariat):
    assert as_secretariat.get("/historik/findes-ikke/1/").status_code == 404


def test_billing_data_and_answers_have_a_history_for_those_they_belong_to(client, coordinator, guest):
    aarhus = Organisation.objects.get(slug="aarhus")
    values = {"name": "Økonomi", "gln": "5790000000005", "cvr": "55133018", "person_reference": "ABC"}
    profile = add_profile(aarhus, at=timezone.now(), by=coordinator, **values)
    set_state(aarhus, rule_book().rules["development-plan-duty"], "done", at=timezone.now(), by=coordinator)
    pages = [f"/historik/fakturaoplysninger/{profile.pk}/", f"/historik/regelsvar/{RuleState.objects.get().pk}/"]
    for who, status in ((coordinator, 200), (guest, 404)):
        client.force_login(who)
        assert [client.get(page).status_code for page in pages] == [status, status]
    client.force_login(coordinator)
    assert "Eksempel Kontaktperson" in client.get(pages[1]).content.decode()
    assert pages[0] in client.get("/kommuner/aarhus/fakturaoplysninger/").content.decode()
