"""Speakers by a link without an account: what they tell, what they agree to, and what they are told and asked."""

import re
from datetime import time, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from knub.files.models import Document
from knub.meetings import actions, queries
from knub.meetings.actions.telling_speakers import speaker_link
from knub.meetings.models import Meeting, Move, Seat, Speaker
from knub.people.models import Population
from tests.meetings.conftest import END, NOW, START, YEAR, colleague, make_meeting, make_season, municipality, sign_up
from tests.meetings.test_mails import told
from tests.meetings.test_programme import add, address, release

pytestmark = pytest.mark.django_db
MOVED = (START + timedelta(days=1), END + timedelta(days=1))


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.FILES = tmp_path


def make_speaker(meeting, **more):
    values = {"name": "Eksempel Oplægsholder", "email": "oplaeg@example.org", **more}
    return Speaker.objects.create(meeting=meeting, **values)


@pytest.fixture
def speaker(meeting):
    return make_speaker(meeting)


def link_of(speaker):
    return speaker_link(speaker).removeprefix("http://localhost:8000")


def text_of(response):
    return " ".join(response.content.decode().split())


def fetched(client, url):
    """Fetch a file to its end, and return the status."""
    response = client.get(url)
    return response.status_code if b"".join(response.streaming_content) else None


def test_a_speaker_tells_by_her_link_without_an_account(meeting, speaker, secretariat, as_secretariat):
    item = add(meeting, secretariat, speakers=[speaker])
    link, client = link_of(speaker), Client()
    assert "Jeres oplæg" in text_of(client.get(link))
    typed = {"title": "Konsulent", "organisation": "Et sted", "bio": "Jeg er et eksempel.", "needs": "Mikrofon",
             "arrival": "Med tog", "technical_test": "Mandag", "version": "0"}  # fmt: skip
    assert client.post(f"{link}om/", typed).url == link
    assert client.post(f"{link}punkt/{item.pk}/", {"title": "Ny titel", "text": "Om det", "version": "0"}).url == link
    page = text_of(as_secretariat.get(address("speaker", speaker.pk)))
    assert [word in page for word in ("Jeg er et eksempel.", "Mikrofon", "Med tog", "Mandag")] == [True] * 4
    item.refresh_from_db()
    assert (item.title, item.text, item.revision) == ("Ny titel", "Om det", 1)


def test_two_who_change_a_speaker_are_warned(speaker, as_secretariat):
    typed = {"name": "Et andet navn", "title": "", "organisation": "", "email": "", "version": "0"}
    as_secretariat.post(address("speaker", speaker.pk), typed)
    got = Client().post(f"{link_of(speaker)}om/", {"bio": "Min tekst", "version": "0"})
    assert got.status_code == 400
    assert "Et andet navn" in text_of(got)
    assert "Min tekst" in text_of(got)


def test_a_speaker_changes_her_own_points_alone(meeting, speaker, secretariat):
    other = add(meeting, secretariat, "En andens")
    assert Client().get(f"{link_of(speaker)}punkt/{other.pk}/").status_code == 404
    assert Client().get("/oplaeg/findes-ikke/").status_code == 404


def test_consents_are_off_and_each_is_for_itself(meeting, speaker, member, secretariat):
    item_page = reverse("meetings:programme", args=[YEAR, 2])
    add(meeting, secretariat, speakers=[speaker])
    release(meeting, secretariat)
    slides = SimpleUploadedFile("slides.txt", b"Tal og tekst", content_type="text/plain")
    link, client = link_of(speaker), Client()
    assert client.post(f"{link}slides/", {"title": "Mine slides", "file": slides}).status_code == 302
    reader = Client()
    reader.force_login(member)
    assert "Mine slides" not in text_of(reader.get(address("meeting")))
    client.post(f"{link}samtykke/", {"shares_slides": "on"})
    page = text_of(reader.get(address("meeting")))
    url = re.search(r'href="(/moeder/\d+/2/slides/[^"]+)"', page)[1]
    assert fetched(reader, url) == 200
    assert Client().get(url).status_code == 404
    assert "Mine slides" not in text_of(Client().get(address("meeting")))
    assert "Eksempel Oplægsholder" not in text_of(client.get(item_page))
    client.post(f"{link}samtykke/", {"shows_name": "on"})
    assert "Eksempel Oplægsholder" in text_of(client.get(item_page))
    assert reader.get(url).status_code == 404


def test_slides_are_fetched_and_deleted_by_the_link(speaker):
    link, client = link_of(speaker), Client()
    client.post(f"{link}slides/", {"title": "", "file": SimpleUploadedFile("slides.txt", b"Tal")})
    document = Document.objects.get(kind="meetings.speaker")
    version = document.versions.get()
    assert (version.uploader_id, version.uploader) == (None, "Eksempel Oplægsholder")
    assert fetched(client, f"{link}slides/{version.pk}/") == 200
    client.post(f"{link}slides/{document.pk}/slet/")
    assert queries.slides_of(speaker) == ()


def test_after_thirty_days_consent_can_be_taken_back_and_nothing_else(meeting, speaker, time_machine):
    link, client = link_of(speaker), Client()
    client.post(f"{link}samtykke/", {"shows_name": "on"})
    time_machine.move_to(END + timedelta(days=30, minutes=-1))
    assert client.get(f"{link}om/").status_code == 200
    time_machine.move_to(END + timedelta(days=30, minutes=1))
    assert client.get(link).url == f"{link}samtykke/"
    assert {client.get(f"{link}{page}").status_code for page in ("om/", "slides/", "flytning/")} == {404}
    page = text_of(client.get(f"{link}samtykke/"))
    assert ("shows_name" in page, "recording" in page) == (True, False)
    client.post(f"{link}samtykke/", {"recording": "on"})
    speaker.refresh_from_db()
    assert (speaker.shows_name, speaker.recording) == (False, False)


def test_who_comes_is_told_in_numbers_and_never_below_five(season, member, guest, django_assert_num_queries):
    meeting = make_meeting(season, physical_capacity=None)
    people = [colleague(number) for number in range(5)]
    for one in people:
        one.subject_areas = ["housing"]
        one.save()
    member.subject_areas = ["school"]
    member.save()
    sign_up(meeting, *people, member)
    sign_up(meeting, guest, slug="randers")
    Population.objects.create(municipality=municipality("aarhus"), on=NOW.date(), count=350_000, source="x")
    with django_assert_num_queries(5):
        found = queries.audience(meeting)
    assert (found.people, found.municipalities) == (7, 2)
    assert [(one.label, one.count) for one in found.sizes] == [
        ("100.000 indbyggere eller flere", 1), ("Indbyggertal ikke indlæst i KNUB", 1),
    ]  # fmt: skip
    assert sum(one.count for one in found.listed) == 2
    page = text_of(Client().get(link_of(make_speaker(meeting))))
    assert "<dt>Bolig</dt><dd>5 personer</dd>" in page
    assert "<dt>Skole</dt><dd>under 5 personer</dd>" in page
    assert member.name not in page


def test_questions_are_shown_without_names(meeting, speaker, member):
    seat = sign_up(meeting, member).seats.get()
    Seat.objects.filter(pk=seat.pk).update(question="Hvad gør I ved naboskab?")
    page = text_of(Client().get(link_of(speaker)))
    assert ("Hvad gør I ved naboskab?" in page, member.name in page) == (True, False)


def test_what_is_missing_is_said(meeting, speaker, secretariat):
    (found,) = queries.awaited(meeting)
    assert found.missing == ("Linket er ikke sendt", "Slides", "Samtykker")
    actions.send_link(speaker, at=NOW, by=secretariat)
    (found,) = queries.awaited(meeting)
    assert found.missing == ("Et svar", "Slides", "Samtykker")


def test_what_a_speaker_needs_is_forgotten_and_a_deleted_one_leaves_no_slides(meeting, speaker, secretariat):
    Speaker.objects.update(needs="Mikrofon", arrival="Med tog", technical_test="Mandag")
    actions.forget_needs(now=END + timedelta(days=13))
    speaker.refresh_from_db()
    assert speaker.needs == "Mikrofon"
    actions.forget_needs(now=END + timedelta(days=15))
    speaker.refresh_from_db()
    assert (speaker.needs, speaker.arrival, speaker.technical_test) == ("", "", "")
    Client().post(f"{link_of(speaker)}slides/", {"title": "", "file": SimpleUploadedFile("slides.txt", b"Tal")})
    actions.remove_speaker(speaker, by=secretariat)
    assert not Document.objects.filter(kind="meetings.speaker", deleted_at__isnull=True).exists()


def change_form(client, **more):
    form = client.get(address("edit")).context["form"]
    typed = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}
    return {**typed, "day": "2026-05-21", "starts": "09:00", "ends": "15:00", **more}


def test_the_speakers_are_asked_before_the_members_are_told(meeting, speaker, member, as_secretariat):
    sign_up(meeting, member)
    got = as_secretariat.post(address("edit"), change_form(as_secretariat))
    assert "Spørg oplægsholderne først?" in text_of(got)
    assert Meeting.objects.get(pk=meeting.pk).starts_at == START
    got = as_secretariat.post(address("edit"), change_form(as_secretariat, speakers="ask", title="Ny titel"))
    assert got.url == address("proposal")
    found = Meeting.objects.get(pk=meeting.pk)
    assert (found.starts_at, found.title, Move.objects.filter(meeting=meeting).count()) == (START, "Ny titel", 0)
    link, client = link_of(speaker), Client()
    assert "Kan du komme på et andet tidspunkt?" in text_of(client.get(link))
    client.post(f"{link}flytning/", {"can_come": "no", "text": "Jeg er i Randers den dag."})
    assert "Jeg er i Randers den dag." in text_of(as_secretariat.get(address("proposal")))
    client.post(f"{link}flytning/", {"can_come": "yes", "text": ""})
    as_secretariat.post(address("proposal"), {"do": "move"})
    assert Meeting.objects.get(pk=meeting.pk).starts_at == MOVED[0]
    assert Move.objects.filter(meeting=meeting).count() == 1
    assert client.get(f"{link}flytning/").url == link


def test_a_meeting_without_speakers_is_moved_at_once(meeting, as_secretariat):
    got = as_secretariat.post(address("edit"), change_form(as_secretariat))
    assert got.url == address("meeting")
    assert Meeting.objects.get(pk=meeting.pk).starts_at == MOVED[0]


class TestMails:
    """What is written to speakers; read from a real mail server."""

    pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("loaded")]

    @pytest.fixture
    def meeting(self, request):
        request.getfixturevalue("loaded")  # before the meeting, whatever order the marks are read in
        return make_meeting(make_season(), format="both")

    @pytest.mark.usefixtures("speaker")
    def test_a_move_is_asked_told_and_taken_back_each_once(self, meeting, mail_server, secretariat, member):
        sign_up(meeting, member)
        told(mail_server)
        proposal = actions.propose_move(meeting, {"starts_at": MOVED[0], "ends_at": MOVED[1]}, at=NOW, by=secretariat)
        ((to, subject, text, _calendar),) = told(mail_server)
        assert (to, subject) == ("oplaeg", "Kan du komme på et andet tidspunkt? Udlejning og anvisning, 20. maj 2026")
        assert "Foreslået:\nHvornår: 21. maj 2026 kl. 9.00-15.00\n" in text
        actions.ask_speakers(proposal.pk)
        assert told(mail_server) == []
        actions.carry_out(proposal, at=NOW, by=secretariat)
        assert sorted(one[0] for one in told(mail_server)) == ["kollega", "oplaeg"]
        moved = Meeting.objects.get(pk=meeting.pk)
        again = actions.propose_move(moved, {"venue": "Et andet sted"}, at=NOW, by=secretariat)
        told(mail_server)
        actions.drop_proposal(again, at=NOW, by=secretariat)
        ((_to, subject, _text, _calendar),) = told(mail_server)
        assert subject == "Mødet bliver, som det var: Udlejning og anvisning, 21. maj 2026"

    def test_a_speaker_is_told_of_her_own_points_and_of_no_others(self, meeting, speaker, mail_server, secretariat):
        other = make_speaker(meeting, name="Eksempel To", email="to@example.org")
        item = add(meeting, secretariat, "Det ene", speakers=[speaker])
        second = add(meeting, secretariat, "Det andet", time(10), time(11), speakers=[other])
        release(meeting, secretariat)
        found = told(mail_server)
        assert [one[0] for one in found] == ["oplaeg", "to"]
        assert "Dit oplæg »Det ene« begynder kl. 9.00." in found[0][2]
        actions.change_item(second, {"starts": time(11), "ends": time(12)}, seen="0", by=secretariat)
        release(meeting, secretariat)
        ((to, _subject, text, _calendar),) = told(mail_server)
        assert (to, "»Det andet« er flyttet fra kl. 10.00-11.00 til kl. 11.00-12.00." in text) == ("to", True)
        actions.change_item(item, {"speakers": []}, seen="0", by=secretariat)
        release(meeting, secretariat)
        assert [(one[0], "»Det ene« har fået andre oplægsholdere." in one[2]) for one in told(mail_server)] == [
            ("oplaeg", True)
        ]

    def test_the_link_and_a_new_online_room_are_mailed(self, meeting, speaker, mail_server, secretariat):
        actions.send_link(speaker, at=NOW, by=secretariat)
        ((_to, subject, text, _calendar),) = told(mail_server)
        assert subject == "Jeres oplæg: Udlejning og anvisning, 20. maj 2026"
        link = re.search(r"http://localhost:8000(/oplaeg/\S+)", text)[1]
        assert Client().get(link).status_code == 200
        actions.change_meeting(meeting, at=NOW, by=secretariat, link="https://moede.example.org/nyt")
        ((_to, subject, _text, _calendar),) = told(mail_server)
        assert subject == "Nyt link til onlinemødet: Udlejning og anvisning, 20. maj 2026"
