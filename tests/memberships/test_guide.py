"""The guide without a browser: what is typed outlives errors and login, and each is told what stands in the way."""

import pytest
from django.test import Client

from knub.audit.queries import history
from knub.memberships.models import BillingProfile, Membership
from knub.people.models import Invitation, Role
from tests.memberships.conftest import GOOD, make_season

pytestmark = pytest.mark.django_db
STEPS = {
    "kommune": {"kommune": "aarhus", "aar": "2026"},
    "kontaktperson": {"who": "me"},
    "kolleger": {"colleagues": "Ny Kollega <ny@example.org>"},
    "faktura": GOOD,
    "leder": {"name": "Eksempel Leder", "email": "leder@example.org"},
}


def walk(client, **changed):
    """Send every step and return the last answer."""
    for step, typed in STEPS.items():
        answer = client.post(f"/bliv-medlem/tilmeld/{step}/", {**typed, **changed.get(step, {})})
    return answer


def sign_up(client, **typed):
    return client.post("/bliv-medlem/tilmeld/resume/", {"accept": "on", **typed})


def test_a_step_that_is_missing_comes_first(season, client):
    assert client.get("/bliv-medlem/tilmeld/leder/").url == "/bliv-medlem/tilmeld/kommune/"
    assert client.get("/bliv-medlem/tilmeld/findes-ikke/").status_code == 404


def test_what_is_typed_outlives_an_error_and_the_login(season, client, coordinator):
    assert walk(client).url == "/bliv-medlem/tilmeld/resume/"
    assert client.get("/bliv-medlem/tilmeld/resume/").url == "/log-ind/?next=/bliv-medlem/tilmeld/resume/"
    client.force_login(coordinator)
    page = client.get("/bliv-medlem/tilmeld/resume/").content.decode()
    assert all(text in page for text in ("ny@example.org", "5790000000005", "leder@example.org", "5.000 kr."))
    assert client.post("/bliv-medlem/tilmeld/faktura/", {**GOOD, "gln": "12"}).status_code == 400
    kept = client.get("/bliv-medlem/tilmeld/faktura/").content.decode()
    assert ('value="12"' in kept, "Teknik og Miljø" in kept) == (True, True)


def test_all_of_it_happens_at_once(season, client, coordinator):
    client.force_login(coordinator)
    walk(client)
    assert sign_up(client).url.startswith("/bliv-medlem/faerdig/")
    membership = Membership.objects.get()
    assert (membership.billing_profile.person_reference, membership.approver_name) == ("Eksempel", "Eksempel Leder")
    assert Invitation.objects.get(email="ny@example.org").organisation == membership.municipality
    assert client.get("/bliv-medlem/tilmeld/leder/").url == "/bliv-medlem/tilmeld/kommune/"


def test_if_one_part_is_refused_nothing_has_happened(season, client, coordinator, join, member):
    client.force_login(coordinator)
    walk(client)
    join(by=member)
    before = BillingProfile.objects.count()
    refused = sign_up(client)
    assert refused.status_code == 400
    assert "Eksempel Kollega tilmeldte Aarhus Kommune til Netværket 2026" in refused.content.decode()
    assert (Membership.objects.count(), BillingProfile.objects.count()) == (1, before)
    assert Invitation.objects.filter(email="ny@example.org").count() == 0


def test_somebody_of_another_municipality_is_told_what_to_do(season, client, guest):
    client.force_login(guest)
    walk(client)
    for answer in (client.get("/bliv-medlem/tilmeld/resume/"), sign_up(client)):
        assert (answer.status_code, "KNUB ved ikke, at du arbejder i Aarhus Kommune" in answer.content.decode()) == (
            403, True,
        )  # fmt: skip
    assert Membership.objects.count() == 0


def test_billing_data_in_use_are_shown_to_the_municipality_alone(season, profile, member, guest):
    assert [offered(who) for who in (None, guest, member)] == [[], [], [str(profile.pk), "new"]]


def offered(who):
    """Return the billing data that somebody may choose between."""
    client = Client()
    if who:
        client.force_login(who)
    walk(client)
    field = client.get("/bliv-medlem/tilmeld/faktura/").context["form"].fields.get("profile")
    return [key for key, _label in field.choices] if field else []


def test_the_first_to_join_a_municipality_without_contact_person_becomes_it(season, client, member):
    Role.objects.filter(kind="coordinator").delete()
    client.force_login(member)
    walk(client)
    sign_up(client)
    assert member.roles.filter(kind="coordinator", organisation__slug="aarhus").count() == 1


def test_nobody_becomes_contact_person_where_there_is_one(season, client, member):
    client.force_login(member)
    walk(client)
    sign_up(client)
    assert member.roles.filter(kind="coordinator").count() == 0


def test_the_secretariat_signs_up_with_a_reason(season, as_secretariat):
    walk(as_secretariat)
    refused = sign_up(as_secretariat)
    assert (refused.status_code, Membership.objects.count()) == (400, 0)
    sign_up(as_secretariat, reason="Kommunen ringede i dag")
    entry = history(Membership.objects.get()).get(verb="membership_started")
    assert entry.facts["reason"] == "Kommunen ringede i dag"


def test_a_municipality_that_is_in_is_told_at_the_first_step(season, client, join):
    join()
    answer = client.post("/bliv-medlem/tilmeld/kommune/", STEPS["kommune"])
    assert "Kommunen er allerede medlem af det netværksår." in answer.content.decode()


def test_renewal_carries_billing_and_manager_and_costs_a_fixed_number_of_queries(
    join, profile, client, coordinator, django_assert_num_queries
):
    membership = join(billing=profile)
    make_season(2027, opens_on=membership.starts_on)
    client.force_login(coordinator)
    with django_assert_num_queries(10):
        client.get(f"/medlemskaber/{membership.pk}/forny/")
    client.post(f"/medlemskaber/{membership.pk}/forny/", {"accept": "on"})
    renewed = Membership.objects.get(season__year=2027)
    assert (renewed.billing_profile, renewed.approver_email, str(renewed.price)) == (
        profile, "leder@example.org", "10000.00",
    )  # fmt: skip
    assert client.get(f"/medlemskaber/{membership.pk}/forny/").status_code == 404
