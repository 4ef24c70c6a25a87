"""Fra mødet: drawn from what is known, approved by speakers, released once, and shared without anybody's name."""

import re
import uuid
from datetime import time, timedelta
from email.header import decode_header, make_header
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader

from knub.home import waiting
from knub.knowledge import actions as knowledge
from knub.knowledge.content import Content
from knub.knowledge.models import Page
from knub.knowledge.queries import newest, version_of
from knub.meetings import actions, queries
from knub.meetings.access import get_speaker_by_link
from knub.meetings.actions.checklist import copy_checklist
from knub.meetings.actions.telling_speakers import speaker_link
from knub.meetings.models import Item, Record, Seat, Speaker, TalkCard
from knub.notify.actions import send_due
from knub.notify.models import Mail
from knub.people.models import Token
from tests.meetings.conftest import END, START, YEAR, colleague, make_meeting, sign_up

pytestmark = pytest.mark.django_db
MEETING = f"/moeder/{YEAR}/2/"
RECORD = f"{MEETING}fra-moedet/"
AFTER = END + timedelta(days=1)
CARD = {"claim": "Naboskab kan læres.", "numbers": "40 af 60 kom igen.", "source": "Kommunens egen opgørelse"}


@pytest.fixture
def meeting(season, member, secretariat, time_machine):
    """A meeting that was held yesterday, with a talk, a line and something to try."""
    found = make_meeting(season, physical_capacity=None)
    sign_up(found, member)
    speaker = Speaker.objects.create(
        meeting=found, name="Eksempel Taler", organisation="En kommune (eksempel)", email="taler@example.org"
    )
    values = {"title": "En kommune fortæller", "starts": time(9), "ends": time(10), "speakers": [speaker]}
    actions.add_item(found, values | {"kind": "case", "organisation": "En kommune (eksempel)"}, by=secretariat)
    actions.release_programme(found, seen=queries.draft(found).seen, tells=False, at=START, by=secretariat)
    doing = {"group": None, "at": START, "by": member}
    actions.write_line(found, "Vi bruger ordet tryghed", key=uuid.uuid4(), **doing)
    actions.intend(found, "Beboermøder i vaskeriet", mine=True, key=uuid.uuid4(), **doing)
    time_machine.move_to(AFTER)
    return found


def client_of(somebody):
    client = Client()
    client.force_login(somebody)
    return client


def subject_of(mail):
    return str(make_header(decode_header(mail["Subject"])))


def text_of(mail):
    [text] = [part for part in mail.walk() if part.get_content_type() == "text/plain"]
    return text.get_payload(decode=True).decode()


def talk(meeting):
    return meeting.items.get(title="En kommune fortæller")


def speaker_page(meeting):
    return speaker_link(meeting.speakers.get()).removeprefix("http://localhost:8000")


def approved(meeting, by):
    card = actions.write_card(talk(meeting), CARD, seen="0", by=by)
    actions.approve_card(card, CARD, speaker=meeting.speakers.get(), seen="1", at=AFTER)
    return talk(meeting).card


def released(meeting, by):
    actions.release_record(meeting, at=AFTER, by=by)
    return meeting


@pytest.mark.parametrize(
    ("name", "seen"),
    [("secretariat", [200, 200]), ("member", [404, 200]), ("guest", [404, 200]), ("outsider", [404, 404])],
)
def test_members_read_it_once_it_is_released_and_others_never(request, meeting, secretariat, name, seen):
    somebody = request.getfixturevalue(name)
    before = client_of(somebody).get(RECORD).status_code
    released(meeting, secretariat)
    assert [before, client_of(somebody).get(RECORD).status_code] == seen


def test_it_is_drawn_from_what_is_known(meeting, member, secretariat):
    approved(meeting, secretariat)
    actions.write_record(meeting, "Det **vigtigste**.", seen="0", by=secretariat)
    page = client_of(member).get(released(meeting, secretariat) and RECORD).content.decode()
    for wanted in (
        "<strong>vigtigste</strong>", "Naboskab kan læres.", "Kilde: Kommunens egen opgørelse",
        "Vi bruger ordet tryghed", "Beboermøder i vaskeriet", "Aarhus Kommune", "En kommune fortæller",
        "Der deltog under 5 personer fra 1 kommune.",
    ):  # fmt: skip
        assert wanted in page, wanted
    assert "Eksempel Taler" not in page


def test_all_slides_that_are_shared_stand_on_it_also_without_a_card_or_a_point(meeting, member, secretariat):
    released(meeting, secretariat)
    other = Speaker.objects.create(meeting=meeting, name="Eksempel Uden Punkt")
    for speaker in (meeting.speakers.get(name="Eksempel Taler"), other):
        page = speaker_link(speaker).removeprefix("http://localhost:8000")
        slides = SimpleUploadedFile("slides.txt", b"Tal og tekst", content_type="text/plain")
        Client().post(f"{page}slides/", {"title": f"Slides fra {speaker}", "file": slides})
    client = client_of(member)
    assert "Slides fra" not in client.get(RECORD).content.decode()
    meeting.speakers.update(shares_slides=True)
    other.refresh_from_db()
    read = client.get(RECORD).content.decode()
    assert [read.count(f"Slides fra {name}") for name in ("Eksempel Taler", "Eksempel Uden Punkt")] == [1, 1]
    [link] = re.findall(rf'href="(/moeder/\d+/2/slides/{other.pk}/[^"]+)"', read)
    assert b"".join(client.get(link).streaming_content) == b"Tal og tekst"
    assert f'<span class="muted small">{other}</span>' not in read


def test_it_is_released_once_and_only_when_the_meeting_is_over(meeting, secretariat, time_machine):
    time_machine.move_to(START)
    with pytest.raises(ValidationError):
        released(meeting, secretariat)
    time_machine.move_to(AFTER)
    client = client_of(secretariat)
    client.post(f"{RECORD}udgiv/")
    first = Record.objects.get().released_at
    client.post(f"{RECORD}udgiv/")
    assert Record.objects.get().released_at == first


def test_releasing_ticks_its_task_once_and_by_hand_it_is_taken_back(meeting, secretariat):
    actions.start_checklist(meeting, by=secretariat)
    client = client_of(secretariat)
    shown = "bliver gjort, når opsamlingen udgives"
    assert client.get(f"{MEETING}drejebog/").content.decode().count(shown) == 1
    client.post(f"{RECORD}udgiv/")
    done = meeting.checklist.get(done_at__isnull=False)
    assert (done.title, done.done_by) == ("Skriv og udgiv opsamlingen", secretariat)
    client.post(f"{MEETING}drejebog/{done.pk}/gjort/", {"do": "undone"})
    client.post(f"{RECORD}udgiv/")
    assert not meeting.checklist.filter(done_at__isnull=False).exists()


def test_a_copied_meeting_has_a_task_that_releasing_ticks(meeting, secretariat):
    actions.start_checklist(meeting, by=secretariat)
    copy = make_meeting(meeting.season, number=3)
    copy_checklist(meeting, copy)
    assert copy.checklist.get(done_on_release=True).title == "Skriv og udgiv opsamlingen"


def test_without_a_checklist_nothing_is_ticked(meeting, secretariat):
    released(meeting, secretariat)
    assert not meeting.checklist.exists()


def test_those_who_had_a_seat_get_one_mail(meeting, member, secretariat, mail_server):
    released(meeting, secretariat)
    for _time in range(2):
        actions.tell_record(meeting.pk)
    mail = Mail.objects.get(key=f"record-{meeting.pk}-{member.pk}")
    send_due(mail.pk)
    [sent] = mail_server.mailbox
    assert (sent["To"], subject_of(sent)) == (member.email, "Fra mødet: Udlejning og anvisning")
    assert f"http://localhost:8000{RECORD}" in text_of(sent)
    assert Mail.objects.filter(key__startswith="record-").count() == 1


def test_it_waits_for_the_secretariat_until_it_is_released(meeting, secretariat):
    found = [one for one in waiting.everything() if one.url == RECORD]
    assert [(one.kind, one.due) for one in found] == [("opsamling", END.date() + timedelta(days=7))]
    released(meeting, secretariat)
    assert not [one for one in waiting.everything() if one.url == RECORD]


def test_a_meeting_nobody_came_to_waits_for_no_record(meeting):
    Seat.objects.update(state="ended")
    assert not [one for one in waiting.everything() if one.url == RECORD]


def test_a_card_is_shown_only_when_its_speaker_has_approved_these_words(meeting, member, secretariat):
    released(meeting, secretariat)
    client = client_of(member)
    client_of(secretariat).post(f"{RECORD}kort/{talk(meeting).pk}/", {**CARD, "version": "0"})
    assert CARD["claim"] not in client.get(RECORD).content.decode()
    address = f"{speaker_page(meeting)}kort/{talk(meeting).card.pk}/"
    own = {**CARD, "claim": "Naboskab læres ved at mødes."}
    Client().post(address, {**own, "version": "1"})
    assert own["claim"] in client.get(RECORD).content.decode()
    actions.write_card(talk(meeting), CARD, seen="2", by=secretariat)
    assert CARD["claim"] not in client.get(RECORD).content.decode()


def test_a_speaker_approves_what_she_has_read(meeting, secretariat):
    card = actions.write_card(talk(meeting), CARD, seen="0", by=secretariat)
    address = f"{speaker_page(meeting)}kort/{card.pk}/"
    actions.write_card(talk(meeting), {**CARD, "claim": "Noget andet."}, seen="1", by=secretariat)
    got = Client().post(address, {**CARD, "version": "1"})
    assert got.status_code == 400
    assert "Noget andet." in got.content.decode()
    assert TalkCard.objects.get().approved_at is None


def test_a_speaker_takes_a_card_back_at_any_time(meeting, secretariat, time_machine):
    card = approved(meeting, secretariat)
    address = f"{speaker_page(meeting)}kort/{card.pk}/"
    time_machine.move_to(END + timedelta(days=300))
    assert "Godkend ordlyden" not in Client().get(address).content.decode()
    Client().post(address, {"do": "back"})
    assert TalkCard.objects.get().approved_at is None


def test_the_link_of_a_speaker_opens_only_her_own_cards(meeting, secretariat):
    card = approved(meeting, secretariat)
    other = Speaker.objects.create(meeting=meeting, name="Eksempel Anden")
    raw = speaker_link(other).rstrip("/").rsplit("/", 1)[-1]
    assert get_speaker_by_link(raw) == other
    assert Client().get(f"/oplaeg/{raw}/kort/{card.pk}/").status_code == 404


def test_a_speaker_is_asked_by_one_mail_for_each_wording(meeting, secretariat, mail_server):
    card = actions.write_card(talk(meeting), CARD, seen="0", by=secretariat)
    assert actions.ask_for_approval(talk(meeting), at=AFTER, by=secretariat) == 1
    for _time in range(2):
        actions.ask_for_card(card.pk, 1)
    actions.ask_for_card(card.pk, 0)
    send_due(Mail.objects.get(key__startswith="card-").pk)
    [sent] = mail_server.mailbox
    assert subject_of(sent).startswith("Det sagde dit oplæg: Udlejning og anvisning")
    assert "http://localhost:8000/oplaeg/" in text_of(sent)


def test_numbers_need_a_source(meeting, secretariat):
    got = client_of(secretariat).post(f"{RECORD}kort/{talk(meeting).pk}/", {**CARD, "source": "", "version": "0"})
    assert got.status_code == 400
    assert "Skriv, hvor tallene kommer fra." in got.content.decode()


def test_a_talk_becomes_a_page_in_one_click_and_once(meeting, secretariat):
    client, address = client_of(secretariat), f"{RECORD}kort/{talk(meeting).pk}/viden/"
    assert client.post(address).url == RECORD
    approved(meeting, secretariat)
    first, second = client.post(address), client.post(address)
    page = Page.objects.get(came_from=RECORD)
    assert first.url == second.url == f"/viden/{page.slug}/ret/tekst/"
    assert (page.kind, page.state, page.municipality, page.themes) == ("oplaeg", "draft", None, ["letting"])
    assert page.texts == {
        "claim": CARD["claim"], "numbers": CARD["numbers"], "source": CARD["source"],
        "speaker": "En kommune (eksempel)",
    }  # fmt: skip


def waiting_pages():
    return [(one.what, one.url) for one in waiting.everything() if one.url.startswith("/viden/")]


def change(page, by, *, at, **values):
    content = Content.from_json(newest(page).content)
    knowledge.store_page(page, content.changed(values), seen=version_of(newest(page)), at=at, by=by)


def test_a_page_of_a_card_that_was_taken_back_waits_until_it_is_changed(meeting, secretariat, time_machine):
    card = approved(meeting, secretariat)
    page = actions.card_to_page(talk(meeting), at=AFTER, by=secretariat)
    assert waiting_pages() == []
    later = AFTER + timedelta(days=2)
    time_machine.move_to(later)
    address = f"{speaker_page(meeting)}kort/{card.pk}/"
    assert "ser sekretariatet på den side" in Client().get(address).content.decode()
    said = Client().post(address, {"do": "back"}, follow=True).content.decode()
    assert "Sekretariatet ser på siden i Viden." in said
    what = "En oplægsholder har trukket det kort tilbage, som siden »En kommune fortæller« bygger på"
    assert waiting_pages() == [(what, f"/viden/{page.slug}/")]
    assert client_of(secretariat).get(f"/viden/{page.slug}/").status_code == 200
    change(page, secretariat, at=later + timedelta(hours=1), summary="Kort")
    assert waiting_pages() == []


def test_a_page_of_a_card_waits_no_more_when_it_is_deleted_archived_or_the_card_is_approved_again(
    meeting, secretariat, time_machine
):
    card = approved(meeting, secretariat)
    page = actions.card_to_page(talk(meeting), at=AFTER, by=secretariat)
    speaker, later = meeting.speakers.get(), AFTER + timedelta(days=2)
    knowledge.publish(page, at=AFTER, by=secretariat)
    actions.take_card_back(card, speaker=speaker, at=later)
    assert len(waiting_pages()) == 1
    actions.approve_card(card, CARD, speaker=speaker, seen="2", at=later)
    assert waiting_pages() == []
    actions.take_card_back(card, speaker=speaker, at=later)
    assert len(waiting_pages()) == 1
    knowledge.archive(page, reason="Trukket tilbage", at=later, by=secretariat)
    assert waiting_pages() == []
    Page.objects.all().delete()
    assert "Det vises ikke længere." in back_again(meeting, card)


def back_again(meeting, card):
    address = f"{speaker_page(meeting)}kort/{card.pk}/"
    return Client().post(address, {"do": "back"}, follow=True).content.decode()


def test_a_page_that_names_a_speaker_who_has_taken_that_back_waits_until_the_name_is_off(meeting, secretariat):
    approved(meeting, secretariat)
    consents = f"{speaker_page(meeting)}samtykke/"
    Client().post(consents, {"shows_name": "on"})
    page = actions.card_to_page(talk(meeting), at=AFTER, by=secretariat)
    assert page.texts["speaker"] == "Eksempel Taler, En kommune (eksempel)"
    assert waiting_pages() == []
    said = Client().post(consents, {"shows_name": ""}, follow=True).content.decode()
    assert "Dit navn står stadig på en side i Viden." in said
    assert waiting_pages() == [
        ("Siden »En kommune fortæller« nævner en oplægsholder, der ikke har sagt ja til det", f"/viden/{page.slug}/")
    ]
    texts = {**page.texts, "speaker": "En kommune (eksempel)"}
    change(page, secretariat, at=AFTER + timedelta(hours=1), texts=texts)
    assert waiting_pages() == []
    assert "Dit navn" not in Client().post(consents, {"shows_name": ""}, follow=True).content.decode()


def link_of(client):
    return client.post(f"{RECORD}link/", {"do": "make"}).context["link"].removeprefix("http://localhost:8000")


def test_the_summary_is_read_without_login_and_names_nobody(meeting, member, secretariat):
    approved(meeting, secretariat)
    meeting.speakers.update(shows_name=True)
    link = link_of(client_of(released(meeting, secretariat) and member))
    page = Client().get(link).content.decode()
    for wanted in ("Det vil Aarhus Kommune prøve", "Beboermøder i vaskeriet", CARD["claim"], "under 5 personer"):
        assert wanted in page, wanted
    for hidden in (member.name, "Eksempel Taler", "Vi bruger ordet tryghed"):
        assert hidden not in page, hidden
    assert Token.objects.get(kind="summary").person == member


def test_the_summary_is_one_page_that_a_screen_reader_can_follow(meeting, member, secretariat):
    approved(meeting, secretariat)
    for number in range(9):
        item = Item.objects.create(meeting=meeting, title=f"Oplæg {number}", kind="talk", organisation="Eksempel")
        TalkCard.objects.create(item=item, claim="ord " * 40, numbers="tal " * 99, source="kilde", approved_at=AFTER)
        doing = {"group": None, "at": START, "by": member}
        actions.intend(meeting, f"{number} " + "ord " * 30, mine=True, key=uuid.uuid4(), **doing)
    actions.write_record(meeting, "ord " * 500, seen="0", by=secretariat)
    actions.release_programme(meeting, seen=queries.draft(meeting).seen, tells=False, at=AFTER, by=secretariat)
    link = link_of(client_of(released(meeting, secretariat) and member))
    got = Client().get(f"{link.rstrip('/')}.pdf")
    found = PdfReader(BytesIO(got.content))
    assert (got["Content-Type"], len(found.pages)) == ("application/pdf", 1)
    assert "Det vil Aarhus Kommune prøve" in found.pages[0].extract_text()
    assert b"<pdfuaid:part>1" in got.content


def test_a_link_to_the_summary_ends_when_its_maker_ends_it_or_leaves(meeting, member, guest, secretariat):
    released(meeting, secretariat)
    hers, others = link_of(client_of(member)), link_of(client_of(guest))
    client_of(member).post(f"{RECORD}link/", {"do": "end"})
    assert (Client().get(hers).status_code, Client().get(others).status_code) == (404, 200)
    guest.is_active = False
    guest.save()
    assert Client().get(others).status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_the_record_costs_the_same_for_few_and_many(meeting, member, secretariat, django_assert_num_queries, many):
    for number in range(many):
        doing = {"group": None, "at": START, "by": member}
        sign_up(meeting, colleague(number), at=START - timedelta(days=1))
        actions.write_line(meeting, f"Linje {number}", key=uuid.uuid4(), **doing)
        actions.intend(meeting, f"Prøv {number}", mine=True, key=uuid.uuid4(), **doing)
    released(meeting, secretariat)
    client = client_of(member)
    client.get(RECORD)
    with django_assert_num_queries(19):
        client.get(RECORD)
