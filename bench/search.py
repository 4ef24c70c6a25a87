"""How long a search takes with the rights of a member applied, beside a bare Django view on the same gunicorn.

5,000 and 50,000 pages of 60 to 300 Danish words from the common to the rare, written over ten years, with tags, one in
ten for the own municipality only; one request at a time.
"""

import random
import time
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from http.client import HTTPConnection
from statistics import median
from urllib.parse import quote

import django

from bench.pages import bare_site, our_site

SIZES = (5_000, 50_000)
AIM_SECONDS = 0.1
ASKED = (
    "beboere", "tryghed i opgangen", "Bispehaven", "hård ghetto", "udlejning skole", "møde 2021", "kvæksølv", "§ 60",
)  # fmt: skip
ROUNDS, BATCH = 5, 1_000
WORDS = (
    "beboere", "møde", "opgang", "tryghed", "skole", "dagtilbud", "udlejning", "anvisning", "bolig", "område",
    "kommune", "helhedsplan", "vaskeri", "bestyrelse", "politi", "job", "uddannelse", "frivillige", "park", "plads",
    "vej", "bro",
    "indsats", "erfaring", "resultat", "plan", "økonomi", "samarbejde", "flytning", "nabo",
)  # fmt: skip
# The common words of a text are few, and most words are seldom: the second is half as common as the first, and so on.
VOCABULARY = (*WORDS, *(f"{first}{second}" for first in WORDS for second in WORDS))
OFTEN = [1 / rank for rank in range(1, len(VOCABULARY) + 1)]
TAGS = ("theme:social", "theme:physical", "subject_area:housing", "subject_area:school", "level:area")
TEN_YEARS = timedelta(days=3650)
RARE = ("kvæksølv", "Bispehaven", "ghettoområde", "almenboligloven § 60", "2021")


def figures() -> Iterator[dict[str, object]]:
    """Yield the median and the 95th percentile of a search at each size, and the bare view's."""
    with bare_site() as bare, our_site() as ours:
        django.setup()
        yield {"name": "bare view, median", "value": median(times(bare, "", ["/"] * 40)), "unit": "s"}
        session = session_of_a_member()
        for size in SIZES:
            fill(size)
            addresses = [f"/soeg/?q={quote(asked)}" for asked in ASKED]
            times(ours, session, addresses)  # what a process does once in its life is not a search
            took = times(ours, session, addresses * ROUNDS)
            yield {"name": f"search in {size}, median", "value": median(took), "unit": "s", "aim": AIM_SECONDS}
            yield {"name": f"search in {size}, 95th percentile", "value": took[int(len(took) * 0.95)], "unit": "s"}
        fill(0)


def times(port: int, session: str, addresses: Sequence[str]) -> list[float]:
    """Return how long each request took, the shortest first."""
    return sorted(took(port, session, address) for address in addresses)


def took(port: int, session: str, address: str) -> float:
    """Return how long one request took."""
    start = time.perf_counter()
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Connection": "close", "Host": "localhost", "Cookie": f"sessionid={session}"}
    connection.request("GET", address, headers=headers)
    response = connection.getresponse()
    response.read()
    connection.close()
    if response.status != 200:
        raise RuntimeError(f"{address} answered {response.status}.")
    return time.perf_counter() - start


def session_of_a_member() -> str:
    """Return the session of a colleague in a member municipality."""
    from django.test import Client  # noqa: PLC0415 - Django is set up by now

    from knub.people.models import Person  # noqa: PLC0415

    client = Client()
    client.force_login(Person.objects.get(email="kollega@example.org"))
    return client.cookies["sessionid"].value


def fill(size: int) -> None:
    """Let there be so many pages that are found, and no others of the bench's."""
    from django.db import connection  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from knub.knowledge.models import Page  # noqa: PLC0415
    from knub.search.models import Document  # noqa: PLC0415

    Document.objects.filter(kind="knowledge", object_id__startswith="bench-").delete()
    Page.objects.filter(slug__startswith="bench-").delete()
    chance, now = random.Random(size), timezone.now()  # noqa: S311 - words of a bench
    for start in range(0, size, BATCH):
        pages = [page_of(number, chance, now) for number in range(start, min(start + BATCH, size))]
        Page.objects.bulk_create(pages)
        Document.objects.bulk_create([document_of(page, chance, now) for page in pages])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def page_of(number: int, chance: random.Random, now: object) -> "object":
    """Return an invented page; one in ten is for the municipality only."""
    from knub.knowledge.models import Page  # noqa: PLC0415

    readers = "municipality" if chance.random() < 0.1 else "everyone"
    return Page(
        kind="kort-raad", slug=f"bench-{number}", state="published", title=f"Eksempel {number}", visible_to=readers,
        made_at=now, published_at=now, changed_at=now,
    )  # fmt: skip


def document_of(page: "object", chance: random.Random, now: datetime) -> "object":
    """Return what an invented page is found by."""
    from knub.search.models import Document  # noqa: PLC0415

    words = chance.choices(VOCABULARY, OFTEN, k=chance.randint(60, 300))
    if chance.random() < 0.05:
        words.append(chance.choice(RARE))
    slug = page.slug  # type: ignore[attr-defined]
    return Document(
        kind="knowledge", object_id=slug, title=f"Eksempel {slug}", url=f"/viden/{slug}/", body=" ".join(words),
        updated_at=now - TEN_YEARS * chance.random(), tags=chance.sample(TAGS, 2), standing="current",
    )  # fmt: skip


