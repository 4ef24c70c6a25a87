"""The files of a page: taken in, kept in every version, and handed to those who may read the page."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knub.files.access import get_document, get_version
from knub.files.forms import ReplaceForm, UploadForm
from knub.files.queries import uploaded
from knub.files.views import serve
from knub.knowledge import access, actions
from knub.people.http import AuthenticatedRequest, login_required


@login_required
def page_files(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Show the files of a page to those who may edit it, and take in another."""
    page = access.get_page_to_edit(request.user, slug)
    form = UploadForm(request.POST or None, request.FILES or None) if request.method == "POST" else UploadForm()
    if form.is_valid():
        values = form.cleaned_data
        actions.add_file(page, values["file"], title=values["title"], at=timezone.now(), by=request.user)
        messages.success(request, _("The file is on the page."))
        return redirect("knowledge:files", slug=slug)
    content = {"page": page, "form": form, "files": uploaded(page)}
    return render(request, "knowledge/files.html", content, status=400 if form.errors else 200)


@login_required
def new_version(request: AuthenticatedRequest, slug: str, pk: int) -> HttpResponse:
    """Take in a new version of a file; those before it are kept."""
    page = access.get_page_to_edit(request.user, slug)
    document = get_document(page, pk)
    form = ReplaceForm(request.POST, request.FILES) if request.method == "POST" else ReplaceForm()
    if form.is_valid():
        actions.replace_file(page, document, form.cleaned_data["file"], at=timezone.now(), by=request.user)
        messages.success(request, _("Readers get the new version now. The one before it is kept."))
        return redirect("knowledge:files", slug=slug)
    content = {"page": page, "form": form, "document": document}
    return render(request, "knowledge/new_version.html", content, status=400 if form.errors else 200)


@login_required
@require_POST
def delete_file(request: AuthenticatedRequest, slug: str, pk: int) -> HttpResponse:
    """Take a file off a page."""
    page = access.get_page_to_edit(request.user, slug)
    actions.remove_file(page, get_document(page, pk), at=timezone.now(), by=request.user)
    messages.success(request, _("The file is off the page."))
    return redirect("knowledge:files", slug=slug)


def download(request: HttpRequest, slug: str, pk: int) -> FileResponse:
    """Hand a file over to somebody who may read the page."""
    return serve(get_version(access.get_page(request.user, slug), pk))
