"""Facts stay as published: proposed is never counted, categories never added, loading again changes nothing."""

from decimal import Decimal
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from knub.areas import actions, queries
from knub.areas.models import Area, Listing, ListTotal, OfficialList, PublishedFigure
from knub.areas.queries.stating import Number, Stated
from knub.parameters import package_csv

pytestmark = pytest.mark.django_db


def test_a_proposed_listing_is_never_counted():
    found = OfficialList.objects.get(date="2021-12-01")
    before = queries.counts(found)["prevention"].known
    area = Area.objects.get(key="aarhus-bispehaven")
    Listing.objects.create(list=found, area=area, category="prevention", status=Listing.Status.PROPOSED, source="x")
    assert queries.counts(found)["prevention"].known == before
    status = next(one for one in queries.status_history(area, [found]))
    assert (status.proposed, "prevention" in status.categories) == ({"prevention"}, False)


def test_every_row_of_the_package_is_stored():
    numbers = sum(
        1
        for row in package_csv("lists/key_figures.csv")
        for name, cell in row.items()
        if cell and name.endswith(("_pct", "residents"))
    )
    assert PublishedFigure.objects.count() == numbers
    assert Listing.objects.count() == len(package_csv("lists/listings.csv"))
    assert ListTotal.objects.count() == len(package_csv("lists/list_totals.csv"))
    assert Area.objects.count() == len(package_csv("lists/areas.csv"))


def test_loading_again_changes_nothing():
    before = list(PublishedFigure.objects.order_by("pk").values())
    call_command("load_lists", stdout=StringIO())
    assert list(PublishedFigure.objects.order_by("pk").values()) == before


def test_loading_again_leaves_what_somebody_has_corrected(secretariat):
    figure = PublishedFigure.objects.get(area__key="kolding-munkebo", list__date="2016-12-01", figure="convicted")
    stated = Stated(
        on=figure.list.date,
        numbers=(Number("kolding-munkebo", "convicted", Decimal("0.0180"), "1.80", "published", "x"),),
        listings={("aarhus-trigeparken", "ghetto_pre2018"): "x"},
        named=frozenset({"kolding-munkebo", "aarhus-trigeparken"}),
    )
    actions.store_list(stated, by=secretariat)
    call_command("load_lists", stdout=StringIO())
    now = PublishedFigure.objects.get(
        area__key="kolding-munkebo", list=figure.list, figure="convicted", replaced_at__isnull=True
    )
    assert (now.printed, now.corrected_by) == ("1.80", secretariat)
    current = Listing.objects.filter(list=figure.list, removed_at__isnull=True).values_list("area__key", flat=True)
    assert "kolding-munkebo" not in current
    assert "aarhus-trigeparken" in current


def test_every_number_has_its_source_and_printed_form():
    assert not PublishedFigure.objects.filter(source="").exists()
    assert not PublishedFigure.objects.filter(printed="").exists()


def test_the_lists_that_are_complete_match_their_published_totals():
    for found in OfficialList.objects.all():
        for key, count in queries.counts(found).items():
            if key in found.complete_categories:
                assert (found.date, key, count.known) == (found.date, key, count.published)


def test_a_complete_list_with_another_total_is_refused_whole():
    stated = Stated(
        on=OfficialList.objects.latest("date").date,
        listings={("aarhus-bispehaven", "transformation"): "x"},
        totals={"transformation": (7, "x")},
        complete_categories=frozenset({"transformation"}),
    )
    before = Listing.objects.filter(removed_at__isnull=True).count()
    with pytest.raises(ValidationError):
        actions.store_list(stated, by=None)
    assert Listing.objects.filter(removed_at__isnull=True).count() == before


@pytest.mark.parametrize("count", [1, 3])
def test_classifying_costs_the_same_for_one_and_three_areas(django_assert_num_queries, count):
    areas = list(Area.objects.order_by("pk")[:count])
    lists = list(OfficialList.objects.all())
    with django_assert_num_queries(3):
        queries.classifications(areas, lists)


def test_an_area_that_changed_its_name_keeps_its_history_and_is_found_by_both():
    area = Area.objects.get(key="holbaek-agervang")
    history = queries.status_history(area, OfficialList.objects.all())
    assert {status.on.year for status in history if status.on_list} >= {2014, 2018, 2021}
    assert "Grønneparken" in [name.name for name in area.names.all()]
