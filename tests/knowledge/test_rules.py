"""The card of a rule leads to what others know about it, and a page to the rules it is about."""

import pytest
from django.test import Client

from knub.knowledge.content import Kind, VisibleTo
from knub.knowledge.models import Page
from knub.knowledge.queries import pages_on_rule, rules_of
from knub.parameters import rule_book
from tests.knowledge.conftest import write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("members")]
RULES = rule_book().rules
IN_60_4 = [key for key, rule in RULES.items() if any(one.paragraph == "§ 60, stk. 4" for one in rule.basis)]
CARD = f"/regler/{IN_60_4[0]}/"
ELSEWHERE = next(key for key, rule in RULES.items() if "§ 60 b" in rule.paragraphs)


def found(key):
    return [page.title for page in pages_on_rule(Page.objects.all(), RULES[key])]


@pytest.mark.parametrize(
    "paragraph", ["Almenboligloven § 60, stk. 4", "almenboligloven §60 stk 4", "Almenboligloven § 60"]
)
def test_a_reading_is_about_the_rules_of_its_paragraph_and_of_what_lies_in_it(paragraph):
    page = write(Kind.INTERPRETATION, title="Eksempel: En læsning", paragraph=paragraph)
    assert found(IN_60_4[0]) == ["Eksempel: En læsning"]
    assert IN_60_4[0] in [rule.key for rule in rules_of(page)]
    assert found(ELSEWHERE) == []


@pytest.mark.parametrize(
    ("written", "is_about"),
    [
        ("Vi brugte almenboligloven § 60, stk. 4, til det.", True),
        ("Vi brugte § 60 stk 4 i almenboligloven.", True),
        ("Vi brugte almenboligloven § 60, stk. 41.", False),
        ("Vi brugte § 60, stk. 4, i en anden lov.", False),
        (f"Se [reglen](/regler/{IN_60_4[0]}/).", True),
        ("Vi ringede til beboerne.", False),
    ],
)
def test_a_practice_is_about_a_rule_it_names_with_its_act_or_links_to(written, is_about):
    page = write(title="Eksempel: Indsats", texts={"challenge": "x", "done": written})
    assert found(IN_60_4[0]) == (["Eksempel: Indsats"] if is_about else [])
    assert (IN_60_4[0] in [rule.key for rule in rules_of(page)]) is is_about


def test_the_card_and_the_page_lead_to_each_other(client):
    page = write(Kind.INTERPRETATION, title="Eksempel: En læsning")
    card = client.get(CARD).content.decode()
    assert (f'href="/viden/{page.slug}/"' in card, "Kommune" in card) == (True, True)
    assert f'href="{CARD}"' in client.get(f"/viden/{page.slug}/").content.decode()


def test_the_card_shows_only_what_its_reader_may_read(client, member):
    write(Kind.INTERPRETATION, title="Eksempel: Kun for medlemmer", visible_to=VisibleTo.MEMBERS)
    write(Kind.INTERPRETATION, title="Eksempel: En kladde", published=False)
    assert "Eksempel:" not in client.get(CARD).content.decode()
    inside = Client()
    inside.force_login(member)
    card = inside.get(CARD).content.decode()
    assert ("Eksempel: Kun for medlemmer" in card, "Eksempel: En kladde" in card) == (True, False)


@pytest.mark.parametrize("count", [1, 3])
def test_the_card_costs_the_same_queries(client, django_assert_num_queries, count):
    for number in range(count):
        write(Kind.INTERPRETATION, title=f"Eksempel: Læsning {number}")
    with django_assert_num_queries(1):
        client.get(CARD)
