"""The card of a rule."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from knub.duties import queries
from knub.duties.access import get_rule
from knub.duties.forms import StateForm
from knub.home.rule_page import copy_text, next_days, own_states
from knub.knowledge.access import visible_pages
from knub.knowledge.queries import pages_on_rule
from knub.sparring.access import may_ask, visible_questions
from knub.sparring.queries import questions_on_rule


def rule(request: HttpRequest, key: str) -> HttpResponse:
    """Show a rule: plain words, whom, where, since when, by when, source, and how sure that is."""
    found, today = get_rule(request.user, key), timezone.localdate()
    content = {
        "rule": found,
        "days": next_days(found, today),
        "related": queries.related(found),
        "after_rule": queries.says_so(found),
        "late": found.is_due_for_review(today),
        "pages": pages_on_rule(visible_pages(request.user), found),
        "questions": questions_on_rule(visible_questions(request.user), key),
        "may_ask": may_ask(request.user),
        "states": own_states(request.user, found),
        "state_choices": StateForm.base_fields["state"].choices,  # type: ignore[attr-defined]
        "today": today,
        "copy": copy_text(found, get_language() or "da", f"{settings.SITE_URL}{request.path}"),
    }
    return render(request, "home/rule.html", content)
