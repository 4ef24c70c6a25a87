"""The pieces that pages are built of, as the gallery shows them."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

from knub.ui.context_processors import house, menu
from tests.ui.markup import read

NOBODY: frozenset[str] = frozenset()
pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.ui.gallery")]


@pytest.fixture
def page(client):
    return read(client.get("/gallery/?kommune=aarhus&side=2").content.decode())


def request(path="/", user=None):
    made = RequestFactory().get(path)
    made.user = user or AnonymousUser()
    return made


def test_the_menu_leaves_out_rooms_that_do_not_exist():
    entries = [("Ting", "no_such_room:list", None), ("Kontakt", "home:contact", None)]
    assert menu(entries, request(), NOBODY) == [{"label": "Kontakt", "url": "/kontakt/", "current": False}]


def test_the_menu_marks_the_entry_the_page_lies_below():
    entries = [("Områder", "areas:find", None), ("Kontakt", "home:contact", None)]
    path = reverse("areas:find") + "lister/"
    assert [entry["current"] for entry in menu(entries, request(path), NOBODY)] == [True, False]


def test_the_menu_shows_an_entry_only_to_those_it_is_for():
    entries = [("Sekretariat", "home:contact", "secretariat")]
    shown = [len(menu(entries, request(), frozenset(whom))) for whom in (["secretariat"], ["municipality"], [])]
    assert shown == [1, 0, 0]


def test_the_footer_leads_to_the_network_and_those_who_share_to_contacts(secretariat, member, outsider):
    people = (secretariat, member, outsider, AnonymousUser())
    shown = [[entry["url"] for entry in house(request(user=user))["footer"]] for user in people]
    assert [("/om/" in urls, "/kontakter/" in urls) for urls in shown] == [(True, True)] * 2 + [(True, False)] * 2


def test_a_heading_sorts_by_a_link_that_keeps_the_filter_and_forgets_the_page(page):
    name, residents = (heading for heading in page.all("th", scope="col") if heading.all("a", class_="sort"))
    assert name.attributes["aria-sort"] == "ascending"
    assert name.one("a").attributes["href"] == "?kommune=aarhus&orden=-navn"
    assert "aria-sort" not in residents.attributes
    assert residents.one("a").attributes["href"] == "?kommune=aarhus&orden=beboere"


def test_pages_are_turned_by_links_that_keep_the_filter(page):
    pager = page.one("nav", class_="pager")
    assert [link.attributes["href"] for link in pager.all("a")] == ["?kommune=aarhus&side=1", "?kommune=aarhus&side=3"]
    assert pager.one("li", aria_current="page").words() == "Side 2 af 3"


def test_a_table_scrolls_in_a_box_that_the_keyboard_reaches(page):
    table = page.one("table", class_="stacks")
    assert table.one("caption").words() == "Områder"
    assert table.parent.attributes == {
        "class": "table-scroll",
        "tabindex": "0",
        "role": "group",
        "aria-label": "Områder",
    }
    assert [cell.attributes["data-title"] for cell in table.all("td")] == ["Beboere", "Kategori"] * 2


def test_the_coming_step_is_no_link_and_the_present_one_is_marked(page):
    first, second, third = page.one("nav", class_="steps").all("li")
    assert first.one("svg", role="img").attributes["aria-label"] == "Gjort"
    assert second.one(aria_current="step").words() == "2 Se efter"
    assert third.all("a") == []


def test_a_chart_is_an_image_with_a_title_and_its_summary_and_the_figures_as_a_table(page):
    chart = page.one("figure", class_="chart")
    drawing = chart.one("svg", role="img")
    title, text = drawing.attributes["aria-labelledby"].split()
    assert drawing.one("title", id=title).words() == "Uden tilknytning"
    assert drawing.one("desc", id=text).words() == "Fra 43,1 pct. i 2015 til 39,0 pct. i 2021."
    assert [len(line.all("td")) for line in chart.one("tbody").all("tr")] == [2] * 7
    assert chart.one("tbody").all("tr")[2].one("span", class_="unknown").words() == "ukendt"
    assert chart.one("a", href="?csv")


def test_a_chart_tells_its_lines_apart_by_more_than_colour(page):
    chart = page.one("figure", class_="chart")
    assert {line.attributes["class"] for line in chart.all("polyline")} == {
        "chart-line chart-figure",
        "chart-line chart-limit",
    }
    assert [line.words() for line in chart.one("ul", class_="chart-legend").all("li")] == [
        "Tallet",
        "Lovens grænse",
        "2018: ny opgørelse",
    ]


def test_the_numbers_of_a_drawing_are_never_localised(page):
    drawing = page.one("figure", class_="chart").one("svg", role="img")
    numbers = [
        value
        for shape in drawing.all()
        for name, value in shape.attributes.items()
        if name in {"x", "y", "x1", "y1", "cx", "cy"}
    ]
    assert [number for number in numbers if float(number) < 0] == []


def test_the_map_is_for_the_eye_and_the_mouse_and_its_text_for_all(page):
    drawing = page.one("svg", class_="denmark")
    assert drawing.attributes["aria-hidden"] == "true"
    assert {link.attributes["tabindex"] for link in drawing.all("a")} == {"-1"}
    now, before = drawing.all("use", class_="place")
    assert now.one("title").words() == "Aarhus"
    assert ("fill" in now.attributes, before.attributes["fill"]) == (False, "url(#map-stripes)")
    assert page.one("p", class_="sr-only").words() == "Kort. Det samme står i tabellen."


@pytest.mark.parametrize("kind", ["info", "success", "warning", "error"])
def test_a_message_has_an_icon_with_a_name(page, kind):
    for message in page.all("div", class_=f"alert-{kind}"):
        assert message.one("svg", class_="alert-icon") is not None
    assert len(page.all("div", class_=f"alert-{kind}")) >= 2


def test_filters_that_are_chosen_can_be_taken_away_one_by_one(page):
    pills = page.one("div", class_="pills")
    assert [link.words() for link in pills.all("a", class_="pill")] == ["Fjern Aarhus", "Fjern Parallelsamfund"]


def test_a_kept_part_is_made_once_per_language():
    kept = Template('{% load i18n ui %}{% keep "a test" %}{% translate "Search" %} {{ who }}{% endkeep %}')
    assert kept.render(Context({"who": "first"})) == "Søg first"
    assert kept.render(Context({"who": "second"})) == "Søg first"
    with translation.override("en"):
        assert kept.render(Context({"who": "third"})) == "Search third"
