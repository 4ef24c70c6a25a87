"""Groups of one discussion where a meeting has several: who is in them, whom they remember, what people are told."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from knub.meetings import actions, queries
from knub.meetings.actions import Wishes
from knub.meetings.models import Grouping, GroupLine, GroupSeat, Item, Seat
from knub.notify.models import Mail
from knub.people.models import Organisation
from tests.meetings.conftest import END, NOW, START, YEAR, make_meeting
from tests.meetings.grouped import seat, seat_all, table_of
from tests.meetings.test_groups import client_of

pytestmark = pytest.mark.django_db
GROUPS = f"/moeder/{YEAR}/2/grupper/"
CHANGE = f"{GROUPS}ret/"
TODAY = f"/moeder/{YEAR}/2/i-dag/"
POINTS = (
    ("Oplæg", 9, "talk"), ("Naboer", 10, "discussion"), ("Skilte", 13, "discussion"), ("Breve", 14, "discussion"),
)  # fmt: skip
FOUR = Wishes(4)


@pytest.fixture
def meeting(season):
    """A meeting with a talk and three discussions, at 10, 13 and 14."""
    found = make_meeting(season, physical_capacity=None)
    for title, hour, kind in POINTS:
        values = {"title": title, "starts": time(hour), "ends": time(hour + 1), "kind": kind}
        actions.add_item(found, values, by=None)
    release_programme(found)
    return found


def release_programme(meeting):
    actions.release_programme(meeting, seen=queries.draft(meeting).seen, tells=False, at=NOW, by=None)


@pytest.fixture
def keys(meeting):
    return {item.title: item.pk for item in meeting.items.all()}


def of_point(key):
    return f"?punkt={key}"


def make(meeting, item=None, wishes=FOUR, *, by=None, seed=1):
    found = meeting.groupings.filter(item=item).first()
    return actions.make_groups(meeting, wishes, seen=found.version if found else 0, by=by, seed=seed, item=item)


def release(*groupings, by):
    """Release groups with one press, and let the worker tell."""
    now = {one.pk: Grouping.objects.get(pk=one.pk).version for one in groupings}
    told = actions.release_groups(groupings[0], seen=now[groupings[0].pk], also=now, by=by)
    tellings = [
        (one.pk, one.release, list(one.seats.values_list("seat", flat=True)))
        for one in Grouping.objects.filter(pk__in=now).order_by("pk")
    ]
    return told, tellings


def tell(tellings):
    (first, turn, seats), *others = tellings
    actions.tell_groups(first, turn, seats, others)


def choose(seats, *chosen):
    Seat.objects.filter(pk__in=[one.pk for one in seats]).update(chosen_items=list(chosen), choice_version=1)


def names(grouping):
    return set(grouping.seats.values_list("seat", flat=True))


def test_who_comes_for_one_discussion_is_in_its_groups_only(meeting, keys):
    seats = seat_all(meeting, 12, 12)
    choose(seats[:3], keys["Naboer"])
    choose(seats[3:6], keys["Skilte"], keys["Oplæg"])
    choose(seats[6:8], keys["Oplæg"])
    every, here, there, rest = ({one.pk for one in some} for some in (seats, seats[:3], seats[3:6], seats[8:]))
    assert names(make(meeting, keys["Naboer"])) == here | rest
    assert names(make(meeting, keys["Skilte"])) == there | rest
    assert names(make(meeting, keys["Breve"])) == rest
    assert names(make(meeting)) == every - {one.pk for one in seats[6:8]}


def test_a_meeting_with_one_discussion_says_nothing_of_points(season, as_secretariat):
    meeting = make_meeting(season, physical_capacity=None)
    actions.add_item(meeting, {"title": "Naboer", "starts": time(10), "kind": "discussion"}, by=None)
    release_programme(meeting)
    seat_all(meeting, 4, 4)
    make(meeting)
    page = as_secretariat.get(GROUPS)
    assert "Alle drøftelser" not in page.content.decode()
    assert as_secretariat.get(GROUPS + of_point(meeting.items.get().pk)).status_code == 404


def test_the_groups_that_sat_earlier_the_same_day_are_remembered(season, meeting, keys):
    seat_all(meeting, 12, 12)
    earlier = make_meeting(season, number=1, starts_at=START - timedelta(days=60), ends_at=END - timedelta(days=60))
    seat_all(earlier, 12, 12)
    make(earlier)
    make(meeting, keys["Skilte"])
    assert len(queries.history_before(meeting, keys["Naboer"])) == 1  # the meeting before; at 13 it has not sat yet
    make(meeting, keys["Naboer"])
    assert len(queries.history_before(meeting, keys["Skilte"])) == 2
    assert len(queries.history_before(meeting)) == 3  # the groups of the day sit at 14, after both
    make(meeting)
    assert len(queries.history_before(meeting, keys["Skilte"])) == 2
    assert len(queries.history_before(meeting, keys["Naboer"])) == 1


def test_the_groups_of_the_whole_day_are_remembered_where_an_earlier_discussion_used_them(meeting, keys):
    seat_all(meeting, 12, 12)
    whole = make(meeting)
    breve = make(meeting, keys["Breve"])
    (held,) = queries.history_before(meeting, keys["Breve"])
    assert sorted(map(len, held)) == [4, 4, 4]
    assert queries.history_before(meeting) == []
    assert "gengangere" in " ".join(table_of(breve).words)
    assert set(names(whole)) == set(names(breve))


def test_people_in_the_next_discussion_meet_others(meeting, keys):
    """Three groups of three cannot repeat a pair, so that none is needed in the second discussion."""
    seat_all(meeting, 9, 9)
    pairs = []
    for title in ("Naboer", "Skilte"):
        grouping = make(meeting, keys[title], Wishes(3))
        seats = [set(group.seats.values_list("seat", flat=True)) for group in grouping.groups.all()]
        pairs.append({frozenset((a, b)) for group in seats for a in group for b in group if a != b})
    assert not pairs[0] & pairs[1]


def test_a_day_has_one_set_of_groups_and_a_point_one(meeting, keys):
    seat_all(meeting, 4, 4)
    make(meeting)
    make(meeting, keys["Naboer"])
    for item in (None, Item.objects.get(pk=keys["Naboer"])):
        with pytest.raises(IntegrityError), transaction.atomic():
            Grouping.objects.create(meeting=meeting, item=item, seed=1, made_at=NOW)


def test_no_groups_are_made_for_a_point_that_is_gone(meeting, keys, secretariat):
    seat_all(meeting, 4, 4)
    actions.remove_item(Item.objects.get(pk=keys["Naboer"]), seen="0", by=secretariat)
    with pytest.raises(ValidationError) as refused:
        make(meeting, keys["Naboer"])
    assert refused.value.code == "gone"


def test_one_mail_tells_both_groups_and_a_second_press_tells_nobody(meeting, keys, secretariat):
    seats = seat_all(meeting, 8, 8)
    choose(seats[:2], keys["Naboer"])
    first, second = make(meeting, keys["Naboer"]), make(meeting, keys["Skilte"])
    actions.place_groups(first, {1: "Bord 1", 2: "Bord 2"}, seen=1, by=secretariat)
    told, tellings = release(second, first, by=secretariat)
    assert told == 8
    for _again in range(2):
        tell(tellings)
    mails = Mail.objects.filter(key__startswith="group-")
    assert mails.count() == 8
    both = mails.get(to=seats[5].person.email)
    here = GroupSeat.objects.get(grouping=first, seat=seats[5]).group
    there = GroupSeat.objects.get(grouping=second, seat=seats[5]).group
    assert both.subject == f"Dine grupper: {meeting.title}"
    assert (
        f"10.00-11.00 Naboer: gruppe {here.number}, Bord {here.number}\n13.00-14.00 Skilte: gruppe {there.number}\n"
    ) in both.text
    one = mails.get(to=seats[0].person.email)
    assert "Naboer: gruppe" in one.text
    assert "Skilte" not in one.text
    assert release(second, first, by=secretariat)[0] == 0
    assert mails.count() == 8


def test_only_the_group_that_changed_is_told_again(meeting, keys, secretariat):
    seats = seat_all(meeting, 8, 8)
    first, second = make(meeting, keys["Naboer"]), make(meeting, keys["Skilte"])
    release(first, second, by=secretariat)
    moved = GroupSeat.objects.filter(grouping=second, group__number=1).first()
    version = Grouping.objects.get(pk=second.pk).version
    actions.move_people(second, [moved.seat_id], 2, seen=version, by=secretariat)
    told, _tellings = release(first, second, by=secretariat)
    assert told == 1
    actions.tell_groups(second.pk, 2, [moved.seat_id])
    mail = Mail.objects.get(to=Seat.objects.get(pk=moved.seat_id).person.email)
    assert "13.00-14.00 Skilte: gruppe 2" in mail.text
    assert "Naboer" not in mail.text
    assert "Har du fået en mail om en anden gruppe til samme drøftelse, gælder denne." in mail.text
    assert len(seats) == 8


def test_nobody_is_told_of_the_whole_days_groups_who_sits_in_other_ones(meeting, keys, secretariat):
    seats = seat_all(meeting, 8, 8)
    choose(seats[:2], keys["Naboer"])
    make(meeting, keys["Naboer"])
    whole = make(meeting)
    assert table_of(whole).untold == 6
    told, tellings = release(whole, by=secretariat)
    tell(tellings)
    assert (told, Mail.objects.filter(key__startswith="group-").count()) == (6, 6)
    mail = Mail.objects.get(to=seats[7].person.email)
    assert "13.00-14.00 Skilte; 14.00-15.00 Breve: gruppe" in mail.text


def test_groups_that_somebody_else_has_changed_are_not_released_with_others(meeting, keys, secretariat):
    seat_all(meeting, 8, 8)
    first, second = make(meeting, keys["Naboer"]), make(meeting, keys["Skilte"])
    with pytest.raises(ValidationError) as refused:
        actions.release_groups(first, seen=1, also={second.pk: 7}, by=secretariat)
    assert refused.value.code == "edited"


def test_the_groups_of_another_meeting_are_not_released_along(season, meeting, keys, secretariat):
    other = make_meeting(season, number=3, physical_capacity=None)
    for one in (meeting, other):
        seat_all(one, 4, 4)
    mine, theirs = make(meeting, keys["Naboer"]), make(other)
    actions.release_groups(mine, seen=1, also={theirs.pk: 1}, by=secretariat)
    assert Grouping.objects.get(released_at__isnull=False) == mine


def own(seat):
    return [(one.words, one.group.grouping.item_id) for one in queries.my_groups(seat, queries.points_of(seat.meeting))]


def test_somebody_sees_her_released_groups_in_the_order_of_the_day(meeting, keys, secretariat):
    seats = seat_all(meeting, 8, 8)
    choose(seats[:1], keys["Skilte"], keys["Oplæg"])
    whole, skilte = make(meeting), make(meeting, keys["Skilte"])
    seat = Seat.objects.get(pk=seats[1].pk)
    assert own(seat) == []
    release(whole, by=secretariat)
    assert own(seat) == [("10.00-11.00 Naboer; 13.00-14.00 Skilte; 14.00-15.00 Breve", None)]
    release(skilte, by=secretariat)
    assert own(seat) == [("10.00-11.00 Naboer; 14.00-15.00 Breve", None), ("13.00-14.00 Skilte", keys["Skilte"])]
    assert own(Seat.objects.get(pk=seats[0].pk)) == [("13.00-14.00 Skilte", keys["Skilte"])]
    page = client_of(seats[1].person).get(f"/moeder/{YEAR}/2/").content.decode()
    assert "Dine grupper" in page
    assert page.index("Naboer; 14.00-15.00 Breve") < page.index(">13.00-14.00 Skilte<")


@pytest.fixture
def sitting(meeting, keys, secretariat, member):
    """A member who sits in a group of the whole day, used at 10 and 14, and in one of Skilte at 13."""
    seat(meeting, Organisation.objects.get(slug="aarhus"), person=member)
    seat_all(meeting, 7, 7)
    release(make(meeting), make(meeting, keys["Skilte"]), by=secretariat)
    return member


@pytest.mark.parametrize(
    ("hour", "shown"), [(8, "Naboer"), (10, "Naboer"), (11, "Skilte"), (13, "Skilte"), (14, "Naboer"), (16, "Naboer")]
)
def test_the_day_shows_the_group_that_sits_now_or_next_and_links_to_the_others(sitting, time_machine, hour, shown):
    time_machine.move_to(START.replace(hour=hour, minute=5))
    client = client_of(sitting)
    found = client.get(TODAY).context["today"]
    assert shown in found.mine.words
    assert found.group == found.mine.group
    other = next(one for one in found.own if one != found.mine)
    assert f'href="?gruppe={other.group.key}#group"' in client.get(TODAY).content.decode()
    assert client.get(f"{TODAY}?gruppe={other.group.key}").context["today"].group == other.group


def test_a_line_goes_to_the_group_whose_page_was_open(sitting, meeting, secretariat):
    client = client_of(sitting)
    group = next(one.group for one in client.get(TODAY).context["today"].own if one.group.grouping.item_id)
    key = str(client.get(TODAY).context["line"]["key"].value())
    assert f'name="gruppe" value="{group.key}"' in client.get(f"{TODAY}?gruppe={group.key}").content.decode()
    client.post(TODAY, {"do": "line", "line-key": key, "line-text": "Sig det samme", "gruppe": group.key})
    assert GroupLine.objects.get().group == group
    assert f"{group} (Skilte)" in client_of(secretariat).get(f"{TODAY}?gruppe={group.key}").content.decode()
    assert [name for name, _lines in queries.from_meeting(meeting).groups] == [f"{group} (Skilte)"]


def test_the_page_says_which_groups_are_used_where(meeting, keys, as_secretariat):
    seat_all(meeting, 8, 8)
    here = GROUPS + of_point(keys["Skilte"])
    assert "Der er ikke lavet grupper endnu" in as_secretariat.get(here).content.decode()
    make(meeting)
    assert "Her gælder grupperne for alle drøftelser." in as_secretariat.get(here).content.decode()
    form = {"version": "0", "size": "4", "together": "different"}
    assert as_secretariat.post(here, form).url == here
    page = as_secretariat.get(GROUPS).content.decode()
    assert "Grupperne her bruges til: 10.00-11.00 Naboer; 14.00-15.00 Breve." in page
    assert "Egne grupper har: 13.00-14.00 Skilte." in page
    assert f'href="{here}"'.replace(GROUPS, "") in page


def test_every_address_takes_the_point_and_an_unknown_one_is_not_found(meeting, keys, as_secretariat):
    seats = seat_all(meeting, 8, 8)
    make(meeting)
    skilte = make(meeting, keys["Skilte"])
    query = of_point(keys["Skilte"])
    as_secretariat.post(CHANGE + query, {"do": "move", "seat": seats[0].pk, "to": "2", "version": 1})
    assert list(GroupSeat.objects.filter(locked=True).values_list("grouping", flat=True)) == [skilte.pk]
    assert "13-14 Skilte" in as_secretariat.get(f"{GROUPS}print/{query}").content.decode()
    got = as_secretariat.get(f"{GROUPS}rum/{query}")
    assert f'filename="grupper-{YEAR}-2-{keys["Skilte"]}.csv"' in got["Content-Disposition"]
    unknown = [of_point(keys["Oplæg"]), "?punkt=x", "?punkt=0", "?punkt=999999999999999999", "?punkt="]
    for address in (GROUPS, f"{GROUPS}print/", f"{GROUPS}rum/"):
        assert {as_secretariat.get(address + one).status_code for one in unknown} == {404}
    assert {as_secretariat.post(CHANGE + one, {"do": "repair"}).status_code for one in unknown} == {404}


def test_groups_of_several_discussions_are_released_with_one_press(meeting, keys, as_secretariat):
    seat_all(meeting, 8, 8)
    make(meeting, keys["Naboer"])
    skilte = make(meeting, keys["Skilte"])
    here = of_point(keys["Naboer"])
    page = as_secretariat.get(GROUPS + here).content.decode()
    assert "Udgiv samtidig, og giv besked i samme mail" in page
    assert f'value="{skilte.pk}-1"' in page
    typed = {"do": "release", "version": "1", "also": f"{skilte.pk}-1"}
    page = as_secretariat.post(CHANGE + here, typed, follow=True).content.decode()
    assert "8 personer får besked på mail." in page
    assert Grouping.objects.filter(released_at__isnull=False).count() == 2


def test_a_point_that_goes_takes_its_groups_along_and_the_page_says_so(meeting, keys, as_secretariat, secretariat):
    seats = seat_all(meeting, 8, 8)
    address = f"/moeder/{YEAR}/2/program/ret/{keys['Skilte']}/fjern/"
    assert "De grupper, der er lavet" not in as_secretariat.get(address).content.decode()
    release(make(meeting), make(meeting, keys["Skilte"]), by=secretariat)
    assert "De grupper, der er lavet til dette punkt" in as_secretariat.get(address).content.decode()
    as_secretariat.post(address, {"version": "0"})
    assert Grouping.objects.get().item_id is None
    assert as_secretariat.get(GROUPS + of_point(keys["Skilte"])).status_code == 404
    release_programme(meeting)
    assert own(Seat.objects.get(pk=seats[0].pk)) == [("10.00-11.00 Naboer; 14.00-15.00 Breve", None)]


def test_groups_of_the_last_discussion_left_are_still_within_reach(meeting, keys, as_secretariat, secretariat):
    seat_all(meeting, 8, 8)
    make(meeting, keys["Skilte"])
    for title in ("Naboer", "Breve"):
        actions.remove_item(Item.objects.get(pk=keys[title]), seen="0", by=secretariat)
    release_programme(meeting)
    page = as_secretariat.get(GROUPS).content.decode()
    assert f'href="{of_point(keys["Skilte"])}"' in page


@pytest.mark.parametrize("people", [6, 30])
def test_the_page_of_a_point_costs_the_same_for_any_number(
    meeting, keys, as_secretariat, django_assert_num_queries, people
):
    choose(seat_all(meeting, people, 6)[:2], keys["Naboer"])
    make(meeting)
    make(meeting, keys["Naboer"])
    make(meeting, keys["Skilte"])
    as_secretariat.get(GROUPS)
    with django_assert_num_queries(17):
        as_secretariat.get(GROUPS + of_point(keys["Skilte"]))


def test_groups_of_a_point_are_dropped_until_people_are_told(meeting, keys, as_secretariat, secretariat):
    seat_all(meeting, 8, 8)
    skilte = make(meeting, keys["Skilte"])
    here = GROUPS + of_point(keys["Skilte"])
    assert "Slet grupperne til denne drøftelse" in as_secretariat.get(here).content.decode()
    as_secretariat.post(CHANGE + of_point(keys["Skilte"]), {"do": "drop", "version": "1"})
    assert not Grouping.objects.exists()
    with pytest.raises(ValidationError) as refused:
        actions.mark_people(skilte, [], seen=1, by=secretariat, locked=True)
    assert refused.value.code == "edited"
    for again in (make(meeting, keys["Skilte"]), make(meeting)):
        release(again, by=secretariat)
        with pytest.raises(ValidationError) as refused:
            actions.drop_groups(again, seen=2, by=secretariat)
        assert refused.value.code == "released"
    assert "Slet grupperne til denne drøftelse" not in as_secretariat.get(here).content.decode()
