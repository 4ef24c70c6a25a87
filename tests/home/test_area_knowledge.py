"""The page of an area leads to what others have shared about it and about areas like it, with the reason."""

import re

import pytest
from django.test import Client

from knub.areas.models import Area
from knub.knowledge.content import VisibleTo
from knub.knowledge.models import News
from tests.knowledge.conftest import NOW, members, summer, write
from tests.knowledge.test_news import released

__all__ = ["members", "summer"]
pytestmark = pytest.mark.usefixtures("members")
TAGS = re.compile(r"<[^>]+>")
TAASTRUP = "hoeje-taastrup-taastrupgaard"


def text(response):
    return " ".join(TAGS.sub(" ", response.content.decode()).split())


def about(*keys, **values):
    page = write(**values)
    page.areas.set(Area.objects.filter(key__in=keys))
    return page


def shared_with(client, key=TAASTRUP):
    return client.get(f"/omraader/{key}/").context["shared"]


def test_pages_about_the_area_and_areas_like_it_are_apart():
    others = Area.objects.exclude(key=TAASTRUP).values_list("key", flat=True)
    here, there = about(TAASTRUP, title="Eksempel: Her"), about(*others, title="Eksempel: Der")
    found = shared_with(Client())
    assert list(found.here) == [here]
    assert {page for page, _area, _why in found.like_it} == {there}
    assert all(len(why.drivers) > 0 and area.key != TAASTRUP for _page, area, why in found.like_it)
    assert "ligner de hinanden mest på:" in text(Client().get(f"/omraader/{TAASTRUP}/"))


def test_the_share_that_is_a_gate_never_says_that_areas_resemble_each_other():
    about(*Area.objects.values_list("key", flat=True))
    for _page, _area, why in shared_with(Client()).like_it:
        assert "non_western" not in why.drivers


def test_what_one_may_not_read_is_not_named_there():
    about(TAASTRUP, title="Eksempel: Vores egen", visible_to=VisibleTo.MUNICIPALITY)
    assert "Vores egen" not in text(Client().get(f"/omraader/{TAASTRUP}/"))


def test_news_of_the_area_stands_there_while_it_is_current():
    News.objects.all().delete()
    released(title="Eksempel: Nyt").areas.set(Area.objects.filter(key=TAASTRUP))
    assert [piece.title for piece in shared_with(Client()).news] == ["Eksempel: Nyt"]
    assert NOW.year == 2026


def test_an_area_without_anything_says_so_and_leads_on():
    assert "Ingen har endnu delt noget" in text(Client().get(f"/omraader/{TAASTRUP}/"))
