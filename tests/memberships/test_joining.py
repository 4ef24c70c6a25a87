"""Join, at the price of the day; what was agreed stands; mails from a real server."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from knub.audit.queries import history
from knub.memberships import actions
from knub.memberships.models import Membership
from knub.memberships.signals import membership_started
from knub.notify.models import Mail
from tests.memberships.conftest import make_season
from tests.worker import work

pytestmark = pytest.mark.django_db


def test_23_august_costs_5000_and_why_is_frozen(join, profile, season, secretariat):
    membership = join(billing=profile)
    assert (membership.price, membership.price_list) == (Decimal("5000.00"), "eksempel-kvartal")
    assert membership.price_reason["da"].startswith("Prisen er 5.000 kr. uden moms ved tilmelding 23. august 2026")
    assert [(line["amount"], line["vat"]) for line in membership.price_lines] == [("5000.00", "1250.00")]
    actions.edit_season(season, price_list="eksempel-indbyggere", by=secretariat)
    membership.refresh_from_db()
    assert (membership.price, membership.price_list) == (Decimal("5000.00"), "eksempel-kvartal")


def test_it_holds_from_today_or_from_the_first_day_until_the_last(join, season, randers, guest):
    assert (join().starts_on, join(randers, by=guest).ends_on) == (date(2026, 8, 23), date(2026, 12, 31))
    following = make_season(2027, opens_on=date(2026, 8, 1))
    assert join(into=following).starts_on == date(2027, 1, 1)


def test_a_price_that_is_not_decided_is_none_and_never_0(join, season):
    season.price_list = ""
    membership = join()
    assert (membership.price, membership.price_lines) == (None, [])
    assert membership.price_reason["da"] == "Prisen er ikke fastsat endnu."


def test_the_second_colleague_is_told_who_did_it(join, member):
    join()
    with pytest.raises(ValidationError) as refusal:
        join(by=member)
    (told,) = refusal.value.messages
    assert told.startswith("Eksempel Kontaktperson tilmeldte Aarhus Kommune til Netværket 2026 den 23. august 2026.")
    assert Membership.objects.count() == 1


def test_nobody_joins_before_it_opens_but_the_secretariat_with_a_reason(join, secretariat):
    later = make_season(2027, opens_on=date(2026, 10, 1))
    with pytest.raises(ValidationError) as refusal:
        join(into=later)
    assert refusal.value.code == "not_open"
    membership = join(into=later, by=secretariat, reason="Kommunen ringede 21. august")
    entry = history(membership).get(verb="membership_started")
    assert (entry.actor, entry.facts["reason"]) == ("Eksempel Sekretær", "Kommunen ringede 21. august")


@pytest.mark.parametrize("change", [{"archived": True}, {"ends_on": date(2026, 8, 22)}])
def test_nobody_joins_what_is_over(join, season, change):
    for name, value in change.items():
        setattr(season, name, value)
    with pytest.raises(ValidationError) as refusal:
        join()
    assert refusal.value.code == "over"


def test_the_rooms_above_hear_it_in_the_same_transaction(join):
    heard = []

    def hear(sender, membership, by, **more):
        heard.append((membership.municipality.slug, by.name))
        raise RuntimeError

    membership_started.connect(hear)
    try:
        with pytest.raises(RuntimeError):
            join()
    finally:
        membership_started.disconnect(hear)
    assert heard == [("aarhus", "Eksempel Kontaktperson")]


@pytest.mark.django_db(transaction=True)
def test_the_manager_and_the_orderer_each_get_one_mail(loaded, mail_server, join, profile):
    join(billing=profile)
    work()
    mails = {mail["To"]: mail.get_payload(decode=True).decode() for mail in mail_server.mailbox}
    assert set(mails) == {"leder@example.org", "kontaktperson@example.org"}
    copy = mails["leder@example.org"]
    assert "Eksempel Kontaktperson har tilmeldt Aarhus Kommune til Netværket 2026" in copy
    assert "Prisen er 5.000 kr. uden moms" in copy
    assert re.search(r"Gør indsigelse senest 6\. september 2026 her:\s+http://localhost:8000/indsigelse/\S{30,}/", copy)
    assert "leder@example.org) har fået en kopi" in mails["kontaktperson@example.org"]


def test_a_refused_second_sends_no_mail(join, member):
    join()
    before = Mail.objects.count()
    with pytest.raises(ValidationError):
        join(by=member)
    assert Mail.objects.count() == before


def test_a_membership_renewed_keeps_its_own_price(join, season):
    following = make_season(2027, opens_on=date(2026, 8, 1))
    assert [join().price, join(into=following).price] == [Decimal("5000.00"), Decimal("10000.00")]
