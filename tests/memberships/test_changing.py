"""Leave, object, answer, and what the secretariat may set aside with a reason."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from knub.audit.queries import history
from knub.memberships import access, actions
from knub.memberships.actions.mails import OBJECTION, about
from knub.memberships.signals import membership_ended
from knub.notify.models import Mail
from knub.people.actions import make_token
from knub.ui.history import lines
from tests.memberships.conftest import NOW

pytestmark = pytest.mark.django_db
LAST = date(2026, 9, 30)


@pytest.fixture
def membership(join, profile):
    return join(billing=profile)


@pytest.fixture
def heard():
    found = []

    def hear(sender, membership, by, **more):
        found.append((str(membership.ends_on), by.name if by else None))

    membership_ended.connect(hear)
    yield found
    membership_ended.disconnect(hear)


def leave(membership, by, ends_on=LAST, reason="Vi har ikke flere områder"):
    actions.withdraw(membership, reason=reason, ends_on=ends_on, at=NOW, by=by)
    membership.refresh_from_db()


def test_whoever_leaves_has_its_rights_until_the_last_day(membership, coordinator, time_machine, heard):
    leave(membership, coordinator)
    assert (membership.end_reason, heard) == ("Vi har ikke flere områder", [("2026-09-30", "Eksempel Kontaktperson")])
    time_machine.move_to("2026-09-30 23:59+02:00")
    assert access.may_read_shared(coordinator)
    time_machine.move_to("2026-10-01 00:00+02:00")
    assert not access.may_read_shared(coordinator)
    assert access.get_membership(coordinator, membership.pk) == membership


@pytest.mark.parametrize("day", [date(2026, 8, 22), date(2027, 1, 1)])
def test_a_last_day_outside_is_refused(membership, coordinator, day):
    with pytest.raises(ValidationError, match="Vælg en dag fra i dag"):
        leave(membership, coordinator, ends_on=day)


def test_a_membership_that_has_not_begun_never_begins(join, season, coordinator, time_machine):
    season.starts_on = date(2026, 10, 1)
    later = join()
    leave(later, coordinator)
    time_machine.move_to("2026-10-01 12:00+02:00")
    assert not access.may_read_shared(coordinator)


def test_the_contact_persons_are_told_once(membership, coordinator):
    leave(membership, coordinator)
    leave(membership, coordinator)
    assert Mail.objects.filter(to="kontaktperson@example.org", subject__contains="melder sig ud").count() == 1


def test_the_rooms_above_are_told_once_when_the_last_day_has_passed(membership, heard):
    assert actions.tell_ended(today=date(2026, 12, 31)) == 0
    assert [actions.tell_ended(today=date(2027, 1, 1)) for _night in range(2)] == [1, 0]
    assert heard == [("2026-12-31", None)]


def test_an_objection_by_link_needs_no_login_and_works_once(membership, client):
    raw = make_token(OBJECTION, about(membership), at=NOW)
    page = client.get(f"/indsigelse/{raw}/").content.decode()
    assert ("Aarhus Kommune er tilmeldt Netværket 2026" in page, "Prisen er 5.000 kr." in page) == (True, True)
    assert client.post(f"/indsigelse/{raw}/", {"text": ""}).status_code == 400
    assert client.post(f"/indsigelse/{raw}/", {"text": "Nej tak"}).status_code == 302
    assert client.get(f"/indsigelse/{raw}/").status_code == 404
    membership.refresh_from_db()
    assert (membership.objection, membership.objected_at is not None) == ("Nej tak", True)


def test_the_link_ends_after_14_days(membership, client, time_machine):
    mail = Mail.objects.get(to="leder@example.org").text
    address = mail[mail.index("/indsigelse/") :].split()[0]
    time_machine.move_to("2026-09-06 09:59Z", tick=False)
    assert client.get(address).status_code == 200
    time_machine.move_to("2026-09-06 10:00Z", tick=False)
    assert client.get(address).status_code == 404


def test_the_answer_to_an_objection_is_mailed_once(membership, secretariat):
    actions.object_to(membership, text="Nej tak", at=NOW)
    actions.settle_objection(membership, answer="Vi har aftalt det med direktøren.", at=NOW, by=secretariat)
    with pytest.raises(ValidationError):
        actions.settle_objection(membership, answer="Igen", at=NOW, by=secretariat)
    assert "Vi har aftalt det med direktøren." in Mail.objects.get(subject__startswith="Svar på din indsigelse").text


def test_what_is_set_aside_has_a_reason_in_the_history(membership, secretariat):
    actions.override_price(membership, price=Decimal("1234.50"), reason="Aftalt 1. august", by=secretariat)
    actions.override_dates(
        membership, starts_on=date(2026, 2, 1), ends_on=LAST, reason="Var med fra februar", by=secretariat
    )
    told = [line.text for line in lines(history(membership))]
    assert told[0].endswith("til 1. februar 2026 og 30. september 2026. Begrundelse: Var med fra februar")
    assert told[1] == "Eksempel Sekretær rettede prisen fra 5000.00 til 1234.50 kr. Begrundelse: Aftalt 1. august"


def test_the_manager_of_an_old_membership_is_forgotten(membership):
    actions.object_to(membership, text="Nej tak", at=NOW)
    assert actions.forget_approvers(today=date(2027, 12, 31)) == 0
    assert actions.forget_approvers(today=date(2028, 1, 1)) == 1
    membership.refresh_from_db()
    assert (membership.approver_name, membership.approver_email, membership.objection) == ("", "", "")


@pytest.mark.parametrize(
    ("who", "pages"),
    [
        ("secretariat", {"": 200, "udmeld/": 200, "pris/": 200, "datoer/": 200, "faktura/": 200}),
        ("coordinator", {"": 200, "udmeld/": 200, "pris/": 403, "datoer/": 403, "faktura/": 200}),
        ("member", {"": 200, "udmeld/": 403, "pris/": 403, "datoer/": 403, "faktura/": 403}),
        ("guest", {"": 404, "udmeld/": 404, "pris/": 403, "datoer/": 403, "faktura/": 404}),
        ("outsider", {"": 404, "udmeld/": 404, "pris/": 403, "datoer/": 403, "faktura/": 404}),
    ],
)
def test_who_may_open_the_pages_of_a_membership(request, membership, who, pages):
    client = Client()
    client.force_login(request.getfixturevalue(who))
    found = {page: client.get(f"/medlemskaber/{membership.pk}/{page}").status_code for page in pages}
    assert found == pages
