"""Files with questions and answers: taken in, handed to those who may read, taken away."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knub.files.access import get_document, get_version
from knub.files.forms import UploadForm
from knub.files.queries import uploaded
from knub.files.views import serve
from knub.people.http import AuthenticatedRequest, login_required
from knub.sparring import access, actions


@login_required
def question_files(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show the files of a question to those who may correct it, and take in another."""
    question = access.get_question_to_edit(request.user, pk)
    return _files(request, question, question)


@login_required
def answer_files(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show the files of an answer to those who may correct it, and take in another."""
    answer = access.get_answer_to_edit(request.user, pk)
    return _files(request, answer.question, answer)


def _files(request: AuthenticatedRequest, question: Any, post: Any) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid() and _added(request, post, form):
        messages.success(request, _("The file is on the page."))
        return redirect(request.path)
    content = {"question": question, "post": post, "form": form, "files": uploaded(post)}
    return render(request, "sparring/files.html", content, status=400 if form.errors else 200)


def _added(request: AuthenticatedRequest, post: Any, form: UploadForm) -> bool:
    values = form.cleaned_data
    try:
        actions.add_file(post, values["file"], title=values["title"], at=timezone.now(), by=request.user)
    except ValidationError as error:
        form.add_error("title", error)
    return not form.errors


@login_required
def download(request: AuthenticatedRequest, pk: int, file: int) -> FileResponse:
    """Hand a file of a question over."""
    return serve(get_version(access.get_question(request.user, pk), file))


@login_required
def answer_download(request: AuthenticatedRequest, pk: int, file: int) -> FileResponse:
    """Hand a file of an answer over."""
    return serve(get_version(access.get_answer(request.user, pk), file))


@login_required
@require_POST
def remove(request: AuthenticatedRequest, pk: int, file: int) -> HttpResponse:
    """Take a file of a question away."""
    return _removed(request, access.get_question_to_edit(request.user, pk), file, "sparring:files")


@login_required
@require_POST
def answer_remove(request: AuthenticatedRequest, pk: int, file: int) -> HttpResponse:
    """Take a file of an answer away."""
    return _removed(request, access.get_answer_to_edit(request.user, pk), file, "sparring:answer_files")


def _removed(request: AuthenticatedRequest, post: Any, file: int, leads_to: str) -> HttpResponse:
    actions.remove_file(post, get_document(post, file), at=timezone.now(), by=request.user)
    messages.success(request, _("The file is off the page."))
    return redirect(leads_to, pk=post.pk)
