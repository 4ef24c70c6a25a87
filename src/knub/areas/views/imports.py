"""Import a list: type, look, store, release. The secretariat only."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knub.areas import actions, queries
from knub.areas.access import get_draft, get_list, get_report, visible_lists
from knub.areas.forms import AnswerForm, AreaForm, ImportForm
from knub.people.access import visible_municipalities
from knub.people.http import AuthenticatedRequest, secretariat_required
from knub.ui.exports import Format, table_response

TEMPLATE_HEADINGS = (
    "Område", "Kommune", "Sidste års kategori", "Kategori", "Beboere", "Uden tilknytning", "Dømte", "Kun grundskole",
    "Indkomst", "Ikkevestlig",
)  # fmt: skip


@secretariat_required
def importer(request: AuthenticatedRequest) -> HttpResponse:
    """Take a table and lead to its preview; what cannot be read stands at its field, the rest is kept."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        draft = actions.keep_draft(
            form.cells, on=values["on"], source=values["source"], totals=form.totals(), limits=form.limits(),
            complete=values["complete"], by=request.user,
        )  # fmt: skip
        if form.guessed:
            messages.info(request, _("The file is not in UTF-8. See that æ, ø and å are right before you store it."))
        return redirect("areas:import_preview", pk=draft.pk)
    if request.method != "POST" and request.GET.get("udkast", "").isdecimal():
        form = ImportForm(initial=ImportForm.initial_of(get_draft(request.user, int(request.GET["udkast"]))))
    return render(request, "areas/import.html", {"form": form}, status=400 if request.method == "POST" else 200)


@secretariat_required
def preview(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show what storing a draft would do, and on POST do it."""
    draft = get_draft(request.user, pk)
    found = queries.previewed(draft)
    if request.method == "POST":
        try:
            stored = actions.store_draft(draft, by=request.user)
        except ValidationError as error:
            content = {"draft": draft, "preview": found, "refused": error.messages}
            return render(request, "areas/import_preview.html", content, status=400)
        messages.success(request, _("The list is stored. Only the secretariat sees it until you release it."))
        return redirect("areas:list", on=stored.list.date)
    return render(request, "areas/import_preview.html", {"draft": draft, "preview": found})


@secretariat_required
def template(request: AuthenticatedRequest, form: Format) -> HttpResponse:
    """Return a sheet with the areas of the newest list, to complete."""
    newest = queries.newest_list(visible_lists(request.user))
    rows = queries.template_rows(newest) if newest else []
    return table_response("skabelon", TEMPLATE_HEADINGS, rows, form)


@secretariat_required
def add_area(request: AuthenticatedRequest) -> HttpResponse:
    """Add an area that no list has named before."""
    form = AreaForm(request.POST or None, municipalities=visible_municipalities(request.user))
    if form.is_valid():
        try:
            area = actions.add_area(**form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.add_error("name", error)
        else:
            messages.success(request, _("%(area)s has been added. Try the import again.") % {"area": area})
            return redirect("areas:import")
    return render(request, "areas/add_area.html", {"form": form}, status=400 if form.errors else 200)


@secretariat_required
@require_POST
def release(request: AuthenticatedRequest, on: date) -> HttpResponse:
    """Show a list to everybody."""
    found = get_list(request.user, on)
    actions.release_list(found, by=request.user)
    messages.success(request, _("The list is released. Everybody can see it now."))
    return redirect("areas:list", on=on)


@secretariat_required
def answer(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Answer a report of an error in public."""
    report, form = get_report(request.user, pk), AnswerForm(request.POST or None)
    if form.is_valid():
        actions.answer_fault(report, **form.cleaned_data, at=timezone.now(), by=request.user)
        messages.success(request, _("The answer stands on the area's page."))
        return redirect("home:secretariat")
    return render(request, "areas/answer.html", {"report": report, "form": form}, status=400 if form.errors else 200)
