"""What a calendar fetches by a person's own address, without login."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from knub.knowledge.access import visible_news
from knub.knowledge.queries import hearing_deadlines
from knub.meetings import queries
from knub.meetings.access import get_person_of_feed
from knub.meetings.calendar import feed as as_calendar

HEARINGS_STAY = timedelta(days=90)  # so long a hearing that has ended stays in the calendar


@never_cache
def feed(_request: HttpRequest, raw: str) -> HttpResponse:
    """Return the seats of whoever has the address, and the hearings she may read of; 404 once it has ended."""
    person = get_person_of_feed(raw)
    hearings = hearing_deadlines(visible_news(person), since=timezone.localdate() - HEARINGS_STAY)
    calendar = as_calendar(queries.seats_of(person), hearings)
    return HttpResponse(calendar, content_type="text/calendar; charset=utf-8")
