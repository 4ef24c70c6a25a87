"""What a municipality has uploaded about itself or an area; for itself and the secretariat."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knub.areas import actions
from knub.areas.access import get_inner_area, get_inner_municipality, may_change_inside
from knub.areas.forms import OF_A_MUNICIPALITY, OF_AN_AREA, DocumentForm
from knub.files.access import get_document, get_version
from knub.files.forms import ReplaceForm
from knub.files.queries import uploaded, with_versions
from knub.files.views import serve
from knub.people.access import User
from knub.people.http import AuthenticatedRequest, login_required

# Word in the address: the function of access that gives the thing or refuses it, and what its documents can be.
OWNERS = {"omraade": (get_inner_area, OF_AN_AREA), "kommune": (get_inner_municipality, OF_A_MUNICIPALITY)}


@login_required
def documents(request: AuthenticatedRequest, kind: str, key: str) -> HttpResponse:
    """Show the documents of a municipality or an area, and those one can bring back."""
    owner = _owner(request.user, kind, key)
    may_change = may_change_inside(request.user, _municipality(owner))
    deleted = uploaded(owner, deleted=True) if may_change else ()
    content = _content(owner, kind, key, documents=uploaded(owner), deleted=deleted, may_change=may_change)
    return render(request, "home/documents.html", content)


@login_required
def upload(request: AuthenticatedRequest, kind: str, key: str) -> HttpResponse:
    """Take in a new document."""
    owner = _owner(request.user, kind, key, to_change=True)
    slots = OWNERS[kind][1]
    form = DocumentForm(
        request.POST or None, request.FILES or None, slots=slots, initial={"slot": request.GET.get("art", "letter")}
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        actions.upload_document(
            owner, typed["file"], slot=typed["slot"], title=typed["title"], at=timezone.now(), by=request.user
        )
        messages.success(request, _("The document is stored."))
        return redirect("home:documents", kind=kind, key=key)
    content = _content(owner, kind, key, form=form)
    return render(request, "home/upload.html", content, status=400 if request.method == "POST" else 200)


@login_required
def document(request: AuthenticatedRequest, kind: str, key: str, pk: int) -> HttpResponse:
    """Show a document with every version; on POST put a new one in its place."""
    owner = _owner(request.user, kind, key, to_change=request.method == "POST")
    found = get_document(owner, pk)
    form = ReplaceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        actions.replace_document(owner, found, form.cleaned_data["file"], at=timezone.now(), by=request.user)
        messages.success(request, _("The new version is stored. The one before it is kept below."))
        return redirect("home:document", kind=kind, key=key, pk=pk)
    may_change = may_change_inside(request.user, _municipality(owner))
    content = _content(owner, kind, key, form=form, one=with_versions(found), may_change=may_change)
    return render(request, "home/document.html", content, status=400 if request.method == "POST" else 200)


@login_required
def delete(request: AuthenticatedRequest, kind: str, key: str, pk: int) -> HttpResponse:
    """Take a document out of sight, once it is said for how long it can be brought back."""
    owner = _owner(request.user, kind, key, to_change=True)
    found = get_document(owner, pk)
    if request.method == "POST":
        actions.delete_document(owner, found, at=timezone.now(), by=request.user)
        messages.success(request, _("The document has been deleted. It can be brought back below."))
        return redirect("home:documents", kind=kind, key=key)
    return render(request, "home/delete_document.html", _content(owner, kind, key, one=with_versions(found)))


@login_required
@require_POST
def restore(request: AuthenticatedRequest, kind: str, key: str, pk: int) -> HttpResponse:
    """Bring a deleted document back."""
    owner = _owner(request.user, kind, key, to_change=True)
    try:
        actions.restore_document(owner, get_document(owner, pk, deleted=True), by=request.user)
        messages.success(request, _("The document is back."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("home:documents", kind=kind, key=key)


@login_required
def version(request: AuthenticatedRequest, kind: str, key: str, pk: int) -> FileResponse:
    """Hand over one version of a document."""
    return serve(get_version(_owner(request.user, kind, key), pk))


def _owner(user: User, kind: str, key: str, *, to_change: bool = False) -> Any:
    if kind not in OWNERS:
        raise Http404
    get, _slots = OWNERS[kind]
    return get(user, key, to_change=to_change)


def _municipality(owner: Any) -> Any:
    return getattr(owner, "municipality", owner)


def _content(owner: Any, kind: str, key: str, **more: Any) -> dict[str, Any]:
    return {
        "owner": owner,
        "municipality": _municipality(owner),
        "kind": kind,
        "key": key,
        "kept_days": settings.KEPT_DAYS["deleted_files"],
        **more,
    }
