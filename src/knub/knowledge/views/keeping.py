"""Approve pages and keep them true."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knub.knowledge import access, actions, queries
from knub.knowledge.content import Content
from knub.knowledge.forms import ReasonForm, SupersedeForm
from knub.people.http import AuthenticatedRequest, login_required, secretariat_required
from knub.ui.editing import EditedMeanwhileError


@secretariat_required
def approve(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Show what waits beside what readers see now, and on POST let them see it."""
    page = access.get_page(request.user, slug)
    if request.method == "POST":
        try:
            actions.approve(page, seen=request.POST.get("version", ""), at=timezone.now(), by=request.user)
        except EditedMeanwhileError:
            messages.warning(request, _("A new version has come while you were reading. Read it, and approve again."))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("Approved. Readers see it now."))
            return redirect("knowledge:page", slug=slug)
    return render(request, "knowledge/approve.html", _waiting(page, ReasonForm()))


@secretariat_required
@require_POST
def send_back(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Return a page to its writers with a reason."""
    page, form = access.get_page(request.user, slug), ReasonForm(request.POST)
    if form.is_valid():
        actions.send_back(page, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Sent back to its writers."))
        return redirect("home:secretariat")
    return render(request, "knowledge/approve.html", _waiting(page, form), status=400)


def _waiting(page: Any, form: ReasonForm) -> dict[str, Any]:
    newest = queries.newest(page)
    changes = queries.difference(queries.shown_content(page), Content.from_json(newest.content))
    return {"page": page, "newest": newest, "form": form, "changes": changes}


@login_required
@require_POST
def still_right(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Note that a page is still right."""
    page = access.get_page_to_edit(request.user, slug)
    actions.still_right(page, on=timezone.localdate(), by=request.user)
    messages.success(request, _("Thank you. The page counts as looked through today."))
    return redirect("knowledge:page", slug=slug)


@login_required
def archive(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Ask why, and put a page in the archive."""
    page, form = access.get_page_to_edit(request.user, slug), ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            actions.archive(page, reason=form.cleaned_data["reason"], at=timezone.now(), by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("The page is in the archive. Its address still works."))
        return redirect("knowledge:page", slug=slug)
    return render(request, "knowledge/archive.html", {"page": page, "form": form}, status=400 if form.errors else 200)


@login_required
@require_POST
def restore(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Take a page out of the archive."""
    page = access.get_page_to_edit(request.user, slug)
    actions.restore(page, at=timezone.now(), by=request.user)
    messages.success(request, _("The page is out of the archive."))
    return redirect("knowledge:page", slug=slug)


@login_required
def supersede(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Choose the reading that takes another's place."""
    page = access.get_page_to_edit(request.user, slug)
    others = queries.candidates(access.visible_pages(request.user), page)
    form = SupersedeForm(request.POST or None, others=others)
    if form.is_valid():
        try:
            actions.supersede(page, **form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The page says now which reading took its place."))
            return redirect("knowledge:page", slug=slug)
    return render(request, "knowledge/supersede.html", {"page": page, "form": form}, status=400 if form.errors else 200)


@login_required
@require_POST
def use(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Say that one's municipality uses a tool, or no longer."""
    page = access.get_page(request.user, slug)
    municipality = get_object_or_404(access.writing_municipalities(request.user), slug=request.POST.get("kommune", ""))
    uses = request.POST.get("bruger") == "ja"
    actions.set_use(page, municipality, uses=uses, at=timezone.now(), by=request.user)
    said = _("%(who)s uses the tool.") if uses else _("%(who)s no longer uses the tool.")
    messages.success(request, said % {"who": municipality})
    return redirect("knowledge:page", slug=slug)


@login_required
@require_POST
def take_over(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Become the one who answers for a page."""
    page = access.get_page_to_edit(request.user, slug)
    if not access.may_own(request.user, page):
        raise PermissionDenied
    actions.name_owner(page, request.user, by=request.user)
    messages.success(request, _("You answer for the page now."))
    return redirect("knowledge:page", slug=slug)
