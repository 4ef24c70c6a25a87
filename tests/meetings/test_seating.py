"""Everything that fills or frees a seat, and what follows in the same transaction."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from procrastinate.contrib.django.models import ProcrastinateJob

from knub.audit.models import Entry
from knub.meetings import actions, queries
from knub.meetings.models import Meeting, Seat, SignUp
from knub.memberships.models import SeatRule
from knub.memberships.signals import membership_ended, seat_rule_changed
from knub.people.signals import person_left
from tests.meetings.conftest import END, NOW, START, colleague, make_meeting, sign_up, states, wish

pytestmark = pytest.mark.django_db


def verbs(sign_up):
    entries = Entry.objects.filter(kind="meetings.signup", object_id=str(sign_up.pk))
    return [entry.verb for entry in entries.order_by("pk")]


def test_one_person_gets_a_seat_and_pressing_twice_is_once(meeting, member):
    asked = wish(member)
    first = actions.sign_up(meeting, asked, at=NOW, by=member)
    assert actions.sign_up(meeting, asked, at=NOW, by=member) == first
    assert sign_up(meeting, member) == first
    assert states(meeting) == {"Eksempel Kollega": "confirmed"}
    assert ProcrastinateJob.objects.filter(task_name="meetings.tell_seats").count() == 1


def test_seats_without_names_count_and_can_be_named_and_unnamed(meeting, member, coordinator):
    made = sign_up(meeting, by=coordinator, unnamed=2)
    assert queries.state_of(meeting).room.free("physical") == 1
    seat = made.seats.first()
    actions.substitute(seat, member, at=NOW, by=coordinator)
    assert states(meeting) == {"Eksempel Kollega": "confirmed", "–": "confirmed"}
    assert queries.state_of(meeting).room.free("physical") == 1
    actions.unname(seat, at=NOW, by=coordinator)
    assert states(meeting) == {"–": ["confirmed", "confirmed"]}


def test_more_than_there_is_room_for_is_asked_about_and_nothing_is_written(meeting, member):
    with pytest.raises(actions.Full) as full:
        sign_up(meeting, by=member, unnamed=5)
    assert full.value.messages == ["Der er kun tre pladser at få."]
    assert not SignUp.objects.exists()


def test_three_are_seated_and_two_wait_when_that_is_what_was_chosen(meeting, member):
    made = sign_up(meeting, by=member, unnamed=5, least=1)
    assert states(meeting) == {"–": ["confirmed"] * 3 + ["waiting"] * 2}
    found = queries.receipt(made)
    assert (found.words, found.waits) == (
        "I har tre pladser.",
        "I er nr. 1 på ventelisten til mødet, fordi alle pladser i lokalet er taget.",
    )


def test_all_or_nobody_waits_whole(meeting, member):
    sign_up(meeting, by=member, unnamed=5, least=5)
    assert states(meeting) == {"–": ["waiting"] * 5}


def test_a_freed_seat_goes_to_the_first_of_the_list_with_its_cause(meeting, member, guest):
    seated = sign_up(meeting, member, unnamed=2)
    first = sign_up(meeting, guest, slug="randers", least=1)
    sign_up(meeting, colleague(1), least=1)
    actions.cancel_seat(seated.seats.get(person=member), at=NOW, by=member)
    assert states(meeting) == {"–": ["confirmed"] * 2, "Eksempel Gæst": "confirmed", "Eksempel Kollega 1": "waiting"}
    assert verbs(first) == ["signed_up", "promoted"]
    assert Entry.objects.get(verb="promoted").facts["cause"] == "cancelled"


def test_a_newcomer_comes_after_those_who_wait_and_takes_what_they_do_not_accept(meeting, member, guest):
    taken = sign_up(meeting, by=member, unnamed=1)
    head = sign_up(meeting, by=member, unnamed=3, least=3)
    sign_up(meeting, guest, slug="randers")
    assert states(meeting)["Eksempel Gæst"] == "confirmed"
    assert verbs(head) == ["signed_up", "passed_over"]
    actions.cancel_seat(taken.seats.get(), at=NOW, by=member)
    assert verbs(head) == ["signed_up", "passed_over"]
    actions.cancel_seat(Seat.objects.get(person=guest), at=NOW, by=guest)
    assert states(meeting) == {"–": ["confirmed"] * 3}


def test_a_larger_room_lets_in_as_many_as_it_holds_more(meeting, member, secretariat):
    sign_up(meeting, by=member, unnamed=3)
    for number in range(4):
        sign_up(meeting, colleague(number), least=1)
    actions.change_meeting(meeting, at=NOW, by=secretariat, physical_capacity=6)
    assert list(states(meeting).values()) == [["confirmed"] * 3, "confirmed", "confirmed", "confirmed", "waiting"]


def test_a_room_too_small_for_those_who_come_is_refused(meeting, member, secretariat):
    sign_up(meeting, by=member, unnamed=3)
    with pytest.raises(ValidationError, match="3 pladser er taget"):
        actions.change_meeting(meeting, at=NOW, by=secretariat, physical_capacity=2)
    meeting.refresh_from_db()
    assert meeting.physical_capacity == 3


def test_another_format_deletes_nobody(meeting, member, secretariat):
    sign_up(meeting, by=member, unnamed=3)
    sign_up(meeting, colleague(1), least=1)
    actions.change_meeting(meeting, at=NOW, by=secretariat, format="online")
    assert set(Seat.objects.values_list("mode", "state", "may_leave_free")) == {("online", "confirmed", True)}
    assert Seat.objects.count() == 4


def test_the_way_of_coming_can_be_changed_when_there_is_room(season, member, guest):
    meeting = make_meeting(season, format="both", physical_capacity=1)
    sign_up(meeting, member)
    sign_up(meeting, guest, slug="randers", least=1)
    actions.switch_mode(Seat.objects.get(person=member), "online", at=NOW, by=member)
    assert states(meeting) == {"Eksempel Kollega": "confirmed", "Eksempel Gæst": "confirmed"}
    with pytest.raises(ValidationError, match="beholder den plads"):
        actions.switch_mode(Seat.objects.get(person=member), "physical", at=NOW, by=member)


def test_the_cap_of_the_seat_rule_holds_and_a_new_rule_lets_in(season, meeting, member):
    rule = SeatRule.objects.create(season=season, format="physical", seats=1, from_day=date(2026, 1, 1))
    sign_up(meeting, member)
    sign_up(meeting, colleague(1), least=1)
    assert states(meeting) == {"Eksempel Kollega": "confirmed", "Eksempel Kollega 1": "waiting"}
    _state, places = queries.waiting_list(meeting)
    assert [place.why for place in places] == [
        "To pladser er ledige i lokalet, men kommunen har brugt sin ene plads."
    ]
    SeatRule.objects.create(season=season, format="physical", seats=None, from_day=date(2026, 3, 1))
    seat_rule_changed.send(sender=SeatRule, season=season, rule=rule, by=None)
    assert states(meeting) == {"Eksempel Kollega": "confirmed", "Eksempel Kollega 1": "confirmed"}


def test_a_meeting_with_a_cap_of_its_own_asks_no_rule(season, member):
    SeatRule.objects.create(season=season, format="physical", seats=1, from_day=date(2026, 1, 1))
    meeting = make_meeting(season, follows_seat_rule=False, seats_per_municipality=2)
    sign_up(meeting, by=member, unnamed=2)
    assert states(meeting) == {"–": ["confirmed"] * 2}


def test_guests_take_room_but_no_seat_of_a_municipality(season, member, secretariat):
    meeting = make_meeting(season, follows_seat_rule=False, seats_per_municipality=1)
    actions.sign_up(meeting, wish(unnamed=2, kind="guest"), at=NOW, by=secretariat)
    sign_up(meeting, member)
    state = queries.state_of(meeting)
    assert (state.room.free("physical"), state.room.counted) == (0, {member.roles.get().organisation_id: 1})


def test_a_membership_that_ends_frees_its_seats_for_those_who_wait(season, meeting, member, guest):
    sign_up(meeting, by=member, unnamed=3)
    sign_up(meeting, guest, slug="randers", least=1)
    membership = season.memberships.get(municipality__slug="aarhus")
    membership.ends_on = date(2026, 4, 30)
    membership.save()
    membership_ended.send(sender=type(membership), membership=membership, by=None)
    assert states(meeting) == {"Eksempel Gæst": "confirmed"}


def test_a_municipality_that_is_no_member_that_day_is_refused(meeting, outsider):
    with pytest.raises(ValidationError, match="ikke medlem af netværket den dag"):
        actions.sign_up(meeting, wish(outsider, slug="odense", least=1), at=NOW, by=outsider)


def test_who_leaves_leaves_the_seat_to_the_municipality(meeting, member, coordinator):
    sign_up(meeting, member, by=coordinator)
    person_left.send(sender=type(member), person=member, by=None)
    assert states(meeting) == {"–": "confirmed"}


def test_near_the_start_a_free_seat_is_offered_and_passes_on(meeting, member, guest):
    seated = sign_up(meeting, member, unnamed=2)
    first, second = sign_up(meeting, guest, slug="randers", least=1), sign_up(meeting, colleague(1), least=1)
    near = START - timedelta(hours=40)
    actions.cancel_seat(seated.seats.get(person=member), at=near, by=member)
    assert states(meeting)["Eksempel Gæst"] == "offered"
    first.refresh_from_db()
    assert first.offer_until == near + timedelta(hours=24)
    actions.move_queues(at=near + timedelta(hours=24))
    assert states(meeting) == {"–": ["confirmed"] * 2, "Eksempel Kollega 1": "offered"}
    second.refresh_from_db()
    assert second.offer_until == START
    with pytest.raises(ValidationError, match="udløbet"):
        actions.accept_offer(first, at=near + timedelta(hours=25), by=guest)
    actions.accept_offer(second, at=near + timedelta(hours=25), by=None)
    assert states(meeting)["Eksempel Kollega 1"] == "confirmed"


def test_a_seat_that_is_offered_is_not_free(meeting, member, guest):
    seated = sign_up(meeting, member, unnamed=2)
    sign_up(meeting, guest, slug="randers", least=1)
    near = START - timedelta(hours=40)
    actions.cancel_seat(seated.seats.get(person=member), at=near, by=member)
    with pytest.raises(actions.Full):
        sign_up(meeting, colleague(1), at=near)


def test_priority_is_obeyed_and_stands_in_the_log(meeting, member, guest, secretariat):
    seated = sign_up(meeting, member, unnamed=2)
    sign_up(meeting, colleague(1), least=1)
    second = sign_up(meeting, guest, slug="randers", least=1)
    actions.prioritise(second, reason="Holder oplæg", at=NOW, by=secretariat)
    actions.cancel_seat(seated.seats.get(person=member), at=NOW, by=member)
    assert states(meeting)["Eksempel Gæst"] == "confirmed"
    entry = Entry.objects.get(verb="prioritised")
    assert (entry.actor, entry.facts) == ("Eksempel Sekretær", {"reason": "Holder oplæg"})


def test_accepting_fewer_lets_the_head_in(meeting, member):
    made = sign_up(meeting, by=member, unnamed=5, least=5)
    actions.accept_fewer(made, 2, at=NOW, by=member)
    assert states(meeting) == {"–": ["confirmed"] * 3 + ["waiting"] * 2}


def test_who_comes_back_joins_the_end_of_the_queue(meeting, member, guest):
    sign_up(meeting, by=member, unnamed=3)
    first = sign_up(meeting, guest, slug="randers", least=1)
    sign_up(meeting, colleague(1), least=1, at=NOW + timedelta(hours=1))
    actions.cancel_seat(first.seats.get(), at=NOW, by=guest)
    again = sign_up(meeting, guest, slug="randers", least=1, at=NOW + timedelta(hours=2))
    assert [entry.key for entry in queries.queue_of(meeting)][-1] == again.pk
    assert Seat.objects.filter(person=guest).count() == 2


def test_a_substitute_keeps_the_place_in_the_queue(meeting, member, guest):
    sign_up(meeting, by=member, unnamed=3)
    made = sign_up(meeting, member, least=1)
    other = colleague(1)
    actions.substitute(made.seats.get(), other, at=NOW, by=member)
    made.refresh_from_db()
    assert (made.queued_at, states(meeting)["Eksempel Kollega 1"]) == (NOW, "waiting")
    with pytest.raises(ValidationError, match="er allerede tilmeldt"):
        actions.substitute(Seat.objects.filter(person=None).first(), other, at=NOW, by=member)


def test_after_the_deadline_only_the_secretariat_cancels_and_signs_up(season, member, secretariat):
    meeting = make_meeting(season, sign_up_closes_at=NOW + timedelta(days=10))
    sign_up(meeting, member)
    late = NOW + timedelta(days=11)
    seat = Seat.objects.get()
    with pytest.raises(ValidationError, match=r"sekretariatet@example\.org"):
        actions.cancel_seat(seat, at=late, by=member)
    with pytest.raises(ValidationError, match=r"sekretariatet@example\.org"):
        sign_up(meeting, colleague(1), at=late)
    actions.sign_up(meeting, wish(colleague(2), late=True), at=late, by=secretariat)
    actions.cancel_for(seat, reason="Syg", at=late, by=secretariat)
    assert states(meeting) == {"Eksempel Kollega 2": "confirmed"}


def test_nothing_changes_after_the_start(meeting, member, guest):
    sign_up(meeting, member, unnamed=2)
    sign_up(meeting, guest, slug="randers", least=1)
    seat = Seat.objects.get(person=member)
    with pytest.raises(ValidationError, match="begyndt"):
        actions.cancel_seat(seat, at=START, by=member)
    actions.move_queues(at=END)
    assert states(meeting)["Eksempel Gæst"] == "waiting"


def test_a_moved_meeting_takes_its_seats_along(meeting, member, secretariat):
    sign_up(meeting, member)
    actions.change_meeting(
        meeting, at=NOW, by=secretariat, starts_at=START - timedelta(days=1), ends_at=END - timedelta(days=1)
    )
    moved = Meeting.objects.get(pk=meeting.pk)
    assert (moved.sequence, moved.day, queries.moved_from(moved)) == (1, date(2026, 5, 19), date(2026, 5, 20))
    assert Seat.objects.get().may_leave_free
    assert queries.moved_sentence(moved.moves.get()) == (
        "Mødet er flyttet fra 20. maj 2026 kl. 9.00 til 19. maj 2026 kl. 9.00."
    )
    assert ProcrastinateJob.objects.filter(task_name="meetings.tell_moved").count() == 1


def test_a_change_of_the_text_moves_nothing(meeting, secretariat):
    actions.change_meeting(meeting, at=NOW, by=secretariat, text="Nyt")
    meeting.refresh_from_db()
    assert (meeting.sequence, meeting.moves.count()) == (0, 0)


def test_a_longer_meeting_and_a_place_no_longer_settled_are_said_as_what_they_are(meeting, secretariat):
    for values in ({"ends_at": END + timedelta(hours=1)}, {"venue": ""}, {"format": "online"}):
        actions.change_meeting(meeting, at=NOW, by=secretariat, **values)
    assert [queries.moved_sentence(move) for move in meeting.moves.order_by("pk")] == [
        "Mødet begynder som før, men slutter 20. maj 2026 kl. 16.00 i stedet for 20. maj 2026 kl. 15.00.",
        "Stedet er ikke længere KL-huset, København.",
        "Formatet er ændret fra »Fysisk« til »Online«.",
    ]
