"""Where invoices go: checked as a billing clerk would, never edited once used, asked about two weeks before."""

import re
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from knub.memberships import actions
from knub.memberships.forms import BillingForm, InvoiceForm
from knub.memberships.models import BillingProfile, Membership
from knub.notify.models import Mail
from knub.people.actions import deactivate
from knub.people.models import Organisation
from tests.memberships.conftest import GOOD, NOW
from tests.worker import work

pytestmark = pytest.mark.django_db
TWO_WEEKS_BEFORE = datetime(2026, 9, 1, 6, tzinfo=UTC)  # the invoice is sent on 15 September


def form(slug="aarhus", **typed):
    return BillingForm({**GOOD, **typed}, municipality=Organisation.objects.get(slug=slug))


def test_numbers_may_be_typed_with_spaces():
    found = form(gln="5790 0000 0000 5", cvr="55 13 30 18")
    assert found.is_valid()
    assert (found.cleaned_data["gln"], found.cleaned_data["cvr"]) == ("5790000000005", "55133018")


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("gln", "579000000000", "Et EAN-nummer har 13 cifre; her står 12 tegn"),
        ("gln", "579000000000x", "Et EAN-nummer har 13 cifre"),
        ("gln", "5790000000006", "Et ciffer er forkert, eller to er byttet om"),
        ("cvr", "55133019", "Det er ikke et CVR-nummer"),
        ("person_reference", "", "Uden den kan fakturaen blive sendt retur"),
    ],
)
def test_a_wrong_number_is_said_at_its_field(field, typed, says):
    found = form(**{field: typed})
    assert says in found.errors[field][0]


def test_a_municipality_that_demands_an_order_number_is_asked_for_it():
    assert form("nyborg").errors["order_reference"] == ["Jeres kommune kræver et ordre- eller rekvisitionsnummer."]
    assert "personreference" in form("nyborg").fields["person_reference"].help_text
    assert form("aarhus").is_valid()


def test_a_profile_that_was_chosen_needs_no_boxes(aarhus, profile):
    found = InvoiceForm({"profile": str(profile.pk)}, municipality=aarhus, profiles=[profile])
    assert (found.is_valid(), found.chosen) == (True, profile.pk)
    other = InvoiceForm({"profile": "new"}, municipality=aarhus, profiles=[profile])
    assert set(other.errors) == {"name", "gln", "cvr", "person_reference"}


def test_an_unused_profile_is_corrected_where_it_stands(profile, coordinator):
    changed = actions.change_profile(profile, at=NOW, by=coordinator, **{**GOOD, "person_reference": "NY"})
    assert (changed.pk, changed.person_reference) == (profile.pk, "NY")


def test_a_used_profile_is_replaced_and_kept_as_it_was(join, profile, coordinator, season):
    membership = join(billing=profile)
    changed = actions.change_profile(profile, at=NOW, by=coordinator, **{**GOOD, "person_reference": "NY"})
    profile.refresh_from_db()
    membership.refresh_from_db()
    assert (profile.person_reference, profile.archived_at) == ("Eksempel", NOW)
    assert (membership.billing_profile, changed.person_reference) == (changed, "NY")


def test_what_has_ended_keeps_the_profile_it_had(join, profile, coordinator):
    membership = join(billing=profile)
    Membership.objects.update(ends_on=date(2026, 8, 23), starts_on=date(2026, 8, 1))
    later = datetime(2026, 8, 24, 12, tzinfo=UTC)
    actions.change_profile(profile, at=later, by=coordinator, **{**GOOD, "person_reference": "NY"})
    membership.refresh_from_db()
    assert membership.billing_profile == profile


def test_two_who_correct_the_same_profile_do_not_overwrite_each_other(join, profile, coordinator, member):
    join(billing=profile)
    actions.change_profile(profile, at=NOW, by=coordinator, **{**GOOD, "person_reference": "NY"})
    with pytest.raises(ValidationError, match="Nogen har rettet disse fakturaoplysninger imens"):
        actions.change_profile(profile, at=NOW, by=member, **{**GOOD, "person_reference": "ANDEN"})


def test_a_profile_in_use_is_not_taken_out_of_use(join, profile, coordinator):
    join(billing=profile)
    with pytest.raises(ValidationError, match="Et medlemskab bruger stadig"):
        actions.archive_profile(profile, at=NOW, by=coordinator)


def test_a_profile_of_another_municipality_cannot_be_chosen(join, profile, randers, guest):
    membership = join(randers, by=guest)
    with pytest.raises(ValidationError):
        actions.choose_profile(membership, profile, at=NOW, by=guest)


def joined_long_ago(membership):
    Membership.objects.update(billing_checked_at=datetime(2026, 2, 1, tzinfo=UTC))
    return membership


@pytest.mark.parametrize(("day", "asked"), [(31, 0), (1, 1)])
def test_it_is_asked_from_two_weeks_before(join, profile, day, asked):
    joined_long_ago(join(billing=profile))
    at = datetime(2026, 8 if day == 31 else 9, day, 6, tzinfo=UTC)
    assert actions.ask_about_billing(at=at) == asked


def test_it_is_asked_once_and_not_of_those_who_have_just_looked(join, profile, randers, guest):
    joined_long_ago(join(billing=profile))
    other = join(randers, by=guest)
    Membership.objects.filter(pk=other.pk).update(billing_checked_at=TWO_WEEKS_BEFORE)
    assert [actions.ask_about_billing(at=TWO_WEEKS_BEFORE) for _morning in range(2)] == [1, 0]
    assert Mail.objects.filter(subject__startswith="Er fakturaoplysningerne").count() == 1


def test_an_orderer_who_has_left_is_not_asked_but_the_contact_person(join, profile, member):
    joined_long_ago(join(billing=profile, by=member))
    deactivate(member)
    actions.ask_about_billing(at=TWO_WEEKS_BEFORE)
    assert Mail.objects.get(subject__startswith="Er fakturaoplysningerne").to == "kontaktperson@example.org"


@pytest.mark.usefixtures("loaded")
@pytest.mark.django_db(transaction=True)
def test_the_link_confirms_or_corrects_without_login(mail_server, join, profile, client, time_machine):
    membership = joined_long_ago(join(billing=profile))
    time_machine.move_to(TWO_WEEKS_BEFORE)
    actions.ask_about_billing(at=TWO_WEEKS_BEFORE)
    work()
    (mail,) = [
        one for one in mail_server.mailbox if "/fakturaoplysninger/link/" in one.get_payload(decode=True).decode()
    ]
    address = re.search(r"/fakturaoplysninger/link/\S+", mail.get_payload(decode=True).decode()).group()
    assert "5790000000005" in client.get(address).content.decode()
    assert client.post(address, {"right": "1"}, follow=True).status_code == 200
    membership.refresh_from_db()
    assert (membership.billing_checked_at > TWO_WEEKS_BEFORE, membership.billing_profile) == (True, profile)
    bad = client.post(address, {**GOOD, "gln": "1"})
    assert (bad.status_code, BillingProfile.objects.filter(archived_at=None).count()) == (400, 1)
    client.post(address, {**GOOD, "person_reference": "NY"})
    membership.refresh_from_db()
    assert (membership.billing_profile.person_reference, membership.billing_profile.made_by) == (
        "NY",
        membership.joined_by,
    )


@pytest.mark.parametrize(
    ("who", "status"),
    [("secretariat", 200), ("coordinator", 200), ("member", 404), ("guest", 404), ("outsider", 404)],
)
def test_who_may_open_the_billing_data_of_a_municipality(request, client, profile, who, status):
    client.force_login(request.getfixturevalue(who))
    pages = ["/kommuner/aarhus/fakturaoplysninger/", "/kommuner/aarhus/fakturaoplysninger/nye/"]
    found = {client.get(page).status_code for page in [*pages, f"/fakturaoplysninger/{profile.pk}/"]}
    assert found == {status}


@pytest.mark.usefixtures("season")
@pytest.mark.parametrize("count", [1, 3])
def test_the_billing_data_cost_the_same(client, coordinator, aarhus, django_assert_num_queries, count):
    for _one in range(count):
        actions.add_profile(aarhus, at=NOW, by=coordinator, **GOOD)
    client.force_login(coordinator)
    with django_assert_num_queries(6):
        client.get("/kommuner/aarhus/fakturaoplysninger/")
