"""The page of a list: kept, paged, filtered, compared with another, and open to objections."""

import csv
import io
from datetime import date

import pytest
from django.core import mail
from django.db.models import Max
from django.urls import reverse

from knub.areas import actions
from knub.areas.models import Area, FaultReport, Listing, OfficialList
from knub.areas.queries import stating
from knub.people.models import Organisation

pytestmark = pytest.mark.django_db
ADDRESS = "/omraader/lister/2016-12-01/"
FRESH, COMPARED, FROM_CACHE = 11, 5, 1


def text(response):
    return " ".join(response.content.decode().split())


def main(response):
    return text(response).partition("<main")[2]


def names(changes):
    return {change.area.name for change in changes}


def lines(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def changes(client, later, earlier):
    return client.get(f"/omraader/lister/{later}/?fra={earlier}").context["compared"].changes


@pytest.fixture
def with_300_areas():
    """The list of 2016 with as many invented areas as make 300."""
    found, aarhus = OfficialList.objects.get(date=date(2016, 12, 1)), Organisation.objects.get(slug="aarhus")
    missing = 300 - Listing.objects.filter(list=found).count()
    made = [Area(key=f"vej-{n}", name=f"Vej {n}", sort_name=f"vej {n:03}", municipality=aarhus) for n in range(missing)]
    areas = Area.objects.bulk_create(made)
    Listing.objects.bulk_create(
        Listing(list=found, area=area, category="ghetto_pre2018", source="https://example.org") for area in areas
    )


@pytest.fixture
def with_3_areas():
    """The list of 2016 with three areas only."""
    found = OfficialList.objects.get(date=date(2016, 12, 1))
    kept = list(Area.objects.filter(listings__list=found).order_by("pk")[:3])
    Listing.objects.filter(list=found).exclude(area__in=kept).delete()


@pytest.mark.parametrize(("amount", "rows"), [("with_3_areas", 3), ("with_300_areas", 100)])
def test_a_list_costs_the_same_queries_for_3_and_300_areas(request, client, django_assert_num_queries, amount, rows):
    request.getfixturevalue(amount)
    with django_assert_num_queries(FRESH):
        page = client.get(ADDRESS)
    assert len(page.context["page"]) == rows


@pytest.mark.usefixtures("with_300_areas")
def test_a_long_list_is_paged_and_the_pages_keep_the_filter(client):
    page = client.get(f"{ADDRESS}?kommune=aarhus&side=2")
    assert "Side 2 af 3" in text(page)
    assert "?kommune=aarhus&amp;side=3" in text(page)


@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}?fra=2015-12-01", f"{ADDRESS}?kategori=ghetto_pre2018&side=1"])
def test_a_released_list_comes_from_the_cache(client, django_assert_num_queries, address):
    first = main(client.get(address))
    with django_assert_num_queries(FROM_CACHE):
        again = main(client.get(address))
    assert again == first


def test_a_page_somebody_has_typed_into_is_not_kept(client, django_assert_num_queries):
    client.get(f"{ADDRESS}?q=vej")
    with django_assert_num_queries(FRESH):
        client.get(f"{ADDRESS}?q=vej")


def test_a_kept_page_has_the_header_of_its_reader_and_their_language(client, as_secretariat):
    client.get(ADDRESS)
    assert "Eksempel Sekretær" in text(as_secretariat.get(ADDRESS))
    assert "Eksempel Sekretær" not in text(client.get(ADDRESS))
    client.cookies["django_language"] = "en"
    assert "Basic schooling" in text(client.get(ADDRESS))


def test_reports_are_limited_per_sender_also_behind_a_web_server_of_ours(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    form = {"text": "Tallet er et andet."}

    def report(sender):
        return client.post(f"{ADDRESS}meld-en-fejl/", form, headers={"x-forwarded-for": f"192.0.2.9, {sender}"})

    assert [report("192.0.2.1").status_code for _one in range(6)] == [302] * 5 + [400]
    assert report("192.0.2.2").status_code == 302
    assert "Tallet er et andet." in report("192.0.2.1").content.decode()


def test_a_correction_is_seen_at_once_although_the_page_is_kept(client):
    assert "48,8 pct." not in text(client.get(ADDRESS))
    number = stating.Number("aarhus-bispehaven", "unattached", stating.Decimal("0.4879"), "48.79", "published", "https://x")
    found = OfficialList.objects.get(date=date(2016, 12, 1))
    complete, unpublished = frozenset(found.complete_categories), frozenset(found.unpublished_figures)
    stated = stating.Stated(
        found.date, numbers=(number,), unpublished=unpublished, complete_figures=True, note=found.note
    )
    assert complete == {"ghetto_pre2018"}
    actions.store_list(stated, by=None)
    assert "48,8 pct." in text(client.get(ADDRESS))


def test_a_later_list_shows_on_the_kept_page_of_an_earlier_one(client, secretariat):
    newest = OfficialList.objects.aggregate(day=Max("date"))["day"]
    assert "De er ikke indlæst i KNUB" in text(client.get(f"/omraader/lister/{newest}/"))
    later = OfficialList.objects.create(date=date(2025, 12, 1))
    actions.release_list(later, by=secretariat)
    assert "De er ikke indlæst i KNUB" not in text(client.get(f"/omraader/lister/{newest}/"))


def test_an_unreleased_list_is_never_kept(client, as_secretariat, django_assert_num_queries):
    OfficialList.objects.create(date=date(2025, 12, 1))
    assert client.get("/omraader/lister/2025-12-01/").status_code == 404
    assert "Ikke udgivet" in text(as_secretariat.get("/omraader/lister/2025-12-01/"))
    assert client.get("/omraader/lister/2025-12-01/").status_code == 404


def test_the_secretariats_choice_of_lists_does_not_reach_the_public(client, as_secretariat):
    OfficialList.objects.create(date=date(2025, 12, 1))
    address = "/omraader/lister/2024-12-01/?fra=2023-12-01"
    assert '<option value="2025-12-01"' in text(as_secretariat.get(address))
    assert '<option value="2025-12-01"' not in text(client.get(address))


def test_a_criterion_says_how_many_areas_cannot_be_decided(client):
    page = client.get("/omraader/lister/2023-12-01/?kriterium=income")
    assert [row.area.name for row in page.context["page"]] == ["Tåstrupgård"]
    assert "12 områder mere kan ikke afgøres" in text(page)


@pytest.mark.parametrize(
    ("order", "first"),
    [("navn", "Agervang"), ("-navn", "Vollsmose"), ("kommune", "Hedemarken"), ("-kommune", "Trigeparken")],
)
def test_a_list_is_sorted_by_name_or_municipality_in_danish_order(client, order, first):
    page = client.get(f"/omraader/lister/2014-12-01/?orden={order}").context["page"]
    assert page[0].area.name == first


def test_the_region_is_that_of_the_lists_date(client):
    page = client.get(ADDRESS)
    regions = {name for name, _label in page.context["form"].fields["region"].choices if name}
    assert regions == {
        "Region Hovedstaden", "Region Midtjylland", "Region Nordjylland", "Region Sjælland", "Region Syddanmark",
    }  # fmt: skip


def test_a_proposed_listing_is_shown_as_such_and_never_counted(client):
    found = OfficialList.objects.get(date=date(2023, 12, 1))
    area = Area.objects.get(key="koebenhavn-mjoelnerparken")
    Listing.objects.create(list=found, area=area, category="vulnerable", status="proposed", source="https://example.org")
    page = client.get("/omraader/lister/2023-12-01/?q=Mjølnerparken")
    assert "foreslået" in text(page)
    assert "12 af 19 kendt" in text(page)


def test_old_words_stand_in_quotes_with_todays_word(client):
    page = text(client.get("/omraader/lister/2018-12-01/"))
    assert "»hårdt ghettoområde«" in page
    assert "i dag omdannelsesområde" in page


def test_the_special_condition_stands_apart_and_cannot_be_sorted(client):
    page = text(client.get(ADDRESS))
    heads = page[page.index("<thead>") : page.index("</thead>")]
    assert heads.index("De fire kriterier") < heads.index("Lovens særlige betingelse")
    assert heads.count('class="sort"') == len(["Område", "Kommune"])


@pytest.mark.parametrize(
    ("later", "earlier", "entered_left_uncertain"),
    [
        ("2012-10-01", "2011-10-01", (10, 5, 0)),
        ("2023-12-01", "2022-12-01", (1, 1, 5)),
        ("2024-12-01", "2023-12-01", (0, 4, 1)),
    ],
)
def test_what_cannot_be_known_is_not_called_in_or_out(client, later, earlier, entered_left_uncertain):
    found = changes(client, later, earlier)
    assert (len(found.entered), len(found.left), len(found.uncertain)) == entered_left_uncertain


def test_an_area_that_left_a_category_known_in_full_is_said_to_have_left_it(client):
    found = changes(client, "2023-12-01", "2022-12-01")
    assert names(found.left) == {"Mjølnerparken"}
    page = text(client.get("/omraader/lister/2023-12-01/?fra=2022-12-01"))
    assert "ikke parallelsamfund; resten er ikke kendt" in page


def test_the_criterion_that_turned_is_named_where_both_figures_are_known(client):
    found = changes(client, "2019-12-01", "2018-12-01")
    turned = {change.area.name: [one.criterion.key for one in change.turned] for change in found.moved}
    assert turned["Korskærparken"] == ["non_western"]
    assert "Nøgletal ikke indlæst" in text(client.get("/omraader/lister/2019-12-01/?fra=2018-12-01"))


def test_a_change_of_rules_between_two_lists_is_said(client):
    said = "Reglerne blev ændret mellem de to lister."
    assert said in text(client.get("/omraader/lister/2018-12-01/?fra=2017-12-01"))
    assert said not in text(client.get("/omraader/lister/2017-12-01/?fra=2016-12-01"))


def test_the_comparison_is_the_same_from_either_list(client):
    forward = changes(client, "2017-12-01", "2015-12-01")
    assert names(changes(client, "2015-12-01", "2017-12-01").all) == names(forward.all)


def test_a_list_without_an_earlier_one_compares_with_a_later(client):
    page = client.get("/omraader/lister/2010-10-01/?fra=2012-10-01")
    assert page.context["compared"].later.date == date(2012, 10, 1)


def test_comparing_costs_the_same_queries_always(client, django_assert_num_queries):
    with django_assert_num_queries(COMPARED):
        client.get("/omraader/lister/2019-12-01/?fra=2018-12-01")
    with django_assert_num_queries(COMPARED):
        client.get("/omraader/lister/2018-12-01/?fra=2017-12-01")


@pytest.mark.parametrize(
    ("address", "first"),
    [
        ("/omraader/omraader.csv", ["Albertslund", "Hedemarken", "nej"]),
        ("/omraader/udvikling/udvikling.csv", ["2010-10-01", "ghettoområde", "29", "29", "ja"]),
        ("/omraader/udvikling/ind-og-ud.csv", ["2012-10-01", "ny", "Hedelundgårdparken", "Esbjerg"]),
        ("/omraader/lister/2023-12-01/aendringer.csv?fra=2022-12-01",
         ["Skovgårdsparken", "Aarhus", "", "parallelsamfund", "ja", ""]),
        ("/omraader/lister/2016-12-01/liste.csv?kommune=aarhus",
         ["Bispehaven", "Aarhus", "Region Midtjylland", "ghettoområde", "", "2264"]),
        ("/omraader/lister/2012-10-01/liste.csv?kommune=aarhus",
         ["Bispehaven", "Aarhus", "Region Midtjylland", "ghettoområde", "", "2371", "43", "2,71",
          "Ikke offentliggjort"]),
        ("/omraader/lister/2023-12-01/liste.csv?kommune=aarhus",
         ["Bispehaven", "Aarhus", "Region Midtjylland", "omdannelsesområde", "", "Ikke indlæst"]),
        ("/omraader/metode/kriterier.csv", ["2010-10-01", "residents", "Beboere", "mindst", "1000"]),
        ("/omraader/metode/graenser.csv", ["2024-12-01", "", "Ikke indlæst"]),
    ],
)  # fmt: skip
def test_every_table_can_be_fetched(client, address, first):
    assert lines(client.get(address))[1][: len(first)] == first
    assert client.get(address.replace(".csv", ".xlsx")).content[:2] == b"PK"


def test_an_error_on_a_list_can_be_reported_and_nobody_sees_who_did(client, as_secretariat):
    address = reverse("areas:report_fault", args=["2016-12-01"])
    page = client.post(address, {"text": "Bispehaven mangler en decimal.", "reply_to": "a@example.org"}, follow=True)
    assert "Sekretariatet svarer inden ti arbejdsdage" in text(page)
    report = FaultReport.objects.get()
    assert (report.area, report.list.date) == (None, date(2016, 12, 1))
    assert "a@example.org" not in text(client.get("/omraader/metode/rettelser/"))
    assert "Listen pr. 1. december 2016" in text(as_secretariat.get("/sekretariat/"))
    assert mail.outbox == []


def test_an_empty_report_keeps_the_reader_on_the_form(client):
    page = client.post(reverse("areas:report_fault", args=["2016-12-01"]), {"reply_to": "a@example.org"})
    assert page.status_code == 400
    assert 'value="a@example.org"' in text(page)
    assert not FaultReport.objects.exists()


def test_the_history_of_a_list_is_read_by_the_secretariat_alone(client, as_secretariat, member):
    stored = OfficialList.objects.get(date=date(2024, 12, 1))
    address = f"/historik/liste/{stored.pk}/"
    assert address in as_secretariat.get("/omraader/lister/2024-12-01/").content.decode()
    assert "indlæste listen" in as_secretariat.get(address).content.decode()
    client.force_login(member)
    assert address not in client.get("/omraader/lister/2024-12-01/").content.decode()
    assert client.get(address).status_code == 404
