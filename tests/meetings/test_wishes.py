"""Theme wishes: who proposes, whose order counts, what the secretariat does with them, and what nobody may read."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from knub.audit.models import Entry
from knub.meetings import actions, queries
from knub.meetings.models import ThemeWish, WishRank
from knub.meetings.queries import about
from knub.memberships.models import Season
from tests.meetings.conftest import NOW, YEAR, colleague, join, make_meeting, municipality

pytestmark = pytest.mark.django_db
ADDRESS = reverse("meetings:wishes", args=[YEAR])


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def text_of(client, url=ADDRESS):
    return " ".join(client.get(url).content.decode().split())


def propose(client, title, **more):
    return client.post(ADDRESS, {"do": "propose", "title": title, **more})


def press(client, do, title):
    wish = ThemeWish.objects.get(title=title).pk
    return client.post(ADDRESS, {"do": do, "wish": wish})


def own_list(person):
    return list(WishRank.objects.filter(person=person).values_list("wish__title", flat=True))


def shown(season, person):
    found = queries.wishes(ThemeWish.objects.filter(withdrawn_at=None), season, person)
    return [(one.wish.title, one.wanted.municipalities, one.wanted.first) for one in found.still_open]


@pytest.fixture
def this_year(season):
    """The network year of the tests is the one that runs."""
    Season.objects.exclude(pk=season.pk).update(archived=True)


@pytest.fixture
def wishes(season, member, guest):
    """Two themes of Aarhus, put in this order, and one of Randers."""
    of_aarhus, of_randers = client_of(member), client_of(guest)
    for title in ("Fleksibel udlejning", "Tryghed i gårdrum"):
        propose(of_aarhus, title)
    propose(of_randers, "Naboskab")
    return of_aarhus, of_randers


def test_a_theme_is_proposed_in_the_name_of_the_municipality_and_comes_last_on_ones_list(season, member):
    client = client_of(member)
    propose(client, "Fleksibel udlejning", why="Vi begynder til foråret.", themes=["letting"], levels=["area"])
    propose(client, "Naboskab")
    wish = ThemeWish.objects.get(title="Fleksibel udlejning")
    assert (wish.municipality.slug, wish.proposed_by, wish.themes, wish.levels) == (
        "aarhus", member, ["letting"], ["area"],
    )  # fmt: skip
    assert own_list(member) == ["Fleksibel udlejning", "Naboskab"]
    page = text_of(client)
    assert "Vi begynder til foråret." in page
    assert "foreslået af Aarhus Kommune 1. marts 2026" in page
    assert member.name not in page.split("<main")[1]


def test_the_list_is_put_in_order_by_buttons(wishes, season, member):
    of_aarhus, _of_randers = wishes
    press(of_aarhus, "on", "Naboskab")
    press(of_aarhus, "on", "Naboskab")
    assert own_list(member) == ["Fleksibel udlejning", "Tryghed i gårdrum", "Naboskab"]
    press(of_aarhus, "up", "Naboskab")
    press(of_aarhus, "down", "Fleksibel udlejning")
    assert own_list(member) == ["Naboskab", "Fleksibel udlejning", "Tryghed i gårdrum"]
    press(of_aarhus, "up", "Naboskab")
    press(of_aarhus, "off", "Fleksibel udlejning")
    assert own_list(member) == ["Naboskab", "Tryghed i gårdrum"]
    got = press(of_aarhus, "down", "Naboskab")
    assert got.url == f"{ADDRESS}#min-liste"
    assert "2.</strong>" in text_of(of_aarhus)


def test_a_municipality_counts_once_and_what_most_want_comes_first(wishes, season, member):
    of_aarhus, of_randers = wishes
    press(of_aarhus, "on", "Naboskab")
    press(of_randers, "on", "Tryghed i gårdrum")
    press(client_of(colleague(1)), "on", "Naboskab")
    assert shown(season, member) == [
        ("Naboskab", 2, 2), ("Tryghed i gårdrum", 2, 0), ("Fleksibel udlejning", 1, 1),
    ]  # fmt: skip
    page = text_of(of_aarhus)
    assert "Ønsket af 2 kommuner, øverst på en liste i 2" in page


def test_nobody_can_read_whose_list_a_theme_is_on(wishes, member, guest, as_secretariat):
    _of_aarhus, of_randers = wishes
    press(of_randers, "on", "Fleksibel udlejning")
    sheet = as_secretariat.get(reverse("meetings:wishes_download", args=[YEAR, "csv"])).content.decode("utf-8-sig")
    pages = [text_of(as_secretariat), text_of(client_of(colleague(2))), sheet]
    assert [guest.name in page for page in pages] == [False] * 3
    assert "Fleksibel udlejning;;;Aarhus Kommune;2026-03-01;2;1;;" in sheet
    entries = Entry.objects.filter(verb="theme_list_changed")
    assert {(one.kind, one.label, str(one.facts)) for one in entries if one.actor_id == guest.pk} == {
        ("people.person", guest.name, "{}"),
    }  # fmt: skip


def test_the_same_theme_twice_is_refused_and_what_was_typed_stays(wishes, season):
    got = propose(wishes[1], "fleksibel UDLEJNING", why="Også hos os.")
    page = got.content.decode()
    assert (got.status_code, "Temaet er allerede foreslået." in page, "Også hos os." in page) == (400, True, True)
    assert season.theme_wishes.count() == 3
    got = propose(wishes[1], "Borger 010190-1234")
    assert (got.status_code, "ligner et cpr-nummer" in got.content.decode()) == (400, True)


def test_only_the_proposer_withdraws_and_then_it_is_gone_from_every_list(wishes, season, guest):
    of_aarhus, of_randers = wishes
    press(of_randers, "on", "Fleksibel udlejning")
    assert press(of_randers, "withdraw", "Fleksibel udlejning").status_code == 404
    press(of_aarhus, "withdraw", "Fleksibel udlejning")
    assert "Fleksibel udlejning" not in text_of(of_randers)
    assert press(of_randers, "up", "Fleksibel udlejning").status_code == 404
    press(of_randers, "on", "Tryghed i gårdrum")
    assert [one.wish.title for one in queries.wishes(ThemeWish.objects.all(), season, guest).mine] == [
        "Naboskab", "Tryghed i gårdrum",
    ]  # fmt: skip


def test_the_secretariat_takes_a_theme_up_at_a_meeting_and_puts_it_back(wishes, season, as_secretariat):
    meeting, wish = make_meeting(season), ThemeWish.objects.get(title="Naboskab")
    url = reverse("meetings:wish", args=[wish.pk])
    assert "Udlejning og anvisning, 20. maj 2026" in text_of(as_secretariat, url)
    assert as_secretariat.post(url, {"do": "take_up"}).status_code == 400
    as_secretariat.post(url, {"do": "take_up", "meeting": meeting.pk})
    page = text_of(wishes[0])
    assert "Tages op på mødet" in page
    assert "Naboskab" not in page.split("Tages op")[0]
    assert "tages op på mødet »Udlejning og anvisning«" in text_of(as_secretariat, f"/historik/temaoenske/{wish.pk}/")
    press(wishes[0], "on", "Naboskab")
    assert not WishRank.objects.filter(wish=wish, municipality__slug="aarhus").exists()
    as_secretariat.post(url, {"do": "put_back"})
    assert "Tages op på mødet" not in text_of(wishes[0])


def test_what_is_hidden_only_its_proposer_sees_with_the_reason(wishes, as_secretariat):
    wish = ThemeWish.objects.get(title="Naboskab")
    url = reverse("meetings:wish", args=[wish.pk])
    assert as_secretariat.post(url, {"do": "hide", "reason": ""}).status_code == 400
    as_secretariat.post(url, {"do": "hide", "reason": "Hører til i Sparring"})
    of_aarhus, of_randers = wishes
    assert "Naboskab" not in text_of(of_aarhus)
    assert "Skjult af sekretariatet: Hører til i Sparring" in text_of(of_randers)
    as_secretariat.post(url, {"do": "show"})
    assert "Naboskab" in text_of(of_aarhus)


def test_a_year_that_is_over_can_only_be_read(wishes, season, as_secretariat, time_machine):
    season.ends_on = date(2026, 3, 1)
    season.save()
    time_machine.move_to(NOW + timedelta(days=1))
    next_year = Season.objects.create(
        network=season.network, year=2127, name="Netværket 2127", starts_on=date(2026, 3, 2), ends_on=date(2027, 3, 1)
    )
    join(next_year, "aarhus", ends_on=date(2027, 3, 1))
    page = text_of(wishes[0])
    assert ("kan kun læses" in page, "Sæt på min liste" in page, "Foreslå temaet" in page) == (True, False, False)
    propose(wishes[0], "For sent")
    press(wishes[0], "on", "Naboskab")
    assert (season.theme_wishes.count(), WishRank.objects.filter(wish__season=season).count()) == (3, 3)
    wish = ThemeWish.objects.get(title="Naboskab")
    as_secretariat.post(reverse("meetings:wish", args=[wish.pk]), {"do": "hide", "reason": "Nævner en person"})
    wish.refresh_from_db()
    assert wish.hidden_reason == "Nævner en person"


@pytest.mark.usefixtures("this_year")
def test_the_secretariat_makes_a_wish_of_a_search_in_vain_and_has_no_list(as_secretariat, secretariat):
    found = as_secretariat.get(reverse("meetings:wishes_now"), {"titel": "altan & have"}, follow=True)
    assert (found.request["PATH_INFO"], found.context["form"]["title"].value()) == (ADDRESS, "altan & have")
    propose(as_secretariat, "Altaner")
    assert "foreslået af sekretariatet" in text_of(as_secretariat)
    assert press(as_secretariat, "on", "Altaner").status_code == 404
    assert own_list(secretariat) == []


def test_the_list_of_meetings_shows_members_what_is_wanted(wishes, this_year):
    assert "Ønsket af 1 kommune" in text_of(wishes[0], "/moeder/")
    assert "Temaønsker" not in text_of(Client(), "/moeder/")


def test_only_members_and_the_secretariat_come_in(wishes, season, outsider):
    assert client_of(outsider).get(ADDRESS).status_code == 404
    assert Client().get(ADDRESS).status_code == 302
    wish = ThemeWish.objects.first().pk
    assert client_of(outsider).get(reverse("meetings:wish", args=[wish])).status_code == 403
    assert wishes[0].get(reverse("meetings:wish", args=[wish])).status_code == 403
    assert wishes[0].get(reverse("meetings:wishes_download", args=[YEAR, "csv"])).status_code == 403


def test_who_wished_is_forgotten_a_year_after_the_network_year(wishes, season, member):
    assert [row["wish__title"] for row in about(member)["meetings.wishrank"]] == [
        "Fleksibel udlejning", "Tryghed i gårdrum",
    ]  # fmt: skip
    actions.forget_wishers(now=NOW.replace(year=2027, month=12, day=31))
    assert own_list(member) != []
    actions.forget_wishers(now=NOW.replace(year=2028, month=1, day=1))
    assert (own_list(member), about(member)["meetings.themewish"]) == ([], [])
    assert shown(season, member)[0] == ("Fleksibel udlejning", 1, 1)


def test_an_empty_year_says_so(season, member):
    assert "Der er ikke foreslået noget endnu" in text_of(client_of(member))


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_any_number_of_wishes(season, member, count, django_assert_num_queries):
    for number in range(count):
        actions.propose_theme(
            season, title=f"Ønske {number}", why="", tags={}, municipality=municipality("aarhus"), at=NOW, by=member
        )
    client = client_of(member)
    with django_assert_num_queries(11):
        client.get(ADDRESS)
