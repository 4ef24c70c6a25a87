"""List day: each municipality's pack from a list as published, sent once, corrected once, practised alone."""

import io
import re
import uuid
from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from knub.areas.models import Area, Listing, OfficialList
from knub.areas.queries import fingerprint
from knub.home.list_day import What, list_day
from knub.home.list_day_slides import slides_of
from knub.home.list_day_words import changed_words, said
from knub.knowledge.models import News
from knub.meetings.models import Meeting
from knub.notify.models import Mail
from knub.people.models import Organisation
from tests.home.conftest import make_person
from tests.meetings.grouped import seat
from tests.worker import work

pytestmark = pytest.mark.django_db
DAY = date(2021, 12, 1)
PAGE = f"/sekretariat/listedag/{DAY}/"
PACK = f"/jeres-kommune/aarhus/listen/{DAY}/"


@pytest.fixture
def newest(loaded):
    """The list of 2021 is the newest that is released."""
    OfficialList.objects.filter(date__gt=DAY).update(released_at=None)
    return OfficialList.objects.get(date=DAY)


def of(slug, found, user):
    return list_day(user, found).pack_of(Organisation.objects.get(slug=slug))


def test_a_pack_says_of_each_area_what_both_lists_say(newest, secretariat):
    before = OfficialList.objects.filter(date__lt=DAY).latest("date")
    found = list_day(secretariat, newest)
    assert found.earlier == before
    told = {one.area.pk: one for pack in found.packs for one in pack.areas}
    on = {row.area_id for row in Listing.objects.filter(list=newest, removed_at=None, status="official")}
    was = {row.area_id for row in Listing.objects.filter(list=before, removed_at=None, status="official")}
    assert set(told) == on | was
    left = {pk for pk, one in told.items() if one.what == What.LEFT}
    assert left == {change.area.pk for change in found.changes.left} != set()
    assert all(said(one) for one in told.values())


def test_who_came_onto_the_list_of_2021_and_who_left_it(newest, secretariat):
    found = list_day(secretariat, newest)
    changed = {(one.area.name, str(one.what)) for pack in found.packs for one in pack.changed}
    assert changed == {
        ("Agervang", "entered"),
        ("Motalavej", "left"),
        ("Nøjsomhed/Sydvej", "left"),
        ("Ringparken, Slagelse", "left"),
        ("Solbakken mv.", "left"),
    }


def test_the_criterion_that_turned_is_told_on_the_page_and_in_the_mail(loaded, secretariat, as_secretariat):
    on = date(2016, 12, 1)
    turned = "Kriterier, der har skiftet: Dømte (2,82 pct. → 2,17 pct.)."
    assert turned in as_secretariat.get(f"/jeres-kommune/esbjerg/listen/{on}/").content.decode()
    as_secretariat.post(f"/sekretariat/listedag/{on}/oev/", {"key": str(uuid.uuid4())})
    assert turned in Mail.objects.get(to=secretariat.email, subject__endswith=": Esbjerg Kommune").text


def test_five_lines_for_the_director_and_three_for_the_press_say_the_same_facts(newest, as_secretariat):
    told = as_secretariat.get("/jeres-kommune/holbaek/listen/2021-12-01/").context["told"]
    assert (len(told.director), len(told.press)) == (5, 3)
    stands = "Holbæk Kommune har 1 område på listen pr. 1. december 2021: Agervang: parallelsamfund."
    came = "Agervang er kommet på listen: parallelsamfund."
    assert told.director[:2] == [stands, came]
    assert told.press[0] == f"{stands} {came}"


def test_slides_for_a_meeting_show_those_who_come_to_it(newest, as_secretariat):
    number = next(iter(as_secretariat.get(PAGE).context["meetings"])).pk
    meeting = Meeting.objects.get(pk=number)
    for slug in ("odense", "odense", "randers"):
        seat(meeting, Organisation.objects.get(slug=slug))
    content = as_secretariat.get(f"{PAGE}lysbilleder.pdf?moede={number}").content
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert ("Vollsmose" in text, "Gellerupparken" in text) == (True, False)


def test_that_nothing_has_changed_is_said_plainly(newest, secretariat):
    found = list_day(secretariat, newest)
    same = next(pack for pack in found.packs if pack.is_unchanged)
    assert changed_words(same, found).startswith("Intet er ændret for jer siden")


def test_a_municipality_with_its_first_area_is_led_on(newest, as_secretariat, secretariat):
    samsoe = Organisation.objects.get(slug="samsoe")
    area = Area.objects.create(key="samsoe-eksempel", name="Eksempel", municipality=samsoe)
    Listing.objects.create(list=newest, area=area, category="parallel_society", source="Eksempel")
    assert of("samsoe", newest, secretariat).is_first
    assert not of("aarhus", newest, secretariat).is_first
    page = as_secretariat.get(f"/jeres-kommune/samsoe/listen/{DAY}/").content.decode()
    assert "Jeres første område på en liste: ti sider at begynde med" in page


def test_the_first_area_is_told_with_ten_pages_whom_to_ask_and_the_next_meeting(newest, as_secretariat):
    make_person("Eksempel Samsø", "samsoe@example.org", "samsoe", kind="coordinator")
    samsoe = Organisation.objects.get(slug="samsoe")
    area = Area.objects.create(key="samsoe-eksempel", name="Eksempel", municipality=samsoe)
    Listing.objects.create(list=newest, area=area, category="parallel_society", source="Eksempel")
    send_all(as_secretariat)
    text = Mail.objects.get(to="samsoe@example.org").text
    begin, after = text.split("Ti sider at begynde med:")
    assert "Eksempel er kommet på listen" in begin
    assert after.count("\n– ") == 10
    assert "Sekretariatet finder tre kolleger" in after
    assert settings.CONTACT_MAIL in after
    assert "Det næste møde: " in after
    own = Client()
    own.force_login(make_person("Eksempel Samsø", "samsoe@example.org", "samsoe"))
    assert "Sekretariatet finder tre kolleger" in own.get(f"/jeres-kommune/samsoe/listen/{DAY}/").content.decode()


def test_a_member_with_a_first_area_is_told_the_names_of_colleagues(newest, as_secretariat, coordinator):
    Listing.objects.filter(area__municipality__slug="aarhus").exclude(list=newest).delete()
    make_person("Eksempel Odense", "odense@example.org", "odense", kind="coordinator")
    send_all(as_secretariat)
    text = Mail.objects.get(to=coordinator.email).text
    assert "Kolleger, I kan spørge:" in text
    assert "Sekretariatet finder" not in text


def test_whose_pack_it_is_sees_it_and_nobody_else(newest, coordinator, member, guest, outsider):
    seen = []
    for who in (coordinator, member, guest, outsider):
        client = Client()
        client.force_login(who)
        seen.append((client.get(PACK).status_code, client.get(f"{PACK}pakke.pdf").status_code))
    assert seen == [(200, 200), (200, 200), (403, 403), (403, 403)]
    assert Client().get(PACK).status_code == 302


def test_a_list_that_is_not_released_gives_packs_to_the_secretariat_alone(newest, coordinator, as_secretariat):
    OfficialList.objects.filter(pk=newest.pk).update(released_at=None)
    own = Client()
    own.force_login(coordinator)
    assert (own.get(PACK).status_code, as_secretariat.get(PACK).status_code) == (404, 200)


@pytest.mark.parametrize("address", ["/sekretariat/listedag/", PAGE, f"{PAGE}send/", f"{PAGE}lysbilleder.pdf"])
def test_only_the_secretariat_runs_the_day(newest, coordinator, as_secretariat, address):
    own = Client()
    own.force_login(coordinator)
    assert (own.get(address).status_code, as_secretariat.get(address).status_code) == (403, 200)


def test_a_contact_person_gets_one_mail_and_of_a_corrected_list_one_more(
    newest, as_secretariat, coordinator, mail_server
):
    make_person("Eksempel Odense", "odense@example.org", "odense", kind="coordinator")
    assert as_secretariat.post(f"{PAGE}send/", {"count": 1}).status_code == 400
    assert not Mail.objects.filter(key__startswith="list-").exists()
    for _twice in range(2):
        as_secretariat.post(f"{PAGE}send/", {"count": 2})
    work()
    first = {mail["To"]: mail for mail in mail_server.mailbox}
    assert len(mail_server.mailbox) == 2
    assert set(first) == {coordinator.email, "odense@example.org"}
    assert "Alle kontaktpersoner har fået listepakken" in as_secretariat.get(PAGE).content.decode()
    Listing.objects.filter(list=newest, area__municipality__slug="odense").first().delete()
    assert "Listen er rettet" in as_secretariat.get(PAGE).content.decode()
    as_secretariat.post(f"{PAGE}send/", {"count": 2})
    work()
    subjects = sorted(str(mail["Subject"]) for mail in mail_server.mailbox if mail["To"] == coordinator.email)
    subject = "Listen pr. 1. december 2021: Aarhus Kommune"
    assert subjects == [subject, f"Rettelse: {subject}"]


def test_whoever_a_correction_takes_off_the_list_is_told_too(newest, as_secretariat, mail_server):
    person = make_person("Eksempel Samsø", "samsoe@example.org", "samsoe", kind="coordinator")
    samsoe = Organisation.objects.get(slug="samsoe")
    area = Area.objects.create(key="samsoe-eksempel", name="Eksempel", municipality=samsoe)
    listed = Listing.objects.create(list=newest, area=area, category="parallel_society", source="Eksempel")
    send_all(as_secretariat)
    listed.delete()
    assert "Eksempel Samsø" in as_secretariat.get(f"{PAGE}send/").content.decode()
    send_all(as_secretariat)
    work()
    first, corrected = Mail.objects.filter(to=person.email).order_by("pk")
    assert "Eksempel er kommet på listen: parallelsamfund." in first.text
    assert corrected.subject == "Rettelse: Listen pr. 1. december 2021: Samsø Kommune"
    assert "Ingen områder i Samsø Kommune" in corrected.text
    assert len([mail for mail in mail_server.mailbox if mail["To"] == person.email]) == 2
    assert as_secretariat.get(f"{PAGE}send/").context["letters"] == []


def test_a_correction_that_is_taken_back_is_told_too(newest, as_secretariat, coordinator):
    send_all(as_secretariat)
    listed = Listing.objects.filter(list=newest, area__municipality__slug="aarhus", removed_at=None).first()
    for removed in (timezone.now(), None):
        Listing.objects.filter(pk=listed.pk).update(removed_at=removed)
        send_all(as_secretariat)
        assert as_secretariat.get(f"{PAGE}send/").context["letters"] == []
    first, corrected, back = Mail.objects.filter(to=coordinator.email, key__startswith="list-").order_by("pk")
    assert first.text.partition("\n\n")[2].partition("\n\n")[2] == back.text.partition("\n\n")[2].partition("\n\n")[2]
    assert [one.subject.startswith("Rettelse:") for one in (first, corrected, back)] == [False, True, True]


def test_a_correction_reaches_who_had_the_first_and_is_contact_person_no_more(newest, as_secretariat, coordinator):
    send_all(as_secretariat)
    now = make_person("Eksempel Ny", "ny.kontakt@example.org", "aarhus", kind="coordinator")
    coordinator.roles.filter(kind="coordinator").delete()
    assert [one.person for one, *_words in as_secretariat.get(f"{PAGE}send/").context["letters"]] == [now]
    Listing.objects.filter(list=newest, area__municipality__slug="aarhus").first().delete()
    letters = [one for one, *_words in as_secretariat.get(f"{PAGE}send/").context["letters"]]
    assert {(one.person.email, one.corrects) for one in letters} == {(now.email, False), (coordinator.email, True)}
    coordinator.is_active = False
    coordinator.save()
    assert [one.person for one, *_words in as_secretariat.get(f"{PAGE}send/").context["letters"]] == [now]


def test_the_special_condition_stands_apart_from_the_criteria(loaded, secretariat, as_secretariat):
    on = date(2019, 12, 1)
    address = f"/jeres-kommune/fredericia/listen/{on}/"
    page = as_secretariat.get(address).content.decode()
    turned = "Lovens særlige betingelse har skiftet (49,4 pct. → 50,1 pct.)."
    assert page.index("Lovens særlige betingelse</h4>") < page.index(turned)
    as_secretariat.post(f"/sekretariat/listedag/{on}/oev/", {"key": str(uuid.uuid4())})
    text = Mail.objects.get(to=secretariat.email, subject__endswith="Fredericia Kommune").text
    assert turned in " ".join(text.split())
    criteria = [one.partition("Kriterier, der har skiftet:")[2].partition(". ")[0] for one in (page, text)]
    assert not any("vestlig" in one for one in criteria)
    found = list_day(secretariat, OfficialList.objects.get(date=on))
    slides = str(slides_of(found, secretariat, chosen=None))
    assert "særlige betingelse" not in slides
    assert "vestlig" not in slides


def test_that_the_rules_changed_is_said_wherever_the_list_is_told(newest, as_secretariat, secretariat):
    words = "Reglerne blev ændret mellem de to lister."
    assert as_secretariat.get(PACK).content.decode().count(words) == 2  # in the pack, and in the lines for the press
    as_secretariat.post(f"{PAGE}oev/", {"key": str(uuid.uuid4())})
    assert words in " ".join(Mail.objects.filter(to=secretariat.email).first().text.split())
    as_secretariat.post(f"{PAGE}nyhed/")
    assert words in News.objects.latest("pk").summary + News.objects.latest("pk").text
    for address in (f"{PACK}pakke.pdf", f"{PAGE}lysbilleder.pdf"):
        assert words in text_of_paper(as_secretariat.get(address).content)


@pytest.mark.parametrize("on", [date(2016, 12, 1), date(2019, 12, 1), DAY])
def test_every_pack_is_one_page_and_says_whom_to_ask(loaded, as_secretariat, secretariat, on):
    found = list_day(secretariat, OfficialList.objects.get(date=on))
    packs = sorted(found.packs, key=lambda pack: -len(pack.areas))
    for pack in (packs[0], packs[-1]):
        content = as_secretariat.get(f"/jeres-kommune/{pack.municipality.slug}/listen/{on}/pakke.pdf").content
        assert len(PdfReader(io.BytesIO(content)).pages) == 1, pack.municipality
        assert "Sekretariatet finder tre kolleger" in text_of_paper(content)


def text_of_paper(content):
    """Return what a PDF says, with a space between words however its lines break."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def send_all(client):
    due = client.get(f"{PAGE}send/").context["letters"]
    assert client.post(f"{PAGE}send/", {"count": len(due)}).url == PAGE


def test_practice_sends_to_who_practises_alone_and_once(loaded, as_secretariat, secretariat, coordinator, mail_server):
    on = date(2016, 12, 1)
    packs = len(list_day(secretariat, OfficialList.objects.get(date=on)).packs)
    key = str(uuid.uuid4())
    for _twice in range(2):
        as_secretariat.post(f"/sekretariat/listedag/{on}/oev/", {"key": key})
    work()
    assert {mail["To"] for mail in mail_server.mailbox} == {secretariat.email}
    assert len(mail_server.mailbox) == packs
    assert all(subject.startswith("ØVELSE: ") for subject in Mail.objects.values_list("subject", flat=True))


def test_an_old_list_cannot_be_sent_in_earnest(newest, as_secretariat):
    on = date(2016, 12, 1)
    assert as_secretariat.post(f"/sekretariat/listedag/{on}/send/", {"count": 0}).url == f"/sekretariat/listedag/{on}/"
    assert not Mail.objects.exists()


def test_the_list_of_2016_gives_reasons_and_distances(loaded, as_secretariat):
    page = as_secretariat.get("/jeres-kommune/aarhus/listen/2016-12-01/").content.decode()
    assert "Beregnet status (skøn)" in page
    assert "procentpoint over grænsen" in page


def test_a_draft_of_news_counts_and_names_and_waits(newest, as_secretariat):
    got = as_secretariat.post(f"{PAGE}nyhed/")
    assert as_secretariat.post(f"{PAGE}nyhed/").url == got.url
    made = News.objects.latest("pk")
    assert got.url == f"/nyt/forslag/{made.pk}/"
    assert (made.state, made.title) == (News.State.PROPOSED, "Listen pr. 1. december 2021 er offentliggjort")
    assert len(made.summary) <= 300
    assert "er ikke længere på listen" in made.summary


@pytest.mark.parametrize("address", [f"{PACK}pakke.pdf", f"{PAGE}lysbilleder.pdf"])
def test_the_papers_can_be_followed_by_a_screen_reader(newest, as_secretariat, address):
    content = as_secretariat.get(address).content
    paper = PdfReader(io.BytesIO(content))
    text = " ".join(page.extract_text() for page in paper.pages)
    assert "Gellerupparken" in text
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content or b"pdfuaid:part" in content
    assert "/StructTreeRoot" in paper.trailer["/Root"]


def test_a_pack_names_nobody_on_paper(newest, as_secretariat):
    content = as_secretariat.get(f"{PACK}pakke.pdf").content
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert set(re.findall(r"\w+@example\.org", text)) == {settings.CONTACT_MAIL}


def test_what_a_list_says_has_a_fingerprint(newest):
    before = fingerprint(newest)
    assert fingerprint(newest) == before
    Listing.objects.filter(list=newest).first().delete()
    assert fingerprint(newest) != before


def test_the_day_costs_the_same_for_any_number(newest, as_secretariat, django_assert_num_queries):
    Listing.objects.filter(list=newest, area__municipality__slug="aarhus").delete()
    with django_assert_num_queries(27):
        assert as_secretariat.get(PAGE).status_code == 200
