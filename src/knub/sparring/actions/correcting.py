"""Keep what a post said before it was corrected, and delete it where it should not be kept."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from knub.audit.actions import record
from knub.people.models import Person
from knub.sparring.models import Answer, EarlierText, Question

Post = Question | Answer


def texts_of(post: Post) -> Mapping[str, str]:
    """Return what a post says by field."""
    if isinstance(post, Answer):
        return {"text": post.text}
    return {"title": post.title, "challenge": post.challenge, "tried": post.tried}


def keep_earlier(post: Post, before: Mapping[str, str], *, written_at: datetime, at: datetime, by: Person) -> None:
    """Keep what a post said where it says something else now."""
    if before == texts_of(post):
        return
    answer = post if isinstance(post, Answer) else None
    question = post.question if isinstance(post, Answer) else post
    EarlierText.objects.create(
        question=question, answer=answer, texts=before, written_at=written_at, replaced_at=at, replaced_by=by
    )


@transaction.atomic
def delete_earlier(post: Post, *, by: Person) -> int:
    """Delete what a post said before, such as something about a citizen; return how many texts."""
    gone, _each = EarlierText.objects.filter(pk__in=post.earlier_texts.values("pk")).delete()
    record("earlier_texts_deleted", post, by=by)
    return gone
