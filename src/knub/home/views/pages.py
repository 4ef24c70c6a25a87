"""The pages of the footer."""

from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_stubs_ext import StrOrPromise

STATEMENT_REVIEWED = date(2026, 11, 24)

# What, why and how long; a number of days stands in settings.KEPT_DAYS, where the deletion reads it too.
Row = tuple[StrOrPromise, StrOrPromise, StrOrPromise | int]
KEPT: list[Row] = [
    (
        _("Name, title, work mail and phone"),
        _("So that you can log in and colleagues can reach you."),
        _("Until you delete yourself on “My page”, or you or your municipality ask us to."),
    ),
    (
        _("Subject areas, themes and “Ask me about”, if you write them"),
        _("So that colleagues in member municipalities find whom to ask. You choose what shows; nobody else sees it."),
        _("Until you change them or delete yourself."),
    ),
    (_("Your roles, with dates"), _("They decide what you may see and do."), _("Together with your name.")),
    (
        _("Passkeys, if you make them"),
        _("So that you can log in without a mail. KNUB has only the public half; it cannot be used anywhere else."),
        _("Until you delete them on “My page”."),
    ),
    (
        _("Login codes"),
        _("To let you in without a password."),
        _("Ten minutes. The code is wiped from our record of the mail when it has been sent."),
    ),
    (
        _("Invitations: name, work mail, who invited and why"),
        _("So that a colleague can invite you. You can answer “It is not me”."),
        _("A month until it runs out, and 90 days after it was answered, withdrawn or ran out."),
    ),
    (
        _("Requests for access: name, title and work mail"),
        _("So that your contact person can say yes or no."),
        _("90 days after the answer; a week if you do not confirm your mail."),
    ),
    (
        _("Which mails you want, and links that work without login"),
        _("They follow your choice. Of a link we keep only a fingerprint that opens nothing."),
        _("Until you change it or delete yourself; all links end when you leave."),
    ),
    (
        _("The manager who approves a membership: name, work mail and an objection"),
        _("So that the manager gets a copy and can object."),
        settings.KEPT_DAYS["approvers"],
    ),
    (
        _("Who ordered a membership, and the person reference on an invoice"),
        _("So that the invoice can be paid, and accounts can be checked."),
        _("As long as the accounts must be kept."),
    ),
    (
        _("What you type while signing a municipality up"),
        _("So that nothing is lost on an error, on going back or on login."),
        settings.KEPT_DAYS["sessions"],
    ),
    (_("Mails we have sent you"), _("So that no mail is lost or sent twice."), settings.KEPT_DAYS["mails"]),
    (
        _("Who changed what"),
        _("So that a correction or a decision can be traced."),
        _("As long as the thing it was done to. If you are deleted, your name is replaced by “a former user”."),
    ),
    (
        _("Your name on documents, figures and remarks that you enter for your municipality"),
        _("So that colleagues know whom to ask. The public sees it only on a remark, and only if you say so there."),
        _("As long as your municipality keeps them, earlier versions included."),
    ),
    (
        _("Your name on pages and news that you write or propose"),
        _("So that colleagues know whom to ask. Only people of member municipalities see it."),
        _("Together with your name. After that the page stands without it."),
    ),
    (
        _("Name and work mail of those who send news by a link"),
        _("So that they can send news without login."),
        settings.KEPT_DAYS["news_sources"],
    ),
    (
        _("Who last confirmed a status, or answered how far the municipality is with a rule"),
        _("So that a mistake can be traced. It is shown to nobody."),
        _("Until somebody else does it, or your data is deleted."),
    ),
    (
        _("Food, access needs and questions that you write for a meeting"),
        _("So that the meeting suits you. The secretariat passes it on without your name."),
        _("Food and needs: two weeks after the meeting. Questions: together with your seat."),
    ),
    (
        _("In which discussion group you sat"),
        _("So that you meet others at the next meeting of the year."),
        _("Together with your seat."),
    ),
    (
        _("Your name on lines of your group and on questions that you ask with your name on the day of a meeting"),
        _("So that the others see who wrote what. Without your name a question is stored without you and a time."),
        settings.KEPT_DAYS["writers"],
    ),
    (
        _("Which questions you want to ask too"),
        _("So that what most want to know is asked first. Others see only how many."),
        settings.KEPT_DAYS["needs"],
    ),
    (
        _("What you have said yes to try after a meeting"),
        _(
            "So that we can ask you what came of it. Only people of member municipalities see your name. "
            "Counted from the meeting; after that only your municipality's name stands there."
        ),
        settings.KEPT_DAYS["owners"],
    ),
    (
        _("Your name on questions and answers in Sparring, and what you follow"),
        _("So that colleagues know who asks. Only people of member municipalities see it; what you follow, only you."),
        _("Until you delete yourself. After that a question or an answer stands without your name."),
    ),
    (
        _("Which questions in Sparring you have read"),
        _("So that no mail tells you what you have read."),
        settings.KEPT_DAYS["seen"],
    ),
    (
        _("That you were asked to evaluate a meeting, and whether you have answered, not when"),
        _("So that nobody answers twice, and only those who lack are reminded. Your answer is not kept with it."),
        settings.KEPT_DAYS["evaluations"],
    ),
    (
        _("Which themes you propose for meetings, and the order you put the wishes in"),
        _("So that meetings are about what municipalities want. Others see your municipality, never your order."),
        _("Until a year after the network year. After that only the municipality is known."),
    ),
    (
        _("Documents that have been deleted"),
        _("So that one deleted by mistake can be brought back."),
        settings.KEPT_DAYS["deleted_files"],
    ),
    (
        _("Your mail when you report an error"),
        _("To answer you. It is never shown."),
        _("Until the answer has been sent; after that only as a mail we have sent you."),
    ),
    (
        _("Your computer's address (IP)"),
        _("Counted when you log in, ask for access or report an error, to stop misuse."),
        _("At most a day, and not together with your name."),
    ),
]
COOKIES: list[Row] = [
    (
        "keep:…",
        _("What you are writing on the day of a meeting, so that it is not lost when the connection drops."),
        _("In your own browser only, until it has been sent."),
    ),
    ("sessionid", _("Keeps you logged in. It is set when you log in."), settings.KEPT_DAYS["sessions"]),
    ("csrftoken", _("Protects forms: others cannot send them in your name."), 364),
    ("django_language", _("Remembers English, if you choose it."), _("Until you close the browser.")),
    ("messages", _("Carries a short message to the next page, such as “stored”."), _("Until it has been shown.")),
]


def accessibility(request: HttpRequest) -> HttpResponse:
    """Show how accessible the site is, and whom to tell when it is not."""
    content = {"official_statement": settings.WAS_URL, "reviewed": STATEMENT_REVIEWED}
    return render(request, "home/accessibility.html", content)


def statement(_request: HttpRequest) -> HttpResponse:
    """Lead to the statement in the state's own register, where the operator has one."""
    if not settings.WAS_URL:
        raise Http404
    return HttpResponseRedirect(settings.WAS_URL)


def privacy(request: HttpRequest) -> HttpResponse:
    """Show which personal data KNUB has, why and for how long."""
    content = {"kept": [_written(row) for row in KEPT], "cookies": [_written(row) for row in COOKIES]}
    return render(request, "home/privacy.html", content)


def _written(row: Row) -> dict[str, StrOrPromise]:
    what, why, how_long = row
    if isinstance(how_long, int):
        how_long = ngettext("%(days)d day.", "%(days)d days.", how_long) % {"days": how_long}
    return {"what": what, "why": why, "how_long": how_long}


def contact(request: HttpRequest) -> HttpResponse:
    """Show how to reach the secretariat."""
    return render(request, "home/contact.html")


def figures_use(request: HttpRequest) -> HttpResponse:
    """Show what KNUB does with figures, and what it never does."""
    return render(request, "home/figures_use.html")
