"""Who may see a meeting, and whose seats somebody may change."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Lower
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from knub.domain.seats import Moment
from knub.meetings.models import (
    ChecklistTask,
    Evaluation,
    Grouping,
    Invited,
    Item,
    LateRequest,
    Meeting,
    Programme,
    Question,
    Seat,
    SignUp,
    Speaker,
    ThemeWish,
    WrittenAnswer,
)
from knub.memberships.access import may_read_shared, own_member_municipalities
from knub.memberships.models import Membership, Season
from knub.people.access import OF_THE_HOUSE, User, get_token, is_secretariat, own_municipalities, roles_today
from knub.people.models import Organisation, Person, Role, Token

SEAT_LINK = "seat"
SPEAKER_LINK = "speaker"
SPEAKER_CAN_CHANGE = timedelta(days=30)  # after the meeting; then she can only take consent back
FEED_LINK = "calendar"
EVALUATION_LINK = "evaluation"


def visible_meetings(user: User) -> QuerySet[Meeting]:
    """Return the meetings a user may see: published ones are open to all; the secretariat sees every one."""
    meetings = Meeting.objects.select_related("season")
    return meetings if is_secretariat(user) else meetings.filter(published_at__isnull=False)


def get_meeting(user: User, year: int, number: int) -> Meeting:
    """Return a meeting by its year and number, or 404; one query when it is published."""
    meeting = get_object_or_404(Meeting.objects.select_related("season"), season__year=year, number=number)
    _refuse_unpublished(user, meeting)
    return meeting


def _refuse_unpublished(user: User, meeting: Meeting) -> None:
    if meeting.published_at is None and not is_secretariat(user):
        raise Http404


def get_meeting_to_sign_up(user: User, year: int, number: int) -> tuple[Meeting, list[dict[str, Any]]]:
    """Return a meeting with the points of its released programme, or 404; one query when published."""
    newest = Programme.objects.filter(meeting=OuterRef("pk")).order_by("-version").values("items")[:1]
    found = Meeting.objects.select_related("season").annotate(released=Subquery(newest))
    meeting = get_object_or_404(found, season__year=year, number=number)
    _refuse_unpublished(user, meeting)
    return meeting, getattr(meeting, "released", None) or []


def get_meeting_to_plan(user: User, year: int, number: int) -> Meeting:
    """Return a meeting whose programme a user may plan: one to come or held, never one of the archive; or 404."""
    meeting = get_meeting(user, year, number)
    if meeting.archived or not may_plan(user):
        raise Http404
    return meeting


def get_item(user: User, year: int, number: int, pk: int) -> Item:
    """Return a point of the draft of a programme that a user may plan, or 404."""
    meeting = get_meeting_to_plan(user, year, number)
    return get_object_or_404(meeting.items.select_related("meeting__season"), pk=pk)


def get_speaker(user: User, year: int, number: int, pk: int) -> Speaker:
    """Return a speaker of a meeting that a user may plan, or 404."""
    meeting = get_meeting_to_plan(user, year, number)
    return get_object_or_404(meeting.speakers.select_related("meeting__season"), pk=pk)


def get_speaker_by_link(raw: str) -> Speaker:
    """Return the speaker of a personal link, or 404; it never runs out, since consent can always be taken back."""
    token = get_token(SPEAKER_LINK, raw, at=timezone.now())
    return get_object_or_404(Speaker.objects.select_related("meeting__season"), pk=int(token.about))


def is_open_to(speaker: Speaker, at: datetime) -> bool:
    """Return whether a speaker may still change what she tells: until 30 days after the meeting."""
    return at <= (speaker.meeting.ends_at or speaker.meeting.starts) + SPEAKER_CAN_CHANGE


def get_shared_speaker(user: User, year: int, number: int, pk: int) -> Speaker:
    """Return a speaker whose slides a user may fetch: agreed to, and for people of members; or 404."""
    meeting = get_meeting(user, year, number)
    if not may_read_shared(user):
        raise Http404
    return get_object_or_404(meeting.speakers.all(), pk=pk, shares_slides=True)


def get_task(user: User, year: int, number: int, pk: int) -> ChecklistTask:
    """Return something to be done for a meeting that a user may plan, or 404."""
    meeting = get_meeting_to_plan(user, year, number)
    return get_object_or_404(meeting.checklist.select_related("meeting__season"), pk=pk)


def municipalities_to_sign_up(user: User, meeting: Meeting) -> list[Organisation]:
    """Return the municipalities a user works in today that are members on the day of a meeting; one query."""
    if not user.is_authenticated:
        return []
    roles = roles_today(user).filter(kind__in=OF_THE_HOUSE)
    members = Membership.on_day(timezone.localdate(meeting.starts)).filter(season=meeting.season_id)
    members = members.filter(municipality__in=roles.values("organisation")).select_related("municipality")
    return [member.municipality for member in members]


def colleagues_of(municipality: Organisation, emails: list[str] | None = None) -> QuerySet[Person]:
    """Return the people of a municipality today, and those who have one of the mails, active or not; one query."""
    here = Role.on_day(timezone.localdate()).filter(kind__in=OF_THE_HOUSE, organisation=municipality)
    wanted = Q(pk__in=here.values("person"), is_active=True)
    if emails:
        wanted |= Q(pk__in=Person.objects.alias(small=Lower("email")).filter(small__in=emails))
    return Person.objects.filter(wanted).order_by("name", "pk")


def municipalities_of(meeting: Meeting) -> QuerySet[Organisation]:
    """Return the municipalities that are members on the day of a meeting."""
    members = Membership.on_day(timezone.localdate(meeting.starts)).filter(season=meeting.season_id)
    return Organisation.objects.filter(pk__in=members.values("municipality"))


def changeable_seats(user: User) -> QuerySet[Seat]:
    """Return the seats a user may change: her own, those she ordered, those of the municipality she is contact for."""
    seats = Seat.objects.select_related("sign_up__municipality", "meeting__season", "person")
    if not user.is_authenticated:
        return seats.none()
    return seats if is_secretariat(user) else seats.filter(Q(person_id=user.pk) | _looked_after_by(user))


def _looked_after_by(user: User) -> Q:
    """Return which seats are somebody's to give: those she ordered, and of whom she is contact person."""
    roles = roles_today(user)
    contact_for = roles.filter(kind=Role.Kind.COORDINATOR).values("organisation")
    works_in = roles.filter(kind__in=OF_THE_HOUSE).values("organisation")
    ordered = Q(sign_up__ordered_by_id=user.pk, sign_up__municipality__in=works_in)
    return ordered | Q(sign_up__municipality__in=contact_for)


def seats_to_unname(user: User) -> QuerySet[Seat]:
    """Return the seats whose name a user may take off before a meeting is over; not one that is only her own."""
    seats = changeable_seats(user).filter(state__in=Seat.ACTIVE, meeting__ends_at__gt=timezone.now())
    named = seats.filter(Q(person__isnull=False) | ~Q(name=""))
    return named if not user.is_authenticated or is_secretariat(user) else named.filter(_looked_after_by(user))


def get_seat_to_unname(user: User, pk: int) -> Seat:
    """Return a seat whose name a user may take off, or 404."""
    return get_object_or_404(seats_to_unname(user), pk=pk)


def get_seat(user: User, pk: int) -> Seat:
    """Return a seat a user may change, or 404."""
    return get_object_or_404(changeable_seats(user), pk=pk)


def get_seat_by_link(raw: str) -> Seat:
    """Return the seat of a personal link, or 404; the link ends when somebody else takes the seat."""
    token = get_token(SEAT_LINK, raw, at=timezone.now())
    seats = Seat.objects.select_related("sign_up__municipality", "meeting__season", "person")
    return get_object_or_404(seats, pk=int(token.about), person=token.person)


def substitutes(seat: Seat) -> list[Person]:
    """Return the colleagues who could take a seat: those of the municipality who have none at the meeting."""
    if seat.sign_up.municipality is None:
        return []
    seated = Seat.objects.filter(meeting=seat.meeting_id, state__in=Seat.ACTIVE, person__isnull=False)
    return list(colleagues_of(seat.sign_up.municipality).exclude(pk__in=seated.values("person")))


def visible_sign_ups(user: User) -> QuerySet[SignUp]:
    """Return the sign-ups a user may see: those with a seat that she may change."""
    sign_ups = SignUp.objects.select_related("meeting__season", "municipality", "ordered_by")
    if is_secretariat(user):
        return sign_ups
    return sign_ups.filter(pk__in=changeable_seats(user).order_by().values("sign_up"))


def may_see_sign_up(user: User, sign_up: SignUp) -> bool:
    """Return whether a user may see a sign-up; one query."""
    return visible_sign_ups(user).filter(pk=sign_up.pk).exists()


def get_sign_up(user: User, pk: int) -> SignUp:
    """Return a sign-up a user may see, or 404."""
    return get_object_or_404(visible_sign_ups(user), pk=pk)


def may_see_participants(user: User, meeting: Meeting) -> bool:
    """Return whether a user may see who comes: those who have a seat themselves, and the secretariat."""
    if not user.is_authenticated:
        return False
    seats = Seat.objects.filter(meeting=meeting, person_id=user.pk, state=Seat.State.CONFIRMED)
    return seats.exists() or is_secretariat(user)


def may_see_queue(user: User, meeting: Meeting) -> bool:
    """Return whether a user may see the waiting list of a meeting: those who wait, those who asked, the secretariat."""
    if not user.is_authenticated:
        return False
    waiting = Seat.objects.filter(meeting=meeting, state__in=(Seat.State.WAITING, Seat.State.OFFERED))
    concerned = waiting.filter(Q(person_id=user.pk) | Q(sign_up__ordered_by_id=user.pk))
    return concerned.exists() or is_secretariat(user)


def get_grouping(user: User, year: int, number: int, *, item: int | None = None) -> Grouping:
    """Return the discussion groups of a meeting, or of a point, a user may change, or 404: the secretariat only."""
    found = Grouping.objects.select_related("meeting__season", "item")
    found = found if is_secretariat(user) else found.none()
    return get_object_or_404(found, meeting__season__year=year, meeting__number=number, item=item)


def visible_evaluations(user: User) -> QuerySet[Evaluation]:
    """Return the evaluations whose totals a user may see: closed ones with enough answers; the secretariat all."""
    found = Evaluation.objects.select_related("meeting__season")
    if is_secretariat(user):
        return found
    return (
        found.filter(closed_at__isnull=False, answers__gte=F("shown_from")) if may_read_shared(user) else found.none()
    )


def get_evaluation(user: User, year: int, number: int) -> Evaluation:
    """Return the evaluation of a meeting whose totals a user may see, or 404."""
    return get_object_or_404(visible_evaluations(user), meeting__season__year=year, meeting__number=number)


def get_question(user: User, pk: int) -> Question:
    """Return a question a user may change, or 404: the secretariat only."""
    questions = Question.objects.select_related("evaluation__meeting__season")
    return get_object_or_404(questions if is_secretariat(user) else questions.none(), pk=pk)


def readable_texts(user: User) -> QuerySet[WrittenAnswer]:
    """Return the texts a user may read before others do: the secretariat, when an evaluation has closed."""
    texts = WrittenAnswer.objects.select_related("question__evaluation", "person")
    closed = texts.filter(question__evaluation__closed_at__isnull=False)
    return closed if is_secretariat(user) else texts.none()


def get_text(user: User, key: str) -> WrittenAnswer:
    """Return a text a user may release or hold back, or 404."""
    try:
        return get_object_or_404(readable_texts(user), pk=uuid.UUID(key))
    except ValueError as error:
        raise Http404 from error


def get_invited(user: User, year: int, number: int) -> Invited:
    """Return a user's own invitation to evaluate a meeting, or 404."""
    invited = Invited.objects.select_related("evaluation__meeting__season").filter(person_id=user.pk or 0)
    place = {"evaluation__meeting__season__year": year, "evaluation__meeting__number": number}
    return get_object_or_404(invited, **place)


def get_invited_by_link(raw: str, *, user: User) -> Invited:
    """Return the invitation of a personal link, or 404; 403 for somebody who is logged in as another person."""
    token = get_token(EVALUATION_LINK, raw, at=timezone.now())
    if user.is_authenticated and (user.pk != token.person_id or getattr(user, "acting", None)):
        raise PermissionDenied
    invited = Invited.objects.select_related("evaluation__meeting__season", "person")
    return get_object_or_404(invited, pk=int(token.about), person=token.person)


def may_plan(user: User) -> bool:
    """Return whether a user may plan meetings."""
    return is_secretariat(user)


def get_meeting_with_history(user: User, pk: int) -> Meeting:
    """Return a meeting whose history a user may read, or 404; the secretariat only: it tells who comes."""
    meetings = Meeting.objects.select_related("season") if is_secretariat(user) else Meeting.objects.none()
    return get_object_or_404(meetings, pk=pk)


def visible_late_requests(user: User) -> QuerySet[LateRequest]:
    """Return the requests after the deadline a user answers: the secretariat every one."""
    found = LateRequest.objects.select_related("meeting__season", "municipality", "asked_by")
    return found if is_secretariat(user) else found.none()


def get_late_request(user: User, pk: int) -> LateRequest:
    """Return a request after the deadline that a user answers, or 404."""
    return get_object_or_404(visible_late_requests(user), pk=pk)


def get_coming_meeting(user: User, year: int, number: int) -> Meeting:
    """Return a meeting that has seats, by its year and number, or 404: those known from old pages have none."""
    meeting = get_meeting(user, year, number)
    if meeting.archived:
        raise Http404
    return meeting


def has_feed(user: User) -> bool:
    """Return whether a user has a calendar address."""
    found = Token.objects.filter(kind=FEED_LINK, ended_at__isnull=True, person_id=user.pk or 0)
    return user.is_authenticated and user.is_active and found.exists()


def get_person_of_feed(raw: str) -> Person:
    """Return the person whose calendar address it is, or 404 once it has ended or her access was closed."""
    person = get_token(FEED_LINK, raw, at=timezone.now()).person
    if person is None:
        raise Http404
    return person


def get_own_municipality(user: User, slug: str) -> Organisation:
    """Return a municipality a user works in today, or 404."""
    return get_object_or_404(own_municipalities(user), slug=slug)


def meetings_to_sign_up(municipality: Organisation, *, at: datetime) -> list[Meeting]:
    """Return the published meetings with open sign-up, on days of a municipality's membership; one query."""
    members = Membership.objects.filter(season=OuterRef("season"), municipality=municipality)
    found = Meeting.objects.filter(archived=False, published_at__isnull=False, starts_at__gt=at)
    there = Exists(members.filter(starts_on__lte=OuterRef("day"), ends_on__gte=OuterRef("day")))
    found = found.filter(there).select_related("season").order_by("starts_at")
    return [meeting for meeting in found if meeting.window.moment(at) is Moment.OPEN]


def get_season_of_wishes(user: User, year: int) -> Season:
    """Return a network year whose theme wishes a user may see: people of members and the secretariat; or 404."""
    if not may_read_shared(user):
        raise Http404
    return get_object_or_404(Season, year=year, archived=False)


def visible_wishes(user: User) -> QuerySet[ThemeWish]:
    """Return the theme wishes a user may see; what is hidden only its proposer and the secretariat."""
    kept = ThemeWish.objects.filter(withdrawn_at__isnull=True)
    found = kept.select_related("season", "municipality", "meeting__season")
    if is_secretariat(user):
        return found
    shown = Q(hidden_at__isnull=True) | Q(proposed_by_id=user.pk)
    return found.filter(shown) if may_read_shared(user) else found.none()


def get_wish(user: User, pk: int) -> ThemeWish:
    """Return a theme wish a user may see, or 404."""
    return get_object_or_404(visible_wishes(user), pk=pk)


def get_own_wish(user: User, pk: int) -> ThemeWish:
    """Return a theme wish a user has proposed, or 404."""
    return get_object_or_404(visible_wishes(user), pk=pk, proposed_by_id=user.pk)


def get_wish_to_settle(user: User, pk: int) -> ThemeWish:
    """Return a theme wish that a user takes up or hides, and whose history she reads, or 404: the secretariat only."""
    found = visible_wishes(user)
    return get_object_or_404(found if may_plan(user) else found.none(), pk=pk)


def wishing_municipality(user: User) -> Organisation | None:
    """Return the member municipality a user wishes for, if she works in one."""
    return own_member_municipalities(user).order_by("pk").first()
