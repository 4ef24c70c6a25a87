"""What every page has: a title, the way past the menu, no script or style of its own, and errors that help."""

import re

import pytest
from django.conf import settings as site_settings
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from knub.home.views.pages import KEPT
from knub.urls import urlpatterns as site
from tests.ui.markup import read

pytestmark = pytest.mark.django_db

FOOTER = ["/saadan-bruger-vi-tal/", "/tilgaengelighed/", "/privatliv/", "/kontakt/"]
NAME = "Netværk om Udsatte Boligområder"


def break_down(_request):
    raise RuntimeError("broken on purpose")


def take_form(_request):
    return HttpResponse("taken")


urlpatterns = [path("gik-galt/", break_down), path("formular/", take_form), *site]


def policy(response):
    return dict(part.split(maxsplit=1) for part in response["Content-Security-Policy"].split("; "))


def test_nothing_is_fetched_from_other_sites_and_nothing_inline_runs(client):
    assert policy(client.get("/kontakt/")) == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }


@pytest.mark.urls("tests.ui.gallery")
@pytest.mark.parametrize("address", [*FOOTER, "/gallery/", "/findes-ikke/"])
def test_no_page_has_a_script_or_style_of_its_own(client, address):
    page = read(client.get(address).content.decode())
    handlers = [
        name for element in page.all() for name in element.attributes if name == "style" or name.startswith("on")
    ]
    outside = [
        element.attributes[name]
        for element in page.all()
        for name in ("src", "href")
        if element.tag in {"script", "link", "img", "use"} and re.match(r"\w+:|//", element.attributes.get(name) or "")
    ]
    scripts = [element for element in page.all("script") if not element.attributes.get("src")]
    assert (handlers, outside, scripts, page.all("style")) == ([], [], [], [])


@pytest.mark.parametrize("address", FOOTER)
def test_a_page_has_a_title_one_heading_and_a_way_past_the_menu(client, address):
    page = read(client.get(address).content.decode())
    heading = page.one("main").one("h1").words()
    assert page.one("title").words() == f"{heading} – {NAME}"
    assert page.one("body").all("a")[0].attributes["href"] == "#main-content"
    assert page.one("main").attributes["id"] == "main-content"
    assert page.one("html").attributes["lang"] == "da"


def test_every_page_leads_to_the_pages_of_the_footer(client):
    footer = read(client.get("/kontakt/").content.decode()).one("footer")
    assert [link.attributes["href"] for link in footer.all("a")] == ["/om/", "/bliv-medlem/", *FOOTER]
    assert "Demonstration. Drives ikke af KL." in footer.words()


def test_the_operator_can_be_named(client, settings):
    settings.OPERATOR_NAME = "Eksempelforeningen"
    assert "Eksempelforeningen" in read(client.get("/kontakt/").content.decode()).one("footer").words()


@pytest.mark.parametrize(("is_demo", "count"), [(True, 1), (False, 0)])
def test_the_demo_says_so_and_only_the_demo(client, settings, is_demo, count):
    settings.DEMO = is_demo
    assert len(read(client.get("/kontakt/").content.decode()).all("aside", class_="demo-banner")) == count


@pytest.mark.parametrize("address", ["/kommuner/?kommune=%00", "/omraader/egne-tal/?omraade=a%00b", "/soeg/?q=%00"])
def test_a_null_character_in_an_address_is_no_error_of_ours(client, address):
    response = client.get(address)
    assert response.status_code == 400
    assert "Det kunne ikke læses" in response.content.decode()


def test_more_text_than_a_page_takes_gets_a_page_that_helps(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = client.post("/omraader/egne-tal/", {"table": "x" * 2000})
    assert response.status_code == 400
    assert "vedhæft den som en fil" in response.content.decode()


def test_pages_of_somebody_logged_in_are_not_kept_by_browsers(client, member):
    assert "Cache-Control" not in client.get("/kontakt/")
    client.force_login(member)
    assert client.get("/kontakt/")["Cache-Control"] == "private, no-store"


def test_danish_is_shown_until_english_is_chosen(client):
    first = client.get("/kontakt/", headers={"accept-language": "en"})
    assert read(first.content.decode()).one("h1").words() == "Kontakt"
    client.post("/sprog/setlang/", {"language": "en", "next": "/kontakt/"})
    page = read(client.get("/kontakt/").content.decode())
    assert (page.one("h1").words(), page.one("html").attributes["lang"]) == ("Contact", "en")


def test_somebody_who_is_logged_in_sees_the_own_name_instead_of_the_login(client, member):
    links = [
        link.words() for link in read(client.get("/kontakt/").content.decode()).one(class_="header-links").all("a")
    ]
    assert links == ["Log ind"]
    client.force_login(member)
    links = [
        link.words() for link in read(client.get("/kontakt/").content.decode()).one(class_="header-links").all("a")
    ]
    assert links == [member.name]


def test_a_wrong_address_gets_a_search_box_and_ways_on(client):
    response = client.get("/findes-ikke/")
    page = read(response.content.decode())
    assert response.status_code == 404
    assert page.one("main").one("form", role="search").attributes["action"] == "/soeg/"
    ways = [link.attributes["href"] for link in page.one("main").one("ul", class_="cards").all("a")]
    assert [ways[0], *ways[-2:]] == ["/", "/log-ind/?next=/findes-ikke/", "/kontakt/"]
    assert "/omraader/" in ways


def test_somebody_without_the_right_learns_whom_to_ask(client, member):
    client.force_login(member)
    response = client.get("/sekretariat/")
    main = read(response.content.decode()).one("main")
    assert response.status_code == 403
    assert main.one("h1").words() == "Du har ikke adgang til denne side"
    assert f"Du er logget ind som {member.name}." in main.words()
    assert main.all("a", href="/kontakt/")


@pytest.mark.urls("tests.ui.test_pages")
def test_a_fault_of_ours_gets_a_page_that_asks_nothing_of_the_database(django_assert_num_queries):
    client = Client(raise_request_exception=False)
    with django_assert_num_queries(0):
        response = client.get("/gik-galt/")
    page = read(response.content.decode())
    assert response.status_code == 500
    assert page.one("h1").words() == "Noget gik galt hos os"
    assert [link.attributes["href"] for link in page.all("a")] == ["/", "/kontakt/", "/kontakt/"]


@pytest.mark.urls("tests.ui.test_pages")
def test_a_form_that_was_open_too_long_says_what_to_do(client):
    response = Client(enforce_csrf_checks=True).post("/formular/", {"a": "b"})
    main = read(response.content.decode()).one("main")
    assert response.status_code == 403
    assert main.one("h1").words() == "Formularen kunne ikke sendes"
    assert len(main.one("ol").all("li")) == 3


def test_was_leads_to_the_register_only_where_there_is_a_statement(client, settings):
    assert client.get("/was").status_code == 404
    settings.WAS_URL = "https://was.digst.dk/example.org"
    for address in ("/was", "/was/"):
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (302, "https://was.digst.dk/example.org")
    assert "https://was.digst.dk/example.org" in client.get("/tilgaengelighed/").content.decode()


def test_privacy_tells_every_kind_of_data_and_the_times_that_the_deletion_uses(client):
    page = read(client.get("/privatliv/").content.decode())
    kept, cookies = page.all("table")
    assert len(kept.one("tbody").all("tr")) == len(KEPT)
    mails = next(row for row in kept.all("tr") if "Mails, vi har sendt dig" in row.words())
    assert mails.words().endswith(f"{site_settings.KEPT_DAYS['mails']} dage.")
    owner = next(row for row in kept.all("tr") if "Det, du har sagt ja til at prøve" in row.words())
    assert owner.words().endswith(f"{site_settings.KEPT_DAYS['owners']} dage.")
    session = next(row for row in cookies.one("tbody").all("tr") if row.one("th").words() == "sessionid")
    assert session.words().endswith(f"{site_settings.KEPT_DAYS['sessions']} dage.")


def test_privacy_names_every_cookie_that_is_set(client, member):
    client.force_login(member)
    client.get("/kontakt/")
    client.post("/sprog/setlang/", {"language": "da", "next": "/"})
    cookies = read(client.get("/privatliv/").content.decode()).all("table")[1]
    told = {row.one("th").words() for row in cookies.one("tbody").all("tr")}
    assert set(client.cookies) - told == set()
    assert {"sessionid", "csrftoken", "django_language"} - set(client.cookies) == set()


def test_residents_learn_whom_to_ask(client):
    page = read(client.get("/saadan-bruger-vi-tal/").content.decode())
    section = page.one("section", id="beboere")
    assert [name.words() for name in section.all("dt")] == [
        "Kommunen",
        "Boligorganisationen",
        "En lejerrådgiver",
        "Beboerbestyrelsen",
    ]
