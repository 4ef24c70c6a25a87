"""Network years: those of the past, copies, changes with history, and seat rules that change while a year runs."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from knub.audit.queries import history
from knub.memberships import actions, queries
from knub.memberships.models import Season
from knub.memberships.signals import seat_rule_changed
from knub.notify.models import Mail
from knub.people.models import Person
from knub.ui.history import lines
from tests.memberships.conftest import make_season
from tests.worker import work

pytestmark = pytest.mark.django_db
TODAY = date(2026, 8, 23)
FORM = {
    "year": "2027", "name": "Netværket 2027", "starts_on": "2027-01-01", "ends_on": "2027-12-31", "themes": ["social"],
    "cancellation_steps": "7: 100\n28: 50 %", "price_list": "eksempel-kvartal",
}  # fmt: skip


def set_seats(season, by, seats=None, day=TODAY, **more):
    values = {"form": "online", "reason": "Møderne er blevet virtuelle"} | more
    return actions.set_seat_rule(season, seats=seats, from_day=day, today=TODAY, by=by, **values)


def test_the_real_years_are_loaded_once_as_archive(db, capsys):
    for _time in range(2):
        call_command("load_seasons")
    archived = Season.objects.filter(archived=True)
    assert [one.year for one in archived.order_by("year")] == [2020, 2021]
    rule = archived.get(year=2021).seat_rules.get()
    assert (rule.format, rule.seats, rule.from_day) == ("online", None, date(2021, 5, 12))
    assert archived.filter(price_list="").count() == 2


def test_a_copy_has_its_days_a_year_later_its_seats_and_no_members(season, join, secretariat):
    join()
    set_seats(season, secretariat, seats=5)
    copy = actions.copy_season(season, year=2027, name="Netværket 2027", by=secretariat)
    assert (copy.starts_on, copy.invoice_on, copy.price_list) == (
        date(2027, 1, 1), date(2027, 9, 15), "eksempel-kvartal",
    )  # fmt: skip
    assert [(rule.seats, rule.from_day) for rule in copy.seat_rules.all()] == [(5, date(2027, 1, 1))]
    assert copy.memberships.count() == 0


def test_a_second_of_the_same_year_is_refused(season, secretariat):
    with pytest.raises(ValidationError, match="Der er allerede et netværksår 2026"):
        make_season(2026)


def test_a_change_is_told_in_the_history(season, secretariat):
    actions.edit_season(season, name="Netværket", notice_on=date(2026, 11, 1), by=secretariat)
    (newest, _made) = lines(history(season))
    assert newest.text.startswith("Eksempel Sekretær rettede Netværket:")
    assert "Navn Netværket 2026 → Netværket" in newest.text
    assert "Sidste dag for udmeldelse ikke fastsat → 1. november 2026" in newest.text


def test_a_new_rule_holds_from_its_day(season, secretariat):
    set_seats(season, secretariat, seats=5, day=date(2026, 8, 23))
    set_seats(season, secretariat, seats=None, day=date(2026, 9, 1))
    days = [date(2026, 8, 22), date(2026, 8, 31), date(2026, 9, 1)]
    assert [queries.seats_per_municipality(season, "online", on=day) for day in days] == [None, 5, None]
    assert [rule.seats for rule in queries.rules_on(season, TODAY)] == [5, None]


@pytest.mark.parametrize("day", [date(2026, 8, 22), date(2027, 1, 1)])
def test_a_rule_never_changes_what_has_been(season, secretariat, day):
    with pytest.raises(ValidationError):
        set_seats(season, secretariat, day=day)


def test_a_reason_is_read_in_the_language_of_the_reader(season, secretariat, join, coordinator):
    join()
    Person.objects.filter(pk=coordinator.pk).update(language="en")
    set_seats(season, secretariat, seats=4, reason_en="The room is small")
    mail = Mail.objects.get(to=coordinator.email, subject__startswith="New number of seats")
    assert ("The room is small" in mail.text, "Møderne er blevet virtuelle" in mail.text) == (True, False)


@pytest.mark.django_db(transaction=True)
def test_members_are_told_once_and_the_rooms_above_hear_it(loaded, mail_server, join, season, secretariat):
    heard = []

    def hear(sender, season, rule, by, **more):
        heard.append((season.year, rule.seats, by.name))

    join()
    seat_rule_changed.connect(hear)
    set_seats(season, secretariat, seats=3)
    seat_rule_changed.disconnect(hear)
    work()
    (mail,) = [
        one for one in mail_server.mailbox if "antal pladser" in str(one["Subject"]) or "pladser" in one.as_string()
    ]
    text = mail.get_payload(decode=True).decode()
    assert (mail["To"], "Hver kommune har 3 pladser." in text, "Møderne er blevet virtuelle" in text) == (
        "kontaktperson@example.org", True, True,
    )  # fmt: skip
    assert heard == [(2026, 3, "Eksempel Sekretær")]


def test_before_the_year_begins_nobody_is_told(join, secretariat):
    later = make_season(2027)
    join(into=later, by=secretariat, reason="Efter aftale")
    before = Mail.objects.count()
    set_seats(later, secretariat, day=date(2027, 1, 1))
    assert Mail.objects.count() == before


def test_the_secretariat_makes_a_year_on_the_page(as_secretariat, season):
    made = as_secretariat.post("/netvaerksaar/nyt/", FORM)
    assert made.url == "/netvaerksaar/2027/"
    found = Season.objects.get(year=2027)
    assert found.cancellation_steps == [{"days_before": 28, "percent": 50}, {"days_before": 7, "percent": 100}]
    page = as_secretariat.get("/netvaerksaar/2027/").content.decode()
    assert ("Eksempel: pris efter kvartal" in page, "2.027" in page) == (True, False)


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("year", "2026", "Der er allerede et netværksår 2026"),
        ("ends_on", "2027-01-01", "Den sidste dag skal ligge efter den første."),
        ("cancellation_steps", "to uger", "»to uger« kan ikke læses. Skriv for eksempel 28: 50."),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_kept(as_secretariat, season, field, typed, says):
    page = as_secretariat.post("/netvaerksaar/nyt/", {**FORM, field: typed})
    assert (page.status_code, says in page.content.decode(), "Netværket 2027" in page.content.decode()) == (
        400, True, True,
    )  # fmt: skip


def test_the_archive_is_not_changed(as_secretariat):
    assert as_secretariat.get("/netvaerksaar/2021/").status_code == 200
    assert [as_secretariat.get(f"/netvaerksaar/2021/{page}/").status_code for page in ("ret", "pladser")] == [403, 403]


@pytest.mark.parametrize(("who", "status"), [("coordinator", 403), ("member", 403), ("guest", 403), ("outsider", 403)])
def test_network_years_are_run_by_the_secretariat_alone(request, client, season, who, status):
    client.force_login(request.getfixturevalue(who))
    pages = ["", "nyt/", "2026/", "2026/ret/", "2026/kopi/", "2026/pladser/"]
    assert {client.get(f"/netvaerksaar/{page}").status_code for page in pages} == {status}


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_years_costs_the_same_queries(as_secretariat, season, django_assert_num_queries, count):
    for year in range(2027, 2026 + count):
        make_season(year)
    with django_assert_num_queries(5):
        as_secretariat.get("/netvaerksaar/")
