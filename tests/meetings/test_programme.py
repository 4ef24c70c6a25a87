"""The programme: planned in a draft nobody else sees, released in versions, told once to those who have a seat."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from knub.meetings import actions, queries
from knub.meetings.models import Meeting, Speaker
from knub.search.models import Document
from knub.ui.editing import EditedMeanwhileError
from tests.meetings.conftest import NOW, YEAR, colleague, make_meeting, make_season, sign_up
from tests.meetings.test_mails import told

pytestmark = pytest.mark.django_db
TEXT = {
    "title": "Beboermøder i vaskeriet", "kind": "case", "starts": "9:30", "ends": "10:15", "organisation": "En kommune",
    "text": "", "level": "citizen", "subject_areas": ["housing", "school"], "version": "",
}  # fmt: skip


def address(name, *more):
    return reverse(f"meetings:{name}", args=[YEAR, 2, *more])


def add(meeting, by, title="Oplæg", starts=time(9), ends=time(10), **more):
    values = {"title": title, "starts": starts, "ends": ends, "kind": "talk", **more}
    return actions.add_item(meeting, values, by=by)


def release(meeting, by, **more):
    return actions.release_programme(meeting, seen=queries.draft(meeting).seen, at=NOW, by=by, **more)


def page_of(client, name="programme", *more):
    return " ".join(client.get(address(name, *more)).content.decode().split())


def test_the_secretary_plans_a_point_and_releases_it(meeting, as_secretariat, member):
    got = as_secretariat.post(address("new_item"), TEXT)
    assert got.url == address("draft_programme")
    item = meeting.items.get()
    assert (item.title, item.starts, item.level, item.subject_areas) == (
        "Beboermøder i vaskeriet", time(9, 30), "citizen", ["housing", "school"],
    )  # fmt: skip
    assert "Beboermøder" not in page_of(Client())
    seen = as_secretariat.get(address("release_programme")).context["form"]["version"].value()
    got = as_secretariat.post(address("release_programme"), {"version": seen, "tells": "on", "note": ""})
    assert got.url == address("programme")
    page = page_of(Client())
    assert "9.30-10.15" in page
    assert "Kommunal case · Bolig · Skole · Borgerniveau" in page
    assert "Version 1, udgivet" in page


def test_a_draft_shows_nowhere_before_it_is_released(meeting, secretariat, member):
    add(meeting, secretariat, "Det første")
    release(meeting, secretariat)
    add(meeting, secretariat, "Kun en kladde")
    client = Client()
    client.force_login(member)
    pages = [page_of(client), page_of(client, "meeting")]
    assert [("Det første" in page, "Kun en kladde" in page) for page in pages] == [(True, False), (True, False)]
    found = queries.findable(Meeting.objects.filter(pk=meeting.pk).select_related("season"))
    assert [one.title for one in found] == ["Udlejning og anvisning", "Det første"]
    assert queries.lines_of(queries.programme_of(meeting)) == ["9.00 Det første"]


def test_what_is_released_is_what_was_looked_at(meeting, secretariat):
    item = add(meeting, secretariat)
    seen = queries.draft(meeting).seen
    actions.change_item(item, {"title": "Et andet oplæg"}, seen="0", by=secretariat)
    with pytest.raises(EditedMeanwhileError):
        actions.release_programme(meeting, seen=seen, at=NOW, by=secretariat)
    assert not meeting.programmes.exists()


def test_the_same_again_is_not_released(meeting, secretariat):
    add(meeting, secretariat)
    release(meeting, secretariat)
    with pytest.raises(ValidationError, match="Intet er ændret"):
        release(meeting, secretariat)
    assert meeting.programmes.count() == 1


def test_the_second_of_two_who_edit_is_warned_and_keeps_what_she_wrote(meeting, as_secretariat, secretariat):
    item = add(meeting, secretariat)
    actions.change_item(item, {"title": "Den andens titel"}, seen="0", by=secretariat)
    got = as_secretariat.post(address("item", item.pk), TEXT | {"version": "0"})
    page = " ".join(got.content.decode().split())
    assert got.status_code == 400
    assert "En anden har ændret det, mens du skrev." in page
    assert "Den andens titel" in page
    assert 'value="Beboermøder i vaskeriet"' in page
    typed = got.context["form"].data
    assert as_secretariat.post(address("item", item.pk), typed).status_code == 302
    assert meeting.items.get().title == "Beboermøder i vaskeriet"


def test_a_point_someone_else_changed_is_not_removed_unseen(meeting, as_secretariat, secretariat):
    item = add(meeting, secretariat)
    actions.change_item(item, {"title": "Ny titel"}, seen="0", by=secretariat)
    assert as_secretariat.post(address("remove_item", item.pk), {"version": "0"}).status_code == 400
    assert as_secretariat.post(address("remove_item", item.pk), {"version": "1"}).status_code == 302
    assert not meeting.items.exists()


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"ends": "9:00"}, "ends", "Programpunktet skal slutte, efter at det begynder."),
        ({"ends": ""}, "ends", "Skriv begge klokkeslæt, eller vent med dem begge."),
        ({"title": "Borgeren 010190-1234"}, "title", "ligner"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(meeting, as_secretariat, typed, field, said):
    got = as_secretariat.post(address("new_item"), TEXT | typed)
    assert got.status_code == 400
    assert said in " ".join(got.context["form"].errors[field])


def test_warnings_stand_before_the_release(season, secretariat, as_secretariat):
    meeting = make_meeting(season, format="both", link="")
    speaker = Speaker.objects.create(meeting=meeting, name="Eksempel Oplægsholder")
    add(meeting, secretariat, "Et", speakers=[speaker])
    add(meeting, secretariat, "To", time(9, 30), time(16), speakers=[speaker])
    page = page_of(as_secretariat, "release_programme")
    assert "3 ting at se på, før programmet udgives" in page
    assert "Eksempel Oplægsholder skal være to steder på samme tid: »Et« og »To«." in page
    assert "»To« ligger uden for mødets tid." in page
    assert "Linket til onlinemødet mangler." in page


def test_a_name_stands_there_by_consent_and_goes_with_it(meeting, secretariat):
    speaker = Speaker.objects.create(meeting=meeting, name="Eksempel Oplægsholder", bio="Om mig selv")
    add(meeting, secretariat, speakers=[speaker])
    release(meeting, secretariat)
    assert "Eksempel Oplægsholder" not in page_of(Client())
    Speaker.objects.update(shows_name=True)
    assert "Eksempel Oplægsholder" in page_of(Client())
    Speaker.objects.update(shows_name=False)
    page = page_of(Client())
    assert ("Eksempel Oplægsholder" in page, "Om mig selv" in page) == (False, False)


def test_the_log_says_what_readers_saw_when(meeting, secretariat):
    first = add(meeting, secretariat, "Det ene")
    second = add(meeting, secretariat, "Det andet", time(10), time(11))
    release(meeting, secretariat)
    actions.change_item(first, {"starts": time(11), "ends": time(12)}, seen="0", by=secretariat)
    actions.remove_item(second, seen="0", by=secretariat)
    add(meeting, secretariat, "Frokost", time(12), time(13), kind="break")
    release(meeting, secretariat)
    page = page_of(Client())
    assert "»Det ene« er flyttet fra kl. 9.00-10.00 til kl. 11.00-12.00." in page
    assert "»Det andet« er ikke længere på programmet." in page
    assert "Nyt: »Frokost«." in page
    assert page.index("Version 2, <time") < page.index("Version 1, <time")


def test_a_copy_has_the_points_as_a_draft_and_nobody_s_name(meeting, season, secretariat):
    speaker = Speaker.objects.create(meeting=meeting, name="Eksempel Oplægsholder")
    add(meeting, secretariat, "Det ene", speakers=[speaker])
    release(meeting, secretariat)
    starts = NOW + timedelta(days=200)
    copy = actions.copy_meeting(meeting, season=season, number=3, starts_at=starts, by=secretariat)
    assert [(one.title, list(one.speakers.all())) for one in copy.items.all()] == [("Det ene", [])]
    assert (copy.speakers.count(), copy.programmes.count()) == (0, 0)


def test_only_the_secretariat_plans_and_no_meeting_of_the_archive(meeting, as_secretariat, member):
    client = Client()
    client.force_login(member)
    names = ["draft_programme", "new_item", "release_programme", "speakers", "new_speaker"]
    assert {client.get(address(name)).status_code for name in names} == {403}
    assert {Client().get(address(name)).status_code for name in names} == {302}
    assert as_secretariat.get("/moeder/2021/3/program/ret/").status_code == 404
    assert Client().get("/moeder/2021/2/program/").status_code == 200


def test_a_speaker_is_noted_changed_and_deleted(meeting, as_secretariat):
    typed = {"name": "Eksempel Oplægsholder", "title": "", "organisation": "", "email": "oplaeg@example.org"}
    as_secretariat.post(address("new_speaker"), typed)
    speaker = meeting.speakers.get()
    as_secretariat.post(address("speaker", speaker.pk), typed | {"organisation": "Et sted", "version": "0"})
    again = as_secretariat.post(address("speaker", speaker.pk), typed | {"organisation": "Et andet", "version": "0"})
    assert (again.status_code, meeting.speakers.get().organisation) == (400, "Et sted")
    as_secretariat.post(address("remove_speaker", speaker.pk))
    assert not meeting.speakers.exists()


@pytest.mark.parametrize("points", [1, 3])
def test_the_pages_cost_the_same_for_any_number_of_points(
    meeting, secretariat, as_secretariat, points, django_assert_num_queries
):
    for number in range(points):
        speaker = Speaker.objects.create(meeting=meeting, name=f"Eksempel {number}", shows_name=True)
        add(meeting, secretariat, f"Punkt {number}", time(9 + number), time(10 + number), speakers=[speaker])
        release(meeting, secretariat)
    with django_assert_num_queries(3):
        Client().get(address("programme"))
    for name, queries_needed in (("draft_programme", 9), ("release_programme", 10), ("speakers", 9)):
        with django_assert_num_queries(queries_needed):
            as_secretariat.get(address(name))


def test_a_programme_is_found_by_its_points(meeting, secretariat, client):
    add(meeting, secretariat, "Fleksibel udlejning i praksis")
    release(meeting, secretariat)
    from django.core.management import call_command  # noqa: PLC0415 - the one test that indexes

    with open("/dev/null", "w") as nowhere:  # noqa: PTH123
        call_command("index", stdout=nowhere)
    assert Document.objects.filter(kind="meeting", title="Fleksibel udlejning i praksis").count() == 1
    page = " ".join(client.get("/soeg/", {"q": "fleksibel udlejning i praksis"}).content.decode().split())
    assert f"/moeder/{YEAR}/2/program/#punkt-" in page


class TestMails:
    """What is written to those who have a seat; read from a real mail server."""

    pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("loaded")]

    def test_the_first_programme_is_told_once_to_those_who_have_a_seat(self, mail_server, member, secretariat):
        meeting = make_meeting(make_season(), physical_capacity=2)
        sign_up(meeting, member, colleague(1))
        sign_up(meeting, colleague(2), least=1)
        told(mail_server)
        add(meeting, secretariat, "Oplæg om udlejning")
        programme = release(meeting, secretariat, note="Velkommen.")
        found = told(mail_server)
        assert {one[0] for one in found} == {"kollega", "kollega1"}
        assert len(found) == 2
        assert found[0][1] == "Programmet er klar: Udlejning og anvisning, 20. maj 2026"
        assert "Programmet for »Udlejning og anvisning« er klar. Du har en plads.\n\nVelkommen.\n" in found[0][2]
        assert "9.00 Oplæg om udlejning" in found[0][2]
        assert f"http://localhost:8000{address('programme')}" in found[0][2]
        actions.tell_programme(programme.pk)
        assert told(mail_server) == []

    def test_a_later_version_tells_what_is_new_and_a_slip_of_the_pen_nobody(
        self, mail_server, member, secretariat
    ):
        meeting = make_meeting(make_season())
        sign_up(meeting, member)
        item = add(meeting, secretariat, "Oplæg")
        release(meeting, secretariat)
        told(mail_server)
        actions.change_item(item, {"starts": time(10), "ends": time(11)}, seen="0", by=secretariat)
        release(meeting, secretariat)
        ((_to, subject, text, calendar),) = told(mail_server)
        assert subject == "Programmet er ændret: Udlejning og anvisning, 20. maj 2026"
        assert "Det er ændret:\n– »Oplæg« er flyttet fra kl. 9.00-10.00 til kl. 10.00-11.00.\n" in text
        assert calendar is None
        actions.change_item(item, {"title": "Oplæg!"}, seen="1", by=secretariat)
        release(meeting, secretariat, tells=False)
        assert told(mail_server) == []

    def test_nobody_is_told_of_a_meeting_that_is_not_published(self, mail_server, member, secretariat):
        meeting = make_meeting(make_season(), published_at=None)
        sign_up(meeting, member)
        told(mail_server)
        add(meeting, secretariat)
        release(meeting, secretariat)
        assert told(mail_server) == []


def test_a_meeting_and_its_points_are_searched_by_theme_field_and_level(meeting, secretariat):
    add(meeting, secretariat, subject_areas=["school"], level="area")
    release(meeting, secretariat)
    found = queries.findable(Meeting.objects.filter(pk=meeting.pk).select_related("season"))
    assert [one.tags for one in found] == [("theme:letting",), ("theme:letting", "subject_area:school", "level:area")]
