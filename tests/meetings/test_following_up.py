"""What came of it: asked six weeks and three months after, told in one press, and made a page of knowledge."""

import re
import uuid
from datetime import timedelta
from email.header import decode_header, make_header

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from knub.home import waiting
from knub.home.front_page import member_desk
from knub.knowledge.models import Page
from knub.meetings import actions, tasks
from knub.meetings.models import Evaluation, GroupLine, IntendedAction, Question, Seat, WrittenAnswer
from knub.notify.actions import send_due
from knub.notify.models import Mail
from knub.people import actions as people
from knub.people.models import Organisation
from tests.meetings.conftest import END, START, YEAR, make_meeting, sign_up

pytestmark = pytest.mark.django_db
SIX_WEEKS, THREE_MONTHS = END + timedelta(days=42), END + timedelta(days=91)


@pytest.fixture
def meeting(season):
    return make_meeting(season, physical_capacity=None)


@pytest.fixture
def tried(meeting, member):
    """Something a member has said yes to try."""
    sign_up(meeting, member)
    doing = {"group": None, "at": START, "by": member}
    actions.intend(meeting, "Beboermøder i vaskeriet", mine=True, key=uuid.uuid4(), **doing)
    return IntendedAction.objects.get()


def client_of(somebody):
    client = Client()
    client.force_login(somebody)
    return client


def ask(at, clock):
    clock.move_to(at)
    return actions.ask_what_came_of_it(at=at)


def sent(mail_server):
    """Send the newest mail, and return receiver, subject, text and the link in it."""
    send_due(Mail.objects.filter(key__startswith="intended-").latest("pk").pk)
    [mail] = mail_server.mailbox
    mail_server.mailbox.clear()
    [part] = [part for part in mail.walk() if part.get_content_type() == "text/plain"]
    text = part.get_payload(decode=True).decode()
    link = re.search(r"http://localhost:8000(/moeder/det-vil-vi-proeve/\S+)", text).group(1)
    return mail["To"], str(make_header(decode_header(mail["Subject"]))), text, link


def test_the_owner_is_asked_once_after_six_weeks_and_once_after_three_months(tried, member, mail_server, time_machine):
    days = [41, 42, 43, 69, 90, 91, 92, 118, 200]
    assert [ask(END + timedelta(days=day), time_machine) for day in days] == [0, 1, 0, 0, 0, 1, 0, 0, 0]
    to, subject, text, _link = sent(mail_server)
    assert (to, subject) == (member.email, "Hvad kom der ud af det? Beboermøder i vaskeriet")
    assert "På »Udlejning og anvisning« sagde du ja til at prøve dette:" in text
    assert "Det er sidste gang" in text


def test_what_is_done_is_not_asked_about_again_and_what_is_under_way_is(tried, member, time_machine):
    ask(SIX_WEEKS, time_machine)
    actions.tell_what_came_of_it(tried, "done", "", at=SIX_WEEKS, by=member)
    assert ask(THREE_MONTHS, time_machine) == 0
    actions.tell_what_came_of_it(tried, "under_way", "", at=SIX_WEEKS, by=member)
    assert ask(THREE_MONTHS, time_machine) == 1


def test_nobody_is_asked_about_what_nobody_said_yes_to(meeting, member, time_machine):
    sign_up(meeting, member)
    actions.intend(meeting, "Noget", group=None, mine=False, key=uuid.uuid4(), at=START, by=member)
    assert ask(SIX_WEEKS, time_machine) == 0


def test_the_contact_person_is_asked_when_the_owner_has_left(tried, member, coordinator, mail_server, time_machine):
    people.end_role(member.roles.get(), on=END.date())
    assert ask(SIX_WEEKS, time_machine) == 1
    to, _subject, text, _link = sent(mail_server)
    assert to == coordinator.email
    assert "Kollegaen er ikke længere i kommunen" in text


def test_one_press_by_the_link_tells_it_and_opening_the_link_tells_nothing(tried, mail_server, time_machine):
    ask(SIX_WEEKS, time_machine)
    *_mail, link = sent(mail_server)
    assert Client().get(link).status_code == 200
    assert IntendedAction.objects.get().outcome == ""
    Client().post(link, {"outcome": "given_up", "came_of_it": "Vaskeriet blev lukket."})
    tried.refresh_from_db()
    assert (tried.outcome, tried.came_of_it, tried.told_at.date()) == (
        "given_up", "Vaskeriet blev lukket.", SIX_WEEKS.date(),
    )  # fmt: skip
    assert "Det står som: Opgivet" in Client().get(link).content.decode()


def test_a_link_works_no_more_when_its_person_has_left(tried, member, mail_server, time_machine):
    ask(SIX_WEEKS, time_machine)
    *_mail, link = sent(mail_server)
    member.is_active = False
    member.save()
    assert Client().get(link).status_code == 404


def test_who_works_there_no_more_does_not_answer_for_it(tried, member, coordinator, mail_server, time_machine):
    ask(SIX_WEEKS, time_machine)
    *_mail, link = sent(mail_server)
    logged_in = reverse("meetings:intended", args=[tried.pk])
    people.end_role(member.roles.get(), on=SIX_WEEKS.date() - timedelta(days=1))
    for got in (Client().get(link), Client().post(link, {"outcome": "done"}), client_of(member).get(logged_in)):
        assert got.status_code == 404
    assert IntendedAction.objects.get().outcome == ""
    assert [one.what for one in member_desk(member, at=SIX_WEEKS).tasks if "vaskeriet" in one.what] == []
    assert client_of(coordinator).get(logged_in).status_code == 200


def test_who_has_moved_to_another_municipality_does_not_answer_for_the_first(tried, member, time_machine):
    time_machine.move_to(SIX_WEEKS)
    people.end_role(member.roles.get(), on=SIX_WEEKS.date() - timedelta(days=1))
    people.grant_role(member, Organisation.objects.get(slug="randers"), "member", starts_on=SIX_WEEKS.date())
    link = actions.following_up.personal_link(tried, member, at=SIX_WEEKS)
    assert Client().get(link.removeprefix("http://localhost:8000")).status_code == 404
    assert client_of(member).get(reverse("meetings:intended", args=[tried.pk])).status_code == 404
    assert [one.what for one in member_desk(member, at=SIX_WEEKS).tasks if "vaskeriet" in one.what] == []


def test_an_unknown_answer_is_refused_with_what_was_typed(tried, member):
    got = client_of(member).post(reverse("meetings:intended", args=[tried.pk]), {"came_of_it": "Vi mødtes."})
    assert got.status_code == 400
    assert "Vi mødtes.</textarea>" in got.content.decode()


def test_it_stands_on_the_record(tried, member, secretariat, time_machine):
    time_machine.move_to(SIX_WEEKS)
    actions.release_record(tried.meeting, at=SIX_WEEKS, by=secretariat)
    actions.tell_what_came_of_it(tried, "done", "Naboer mødtes.", at=SIX_WEEKS, by=member)
    page = client_of(member).get(f"/moeder/{YEAR}/2/fra-moedet/").content.decode()
    assert "Gjort" in page
    assert "Naboer mødtes." in page


def test_it_waits_on_the_front_page_until_it_is_told(tried, member, coordinator, time_machine):
    def asked(somebody, at):
        time_machine.move_to(at)
        return [one.what for one in member_desk(somebody, at=at).tasks if "vaskeriet" in one.what]

    what = ["Hvad kom der ud af »Beboermøder i vaskeriet«?"]
    assert asked(member, START) == []
    assert asked(member, END + timedelta(days=1)) == what
    assert asked(coordinator, END + timedelta(days=1)) == []
    actions.tell_what_came_of_it(tried, "under_way", "", at=SIX_WEEKS, by=member)
    assert asked(member, SIX_WEEKS) == []
    assert asked(member, THREE_MONTHS) == what


def test_it_becomes_a_draft_of_the_municipality_once(tried, member, guest):
    actions.tell_what_came_of_it(tried, "done", "Naboer mødtes.", at=SIX_WEEKS, by=member)
    address = reverse("meetings:action_to_page", args=[tried.pk])
    assert client_of(guest).post(address).status_code == 404
    first, second = (client_of(member).post(address) for _time in range(2))
    page = Page.objects.get(came_from=f"/moeder/{YEAR}/2/fra-moedet/")
    assert first.url == second.url == f"/viden/{page.slug}/ret/tekst/"
    assert (page.kind, page.state, page.municipality.slug, page.named_owner) == (
        "omraadeindsats", "draft", "aarhus", member,
    )  # fmt: skip
    assert (page.title, page.texts) == ("Beboermøder i vaskeriet", {"done": "Naboer mødtes."})


def test_unread_texts_of_a_closed_evaluation_wait_for_the_secretariat(meeting):
    found = Evaluation.objects.create(
        meeting=meeting, shown_from=5, answers=5, opened_at=START, closes_on=END.date(), closed_at=END
    )
    question = Question.objects.create(evaluation=found, place=0, section="x", kind="text", text="x")
    texts = [WrittenAnswer.objects.create(question=question, text=text) for text in "ab"]

    def waits():
        return [one.what for one in waiting.everything() if one.url.endswith("/2/evaluering/tekster/")]

    assert waits() == ["2 tekster i evalueringen af »Udlejning og anvisning« skal læses"]
    texts[0].state = "released"
    texts[0].save()
    assert waits() == ["1 tekst i evalueringen af »Udlejning og anvisning« skal læses"]
    WrittenAnswer.objects.update(state="released")
    assert waits() == []


def test_the_demo_tells_of_its_last_meeting_and_again_changes_nothing(time_machine, member, secretariat):
    time_machine.move_to("2026-11-27 12:00+01:00")
    for _time in range(2):
        call_command("load_desk")
    year = timezone.localdate().year
    counted = [model.objects.count() for model in (Seat, GroupLine, IntendedAction, Evaluation)]
    assert counted == [12, 3, 2, 1]
    pages = {address: client_of(member).get(f"/moeder/{year}/2/{address}/") for address in ("fra-moedet", "evaluering")}
    assert {address: got.status_code for address, got in pages.items()} == {"fra-moedet": 200, "evaluering": 200}
    assert "Eksempel: Naboer, der kender hinanden" in pages["fra-moedet"].content.decode()
    assert client_of(secretariat).get(f"/moeder/{year}/2/i-dag/?gruppe=1").status_code == 200
    assert [one.what for one in waiting.everything() if "evalueringen" in one.what] != []


def test_the_name_goes_a_year_after_and_what_came_of_it_stays(tried, member, secretariat, settings):
    actions.tell_what_came_of_it(tried, "done", "Tyve kom.", at=SIX_WEEKS, by=member)
    kept, page = settings.KEPT_DAYS["owners"], f"/moeder/{YEAR}/2/fra-moedet/"
    actions.forget_owners(at=END + timedelta(days=kept), kept=kept)
    assert f"Aarhus Kommune, {member}" in client_of(secretariat).get(page).content.decode()
    actions.forget_owners(at=END + timedelta(days=kept, seconds=1), kept=kept)
    left = IntendedAction.objects.get()
    assert (left.owner, str(left.municipality), left.text) == (None, "Aarhus Kommune", "Beboermøder i vaskeriet")
    assert (left.outcome, left.came_of_it, left.told_at) == ("done", "Tyve kom.", SIX_WEEKS)
    after = client_of(secretariat).get(page).content.decode()
    assert (str(member) in after, "Aarhus Kommune" in after, "Tyve kom." in after) == (False, True, True)


def test_the_name_goes_by_night(tried, member, time_machine, settings):
    for days, owner in ((0, member), (1, None)):
        time_machine.move_to(END + timedelta(days=settings.KEPT_DAYS["owners"] + days))
        tasks.forget_needs.func.__wrapped__(timestamp=0)
        assert IntendedAction.objects.get().owner == owner


def test_what_has_lost_its_name_is_not_taken_on_by_another_municipality(meeting, tried, member, guest):
    sign_up(meeting, guest, slug="randers")
    IntendedAction.objects.update(owner=None)
    with pytest.raises(ValidationError):
        actions.take_on(tried, by=guest)
    IntendedAction.objects.update(outcome="done", told_at=SIX_WEEKS)
    with pytest.raises(ValidationError):
        actions.take_on(tried, by=member)
    assert IntendedAction.objects.get().owner is None
    IntendedAction.objects.update(outcome="")
    actions.take_on(tried, by=member)
    assert IntendedAction.objects.get().owner == member
