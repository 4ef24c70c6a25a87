"""Ask what came of what was to be tried, keep the answer, and begin a page of knowledge from it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from knub.audit.actions import record
from knub.knowledge import actions as knowledge
from knub.knowledge.content import Content, Kind
from knub.knowledge.models import Page
from knub.meetings import queries
from knub.meetings.access.afterwards import INTENDED_LINK
from knub.meetings.models import IntendedAction
from knub.meetings.queries.intended import LAST_TURN, LINK_LASTS, Asked
from knub.notify import actions as notify
from knub.notify.models import Mail
from knub.people import actions as people
from knub.people.models import Person


def ask_what_came_of_it(*, at: datetime) -> int:
    """Ask, six weeks and three months after a meeting, whoever answers for each thing; return how many are."""
    return sum(_mail(one, at=at) for one in queries.to_ask(on=timezone.localdate(at)))


@transaction.atomic
def _mail(asked: Asked, *, at: datetime) -> bool:
    """Mail somebody, unless that mail is there already."""
    key = f"intended-{asked.action.pk}-{asked.turn}"
    if Mail.objects.filter(key=key).exists():
        return False
    meeting = asked.action.meeting
    with translation.override(asked.person.language):
        content = {
            "name": asked.person.name, "title": meeting.title, "what": asked.action.text,
            "link": personal_link(asked.action, asked.person, at=at), "last": asked.turn == LAST_TURN,
            "named": asked.person.pk == asked.action.owner_id,
        }  # fmt: skip
        subject = _("What came of it? %(what)s") % {"what": asked.action.text[:90]}
        text = render_to_string("meetings/mails/intended.txt", content)
    notify.send(key=key, to=asked.person.email, subject=subject, text=text, secret=True, about=meeting.thing)
    return True


def personal_link(action: IntendedAction, person: Person, *, at: datetime) -> str:
    """Return a new link by which somebody tells what came of something, without login."""
    raw = people.make_token(INTENDED_LINK, str(action.pk), at=at, expires_at=at + LINK_LASTS, person=person)
    return settings.SITE_URL + reverse("meetings:intended_by_link", args=[raw])


@transaction.atomic
def tell_what_came_of_it(
    action: IntendedAction, outcome: str, came_of_it: str, *, at: datetime, by: Person
) -> IntendedAction:
    """Keep what came of something that was to be tried; a later answer takes the place of an earlier."""
    held = IntendedAction.objects.get(pk=action.pk)
    held.outcome, held.came_of_it, held.told_at = outcome, came_of_it, at
    held.save(update_fields=["outcome", "came_of_it", "told_at"])
    record("outcome_told", action.meeting, by=by, action=action.pk, outcome=outcome)
    return held


@transaction.atomic
def forget_owners(*, at: datetime, kept: int) -> None:
    """Forget who said yes to try something, so many days after the meeting; what, where and what came of it stay."""
    over = IntendedAction.objects.filter(meeting__ends_at__lt=at - timedelta(days=kept))
    over.exclude(owner=None).update(owner=None)


@transaction.atomic
def action_to_page(action: IntendedAction, *, at: datetime, by: Person) -> Page:
    """Begin a page of knowledge from what came of something; pressed twice it is one page."""
    rows = IntendedAction.objects.select_for_update(no_key=True, of=("self",))
    held = rows.select_related("meeting__season", "municipality").get(pk=action.pk)
    if held.page is None:
        meeting = held.meeting
        address = reverse("meetings:record", args=[meeting.season.year, meeting.number])
        content = Content(held.text[:120], texts={"done": held.came_of_it or held.text})
        held.page = knowledge.start_page(
            Kind.PRACTICE, content, municipality=held.municipality, at=at, by=by, came_from=address
        )
        held.save(update_fields=["page"])
        record("action_to_page", meeting, by=by, action=held.pk)
    return held.page
