"""The page of an area says why, how far, and what is not known."""

import io
from datetime import date

import openpyxl
import pytest
from django.utils import timezone

from knub.areas import actions
from knub.areas.models import Area, FaultReport
from knub.notify.models import Mail

pytestmark = pytest.mark.django_db
TAASTRUP = "/omraader/hoeje-taastrup-taastrupgaard/"


def text(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("key", ["hoeje-taastrup-taastrupgaard", "aarhus-bispehaven", "gladsaxe-vaerebro"])
def test_an_area_costs_the_same_queries_however_long_its_history(client, django_assert_num_queries, key):
    client.get(f"/omraader/{key}/")
    with django_assert_num_queries(16):
        assert client.get(f"/omraader/{key}/").status_code == 200


def test_it_says_where_the_area_stands_and_what_is_newer(client):
    page = text(client.get(TAASTRUP))
    assert "Pr. 1. december 2024, den nyeste liste, KNUB kender, stod området på listen: omdannelsesområde." in page


def test_it_gives_reasons_with_value_limit_and_paragraph(client):
    why = client.get(TAASTRUP).context["why"]
    assert (why.on.year, why.explanation.category, why.explanation.truth) == (2023, "transformation", True)
    assert [(box.reason.key, box.reason.truth) for box in why.boxes] == [
        ("unattached", False), ("convicted", None), ("basic_education", True), ("income", True),
    ]  # fmt: skip


def test_the_special_condition_stands_apart_without_a_distance(client):
    why = client.get(TAASTRUP).context["why"]
    assert "non_western" not in [box.reason.key for box in why.boxes]
    assert why.gate.truth is True


def test_an_area_without_figures_leads_to_own_figures(client):
    page = text(client.get("/omraader/gladsaxe-vaerebro/"))
    assert "Ingen nøgletal for området er indlæst" in page
    assert "/omraader/egne-tal/" in page


def test_a_known_fault_is_shown_and_left_as_found(client):
    page = text(client.get("/omraader/slagelse-ringparken/"))
    assert "byttet om" in page


def test_the_pending_case_says_when_it_was_last_checked(client, time_machine):
    time_machine.move_to("2026-11-24 12:00+01:00")
    assert "Sidst kontrolleret 22. november 2026 af" in text(client.get(TAASTRUP))
    time_machine.move_to("2027-01-24 12:00+01:00")
    assert "Ikke kontrolleret siden 22. november 2026" in text(client.get(TAASTRUP))


def test_the_text_to_copy_has_source_and_date(client):
    copied = client.get(TAASTRUP).context["copy"]
    assert "01.12.2023: omdannelsesområde" in copied
    assert "http://" in copied.splitlines()[-1]


def test_a_report_is_received_answered_in_public_and_its_sender_forgotten(client, as_secretariat):
    response = client.post(f"{TAASTRUP}meld-en-fejl/", {"text": "Dømte er forkert.", "reply_to": "x@example.org"})
    assert response.status_code == 302
    report = FaultReport.objects.get()
    as_secretariat.post(f"/omraader/fejl/{report.pk}/", {"answer": "Tallet er rettet.", "corrected": "on"})
    report.refresh_from_db()
    page = text(client.get(TAASTRUP))
    assert "Tallet er rettet." in page
    assert "x@example.org" not in page
    assert (report.reply_to, Mail.objects.get(key=f"fault-{report.pk}").to) == ("", "x@example.org")


def test_a_report_without_text_keeps_the_mail_that_was_typed(client):
    response = client.post(f"{TAASTRUP}meld-en-fejl/", {"text": "", "reply_to": "x@example.org"})
    assert response.status_code == 400
    assert 'value="x@example.org"' in response.content.decode()


def test_the_sixth_report_within_an_hour_waits_with_its_text_kept(client):
    for _time in range(5):
        client.post(f"{TAASTRUP}meld-en-fejl/", {"text": "Fejl."})
    response = client.post(f"{TAASTRUP}meld-en-fejl/", {"text": "Min lange tekst."})
    assert (response.status_code, FaultReport.objects.count()) == (400, 5)
    assert "Min lange tekst." in response.content.decode()


def test_a_report_is_answered_once(secretariat):
    report = actions.report_fault(area=Area.objects.first(), text="x", reply_to="", at=timezone.now())
    actions.answer_fault(report, answer="a", corrected=False, at=timezone.now(), by=secretariat)
    with pytest.raises(Exception, match="besvaret"):
        actions.answer_fault(report, answer="b", corrected=False, at=timezone.now(), by=secretariat)


def test_ten_working_days_leave_out_weekends_and_holidays():
    assert actions.working_days_after(date(2026, 12, 18), 10) == date(2027, 1, 5)  # 25 December and 1 January are free


@pytest.mark.parametrize(
    ("slug", "says"),
    [("samsoe", "Ikke indlæst i KNUB"), ("viborg", "Ellekonebakken"), ("aarhus", "Gellerupparken/Toveshøj")],
)
def test_a_municipality_says_what_is_loaded_and_never_that_it_has_none(client, slug, says):
    page = text(client.get(f"/kommuner/{slug}/"))
    assert says in page
    assert "ingen områder" not in page.casefold()


@pytest.mark.parametrize("slug", ["viborg", "koebenhavn"])
def test_a_municipality_costs_the_same_for_two_and_twelve_areas(client, django_assert_num_queries, slug):
    client.get(f"/kommuner/{slug}/")
    with django_assert_num_queries(5):
        client.get(f"/kommuner/{slug}/")


def test_a_municipality_changes_region_on_the_day_the_regions_merge(client, time_machine):
    time_machine.move_to("2026-11-24 12:00+01:00")
    assert "Region indtil 1. januar 2027" in text(client.get("/kommuner/roskilde/"))


@pytest.mark.parametrize("address", [f"{TAASTRUP}tal", "/kommuner/aarhus/omraader"])
def test_every_table_can_be_fetched_in_both_forms(client, address):
    lines = client.get(f"{address}.csv").content.decode("utf-8-sig").splitlines()
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{address}.xlsx").content))
    assert len(lines) == book.worksheets[0].max_row > 10
