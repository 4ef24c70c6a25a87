"""The rules on the page of an area and of a municipality, the year wheel, the calculator, and the network's picture."""

import csv
import re
from datetime import UTC, date, datetime
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.test import Client

from knub.areas.models import Area
from knub.duties import actions
from knub.duties.models import RuleState
from knub.parameters import rule_book
from knub.people.models import Organisation

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 27, 9, tzinfo=UTC)
AREA, URL = "aarhus-bispehaven", "/omraader/aarhus-bispehaven/"
RULES, WHEEL = "/kommuner/aarhus/regler/", "/kommuner/aarhus/aarshjul/"
RULE = rule_book().rules["refugee-placement-ban"]


@pytest.fixture(autouse=True)
def november(time_machine):
    time_machine.move_to("2026-11-27 12:00")


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def rows(response):
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def confirmation(**more):
    return {"status": "transformation", "basis": "official_list", "as_of": "2025-12-01", "source": "sbst.dk"} | more


def test_until_it_is_confirmed_the_page_says_as_of_the_list_and_never_today(client):
    section = text(client.get(URL)).split("Regler og frister", 2)[-1]
    assert "Pr. 1. december 2024." in section
    assert "Det er den nyeste liste, KNUB kender." in section
    assert "i dag" not in section.split("Kopiér til")[0]


def test_a_colleague_confirms_and_the_rules_follow(member):
    done = as_(member).post(f"{URL}bekraeft-status/", confirmation(), follow=True)
    assert "Aarhus Kommune har bekræftet status 27. november 2026, pr. 1. december 2025." in text(done)
    applies = {duty.rule.key for _force, found in done.context["duties"].applies for duty in found}
    assert "development-plan-duty" in applies
    assert "Eksempel Kollega" not in text(Client().get(URL))


def test_after_the_next_list_the_confirmation_is_as_of_its_day_again(member, client, time_machine):
    as_(member).post(f"{URL}bekraeft-status/", confirmation())
    time_machine.move_to("2026-12-02 12:00")
    said = text(client.get(URL))
    assert "Pr. 1. december 2025." in said
    assert "der er kommet en liste siden" in said


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"as_of": "2027-01-01"}, "Dagen er ikke kommet endnu"), ({"source": ""}, "Dette felt er påkrævet"),
     ({"as_of": "2022-12-01"}, "KNUB kender en nyere liste")],
)  # fmt: skip
def test_a_wrong_confirmation_says_what_to_write_and_keeps_what_was_typed(member, wrong, said):
    answer = as_(member).post(f"{URL}bekraeft-status/", confirmation(**wrong))
    assert answer.status_code == 400
    assert said in text(answer)
    assert 'value="transformation"' in answer.content.decode()


def test_others_may_not_confirm(guest, secretariat, client):
    assert as_(guest).post(f"{URL}bekraeft-status/", confirmation()).status_code == 403
    assert as_(secretariat).get(f"{URL}bekraeft-status/").status_code == 403
    assert client.get(f"{URL}bekraeft-status/").status_code == 302


@pytest.mark.parametrize("slug", ["aarhus", "hoeje-taastrup"])
def test_rules_against_areas_cost_the_same_for_one_area_and_for_many(client, django_assert_num_queries, slug):
    with django_assert_num_queries(5):
        assert client.get(f"/kommuner/{slug}/regler/").status_code == 200


def test_each_rule_is_held_against_each_area_and_the_file_has_the_same(client):
    page = client.get(RULES, {"fagomraade": "day_care"})
    file = rows(client.get(f"{RULES}regler.csv", {"fagomraade": "day_care"}))
    assert {row.rule.subject_area for row, _answer in page.context["lines"]} == {"day_care"}
    assert file[0][3:] == [column.name for column in page.context["columns"]]
    assert [line[0] for line in file[1:]] == [row.rule.title.da for row, _answer in page.context["lines"]]


def test_rules_that_apply_to_no_area_are_shown_when_asked_for(client):
    fewer, every = client.get(RULES).context["lines"], client.get(RULES, {"alle": "1"}).context["lines"]
    assert len(fewer) <= len(every) == sum(bool(rule.categories) and rule.is_in_force(date(2026, 11, 27))
                                           for rule in rule_book().law)  # fmt: skip


def test_a_municipality_without_areas_is_told_where_to_look(client):
    assert "Der er ikke indlæst et område" in text(client.get("/kommuner/aeroe/regler/"))


def test_an_answer_is_seen_by_the_own_municipality_only(member, guest, secretariat):
    as_(member).post(f"{RULES}{RULE.key}/svar/?alle=1", {"state": "in_progress"})
    assert RuleState.objects.get().state == "in_progress"
    assert '<option value="in_progress" selected>' in as_(member).get(f"{RULES}?alle=1").content.decode()
    for other in (guest, secretariat):
        assert "in_progress" not in as_(other).get(f"{RULES}?alle=1").content.decode()
        assert as_(other).post(f"{RULES}{RULE.key}/svar/", {"state": "done"}).status_code == 403


def answer(rule, *, times, state="done", start=0):
    every = Organisation.objects.filter(kind="municipality").exclude(slug="aarhus")[start : start + times]
    for municipality in every:
        RuleState.objects.create(municipality=municipality, rule=rule, state=state, changed_at=AT)


def test_from_five_answers_up_the_network_has_a_picture_and_below_it_nothing(guest, django_assert_num_queries):
    answer("swap-limit", times=4)
    answer(RULE.key, times=3)
    answer(RULE.key, times=2, state="in_progress", start=3)
    reader = as_(guest)
    page = reader.get("/regler/gennemfoerelse/")
    assert [(one.rule.key, one.answers) for one in page.context["progress"]] == [(RULE.key, 5)]
    assert page.context["fewer"] == 1
    assert "Bytte kræver" not in text(page)
    with django_assert_num_queries(5):  # session, person, municipalities of the reader, answers, menu
        slide = reader.get("/regler/gennemfoerelse/lysbillede/")
    assert [count for _label, count, _start, _length in slide.context["progress"][0].parts] == [0, 2, 3, 0]


def test_the_picture_is_not_for_outsiders(outsider, client):
    assert as_(outsider).get("/regler/gennemfoerelse/").status_code == 403
    assert client.get("/regler/gennemfoerelse/").status_code == 302


def test_the_year_wheel_has_the_yearly_days_and_the_goal_later(member, client):
    as_(member).post(f"{URL}bekraeft-status/", confirmation())
    page = client.get(WHEEL)
    found = {event.rule.key: event for event in page.context["events"]}
    assert found["dispensation-yearly-report"].day.on == date(2027, 7, 1)
    assert "Bispehaven" in found["dispensation-yearly-report"].areas
    assert found["annual-list-publication"].day.on == date(2026, 12, 1)
    assert found["combined-letting-report-to-minister"].areas == ()
    assert date(2030, 1, 1) in {event.day.on for event in page.context["later"]}


def test_the_year_wheel_is_a_spreadsheet_and_a_calendar(client):
    sheet = openpyxl.load_workbook(BytesIO(client.get("/kommuner/aarhus/aarshjul.xlsx").content)).active
    assert [cell.value for cell in sheet[1]] == ["Dag", "Weekend eller helligdag", "Regel", "Hvem", "Står i", "Områder"]
    calendar = client.get("/kommuner/aarhus/aarshjul.ics")
    lines = calendar.content.decode().split("\r\n")
    assert calendar["Content-Type"] == "text/calendar; charset=utf-8"
    assert lines[0] == "BEGIN:VCALENDAR"
    assert "DTSTART;VALUE=DATE:20261201" in lines
    assert max(len(line.encode()) for line in lines) <= 75
    assert lines.count("BEGIN:VEVENT") == sheet.max_row - 1


def test_the_year_wheel_costs_a_fixed_number_of_queries(client, django_assert_num_queries):
    with django_assert_num_queries(5):
        client.get(WHEEL)


NUMBERS = {
    "as_of": "2026-11-01", "source": "BBR", "family": "1000", "business": "7500", "rounding": "none", "target": "40",
    "kind_1": "demolish", "homes_1": "200", "kind_2": "sell", "homes_2": "100", "moving_2": "30",
    "kind_3": "convert", "homes_3": "100", "kind_4": "build", "homes_4": "400",
}  # fmt: skip


def test_the_calculator_gives_the_worked_example_and_stores_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(1):  # the area
        page = client.post(f"{URL}40-procent/", NUMBERS)
    end = page.context["answer"].end
    assert (end.counted.value, round(end.without.value, 3)) == (0.4, 0.462)
    said = text(page)
    assert [step.measure.kind for step in page.context["answer"].steps] == ["demolish", "sell", "convert", "build"]
    assert [step.measure.tenants_move for step in page.context["answer"].steps] == [200, 30, None, 0]
    assert "når ikke målet alene" in said
    assert "Pr. 1. november 2026. Kilde: BBR." in said
    assert "C-417/23" in said


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"source": ""}, "Kilde til tallene"), ({"family": "0"}, "Der er ikke boliger nok"),
     ({"homes_1": "2000"}, "Der er ikke boliger nok"), ({"family": "mange"}, "Skriv et helt tal")],
)  # fmt: skip
def test_the_calculator_says_what_to_mend_and_keeps_what_was_typed(client, wrong, said):
    page = client.post(f"{URL}40-procent/", NUMBERS | wrong)
    assert page.status_code == 400
    assert said in text(page)
    assert 'value="7500"' in page.content.decode()


def test_the_calculator_starts_empty_for_others(client):
    assert Area.objects.filter(key=AREA).exists()
    assert client.get(f"{URL}40-procent/").context["form"].initial == {}


def test_an_area_that_was_confirmed_by_an_action_shows_in_english(member, client):
    actions.confirm_status(
        Area.objects.get(key=AREA), categories=[], as_of=date(2025, 12, 1), basis="own_statement", source="Aarhus",
        lists=(), at=AT, by=member,
    )  # fmt: skip
    client.cookies["django_language"] = "en"
    assert "The area is on no list." in text(client.get(URL))
