"""A proof of attendance: for those who were there, and for nobody else to fetch."""

from datetime import time, timedelta
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from knub.meetings import actions, queries
from tests.meetings.conftest import END, NOW, START, YEAR, colleague, make_meeting, sign_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat(season, member, time_machine):
    """The seat of a member at a meeting that was held yesterday."""
    found = sign_up(make_meeting(season), member).seats.get()
    time_machine.move_to(END + timedelta(days=1))
    return found


def client_of(somebody):
    client = Client()
    client.force_login(somebody)
    return client


def address(seat):
    return f"/moeder/plads/{seat.pk}/deltagerbevis.pdf"


def test_whoever_was_noted_as_present_gets_a_proof_that_can_be_read_aloud(seat, member, secretariat):
    actions.mark_attendance(seat, here=True, at=START, by=secretariat)
    client = client_of(member)
    assert address(seat) in client.get(f"/moeder/{YEAR}/2/").content.decode()
    got = client.get(address(seat))
    text = " ".join(PdfReader(BytesIO(got.content)).pages[0].extract_text().split())
    assert "Deltagerbevis" in text
    assert "Eksempel Kollega, Aarhus Kommune, deltog i »Udlejning og anvisning«." in text
    assert "20. maj 2026" in text
    assert b"<pdfuaid:part>1" in got.content


def test_whoever_had_chosen_points_has_those_on_the_proof_and_others_the_whole_programme(season, member, secretariat):
    meeting = make_meeting(season, physical_capacity=None)
    for title, starts, kind in (("Case", 9, "case"), ("Frokost", 12, "break"), ("Nyt om reglerne", 13, "law")):
        values = {"title": title, "starts": time(starts), "ends": time(starts + 1), "kind": kind}
        actions.add_item(meeting, values, by=secretariat)
    actions.release_programme(meeting, seen=queries.draft(meeting).seen, tells=False, at=NOW, by=secretariat)
    case = meeting.items.get(title="Case").pk
    part = sign_up(meeting, member, items=[case]).seats.get()
    whole = sign_up(meeting, colleague(1)).seats.get()
    assert queries.proof_of(part)["points"] == ["9.00 Case"]
    assert queries.proof_of(whole)["points"] == ["9.00 Case", "12.00 Frokost", "13.00 Nyt om reglerne"]


def test_whoever_was_not_noted_gets_none(seat, member):
    assert client_of(member).get(address(seat)).status_code == 404


@pytest.mark.parametrize(
    ("name", "status"),
    [("secretariat", 200), ("coordinator", 200), ("member", 200), ("guest", 404), ("outsider", 404)],
)
def test_only_those_who_may_change_a_seat_fetch_its_proof(request, seat, secretariat, name, status):
    actions.mark_attendance(seat, here=True, at=START, by=secretariat)
    assert client_of(request.getfixturevalue(name)).get(address(seat)).status_code == status
