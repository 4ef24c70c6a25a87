"""Two secretaries change the same meeting: the second is told, sees what stands now, and moves nothing by accident."""

import pytest

from knub.meetings import actions
from knub.meetings.models import Meeting, Speaker
from tests.meetings.conftest import NOW, START
from tests.meetings.test_pages import address

pytestmark = pytest.mark.django_db


def opened(client):
    """Return what stands in the form of a meeting, as a browser would send it back."""
    form = client.get(address("edit")).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in shown.items() if value not in (None, "", False)}


def test_a_form_opened_before_a_move_does_not_move_the_meeting_back(meeting, as_secretariat, secretariat):
    typed = {**opened(as_secretariat), "text": "Ny tekst"}
    moved = {"starts_at": START.replace(day=21, hour=10), "ends_at": START.replace(day=21, hour=16)}
    actions.change_meeting(meeting, at=NOW, by=secretariat, venue="Godsbanen, Aarhus", **moved)
    got = as_secretariat.post(address("edit"), typed)
    found = Meeting.objects.get(pk=meeting.pk)
    assert (got.status_code, found.starts_at, found.moves.count()) == (400, moved["starts_at"], 1)
    page = got.content.decode()
    assert "En anden har ændret det, mens du skrev." in page
    assert "Ny tekst</textarea>" in page
    now = dict(got.context["form"].standing())
    assert now == {
        "Dato": "21. maj 2026", "Fra": "10.00", "Til": "16.00", "Sted": "Godsbanen, Aarhus", "Om mødet": "–",
    }  # fmt: skip
    assert all(f"<dt>{label}</dt><dd>{value}</dd>" in page for label, value in now.items())


def test_who_has_seen_what_stands_now_puts_her_own_in_its_place(meeting, as_secretariat, secretariat):
    typed = {**opened(as_secretariat), "title": "Udlejning"}
    actions.change_meeting(meeting, at=NOW, by=secretariat, format="both", follows_seat_rule=False)
    again = as_secretariat.post(address("edit"), typed).context["form"]
    assert dict(again.standing()) == {
        "Titel": "Udlejning og anvisning", "Format": "Fysisk eller online",
        "Netværksåret bestemmer, hvor mange hver kommune kan sende": "Nej",
    }  # fmt: skip
    assert as_secretariat.post(address("edit"), again.data).status_code == 302
    assert Meeting.objects.get(pk=meeting.pk).title == "Udlejning"


def test_a_stale_form_asks_no_speakers_about_a_move_nobody_wants(meeting, as_secretariat, secretariat):
    Speaker.objects.create(meeting=meeting, name="Eksempel Oplæg", email="oplaeg@example.org")
    typed = {**opened(as_secretariat), "speakers": "ask", "venue": "Et andet sted"}
    actions.change_meeting(meeting, at=NOW, by=secretariat, title="Et nyt navn")
    assert as_secretariat.post(address("edit"), typed).status_code == 400
    assert not meeting.proposals.exists()
