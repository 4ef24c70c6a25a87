"""Write a page in steps. Each step is stored as it is sent, so nothing is lost on the way."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from knub.knowledge import access, actions, queries
from knub.knowledge.content import Content, Kind
from knub.knowledge.forms import EffectsForm, StartForm, StepForm, TagsForm, TextForm
from knub.knowledge.views.shown import shown
from knub.people.access import is_secretariat
from knub.people.http import AuthenticatedRequest, login_required
from knub.ui.editing import EditedMeanwhileError

STEPS = {
    "tekst": (gettext_lazy("Text"), TextForm),
    "virkning": (gettext_lazy("Effect"), EffectsForm),
    "emner": (gettext_lazy("Topics and readers"), TagsForm),
}


@login_required
def start(request: AuthenticatedRequest) -> HttpResponse:
    """Begin a draft."""
    if not access.may_write(request.user):
        raise PermissionDenied
    form = StartForm(
        request.POST or None,
        municipalities=access.writing_municipalities(request.user),
        secretariat=is_secretariat(request.user),
        initial={"kind": request.GET.get("slags", "")},
    )
    if form.is_valid():
        values = form.cleaned_data
        page = actions.start_page(values["kind"], Content(values["title"]), municipality=values["municipality"],
                                  at=timezone.now(), by=request.user)  # fmt: skip
        return redirect("knowledge:edit", slug=page.slug, step="tekst")
    return render(request, "knowledge/start.html", {"form": form}, status=400 if form.errors else 200)


@login_required
def drafts(request: AuthenticatedRequest) -> HttpResponse:
    """Show the drafts of one's municipality, one's own first."""
    if not access.may_write(request.user):
        raise PermissionDenied
    found = access.visible_drafts(request.user).select_related("municipality", "named_owner")
    return render(request, "knowledge/drafts.html", {"drafts": found})


@login_required
def edit(request: AuthenticatedRequest, slug: str, step: str) -> HttpResponse:
    """Take one step of a page and lead to the next."""
    page = access.get_page_to_edit(request.user, slug)
    steps = steps_of(page)
    if step not in steps:
        raise Http404
    newest = queries.newest(page)
    form = STEPS[step][1](
        request.POST or None, page=page, content=Content.from_json(newest.content), version=queries.version_of(newest)
    )
    if form.is_valid() and stored(request, page, form):
        return redirect(_next(page, steps, step))
    content = {"page": page, "form": form, "step": step, **_indicator(page, steps, step), **_standing(page, form)}
    return render(request, "knowledge/edit.html", content, status=400 if form.errors else 200)


def stored(request: AuthenticatedRequest, page: Any, form: StepForm) -> bool:
    """Store a step; where somebody else was faster, say so in the form."""
    try:
        actions.store_page(page, form.changed(), seen=form.seen, note=form.cleaned_data.get("note", ""),
                           at=timezone.now(), by=request.user)  # fmt: skip
    except EditedMeanwhileError as error:
        form.edited_meanwhile(error)
        return False
    if not page.is_draft:
        waits = page.kind == Kind.INTERPRETATION and not access.may_approve(request.user)
        said = _("Stored. Readers see it when the secretariat has approved it.") if waits else _("Stored.")
        messages.success(request, said)
    return True


@login_required
def preview(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Show a draft as its readers will see it, and on POST publish it or send it to the secretariat."""
    page = access.get_page_to_edit(request.user, slug)
    if not page.is_draft:
        return redirect("knowledge:page", slug=slug)
    missing = _missing(page)
    if request.method == "POST" and not missing:
        page = actions.publish(page, at=timezone.now(), by=request.user)
        said = _("It has been sent to the secretariat.") if page.is_draft else _("The page is published.")
        messages.success(request, said)
        return redirect("knowledge:page", slug=slug)
    steps = steps_of(page)
    needs = page.kind == Kind.INTERPRETATION and not access.may_approve(request.user)
    content = {**shown(page), "missing": missing, "needs_approval": needs, **_indicator(page, steps, "udgiv")}
    return render(request, "knowledge/preview.html", content, status=400 if request.method == "POST" else 200)


@login_required
@require_POST
def delete_draft(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Delete a draft."""
    page = access.get_page_to_edit(request.user, slug)
    actions.delete_draft(page, by=request.user)
    messages.success(request, _("The draft is deleted."))
    return redirect("knowledge:drafts")


def steps_of(page: Any) -> list[str]:
    """Return the steps of a kind; only a practice has effects."""
    return [step for step in STEPS if step != "virkning" or page.kind == Kind.PRACTICE]


def _missing(page: Any) -> list[tuple[str, str]]:
    """Return the steps in which something required is missing, with their addresses."""
    newest = queries.newest(page)
    content = Content.from_json(newest.content)
    found = []
    for step in steps_of(page):
        empty = STEPS[step][1](page=page, content=content)
        form = STEPS[step][1](_as_typed(empty), page=page, content=content)
        if not form.is_valid():
            found.append((str(STEPS[step][0]), reverse("knowledge:edit", args=[page.slug, step])))
    return found


def _as_typed(form: StepForm) -> dict[str, Any]:
    typed = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in typed.items() if value is not None}


def _next(page: Any, steps: list[str], step: str) -> str:
    if not page.is_draft:
        return reverse("knowledge:page", args=[page.slug])
    after = steps[steps.index(step) + 1 :]
    if not after:
        return reverse("knowledge:preview", args=[page.slug])
    return reverse("knowledge:edit", args=[page.slug, after[0]])


def _indicator(page: Any, steps: list[str], step: str) -> dict[str, Any]:
    """Return the steps with their addresses, and which one this is."""
    found = [(str(STEPS[one][0]), reverse("knowledge:edit", args=[page.slug, one])) for one in steps]
    if page.is_draft:
        found.append((_("See and publish"), reverse("knowledge:preview", args=[page.slug])))
    names = [*steps, "udgiv"]
    return {"steps": found, "current": names.index(step) + 1}


def _standing(page: Any, form: StepForm) -> dict[str, Any]:
    """Return what the other wrote, where two people edit the same page."""
    if not form.has_error("__all__", code="edited_meanwhile"):
        return {}
    newest = queries.newest(page)
    return {"newest": newest, "changes": queries.difference(Content.from_json(newest.content), form.changed())}
