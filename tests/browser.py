"""Chromium for tests: pages at two widths, looked through by axe, with every message of the console kept."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from knub.people.models import Person
from tests.conftest import CHROMIUM

FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
WIDE, NARROW = 1280, 320
PATIENCE = 20_000  # milliseconds that a page may take to show what is expected, on a busy machine

expect.set_options(timeout=PATIENCE)


@dataclass
class Visit:
    """An open page, and what its console said."""

    page: Page
    console: list[str] = field(default_factory=list)

    def faults(self) -> list[str]:
        """Return what axe finds, with the first piece of markup it concerns."""
        found = Axe().run(self.page).response["violations"]
        return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]

    def is_wider_than_window(self) -> bool:
        """Tell whether one must scroll sideways, once the page has its styles."""
        self.page.wait_for_load_state("load")
        return bool(self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


Open = Callable[..., Visit]


class Chromium:
    """The one browser of a run. Its driver keeps a loop, which Django would mistake for asynchronous code."""

    def __init__(self) -> None:
        self.playwright: Playwright | None = None
        self.browser: Browser | None = None

    def start(self) -> Browser:
        if self.browser is None:
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
            self.playwright = sync_playwright().start()
            self.browser = self.playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        return self.browser

    def stop(self) -> None:
        if self.browser is not None and self.playwright is not None:
            self.browser.close()
            self.playwright.stop()
            self.browser = self.playwright = None
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


THE_ONE = Chromium()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium, started once however many folders ask for it."""
    if CHROMIUM is None:
        pytest.fail("Chromium is not installed. Run with -m 'not browser', or install it.")
    yield THE_ONE.start()
    THE_ONE.stop()


@pytest.fixture
def visit(chromium, live_server, settings) -> Iterator[Open]:
    """Open a page of the running site: visit("/omraader/", width=320, scripts=False, by=person).

    The data is the fixture `loaded`. A second page of the same visitor is `visit(…).page.goto(…)`.
    """
    settings.ALLOWED_HOSTS = ["localhost"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    contexts = []

    def open_page(address: str, *, width: int = WIDE, scripts: bool = True, by: Person | None = None) -> Visit:
        size = {"width": width, "height": 900}
        context = chromium.new_context(
            viewport=size, java_script_enabled=scripts, locale="da-DK", base_url=live_server.url
        )
        contexts.append(context)
        if by is not None:
            context.add_cookies([{"name": "sessionid", "value": session_of(by), "url": live_server.url}])
        found = Visit(context.new_page())
        found.page.on("console", lambda message: found.console.append(message.text))
        found.page.on("pageerror", lambda error: found.console.append(str(error)))
        found.page.goto(address)
        return found

    yield open_page
    for context in contexts:
        context.close()


def session_of(person: Person) -> str:
    """Return the key of a session in which somebody is logged in."""
    client = Client()
    client.force_login(person)
    return client.cookies["sessionid"].value
