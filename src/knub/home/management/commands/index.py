"""Put areas, municipalities, lists and pages where search finds them."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.management.base import BaseCommand
from django.utils import timezone

from knub.home.indexing import index_everything
from knub.knowledge import actions as knowledge
from knub.sparring import actions as sparring


class Command(BaseCommand):
    """Index everything that is open to all; running it again changes nothing else."""

    help = "Index areas, municipalities, lists and pages for search."

    def handle(self, *_args: Any, **_options: Any) -> None:
        index_everything(AnonymousUser())
        knowledge.index_all(on=timezone.localdate())
        sparring.index_all_questions()
        knowledge.index_all_news(on=timezone.localdate())
        self.stdout.write("The search index is up to date.")
