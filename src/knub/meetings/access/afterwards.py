"""Who takes part in the day of a meeting, and who may read what came of it."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from knub.meetings.access import get_coming_meeting, get_meeting, get_seat_by_link, may_see_participants
from knub.meetings.models import DayQuestion, GroupLine, IntendedAction, Meeting, Record, Seat, Speaker, TalkCard
from knub.memberships.access import may_read_shared
from knub.people.access import User, coordinated_municipalities, get_token, is_secretariat, own_municipalities
from knub.people.models import Organisation, Person, Token

SUMMARY_LINK = "summary"
INTENDED_LINK = "intended"


def may_take_part(user: User, meeting: Meeting) -> bool:
    """Return whether a user sees the day of a meeting: those of members who have a seat, and the secretariat."""
    return not meeting.archived and may_read_shared(user) and may_see_participants(user, meeting)


def get_meeting_of_the_day(user: User, year: int, number: int) -> Meeting:
    """Return a meeting whose day a user takes part in, or 404; 403 for those who have no seat."""
    meeting = get_coming_meeting(user, year, number)
    if not may_take_part(user, meeting):
        raise PermissionDenied
    return meeting


def opens_day_by_link(seat: Seat) -> bool:
    """Return whether the link of a seat opens the day: to a participant who would see it; the secretariat logs in."""
    if seat.person is None or seat.state != Seat.State.CONFIRMED or is_secretariat(seat.person):
        return False
    return may_take_part(seat.person, seat.meeting)


def get_seat_of_the_day(raw: str) -> Seat:
    """Return the seat of a link that opens the day of its meeting, or 404; 403 where it opens only the seat."""
    seat = get_seat_by_link(raw)
    if not opens_day_by_link(seat):
        raise PermissionDenied
    return seat


def get_day_question(user: User, year: int, number: int, pk: int) -> DayQuestion:
    """Return a question asked on the day of a meeting a user takes part in, or 404."""
    meeting = get_meeting_of_the_day(user, year, number)
    return get_object_or_404(meeting.day_questions.select_related("meeting"), pk=pk)


def get_own_line(user: User, year: int, number: int, pk: int) -> GroupLine:
    """Return a line a user may take away: one she wrote; the secretariat every one; or 404."""
    lines = get_meeting_of_the_day(user, year, number).lines.select_related("meeting")
    return get_object_or_404(lines if is_secretariat(user) else lines.filter(written_by_id=user.pk), pk=pk)


def get_intended(user: User, year: int, number: int, pk: int) -> IntendedAction:
    """Return a thing to try of a meeting a user takes part in, or 404."""
    meeting = get_meeting_of_the_day(user, year, number)
    return get_object_or_404(meeting.intended_actions.select_related("meeting__season"), pk=pk)


def may_see_record(user: User, meeting: Meeting) -> bool:
    """Return whether a user may read what came of a meeting: members once it is released, the secretariat before."""
    if meeting.archived or not may_read_shared(user):
        return False
    return is_secretariat(user) or Record.objects.filter(meeting=meeting, released_at__isnull=False).exists()


def get_meeting_with_record(user: User, year: int, number: int) -> Meeting:
    """Return a meeting whose record a user may read, or 404."""
    meeting = get_meeting(user, year, number)
    if not may_see_record(user, meeting):
        raise Http404
    return meeting


def visible_intended(user: User) -> QuerySet[IntendedAction]:
    """Return the things to try a user may read of: those of the records she may read."""
    found = IntendedAction.objects.filter(meeting__archived=False)
    if not may_read_shared(user):
        return found.none()
    return found if is_secretariat(user) else found.filter(meeting__record__released_at__isnull=False)


def summary_about(meeting: Meeting, municipality: Organisation | None) -> str:
    """Return what a link to a summary is about: the meeting, and whose intentions stand in it."""
    return f"{meeting.pk}-{municipality.pk if municipality else 0}"


def has_summary_links(user: User, meeting: Meeting) -> bool:
    """Return whether a user has made links to the summary of a meeting that still work."""
    lasting = Token.objects.filter(kind=SUMMARY_LINK, ended_at__isnull=True, expires_at__gt=timezone.now())
    return lasting.filter(person_id=user.pk or 0, about__startswith=f"{meeting.pk}-").exists()


def get_summary_by_link(raw: str) -> tuple[Meeting, Organisation | None]:
    """Return the meeting of a link to its summary, and the municipality it is for; or 404, also before release."""
    token = get_token(SUMMARY_LINK, raw, at=timezone.now())
    meeting, place = (int(one) for one in token.about.split("-"))
    released = Meeting.objects.select_related("season").filter(record__released_at__isnull=False)
    return get_object_or_404(released, pk=meeting), Organisation.objects.filter(pk=place).first()


def get_card_of_speaker(speaker: Speaker, pk: int) -> TalkCard:
    """Return the card of one of a speaker's own talks, or 404."""
    cards = TalkCard.objects.filter(item__speakers=speaker).select_related("item__meeting__season")
    return get_object_or_404(cards, pk=pk)


def get_own_intended(user: User, pk: int) -> IntendedAction:
    """Return a thing to try of which a user tells what came: her own while she works there, or of a municipality she is
    contact for; or 404."""
    own = Q(owner=user.pk or 0, municipality__in=own_municipalities(user))
    hers = own | Q(municipality__in=coordinated_municipalities(user))
    actions = IntendedAction.objects.select_related("meeting__season", "municipality", "page")
    return get_object_or_404(actions.filter(hers), pk=pk)


def get_intended_by_link(raw: str) -> tuple[IntendedAction, Person]:
    """Return the thing to try of a personal link, and who was asked; or 404, also when she works there no more."""
    token = get_token(INTENDED_LINK, raw, at=timezone.now())
    if token.person is None:
        raise Http404
    actions = IntendedAction.objects.select_related("meeting__season", "municipality", "page")
    hers = actions.filter(municipality__in=own_municipalities(token.person))
    return get_object_or_404(hers, pk=int(token.about)), token.person
