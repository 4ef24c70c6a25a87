"""Load the meetings of the past; with --example also invented ones of this network year and the next."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from knub.meetings import actions


class Command(BaseCommand):
    """Load the meetings; running it again changes nothing."""

    help = "Load the meetings that come with the package."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --example."""
        parser.add_argument("--example", action="store_true", help="also invented meetings")

    def handle(self, *_args: Any, **options: Any) -> None:
        count = actions.store_archived_meetings()
        if options["example"]:
            count += actions.store_example_meetings(timezone.localdate())
            actions.store_example_wishes(timezone.localdate())
        self.stdout.write(f"{count} meetings.")
