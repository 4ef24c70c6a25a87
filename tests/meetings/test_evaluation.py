"""The evaluation of a meeting: its questions, who is asked, the limit, texts that are read first, and closing."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from knub.meetings import actions, queries
from knub.meetings.access import EVALUATION_LINK
from knub.meetings.models import Evaluation, Invited, Question, Seat, Tally, WrittenAnswer
from knub.notify.models import Mail
from knub.people.actions import make_token
from tests.meetings.conftest import NOW, YEAR, make_meeting, sign_up
from tests.meetings.evaluating import AFTER, answer, boxes, held_meeting, opened, scales

pytestmark = pytest.mark.django_db
RESULTS = f"/moeder/{YEAR}/2/evaluering/"
PREPARE = f"{RESULTS}forbered/"
TEXTS = f"{RESULTS}tekster/"


@pytest.fixture
def asked(season, time_machine):
    """An evaluation, sent to six people."""
    meeting, people = held_meeting(season, came=6)
    time_machine.move_to(AFTER)
    return opened(meeting), people


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def link_of(evaluation, who):
    invited = Invited.objects.get(evaluation=evaluation, person=who)
    return f"/moeder/evaluer/{make_token(EVALUATION_LINK, str(invited.pk), at=AFTER, person=who)}/"


def code_of(refused):
    return refused.value.code


def test_it_begins_with_the_usual_questions_in_sections(season, secretariat):
    evaluation = actions.prepare_evaluation(make_meeting(season), by=secretariat)
    asked = list(evaluation.questions.all())
    assert len(asked) == 11
    assert list(dict.fromkeys(one.section for one in asked)) == [
        "Mødet som helhed", "Oplæg og program", "Drøftelser i grupper", "Det praktiske", "Næste gang",
    ]  # fmt: skip
    assert Tally.objects.count() == 6 * sum(one.kind == "scale" for one in asked)
    assert actions.prepare_evaluation(evaluation.meeting, by=secretariat) == evaluation


def test_questions_are_added_changed_moved_and_removed_until_the_first_answer(asked, as_secretariat):
    evaluation, people = asked
    typed = {"do": "add", "section": "Oplæg og program", "kind": "scale", "text": "I hvilken grad blev du klogere?"}
    as_secretariat.post(PREPARE, typed)
    added = Question.objects.get(text="I hvilken grad blev du klogere?")
    in_section = [one.text for one in evaluation.questions.all() if one.section == "Oplæg og program"]
    assert in_section[-1] == added.text
    as_secretariat.post(f"/moeder/evalueringer/spoergsmaal/{added.pk}/", {"do": "up"})
    assert [one.text for one in evaluation.questions.all() if one.section == "Oplæg og program"][-2] == added.text
    changed = {"do": "change", "section": "Næste gang", "kind": "text", "text": "Hvad manglede?"}
    as_secretariat.post(f"/moeder/evalueringer/spoergsmaal/{added.pk}/", changed)
    assert not Question.objects.filter(pk=added.pk).exists()
    new = Question.objects.get(text="Hvad manglede?")
    assert not new.tallies.exists()
    as_secretariat.post(f"/moeder/evalueringer/spoergsmaal/{new.pk}/", {"do": "remove"})
    assert evaluation.questions.count() == 11
    answer(evaluation, people[0])
    for do in ("up", "remove"):
        got = as_secretariat.post(
            f"/moeder/evalueringer/spoergsmaal/{scales(evaluation)[1].pk}/", {"do": do}, follow=True
        )
        assert "Nogen har svaret. Fra det første svar kan det ikke ændres." in got.content.decode()
    assert evaluation.questions.count() == 11


def test_a_section_moves_as_a_whole(asked, secretariat):
    evaluation, _people = asked
    first_of_second = next(one for one in evaluation.questions.all() if one.section == "Oplæg og program")
    actions.move_question(first_of_second, up=True, by=secretariat)
    sections = list(dict.fromkeys(one.section for one in evaluation.questions.all()))
    assert sections[:2] == ["Oplæg og program", "Mødet som helhed"]


def test_a_form_opened_before_a_question_changed_is_refused_and_keeps_what_was_typed(asked, secretariat):
    evaluation, people = asked
    scale, box = scales(evaluation)[0], boxes(evaluation)[0]
    typed = {f"q{scale.pk}": "5", f"q{box.pk}": "Godt møde"}
    actions.change_question(scale, section=scale.section, kind="scale", text="Noget andet?", by=secretariat)
    got = client_of(people[0]).post(f"/moeder/{YEAR}/2/evaluer/", typed)
    assert got.status_code == 400
    assert "Spørgsmålene er blevet ændret." in got.content.decode()
    assert "Godt møde" in got.content.decode()
    assert Evaluation.objects.get().answers == 0


def test_it_cannot_be_sent_before_the_meeting_is_over_nor_where_too_few_came(season, secretariat, time_machine):
    meeting, _people = held_meeting(season, came=4)
    evaluation = actions.prepare_evaluation(meeting, by=secretariat)
    with pytest.raises(ValidationError) as early:
        actions.open_evaluation(evaluation, at=NOW, by=secretariat)
    time_machine.move_to(AFTER)
    with pytest.raises(ValidationError) as few:
        actions.open_evaluation(evaluation, at=AFTER, by=secretariat)
    assert (code_of(early), code_of(few)) == ("early", "few")


def test_those_who_came_are_asked_where_it_was_noted_who_came(season, time_machine):
    meeting, people = held_meeting(season, came=7)
    Seat.objects.exclude(person=people[0]).update(attended_at=AFTER)
    time_machine.move_to(AFTER)
    assert {one.person for one in opened(meeting).invited.all()} == set(people[1:])


def test_four_answers_are_withheld_with_count_and_reason_and_the_fifth_opens_them(asked, as_secretariat):
    evaluation, people = asked
    for who in people[:4]:
        answer(evaluation, who, degree=5)
    page = as_secretariat.get(RESULTS).content.decode()
    assert "4 har svaret" in page
    assert "Det vises, når mindst 5 har svaret, så ingens svar kan skilles fra de andres." in page
    assert 'class="bar"' not in page
    assert as_secretariat.get(f"{RESULTS}hent/csv/").content.decode("utf-8-sig").count("\n") == 1
    answer(evaluation, people[4], degree=4)
    page = as_secretariat.get(RESULTS).content.decode()
    assert "5 har svaret" in page
    assert page.count('class="bar"') == 6 * 8
    sheet = as_secretariat.get(f"{RESULTS}hent/csv/").content.decode("utf-8-sig")
    assert "Mødet som helhed;I hvilken grad fik du noget ud af at deltage?;I meget høj grad;4;0,8\r\n" in sheet
    assert as_secretariat.get(f"{RESULTS}hent/xlsx/").status_code == 200


def test_the_open_result_says_what_can_be_inferred_between_two_answers_and_the_closed_one_does_not(
    asked, as_secretariat, secretariat
):
    evaluation, people = asked
    for who in people[:5]:
        answer(evaluation, who)
    said = "Den, der ser tallene lige før og lige efter ét svar, kan se, hvad der blev svaret."
    assert said in as_secretariat.get(RESULTS).content.decode()
    assert said in client_of(people[5]).get(f"/moeder/{YEAR}/2/evaluer/").content.decode()
    close(evaluation, secretariat)
    assert said not in as_secretariat.get(RESULTS).content.decode()


def test_a_question_that_fewer_answered_is_withheld_by_itself(asked, as_secretariat):
    evaluation, people = asked
    for who in people[:5]:
        answer(evaluation, who)
    one = scales(evaluation)[0]
    Tally.objects.filter(question=one, degree=4).update(count=4)
    page = as_secretariat.get(RESULTS).content.decode()
    assert page.count("Færre end 5 har besvaret spørgsmålet") == 1
    assert page.count('class="bar"') == 6 * 7


def test_nobody_answers_twice(asked):
    evaluation, people = asked
    answer(evaluation, people[0])
    with pytest.raises(ValidationError) as refused:
        answer(evaluation, people[0])
    assert code_of(refused) == "twice"
    page = Client().get(link_of(evaluation, people[0])).content.decode()
    assert "Du har allerede svaret" in page
    assert "<textarea" not in page


def test_a_forwarded_link_does_not_work_for_somebody_logged_in_as_another(asked, guest):
    evaluation, people = asked
    address = link_of(evaluation, people[0])
    typed = {f"q{scales(evaluation)[0].pk}": "5"}
    assert client_of(guest).get(address).status_code == 403
    assert client_of(people[1]).post(address, typed).status_code == 403
    assert Evaluation.objects.get().answers == 0
    assert client_of(people[0]).get(address).status_code == 200


def test_the_secretariat_cannot_answer_for_somebody(asked, as_secretariat):
    evaluation, people = asked
    as_secretariat.post(f"/personer/{people[0].pk}/handl-for/")
    session = as_secretariat.session
    session["acting_for"] = people[0].pk
    session.save()
    assert as_secretariat.get(f"/moeder/{YEAR}/2/evaluer/").status_code == 403
    assert as_secretariat.get(link_of(evaluation, people[0])).status_code == 403


def test_who_acts_for_somebody_is_not_told_whether_she_has_answered(asked, as_secretariat):
    evaluation, people = asked
    here = f"/moeder/{YEAR}/2/"
    assert "Evaluér mødet" in client_of(people[0]).get(here).content.decode()
    session = as_secretariat.session
    session["acting_for"] = people[0].pk
    session.save()
    before = as_secretariat.get(here)
    assert before.wsgi_request.user == people[0]
    answer(evaluation, people[0])
    after = as_secretariat.get(here)
    assert [got.context["evaluation"] for got in (before, after)] == [None, None]
    assert "Evaluér mødet" not in before.content.decode()


@pytest.mark.parametrize("with_names", [True, False])
def test_names_cannot_be_decided_anew_once_it_has_been_sent(season, time_machine, secretariat, with_names):
    meeting, people = held_meeting(season, came=5)
    time_machine.move_to(AFTER)
    as_secretary = client_of(secretariat)
    evaluation = actions.prepare_evaluation(meeting, by=secretariat)
    actions.keep_names(evaluation, with_names=not with_names, by=secretariat)
    assert 'name="do" value="names"' in as_secretary.get(PREPARE).content.decode()
    actions.keep_names(evaluation, with_names=with_names, by=secretariat)
    actions.open_evaluation(evaluation, at=AFTER, by=secretariat)
    page = as_secretary.get(PREPARE).content.decode()
    assert 'name="do" value="names"' not in page
    assert "Det står i mailen, så det kan ikke længere ændres." in page
    with pytest.raises(ValidationError) as refused:
        actions.keep_names(evaluation, with_names=not with_names, by=secretariat)
    assert code_of(refused) == "sent"
    for change in ({"with_names": not with_names}, {"shown_from": 2}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Evaluation.objects.filter(pk=evaluation.pk).update(**change)
    answer(evaluation, people[0], text="Tekst")
    assert {one.person for one in WrittenAnswer.objects.all()} == ({people[0]} if with_names else {None})


@pytest.mark.parametrize("with_names", [True, False])
def test_names_cannot_be_decided_anew_after_the_first_answer_in_either_direction(
    season, time_machine, secretariat, with_names
):
    meeting, people = held_meeting(season, came=5)
    time_machine.move_to(AFTER)
    evaluation = opened(meeting, with_names=with_names)
    answer(evaluation, people[0], text="Tekst")
    with pytest.raises(ValidationError) as refused:
        actions.keep_names(evaluation, with_names=not with_names, by=secretariat)
    assert code_of(refused) == "answered"
    for change in ({"with_names": not with_names}, {"shown_from": 2}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Evaluation.objects.filter(pk=evaluation.pk).update(**change)
    assert {one.person for one in WrittenAnswer.objects.all()} == ({people[0]} if with_names else {None})


def test_only_those_who_have_not_answered_are_reminded_and_once(asked, time_machine):
    evaluation, people = asked
    actions.ask_for_evaluation(evaluation.pk)
    assert {mail.to for mail in Mail.objects.filter(key__endswith="-ask")} == {who.email for who in people}
    for who in people[:4]:
        answer(evaluation, who)
    assert actions.remind_of_evaluations(at=AFTER) == 0
    near = AFTER + timedelta(days=actions.OPEN_DAYS - 3)
    time_machine.move_to(near)
    assert (actions.remind_of_evaluations(at=near), actions.remind_of_evaluations(at=near)) == (2, 0)
    assert {mail.to for mail in Mail.objects.filter(key__endswith="-remind")} == {who.email for who in people[4:]}


def test_the_mailed_link_opens_the_form(asked):
    evaluation, people = asked
    actions.ask_for_evaluation(evaluation.pk)
    mail = Mail.objects.get(to=people[0].email, key__endswith="-ask")
    assert "Intet vises, før mindst 5 har svaret." in mail.text
    link = re.search(r"/moeder/evaluer/\S+", mail.text).group()
    page = Client().get(link).content.decode()
    assert "I hvilken grad fik du noget ud af at deltage?" in page
    assert "Hvad der gemmes, og hvad der ikke gør" in page
    assert "Den, der må læse serverens sikkerhedskopier" in page
    assert "Der var få med til mødet." in page
    assert mail.secret


def test_an_empty_form_says_what_to_do(asked):
    _evaluation, people = asked
    got = client_of(people[0]).post(f"/moeder/{YEAR}/2/evaluer/", {"x": "1"})
    assert got.status_code == 400
    assert "Besvar mindst ét spørgsmål." in got.content.decode()


def close(evaluation, by):
    actions.close_evaluation(evaluation, at=AFTER, by=by)
    return Evaluation.objects.get(pk=evaluation.pk)


def test_texts_are_read_after_closing_and_shown_when_released(asked, as_secretariat, secretariat, member):
    evaluation, people = asked
    for number, who in enumerate(people[:5]):
        answer(evaluation, who, text="Hils Eksempel Kollega" if number == 0 else "")
    assert "Hils" not in as_secretariat.get(TEXTS).content.decode()
    evaluation = close(evaluation, secretariat)
    first, second, third = WrittenAnswer.objects.all()
    assert "Hils" not in client_of(member).get(RESULTS).content.decode()
    assert as_secretariat.get(TEXTS).content.decode().count("<blockquote>") == 3
    as_secretariat.post(TEXTS, {"text": first.key, "do": "release"})
    got = as_secretariat.post(TEXTS, {"text": second.key, "do": "hold", "reason": ""})
    assert got.status_code == 400
    as_secretariat.post(TEXTS, {"text": second.key, "do": "hold", "reason": "Nævner en person"})
    page = client_of(member).get(RESULTS).content.decode()
    assert page.count("Hils Eksempel Kollega") == 1
    assert page.count("En tekst er holdt tilbage: Nævner en person") == 1
    assert as_secretariat.post(TEXTS, {"text": "x", "do": "release"}).status_code == 404
    assert third.state == "unread"


def test_members_see_it_when_it_has_closed_and_others_never(asked, secretariat, member, outsider):
    evaluation, people = asked
    for who in people[:5]:
        answer(evaluation, who)
    assert client_of(member).get(RESULTS).status_code == 404
    close(evaluation, secretariat)
    assert client_of(member).get(RESULTS).status_code == 200
    assert client_of(outsider).get(RESULTS).status_code == 404
    page = client_of(member).get(f"/moeder/{YEAR}/2/").content.decode()
    assert "Se, hvad deltagerne siger" in page


def test_where_too_few_answered_what_they_said_is_deleted_when_it_closes(asked, secretariat, as_secretariat, member):
    evaluation, people = asked
    for who in people[:4]:
        answer(evaluation, who, text="Tekst")
    close(evaluation, secretariat)
    assert (WrittenAnswer.objects.count(), set(Tally.objects.values_list("count", flat=True))) == (0, {0})
    page = as_secretariat.get(RESULTS).content.decode()
    assert "Grænsen er 5 svar" in page
    assert client_of(member).get(RESULTS).status_code == 404
    with pytest.raises(ValidationError) as refused:
        answer(evaluation, people[4])
    assert code_of(refused) == "closed"


def test_it_closes_after_its_last_day_and_who_was_asked_is_forgotten(asked, time_machine):
    evaluation, people = asked
    for who in people[:5]:
        answer(evaluation, who)
    late = AFTER + timedelta(days=actions.OPEN_DAYS + 1)
    time_machine.move_to(late)
    with pytest.raises(ValidationError):
        answer(evaluation, people[5])
    actions.close_those_due(at=late)
    assert Evaluation.objects.get().closed_at == late
    actions.forget_who_was_asked(now=late + timedelta(days=settings.KEPT_DAYS["evaluations"]))
    assert Invited.objects.count() == 6
    actions.forget_who_was_asked(now=late + timedelta(days=settings.KEPT_DAYS["evaluations"], seconds=1))
    assert (Invited.objects.count(), Evaluation.objects.get().answers) == (0, 5)


def test_questions_in_the_same_words_are_compared_over_meetings(season, secretariat, member, time_machine):
    for number, degree in ((1, 5), (2, 3)):
        meeting, people = held_meeting(season, came=5, number=number, title=f"Møde {number}")
        time_machine.move_to(AFTER)
        evaluation = opened(meeting)
        for who in people:
            answer(evaluation, who, degree=degree)
        close(evaluation, secretariat)
        time_machine.move_to(NOW)
    time_machine.move_to(AFTER)
    Evaluation.objects.get(meeting__number=1).meeting.__class__.objects.filter(number=1, season=season).update(
        day=NOW.date()
    )
    found = queries.over_time(Evaluation.objects.select_related("meeting__season"))
    assert found.sections[0][1][0].shares == (1.0, 0.0)
    page = client_of(member).get("/moeder/evalueringer/").content.decode()
    assert page.count('class="chart-line chart-figure"') == 4
    assert "Møde 1" in page


@pytest.mark.parametrize("answers", [5, 6])
def test_the_result_costs_the_same_however_many_answered(asked, as_secretariat, django_assert_num_queries, answers):
    evaluation, people = asked
    for who in people[:answers]:
        answer(evaluation, who, text="Tekst")
    as_secretariat.get(RESULTS)
    with django_assert_num_queries(10):
        as_secretariat.get(RESULTS)


def test_the_form_costs_a_fixed_number_of_queries(asked, django_assert_num_queries):
    evaluation, people = asked
    address = link_of(evaluation, people[0])
    with django_assert_num_queries(4):
        Client().get(address)


def test_a_seat_without_a_person_is_not_asked(season, member, time_machine):
    meeting, _people = held_meeting(season, came=5)
    sign_up(meeting, by=member, unnamed=2)
    time_machine.move_to(AFTER)
    assert opened(meeting).invited.count() == 5
