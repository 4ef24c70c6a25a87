"""Put things where they can be found, and take them away."""

from django.utils import timezone

from knub.search.models import Document
from knub.search.wording import index_words


def put(kind: str, object_id: str, *, title: str, body: str, url: str, names: str = "") -> None:
    """Let a thing be found by its title, its text and its other names."""
    Document.objects.update_or_create(
        kind=kind,
        object_id=object_id,
        defaults={
            "title": title,
            "body": body,
            "words": f"{names} {index_words(title, body, names)}".strip(),
            "url": url,
            "updated_at": timezone.now(),
        },
    )


def remove(kind: str, object_id: str) -> None:
    """Let a thing no longer be found."""
    Document.objects.filter(kind=kind, object_id=object_id).delete()
