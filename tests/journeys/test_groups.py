"""Discussion groups: every page at two widths, and people moved by keyboard."""

from datetime import time

import pytest
from playwright.sync_api import expect

from knub.meetings import actions, queries
from knub.meetings.actions import Wishes
from knub.meetings.models import Grouping, GroupSeat, Seat
from tests.browser import NARROW, WIDE
from tests.conftest import person
from tests.journeys.test_meetings import faults, tab_to
from tests.meetings.conftest import NOW, START, YEAR, make_meeting, make_season, sign_up
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


@pytest.fixture
def points(meeting):
    """Two discussions on the released programme, the second with groups of its own; their keys."""
    secretary = person("sekretaer")
    for title, hour in (("Eksempel: Naboer i udsatte boligområder", 10), ("Eksempel: Skilte og breve", 13)):
        values = {"title": title, "starts": time(hour), "ends": time(hour + 1), "kind": "discussion"}
        actions.add_item(meeting, values, by=secretary)
    actions.release_programme(meeting, seen=queries.draft(meeting).seen, tells=False, at=NOW, by=secretary)
    first, second = meeting.items.values_list("pk", flat=True)
    for item in (None, second):
        grouping = actions.make_groups(meeting, Wishes(4), seen=0, by=secretary, item=item)
        actions.place_groups(grouping, {number: f"Bord {number}" for number in range(1, 9)}, seen=1, by=secretary)
    return first, second


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_no_page_of_groups_has_a_fault_where_a_meeting_has_several_discussions(site, meeting, points, width):
    secretary, member = person("sekretaer"), person("kollega")
    pages = [GROUPS, *(f"{GROUPS}?punkt={key}" for key in points), f"{GROUPS}print/?punkt={points[1]}"]
    assert faults(site, pages, width=width, by=secretary) == {}
    for grouping in meeting.groupings.all():
        actions.release_groups(grouping, seen=2, by=secretary)
    assert faults(site, [MEETING, f"{MEETING}i-dag/"], width=width, by=member) == {}
    assert faults(site, [f"{MEETING}i-dag/?gruppe=1-{points[1]}"], width=width, by=secretary) == {}
    assert faults(site, [f"{MEETING}program/ret/{points[1]}/fjern/"], width=width, by=secretary) == {}


def test_a_discussion_gets_groups_of_its_own_by_keyboard_and_both_are_released_in_one_mail(site, meeting, points):
    page = site(GROUPS, by=person("sekretaer"), width=NARROW).page
    tab_to(page, "10.00-11.00 Eksempel: Naboer i udsatte boligområder")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Her gælder grupperne for alle drøftelser.")
    tab_to(page, "Lav grupperne")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Grupperne er lavet.")
    page.get_by_label("13.00-14.00 Eksempel: Skilte og breve").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Udgiv, og giv").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("personer får besked på mail.")
    released = Grouping.objects.filter(released_at__isnull=False).values_list("item", flat=True)
    assert set(released) == set(points)


def test_somebody_goes_from_one_of_her_groups_to_the_other_on_the_day(site, meeting, points, time_machine):
    for grouping in meeting.groupings.all():
        actions.release_groups(grouping, seen=2, by=person("sekretaer"))
    time_machine.move_to(START.replace(hour=12))
    page = site(f"{MEETING}i-dag/", by=person("kollega"), width=NARROW).page
    shown = page.locator(".today-group")
    expect(shown).to_contain_text("13.00-14.00 Eksempel: Skilte og breve")
    page.get_by_role("link", name="10.00-11.00 Eksempel: Naboer").focus()
    page.keyboard.press("Enter")
    expect(shown).to_contain_text("10.00-11.00 Eksempel: Naboer")
