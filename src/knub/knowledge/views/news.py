"""News: read, propose, release, and send by link."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knub.knowledge import access, actions, queries
from knub.knowledge.forms import NewsFilterForm, ProposalForm, ReasonForm, ReleaseForm, SentNewsForm, SourceForm
from knub.knowledge.views.shown import category_labels, note_reading, tag_labels
from knub.people.http import AuthenticatedRequest, login_required, secretariat_required

PAGE = 20


def news_list(request: HttpRequest) -> HttpResponse:
    """Show the news a reader may see, newest first."""
    form = NewsFilterForm(request.GET)
    found = queries.news_filtered(access.visible_news(request.user), **form.chosen())
    page = Paginator(found, PAGE).get_page(request.GET.get("side"))
    content = {"form": form, "page": page, "today": timezone.localdate(), "may_propose": access.may_write(request.user),
               "may_release": access.may_approve(request.user)}  # fmt: skip
    return render(request, "knowledge/news_list.html", content)


def news(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Show a piece of news with what it touches, marked as of its time when it is old."""
    found, today = access.get_news(request.user, year, slug), timezone.localdate()
    note_reading(request.user, found)
    pages = found.pages.filter(pk__in=access.visible_pages(request.user).values("pk"))
    content = {"news": found, "old": found.is_of_its_time(today), "areas": found.areas.select_related("municipality"),
               "pages": pages, "tags": tag_labels(found), "categories": category_labels(found.categories),
               "may_release": access.may_approve(request.user)}  # fmt: skip
    return render(request, "knowledge/news.html", content)


@login_required
def propose(request: AuthenticatedRequest) -> HttpResponse:
    """Take a proposal from a member, or begin one of the secretariat's own."""
    if not access.may_write(request.user):
        raise PermissionDenied
    form = ProposalForm(request.POST or None)
    if form.is_valid():
        made = actions.propose(form.cleaned_data, at=timezone.now(), by=request.user)
        if access.may_approve(request.user):
            return redirect("news:proposal", pk=made.pk)
        messages.success(request, _("Thank you. The secretariat reads it, and you get a mail with what it decides."))
        return redirect("news:list")
    return render(request, "knowledge/news_propose.html", {"form": form}, status=400 if form.errors else 200)


@secretariat_required
def proposal(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Check a proposal, correct it and release it; later, correct what is released."""
    found = access.get_proposal(request.user, pk)
    form = ReleaseForm(request.POST or None, initial=ReleaseForm.initial_of(found))
    if form.is_valid():
        try:
            found = actions.release(found, form.cleaned_data, at=timezone.now(), by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The news is shown now."))
            return redirect("news:news", year=found.year, slug=found.slug)
    content = {"news": found, "form": form, "refusal": ReasonForm(auto_id="refuse_%s")}
    return render(request, "knowledge/news_proposal.html", content, status=400 if form.errors else 200)


@secretariat_required
@require_POST
def refuse(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Decide that a proposal is not released."""
    found, form = access.get_proposal(request.user, pk), ReasonForm(request.POST, auto_id="refuse_%s")
    if not form.is_valid():
        content = {"news": found, "form": ReleaseForm(initial=ReleaseForm.initial_of(found)), "refusal": form}
        return render(request, "knowledge/news_proposal.html", content, status=400)
    try:
        actions.refuse(found, reason=form.cleaned_data["reason"], by=request.user)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        messages.success(request, _("It is not shown, and who proposed it is told why."))
    return redirect("home:secretariat")


@secretariat_required
def sources(request: AuthenticatedRequest) -> HttpResponse:
    """Show who has a link to send news, and give somebody one."""
    form = SourceForm(request.POST or None)
    if form.is_valid():
        source = actions.invite_source(**form.cleaned_data, at=timezone.now(), by=request.user)
        messages.success(request, _("A link has been sent to %(mail)s.") % {"mail": source.email})
        return redirect("news:sources")
    content = {"form": form, "sources": access.news_sources(request.user)}
    return render(request, "knowledge/news_sources.html", content, status=400 if form.errors else 200)


@secretariat_required
@require_POST
def end_source(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """End somebody's link."""
    actions.end_source(access.get_source(request.user, pk), at=timezone.now(), by=request.user)
    messages.success(request, _("The link no longer works."))
    return redirect("news:sources")


def send(request: HttpRequest, code: str) -> HttpResponse:
    """Take news from somebody with a link."""
    source = access.get_source_by_link(code, at=timezone.now())
    form = SentNewsForm(request.POST or None)
    if form.is_valid() and _taken(form, source):
        return redirect("news:sent", code=code)
    content = {"form": form, "source": source}
    return render(request, "knowledge/news_send.html", content, status=400 if form.errors else 200)


def _taken(form: SentNewsForm, source: Any) -> bool:
    try:
        actions.propose(form.cleaned_data, at=timezone.now(), source=source)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def sent(request: HttpRequest, code: str) -> HttpResponse:
    """Say that it was taken in, and lead to the next."""
    source = access.get_source_by_link(code, at=timezone.now())
    return render(request, "knowledge/news_sent.html", {"source": source, "code": code})
