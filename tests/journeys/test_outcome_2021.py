"""What came of the network year 2021: groups that remember, an evaluation, things to try, and the list of December.

The meetings and the list are those of 2021 (test_season_2021.py); who comes, answers and tries something is made up.
"""

import uuid
from datetime import date, datetime, timedelta

import numpy as np
import pytest
from django.test import Client

from knub.areas import actions as areas
from knub.areas.models import Listing, OfficialList
from knub.domain import grouping as domain
from knub.home.list_day import list_day
from knub.meetings import actions, queries
from knub.meetings.actions import Wishes
from knub.meetings.models import Evaluation, Invited, Meeting, Seat, SignUp, WrittenAnswer
from tests.conftest import person
from tests.home.conftest import make_person
from tests.journeys.test_season_2021 import YEAR, roles_in_2021, season  # noqa: F401 - a fixture
from tests.meetings.conftest import COPENHAGEN, municipality
from tests.meetings.evaluating import boxes, scales
from tests.meetings.grouped import seat_all, table_of
from tests.meetings.test_following_up import sent
from tests.worker import work

pytestmark = pytest.mark.django_db
PEOPLE, MUNICIPALITIES, SIZE, SEED = 18, 9, 3, 2021
LIST = date(2021, 12, 1)
LIST_DAY = f"/sekretariat/listedag/{LIST}/"


@pytest.fixture
def year(season, time_machine):  # noqa: F811
    """The network year 2021 with eighteen people of nine municipalities at each meeting."""
    roles_in_2021()
    meetings = list(Meeting.objects.filter(season__year=YEAR).order_by("number"))
    for meeting in meetings:
        seat_all(meeting, PEOPLE, MUNICIPALITIES, leaders=6, mode="online")
    return meetings


def secretariat():
    client = Client()
    client.force_login(person("sekretaer"))
    return client


def mails(mail_server):
    """Send what waits, and return receiver, subject unfolded and text of each mail."""
    work()
    found = [(mail["To"], " ".join(str(mail["Subject"]).split()), text_of(mail)) for mail in mail_server.mailbox]
    mail_server.mailbox.clear()
    return found


def text_of(mail):
    [part] = [part for part in mail.walk() if part.get_content_type() == "text/plain"]
    return part.get_payload(decode=True).decode()


def pairs(groups):
    return {frozenset((one, other)) for group in groups for one in group for other in group if one != other}


def groups_of(meeting):
    """Make the groups of a meeting, and return who sits with whom and what the secretariat reads of it."""
    by = person("sekretaer")
    grouping = actions.make_groups(meeting, Wishes(SIZE), seen=0, seed=SEED, by=by)
    actions.release_groups(grouping, seen=1, by=by)
    held = [frozenset(queries.key_of(one.seat) for one in group.seats.all()) for group in grouping.groups.all()]
    return held, " ".join(table_of(grouping).words)


def test_at_the_third_meeting_nobody_sits_with_somebody_she_has_sat_with(year):
    groups, words = zip(*map(groups_of, year), strict=True)
    assert all(sorted(map(len, held)) == [SIZE] * (PEOPLE // SIZE) for held in groups)
    assert not pairs(groups[0]) & pairs(groups[1])
    assert not pairs(groups[2]) & (pairs(groups[0]) | pairs(groups[1]))
    assert "ingen gengangere" in words[2]
    seats = list(Seat.objects.filter(meeting=year[2]).select_related("person", "sign_up__municipality"))
    forgetful = domain.arrange(queries.as_participants(seats, ()), SIZE, rng=np.random.default_rng(SEED))
    assert pairs(forgetful) & (pairs(groups[0]) | pairs(groups[1]))


def answer(evaluation, seat, text):
    invited = Invited.objects.get(evaluation=evaluation, person=seat.person)
    degrees = {question.pk: 4 for question in scales(evaluation)}
    actions.answer_evaluation(invited, degrees=degrees, texts={boxes(evaluation)[0].pk: text})


def test_the_evaluation_shows_totals_from_five_answers_and_texts_when_they_have_been_read(year, time_machine):
    meeting, by = year[1], person("sekretaer")
    after = meeting.ends_at + timedelta(hours=2)
    time_machine.move_to(after)
    evaluation = actions.prepare_evaluation(meeting, by=by)
    actions.open_evaluation(evaluation, at=after, by=by)
    came = list(Seat.objects.filter(meeting=meeting, sign_up__kind="participant").select_related("person"))
    shown = []
    for number, seat in enumerate(came[:6], start=1):
        answer(evaluation, seat, f"Svar {number}")
        shown.append(bool(queries.results(Evaluation.objects.get(pk=evaluation.pk)).sections))
    assert shown == [False] * 4 + [True] * 2
    actions.close_evaluation(evaluation, at=after, by=by)
    page = f"/moeder/{YEAR}/2/evaluering/"
    member = Client()
    member.force_login(person("kollega"))
    assert "Svar 3" not in member.get(page).content.decode()
    actions.release_text(WrittenAnswer.objects.get(text="Svar 3"), by=by)
    text = member.get(page).content.decode()
    assert "Svar 3" in text
    assert "Svar 4" not in text


def test_what_was_tried_is_asked_about_twice_and_stands_on_the_record(year, mail_server, time_machine):
    meeting, member = year[1], person("kollega")
    after = meeting.ends_at + timedelta(days=3)
    seat = Seat.objects.filter(meeting=meeting, sign_up__kind="participant").first()
    Seat.objects.filter(pk=seat.pk).update(person=member)
    SignUp.objects.filter(seats=seat).update(municipality=municipality("aarhus"))
    time_machine.move_to(after)
    doing = {"group": None, "mine": True, "at": after, "by": member}
    actions.intend(meeting, "Beboermøder i vaskeriet", key=uuid.uuid4(), **doing)
    actions.release_record(meeting, at=after, by=person("sekretaer"))
    mails(mail_server)
    for days, outcome, said in ((42, "under_way", "I gang"), (91, "done", "Gjort")):
        at = meeting.ends_at + timedelta(days=days)
        time_machine.move_to(at)
        assert actions.ask_what_came_of_it(at=at) == 1
        to, _subject, _text, link = sent(mail_server)
        assert to == member.email
        Client().post(link, {"outcome": outcome, "came_of_it": ""})
        reader = Client()
        reader.force_login(member)
        assert said in reader.get(f"/moeder/{YEAR}/2/fra-moedet/").content.decode()


def test_the_list_of_december_is_practised_released_sent_once_and_corrected(year, mail_server, time_machine):
    OfficialList.objects.filter(date__gt=LIST).update(released_at=None)
    found = OfficialList.objects.get(date=LIST)
    OfficialList.objects.filter(pk=found.pk).update(released_at=None)
    time_machine.move_to(datetime(2021, 11, 22, 9, tzinfo=COPENHAGEN))
    practising = secretariat()
    assert "9 dage til 1. december" in practising.get("/sekretariat/listedag/").content.decode()
    practising.post(f"{LIST_DAY}oev/", {"key": str(uuid.uuid4())})
    assert {to for to, *_mail in mails(mail_server)} == {"sekretaer@example.org"}
    time_machine.move_to(datetime(2021, 12, 1, 10, tzinfo=COPENHAGEN))
    areas.release_list(OfficialList.objects.get(pk=found.pk), by=person("sekretaer"))
    day, client = list_day(person("sekretaer"), OfficialList.objects.get(pk=found.pk)), secretariat()
    for name, unchanged in (("uaendret", True), ("aendret", False)):
        pack = next(one for one in day.packs if one.is_unchanged is unchanged and one.municipality.slug != "aarhus")
        make_person(f"Eksempel {name}", f"{name}@example.org", pack.municipality.slug, kind="coordinator")
    for _twice in range(2):
        client.post(f"{LIST_DAY}send/", {"count": 3})
    told = {to.partition("@")[0]: text for to, _subject, text in mails(mail_server)}
    assert set(told) == {"kontaktperson", "uaendret", "aendret"}
    assert "Intet er ændret for jer" in told["uaendret"]
    assert "Intet er ændret for jer" not in told["aendret"]
    Listing.objects.filter(list=found, area__municipality__slug="aarhus").first().delete()
    client.post(f"{LIST_DAY}send/", {"count": 3})
    corrected = {to.partition("@")[0]: subject for to, subject, _text in mails(mail_server)}
    assert set(corrected) == set(told)
    assert all(subject.startswith("Rettelse: ") for subject in corrected.values())
