"""The secretary's and a municipality's pages with 98 municipalities, 10 network years and 5,000 people, and with three.

The number of queries must be the same; the time says what the rest costs. Everything is rolled back.
"""

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from statistics import median
from typing import Any

PAGES = {
    "what waits": "/sekretariat/",
    "members": "/sekretariat/medlemmer/",
    "members as a sheet": "/sekretariat/medlemmer/medlemmer.xlsx",
    "a mail to all contact persons": "/sekretariat/udbakke/{bulk}/se/",
    "a municipality": "/kommuner/aarhus/",
    "people of a municipality": "/kommuner/aarhus/personer/",
}
SMALL, LARGE = (3, 1, 3), (98, 10, 5000)
RUNS = 5
AT = datetime(2026, 1, 12, 9, tzinfo=UTC)


def figures() -> Iterator[dict[str, object]]:
    """Yield, per page, its queries with three of everything and with very many, and its time with many."""
    set_up()
    from django.db import transaction  # noqa: PLC0415 - Django must be set up first

    with transaction.atomic():
        few = fill(*SMALL)
        small = {name: queries_of(address.format(bulk=few)) for name, address in PAGES.items()}
        many = fill(*LARGE)
        for name, address in PAGES.items():
            filled = address.format(bulk=many)
            yield {"name": f"{name}, three", "value": small[name], "unit": "queries"}
            yield {"name": f"{name}, many", "value": queries_of(filled), "unit": "queries", "aim": small[name]}
            yield {"name": f"{name}, many", "value": milliseconds_of(filled), "unit": "ms"}
        transaction.set_rollback(True)


def set_up() -> None:
    """Start Django on the bench's own database, with the real municipalities and lists in it."""
    os.environ |= {"KNUB_DEMO": "1", "KNUB_SECRET_KEY": "bench", "DJANGO_SETTINGS_MODULE": "knub.settings"}
    import django  # noqa: PLC0415 - its settings are in the environment from here on

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123
        call_command("migrate", verbosity=0)
        call_command("load_demo", stdout=nowhere)


def fill(municipalities: int, seasons: int, people: int) -> int:
    """Make that many members of that many network years, and that many people in them; return a draft to them all."""
    from knub.memberships.models import Membership  # noqa: PLC0415
    from knub.notify.actions import write_bulk  # noqa: PLC0415
    from knub.people.models import Organisation, Person, Role  # noqa: PLC0415

    places = sorted(Organisation.objects.filter(kind="municipality"), key=lambda one: one.slug != "aarhus")
    places = places[:municipalities]
    for season in _seasons(seasons):
        Membership.objects.bulk_create(
            [
                Membership(
                    season=season,
                    municipality=place,
                    joined_at=AT,
                    starts_on=season.starts_on,
                    ends_on=season.ends_on,
                    price="18000.00",
                )
                for place in places
            ],
            ignore_conflicts=True,
        )
    first = Person.objects.count()
    made = Person.objects.bulk_create(
        Person(name=f"Eksempel {number}", email=f"bench{first + number}@example.org") for number in range(people)
    )
    kinds = ["coordinator", *["member"] * 9]
    Role.objects.bulk_create(
        Role(
            person=person,
            organisation=places[number % len(places)],
            kind=kinds[number // len(places) % 10],
            starts_on=date(2020, 1, 1),
        )
        for number, person in enumerate(made)
    )
    secretary = Person.objects.get(email="sekretaer@example.org")
    return write_bulk(subject="Eksempel", body="Kære {fornavn}", choice={}, by=secretary).pk


def _seasons(count: int) -> list[Any]:
    from django.utils import timezone  # noqa: PLC0415

    from knub.memberships.models import Network, Season  # noqa: PLC0415

    network = Network.objects.first() or Network.objects.create(key="bench", name="Eksempel")
    this = timezone.localdate().year
    for year in range(this - count + 1, this + 1):
        if not Season.objects.filter(year=year).exists():
            days = {"starts_on": date(year, 1, 1), "ends_on": date(year, 12, 31)}
            Season.objects.create(network=network, year=year, name=f"Eksempel {year}", **days)
    return list(Season.objects.filter(year__gt=this - count, year__lte=this))


def client() -> Any:
    """Return a browser in which the secretary is logged in."""
    from django.test import Client  # noqa: PLC0415

    from knub.people.models import Person  # noqa: PLC0415

    found = Client(headers={"host": "localhost"})
    found.force_login(Person.objects.get(email="sekretaer@example.org"))
    return found


def queries_of(address: str) -> int:
    """Return how many queries a page costs the second time."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    browser = client()
    assert browser.get(address).status_code == 200, address
    with CaptureQueriesContext(connection) as found:
        browser.get(address)
    return len(found)


def milliseconds_of(address: str) -> float:
    """Return how long a page takes, the median of some runs."""
    browser, times = client(), []
    for _run in range(RUNS):
        start = time.perf_counter()
        browser.get(address)
        times.append((time.perf_counter() - start) * 1000)
    return median(times)
