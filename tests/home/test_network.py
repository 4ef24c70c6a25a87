"""What the network is, told from data; on 12 May 2021 it says what KL's page said that day."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from knub.meetings.models import Meeting, Programme
from knub.memberships.models import Membership, Season
from knub.people.models import Organisation

pytestmark = pytest.mark.django_db
TAGS = re.compile(r"<[^>]+>")


def text(response):
    return " ".join(TAGS.sub(" ", response.content.decode()).split())


# What KL's page of 12 May 2021 says, in its order, and the words by which this page says it.
STATEMENTS = [
    ("a second year, a response", "andet år i træk. Det er et svar på parallelsamfundsaftalen"),
    ("several laws and rules to heed", "flere love og regler"),
    ("room for sparring and sharing knowledge", "plads til sparring og til at dele viden"),
    ("for all with such areas", "kommuner med udsatte boligområder, »ghettoområder« og »hårde ghettoområder«"),
    ("staff and middle managers", "kommunale medarbejdere og mellemledere, der arbejder med og i områderne"),
    ("housing, day care and schools", "regler for både boliger, dagtilbud og skoler"),
    ("on the lists, or working preventively", "uden områder på regeringens lister, som arbejder forebyggende"),
    ("is your municipality not in?", "Er netværket noget for jer?"),
    ("not new, but more laws", "er ikke nyt, men opmærksomheden er blevet større"),
    ("efforts, interpretation and tools", "områdeindsatser, der lykkes, om fortolkning af reglerne og om redskaber"),
    ("across fields and borders", "på tværs af fagområder og kommunegrænser"),
    ("employment and welfare", "og velfærdsområdet, både på borger- og institutionsniveau"),
    ("three approaches this year", "Årets tre møder tager hver sin tilgang"),
    ("the first meeting, 3 February", "»Kommunernes sociale arbejde med ghettokriterierne« 3. februar 2021"),
    ("how the agreement is implemented", "Status på implementeringen af parallelsamfundsaftalen"),
    ("less money and fewer plans", "færre midler og færre helhedsplaner"),
    ("who told of the money", "Louise Buch Viftrup, Boligsocialnet (BL)"),
    ("who told of safety", "Rune Lyngvig, Københavns Kommune"),
    ("safety partnerships", "tryghedspartnerskaber mellem kommune, politi og boligorganisationer"),
    ("group discussions with the speakers", "Opfølgende gruppedrøftelser mellem deltagere og oplægsholdere"),
    ("the next meeting, 17 May 9-15", "»Fysiske greb til forandring af boligområder« 17. maj 2021, kl. 9-15"),
    ("the third meeting on 9 December", "»Udlejning og anvisning« 9. december 2021"),
    ("proposed prevention areas too", "et af de foreslåede forebyggelsesområder"),
    ("information from state and municipal actors", "statslige og kommunale aktører"),
    ("you can still join, at a reduced price", "stadig nå at være med, til en nedsat pris for senere deltagelse"),
    ("any number of participants", "Valgfrit antal deltagere, fordi møderne er blevet virtuelle på grund af covid-19"),
]  # fmt: skip


@pytest.mark.parametrize(("_what", "words"), STATEMENTS, ids=[what for what, _words in STATEMENTS])
def test_the_page_of_12_may_2021_says_what_kls_page_said(client, time_machine, _what, words):
    time_machine.move_to("2021-05-12 12:00+02:00")
    assert words in text(client.get("/om/"))


def test_the_third_meeting_is_known_to_have_moved_from_the_day_it_was_published(client, time_machine):
    time_machine.move_to("2021-11-18 12:00+01:00")
    before = text(client.get("/om/"))
    assert ("9. december 2021" in before, "KL-huset" in before) == (True, False)
    time_machine.move_to("2021-11-19 12:00+01:00")
    after = text(client.get("/om/"))
    assert "8. december 2021 · KL-huset, København · fysisk" in after
    assert "Først meldt ud til 9. december 2021, siden flyttet." in after


def test_a_programme_is_not_shown_before_it_was_published(client, time_machine):
    time_machine.move_to("2021-05-04 12:00+02:00")
    assert "Infrastrukturmidlerne" not in text(client.get("/om/"))
    time_machine.move_to("2021-05-05 12:00+02:00")
    assert "Infrastrukturmidlerne" in text(client.get("/om/"))


def test_the_third_programme_is_known_from_the_day_it_was_published(client, time_machine):
    time_machine.move_to("2021-11-18 12:00+01:00")
    assert "Housing first-strategier" not in text(client.get("/om/"))
    time_machine.move_to("2021-11-19 12:00+01:00")
    assert "Housing first-strategier" in text(client.get("/om/"))


def test_the_meetings_of_the_year_are_those_of_the_meetings_room(client, secretariat):
    first, second, third = Meeting.objects.filter(season__archived=False).order_by("season__year", "number")[:3]
    Meeting.objects.filter(pk=third.pk).update(published_at=None, title="Ikke udgivet endnu")
    Programme.objects.create(
        meeting=second, version=2, released_at=timezone.now(),
        items=[{"title": "Eksempel: Et oplæg", "organisation": "En kommune", "speakers": "Eksempel Oplægsholder"}],
    )  # fmt: skip
    page = text(client.get("/om/"))
    assert (first.title in page, second.title in page, "Ikke udgivet endnu" in page) == (True, True, False)
    assert ("Eksempel: Et oplæg (En kommune)" in page, "Eksempel Oplægsholder" in page) == (True, False)
    assert f'href="/moeder/{first.season.year}/1/"' in client.get("/om/").content.decode()


def test_a_programme_stands_there_once_its_time_has_come(client):
    meeting = Meeting.objects.filter(season__archived=False).earliest("season__year", "number")
    later = timezone.now() + timedelta(days=1)
    Programme.objects.create(meeting=meeting, version=2, released_at=later, items=[{"title": "Eksempel: Et oplæg"}])
    assert "Eksempel: Et oplæg" not in text(client.get("/om/"))


def test_meetings_held_in_years_since_the_archive_are_past_ones(client, time_machine):
    season = Season.objects.exclude(archived=True).earliest("starts_on")
    title = Meeting.objects.filter(season=season).earliest("number").title
    time_machine.move_to(f"{season.year + 1}-03-01 12:00+01:00")
    page = text(client.get("/om/"))
    assert page.index("Tidligere møder") < page.rindex(title) < page.index("Fysiske greb til forandring")


def test_the_page_of_12_may_2021_can_be_read_in_english(client, time_machine):
    time_machine.move_to("2021-05-12 12:00+02:00")
    client.cookies["django_language"] = "en"
    page = client.get("/om/")
    assert "It is a response to the parallel-society agreement" in text(page)
    assert "since the meetings have become virtual because of covid-19" in text(page)
    assert "at a reduced price for joining late" in text(page)
    assert 'lang="da">»Udlejning og anvisning«' in page.content.decode()
    assert "andet år i træk" not in text(page)


def test_a_text_without_english_is_danish_and_says_so(client):
    Season.objects.update(text_en="")
    client.cookies["django_language"] = "en"
    assert '<p lang="da">Eksempel: Netværket giver' in client.get("/om/").content.decode()


def test_members_are_named_and_never_persons(client):
    page = text(client.get("/om/"))
    assert "13 kommuner er medlemmer i dag" in page
    assert "Eksempel: Disse medlemskaber er opdigtede." in page
    assert ("Randers" in page, "Eksempel Kontaktperson" in page) == (True, False)


def test_a_price_that_is_not_decided_is_never_0(client):
    Season.objects.update(price_list="")
    page = text(client.get("/om/"))
    assert "Prisen er ikke fastsat endnu." in page
    assert "0 kr." not in page


@pytest.mark.parametrize("members", [1, 13])
def test_the_page_costs_the_same_queries_whoever_is_in(client, django_assert_num_queries, members):
    kept = Membership.objects.values_list("pk", flat=True)[:members]
    Membership.objects.exclude(pk__in=list(kept)).delete()
    with django_assert_num_queries(8):
        client.get("/om/")


def test_a_municipality_sees_its_areas_members_like_it_and_a_text(client):
    page = text(client.get("/bliv-medlem/?kommune=findes-ikke"))
    assert "Ingen kommune hedder sådan" in page
    page = text(client.get("/bliv-medlem/?kommune=koebenhavn"))
    assert "Medlemmer med områder som jeres" in page
    assert "Jeg foreslår, at Københavns Kommune melder sig ind" in page
    assert "Beboernes oprindelse indgår aldrig." in page


def test_members_like_it_are_never_its_own_and_each_says_why(client):
    found = client.get("/bliv-medlem/?kommune=koebenhavn").context["similar"]
    assert found
    assert "koebenhavn" not in {pair.other.municipality.slug for pair in found}
    assert all("non_western" not in pair.why.drivers for pair in found)


def test_a_municipality_without_areas_is_told_that_it_is_welcome(client):
    page = text(client.get("/bliv-medlem/?kommune=aeroe"))
    assert "Ikke indlæst i KNUB" in page
    assert "Vi har ingen områder på listen, men arbejder forebyggende" in page


def test_this_year_and_the_next_stand_side_by_side_late_in_the_year(client, time_machine):
    season = Season.objects.exclude(archived=True).earliest("starts_on")
    time_machine.move_to(f"{season.year}-09-30 12:00+02:00")
    page = client.get("/bliv-medlem/?kommune=aeroe")
    assert [offer.season.year for offer in page.context["offers"]] == [season.year]
    assert f"Fra 1. oktober {season.year} er prisen 2.500 kr." in text(page)
    time_machine.move_to(f"{season.year}-10-01 12:00+02:00")
    page = client.get("/bliv-medlem/?kommune=aeroe")
    assert [(offer.season.year, str(offer.price.figure)) for offer in page.context["offers"]] == [
        (season.year, "2500.00"), (season.year + 1, "10000.00"),
    ]  # fmt: skip


@pytest.mark.parametrize(("slug", "areas", "count"), [("aeroe", 0, 15), ("aalborg", 2, 16), ("koebenhavn", 12, 16)])
def test_the_test_of_relevance_costs_the_same_however_many_areas(client, django_assert_num_queries, slug, areas, count):
    assert Organisation.objects.get(slug=slug).areas.count() == areas
    with django_assert_num_queries(count):
        client.get(f"/bliv-medlem/?kommune={slug}")
