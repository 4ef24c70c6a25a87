"""The demo's mailbox."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from knub.notify import queries

SHOWN = 50


def demo_mailbox(request: HttpRequest) -> HttpResponse:
    """Show the mails the demo would have sent; the address exists in the demo only."""
    return render(request, "notify/demo_mailbox.html", {"mails": queries.demo_mails()[:SHOWN]})
