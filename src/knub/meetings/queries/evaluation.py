"""What an evaluation says: totals, never who; what too few have answered is withheld."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knub.meetings.models import Degree, Evaluation, Invited, Meeting, Question, Seat, SignUp, Tally, WrittenAnswer
from knub.people.access import User
from knub.people.models import Person
from knub.ui.charts import Chart, Series
from knub.ui.waiting import Kind, Waiting

HIGH = (Degree.MUCH, Degree.VERY_MUCH)
Visible = Callable[[User], QuerySet[Evaluation]]
LINES = ("figure", "second", "third", "fourth")


@dataclass(frozen=True)
class Bar:
    """One degree of a question: how many chose it, and their share of those who answered the question, 0-1."""

    label: str
    count: int
    share: float


@dataclass(frozen=True)
class Result:
    """What was answered to one question; no bars where fewer answered it than are shown."""

    question: Question
    answered: int
    bars: tuple[Bar, ...] = ()
    texts: tuple[str, ...] = ()
    held_back: tuple[str, ...] = ()


@dataclass(frozen=True)
class Results:
    """An evaluation as it is shown: sections with their results; empty until enough have answered."""

    asked: int
    sections: tuple[tuple[str, tuple[Result, ...]], ...]
    unread: int


@dataclass(frozen=True)
class Line:
    """One question over meetings: per meeting the share who answered to a high or very high degree, or None."""

    text: str
    shares: tuple[float | None, ...]


@dataclass(frozen=True)
class Offer:
    """Whether somebody is asked for an evaluation, and whether she sees one."""

    waits: bool
    shown: bool


@dataclass(frozen=True)
class OverTime:
    """Questions asked in the same words at several meetings, by section, each section with its chart."""

    evaluations: tuple[Evaluation, ...]
    sections: tuple[tuple[str, tuple[Line, ...], Chart | None], ...]


def people_who_came(meeting: Meeting) -> list[Person]:
    """Return the participants who came: those noted as present; everybody with a seat where nobody was; one query."""
    seats = Seat.objects.filter(meeting=meeting, state=Seat.State.CONFIRMED, person__isnull=False)
    rows = list(seats.filter(sign_up__kind=SignUp.Kind.PARTICIPANT).select_related("person"))
    noted = {seat.mode for seat in rows if seat.attended_at}
    return [seat.person for seat in rows if seat.person and (seat.attended_at or seat.mode not in noted)]


def last_day(days: int) -> date:
    """Return the day some days from today."""
    return timezone.localdate() + timedelta(days=days)


def evaluation_of(meeting: Meeting) -> Evaluation | None:
    """Return the evaluation of a meeting, if it has one; one query."""
    return Evaluation.objects.select_related("meeting__season").filter(meeting=meeting).first()


def evaluation_for(user: User, meeting: Meeting, visible: Visible) -> Offer | None:
    """Return what the page of a meeting offers a user of its evaluation; four queries, none before it is over.

    Who acts for somebody is not told that she is waited for: it would tell when she has answered.
    """
    if not user.is_authenticated or meeting.archived or not meeting.is_over:
        return None
    waits = Invited.objects.filter(evaluation__meeting=meeting, person_id=user.pk, answered=False)
    still_open = waits.filter(evaluation__closed_at=None, evaluation__closes_on__gte=timezone.localdate())
    waiting = not getattr(user, "acting", None) and still_open.exists()
    shown = visible(user).filter(meeting=meeting, opened_at__isnull=False).exists()
    return Offer(waiting, shown) if waiting or shown else None


def results(evaluation: Evaluation) -> Results:
    """Return what was answered, as far as it is shown; four queries, one where too few have answered."""
    asked = evaluation.invited.count()
    if not evaluation.is_shown:
        return Results(asked, (), 0)
    tallies = _tallies([evaluation])
    written = list(WrittenAnswer.objects.filter(question__evaluation=evaluation))
    if evaluation.closed_at is None:
        written = []
    found = [_result(one, tallies[one.pk], written, evaluation.shown_from) for one in evaluation.questions.all()]
    unread = sum(one.state == WrittenAnswer.State.UNREAD for one in written)
    grouped = groupby(found, key=lambda one: one.question.section)
    return Results(asked, tuple((section, tuple(those)) for section, those in grouped), unread)


def _tallies(evaluations: Iterable[Evaluation]) -> dict[int, Counter[int]]:
    """Return how many chose each degree of each question; one query."""
    rows = Tally.objects.filter(question__evaluation__in=list(evaluations))
    found: dict[int, Counter[int]] = {}
    for row in rows:
        found.setdefault(row.question_id, Counter())[row.degree] = row.count
    return _Empty(found)


class _Empty(dict[int, Counter[int]]):
    def __missing__(self, key: int) -> Counter[int]:
        return Counter()


def _result(question: Question, tally: Counter[int], written: Sequence[WrittenAnswer], limit: int) -> Result:
    if question.kind == Question.Kind.SCALE:
        answered = tally.total()
        return Result(question, answered, bars=_bars(tally) if answered >= limit else ())
    own = [one for one in written if one.question_id == question.pk]
    return Result(
        question,
        len(own),
        texts=tuple(one.text for one in own if one.state == WrittenAnswer.State.RELEASED),
        held_back=tuple(one.reason for one in own if one.state == WrittenAnswer.State.HELD),
    )


def _bars(tally: Counter[int]) -> tuple[Bar, ...]:
    return tuple(Bar(str(one.label), tally[one], tally[one] / tally.total()) for one in Degree)


def high_share(tally: Counter[int], limit: int) -> float | None:
    """Return the share of those with an opinion who answered to a high or very high degree, or None where it is not
    shown; 0-1."""
    opinions = tally.total() - tally[Degree.NO_OPINION]
    return sum(tally[one] for one in HIGH) / opinions if opinions >= limit else None


def over_time(evaluations: QuerySet[Evaluation]) -> OverTime:
    """Return what was asked in the same words at several meetings, oldest meeting first; three queries."""
    found = [one for one in evaluations.filter(meeting__day__isnull=False).order_by("meeting__day") if one.is_shown]
    tallies = _tallies(found)
    shown_from = {one.pk: one.shown_from for one in found}
    questions = Question.objects.filter(evaluation__in=found, kind=Question.Kind.SCALE).order_by("place", "pk")
    shares: dict[tuple[str, str], dict[int, float | None]] = {}
    for one in questions:
        own = high_share(tallies[one.pk], shown_from[one.evaluation_id])
        shares.setdefault((one.section, one.text), {})[one.evaluation_id] = own
    lines = [(section, Line(text, tuple(own.get(one.pk) for one in found))) for (section, text), own in shares.items()]
    sections = dict.fromkeys(section for section, _line in lines)
    return OverTime(tuple(found), tuple(_section(place, name, lines, found) for place, name in enumerate(sections)))


def _section(
    place: int, name: str, lines: Sequence[tuple[str, Line]], found: Sequence[Evaluation]
) -> tuple[str, tuple[Line, ...], Chart | None]:
    own = tuple(line for section, line in lines if section == name)
    return name, own, _chart(place, name, own, found) if len(found) > 1 and len(own) <= len(LINES) else None


def _chart(place: int, name: str, lines: Sequence[Line], found: Sequence[Evaluation]) -> Chart:
    days = [one.meeting.day or date.min for one in found]
    series = [
        Series(line.text, kind, [(day, None if share is None else 100 * share)
                                 for day, share in zip(days, line.shares, strict=True)])
        for kind, line in zip(LINES, lines, strict=False)
    ]  # fmt: skip
    summary = ngettext(
        "The share who answered to a high or very high degree, at %(count)s meeting.",
        "The share who answered to a high or very high degree, at %(count)s meetings.",
        len(found),
    )
    return Chart(f"section-{place}", name, summary % {"count": len(found)}, "share", series, decimals=0)


def totals(results: Results) -> list[list[str | int | float | None]]:
    """Return totals as rows of a sheet: section, question, answer, how many, share; withheld ones say so."""
    rows: list[list[str | int | float | None]] = []
    for section, found in results.sections:
        for one in found:
            if one.question.kind != Question.Kind.SCALE:
                continue
            bars = one.bars or (Bar(_("Withheld: fewer answers than are shown"), one.answered, 0.0),)
            rows += [
                [section, one.question.text, bar.label, bar.count, round(bar.share, 4) if one.bars else None]
                for bar in bars
            ]
    return rows


def texts_to_read(texts: QuerySet[WrittenAnswer], evaluation: Evaluation) -> list[WrittenAnswer]:
    """Return the texts of an evaluation, unread first, those of one question together; one query."""
    found = texts.filter(question__evaluation=evaluation).exclude(Q(text="", state=WrittenAnswer.State.HELD))
    return sorted(found, key=lambda one: (one.state != WrittenAnswer.State.UNREAD, one.question.place, one.key))


def texts_waiting() -> tuple[Waiting, ...]:
    """Return the evaluations that have closed with texts nobody has read, for the secretariat's list; one query."""
    unread = Count("questions__written", filter=Q(questions__written__state=WrittenAnswer.State.UNREAD))
    closed = Evaluation.objects.filter(closed_at__isnull=False, answers__gte=F("shown_from")).annotate(unread=unread)
    found = closed.filter(unread__gt=0).select_related("meeting__season")
    return tuple(_texts_of(one, one.unread, one.closed_at) for one in found if one.closed_at)


def _texts_of(evaluation: Evaluation, unread: int, since: datetime) -> Waiting:
    meeting = evaluation.meeting
    what = ngettext(
        "%(n)s text in the evaluation of “%(title)s” is to be read",
        "%(n)s texts in the evaluation of “%(title)s” are to be read",
        unread,
    ) % {"n": unread, "title": meeting.title}  # fmt: skip
    address = reverse("meetings:evaluation_texts", args=[meeting.season.year, meeting.number])
    return Waiting(Kind.TEXT, what, since, address)
