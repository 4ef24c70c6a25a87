"""Load the official lists that come with the package."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from knub.areas import actions
from knub.areas.queries.stating import Number, Stated
from knub.parameters import ListFacts, figures, list_dates, package_csv, references_with_sources
from knub.people.models import Organisation

Row = Mapping[str, str]


class Command(BaseCommand):
    """Store every list of the package as facts; what is stored already stays as it is."""

    help = "Load the official lists that come with the package."

    @transaction.atomic
    def handle(self, *_args: Any, **_options: Any) -> None:
        municipalities = {found.code: found for found in Organisation.objects.filter(code__isnull=False)}
        for row in package_csv("lists/areas.csv"):
            actions.store_area(
                key=row["area_id"],
                name=row["name"],
                municipality=municipalities[row["municipality_code"]],
                names=[name.strip() for name in row["name_variants"].split(";") if name.strip()],
                note=row["note"],
            )
        for stated in every_list():
            stored = actions.fill_list(stated)
            self.stdout.write(f"{stated.on}: {stored.new} new figures, {stored.listed} new listings.")


def every_list() -> Iterable[Stated]:
    """Yield what each list of the package states, oldest first."""
    numbers, listings, totals = by_date("key_figures"), by_date("listings"), by_date("list_totals")
    for on, facts in list_dates().items():
        if facts.known:
            yield stated_on(on, facts, numbers[on], listings[on], totals[on])


def by_date(name: str) -> Mapping[date, list[Row]]:
    """Return the rows of a file of the package by their list."""
    found: dict[date, list[Row]] = defaultdict(list)
    for row in package_csv(f"lists/{name}.csv"):
        found[date.fromisoformat(row["list_date"])].append(row)
    return found


def stated_on(
    on: date, facts: ListFacts, numbers: list[Row], listings: list[Row], totals: list[Row]
) -> Stated:
    """Return what the list of a date states."""
    return Stated(
        on=on,
        numbers=tuple(number for row in numbers for number in numbers_of(row)),
        listings={(row["area_id"], row["category"]): row["source_url"] for row in listings},
        totals={row["category"]: (int(row["count"]), row["source_url"]) for row in totals},
        references={
            key: (Decimal(str(found.value)), found.source, found.note)
            for key, found in references_with_sources(on).items()
            if found.list_date == on
        },
        complete_categories=facts.complete_categories,
        complete_figures=facts.complete_figures,
        unpublished=facts.unpublished,
    )


def numbers_of(row: Row) -> Iterable[Number]:
    """Yield the numbers a row prints; a share is stored 0-1."""
    for key, figure in figures().items():
        printed = row[figure.column]
        if printed:
            value = Decimal(printed) / (100 if figure.unit == "share" else 1)
            yield Number(row["area_id"], key, value, printed, row["exactness"], row["source_url"])
