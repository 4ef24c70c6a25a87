"""What a calendar fetches by a person's own address, without login."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from knub.meetings import queries
from knub.meetings.access import get_person_of_feed
from knub.meetings.calendar import feed as as_calendar


@never_cache
def feed(_request: HttpRequest, raw: str) -> HttpResponse:
    """Return the seats of whoever has the address as a calendar; 404 once it has ended or she has left."""
    seats = queries.seats_of(get_person_of_feed(raw))
    return HttpResponse(as_calendar(seats), content_type="text/calendar; charset=utf-8")
