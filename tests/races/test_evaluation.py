"""One invitation, pressed twice at the same moment: one answer, and a sentence instead of an error."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from knub.meetings.actions.evaluation import held
from knub.meetings.models import Evaluation, Meeting, Tally
from tests.meetings import evaluating
from tests.meetings.conftest import YEAR, make_season
from tests.races.server import form_of, press, running

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = f"/moeder/{YEAR}/2/evaluer/"
PAUSE = 0.4


@pytest.fixture
def asked(loaded):
    """An evaluation of a meeting that was held yesterday, and who came; the server's clock is the real one."""
    start = timezone.now() + timedelta(days=1)
    season = make_season()
    season.memberships.update(starts_on="2020-01-01", ends_on="2090-12-31")
    meeting, people = evaluating.held_meeting(season, came=6, starts_at=start, ends_at=start + timedelta(hours=6))
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=start - timedelta(days=2), ends_at=start - timedelta(days=2, hours=-6)
    )
    meeting.refresh_from_db()
    evaluating.AFTER = timezone.now()
    return evaluating.opened(meeting), people


def forms(port, evaluation, *people):
    degrees = {f"q{one.pk}": "5" for one in evaluating.scales(evaluation)}
    found = [form_of(port, ADDRESS, who) for who in people]
    return [(cookies, {**form, **degrees}) for cookies, form in found]


@pytest.mark.parametrize("lock", [True, False])
def test_one_invitation_used_twice_at_once_is_one_answer(asked, lock):
    evaluation, people = asked
    with running(pause=PAUSE, lock=lock) as port:
        statuses, _seconds = press(port, ADDRESS, forms(port, evaluation, people[0]) * 2)
    found = sorted(statuses), Evaluation.objects.get().answers
    # Without the lock the second is counted too, or stopped by the database's own constraint with an error.
    assert found == ([302, 409], 1) if lock else found in [([302, 302], 2), ([302, 500], 1)]


def test_six_who_answer_at_once_are_all_counted(asked):
    evaluation, people = asked
    with running() as port:
        statuses, _seconds = press(port, ADDRESS, forms(port, evaluation, *people))
    assert statuses == [302] * 6
    assert set(Tally.objects.filter(degree=5).values_list("count", flat=True)) == {6}


def test_whoever_cannot_get_the_lock_keeps_what_she_typed(asked):
    evaluation, people = asked
    with running() as port:
        ready = forms(port, evaluation, people[0])
        with transaction.atomic():
            held(evaluation.pk)
            statuses, _seconds = press(port, ADDRESS, ready)
        assert statuses == [409]
        assert press(port, ADDRESS, ready)[0] == [302]
