"""Put areas, municipalities, lists and pages where search finds them."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.management.base import BaseCommand
from django.db import transaction

from knub.home import indexing


class Command(BaseCommand):
    """Index everything that is open to all; running it again changes nothing else."""

    help = "Index areas, municipalities, lists and pages for search."

    @transaction.atomic
    def handle(self, *_args: Any, **_options: Any) -> None:
        everybody = AnonymousUser()
        indexing.index_areas(everybody)
        indexing.index_municipalities(everybody)
        indexing.index_lists(everybody)
        indexing.index_pages()
        self.stdout.write("The search index is up to date.")
