"""Nothing in the database, the queue, the mails, the log or the order of rows links an answer to a person."""

import logging

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client

from knub.audit.models import Entry
from knub.meetings.access import EVALUATION_LINK
from knub.meetings.actions import counting
from knub.meetings.models import Evaluation, Invited, Tally, WrittenAnswer
from knub.notify.models import Mail
from knub.people.actions import make_token
from tests.meetings.conftest import make_season
from tests.meetings.evaluating import AFTER, answer, boxes, held_meeting, opened, scales
from tests.worker import work

pytestmark = pytest.mark.django_db(transaction=True)
OURS = (Tally, WrittenAnswer, Invited)


@pytest.fixture
def asked(loaded, time_machine):
    """An evaluation, sent to six people."""
    meeting, people = held_meeting(make_season(), came=6)
    time_machine.move_to(AFTER)
    evaluation = opened(meeting)
    work()
    return evaluation, people


def every_row():
    """Return every row of every table as text, by table; also of tables that no model knows."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        found = {}
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608 - names of our own tables
            found[table] = sorted(row[0] for row in cursor.fetchall())
    return found


def changed(before, after):
    return {table for table in after if before[table] != after[table]}


def link_of(evaluation, who):
    invited = Invited.objects.get(evaluation=evaluation, person=who)
    return f"/moeder/evaluer/{make_token(EVALUATION_LINK, str(invited.pk), at=AFTER, person=who)}/"


def send(client, address, evaluation, *, degree=4, text=""):
    typed = {f"q{question.pk}": str(degree) for question in scales(evaluation)}
    typed |= {f"q{question.pk}": text for question in boxes(evaluation)}
    return client.post(address, typed)


def system(column, model):
    """Return a column that PostgreSQL keeps of every row, in the order in which the table gives them."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column}::text FROM {model._meta.db_table} ORDER BY ctid")  # noqa: S608
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.parametrize("logged_in", [False, True])
def test_an_answer_changes_four_tables_and_no_other_row_of_the_house(asked, logged_in):
    evaluation, people = asked
    client, address = Client(), link_of(evaluation, people[0])
    if logged_in:
        client.force_login(people[0])
    client.get(address)
    before = every_row()
    assert send(client, address, evaluation, text="Mere tid til drøftelse").url == "/moeder/evaluer/tak/"
    client.get("/moeder/evaluer/tak/")
    ours = {model._meta.db_table for model in (*OURS, Evaluation)}
    assert changed(before, every_row()) == ours
    assert {"django_session", "audit_entry", "notify_mail", "procrastinate_jobs", "people_token"} <= set(before)


def test_no_column_of_an_answer_holds_a_person_or_a_time(asked):
    columns = {model: {field.name for field in model._meta.fields} for model in OURS}
    assert columns == {
        Tally: {"id", "question", "degree", "count"},
        WrittenAnswer: {"key", "question", "text", "state", "reason", "person"},
        Invited: {"id", "evaluation", "person", "answered"},
    }
    evaluation, people = asked
    answer(evaluation, people[0], text="Godt")
    assert set(WrittenAnswer.objects.values_list("person", flat=True)) == {None}


def test_every_row_is_written_by_the_same_transaction(asked):
    evaluation, people = asked
    for number, who in enumerate(people[:5]):
        answer(evaluation, who, degree=number + 1, text=f"Tekst {number}")
        assert [len(set(system("xmin", model))) for model in OURS] == [1, 1, 1]
        assert len({xmin for model in OURS for xmin in system("xmin", model)}) == 1


def without_the_mixing(evaluation, texts, invited):
    WrittenAnswer.objects.bulk_create(WrittenAnswer(question_id=pk, text=text) for pk, text in texts.items())


def test_without_the_mixing_the_number_of_the_transaction_would_tell(asked, monkeypatch):
    monkeypatch.setattr("knub.meetings.actions.counting._mix_in", without_the_mixing)
    evaluation, people = asked
    for who in people[:2]:
        answer(evaluation, who, text="Tekst")
    assert len(set(system("xmin", WrittenAnswer))) == 2


@pytest.mark.parametrize(("model", "column"), [(Tally, "(question_id, degree)"), (WrittenAnswer, "text")])
def test_rows_lie_in_an_order_of_chance(asked, model, column):
    evaluation, people = asked
    for number, who in enumerate(people[:5]):
        answer(evaluation, who, degree=number + 1, text=f"Tekst {number}")
    lying = system(column, model)
    assert lying != sorted(lying)
    before = lying
    counting._mix_in(evaluation, {}, Invited.objects.first())
    counting._count(evaluation, {})
    assert sorted(system(column, model)) == sorted(before)
    assert system(column, model) != before


def test_invitations_lie_in_the_order_in_which_they_were_made(asked):
    evaluation, people = asked
    for who in people[4::-1]:
        answer(evaluation, who)
    in_order = list(Invited.objects.order_by("pk").values_list("pk", flat=True))
    assert [int(pk) for pk in system("id", Invited)] == in_order


def run(evaluation, order, said):
    """Let people answer in an order, each what she has to say, and return what is stored, keys of chance left out."""
    for who in order:
        degree, text = said[who.pk]
        answer(evaluation, who, degree=degree, text=text)
    tallies = sorted(Tally.objects.values_list("question", "degree", "count"))
    written = sorted(WrittenAnswer.objects.values_list("question", "text", "state", "person"))
    invited = list(Invited.objects.order_by("pk").values_list("pk", "person", "answered"))
    entries = list(Entry.objects.order_by("pk").values_list("verb", "facts"))
    return tallies, written, invited, system("id", Invited), entries, Evaluation.objects.values().get()


def stored(evaluation, order, said):
    with transaction.atomic():
        found = run(evaluation, order, said)
        transaction.set_rollback(True)
    return found


def test_who_said_what_and_who_came_first_cannot_be_told_from_what_is_stored(asked):
    evaluation, people = asked
    five = people[:5]
    words = [(degree, f"Tekst {degree}") for degree in range(1, 6)]
    one = stored(evaluation, five, dict(zip([who.pk for who in five], words, strict=True)))
    other = stored(evaluation, five[::-1], dict(zip([who.pk for who in five], words[2:] + words[:2], strict=True)))
    assert one == other


def test_nothing_is_written_down_mailed_queued_or_logged(asked, caplog):
    evaluation, people = asked
    caplog.set_level(logging.DEBUG)
    entries, mails = Entry.objects.count(), Mail.objects.count()
    address = link_of(evaluation, people[0])
    send(Client(), address, evaluation, text="Mere tid til drøftelse")
    work()
    assert (Entry.objects.count(), Mail.objects.count()) == (entries, mails)
    said = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert not [line for line in said if people[0].email in line or "Mere tid" in line or address in line]


def test_a_person_s_copy_of_her_data_holds_no_answer(asked):
    from knub.meetings.queries import about  # noqa: PLC0415 - what the copy is made of

    evaluation, people = asked
    answer(evaluation, people[0], text="Mere tid")
    held = about(people[0])
    assert held["meetings.invited"] == [{"evaluation__meeting__title": "Udlejning og anvisning", "answered": True}]
    assert held["meetings.writtenanswer"] == []
    assert apps.get_model("meetings", "invited") is Invited
