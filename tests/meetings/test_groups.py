"""Discussion groups of a meeting: made, moved, locked, mended, printed, taken to the video tool, and told."""

import csv
from collections import Counter
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from knub.meetings import actions, queries
from knub.meetings.actions import Wishes
from knub.meetings.actions.telling import personal_link
from knub.meetings.models import Group, Grouping, GroupLine, GroupSeat, Seat
from knub.notify.models import Mail
from knub.people.models import Population
from tests.meetings.conftest import NOW, START, YEAR, make_meeting
from tests.meetings.grouped import everybody, seat, seat_all, table_of

pytestmark = pytest.mark.django_db
GROUPS = f"/moeder/{YEAR}/2/grupper/"
CHANGE = f"{GROUPS}ret/"
SIX = Wishes(size=6)


@pytest.fixture
def meeting(season):
    return make_meeting(season, physical_capacity=None)


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def make(meeting, by, wishes=SIX, *, seed=1):
    found = meeting.groupings.first()
    return actions.make_groups(meeting, wishes, seen=found.version if found else 0, by=by, seed=seed)


def version():
    return Grouping.objects.values_list("version", flat=True).get()


def seated(grouping):
    """Return the seats of each group, by its number."""
    found = {}
    for one in GroupSeat.objects.filter(grouping=grouping).select_related("group"):
        found.setdefault(one.group.number, set()).add(one.seat_id)
    return found


def words(grouping):
    return " ".join(table_of(Grouping.objects.get(pk=grouping.pk)).words)


def test_36_people_from_18_municipalities_in_groups_of_6(meeting, secretariat):
    seat_all(meeting, 36, 18, leaders=6)
    grouping = make(meeting, secretariat)
    table = table_of(grouping)
    for shown in table.groups:
        assert len(shown.cards) == len({card.municipality for card in shown.cards}) == 6
        assert sum(card.leads for card in shown.cards) == 1
    assert words(grouping) == (
        "I lokalet: 6 grupper på 6. 36 af 36 møder mindst tre nye kommuner; ingen gengangere. "
        "Ingen sidder sammen med en kollega fra egen kommune. Hver gruppe har en, der kan lede."
    )


def test_the_next_meeting_repeats_as_few_pairs_as_are_found_and_says_how_many(season, meeting, secretariat):
    seat_all(meeting, 12, 12)
    make(meeting, secretariat, Wishes(size=4))
    later = START + timedelta(days=60)
    following = make_meeting(
        season, number=3, physical_capacity=None, starts_at=later, ends_at=later + timedelta(hours=6)
    )
    seat_all(following, 12, 12)
    grouping = make(following, secretariat, Wishes(size=4))
    history = queries.history_before(following)
    assert [sorted(map(len, groups)) for groups in history] == [[4, 4, 4]]
    assert "3 gengangere, og færre kan det ikke blive." in words(grouping)


def test_same_seed_gives_same_groups_and_the_locked_stay(meeting, secretariat):
    seats = seat_all(meeting, 18, 9)
    first = seated(make(meeting, secretariat, seed=5))
    assert seated(make(meeting, secretariat, seed=5)) == first
    here = next(number for number, group in first.items() if seats[0].pk in group)
    grouping = Grouping.objects.get()
    actions.mark_people(grouping, [seats[0].pk], locked=True, seen=version(), by=secretariat)
    for seed in (6, 7, 8):
        assert seats[0].pk in seated(make(meeting, secretariat, seed=seed))[here]


def test_37_people_make_sizes_that_differ_by_one(meeting, secretariat):
    seat_all(meeting, 37, 18)
    assert sorted(map(len, seated(make(meeting, secretariat)).values())) == [6, 6, 6, 6, 6, 7]


def test_a_late_cancellation_mends_only_the_groups_it_touches(meeting, secretariat, as_secretariat):
    seats = seat_all(meeting, 36, 18)
    before = seated(make(meeting, secretariat))
    Seat.objects.filter(pk=seats[0].pk).update(state="ended")
    page = as_secretariat.get(GROUPS).content.decode()
    assert "Kommer ikke længere: Eksempel Deltager 000." in page
    as_secretariat.post(CHANGE, {"do": "repair", "version": version()})
    after = seated(Grouping.objects.get())
    assert {number for number in before if before[number] != after[number]} == {
        number for number in before if seats[0].pk in before[number]
    }
    assert "Kommer ikke længere" not in as_secretariat.get(GROUPS).content.decode()


def test_the_room_and_the_screen_are_apart_unless_chosen(season, secretariat):
    meeting = make_meeting(season, format="both", physical_capacity=None)
    for n, (person, place) in enumerate(everybody(12, 12)):
        seat(meeting, place, person=person, mode="online" if n % 2 else "physical")
    apart = make(meeting, secretariat, Wishes(3)).groups.all()
    modes = {frozenset(group.seats.values_list("seat__mode", flat=True)) for group in apart}
    assert modes == {frozenset({"physical"}), frozenset({"online"})}
    assert [group.mode for group in Group.objects.all()] == ["physical", "physical", "online", "online"]
    mixed = make(meeting, secretariat, Wishes(3, mixes=True))
    assert {group.mode for group in mixed.groups.all()} == {""}


def test_people_of_a_mode_cannot_be_moved_to_a_group_of_the_other(season, secretariat):
    meeting = make_meeting(season, format="both", physical_capacity=None)
    seats = [seat(meeting, place, person=person, mode="online" if n % 2 else "physical")
             for n, (person, place) in enumerate(everybody(8, 8))]  # fmt: skip
    grouping = make(meeting, secretariat, Wishes(2))
    online = grouping.groups.filter(mode="online").first()
    with pytest.raises(ValidationError) as refused:
        actions.move_people(grouping, [seats[0].pk], online.number, seen=version(), by=secretariat)
    assert refused.value.code == "mode"


def test_the_file_for_zoom_has_a_room_and_a_mail_for_each_with_a_name(season, as_secretariat, secretariat):
    meeting = make_meeting(season, format="online")
    for person, place in everybody(6, 6):
        seat(meeting, place, person=person, mode="online")
    seat(meeting, everybody(1, 1)[0][1], mode="online")
    make(meeting, secretariat, Wishes(4))
    text = as_secretariat.get(f"{GROUPS}rum/").content.decode()
    assert text.startswith("Pre-assign Room Name,Email Address\r\n")
    rows = list(csv.DictReader(StringIO(text)))
    assert {row["Email Address"] for row in rows} == {f"deltager{n:03}@example.org" for n in range(6)}
    assert {row["Pre-assign Room Name"] for row in rows} == {"Gruppe 1", "Gruppe 2"}


def test_an_unnamed_seat_has_a_card_and_a_line_to_write_on(meeting, secretariat, as_secretariat):
    seat_all(meeting, 5, 5)
    unnamed = seat(meeting, everybody(1, 1)[0][1])
    make(meeting, secretariat)
    assert f"Plads {unnamed.pk}" in as_secretariat.get(GROUPS).content.decode()
    assert "__________" in as_secretariat.get(f"{GROUPS}print/").content.decode()


def test_people_are_moved_locked_and_told_to_lead_with_buttons(meeting, secretariat, as_secretariat):
    seats = seat_all(meeting, 12, 12)
    make(meeting, secretariat)
    moved = [seats[0].pk, seats[1].pk]
    as_secretariat.post(CHANGE, {"do": "move", "seat": moved, "to": "2", "version": version()})
    assert set(moved) <= seated(Grouping.objects.get())[2]
    assert set(GroupSeat.objects.filter(locked=True).values_list("seat", flat=True)) == set(moved)
    as_secretariat.post(CHANGE, {"do": "lead", "seat": moved[:1], "version": version()})
    as_secretariat.post(CHANGE, {"do": "unlock", "seat": moved, "version": version()})
    assert (GroupSeat.objects.filter(leads=True).count(), GroupSeat.objects.filter(locked=True).count()) == (1, 0)
    page = as_secretariat.post(CHANGE, {"do": "move", "to": "2", "version": version()}, follow=True).content.decode()
    assert "Sæt først kryds ved dem, det handler om." in page
    assert as_secretariat.post(CHANGE, {"do": "x", "version": version()}).status_code == 404


def test_more_locked_than_a_group_holds_is_said_at_the_form(meeting, secretariat, as_secretariat):
    seats = seat_all(meeting, 8, 8)
    make(meeting, secretariat, Wishes(4))
    actions.move_people(
        Grouping.objects.get(), [one.pk for one in seats[:6]], 1, seen=version(), by=secretariat
    )
    got = as_secretariat.post(GROUPS, {"version": version(), "size": "4", "together": "different"})
    assert got.status_code == 400
    assert "Der er låst flere i en gruppe, end der er plads til." in got.content.decode()


def test_whoever_has_not_seen_the_groups_as_they_are_changes_nothing(meeting, secretariat, as_secretariat):
    seats = seat_all(meeting, 8, 8)
    grouping = make(meeting, secretariat, Wishes(4))
    before = seated(grouping)
    stale = version()
    actions.mark_people(grouping, [seats[0].pk], locked=True, seen=stale, by=secretariat)
    page = as_secretariat.post(
        CHANGE, {"do": "move", "seat": seats[1].pk, "to": "1", "version": stale}, follow=True
    ).content.decode()
    assert "En anden har ændret grupperne i mellemtiden." in page
    assert seated(grouping) == before


def test_match_mode_puts_those_with_the_same_themes_together(meeting, secretariat):
    people = everybody(8, 8)
    for n, (person, _place) in enumerate(people):
        person.themes = ["law" if n % 2 else "letting"]
        person.save()
    for person, place in people:
        seat(meeting, place, person=person)
    grouping = make(meeting, secretariat, Wishes(4, match=True))
    kinds = {frozenset(one.seat.person.themes[0] for one in group.seats.all()) for group in grouping.groups.all()}
    assert kinds == {frozenset({"law"}), frozenset({"letting"})}


def test_match_mode_puts_those_of_the_same_subject_area_together(meeting, secretariat):
    for n, (person, place) in enumerate(everybody(8, 8)):
        person.subject_areas = ["day_care" if n % 2 else "housing"]
        person.save()
        seat(meeting, place, person=person)
    grouping = make(meeting, secretariat, Wishes(4, match=True))
    fields = {tuple({one.seat.person.subject_areas[0] for one in group.seats.all()}) for group in grouping.groups.all()}
    assert fields == {("day_care",), ("housing",)}


def test_groups_that_have_begun_to_write_are_not_made_again(meeting, secretariat, as_secretariat):
    seat_all(meeting, 8, 8)
    grouping = make(meeting, secretariat, Wishes(4))
    before = seated(grouping)
    line = GroupLine.objects.create(
        meeting=meeting, group=grouping.groups.first(), text="Eksempel", written_by=secretariat, written_at=NOW
    )
    again = {"size": 4, "together": "different", "version": version()}
    page = as_secretariat.post(GROUPS, again).content.decode()
    assert "Grupperne er begyndt at skrive" in page
    assert seated(grouping) == before
    line.delete()
    assert "Grupperne er lavet." in as_secretariat.post(GROUPS, again, follow=True).content.decode()


def test_the_locked_are_unlocked_before_the_room_and_the_screen_are_mixed(season, secretariat):
    meeting = make_meeting(season, number=3, format="both", physical_capacity=None)
    seats = seat_all(meeting, 8, 8)
    grouping = make(meeting, secretariat, Wishes(4))
    actions.mark_people(grouping, [seats[0].pk], locked=True, seen=grouping.version, by=secretariat)
    with pytest.raises(ValidationError, match="Lås alle op"):
        make(meeting, secretariat, Wishes(4, mixes=True))
    stands = Grouping.objects.get(pk=grouping.pk)
    actions.mark_people(stands, [seats[0].pk], locked=False, seen=stands.version, by=secretariat)
    assert make(meeting, secretariat, Wishes(4, mixes=True)).mixes


def test_who_cancelled_an_earlier_meeting_met_nobody_there(season, meeting, secretariat):
    earlier = make_meeting(season, number=3, starts_at=START - timedelta(days=60), ends_at=START - timedelta(days=59))
    seats = seat_all(earlier, 8, 8)
    make(earlier, secretariat, Wishes(4))
    met = lambda: {key for groups in queries.history_before(meeting) for group in groups for key in group}  # noqa: E731
    assert len(met()) == 8
    Seat.objects.filter(pk=seats[0].pk).update(state="ended")
    assert met() == {queries.key_of(one) for one in seats[1:]}


def test_after_the_first_release_the_page_says_that_changes_are_seen_at_once(meeting, secretariat, as_secretariat):
    seat_all(meeting, 8, 8)
    grouping = make(meeting, secretariat, Wishes(4))
    says = "Det, du ændrer, ses med det samme"
    assert says not in as_secretariat.get(GROUPS).content.decode()
    actions.release_groups(grouping, seen=version(), by=secretariat)
    assert says in as_secretariat.get(GROUPS).content.decode()
    again = {"size": 4, "together": "different", "version": version()}
    assert "Grupperne er lavet igen." in as_secretariat.post(GROUPS, again, follow=True).content.decode()


def test_match_mode_puts_those_from_municipalities_of_a_size_together(meeting, secretariat):
    for n, (person, place) in enumerate(everybody(8, 8)):
        Population.objects.filter(municipality=place).delete()
        Population.objects.create(municipality=place, on=date(2026, 1, 1), count=20_000 if n % 2 else 200_000)
        seat(meeting, place, person=person)
    grouping = make(meeting, secretariat, Wishes(4, match=True))
    sizes = {
        frozenset(one.seat.sign_up.municipality.populations.get().count for one in group.seats.all())
        for group in grouping.groups.all()
    }
    assert sizes == {frozenset({20_000}), frozenset({200_000})}


def test_release_tells_each_once_and_again_only_those_whose_group_changed(meeting, secretariat):
    seats = seat_all(meeting, 8, 8)
    grouping = make(meeting, secretariat, Wishes(4))
    actions.place_groups(grouping, {1: "Bord 3"}, seen=version(), by=secretariat)
    assert actions.release_groups(grouping, seen=version(), by=secretariat) == 8
    for _again in range(2):
        actions.tell_groups(grouping.pk, 1, [one.pk for one in seats])
    mails = Mail.objects.filter(key__startswith="group-")
    assert mails.count() == 8
    assert mails.filter(text__contains="Gruppen sidder her: Bord 3").count() == 4
    first = next(iter(seated(grouping)[1]))
    actions.move_people(grouping, [first], 2, seen=version(), by=secretariat)
    assert actions.release_groups(grouping, seen=version(), by=secretariat) == 1
    actions.tell_groups(grouping.pk, 2, [first])
    assert mails.count() == 9
    newest = mails.order_by("-pk").first()
    assert newest.to == Seat.objects.get(pk=first).person.email
    assert "Har du fået en mail om en anden gruppe, gælder denne." in newest.text


def test_a_participant_sees_her_group_when_it_is_released_and_who_stands_on_the_list(meeting, secretariat):
    seats = seat_all(meeting, 6, 6)
    Seat.objects.filter(pk=seats[5].pk).update(on_list=False)
    grouping = make(meeting, secretariat)
    client = client_of(seats[0].person)
    assert "Din gruppe" not in client.get(f"/moeder/{YEAR}/2/").content.decode()
    actions.release_groups(grouping, seen=version(), by=secretariat)
    page = client.get(f"/moeder/{YEAR}/2/").content.decode()
    assert "Gruppe 1" in page
    assert "Eksempel Deltager 001" in page
    assert "Eksempel Deltager 005" not in page
    assert "Og 1 mere, hvis navn ikke står på listen." in page


def test_the_page_of_a_seat_and_the_reminder_name_the_group_and_by_link_nobody_else(meeting, secretariat):
    seats = seat_all(meeting, 6, 6)
    own = Seat.objects.select_related("person", "meeting__season").get(pk=seats[0].pk)
    link = "/" + personal_link(own).split("/", 3)[3]
    grouping = make(meeting, secretariat)
    actions.place_groups(grouping, {1: "Bord 3"}, seen=version(), by=secretariat)
    assert "Din gruppe" not in Client().get(link).content.decode()
    actions.release_groups(grouping, seen=version(), by=secretariat)
    by_link, by_login = (
        client.get(page).content.decode()
        for client, page in ((Client(), link), (client_of(own.person), f"/moeder/plads/{own.pk}/"))
    )
    assert ["Gruppe 1</strong> · Bord 3" in page for page in (by_link, by_login)] == [True, True]
    assert ["Eksempel Deltager 001" in page for page in (by_link, by_login)] == [False, True]
    actions.remind(at=START - timedelta(days=1))
    reminder = Mail.objects.get(key__startswith=f"reminder-{own.pk}-").text
    assert "\nDin gruppe:\nGruppe 1, Bord 3\n\n" in reminder
    assert "Eksempel Deltager 001" not in reminder


def test_the_copy_of_ones_own_data_has_ones_group_once_it_is_told(meeting, secretariat):
    who = seat_all(meeting, 6, 6)[0].person
    grouping = make(meeting, secretariat)
    assert queries.about(who)["meetings.groupseat"] == []
    actions.release_groups(grouping, seen=version(), by=secretariat)
    (row,) = queries.about(who)["meetings.groupseat"]
    assert row["grouping__meeting__title"] == meeting.title


def test_only_the_secretariat_makes_groups(meeting, member, as_secretariat):
    for address in (GROUPS, f"{GROUPS}print/", f"{GROUPS}rum/"):
        assert client_of(member).get(address).status_code == 403
    assert "Ingen har en plads endnu" in as_secretariat.get(GROUPS).content.decode()
    assert as_secretariat.get(f"{GROUPS}print/").status_code == 404


@pytest.mark.parametrize("people", [6, 30])
def test_the_page_costs_the_same_for_any_number(meeting, as_secretariat, django_assert_num_queries, people):
    seat_all(meeting, people, 6)
    make(meeting, None)
    as_secretariat.get(GROUPS)
    with django_assert_num_queries(13):
        as_secretariat.get(GROUPS)


def test_a_seat_is_in_one_group_only(meeting, secretariat):
    seats = seat_all(meeting, 4, 4)
    grouping = make(meeting, secretariat, Wishes(2))
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupSeat.objects.create(grouping=grouping, group=grouping.groups.first(), seat=seats[0])
    assert Counter(GroupSeat.objects.values_list("seat", flat=True)).most_common(1)[0][1] == 1
    assert NOW.year == START.year
