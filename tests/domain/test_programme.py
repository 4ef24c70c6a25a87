"""What is wrong with a draft of a programme, and what changed between two versions."""

from datetime import time

from knub.domain.programme import Change, Changed, Fault, Point, Remark, changes, remarks


def found(*points, **more):
    return remarks(points, starts=time(9), ends=time(15), **more)


def test_a_speaker_may_speak_twice_but_not_at_once():
    first = Point(1, "Et", time(9), time(10), speakers=(7,))
    assert found(first, Point(2, "To", time(10), time(11), speakers=(7,))) == []
    assert found(first, Point(2, "To", time(9, 59), time(11), speakers=(7, 8))) == [
        Remark(Fault.SPEAKER_TWICE, ("Et", "To"), 7)
    ]


def test_a_point_without_hours_meets_nobody_and_is_told_of():
    first = Point(1, "Et", time(9), time(10), speakers=(7,))
    assert found(first, Point(2, "To", speakers=(7,))) == [Remark(Fault.NO_HOURS, ("To",))]


def test_the_hours_of_the_meeting_are_the_border():
    assert found(Point(1, "Pause", time(9), time(15), "break")) == []
    assert found(Point(1, "Pause", time(8, 59), time(15), "break")) == [Remark(Fault.OUTSIDE, ("Pause",))]


def test_breaks_and_discussions_need_no_speaker():
    points = [Point(1, kind, time(9), time(10), kind) for kind in ("break", "discussion", "law")]
    assert found(*points) == [Remark(Fault.NO_SPEAKER, ("law",))]


def test_a_missing_link_is_told_of():
    assert found(lacks_link=True) == [Remark(Fault.NO_LINK)]


def test_every_kind_of_change_is_told_and_nothing_else():
    before = [Point(1, "Et", time(9), time(10)), Point(2, "To"), Point(3, "Tre", rest=("a",)), Point(5, "Fem")]
    after = [
        Point(1, "En", time(9), time(11)), Point(2, "To", speakers=(7,)), Point(3, "Tre", rest=("b",)),
        Point(4, "Fire"),
    ]  # fmt: skip
    assert changes(before, after) == [
        Change(Changed.RENAMED, 1, "Et", "Et", "En"),
        Change(Changed.MOVED, 1, "En", "09:00-10:00", "09:00-11:00"),
        Change(Changed.SPEAKERS, 2, "To"),
        Change(Changed.REST, 3, "Tre"),
        Change(Changed.ADDED, 4, "Fire"),
        Change(Changed.REMOVED, 5, "Fem"),
    ]
    assert changes(after, after) == []
