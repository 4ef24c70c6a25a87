"""Pages are written, approved, kept true and archived; nothing that was written is lost."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from knub.audit.queries import history
from knub.knowledge import actions, queries
from knub.knowledge.actions.keeping import review_day
from knub.knowledge.content import Content, Kind
from knub.knowledge.models import Page, Revision, State, ToolUse
from knub.notify.models import Mail
from knub.people import actions as people
from knub.people.models import Role
from knub.search.models import Document
from knub.ui.editing import EditedMeanwhileError
from tests.knowledge.conftest import NOW, TODAY, write

pytestmark = pytest.mark.usefixtures("members")


def stored(page, by, *, seen="1", **values):
    content = Content.from_json(queries.newest(page).content).changed(values)
    return actions.store_page(page, content, seen=seen, at=NOW, by=by)


def again(page):
    return Page.objects.get(pk=page.pk)


def weight(page):
    return Document.objects.get(kind="knowledge", object_id=page.slug).weight


def test_an_edit_keeps_what_stood_and_shows_what_stands(member):
    page = write()
    stored(page, member, summary="Nyt.")
    assert again(page).summary == "Nyt."
    assert [Content.from_json(one.content).summary for one in queries.earlier(page)] == ["Nyt.", "Kort fortalt."]


def test_who_comes_second_is_told_and_nothing_is_stored(member, coordinator):
    page = write()
    stored(page, member, summary="Min.")
    with pytest.raises(EditedMeanwhileError):
        stored(page, coordinator, summary="Din.")
    assert again(page).summary == "Min."
    stored(page, coordinator, seen="2", summary="Din.")
    assert again(page).summary == "Din."


def test_the_difference_says_what_is_new_and_what_is_gone():
    before, after = Content("En by", texts={"done": "Vi gik."}), Content("En stor by", texts={"done": "Vi gik."})
    (change,) = queries.difference(before, after)
    assert change.pieces == [("", "En "), ("ins", "stor "), ("", "by")]


def test_a_rule_interpretation_is_read_by_the_secretariat_first(member, secretariat):
    page = write(Kind.INTERPRETATION, published=False)
    actions.publish(page, at=NOW, by=member)
    assert again(page).is_draft
    assert [one.what for one in queries.waiting()] == [f"Regelfortolkning: »{page.title}«"]
    actions.approve(page, seen="1", at=NOW, by=secretariat)
    assert again(page).state == State.PUBLISHED
    assert queries.waiting() == ()


def test_a_new_version_of_one_waits_while_readers_see_the_old(member, secretariat):
    page = write(Kind.INTERPRETATION)
    stored(page, member, summary="Ændret.")
    assert again(page).summary == "Kort fortalt."
    assert len(queries.waiting()) == 1
    with pytest.raises(EditedMeanwhileError):
        actions.approve(page, seen="1", at=NOW, by=secretariat)
    actions.approve(page, seen="2", at=NOW, by=secretariat)
    assert again(page).summary == "Ændret."


def test_what_is_sent_back_says_why_and_no_longer_waits(member, secretariat):
    page = write(Kind.INTERPRETATION, published=False)
    actions.publish(page, at=NOW, by=member)
    actions.send_back(page, reason="Skriv, hvad den bygger på.", by=secretariat)
    assert again(page).sent_back == "Skriv, hvad den bygger på."
    assert queries.waiting() == ()
    with pytest.raises(ValidationError):
        actions.approve(page, seen="1", at=NOW, by=secretariat)


def test_a_personal_number_is_never_stored(member):
    page = write()
    with pytest.raises(ValidationError):
        stored(page, member, texts={"done": "Borgeren 010190-1234."})
    assert Revision.objects.filter(page=page).count() == 1


@pytest.mark.parametrize(
    ("kind", "on", "again_on"),
    [
        (Kind.PRACTICE, date(2026, 6, 1), date(2027, 6, 1)),
        (Kind.PRACTICE, date(2024, 2, 29), date(2025, 2, 28)),
        (Kind.INTERPRETATION, date(2026, 8, 31), date(2027, 2, 28)),
        (Kind.TIP, date(2026, 12, 31), date(2028, 12, 31)),
    ],
)
def test_a_page_is_looked_through_again_after_its_time(kind, on, again_on):
    assert review_day(kind, on) == again_on


def test_an_overdue_page_comes_later_and_its_owner_is_told_once(member, time_machine):
    page = write()
    assert weight(page) == 1.0
    later = NOW + timedelta(days=366)
    time_machine.move_to(later, tick=False)
    assert [actions.keep_fresh(now=later) for _time in range(2)] == [1, 0]
    assert weight(page) == 0.5
    (mail,) = Mail.objects.filter(key__startswith="knowledge-overdue")
    assert mail.to == member.email
    assert f"/viden/{page.slug}/" in mail.text


def test_still_right_moves_the_day_and_changes_no_word(member, time_machine):
    page = write()
    time_machine.move_to(NOW + timedelta(days=400), tick=False)
    today = TODAY + timedelta(days=400)
    assert again(page).is_overdue(today)
    actions.still_right(page, on=today, by=member)
    assert not again(page).is_overdue(today)
    assert weight(page) == 1.0
    assert Revision.objects.filter(page=page).count() == 1


def test_a_leavers_pages_are_the_contact_persons(member, coordinator):
    page = write()
    assert queries.owner(page, on=TODAY) == member
    for role in Role.objects.filter(person=member):
        people.end_role(role, on=TODAY)
    assert queries.owner(page, on=TODAY) == member
    assert queries.owner(page, on=TODAY + timedelta(days=1)) == coordinator


def test_the_secretariats_pages_have_an_owner_too(secretariat):
    assert queries.owner(write(by=secretariat), on=TODAY) == secretariat


def test_a_reading_holds_through_its_last_day_and_not_the_next():
    page = write(Kind.INTERPRETATION, valid_from=date(2018, 12, 1), valid_to=date(2021, 11, 30))
    assert page.is_current(date(2021, 11, 30))
    assert not page.is_current(date(2021, 12, 1))
    assert weight(page) == 0.3


def test_a_superseded_reading_points_at_the_one_in_its_place(secretariat):
    old, new = write(Kind.INTERPRETATION, valid_from=date(2020, 1, 1)), write(Kind.INTERPRETATION, title="Ny læsning")
    actions.supersede(old, new, until=TODAY - timedelta(days=1), by=secretariat)
    assert again(old).superseded_by == new
    assert not again(old).is_current(TODAY)
    with pytest.raises(ValidationError):
        actions.supersede(new, new, until=TODAY, by=secretariat)


def test_an_archived_page_is_found_no_more_and_can_be_taken_out_again(member):
    page = write()
    actions.archive(page, reason="Ordningen er ophørt.", at=NOW, by=member)
    assert Document.objects.get(kind="knowledge", object_id=page.slug).standing == "archived"
    actions.restore(page, at=NOW, by=member)
    assert weight(page) == 1.0
    assert [one.verb for one in history(page)][:2] == ["knowledge_restored", "knowledge_archived"]


def test_only_a_draft_can_be_deleted(member):
    with pytest.raises(ValidationError):
        actions.delete_draft(write(), by=member)
    actions.delete_draft(write(published=False, title="Kladden"), by=member)
    assert not Page.objects.filter(title="Kladden").exists()


def test_a_tool_is_used_once_by_a_municipality(member):
    tool, aarhus = write(Kind.TOOL), write().municipality
    for _time in range(2):
        actions.set_use(tool, aarhus, uses=True, at=NOW, by=member)
    assert list(queries.users_of(tool)) == [aarhus]
    actions.set_use(tool, aarhus, uses=False, at=NOW, by=member)
    assert not ToolUse.objects.exists()


def test_two_pages_with_one_title_have_two_addresses():
    assert [write().slug, write().slug] == ["eksempel-moeder-i-vaskeriet", "eksempel-moeder-i-vaskeriet-2"]


def test_what_a_person_wrote_is_in_her_export(member):
    write()
    about = queries.about(member)
    assert [len(rows) for rows in about.values()] == [1, 1, 0, 0]
