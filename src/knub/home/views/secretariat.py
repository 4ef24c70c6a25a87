"""What waits for the secretariat, and the record of a mail."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.home import waiting
from knub.notify import actions as notify
from knub.notify.access import get_mail
from knub.people.http import AuthenticatedRequest, secretariat_required


@secretariat_required
def secretariat(request: AuthenticatedRequest) -> HttpResponse:
    """Show everything that waits, oldest first, or one kind of it."""
    everything, kind = waiting.everything(), request.GET.get("slags", "")
    shown = waiting.of_kind(everything, kind)
    content = {
        "waiting": shown,
        "kinds": waiting.counted(everything),
        "chosen": kind if len(shown) < len(everything) or kind in {one.kind for one in shown} else "",
        "total": len(everything),
        "today": timezone.localdate(),
    }
    return render(request, "home/secretariat.html", content)


@secretariat_required
def mail(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show what became of a mail; on POST note that it has been seen to."""
    found = get_mail(pk)
    if request.method == "POST":
        notify.set_aside(found, by=request.user)
        messages.success(request, _("The mail is off the list of what waits."))
        return redirect("home:secretariat")
    return render(request, "home/mail.html", {"mail": found})
