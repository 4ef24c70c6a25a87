"""What cancelling late costs: settled with the meeting, said before one signs up, and never dearer than promised."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from knub.meetings import actions
from knub.meetings.models import Meeting
from tests.meetings.conftest import NOW, START, make_meeting, sign_up
from tests.meetings.test_pages import address, client_of

pytestmark = pytest.mark.django_db

STEPS = [{"days_before": 28, "percent": 50}, {"days_before": 7, "percent": 100}]
TYPED = {
    "title": "Fysiske greb", "theme": "physical", "day": "2026-05-20", "starts": "09:00", "ends": "15:00",
    "format": "physical", "follows_seat_rule": "on", "fee": "1800",
}  # fmt: skip


@pytest.fixture
def season(season):
    season.cancellation_steps = STEPS
    season.save()
    return season


@pytest.fixture
def meeting(season):
    return make_meeting(season, fee=Decimal(1800))


def change(client, **typed):
    """Open the form of the meeting, type into it, and send it."""
    version = client.get(address("edit")).context["form"]["version"].value()
    return client.post(address("edit"), {**TYPED, "version": version, **typed})


def plan(client, season, **typed):
    client.post(reverse("meetings:new"), {**TYPED, "season": season.pk, "number": 1, **typed})
    return Meeting.objects.get(season=season, number=1)


def test_a_new_meeting_has_the_steps_of_the_network_year_or_its_own(season, as_secretariat):
    assert plan(as_secretariat, season).cancellation_steps == STEPS
    Meeting.objects.get(season=season).delete()
    assert plan(as_secretariat, season, cancellation_steps="10: 25").cancellation_steps == [
        {"days_before": 10, "percent": 25}
    ]


def test_giving_up_a_seat_late_costs_what_the_network_year_says(meeting, member, time_machine):
    seat = sign_up(meeting, member).seats.get()
    time_machine.move_to(START - timedelta(days=10))
    page = client_of(member).get(reverse("meetings:cancel", args=[seat.pk])).content.decode()
    assert "Det koster 900,00 kr. uden moms at melde afbud nu." in page


def test_the_steps_are_typed_with_the_meeting_and_copied_with_it(season, meeting, as_secretariat):
    form = as_secretariat.get(address("edit")).content.decode()
    assert "28: 50\n7: 100</textarea>" in form
    change(as_secretariat, cancellation_steps="7: 100")
    where = {"season": season.pk, "number": 3, "day": "2026-10-20", "starts": "09:00"}
    as_secretariat.post(address("copy"), where)
    assert Meeting.objects.get(season=season, number=3).cancellation_steps == [{"days_before": 7, "percent": 100}]
    wrong = change(as_secretariat, cancellation_steps="to uger")
    assert (wrong.status_code, "»to uger« kan ikke læses" in wrong.content.decode()) == (400, True)
    assert "to uger</textarea>" in wrong.content.decode()


@pytest.mark.parametrize("dearer", [{"cancellation_steps": "29: 50\n7: 100"}, {"fee": "1801"}])
def test_a_seat_never_becomes_dearer_to_give_up_than_was_promised(meeting, member, as_secretariat, dearer):
    typed = {"cancellation_steps": "28: 50\n7: 100", **dearer}
    sign_up(meeting, member)
    got = change(as_secretariat, **typed)
    assert got.status_code == 400
    assert "Nogen er allerede tilmeldt." in got.content.decode()
    meeting.refresh_from_db()
    assert (meeting.fee, meeting.cancellation_steps) == (Decimal(1800), STEPS)
    actions.cancel_seat(meeting.seats.get(), at=NOW, by=member)
    assert change(as_secretariat, **typed).status_code == 302


def test_it_may_become_cheaper_for_those_who_are_signed_up(meeting, member, as_secretariat, secretariat):
    sign_up(meeting, member)
    cheaper = {"cancellation_steps": "28: 40\n6: 100", "fee": "1700"}
    assert change(as_secretariat, **cheaper).status_code == 302
    with pytest.raises(ValidationError, match="ikke koste mere"):
        actions.change_meeting(meeting, at=NOW, by=secretariat, fee=Decimal(2500))


def test_what_cancelling_costs_is_said_before_one_signs_up_and_on_the_receipt(meeting, member):
    client = client_of(member)
    pages = [client.get(address("sign_up")).content.decode()]
    made = sign_up(meeting, member)
    pages.append(client.get(reverse("meetings:receipt", args=[made.pk])).content.decode())
    for page in pages:
        assert "Fra 28 dage før mødet: 900,00 kr." in page
        assert "Fra 7 dage før mødet: 1.800,00 kr." in page
    next_page = client.get(reverse("meetings:next_meetings", args=["aarhus"])).content.decode()
    assert "Fra 28 dage før mødet: 900,00 kr." in next_page


def test_where_cancelling_costs_nothing_nothing_is_said_of_it(season, member):
    make_meeting(season)
    assert "koster" not in client_of(member).get(address("sign_up")).content.decode()
