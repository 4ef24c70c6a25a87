"""What the worker runs: tell people of their seats, and keep the queues moving."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.db import connection
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from knub.meetings import actions

AGAIN = RetryStrategy(max_attempts=10, exponential_wait=3)


def closing(task: Callable[..., None]) -> Callable[..., None]:
    """Close the connection of the worker's thread when a task is done."""

    @wraps(task)
    def closed(*args: object, **kwargs: object) -> None:
        try:
            task(*args, **kwargs)
        finally:
            connection.close()

    return closed


@app.task(name="meetings.tell_seats", queue="house", retry=AGAIN)
@closing
def tell_seats(news: list[tuple[str, int]], by: int | None = None) -> None:
    """Mail what has become of seats."""
    actions.tell_seats([(what, seat) for what, seat in news])
    actions.tell_orderers([(what, seat) for what, seat in news], by=by)


@app.task(name="meetings.tell_moved", queue="house", retry=AGAIN)
@closing
def tell_moved(move_id: int) -> None:
    """Mail everybody that a meeting was moved."""
    actions.tell_moved(move_id)
    actions.tell_orderers_moved(move_id)


@app.task(name="meetings.tell_refused", queue="house", retry=AGAIN)
@closing
def tell_refused(request_id: int) -> None:
    """Mail that there is no seat for a request after the deadline."""
    actions.tell_refused(request_id)


@app.task(name="meetings.tell_programme", queue="house", retry=AGAIN)
@closing
def tell_programme(programme_id: int) -> None:
    """Mail those who have a seat what a released programme brings."""
    actions.tell_programme(programme_id)


@app.task(name="meetings.ask_speakers", queue="house", retry=AGAIN)
@closing
def ask_speakers(proposal_id: int) -> None:
    """Ask the speakers about a move."""
    actions.ask_speakers(proposal_id)


@app.task(name="meetings.tell_speakers_it_stays", queue="house", retry=AGAIN)
@closing
def tell_speakers_it_stays(proposal_id: int) -> None:
    """Tell the speakers that a meeting is not moved."""
    actions.tell_speakers_it_stays(proposal_id)


@app.task(name="meetings.tell_speakers_moved", queue="house", retry=AGAIN)
@closing
def tell_speakers_moved(move_id: int) -> None:
    """Tell the speakers that a meeting is moved."""
    actions.tell_speakers_moved(move_id)


@app.task(name="meetings.tell_speakers_of_programme", queue="house", retry=AGAIN)
@closing
def tell_speakers_of_programme(programme_id: int) -> None:
    """Tell the speakers what is new of their own points."""
    actions.tell_speakers_of_programme(programme_id)


@app.task(name="meetings.tell_speakers_link", queue="house", retry=AGAIN)
@closing
def tell_speakers_link(meeting_id: int, sequence: int) -> None:
    """Tell the speakers that the online room has another link."""
    actions.tell_speakers_link(meeting_id, sequence)


@app.periodic(cron="*/5 * * * *")
@app.task(name="meetings.move_queues", queue="house", queueing_lock="meetings_move_queues")
@closing
def move_queues(timestamp: int) -> None:  # noqa: ARG001
    """Every five minutes, end the offers nobody took and ask the next."""
    actions.move_queues(at=timezone.now())


@app.periodic(cron="37 3 * * *")
@app.task(name="meetings.forget_needs", queue="house", queueing_lock="meetings_forget_needs")
@closing
def forget_needs(timestamp: int) -> None:  # noqa: ARG001
    """Each night, forget the food and needs of meetings that are over, and later who wrote or tried what."""
    now, kept = timezone.now(), settings.KEPT_DAYS
    actions.forget_needs(now=now)
    actions.forget_the_day(at=now, wishes=kept["needs"], lines=kept["writers"])
    actions.forget_owners(at=now, kept=kept["owners"])


@app.periodic(cron="41 3 * * *")
@app.task(name="meetings.forget_wishers", queue="house", queueing_lock="meetings_forget_wishers")
@closing
def forget_wishers(timestamp: int) -> None:  # noqa: ARG001
    """Each night, forget who wished for themes in network years long over."""
    actions.forget_wishers(now=timezone.now())


@app.periodic(cron="7 * * * *")
@app.task(name="meetings.remind", queue="house", queueing_lock="meetings_remind")
@closing
def remind(timestamp: int) -> None:  # noqa: ARG001
    """Every hour, remind of the meetings that are near."""
    actions.remind(at=timezone.now())


@app.periodic(cron="47 3 * * *")
@app.task(name="meetings.check_seats", queue="house", queueing_lock="meetings_check_seats")
@closing
def check_seats(timestamp: int) -> None:  # noqa: ARG001
    """Each night, check the seats of the meetings to come."""
    actions.check_seats(at=timezone.now())


@app.task(name="meetings.ask_for_evaluation", queue="house", retry=AGAIN)
@closing
def ask_for_evaluation(evaluation: int) -> None:
    """Mail everybody who came that she is asked for her evaluation."""
    actions.ask_for_evaluation(evaluation)


@app.periodic(cron="17 8 * * *")
@app.task(name="meetings.follow_evaluations", queue="house", queueing_lock="meetings_follow_evaluations")
@closing
def follow_evaluations(timestamp: int) -> None:  # noqa: ARG001
    """Each morning, close the evaluations that are due, remind of those that are near, and forget who was asked."""
    now = timezone.now()
    actions.close_those_due(at=now)
    actions.remind_of_evaluations(at=now)
    actions.forget_who_was_asked(now=now)


@app.periodic(cron="27 8 * * *")
@app.task(name="meetings.follow_up", queue="house", queueing_lock="meetings_follow_up")
@closing
def follow_up(timestamp: int) -> None:  # noqa: ARG001
    """Each morning, ask what came of what was to be tried six weeks and three months ago."""
    actions.ask_what_came_of_it(at=timezone.now())


@app.task(name="meetings.tell_groups", queue="house", retry=AGAIN)
@closing
def tell_groups(
    grouping: int, release: int, seats: list[int], also: list[tuple[int, int, list[int]]] | None = None
) -> None:
    """Mail people which groups they sit in."""
    actions.tell_groups(grouping, release, seats, also or ())


@app.task(name="meetings.tell_record", queue="house", retry=AGAIN)
@closing
def tell_record(meeting: int) -> None:
    """Mail those who had a seat that the record is there."""
    actions.tell_record(meeting)


@app.task(name="meetings.ask_for_card", queue="house", retry=AGAIN)
@closing
def ask_for_card(card: int, revision: int) -> None:
    """Mail the speakers of a talk that they are asked to approve its card."""
    actions.ask_for_card(card, revision)
