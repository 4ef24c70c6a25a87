"""New pages and news are told to those who may read them: nothing twice, nothing read, never empty."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from knub.knowledge import actions
from knub.knowledge.content import VisibleTo
from knub.memberships.models import Membership
from knub.notify.models import Mail
from knub.people import actions as people
from knub.people import queries as chosen
from knub.people.models import Role
from tests.conftest import person
from tests.knowledge.conftest import NOW, client_of, join, write
from tests.knowledge.test_news import released
from tests.worker import work

MONDAY, FIRST = datetime(2026, 6, 8, 6, 0, tzinfo=UTC), datetime(2026, 7, 1, 6, 0, tzinfo=UTC)  # 08:00 in Copenhagen
OUT = re.compile(r"http\S+(/afmeld/\S+/)")
KINDS = {"knowledge": write, "news": released}


def wants(who, **often):
    people.choose_mails(who, often, by=who)


def mails_to(who):
    return list(Mail.objects.filter(to=who.email).order_by("pk"))


def said(who):
    return [mail.subject for mail in mails_to(who)]


@pytest.mark.usefixtures("members")
@pytest.mark.parametrize("kind", KINDS)
def test_it_is_told_at_once_and_once_to_those_who_want_it(guest, kind):
    wants(guest, **{kind: "at_once"})
    found = KINDS[kind]()
    for _time in range(2):
        actions.tell_of(kind, found.pk, now=NOW)
    (mail,) = mails_to(guest)
    assert found.title in mail.subject
    assert found.summary in mail.text
    assert mail.unsubscribe in mail.text


@pytest.mark.usefixtures("members")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("often", "due"), [("daily", NOW + timedelta(days=1)), ("weekly", MONDAY), ("monthly", FIRST)]
)
def test_it_is_gathered_once_and_never_empty(guest, kind, often, due):
    wants(guest, **{kind: often})
    actions.send_digests(now=NOW)
    found = KINDS[kind](at=NOW + timedelta(minutes=1))
    before = len(mails_to(guest))
    actions.send_digests(now=due)
    actions.send_digests(now=due + timedelta(hours=1))
    actions.send_digests(now=due + timedelta(days=40))
    (mail,) = mails_to(guest)[before:]
    assert f"{found.title}\n{found.summary}\nhttp" in mail.text


@pytest.mark.usefixtures("members")
@pytest.mark.parametrize("kind", KINDS)
def test_what_was_read_is_not_told(guest, kind):
    wants(guest, **{kind: "weekly"})
    actions.send_digests(now=NOW)
    found = KINDS[kind](at=NOW + timedelta(minutes=1))
    client_of(guest).get(f"/viden/{found.slug}/" if kind == "knowledge" else f"/nyt/2026/{found.slug}/")
    actions.send_digests(now=MONDAY)
    assert mails_to(guest) == []


@pytest.mark.usefixtures("members")
@pytest.mark.parametrize("kind", KINDS)
def test_what_was_told_at_once_is_not_gathered_too_and_nobody_hears_of_her_own(guest, member, kind):
    for one in (guest, member):
        wants(one, **{kind: "at_once"})
    found = KINDS[kind](at=NOW + timedelta(minutes=1))
    actions.tell_of(kind, found.pk, now=NOW + timedelta(minutes=2))
    wants(guest, **{kind: "daily"})
    actions.send_digests(now=NOW + timedelta(days=1))
    assert (len(mails_to(guest)), [one for one in said(member) if found.title in one and "Nyt i" in one]) == (1, [])


@pytest.mark.usefixtures("members")
def test_a_page_for_one_municipality_is_told_there_only(guest, coordinator, outsider):
    for one in (guest, coordinator, outsider):
        wants(one, knowledge="at_once")
    page = write(visible_to=VisibleTo.MUNICIPALITY)
    actions.tell_of("knowledge", page.pk, now=NOW)
    assert (len(mails_to(coordinator)), mails_to(guest), mails_to(outsider)) == (1, [], [])


@pytest.mark.usefixtures("members")
def test_a_page_that_is_in_the_archive_by_then_is_not_told(guest, member):
    wants(guest, knowledge="weekly")
    actions.send_digests(now=NOW)
    page = write(at=NOW + timedelta(minutes=1))
    actions.archive(page, reason="x", at=NOW, by=member)
    actions.send_digests(now=MONDAY)
    assert mails_to(guest) == []


@pytest.mark.usefixtures("members")
def test_one_gets_out_of_one_kind_in_one_click(guest):
    wants(guest, news="at_once")
    actions.tell_of("news", released().pk, now=NOW)
    link = OUT.search(mails_to(guest)[0].text)[1]
    before = chosen.mail_choices(guest)
    assert Client(enforce_csrf_checks=True).post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert chosen.mail_choices(guest) == {**before, "news": "never"}


@pytest.mark.usefixtures("members")
@pytest.mark.parametrize(
    ("roles", "knowledge", "news", "following"),
    [
        (["member"], "monthly", "weekly", "weekly"),
        (["coordinator"], "weekly", "weekly", "weekly"),
        (["manager"], "monthly", "monthly", "weekly"),
        (["finance"], "never", "never", "weekly"),
        (["secretariat"], "never", "never", "daily"),
        (["finance", "coordinator"], "weekly", "weekly", "weekly"),
    ],
)
def test_each_role_has_its_default_and_several_roles_the_one_that_hears_most(guest, roles, knowledge, news, following):
    place = guest.roles.get(ends_on=None).organisation
    guest.roles.all().delete()
    for kind in roles:
        Role.objects.create(person=guest, organisation=place, kind=kind, starts_on=NOW.date())
    wanted = {"knowledge": knowledge, "news": news, "following": following}
    assert {kind: chosen.wants(guest, kind) for kind in wanted} == wanted
    everybody = type(guest).objects.all()
    for kind, often in wanted.items():
        found = {way for way in ("at_once", "daily", "weekly", "monthly", "never")
                 if chosen.wanting(everybody, kind, way).filter(pk=guest.pk).exists()}  # fmt: skip
        assert found == {often}


# The nights in which the clock changes, and the Mondays after them: eight o'clock is eight o'clock.
CHANGES = [
    ("daily", datetime(2027, 3, 27, 7, 0, tzinfo=UTC), datetime(2027, 3, 28, 6, 0, tzinfo=UTC)),
    ("daily", datetime(2026, 10, 24, 6, 0, tzinfo=UTC), datetime(2026, 10, 25, 7, 0, tzinfo=UTC)),
    ("weekly", datetime(2027, 3, 22, 7, 0, tzinfo=UTC), datetime(2027, 3, 29, 6, 0, tzinfo=UTC)),
    ("weekly", datetime(2026, 10, 19, 6, 0, tzinfo=UTC), datetime(2026, 10, 26, 7, 0, tzinfo=UTC)),
    ("monthly", datetime(2027, 3, 1, 7, 0, tzinfo=UTC), datetime(2027, 4, 1, 6, 0, tzinfo=UTC)),
    ("monthly", datetime(2026, 10, 1, 6, 0, tzinfo=UTC), datetime(2026, 11, 1, 7, 0, tzinfo=UTC)),
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.usefixtures("loaded")
def test_a_gathered_mail_leaves_at_eight_when_the_clock_has_changed(mail_server, time_machine, change):
    often, last, due = change
    guest = person("gaest")
    time_machine.move_to(last, tick=False)
    join("aarhus", "randers", year=2127)
    guest.roles.update(starts_on=last.date() - timedelta(days=1))
    Membership.objects.update(starts_on=last.date() - timedelta(days=1), ends_on=due.date() + timedelta(days=1))
    wants(guest, news=often, knowledge="never", following="never", sparring_answers="never")
    actions.send_digests(now=last)
    time_machine.move_to(last + timedelta(minutes=5), tick=False)
    news = released(at=last + timedelta(minutes=5))
    for moment, number in ((due - timedelta(minutes=1), 0), (due, 1), (due + timedelta(hours=1), 1)):
        time_machine.move_to(moment, tick=False)
        actions.send_digests(now=moment)
        work()
        got = [mail for mail in mail_server.mailbox if mail["To"] == guest.email and "nyhed" in mail["Subject"]]
        assert len(got) == number
    assert news.title in got[0].get_payload()[0].get_payload(decode=True).decode()
    assert got[0]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("loaded")
def test_rights_are_looked_at_again_when_the_mail_is_sent(mail_server):
    guest = person("gaest")
    join("aarhus", "randers")
    wants(guest, knowledge="at_once", news="at_once")
    page, news = write(visible_to=VisibleTo.MEMBERS), released(visible_to=VisibleTo.MEMBERS)
    actions.tell_of("knowledge", page.pk, now=NOW)
    actions.tell_of("news", news.pk, now=NOW)
    assert len(mails_to(guest)) == 2
    guest.roles.update(ends_on=NOW.date() - timedelta(days=1))
    work()
    assert [mail for mail in mail_server.mailbox if mail["To"] == guest.email] == []
    assert {(mail.state, mail.text) for mail in mails_to(guest)} == {("dropped", "")}
