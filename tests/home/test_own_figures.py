"""A reader's own figures get the same answer as the lists, and leave no trace."""

import pytest
from django.apps import apps

from knub.audit.models import Entry

pytestmark = pytest.mark.django_db
ADDRESS = "/omraader/egne-tal/"
TAASTRUP = {
    "on": "2023-12-01", "name": "Tåstrupgård", "residents": "1.587", "unattached": "26,7", "convicted": "1,62",
    "basic_education": "77,3", "income": "54,2", "non_western": "66,4",
}  # fmt: skip


def rows_everywhere():
    return {model._meta.label: model.objects.count() for model in apps.get_models() if model._meta.managed}


def test_the_same_figures_give_the_same_answer_as_the_area(client):
    own = client.post(ADDRESS, TAASTRUP).context["answers"][0]
    why = client.get("/omraader/hoeje-taastrup-taastrupgaard/").context["why"]
    assert [(box.reason.key, box.reason.truth, box.distance) for box in own.boxes] == [
        (box.reason.key, box.reason.truth, box.distance) for box in why.boxes
    ]


def test_a_limit_from_the_list_decides_what_knub_does_not_know(client):
    answer = client.post(ADDRESS, {**TAASTRUP, "limit_3x": "1,62"}).context["answers"][0]
    assert next(box.reason.truth for box in answer.boxes if box.reason.key == "convicted") is True


def test_nothing_is_stored_or_logged(client, caplog):
    client.get(ADDRESS)
    before = rows_everywhere()
    response = client.post(ADDRESS, TAASTRUP)
    assert rows_everywhere() == before
    assert Entry.objects.filter(facts__icontains="1587").count() == 0
    assert caplog.records == []
    assert "no-store" in response["Cache-Control"]


def test_a_pasted_table_with_earlier_years_counts_them(client):
    header = "Område\tDato\tBeboere\tUden tilknytning\tDømte\tKun grundskole\tIndkomst\tIkkevestlig"
    rows = [f"A\t{year}-12-01\t1.500\t45,0\t9,00\t70,0\t50,0\t60,0" for year in range(2018, 2023)]
    response = client.post(ADDRESS, {"on": "2022-12-01", "table": "\n".join([header, *rows])})
    newest = response.context["answers"][-1]
    assert {one.category: one.truth for one in newest.explanations}["transformation"] is True


def test_every_problem_stands_at_its_field_with_everything_typed_still_there(client):
    response = client.post(ADDRESS, {**TAASTRUP, "income": "mange", "residents": "1.587"})
    assert response.status_code == 400
    assert list(response.context["form"].errors) == ["income"]
    assert 'value="mange"' in response.content.decode()
    assert 'value="1.587"' in response.content.decode()


@pytest.mark.parametrize(
    "typed", [{}, {"on": "2023-12-01"}, {"on": "1999-01-01", "income": "50"}, {"on": "x", "income": "50"}]
)
def test_too_little_or_impossible_gets_a_sentence(client, typed):
    response = client.post(ADDRESS, typed)
    assert response.status_code == 400
    assert response.context["form"].errors


def test_an_area_without_figures_brings_its_name(client):
    assert 'value="Værebro"' in client.get(f"{ADDRESS}?omraade=gladsaxe-vaerebro").content.decode()


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("Område;Dato;Dømte\nA;2005-12-01;2,1", "De første kriterier er fra 2010-10-01."),
        ("Område   Beboere   Dømte\nA   1.500", "Række 2 har et andet antal kolonner"),
        ('Område,Dømte\n"' + "x" * 150_000, "anførselstegn er ikke lukket"),
        ("Område;Beboere\n" + "".join(f"A {number};1.500\n" for number in range(301)), "Højst 300 rækker ad gangen."),
    ],
)
def test_a_pasted_table_that_cannot_be_answered_gets_a_sentence(client, table, says):
    response = client.post(ADDRESS, {"on": "2022-12-01", "table": table})
    assert response.status_code == 400
    assert says in response.content.decode()
