"""Theme wishes: every page at two widths, proposed and put in order by keyboard and without scripts."""

import pytest
from playwright.sync_api import expect

from knub.meetings import actions
from knub.meetings.models import ThemeWish, WishRank
from knub.sparring.models import Question
from tests.browser import NARROW, WIDE
from tests.conftest import person
from tests.journeys.test_meetings import faults, tab_to
from tests.meetings.conftest import NOW, YEAR, make_meeting, make_season, municipality

pytestmark = pytest.mark.browser
WISHES = f"/moeder/{YEAR}/temaoensker/"


def propose(season, title, by, slug="aarhus", **tags):
    values = {"title": title, "why": "Eksempel: Det fylder hos os i år.", "tags": tags}
    return actions.propose_theme(season, **values, municipality=municipality(slug), at=NOW, by=by)


@pytest.fixture
def season(loaded, time_machine):
    """A network year with wishes: two on the member's list, one of another municipality, one taken up, one hidden."""
    time_machine.move_to(NOW)
    found = make_season()
    member, guest, secretary = person("kollega"), person("gaest"), person("sekretaer")
    propose(found, "Eksempel: Fleksibel udlejning", member, themes=["letting"], levels=["area"])
    propose(found, "Eksempel: Tryghed i gårdrum", member)
    propose(found, "Eksempel: Naboskab", guest, "randers")
    actions.take_up(propose(found, "Eksempel: Skoler", guest, "randers"), make_meeting(found), by=secretary)
    hidden = propose(found, "Eksempel: Noget andet", member)
    actions.hide_wish(hidden, reason="Hører til i Sparring", at=NOW, by=secretary)
    return found


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_no_page_of_wishes_has_a_fault(site, season, width):
    settle = [f"/moeder/temaoensker/{wish.pk}/" for wish in ThemeWish.objects.all()]
    assert faults(site, [WISHES, *settle, "/moeder/"], width=width, by=person("sekretaer")) == {}
    assert faults(site, [WISHES, "/moeder/"], width=width, by=person("kollega")) == {}


def test_a_theme_is_proposed_and_moved_up_by_keyboard_on_a_phone(site, season):
    visited = site(WISHES, width=NARROW, by=person("kollega"))
    page = visited.page
    tab_to(page, "Temaet med få ord (skal udfyldes)")
    page.keyboard.type("Eksempel: Naboer")
    tab_to(page, "Foreslå temaet")
    page.keyboard.press("Enter")
    own = page.locator(".wish-list li")
    expect(own).to_have_count(3)
    page.goto(page.url.partition("#")[0])
    tab_to(page, "Flyt op: Eksempel: Naboer")
    page.keyboard.press("Enter")
    expect(own.nth(1)).to_contain_text("Eksempel: Naboer")
    assert not visited.is_wider_than_window()


def press(page, part, title, button):
    """Press a button of a wish, on one's own list or among all."""
    page.locator(f"#{part}-{ThemeWish.objects.get(title=title).pk}").get_by_role("button", name=button).click()


def test_wishes_are_put_in_order_and_withdrawn_without_scripts(site, season):
    page = site(WISHES, scripts=False, by=person("kollega")).page
    press(page, "oenske", "Eksempel: Naboskab", "Sæt på min liste")
    press(page, "liste", "Eksempel: Naboskab", "Flyt op")
    expect(page.locator(".wish-list li").nth(1)).to_contain_text("Eksempel: Naboskab")
    press(page, "oenske", "Eksempel: Fleksibel udlejning", "Træk temaet tilbage")
    expect(page.get_by_role("main")).to_contain_text("»Eksempel: Fleksibel udlejning« er trukket tilbage.")
    ranks = WishRank.objects.filter(person=person("kollega"), wish__in=ThemeWish.still_open.all())
    assert [rank.wish.title for rank in ranks] == ["Eksempel: Naboskab", "Eksempel: Tryghed i gårdrum"]


def test_the_secretariat_makes_a_wish_of_a_question(site, season):
    question = Question.objects.order_by("pk").first()
    page = site(f"/sparring/{question.pk}/", by=person("sekretaer")).page
    page.get_by_role("link", name="Gør til temaønske").click()
    expect(page.get_by_label("Temaet med få ord")).to_have_value(question.title)
    page.get_by_role("button", name="Foreslå temaet").click()
    expect(page.get_by_role("main")).to_contain_text("foreslået af sekretariatet")
