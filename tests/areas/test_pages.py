"""The open pages: what they say, and a fixed number of queries however much there is."""

import csv
import io

import openpyxl
import pytest
from django.urls import reverse

from knub.areas.models import OfficialList

pytestmark = pytest.mark.django_db


def text(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/omraader/", 6),
        ("/omraader/lister/", 3),
        ("/omraader/udvikling/", 4),
        ("/omraader/metode/", 3),
        ("/omraader/metode/rettelser/", 2),
    ],
)
def test_a_page_costs_the_same_queries_always(client, django_assert_num_queries, address, queries):
    client.get(address)
    with django_assert_num_queries(queries):
        response = client.get(address)
    assert response.status_code == 200


def test_known_and_published_numbers_stand_side_by_side(client):
    assert "39 af 43 kendt" in text(client.get("/omraader/lister/2018-12-01/"))


def test_the_newest_list_is_shown_with_what_has_come_since(client, time_machine):
    time_machine.move_to("2026-11-24 12:00+01:00")
    page = text(client.get("/omraader/"))
    assert "Den nyeste liste, KNUB kender: 1. december 2024" in page
    assert "Ministeriet har siden offentliggjort lister pr. 1. december 2025." in page


def test_not_published_and_not_loaded_are_told_apart(client):
    assert "Ikke offentliggjort" in text(client.get("/omraader/lister/2012-10-01/"))
    assert "Ikke indlæst" in text(client.get("/omraader/lister/2019-12-01/"))
    assert "Ikke offentliggjort" not in text(client.get("/omraader/lister/2019-12-01/"))


@pytest.mark.parametrize(
    ("query", "areas"),
    [
        ("kommune=aarhus", {"Bispehaven", "Gellerupparken/Toveshøj", "Skovgårdsparken"}),
        ("q=toveshøj", {"Gellerupparken/Toveshøj"}),
        ("region=Region+Nordjylland", set()),
        ("kriterium=income&kommune=hoeje-taastrup", {"Tåstrupgård"}),
    ],
)
def test_a_filter_keeps_what_it_says(client, query, areas):
    rows = client.get(f"/omraader/lister/2016-12-01/?{query}").context["page"]
    assert {row.area.name for row in rows} == areas


@pytest.mark.parametrize("query", ["kriterium=non_western", "orden=non_western", "orden=afstand"])
def test_nobody_can_choose_or_sort_by_the_special_condition(client, query):
    every = list(client.get("/omraader/lister/2016-12-01/").context["page"])
    assert list(client.get(f"/omraader/lister/2016-12-01/?{query}").context["page"]) == every


def test_a_download_has_the_same_rows_as_the_screen(client):
    response = client.get("/omraader/lister/2016-12-01/liste.csv?kommune=aarhus")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in rows[1:]] == ["Bispehaven", "Gellerupparken/Toveshøj", "Skovgårdsparken"]
    book = openpyxl.load_workbook(
        io.BytesIO(client.get("/omraader/lister/2016-12-01/liste.xlsx?kommune=aarhus").content)
    )
    assert [row[0].value for row in book.worksheets[0].iter_rows(min_row=2)] == [row[0] for row in rows[1:]]


def test_the_development_counts_exits_as_published(client):
    lists = {one.list.date.year: one for one in client.get("/omraader/udvikling/").context["lists"]}
    assert [len(lists[year].left) for year in (2019, 2020, 2021, 2022, 2023)] == [3, 13, 4, 3, 1]


@pytest.mark.parametrize(
    "address", ["/omraader/lister/2016-13-01/", "/omraader/lister/2015-01-01/", "/omraader/findes-ikke/"]
)
def test_an_address_that_names_nothing_is_not_found(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert "Siden blev ikke fundet" in text(response)


def test_titles_and_previews_carry_no_category(client):
    page = client.get("/omraader/aarhus-gellerupparken-toveshoej/").content.decode()
    head = page[: page.index("</head>")].casefold()
    assert [word for word in ("ghetto", "parallelsamfund", "omdannelsesområde") if word in head] == []


def test_every_list_has_an_address(client):
    for found in OfficialList.objects.all():
        assert client.get(reverse("areas:list", args=[found.date.isoformat()])).status_code == 200
