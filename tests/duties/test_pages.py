"""The pages of the rules: what they say, to everybody, without a query, and as files with the same filter."""

import csv
import re
from io import StringIO

import pytest

from knub.parameters import rule_book

PAGES = ["/regler/", "/regler/oversigt/", "/regler/tidslinje/", "/regler/aendret/", "/regler/midler/"]
PLAN, DROPPED = "/regler/development-plan-duty/", "/regler/result-bonus-dropped/"


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def rows(response):
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("address", PAGES)
def test_a_page_of_rules_is_open_and_asks_the_database_nothing(client, db, django_assert_num_queries, address):
    with django_assert_num_queries(0):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", [PLAN, DROPPED])
def test_a_card_is_open_and_asks_the_database_for_knowledge_alone(client, db, django_assert_num_queries, address):
    with django_assert_num_queries(1):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("key", rule_book().rules)
def test_every_rule_has_a_card(client, db, key):
    assert rule_book().rules[key].title.da in client.get(f"/regler/{key}/").context["rule"].title.da


def test_an_unknown_rule_is_not_found(client, db):
    assert client.get("/regler/findes-ikke/").status_code == 404


@pytest.mark.parametrize(
    ("query", "count"),
    [({}, 108), ({"kategori": "prevention"}, None), ({"hvem": "police"}, 5), ({"fagomraade": "school"}, 4),
     ({"slags": "ban"}, 8), ({"tema": "day_care"}, 11), ({"tema": "findes-ikke"}, 108)],
)  # fmt: skip
def test_the_filter_and_the_file_hold_the_same_rules(client, db, query, count):
    page = client.get("/regler/", query)
    shown = [rule.key for group in page.context["groups"] for rule in group.rules]
    file = rows(client.get("/regler/regler.csv", query))
    assert [row[-1] for row in file[1:]] == [rule.key for rule in rule_book().law if rule.key in shown]
    assert len(shown) == page.context["count"] == (count or len(shown)) > 0


@pytest.mark.parametrize("typed", ["§ 61 a", "61a", "§61 a"])
def test_words_and_paragraphs_find_rules_however_they_are_written(client, db, typed):
    found = client.get("/regler/", {"q": typed}).context["groups"]
    rules = [rule for group in found for rule in group.rules]
    assert rules
    assert all("§ 61 a" in rule.paragraphs for rule in rules)


def test_the_list_begins_with_themes_to_open_and_a_choice_shows_plain_words(client, db):
    says = rule_book().rules["development-plan-duty"].says.da
    first, chosen = text(client.get("/regler/")), text(client.get("/regler/", {"q": "udviklingsplan"}))
    assert ("Åbn et tema" in first, says in first) == (True, False)
    assert ("Åbn et tema" in chosen, says in chosen) == (False, True)


def test_ones_own_answer_stands_on_the_card_and_others_see_none(client, member, secretariat):
    client.force_login(member)
    assert client.post("/kommuner/aarhus/regler/development-plan-duty/svar/?fra=kort", {"state": "done"}).url == (
        f"{PLAN}#svar"
    )
    assert "Hvor langt er Aarhus Kommune?" in text(client.get(PLAN))
    assert client.get(PLAN).context["states"][0][1].state == "done"
    assert client.get(DROPPED).context["states"] == []
    client.force_login(secretariat)
    assert client.get(PLAN).context["states"] == []


def test_a_filter_without_rules_says_so(client, db):
    assert "Ingen regel passer" in text(client.get("/regler/", {"hvem": "police", "tema": "day_care"}))


def test_what_is_not_law_stands_apart_and_says_so(client, db):
    page = client.get("/regler/")
    law = {rule.key for group in page.context["groups"] for rule in group.rules}
    assert law & {rule.key for rule in rule_book().apart} == set()
    assert "Opgivet, blev aldrig lov" in text(page)
    assert "Det her er ikke gældende ret" in text(client.get(DROPPED))


def test_a_rule_that_was_not_read_says_so_and_links_to_the_act(client, db):
    page = client.get("/regler/allocation-right-one-in-four/")
    assert "Ikke bekræftet i lovteksten." in text(page)
    assert "https://www.retsinformation.dk/eli/lta/2024/1171" in page.content.decode()
    assert "Ikke bekræftet" not in text(client.get("/regler/refugee-placement-ban/"))


def test_the_pending_case_stands_beside_what_turns_on_the_disputed_status(client, db):
    assert "C-417/23" in text(client.get(PLAN))
    assert "C-417/23" not in text(client.get("/regler/demolition-approval/"))


def test_a_card_says_when_it_should_have_been_read_again(client, db, time_machine):
    assert "Læses igen senest" in text(client.get(PLAN))
    time_machine.move_to("2028-01-01")
    assert "Reglen skulle have været læst igen senest 1. oktober 2027" in text(client.get(PLAN))


def test_a_yearly_deadline_says_its_next_day_and_that_it_is_a_weekend(client, db, time_machine):
    time_machine.move_to("2027-06-01 12:00")
    assert "Næste: 1. juli 2027" in text(client.get("/regler/dispensation-yearly-report/"))
    time_machine.move_to("2028-06-01 12:00")
    assert "Næste: 1. juli 2028 (lørdag)" in text(client.get("/regler/dispensation-yearly-report/"))


def test_the_text_to_copy_has_paragraph_source_and_date(client, db):
    copied = client.get(PLAN).context["copy"]
    assert "Står i: almenboligloven § 168 a, stk. 1" in copied
    assert "Kilde: https://www.elov.dk/almenboligloven/168a/" in copied
    assert "sidst læst 22. november 2026" in copied


def test_changes_start_with_the_last_network_year(client, db, time_machine):
    time_machine.move_to("2026-11-27 12:00")
    page = client.get("/regler/aendret/")
    assert page.context["news"][0].rule.key == "cjeu-judgment-pending-case"
    assert {one.on.year for one in page.context["news"]} == {2025}
    assert "Hvad er ændret siden 1. januar 2025?" in text(page)
    assert len(rows(client.get("/regler/aendret/aendret.csv"))) - 1 == len(page.context["news"])


def test_changes_since_2018_are_more_and_nonsense_is_the_last_year(client, db, time_machine):
    time_machine.move_to("2026-11-27 12:00")
    assert len(client.get("/regler/aendret/?siden=2018").context["news"]) > 40
    assert client.get("/regler/aendret/?siden=x").context["since"] == "2025"


def test_the_overview_marks_each_rule_under_its_categories(client, db):
    file = rows(client.get("/regler/oversigt/oversigt.csv"))
    marks = {row[1]: row[3:] for row in file[1:]}
    assert file[0][3:] == ["Udsat boligområde", "Parallelsamfund", "Omdannelsesområde", "Forebyggelsesområde"]
    assert marks["Højst 40 pct. almene familieboliger"] == ["", "", "ja", ""]
    assert marks["Begrænset anvisning i forebyggelsesområder"] == ["", "", "", "ja"]


def test_funding_says_what_is_not_known_after_2026(client, db):
    said = text(client.get("/regler/midler/"))
    assert "380 mio. kr. om året" in said
    assert "Hvad der kommer efter 2026, er ikke fundet." in said


def test_the_time_line_goes_from_the_agreement_over_the_acts_to_the_rules(client, db):
    steps = [(one.act.key, len(one.rules)) for one in client.get("/regler/tidslinje/").context["steps"]]
    keys = [key for key, _count in steps]
    assert keys.index("aftale-2018") < keys.index("lov-1322-2018") < keys.index("lov-2157-2021")
    assert dict(steps)["lov-2157-2021"] > 5


@pytest.mark.parametrize(
    ("asked", "key"),
    [("§ 168 a", "development-plan-duty"), ("168a", "development-plan-duty"), ("ghettoplan", "development-plan-duty"),
     ("30 procent-reglen", "daycare-30-percent-cap"), ("læringstilbud", "mandatory-learning-offer-age-one"),
     ("sprogprøve", "language-tests-grade-0"), ("fravær", "child-benefit-stop-absence"),
     ("§ 26 a", "daycare-30-percent-cap"), ("60 stk. 4", "mandatory-flexible-letting"),
     ("§ 61 a", "status-vulnerable-area"),
     ("61a", "status-vulnerable-area"), ("børnehave", "daycare-30-percent-cap")],
)  # fmt: skip
def test_search_finds_a_rule_by_paragraph_and_by_the_words_of_day_care_and_school(client, db, asked, key):
    hits = client.get("/soeg/", {"q": asked, "slags": "regler"}).context["hits"]
    assert key in [hit.object_id for _kind, _title, hit, *_rest in hits]
