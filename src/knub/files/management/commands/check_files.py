"""See whether every upload is in the data folder and still what was written; after a restore, above all."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from knub.files.queries import damaged


class Command(BaseCommand):
    """Name every upload whose file is missing or has changed."""

    help = "Compare the uploads in the data folder with what the database knows of them."

    def handle(self, *_args: Any, **_options: Any) -> None:
        found = damaged()
        if found:
            lines = [f"version {one.pk}: {one.key[:2]}/{one.key}" for one in found]
            raise CommandError("Missing or changed, restore them from the backup:\n" + "\n".join(lines))
        self.stdout.write("Every upload is there and whole.")
