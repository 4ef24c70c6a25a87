"""Load the 98 municipalities and their regions."""

import csv
from importlib.resources import files
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from knub.people import actions


class Command(BaseCommand):
    """Load the register of municipalities; running it again changes nothing."""

    help = "Load the municipalities that come with the package."

    @transaction.atomic
    def handle(self, *_args: Any, **_options: Any) -> None:
        with files("knub.data").joinpath("municipalities.csv").open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            actions.store_municipality(**row)
        self.stdout.write(f"{len(rows)} municipalities.")
