"""What waits for the secretariat: one list from all rooms, oldest first, by kind, at a fixed number of queries."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from knub.areas import actions as areas
from knub.areas.models import Area, OfficialList
from knub.home import waiting
from knub.notify.models import Mail

pytestmark = pytest.mark.django_db
TAGS = re.compile(r"<[^>]+>")
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def text(response):
    return " ".join(TAGS.sub(" ", response.content.decode()).split())


def report(hours=0):
    area = Area.objects.get(key="aarhus-bispehaven")
    return areas.report_fault(area=area, text="Tallet er et andet.", reply_to="", at=NOON + timedelta(hours=hours))


def failed_mail(hours=0, key="k"):
    at = NOON + timedelta(hours=hours)
    return Mail.objects.create(
        key=key, to="ukendt@example.org", subject="Invitation", text="Hej", message_id=f"<{key}@knub>",
        state=Mail.State.REFUSED, refusal="550 no such user", created_at=at, sent_at=None, failed_at=at,
    )  # fmt: skip


def test_nothing_waits_and_the_page_says_so(as_secretariat):
    assert waiting.everything() == ()
    assert "Alt er ordnet" in text(as_secretariat.get("/sekretariat/"))


def test_everything_stands_in_one_list_oldest_first():
    report(hours=1)
    failed_mail(hours=0)
    OfficialList.objects.create(date=date(2031, 12, 1), changed_at=NOON + timedelta(hours=2))
    assert [(one.kind.value, one.what) for one in waiting.everything()] == [
        ("mail", "»Invitation« kom ikke frem"),
        ("fejl", "Bispehaven"),
        ("liste", "Listen pr. 1. december 2031"),
    ]


def test_each_thing_leads_to_where_it_is_done(as_secretariat):
    found, mail = report(), failed_mail()
    assert {one.url for one in waiting.everything()} == {
        f"/omraader/fejl/{found.pk}/",
        f"/sekretariat/mails/{mail.pk}/",
    }
    for one in waiting.everything():
        assert as_secretariat.get(one.url).status_code == 200


def test_one_kind_can_be_chosen(as_secretariat):
    report()
    failed_mail()
    shown = text(as_secretariat.get("/sekretariat/?slags=mail"))
    assert ("Invitation" in shown, "Bispehaven" in shown) == (True, False)


def test_a_kind_of_which_nothing_waits_leads_back_to_all(as_secretariat):
    report()
    assert "Der venter ikke noget af den slags" in text(as_secretariat.get("/sekretariat/?slags=mail"))
    assert "Bispehaven" in text(as_secretariat.get("/sekretariat/?slags=findes-ikke"))


def test_what_is_late_says_so(as_secretariat):
    report()
    assert "overskredet" in text(as_secretariat.get("/sekretariat/"))


def test_a_mail_that_has_been_seen_to_waits_no_more(as_secretariat):
    mail = failed_mail()
    assert "550 no such user" in text(as_secretariat.get(f"/sekretariat/mails/{mail.pk}/"))
    as_secretariat.post(f"/sekretariat/mails/{mail.pk}/")
    as_secretariat.post(f"/sekretariat/mails/{mail.pk}/")
    assert waiting.everything() == ()
    assert "Ordnet" in text(as_secretariat.get(f"/sekretariat/mails/{mail.pk}/"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_is_the_same_however_much_waits(as_secretariat, django_assert_num_queries, count):
    for number in range(count):
        report()
        failed_mail(key=f"k{number}")
    as_secretariat.get("/sekretariat/")
    # session, person, two roles; one a source, of areas, knowledge and pages to look at two
    with django_assert_num_queries(4 + len(waiting.SOURCES) + 4):
        as_secretariat.get("/sekretariat/")


@pytest.mark.parametrize(
    ("who", "status"), [("secretariat", 200), ("coordinator", 403), ("member", 403), ("guest", 403), ("outsider", 403)]
)
def test_only_the_secretariat_sees_what_waits(client, request, who, status):
    mail = failed_mail()
    client.force_login(request.getfixturevalue(who))
    found = [client.get(address).status_code for address in ("/sekretariat/", f"/sekretariat/mails/{mail.pk}/")]
    assert found == [status, status]
