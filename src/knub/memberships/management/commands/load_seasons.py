"""Load the network years of the past; with --example also an invented one around today and the next."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from knub.memberships import actions
from knub.people.access import visible_municipalities

# Invented members: municipalities with areas on a list whose figures are known, and some that work preventively.
MEMBERS = (
    "aarhus", "esbjerg", "fredericia", "helsingoer", "hoeje-taastrup", "holbaek", "kolding", "odense", "randers",
    "ringsted", "slagelse", "svendborg", "aalborg",
)  # fmt: skip


class Command(BaseCommand):
    """Load the network years; running it again changes nothing."""

    help = "Load the network years that come with the package."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --example."""
        parser.add_argument("--example", action="store_true", help="also an invented year around today and the next")

    @transaction.atomic
    def handle(self, *_args: Any, **options: Any) -> None:
        count = actions.store_archive()
        if options["example"]:
            this, _following = actions.store_demo_seasons(timezone.localdate())
            members = visible_municipalities(AnonymousUser()).filter(slug__in=MEMBERS)
            actions.store_demo_members(this, members, by=None, at=timezone.now())
        self.stdout.write(f"{count} network years of the past.")
