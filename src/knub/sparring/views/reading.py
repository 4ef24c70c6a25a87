"""Find and read questions."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knub.people.http import AuthenticatedRequest, login_required
from knub.sparring import access, actions, queries
from knub.sparring.forms import AnswerForm, FilterForm
from knub.sparring.queries import Standing
from knub.sparring.views.shown import shown
from knub.ui.exports import Cell, Format, table_response

PAGE = 20
NAMES = {
    "": gettext_lazy("All"),
    Standing.OPEN: gettext_lazy("Open"),
    Standing.WAITING: gettext_lazy("Without an answer"),
    Standing.SOLVED: gettext_lazy("Solved"),
}


@login_required
def question_list(request: AuthenticatedRequest) -> HttpResponse:
    """Show the questions by how far they have come, and by theme, subject area and level."""
    if not access.may_read(request.user):
        raise PermissionDenied
    form, standing = FilterForm(request.GET), request.GET.get("stand", "")
    visible = access.visible_questions(request.user)
    found = queries.filtered(visible, form.chosen(standing=standing, mine=_mine(request)))
    page = Paginator(found, PAGE).get_page(request.GET.get("side"))
    return render(request, "sparring/list.html", {
        "form": form,
        "standing": standing,
        "tabs": _tabs(request.GET, queries.counted(visible), standing),
        "page": page,
        "rows": [(one, queries.municipality_for(request.user, one)) for one in page],
        "mine": _mine(request),
        "may_ask": access.may_ask(request.user),
        "today": timezone.localdate(),
    })  # fmt: skip


@login_required
def question(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show a question with its answers."""
    found = access.get_question(request.user, pk)
    if found.merged_into_id and not access.may_moderate(request.user):
        return redirect("sparring:question", pk=found.merged_into_id)
    if not request.user.acting:
        actions.see(found, at=timezone.now(), by=request.user)
    content = shown(found, request.user)
    form = AnswerForm(municipalities=content["own"])
    return render(request, "sparring/question.html", {**content, "form": form})


@login_required
def download(request: AuthenticatedRequest, form: Format) -> HttpResponse:
    """Return the questions as a table, with the same filter as on screen."""
    if not access.may_read(request.user):
        raise PermissionDenied
    chosen = FilterForm(request.GET).chosen(standing=request.GET.get("stand", ""), mine=_mine(request))
    found = queries.filtered(access.visible_questions(request.user), chosen)
    headings = [_("Number"), _("Question"), _("Municipality"), _("Asked on"), _("Answer by"), _("Answers"), _("Solved")]
    return table_response("spoergsmaal", headings, _rows(found, request.user), form)


def _rows(found: Iterable[Any], user: Any) -> Iterable[list[Cell]]:
    for one in found:
        who = queries.municipality_for(user, one)
        name = _("Not shown") if who is None else who or _("The secretariat")
        asked = timezone.localdate(one.asked_at)
        yield [one.pk, one.title, name, asked, one.answer_by, one.answers_shown, _("yes") if one.solved else _("no")]


def _mine(request: AuthenticatedRequest) -> int | None:
    return request.user.pk if request.GET.get("mine") == "ja" else None


def _tabs(asked: QueryDict, counts: Any, chosen: str) -> list[tuple[str, str, bool]]:
    found = []
    for value, name in NAMES.items():
        query = asked.copy()
        query.pop("side", None)
        query["stand"] = str(value)
        found.append((f"{name} ({counts[value]})", f"?{query.urlencode()}", value == chosen))
    return found
