"""What the front page shows first to somebody who works in a municipality: her meeting, and what waits for her."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knub.knowledge import queries as knowledge
from knub.knowledge.access import visible_pages
from knub.meetings import queries as meetings
from knub.meetings.access import visible_meetings
from knub.memberships import queries as memberships
from knub.people import access
from knub.people.access import User
from knub.sparring import queries as sparring
from knub.sparring.access import asked_of, visible_questions
from knub.ui.formats import day

MOST = 5


@dataclass(frozen=True)
class Task:
    """Something to do: one line, and the page where it is done."""

    what: str
    url: str


@dataclass(frozen=True)
class MemberDesk:
    """What stands first.

    meeting, mine, sign_up : the next meeting, the reader's seats at it, and whether one can sign up
    own : what a contact person has to see to, each municipality with its things
    tasks : what waits for the reader herself, five at most
    unanswered : questions in sparring that nobody has answered in ten working days, five at most
    """

    meeting: Any
    mine: Any
    sign_up: str
    own: tuple[tuple[Any, tuple[Task, ...]], ...]
    tasks: tuple[Task, ...]
    unanswered: tuple[Any, ...]


def member_desk(user: User, *, at: datetime) -> MemberDesk:
    """Return what stands first for somebody who works in a municipality."""
    meeting = meetings.listed(visible_meetings(user), at=at).next
    mine = meetings.mine(user, meeting) if meeting else None
    sign_up = meetings.sign_up_state(meeting, at=at) if meeting else ""
    own = tuple((one, tuple(_of_municipality(user, one, at=at))) for one in access.coordinated_municipalities(user))
    questions = visible_questions(user)
    tasks = tuple(islice(_own_tasks(user, questions, at=at), MOST))
    unanswered = sparring.long_unanswered(questions, on=timezone.localdate(at), after=sparring.SHOW_AFTER)
    return MemberDesk(meeting, mine, sign_up, own, tasks, tuple(unanswered[:MOST]))


def _own_tasks(user: User, questions: Any, *, at: datetime) -> Iterator[Task]:
    for asked in asked_of(user, questions=questions).filter(state="waiting"):
        what = _("A colleague asks you: “%(title)s”") % {"title": asked.question.title}
        yield Task(what, reverse("sparring:question", args=[asked.question_id]))
    for offered in meetings.offered_to(user, at=at):
        yield Task(_offer(offered), _page("seat", offered.seat.pk))
    if tried := meetings.intended_waiting(user, at=at):
        yield Task(_("What came of “%(what)s”?") % {"what": tried.text}, _page("intended", tried.pk))
    for page in knowledge.to_look_through(visible_pages(user), user, on=timezone.localdate(at)):
        what = _("Is “%(title)s” still right? Look it through.") % {"title": page.title}
        yield Task(what, reverse("knowledge:page", args=[page.slug]))


def _offer(offered: meetings.Offered) -> str:
    seat, until = offered.seat, timezone.localtime(offered.seat.sign_up.offer_until)
    own = _("A seat at “%(meeting)s” is offered to you until %(until)s.")
    theirs = ngettext(
        "%(n)d seat at “%(meeting)s” is offered to your municipality until %(until)s.",
        "%(n)d seats at “%(meeting)s” are offered to your municipality until %(until)s.",
        offered.count,
    )
    return (own if offered.is_own else theirs) % {"n": offered.count, "meeting": seat.meeting, "until": day(until)}


def _page(name: str, pk: int) -> str:
    return reverse(f"meetings:{name}", args=[pk])


def _of_municipality(user: User, municipality: Any, *, at: datetime) -> Iterator[Task]:
    """Return what a contact person has to see to in her municipality; seven queries."""
    yield from _requests(user, municipality)
    yield from _nameless(municipality, at=at)
    panel = memberships.panel(municipality, on=timezone.localdate(at))
    yield from _billing(panel.memberships, panel.on)
    yield from _years(panel)


def _requests(user: User, municipality: Any) -> Iterator[Task]:
    waiting = access.visible_access_requests(user).filter(organisation=municipality, decided_at=None)
    for one in waiting.order_by("confirmed_at"):
        what = _("%(name)s asks for access. Say yes or no.") % {"name": one.name}
        yield Task(what, reverse("people:request", args=[one.pk]))


def _nameless(municipality: Any, *, at: datetime) -> Iterator[Task]:
    for meeting, seats in meetings.without_name(municipality, at=at):
        said = ngettext(
            "%(n)d seat at “%(meeting)s” has no name yet.", "%(n)d seats at “%(meeting)s” have no name yet.", len(seats)
        )
        yield Task(said % {"n": len(seats), "meeting": meeting}, _page("seat", seats[0].pk))


def _billing(found: Iterable[Any], today: date) -> Iterator[Task]:
    for one in found:
        if one.ends_on >= today and (one.billing_profile is None or _is_unchecked(one)):
            check, give = _("Check the billing data of %(season)s."), _("Give billing data for %(season)s.")
            what = (check if one.billing_profile else give) % {"season": one.season}
            yield Task(what, reverse("memberships:membership_billing", args=[one.pk]))


def _is_unchecked(membership: Any) -> bool:
    """Return whether the orderer was asked about the billing data and nobody has checked them since."""
    asked, checked = membership.billing_asked_at, membership.billing_checked_at
    return asked is not None and (checked is None or checked < asked)


def _years(panel: memberships.Panel) -> Iterator[Task]:
    """Return the network years the municipality can renew to or join, and how long the price stays as it is."""
    for season in panel.open_seasons:
        later = memberships.offer(season, panel.municipality, on=panel.on).later
        price = _days_to_price(later, panel.on) if later else ""
        current = panel.current
        if current:
            what, url = _("Renew to %(season)s.") % {"season": season}, reverse("memberships:renew", args=[current.pk])
        else:
            what, url = _("Join %(season)s.") % {"season": season}, reverse("memberships:join")
        yield Task(f"{what} {price}".strip(), url)


def _days_to_price(later: Any, today: date) -> str:
    left = (later.on - today).days
    return ngettext("The price changes in %(n)d day.", "The price changes in %(n)d days.", left) % {"n": left}
