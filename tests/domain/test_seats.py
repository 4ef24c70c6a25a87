"""The queue of a meeting: who gets a seat, who is passed over, and what never happens, whatever the order of events."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from knub.domain import seat_words
from knub.domain.errors import SeatError
from knub.domain.seats import Answer, Moment, Room, Waiting, Why, Window, fill, in_order, offer_until

SINCE = datetime(2026, 1, 1, tzinfo=UTC)
START = datetime(2026, 5, 20, 7, tzinfo=UTC)
AARHUS, RANDERS = 751, 730
MEMBERS = frozenset({AARHUS, RANDERS})


def entry(key, wanted=1, least=1, **more):
    more = {"mode": "physical", "municipality": AARHUS, **more}
    return Waiting(key, wanted=wanted, least=least, since=SINCE + timedelta(minutes=key), **more)


def room(capacity=40, taken=0, **more):
    return Room({"physical": capacity}, taken={"physical": taken}, members=MEMBERS, **more)


def outcome(queue, in_room):
    return [(answer.given, answer.why, answer.passed) for answer in fill(queue, in_room)]


def test_whoever_comes_while_there_is_room_gets_a_seat():
    assert outcome([entry(1, 3)], room(taken=37)) == [(3, None, 0)]


def test_the_sixth_of_a_municipality_waits_although_the_room_has_space():
    found = room(cap=5, counted={AARHUS: 5}, taken=5)
    (answer,) = fill([entry(1)], found)
    assert (answer.given, answer.why) == (0, Why.MUNICIPALITY_FULL)
    assert seat_words.waits(answer, found, place=1).da == (
        "Du er nr. 1 på ventelisten til mødet, fordi jeres kommune har brugt sine fem pladser."
    )


def test_the_head_that_wants_five_is_passed_over_and_the_next_gets_its_two():
    assert outcome([entry(1, 5, 5), entry(2, 2, municipality=RANDERS)], room(taken=37)) == [
        (0, Why.TOO_FEW, 2),
        (2, None, 0),
    ]


def test_the_head_that_accepts_fewer_gets_what_there_is_and_goes_on_waiting():
    (answer,) = fill([entry(1, 5, 2)], room(taken=37))
    assert (answer.given, answer.still_wanted, answer.why) == (3, 2, Why.ROOM_FULL)


def test_one_seat_for_three_who_accept_one():
    assert outcome([entry(1), entry(2), entry(3)], room(taken=39)) == [
        (1, None, 0),
        (0, Why.ROOM_FULL, 0),
        (0, Why.ROOM_FULL, 0),
    ]


def test_the_room_counts_guests_and_the_municipality_does_not():
    guest = entry(1, 2, counts=False)
    found = room(cap=1, counted={AARHUS: 1}, taken=38)
    assert outcome([guest], found) == [(2, None, 0)]
    assert found.with_seats(guest, 2) == room(cap=1, counted={AARHUS: 1}, taken=40)


def test_a_guest_needs_no_membership_and_everybody_else_does():
    assert outcome([entry(1, municipality=None, counts=False), entry(2, municipality=461)], room()) == [
        (1, None, 0),
        (0, Why.NOT_A_MEMBER, 0),
    ]


def test_one_mode_says_nothing_of_the_other():
    found = Room({"physical": 1, "online": None}, taken={"physical": 1, "online": 300}, members=MEMBERS)
    assert outcome([entry(1), entry(2, mode="online")], found) == [(0, Why.ROOM_FULL, 0), (1, None, 0)]


def test_a_mode_that_is_not_offered_gives_no_seat():
    assert outcome([entry(1, mode="online")], room()) == [(0, Why.NOT_IN_THIS_MODE, 0)]


def test_no_one_is_given_a_seat_of_a_room_that_holds_too_many():
    assert outcome([entry(1)], room(capacity=10, taken=12)) == [(0, Why.ROOM_FULL, 0)]


@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5), st.sampled_from([AARHUS, RANDERS, None]), st.booleans())),
    st.sampled_from([None, 1, 3]),
)
def test_where_no_seat_is_free_the_queue_says_nothing_that_a_newcomer_alone_would_not_hear(wishes, cap):
    queue = [entry(n, w, min(w, least), municipality=m, counts=c) for n, (w, least, m, c) in enumerate(wishes, 1)]
    newcomer, full = entry(99, 2), room(capacity=40, taken=41, cap=cap, counted={AARHUS: 1})
    assert full.is_full
    *waiting, last = fill([*queue, newcomer], full)
    assert all(answer.given == 0 and answer.passed == 0 for answer in waiting)
    assert [last] == fill([newcomer], full)


def test_a_room_with_a_seat_in_one_mode_or_without_a_limit_is_not_full():
    assert not replace(room(taken=40), capacity={"physical": 40, "online": 1}).is_full
    assert not replace(room(taken=40), capacity={"physical": 40, "online": None}).is_full


def test_priority_comes_first_and_then_the_order_of_coming():
    assert [one.key for one in in_order([entry(3), entry(1), entry(2, priority=True)])] == [2, 1, 3]


def test_an_entry_that_accepts_more_than_it_wants_is_refused():
    with pytest.raises(SeatError, match="at least 1 and at most the 2"):
        entry(1, 2, 3)


@pytest.mark.parametrize(
    ("at", "moment", "gives"),
    [
        (SINCE - timedelta(days=1), Moment.NOT_OPEN, True),
        (SINCE, Moment.OPEN, True),
        (START - timedelta(hours=49), Moment.OPEN, True),
        (START - timedelta(hours=48), Moment.OPEN, False),
        (START - timedelta(hours=12), Moment.CLOSED, False),
        (START, Moment.STARTED, False),
    ],
)
def test_what_can_happen_when(at, moment, gives):
    window = Window(SINCE, START - timedelta(hours=24), START)
    assert (window.moment(at), window.gives(at)) == (moment, gives)


def test_an_offer_can_be_taken_for_a_day_and_never_after_the_start():
    window = Window(None, START, START)
    assert offer_until(window, START - timedelta(hours=40)) == START - timedelta(hours=16)
    assert offer_until(window, START - timedelta(hours=2)) == START


def test_words_in_both_languages():
    some = Answer(entry(1, 5, 2), 3, Why.ROOM_FULL)
    assert seat_words.waits(some, room(taken=40), place=1, voice="I").da == (
        "I har fået tre pladser. I er nr. 1 på ventelisten til mødet, fordi alle pladser i lokalet er taget."
    )
    too_few = Answer(entry(1, 5, 5), 0, Why.TOO_FEW, fits=3)
    assert seat_words.waits(too_few, room(taken=37), place=2, voice="I").en == (
        "You are number 2 on the waiting list of the meeting, because there are only three seats to be had, "
        "and you want at least five seats."
    )
    full = Answer(entry(1), 0, Why.MUNICIPALITY_FULL)
    assert seat_words.why_nobody_moves(full, room(taken=37, cap=1)).da == (
        "Tre pladser er ledige i lokalet, men kommunen har brugt sin ene plads."
    )
    assert seat_words.not_all(full, room(taken=37, cap=1)).da == "Jeres kommune har brugt sin ene plads."
    assert seat_words.not_possible(Why.NOT_A_MEMBER, "a@example.org").da == (
        "Kommunen er ikke medlem af netværket den dag, mødet holdes. Spørg sekretariatet: a@example.org."
    )


class Meeting(RuleBasedStateMachine):
    """A meeting through any order of sign-ups, cancellations and changes; each is followed by asking the queue."""

    @initialize(capacity=st.one_of(st.none(), st.integers(0, 12)), cap=st.one_of(st.none(), st.integers(1, 5)))
    def opened(self, capacity, cap):
        self.physical, self.cap, self.number = capacity, cap, 0
        self.queue, self.seats, self.asked, self.gone = [], {}, 0, 0
        self.passes = []

    def room(self):
        taken, counted = {"physical": 0, "online": 0}, {}
        for mode, municipality, count in self.seats.values():
            taken[mode] += count
            if municipality is not None:
                counted[municipality] = counted.get(municipality, 0) + count
        return Room({"physical": self.physical, "online": None}, taken, self.cap, counted, frozenset(range(4)))

    def ask(self):
        answers = fill(in_order(self.queue), self.room())
        for number, answer in enumerate(answers):
            if answer.given:
                mode, municipality = answer.entry.mode, answer.entry.municipality if answer.entry.counts else None
                had = self.seats.get(answer.entry.key, (mode, municipality, 0))[2]
                self.seats[answer.entry.key] = (mode, municipality, had + answer.given)
            given_behind = sum(later.given for later in answers[number + 1 :] if later.entry.mode == answer.entry.mode)
            assert answer.passed == (given_behind if answer.still_wanted else 0)
        self.queue = [
            replace(answer.entry, wanted=answer.still_wanted, least=1 if answer.given else answer.entry.least)
            for answer in answers
            if answer.still_wanted
        ]

    @rule(
        wanted=st.integers(1, 5), least=st.integers(1, 5), municipality=st.integers(0, 3),
        mode=st.sampled_from(["physical", "online"]), counts=st.booleans(),
    )  # fmt: skip
    def sign_up(self, wanted, least, municipality, mode, counts):
        self.number += 1
        since = SINCE + timedelta(minutes=self.number)
        self.queue.append(Waiting(self.number, mode, municipality, wanted, min(least, wanted), since, counts=counts))
        self.asked += wanted
        self.ask()

    @precondition(lambda self: self.seats)
    @rule(data=st.data())
    def cancel_one_seat(self, data):
        key = data.draw(st.sampled_from(sorted(self.seats)))
        mode, municipality, count = self.seats.pop(key)
        if count > 1:
            self.seats[key] = (mode, municipality, count - 1)
        self.gone += 1
        self.ask()

    @precondition(lambda self: self.queue)
    @rule(data=st.data())
    def leave_the_queue(self, data):
        left = self.queue.pop(data.draw(st.integers(0, len(self.queue) - 1)))
        self.gone += left.wanted
        self.ask()

    @precondition(lambda self: self.queue)
    @rule(data=st.data())
    def give_priority(self, data):
        place = data.draw(st.integers(0, len(self.queue) - 1))
        self.queue[place] = replace(self.queue[place], priority=True)
        self.ask()

    @rule(more=st.integers(1, 4))
    def larger_room(self, more):
        self.physical = None if self.physical is None else self.physical + more
        self.ask()

    @rule(more=st.integers(1, 2))
    def more_seats_for_each(self, more):
        self.cap = None if self.cap is None else self.cap + more
        self.ask()

    @invariant()
    def no_seat_is_given_twice(self):
        found = self.room()
        assert self.physical is None or found.taken["physical"] <= self.physical
        assert self.cap is None or all(count <= self.cap for count in found.counted.values())

    @invariant()
    def no_seat_is_lost(self):
        seated = sum(count for _mode, _municipality, count in self.seats.values())
        assert seated + sum(one.wanted for one in self.queue) + self.gone == self.asked

    @invariant()
    def nobody_waits_for_a_seat_that_she_would_take(self):
        assert [answer for answer in fill(in_order(self.queue), self.room()) if answer.given] == []

    @invariant()
    def the_online_queue_is_only_of_those_whose_municipality_has_had_its_seats(self):
        waiting = [one for one in self.queue if one.mode == "online"]
        assert all(one.counts and self.room().left(one.municipality) < one.wanted for one in waiting)


Meeting.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestMeeting = Meeting.TestCase
