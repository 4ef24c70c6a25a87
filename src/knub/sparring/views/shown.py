"""A question as its page shows it to one reader."""

from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from knub.files.queries import uploaded
from knub.knowledge.views.shown import tag_labels
from knub.parameters import rule_book
from knub.people.access import User
from knub.sparring import access, queries


def shown(question: Any, user: User) -> dict[str, Any]:
    """Return what the page of a question needs, whoever reads it; a fixed number of queries."""
    moderates, own = access.may_moderate(user), list(access.asking_municipalities(user))
    answers = queries.answers(question, access.visible_answers(user), user, own=own, edits_all=moderates)
    sees_asker = access.sees_asker(user, question)
    return {
        "question": question,
        "asker": queries.asker(question, user, today=timezone.localdate()),
        "sees_asker": sees_asker,
        "secret": question.hides_municipality and sees_asker,
        "areas": list(question.areas.select_related("municipality")) if sees_asker else [],
        "tags": tag_labels(question),
        "rule": _rule(question),
        "files": uploaded(question),
        "answers": answers,
        "solved": question.closed_at or any(one.answer.helped_at for one in answers),
        "own": own,
        "may_answer": bool(own) or moderates,
        "may_settle": access.may_settle(user, question),
        "may_edit": access.may_edit_question(user, question),
        "may_moderate": moderates,
        "asked_me": question.asked.filter(person=user.pk, state="waiting").exists(),
        "follows": access.follows_of(user).filter(kind="question", key=str(question.pk)).exists(),
        "merged": list(access.visible_questions(user).filter(merged_into=question)),
    }


def _rule(question: Any) -> tuple[str, str] | None:
    rule = rule_book().rules.get(question.rule)
    return (rule.key, rule.title.in_language(get_language() or "da")) if rule else None
