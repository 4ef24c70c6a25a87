"""The network year 2021 again: a cap that was lifted, and a third meeting that moved to another day and into a room.

Dates, themes, forms and places are those of the public pages (src/knub/data/network_seasons.yaml). The hours of the
third meeting and the cap of five before it was lifted are not known; nine to three and five stand in for them.
"""

from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import expect

from knub.meetings import actions
from knub.meetings.models import Item, Meeting, Programme, Seat
from knub.memberships import actions as memberships
from knub.memberships.models import BillingProfile, Membership, Network, Season, SeatRule
from knub.people import actions as people
from knub.people.models import Person
from tests.conftest import person
from tests.journeys.test_joining import fill_in_the_invoice, go_on, heading
from tests.meetings.conftest import COPENHAGEN, municipality
from tests.meetings.test_mails import told

pytestmark = pytest.mark.browser
YEAR = 2121  # an address that no real season has
JANUARY = datetime(2021, 1, 4, 9, tzinfo=COPENHAGEN)
MAY = datetime(2021, 5, 12, 9, tzinfo=COPENHAGEN)
NOVEMBER = datetime(2021, 11, 19, 9, tzinfo=COPENHAGEN)
MEETINGS = (
    (1, "Kommunernes sociale arbejde med ghettokriterierne", "social", date(2021, 2, 3)),
    (2, "Fysiske greb til forandring af boligområder", "physical", date(2021, 5, 17)),
    (3, "Udlejning og anvisning", "letting", date(2021, 12, 9)),
)
THIRD = f"/moeder/{YEAR}/3/"
SECRETARY, CONTACT = "sekretaer", "kontaktperson"


@pytest.fixture
def season(loaded, time_machine):
    """The network year as it was planned in January 2021: three meetings online, and five seats a municipality."""
    time_machine.move_to(JANUARY)
    SeatRule.objects.all().delete()
    network, _made = Network.objects.get_or_create(key="test", defaults={"name": "Eksempelnetværk"})
    year = {"starts_on": date(2021, 1, 1), "ends_on": date(2021, 12, 31)}
    Meeting.objects.filter(season__year=2021).delete()  # the account of the archive stands aside
    Season.objects.filter(year=2021).update(year=2221, starts_on=date(2221, 1, 1), ends_on=date(2221, 12, 31))
    season = Season.objects.create(network=network, year=YEAR, name="Netværket 2021", **year)
    SeatRule.objects.create(season=season, format="online", seats=5, from_day=date(2021, 1, 1))
    SeatRule.objects.create(season=season, format="physical", seats=5, from_day=date(2021, 1, 1))
    Membership.objects.create(season=season, municipality=municipality("aarhus"), joined_at=JANUARY, **year)
    for number, title, theme, day in MEETINGS:
        starts = datetime(day.year, day.month, day.day, 9, tzinfo=COPENHAGEN)
        actions.create_meeting(
            season, by=None, number=number, title=title, theme=theme, starts_at=starts, format="online",
            ends_at=starts + timedelta(hours=6), published_at=JANUARY, link="https://moede.example.org/rum",
        )  # fmt: skip
    return season


def roles_in_2021():
    """Let the cast have had their roles in 2021 too."""
    for who in Person.objects.filter(roles__isnull=False).distinct():
        who.roles.filter(starts_on__gt=date(2021, 1, 1)).update(starts_on=date(2020, 1, 1))


def colleague(number):
    made = Person.objects.create(name=f"Eksempel Kollega {number}", email=f"kollega{number}@aarhus.example.org")
    people.grant_role(made, municipality("aarhus"), "member", starts_on=date(2020, 1, 1))
    return made


def lines_told(mail_server):
    """Return what was told, with each subject on one line."""
    return [(to, " ".join(subject.split()), text, calendar) for to, subject, text, calendar in told(mail_server)]


def sign_six_up(site):
    """Six sign up for the third meeting before there is a programme; the sixth waits for the municipality's cap."""
    page = site(THIRD, by=person(CONTACT)).page
    page.get_by_role("link", name="Tilmeld", exact=True).click()
    for number in range(1, 6):
        page.get_by_label(f"Eksempel Kollega {number}", exact=True).check()
    page.get_by_role("main").get_by_role("button", name="Tilmeld").click()
    page.get_by_label("Tag de 5 pladser, der er, og sæt resten på ventelisten").check()
    page.get_by_role("button", name="Sæt på ventelisten").click()
    expect(page.get_by_role("main")).to_contain_text("fordi jeres kommune har brugt sine fem pladser.")


def release_the_second_programme():
    titles = ("Infrastrukturmidlerne", "Naturen som løftestang")
    meeting = Meeting.objects.get(season__year=YEAR, number=2)
    items = [{"title": title, "organisation": "", "kind": "talk"} for title in titles]
    Item.objects.bulk_create(Item(meeting=meeting, title=title) for title in titles)
    Programme.objects.create(meeting=meeting, version=1, released_at=datetime(2021, 5, 5, 9, tzinfo=UTC), items=items)


def test_the_year_2021_from_january_to_december(site, season, mail_server, time_machine):
    roles_in_2021()
    for number in range(1, 6):
        colleague(number)
    sign_six_up(site)
    before = {to: calendar for to, _subject, _text, calendar in lines_told(mail_server) if calendar}
    assert len(before) == 5

    time_machine.move_to(MAY)
    release_the_second_programme()
    page = site("/moeder/").page
    expect(page.get_by_role("main")).to_contain_text("17. maj 2021 kl. 9-15")
    expect(page.get_by_role("main")).to_contain_text("9. december 2021 kl. 9-15")
    assert page.get_by_role("main").get_by_role("link", name="Tilmeld", exact=True).count() == 1
    page.get_by_role("link", name="Fysiske greb til forandring af boligområder").first.click()
    expect(page.locator("#program")).to_contain_text("Naturen som løftestang")
    memberships.set_seat_rule(
        season, form="online", seats=None, from_day=MAY.date(), reason="Virtuelt format", today=MAY.date(),
        by=person(SECRETARY),
    )  # fmt: skip
    assert set(Seat.objects.values_list("state", flat=True)) == {"confirmed"}
    up = [subject for _to, subject, *_rest in lines_told(mail_server) if subject.startswith("Der er blevet en plads")]
    assert up == ["Der er blevet en plads til dig: Udlejning og anvisning, 9. december 2021"]

    time_machine.move_to(NOVEMBER)
    page = site(f"{THIRD}ret/", by=person(SECRETARY)).page
    page.get_by_label("Dato").fill("2021-12-08")
    page.get_by_label("Fysisk", exact=True).check()
    page.get_by_label("Sted", exact=True).fill("KL-huset, København")
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("main")).to_contain_text("flyttet fra 9. december 2021")
    assert set(Seat.objects.values_list("mode", "state", "may_leave_free")) == {("physical", "confirmed", True)}
    mails = lines_told(mail_server)
    assert len(mails) == 6
    for to, subject, text, calendar in mails:
        assert subject == "Mødet er flyttet: Udlejning og anvisning, 8. december 2021"
        assert "Din plads følger med." in text
        if to in before:
            event, old = calendar.vevent, before[to].vevent
            assert (event.uid.value, event.sequence.value) == (old.uid.value, "1")
            assert event.dtstart.value.astimezone(UTC) == datetime(2021, 12, 8, 8, tzinfo=UTC)
            assert event.location.value == "KL-huset, København"

    at = datetime(2021, 12, 1, 9, tzinfo=COPENHAGEN)
    time_machine.move_to(at)
    assert [actions.remind(at=at), actions.remind(at=at)] == [6, 0]
    time_machine.move_to(at + timedelta(days=6))
    assert actions.remind(at=at + timedelta(days=6)) == 6
    words = [("er om 7 dage" in text, "er i morgen" in text) for _to, _subject, text, _none in lines_told(mail_server)]
    assert sorted(words) == [(False, True)] * 6 + [(True, False)] * 6


def main_of(page):
    return page.get_by_role("main")


def test_the_twelfth_of_may_2021_finds_the_next_meeting_and_the_last_as_they_were_announced(site, loaded, time_machine):
    time_machine.move_to(MAY)
    page = site("/moeder/").page
    hero = page.locator(".hero")
    expect(hero).to_contain_text("Næste møde")
    expect(hero).to_contain_text("Fysiske greb til forandring af boligområder")
    expect(hero).to_contain_text("17. maj 2021 kl. 9-15")
    expect(hero.get_by_role("link", name="Tilmeld", exact=True)).to_have_count(0)
    third = page.get_by_role("listitem").filter(has_text="Udlejning og anvisning").first
    expect(third).to_contain_text("9. december 2021")
    expect(main_of(page)).not_to_contain_text("8. december 2021")
    held = page.locator("section").filter(has_text="Tidligere møder")
    expect(held).to_contain_text("Kommunernes sociale arbejde med ghettokriterierne")
    expect(held).not_to_contain_text("Fysiske greb til forandring")
    hero.get_by_role("link", name="Se mødet").click()
    expect(page.locator("#program")).to_contain_text("Naturen som løftestang")
    page.goto("/moeder/2021/3/")
    expect(main_of(page)).to_contain_text("9. december 2021")
    expect(page.locator("#program")).to_contain_text("Programmet er ikke udgivet endnu.")
    for later in ("flyttet fra", "KL-huset", "Housing first"):
        expect(main_of(page)).not_to_contain_text(later)
    page.goto("/moeder/2021/3/program/")
    expect(main_of(page)).not_to_contain_text("Housing first")


def test_the_nineteenth_of_november_2021_finds_the_third_meeting_moved_and_its_programme(site, loaded, time_machine):
    time_machine.move_to(datetime(2021, 11, 19, 13, tzinfo=COPENHAGEN))
    page = site("/moeder/").page
    expect(page.locator(".hero")).to_contain_text("8. december 2021")
    page.locator(".hero").get_by_role("link", name="Se mødet").click()
    expect(main_of(page)).to_contain_text("flyttet fra 9. december 2021")
    expect(main_of(page)).to_contain_text("KL-huset, København")
    expect(page.locator("#program")).to_contain_text("Housing first-strategier")
    time_machine.move_to(datetime(2021, 12, 9, 9, tzinfo=COPENHAGEN))
    page.goto("/moeder/")
    held = page.locator("section").filter(has_text="Tidligere møder")
    expect(held).to_contain_text("Udlejning og anvisning")


def join_in_may(page):
    """Walk through joining, from the page that says what the network is, to the end of it."""
    main_of(page).get_by_role("link", name="Er netværket noget for jer?").click()
    main_of(page).get_by_label("Kommune").select_option("aarhus")
    main_of(page).get_by_role("button", name="Vis").click()
    page.get_by_role("link", name="Tilmeld kommunen til Netværket 2021").first.click()
    go_on(page)
    page.get_by_label("Det er jeg").check()
    go_on(page)
    heading(page, "Kolleger")
    go_on(page)
    fill_in_the_invoice(page)
    page.get_by_label("Lederens navn").fill("Eksempel Leder")
    page.get_by_label("Lederens arbejdsmail").fill("leder@example.org")
    go_on(page)
    page.get_by_label("Jeg må tilmelde kommunen").check()
    page.get_by_role("button", name="Tilmeld kommunen").click()
    heading(page, "Aarhus Kommune er medlem")


def test_one_button_leads_a_municipality_into_the_network_and_back_to_the_meeting(site, season, time_machine):
    roles_in_2021()
    Membership.objects.filter(municipality__slug="aarhus").delete()
    BillingProfile.objects.filter(municipality__slug="aarhus").delete()
    Season.objects.filter(pk=season.pk).update(opens_on=date(2020, 11, 1))
    time_machine.move_to(MAY)
    page = site("/moeder/", by=person(CONTACT)).page
    buttons = main_of(page).get_by_role("link", name="Tilmeld", exact=True)
    expect(buttons).to_have_count(1)
    buttons.click()
    heading(page, "Jeres kommune skal være medlem først")
    join_in_may(page)
    main_of(page).get_by_role("link", name="Vælg, hvem der kommer").click()
    first = page.locator("section").filter(has_text="Fysiske greb til forandring af boligområder")
    expect(first).to_contain_text("Du kom fra dette møde")
    first.get_by_label("Jeg kommer").check()
    main_of(page).get_by_role("button", name="Tilmeld").click()
    expect(main_of(page)).to_contain_text("Du har en plads.")
    assert list(Seat.objects.values_list("meeting__number", "person__name", "state")) == [
        (2, "Eksempel Kontaktperson", "confirmed"),
    ]  # fmt: skip
