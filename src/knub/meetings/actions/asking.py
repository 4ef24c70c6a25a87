"""Ask those who came for their evaluation, and remind those who have not answered; each mail once."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from knub.meetings.access import EVALUATION_LINK
from knub.meetings.models import Evaluation, Invited
from knub.notify import actions as notify
from knub.notify.models import Mail
from knub.people import actions as people
from knub.ui.formats import day

REMINDED_BEFORE = timedelta(days=4)  # the last day
LINK_LASTS = timedelta(days=60)


def ask_for_evaluation(evaluation: int) -> None:
    """Mail everybody who is asked her own link; run again it sends nothing twice."""
    for invited in _waiting_for(Evaluation.objects.get(pk=evaluation)):
        _mail(invited, "ask")


def remind_of_evaluations(*, at: datetime) -> int:
    """Remind those who have not answered, once, near the last day. Return how many mails were new."""
    today = timezone.localdate(at)
    near = Evaluation.objects.filter(closed_at=None, closes_on__gte=today, closes_on__lte=today + REMINDED_BEFORE)
    return sum(_mail(invited, "remind") for one in near.order_by("pk") for invited in _waiting_for(one))


def _waiting_for(evaluation: Evaluation) -> QuerySet[Invited]:
    """Return those who have not answered and can still log in or use a link."""
    waiting = Invited.objects.filter(evaluation=evaluation, answered=False, person__is_active=True)
    return waiting.select_related("person", "evaluation__meeting__season")


def _mail(invited: Invited, what: str) -> bool:
    """Mail somebody, unless that mail is there already; a new link is made for each mail."""
    key = f"evaluation-{invited.pk}-{what}"
    if Mail.objects.filter(key=key).exists():
        return False
    evaluation, person = invited.evaluation, invited.person
    with translation.override(person.language):
        content = {
            "name": person.name, "title": evaluation.meeting.title, "limit": evaluation.shown_from,
            "last": day(evaluation.closes_on or date.min), "link": _personal_link(invited),
            "with_names": evaluation.with_names, "reminds": what == "remind",
        }  # fmt: skip
        subject = _("Two minutes: what did you think of “%(title)s”?") % {"title": evaluation.meeting.title[:90]}
        if what == "remind":
            subject = _("Reminder: what did you think of “%(title)s”?") % {"title": evaluation.meeting.title[:90]}
        text = render_to_string("meetings/mails/evaluation.txt", content)
    notify.send(key=key, to=person.email, subject=subject, text=text, secret=True)
    return True


def _personal_link(invited: Invited) -> str:
    now = timezone.now()
    raw = people.make_token(
        EVALUATION_LINK, str(invited.pk), at=now, expires_at=now + LINK_LASTS, person=invited.person
    )
    return settings.SITE_URL + reverse("meetings:answer_by_link", args=[raw])
