"""Viden as its readers and writers meet it."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from knub.knowledge import actions
from knub.knowledge.content import Kind, VisibleTo
from knub.knowledge.models import Page
from tests.knowledge.conftest import NOW, TODAY, client_of, write

pytestmark = pytest.mark.usefixtures("members")
TAGS = re.compile(r"<[^>]+>")


def text(response):
    return " ".join(TAGS.sub(" ", response.content.decode()).split())


def typed(kind=Kind.PRACTICE, **values):
    return {"title": "Eksempel: Møder i vaskeriet", "summary": "Kort.", "text_challenge": "Få kom.",
            "text_done": "Vi flyttede dem.", **values}  # fmt: skip


def test_a_page_is_written_in_steps_and_published(as_member):
    started = as_member.post("/viden/skriv/", {"kind": Kind.PRACTICE, "title": "Eksempel: Møder i vaskeriet",
                                               "municipality": Page.municipality.get_queryset().get(slug="aarhus").pk})
    assert started.url == "/viden/eksempel-moeder-i-vaskeriet/ret/tekst/"
    assert "Der mangler noget" in text(as_member.get("/viden/eksempel-moeder-i-vaskeriet/udgiv/"))
    steps = [
        ("tekst", typed(version="1"), "/ret/virkning/"),
        ("virkning", {"version": "2", "evidence_safety": "told", "effect_safety": "Flere kom."}, "/ret/emner/"),
        ("emner", {"version": "3", "themes": ["social"], "visible_to": "everyone"}, "/udgiv/"),
    ]
    for step, values, leads_to in steps:
        answer = as_member.post(f"/viden/eksempel-moeder-i-vaskeriet/ret/{step}/", values)
        assert answer.url == f"/viden/eksempel-moeder-i-vaskeriet{leads_to}", text(answer)
    assert as_member.post("/viden/eksempel-moeder-i-vaskeriet/udgiv/").status_code == 302
    page = text(Client().get("/viden/eksempel-moeder-i-vaskeriet/"))
    assert "Vi flyttede dem." in page
    assert "Fortalt af beboere eller samarbejdspartnere" in page


def test_what_is_missing_stops_publishing(as_member):
    page = write(published=False, texts={})
    assert as_member.post(f"/viden/{page.slug}/udgiv/").status_code == 400
    assert Page.objects.get(pk=page.pk).is_draft


def test_a_personal_number_is_refused_with_the_text_kept(as_member):
    page = write()
    answer = as_member.post(f"/viden/{page.slug}/ret/tekst/", typed(text_done="Borger 010190-1234.", version="1"))
    assert answer.status_code == 400
    assert "Borger 010190-1234." in answer.content.decode()
    assert "ligner et cpr-nummer" in text(answer)


def test_the_second_of_two_writers_sees_both_texts_and_can_put_hers_in_place(as_member, coordinator):
    page, other = write(), client_of(coordinator)
    address = f"/viden/{page.slug}/ret/tekst/"
    assert as_member.post(address, typed(text_done="Min tekst.", version="1")).status_code == 302
    refused = other.post(address, typed(text_done="Din tekst.", version="1"))
    assert refused.status_code == 400
    page_text = text(refused)
    assert "Det, den anden skrev" in page_text
    assert "Min" in page_text
    assert "Din tekst." in refused.content.decode()
    assert 'name="version" value="2"' in refused.content.decode()
    assert other.post(address, typed(text_done="Din tekst.", version="2")).status_code == 302
    assert Page.objects.get(pk=page.pk).texts["done"] == "Din tekst."


def test_names_of_people_stand_only_where_members_read(as_member, member):
    page = write()
    assert member.name in text(as_member.get(f"/viden/{page.slug}/"))
    assert member.name not in text(Client().get(f"/viden/{page.slug}/"))


def test_a_past_reading_says_so_and_can_still_be_read():
    page = write(Kind.INTERPRETATION, valid_from=date(2018, 12, 1), valid_to=date(2021, 11, 30))
    shown = text(Client().get(f"/viden/{page.slug}/"))
    assert "Læsningen gælder ikke længere" in shown
    assert "Den gjaldt til og med 30. november 2021" in shown
    assert "Gælder ikke længere" in text(Client().get("/viden/"))


def test_readings_stand_side_by_side_those_that_hold_first():
    write(Kind.INTERPRETATION, title="Vores", paragraph="almenboligloven §60 stk 4")
    write(Kind.INTERPRETATION, title="Ministeriets", reading_by="ministry")
    write(Kind.INTERPRETATION, title="Den gamle", valid_from=date(2018, 1, 1), valid_to=date(2021, 11, 30))
    shown = text(Client().get("/viden/side-om-side/almenboligloven-60-stk-4/"))
    positions = [shown.index(word) for word in ("Gælder i dag", "Vores", "Gælder ikke længere", "Den gamle")]
    assert positions == sorted(positions)
    assert "Ministeriets" in shown
    assert "3 læsninger" in text(Client().get("/viden/side-om-side/"))


def test_an_overdue_page_has_a_banner_and_is_right_again_with_one_press(member, time_machine):
    page = write()
    time_machine.move_to(NOW + timedelta(days=200), tick=False)
    as_member = client_of(member)
    Page.objects.filter(pk=page.pk).update(review_on=TODAY)
    assert "Siden skulle have været set igennem" in text(as_member.get(f"/viden/{page.slug}/"))
    as_member.post(f"/viden/{page.slug}/stadig-rigtigt/")
    assert "Siden skulle have været set igennem" not in text(as_member.get(f"/viden/{page.slug}/"))


def test_an_archived_page_keeps_its_address_and_leaves_the_list(as_member):
    page = write()
    as_member.post(f"/viden/{page.slug}/arkiver/", {"reason": "Ordningen er ophørt."})
    shown = text(Client().get(f"/viden/{page.slug}/"))
    assert "Siden er i arkivet" in shown
    assert "Ordningen er ophørt." in shown
    assert page.title not in text(Client().get("/viden/"))
    assert page.title in text(Client().get("/viden/?arkiv=ja"))


def test_the_secretariat_approves_what_waits(member, as_secretariat):
    page = write(Kind.INTERPRETATION, published=False)
    actions.publish(page, at=NOW, by=member)
    assert "Ja, efter vores læsning." in text(as_secretariat.get(f"/viden/{page.slug}/godkend/"))
    assert as_secretariat.post(f"/viden/{page.slug}/godkend/", {"version": "1"}).status_code == 302
    assert Client().get(f"/viden/{page.slug}/").status_code == 200
    assert "Intet venter" in text(as_secretariat.get(f"/viden/{page.slug}/godkend/"))


def test_the_secretariat_sends_back_with_a_reason(member, as_secretariat, as_member):
    page = write(Kind.INTERPRETATION, published=False)
    actions.publish(page, at=NOW, by=member)
    assert as_secretariat.post(f"/viden/{page.slug}/send-tilbage/", {"reason": ""}).status_code == 400
    as_secretariat.post(f"/viden/{page.slug}/send-tilbage/", {"reason": "Skriv hvorfor."})
    assert "Skriv hvorfor." in text(as_member.get("/viden/kladder/"))


def test_a_municipality_says_that_it_uses_a_tool(as_member):
    page = write(Kind.TOOL)
    as_member.post(f"/viden/{page.slug}/bruger-vi/", {"kommune": "aarhus", "bruger": "ja"})
    assert "1 kommune: Aarhus Kommune" in text(Client().get(f"/viden/{page.slug}/"))
    assert as_member.post(f"/viden/{page.slug}/bruger-vi/", {"kommune": "randers", "bruger": "ja"}).status_code == 404


def test_the_text_to_copy_says_whose_it_is_and_that_it_is_no_advice():
    page = write(Kind.INTERPRETATION)
    copy = Client().get(f"/viden/{page.slug}/").context["copy"]
    assert copy.startswith("Eksempel: Møder i vaskeriet (regelfortolkning)")
    assert "Det er ikke juridisk rådgivning" in copy
    assert copy.rstrip().endswith("kopieret 1. juni 2026.")


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", {"Råd", "Indsats", "Redskab"}),
        ("?slags=redskab", {"Redskab"}),
        ("?tema=law", {"Råd"}),
        ("?fag=day_care", {"Redskab"}),
        ("?niveau=area", {"Indsats"}),
        ("?virkning=safety", {"Indsats"}),
        ("?kommune=aarhus", {"Råd", "Indsats", "Redskab"}),
        ("?kommune=odense", set()),
        ("?tema=findes-ikke", {"Råd", "Indsats", "Redskab"}),
        ("?side=x&slags=x", {"Råd", "Indsats", "Redskab"}),
    ],
)
def test_the_list_is_chosen_from_by_the_one_set_of_tags(query, titles):
    write(Kind.TIP, title="Råd", themes=["law"])
    write(Kind.TOOL, title="Redskab", subject_areas=["day_care"])
    effect = [{"kind": "safety", "evidence": "told", "text": "Flere kom."}]
    page = write(Kind.PRACTICE, title="Indsats", levels=["area"])
    Page.objects.filter(pk=page.pk).update(effects=effect, effect_kinds=["safety"])
    assert {found.title for found in Client().get(f"/viden/{query}").context["page"]} == titles


def test_what_is_overdue_or_past_stands_last():
    write(Kind.INTERPRETATION, title="Forbi", valid_from=date(2018, 1, 1), valid_to=date(2021, 11, 30))
    late = write(title="Forsinket")
    Page.objects.filter(pk=late.pk).update(review_on=TODAY - timedelta(days=1))
    write(title="Frisk")
    assert [one.title for one in Client().get("/viden/").context["page"]] == ["Frisk", "Forsinket", "Forbi"]


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(django_assert_num_queries, many):
    for number in range(many):
        write(title=f"Side {number}")
    with django_assert_num_queries(3):
        Client().get("/viden/")


@pytest.mark.parametrize("many", [1, 3])
def test_a_page_costs_the_same_however_many_read_the_paragraph(django_assert_num_queries, many):
    pages = [write(Kind.INTERPRETATION, title=f"Læsning {number}") for number in range(many)]
    with django_assert_num_queries(5):
        Client().get(f"/viden/{pages[0].slug}/")


@pytest.mark.parametrize("address", ["skriv/", "kladder/", "{}/ret/tekst/", "{}/udgiv/", "{}/historik/", "{}/arkiver/"])
def test_who_may_not_write_is_turned_away(address, outsider, guest):
    page = write()
    address = f"/viden/{address.format(page.slug)}"
    assert client_of(outsider).get(address).status_code == 403
    assert Client().get(address).status_code in {302, 403}
    if page.slug in address:
        assert client_of(guest).get(address).status_code == 403


def test_a_page_for_the_municipality_does_not_exist_for_others(guest, as_member):
    page = write(visible_to=VisibleTo.MUNICIPALITY)
    assert client_of(guest).get(f"/viden/{page.slug}/").status_code == 404
    assert as_member.get(f"/viden/{page.slug}/").status_code == 200


def test_the_history_shows_each_version_and_what_changed(as_member):
    page = write()
    changed = typed(text_done="Vi blev i vaskeriet.", version="1", note="Rettet")
    as_member.post(f"/viden/{page.slug}/ret/tekst/", changed)
    assert "Rettet" in text(as_member.get(f"/viden/{page.slug}/historik/"))
    shown = as_member.get(f"/viden/{page.slug}/historik/2/").content.decode()
    assert "<ins>" in shown
    assert "<del>" in shown
    assert as_member.get(f"/viden/{page.slug}/historik/9/").status_code == 404
