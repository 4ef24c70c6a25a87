"""Give, move and end roles; whoever leaves is out at her next request, and what she wrote keeps where she was."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.test import Client
from django.utils import timezone

from knub.notify.models import Mail
from knub.people import actions, queries
from knub.people.access import get_token, own_municipalities, roles_today
from knub.people.models import Organisation, Person, Role
from knub.people.signals import person_left

pytestmark = pytest.mark.django_db


@pytest.fixture
def aarhus(db):
    return Organisation.objects.get(slug="aarhus")


@pytest.fixture
def randers(db):
    return Organisation.objects.get(slug="randers")


@pytest.fixture
def left():
    """The people of whom it was announced that they have left."""
    found = []

    def hear(person, **_more):
        found.append(person)

    person_left.connect(hear)
    yield found
    person_left.disconnect(hear)


def logged_in(person):
    client = Client()
    client.force_login(person)
    assert client.get("/min-side/").status_code == 200
    return client


def own(person):
    return set(own_municipalities(person).values_list("slug", flat=True))


def holds(raw):
    try:
        return get_token("feed", raw, at=timezone.now()) is not None
    except Http404:
        return False


def test_somebody_who_leaves_her_only_municipality_is_out_at_the_next_request(member, coordinator, aarhus, left):
    client, raw = logged_in(member), actions.make_token("feed", at=timezone.now(), person=member)
    actions.leave(member, aarhus, by=coordinator)
    assert client.get("/min-side/").status_code == 302
    assert not holds(raw)
    assert own(member) == set()
    assert left == [member]


def test_a_role_elsewhere_keeps_her_in(member, coordinator, aarhus, randers, left):
    actions.grant_role(member, randers, "member", starts_on=date(2026, 1, 1))
    client, raw = logged_in(member), actions.make_token("feed", at=timezone.now(), person=member)
    actions.leave(member, aarhus, by=coordinator)
    assert client.get("/min-side/").status_code == 200
    assert holds(raw)
    assert own(member) == {"randers"}
    assert left == []


def test_the_secretariat_closes_everything_at_once(member, secretariat, left):
    client, raw = logged_in(member), actions.make_token("feed", at=timezone.now(), person=member)
    actions.deactivate(member, by=secretariat)
    assert client.get("/min-side/").status_code == 302
    assert not holds(raw)
    assert left == [member]


def test_what_was_ended_stays_ended_when_the_access_is_opened_again(member, secretariat):
    client, raw = logged_in(member), actions.make_token("feed", at=timezone.now(), person=member)
    actions.deactivate(member, by=secretariat)
    actions.reactivate(member, by=secretariat)
    assert client.get("/min-side/").status_code == 302
    assert not holds(raw)
    logged_in(member)


def test_a_municipality_keeps_a_contact_person(coordinator, member, aarhus):
    with pytest.raises(ValidationError, match="uden kontaktperson"):
        actions.leave(coordinator, aarhus, by=coordinator)
    role = coordinator.roles.get(kind="coordinator")
    with pytest.raises(ValidationError, match="uden kontaktperson"):
        actions.take_role(role, on=timezone.localdate(), by=coordinator)
    actions.grant_role(member, aarhus, "coordinator", starts_on=date(2026, 1, 1))
    actions.leave(coordinator, aarhus, by=coordinator)
    assert own(coordinator) == set()


def test_a_role_given_and_taken_the_same_day_never_held(guest, coordinator, aarhus):
    actions.grant_role(guest, aarhus, "member", starts_on=timezone.localdate())
    actions.leave(guest, aarhus, by=coordinator)
    assert own(guest) == {"randers"}
    assert not Role.objects.filter(person=guest, organisation=aarhus).exists()


def test_giving_the_same_role_twice_is_one_role(member, aarhus):
    assert actions.grant_role(member, aarhus, "member", starts_on=date(2026, 5, 1)) == member.roles.get()


@pytest.fixture
def moved(member, secretariat, aarhus, randers):
    actions.move(member, aarhus, randers, on=date(2026, 7, 1), by=secretariat)


@pytest.mark.parametrize(
    ("day", "here"), [("2026-06-30 23:30+02:00", {"aarhus"}), ("2026-07-01 00:30+02:00", {"randers"})]
)
def test_a_move_takes_effect_that_day(member, moved, time_machine, day, here):
    time_machine.move_to(day)
    assert own(member) == here


def test_a_move_brings_a_new_mail_to_log_in_with_and_ends_old_logins(member, secretariat, aarhus, randers):
    client = logged_in(member)
    actions.move(member, aarhus, randers, on=timezone.localdate(), email="Kollega@Randers.example", by=secretariat)
    member.refresh_from_db()
    assert member.email == "kollega@randers.example"
    assert client.get("/min-side/").status_code == 302


def test_a_mail_that_somebody_has_is_not_given_away(member, guest, secretariat, aarhus, randers):
    with pytest.raises(ValidationError, match="En anden har allerede den mail"):
        actions.move(member, aarhus, randers, on=timezone.localdate(), email=guest.email.upper(), by=secretariat)


def test_old_posts_keep_where_she_was_that_day(member, secretariat, aarhus, randers):
    actions.move(member, aarhus, randers, on=date(2026, 7, 1), by=secretariat)
    old, new = (member.pk, date(2026, 6, 30)), (member.pk, date(2026, 7, 1))
    found = queries.signatures([old, new], today=date(2026, 8, 1))
    assert (found[old].organisation, found[old].left) == ("Aarhus Kommune", True)
    assert (found[new].organisation, found[new].left) == ("Randers Kommune", False)
    assert str(found[old]) == "Eksempel Kollega, dengang i Aarhus Kommune"
    assert str(found[new]) == "Eksempel Kollega, Randers Kommune"


def test_who_is_still_there_was_not_there_then_only(member):
    post = (member.pk, date(2026, 6, 30))
    assert str(queries.signatures([post], today=date(2026, 8, 1))[post]) == "Eksempel Kollega, Aarhus Kommune"


def test_a_post_from_before_her_first_role_has_her_name_alone(member):
    post = (member.pk, date(2019, 6, 30))
    assert str(queries.signatures([post], today=date(2026, 8, 1))[post]) == "Eksempel Kollega"


@pytest.mark.parametrize("count", [1, 3])
def test_signatures_cost_one_query(member, guest, coordinator, django_assert_num_queries, count):
    posts = [(person.pk, date(2026, 6, 30)) for person in (member, guest, coordinator)[:count]]
    with django_assert_num_queries(1):
        queries.signatures(posts, today=date(2026, 8, 1))


def test_the_pages_give_end_and_move_roles(secretariat, coordinator, member, aarhus):
    client = logged_in(coordinator)
    role = {"organisation": "aarhus", "kind": "finance", "starts_on": "2026-06-01"}
    client.post(f"/personer/{member.pk}/", role)
    given = member.roles.get(kind="finance")
    client.post(f"/roller/{given.pk}/slut/", {"ends_on": "2026-12-31"})
    given.refresh_from_db()
    assert given.ends_on == date(2026, 12, 31)
    as_secretary = logged_in(secretariat)
    move = {"before": "aarhus", "after": "randers", "on": timezone.localdate().isoformat()}
    as_secretary.post(f"/personer/{member.pk}/flyt/", move)
    assert own(member) == {"randers"}


@pytest.mark.parametrize(
    "role",
    [
        {"organisation": "aarhus", "kind": "secretariat", "starts_on": "2026-06-01"},
        {"organisation": "randers", "kind": "member", "starts_on": "2026-06-01"},
        {"organisation": "aarhus", "kind": "finance", "starts_on": "2026-06-01", "ends_on": "2026-05-01"},
    ],
)
def test_a_contact_person_gives_only_her_own_municipalitys_roles(coordinator, member, role):
    response = logged_in(coordinator).post(f"/personer/{member.pk}/", role)
    assert response.status_code == 400
    assert member.roles.count() == 1


def test_a_contact_person_does_not_touch_people_of_other_municipalities(coordinator, guest):
    client = logged_in(coordinator)
    assert client.get(f"/personer/{guest.pk}/").status_code == 404
    assert client.get(f"/roller/{guest.roles.get().pk}/slut/").status_code == 404
    assert client.post(f"/personer/{guest.pk}/adgang/").status_code == 403
    assert client.post(f"/kommuner/randers/personer/{guest.pk}/forlader/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_peoples_page_costs_the_same_however_many(coordinator, aarhus, django_assert_num_queries, count):
    for number in range(count):
        person = Person.objects.create(name=f"Eksempel {number}", email=f"e{number}@example.com")
        actions.grant_role(person, aarhus, "member", starts_on=date(2026, 1, 1))
        actions.invite(aarhus, [f"i{number}@example.com"], role="member", why="x", by=coordinator)
    client = logged_in(coordinator)
    with django_assert_num_queries(13):
        client.get("/kommuner/aarhus/personer/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_register_costs_the_same_however_many(secretariat, django_assert_num_queries, count):
    for number in range(count):
        Person.objects.create(name=f"Zz Eksempel {number}", email=f"e{number}@example.com")
    client = logged_in(secretariat)
    with django_assert_num_queries(8):
        page = client.get("/sekretariat/personer/?q=zz").content.decode()
    assert page.count("Zz Eksempel") >= count


def test_the_secretariat_adds_a_state_body_whose_people_read_nothing_shared(secretariat):
    client = logged_in(secretariat)
    client.post("/sekretariat/organisationer/", {"name": "Eksempel Styrelse", "kind": "state", "cvr": ""})
    added = Organisation.objects.get(slug="eksempel-styrelse")
    person = Person.objects.create(name="Eksempel Embedsmand", email="e@stat.example")
    client.post(f"/personer/{person.pk}/", {"organisation": added.slug, "kind": "member", "starts_on": "2026-01-01"})
    assert roles_today(person).get().organisation == added
    refused = client.post(
        f"/personer/{person.pk}/", {"organisation": added.slug, "kind": "coordinator", "starts_on": "2026-01-01"}
    )
    assert refused.status_code == 400


def test_the_list_is_asked_for_twice_a_year_once_each(coordinator, mailoutbox_rows, time_machine):
    for day, mails in (("2027-01-31", 0), ("2027-02-01", 1), ("2027-02-20", 1), ("2027-08-31", 1), ("2027-09-02", 2)):
        time_machine.move_to(f"{day} 08:00+01:00")
        actions.ask_who_is_still_here(now=timezone.now())
        assert len(mailoutbox_rows(coordinator.email)) == mails, day


@pytest.fixture
def mailoutbox_rows(db):
    """The mails written down for an address; in a test that is rolled back none is sent."""
    return lambda email: list(Mail.objects.filter(to=email))


def test_whoever_does_not_want_the_list_gets_no_mail(coordinator, mailoutbox_rows, time_machine):
    actions.choose_mails(coordinator, {"still_here": "never"}, by=coordinator)
    time_machine.move_to("2027-02-01 08:00+01:00")
    actions.ask_who_is_still_here(now=timezone.now())
    assert mailoutbox_rows(coordinator.email) == []


def test_an_answered_list_is_not_asked_for_again_in_that_half_year(coordinator, aarhus, mailoutbox_rows, time_machine):
    time_machine.move_to("2027-01-15 08:00+01:00")
    actions.answer_still_here(aarhus, [], half="2027-1", by=coordinator)
    time_machine.move_to("2027-02-01 08:00+01:00")
    actions.ask_who_is_still_here(now=timezone.now())
    assert mailoutbox_rows(coordinator.email) == []


def test_those_who_are_ticked_have_left(coordinator, member, aarhus):
    colleague = logged_in(member)
    client = logged_in(coordinator)
    page = client.get("/kommuner/aarhus/personer/stadig-her/").content.decode()
    assert "Eksempel Kollega" in page
    client.post("/kommuner/aarhus/personer/stadig-her/", {"gone": [str(member.pk)]})
    assert colleague.get("/min-side/").status_code == 302
    assert queries.still_here(aarhus, queries.half_of(timezone.localdate())).answered_by == coordinator


def test_ticking_the_last_contact_person_ends_nobody(coordinator, member):
    client = logged_in(coordinator)
    both = {"gone": [str(member.pk), str(coordinator.pk)]}
    response = client.post("/kommuner/aarhus/personer/stadig-her/", both)
    assert response.status_code == 409
    assert own(member) == own(coordinator) == {"aarhus"}


def test_an_end_in_the_future_is_no_end_yet(member, coordinator, left):
    actions.take_role(member.roles.get(), on=timezone.localdate() + timedelta(days=30), by=coordinator)
    assert own(member) == {"aarhus"}
    assert left == []
