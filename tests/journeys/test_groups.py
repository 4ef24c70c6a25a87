"""Discussion groups: every page at two widths, and people moved by keyboard."""

import pytest
from playwright.sync_api import expect

from knub.meetings import actions
from knub.meetings.actions import Wishes
from knub.meetings.models import Grouping, GroupSeat, Seat
from tests.browser import NARROW, WIDE
from tests.conftest import person
from tests.journeys.test_meetings import faults, tab_to
from tests.meetings.conftest import NOW, YEAR, make_meeting, make_season, sign_up
from tests.meetings.grouped import everybody, seat, seat_all

pytestmark = pytest.mark.browser
MEETING = f"/moeder/{YEAR}/2/"
GROUPS = f"{MEETING}grupper/"


@pytest.fixture
def meeting(loaded, time_machine):
    """A meeting for room and screen, with a seat without a name, three speakers, and the member of the cast."""
    time_machine.move_to(NOW)
    found = make_meeting(make_season(), format="both", physical_capacity=None)
    sign_up(found, person("kollega"))
    seat_all(found, 11, 8, leaders=2)
    for guest, place in everybody(17, 9)[11:]:
        seat(found, place, person=guest, mode="online")
    seat(found, everybody(1, 1)[0][1])
    return found


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_no_page_of_groups_has_a_fault(site, meeting, width):
    secretary = person("sekretaer")
    assert faults(site, [GROUPS], width=width, by=secretary) == {}
    grouping = actions.make_groups(meeting, Wishes(4), seen=0, by=secretary)
    actions.place_groups(grouping, {1: "Bord 1"}, seen=1, by=secretary)
    actions.release_groups(grouping, seen=2, by=secretary)
    Seat.objects.filter(person__email="deltager000@example.org").update(state="ended")
    assert faults(site, [GROUPS, f"{GROUPS}print/", MEETING], width=width, by=secretary) == {}
    assert faults(site, [MEETING], width=width, by=person("kollega")) == {}


def test_groups_are_made_and_somebody_moved_by_keyboard(site, meeting):
    page = site(GROUPS, by=person("sekretaer")).page
    tab_to(page, "Lav grupperne")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Grupperne er lavet.")
    one = GroupSeat.objects.filter(seat__mode="physical", group__number=2).order_by("pk").first()
    page.locator(f"#seat-{one.seat_id}").focus()
    page.keyboard.press("Space")
    page.get_by_label("Flyt til").focus()
    page.keyboard.press("Home")
    page.get_by_role("button", name="Flyt", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".group-mark", has_text="låst")).to_have_count(1)
    assert GroupSeat.objects.get(pk=one.pk).group.number == 1
    assert Grouping.objects.get().released_at is None


def test_a_person_is_dragged_to_another_group(site, meeting):
    actions.make_groups(meeting, Wishes(4), seen=0, by=person("sekretaer"))
    page = site(GROUPS, by=person("sekretaer")).page
    expect(page.get_by_text("Du kan også trække en person til en anden gruppe.")).to_be_visible()
    one = GroupSeat.objects.filter(seat__mode="physical", group__number=2).order_by("pk").first()
    card = page.locator("[data-card]", has=page.locator(f"#seat-{one.seat_id}"))
    drag(page, card, to=page.locator("[data-drop='1'] legend"))
    expect(page.locator(".group-mark", has_text="låst")).to_have_count(1)
    assert GroupSeat.objects.get(pk=one.pk).group.number == 1


def drag(page, what, *, to):
    """Press on something, move over where it is to go, and let go; all of it is in sight, for nothing scrolls."""
    page.set_viewport_size({"width": WIDE, "height": 2400})
    what.hover()
    page.mouse.down()
    to.hover()
    to.hover()
    page.mouse.up()
