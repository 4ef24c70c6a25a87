"""No more mails of a kind, by the link in one of them; without login, and for mail programs without a page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from knub.people import actions
from knub.people.access import get_unsubscribe_link


@csrf_exempt  # a mail program sends it without a page; the link alone is the right, and all it does is to send less
@never_cache
def unsubscribe(request: HttpRequest, raw: str) -> HttpResponse:
    """Ask once, and on POST send no more mails of the kind; to look at the link alone changes nothing."""
    token = get_unsubscribe_link(raw, at=timezone.now())
    if request.method == "POST":
        actions.unsubscribe(token)
    label = next((label for kind, label, _hint, _ways in settings.MAIL_KINDS if kind == token.about), "")
    return render(request, "people/unsubscribe.html", {"label": label, "done": request.method == "POST"})
