"""What a post said before it was corrected: for those who may correct it; the secretariat can delete it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from knub.people.http import AuthenticatedRequest, login_required
from knub.sparring import access, actions, queries


@login_required
def question(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show what a question said before."""
    found = access.get_question_to_edit(request.user, pk)
    return _earlier(request, found, found)


@login_required
def answer(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show what an answer said before."""
    found = access.get_answer_to_edit(request.user, pk)
    return _earlier(request, found.question, found)


def _earlier(request: AuthenticatedRequest, question: Any, post: Any) -> HttpResponse:
    may_delete = access.may_moderate(request.user)
    if request.method == "POST":
        if not may_delete:
            raise PermissionDenied
        actions.delete_earlier(post, by=request.user)
        messages.success(request, _("The earlier texts are deleted."))
        return redirect(request.path)
    content = {"question": question, "corrections": queries.corrections(post), "may_delete": may_delete}
    return render(request, "sparring/earlier.html", content)
