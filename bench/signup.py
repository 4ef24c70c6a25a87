"""Whole sign-ups a second (form, sign-up, receipt) beside a bare Django view, and 500 people for 200 seats.

The same gunicorn serves both, `Connection: close`, medians of five alternating runs, while the worker sends the mails.
"""

import importlib.util
import os
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from http.client import HTTPConnection
from itertools import count, cycle
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.parse import urlencode

AT_ONCE, RUNS, SECONDS = (1, 8, 32), 5, 1.0
WHOLE_AIM, POST_AIM, STATEMENTS_AIM, ALL_STATEMENTS_AIM = 0.005, 0.012, 15, 35
RUSH, SEATS, SLOWEST = 500, 200, 5.0
PEOPLE = 2000
YEAR, TOKEN = 2126, "a" * 32
GIVEN, BUSY = 302, 503


def figures() -> Iterator[dict[str, object]]:
    """Yield statements per sign-up, sign-ups a second and their part of the bare view's, and what a rush came to."""
    pages = sibling("pages")
    with pages.our_site() as ours, pages.bare_site() as bare, worker():
        sibling("desk").set_up()
        crowd = Crowd(ours)
        yield from statements(crowd)
        for at_once in AT_ONCE:
            yield from rates(bare, crowd, at_once)
        yield from rush(crowd)


def sibling(name: str) -> Any:
    """Return another benchmark as a module."""
    spec = importlib.util.spec_from_file_location(f"bench.{name}", Path(__file__).with_name(f"{name}.py"))
    if spec is None or spec.loader is None:
        raise ImportError(f"bench/{name}.py is not a Python file.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@contextmanager
def worker() -> Iterator[None]:
    """Run the worker until the block ends."""
    surroundings = {"KNUB_DEMO": "1", "KNUB_SECRET_KEY": "bench", "DJANGO_SETTINGS_MODULE": "knub.settings"}
    command = [sys.executable, "-m", "django", "worker"]
    process = subprocess.Popen(command, env={**os.environ, **surroundings}, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


class Crowd:
    """People of all municipalities, logged in, each of whom signs up once; and two meetings, one of 200 seats."""

    def __init__(self, port: int) -> None:
        from django.utils import timezone  # noqa: PLC0415 - Django must be set up first

        from knub.meetings import actions  # noqa: PLC0415
        from knub.memberships.models import Membership, Network, Season  # noqa: PLC0415
        from knub.people.models import Organisation  # noqa: PLC0415

        self.port, self.turn, self.lock = port, count(), threading.Lock()
        now, self.year = timezone.now(), YEAR + Season.objects.filter(year__gte=YEAR).count()
        year = {"starts_on": date(2020, 1, 1), "ends_on": date(2090, 12, 31)}
        season = Season.objects.create(network=Network.objects.first(), year=self.year, name="Eksempel", **year)
        self.municipalities = list(Organisation.objects.filter(kind="municipality"))
        Membership.objects.bulk_create(
            Membership(season=season, municipality=one, joined_at=now, **year) for one in self.municipalities
        )
        for number, seats in ((1, None), (2, SEATS)):
            start = now + timedelta(days=30 + number)
            actions.create_meeting(
                season, by=None, number=number, title="Eksempel", starts_at=start, ends_at=start + timedelta(hours=6),
                format="physical", venue="Eksempel", published_at=now, physical_capacity=seats,
            )  # fmt: skip
        self.people = self.logged_in()

    def logged_in(self) -> list[tuple[int, str]]:
        """Return the people and the cookie of each one's session."""
        from django.test import Client  # noqa: PLC0415

        from knub.people.models import Person, Role  # noqa: PLC0415

        made = Person.objects.bulk_create(
            Person(name=f"Eksempel {one}", email=f"{uuid.uuid4().hex}@example.org") for one in range(PEOPLE)
        )
        Role.objects.bulk_create(
            Role(person=who, organisation=where, kind="member", starts_on=date(2020, 1, 1))
            for who, where in zip(made, cycle(self.municipalities), strict=False)
        )
        cookies = []
        for who in made:
            browser = Client()
            browser.force_login(who)
            cookies.append(f"sessionid={browser.cookies['sessionid'].value}; csrftoken={TOKEN}")
        return [(who.pk, cookie) for who, cookie in zip(made, cookies, strict=True)]

    def next(self) -> tuple[int, str]:
        """Return somebody who has not signed up yet."""
        with self.lock:
            return self.people[next(self.turn)]

    def sign_up(self, number: int = 1, *, whole: bool = True) -> int:
        """Sign somebody up as a browser does; the form and the receipt too, if it is the whole."""
        who, cookies = self.next()
        address = f"/moeder/{self.year}/{number}/tilmeld/"
        if whole:
            ask(self.port, "GET", address, cookies)
        typed = {"mode": "physical", "people": who, "shortage": "some"}
        values = {"csrfmiddlewaretoken": TOKEN, "key": uuid.uuid4(), **typed}
        status, location = ask(self.port, "POST", address, cookies, urlencode(values))
        if status != BUSY and "/tilmelding/" not in (location or ""):
            raise ValueError(f"The sign-up was answered with {status}: {location}.")
        if whole and location:
            ask(self.port, "GET", location, cookies)
        return status


def ask(port: int, method: str, address: str, cookies: str, body: str | None = None) -> tuple[int, str | None]:
    """Return the status and the address one is sent on to."""
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    headers = {"Connection": "close", "Host": "localhost", "Cookie": cookies}
    form = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    connection.request(method, address, body=body, headers=headers | form)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status, response.headers.get("Location")


def rates(bare: int, crowd: Crowd, at_once: int) -> Iterator[dict[str, object]]:
    """Yield sign-ups a second by so many people at once, and the part of the bare view's requests."""
    does: dict[str, Callable[[], int]] = {
        "bare view": lambda: ask(bare, "GET", "/", "")[0],
        "whole sign-up": crowd.sign_up,
        "sign-up request": lambda: crowd.sign_up(whole=False),
    }
    found: dict[str, list[float]] = {name: [] for name in does}
    for _run in range(RUNS):
        for name, do in does.items():
            found[name].append(rate(do, at_once))
    floor = median(found["bare view"])
    for name, aim in (("whole sign-up", WHOLE_AIM), ("sign-up request", POST_AIM)):
        yield {"name": f"{name}, {at_once} at once", "value": median(found[name]), "unit": "a second"}
        part = {"name": f"{name} of the bare view, {at_once} at once", "value": median(found[name]) / floor}
        yield {**part, "unit": "part", **({"aim": aim} if at_once > 1 else {})}


def rate(do: Callable[[], int], at_once: int) -> float:
    """Return how often something is done a second by so many at once."""
    end = time.perf_counter() + SECONDS

    def until(_one: int) -> int:
        done = 0
        while time.perf_counter() < end:
            do()
            done += 1
        return done

    began = time.perf_counter()
    with ThreadPoolExecutor(at_once) as pool:
        return sum(pool.map(until, range(at_once))) / (time.perf_counter() - began)


def rush(crowd: Crowd) -> Iterator[dict[str, object]]:
    """Yield what 500 people at the same moment get of 200 seats, and how long the slowest twentieth waits."""
    from knub.meetings.models import Seat  # noqa: PLC0415

    def timed(_one: int) -> tuple[int, float]:
        began = time.perf_counter()
        return crowd.sign_up(2, whole=False), time.perf_counter() - began

    with ThreadPoolExecutor(RUSH) as pool:
        answers = list(pool.map(timed, range(RUSH)))
    of_rush = Seat.objects.filter(meeting__season__year=crowd.year, meeting__number=2)
    seats = Counter(of_rush.values_list("state", flat=True))
    refused = sum(status != GIVEN for status, _seconds in answers)
    yield {"name": "500 for 200: confirmed", "value": seats["confirmed"], "unit": "seats", "aim": SEATS}
    yield {"name": "500 for 200: waiting", "value": seats["waiting"], "unit": "seats", "aim": RUSH - SEATS}
    yield {"name": "500 for 200: refused", "value": refused, "unit": "requests", "aim": 0}
    slow = quantiles([seconds for _status, seconds in answers], n=20)[-1]
    yield {"name": "500 for 200: 95th percentile", "value": slow, "unit": "s", "aim": SLOWEST}


def statements(crowd: Crowd) -> Iterator[dict[str, object]]:
    """Yield how many SQL statements the sign-up request costs, and form, sign-up and receipt together."""
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from knub.people.models import Person  # noqa: PLC0415

    who, _cookies = crowd.next()
    browser, address = Client(headers={"host": "localhost"}), f"/moeder/{crowd.year}/1/tilmeld/"
    browser.force_login(Person.objects.get(pk=who))

    def counted(do: Callable[[], Any]) -> tuple[Any, int]:
        with CaptureQueriesContext(connection) as captured:
            return do(), len(captured)

    _form, before = counted(lambda: browser.get(address))
    typed = {"key": uuid.uuid4(), "mode": "physical", "people": [who]}
    got, itself = counted(lambda: browser.post(address, typed))
    _receipt, after = counted(lambda: browser.get(got.url))
    yield {"name": "sign-up request", "value": itself, "unit": "statements", "aim": STATEMENTS_AIM}
    yield {"name": "whole sign-up", "value": before + itself + after, "unit": "statements", "aim": ALL_STATEMENTS_AIM}
