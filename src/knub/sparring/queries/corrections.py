"""What a post said before, and what was changed each time."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from knub.knowledge.queries import Change, pieces
from knub.sparring.models import Answer, EarlierText, Question

LABELS: dict[str, StrOrPromise] = {
    "title": _("Question"),
    "challenge": _("What is the challenge?"),
    "tried": _("What have you tried?"),
    "text": _("Answer"),
}


def corrections(post: Question | Answer) -> list[tuple[EarlierText, Sequence[Change]]]:
    """Return each correction of a post, the newest first, with what is new and what is gone; one query."""
    rows = EarlierText.objects.filter(question=post) if isinstance(post, Question) else post.earlier_texts.all()
    own = rows.filter(answer=None) if isinstance(post, Question) else rows
    found: list[tuple[EarlierText, Sequence[Change]]] = []
    after = {name: getattr(post, name, "") for name in LABELS}
    for one in own.select_related("replaced_by"):
        found.append((one, _changes(one.texts, after)))
        after = one.texts
    return found


def _changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[Change]:
    return [Change(LABELS[name], pieces(old, after[name])) for name, old in before.items() if old != after[name]]
