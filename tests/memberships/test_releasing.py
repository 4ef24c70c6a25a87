"""Prices that were decided after municipalities had joined: seen, let hold, and told once; by hand stays by hand."""

from decimal import Decimal
from email.header import decode_header, make_header

import pytest
from django.core.exceptions import ValidationError

from knub.audit.queries import history
from knub.home import waiting
from knub.memberships import actions, queries
from knub.memberships.models import Membership
from knub.notify.models import Mail
from knub.people.models import Organisation, Population
from knub.ui.history import lines
from tests.memberships.conftest import NOW, make_season
from tests.worker import work

pytestmark = pytest.mark.django_db
ADDRESS = "/netvaerksaar/2026/priser/"


@pytest.fixture
def undecided(season, secretariat):
    actions.edit_season(season, price_list="", by=secretariat)
    return season


def decide(season, by, prices="eksempel-kvartal"):
    actions.edit_season(season, price_list=prices, by=by)


def seen(season):
    return queries.seen_prices(queries.unpriced(season, list(queries.without_price(season))))


def release(season, by):
    return actions.release_prices(season, seen=seen(season), at=NOW, by=by)


def test_it_gets_the_price_of_the_day_it_joined(undecided, join, secretariat, time_machine):
    membership = join()
    time_machine.move_to("2026-11-02 10:00Z")
    decide(undecided, secretariat)
    assert release(undecided, secretariat) == 1
    membership.refresh_from_db()
    assert (membership.price, membership.price_list) == (Decimal("5000.00"), "eksempel-kvartal")
    assert membership.price_reason["da"].startswith("Prisen er 5.000 kr. uden moms ved tilmelding 23. august 2026")
    assert [line["amount"] for line in membership.price_lines] == ["5000.00"]
    told = lines(history(membership))[0].text
    assert told == "Eksempel Sekretær lod prislisten afgøre prisen: 5000.00 kr."


def test_what_was_set_by_hand_stays(undecided, join, secretariat):
    by_hand, none_by_hand, waits = join(), join(other("randers")), join(other("vejle"))
    actions.override_price(by_hand, price=Decimal(1), reason="Aftalt", by=secretariat)
    actions.override_price(none_by_hand, price=None, reason="Afgøres senere", by=secretariat)
    decide(undecided, secretariat)
    assert release(undecided, secretariat) == 1
    found = {one.pk: one.price for one in Membership.objects.all()}
    assert found == {by_hand.pk: Decimal(1), none_by_hand.pk: None, waits.pk: Decimal("5000.00")}


def other(slug):
    return Organisation.objects.get(slug=slug)


def test_whoever_left_before_the_year_began_pays_nothing(undecided, join, coordinator, secretariat):
    later = make_season(2027, price_list="")
    membership = join(into=later, by=secretariat, reason="Efter aftale")
    actions.withdraw(membership, reason="Alligevel ikke", ends_on=later.ends_on, at=NOW, by=coordinator)
    decide(later, secretariat)
    assert list(queries.without_price(later)) == []


def test_a_band_needs_the_population_of_each(undecided, join, aarhus, secretariat):
    join()
    decide(undecided, secretariat, "eksempel-indbyggere")
    (waits,) = queries.unpriced(undecided, list(queries.without_price(undecided)))
    Population.objects.filter(municipality=aarhus).delete()
    assert queries.unpriced(undecided, [waits.membership])[0].is_decided is False
    on = queries.price_list_of(undecided).population_on
    Population.objects.create(municipality=aarhus, on=on, count=350_000, source="x")
    assert queries.unpriced(undecided, [waits.membership])[0].price.population == 350_000


def test_what_was_seen_must_still_be_so(undecided, join, secretariat):
    join()
    decide(undecided, secretariat)
    earlier = seen(undecided)
    join(other("randers"))
    Membership.objects.update(price=None, price_override_reason="")
    with pytest.raises(ValidationError, match="ændret sig, siden I så dem"):
        actions.release_prices(undecided, seen=earlier, at=NOW, by=secretariat)
    assert Membership.objects.filter(price=None).count() == 2


def test_nothing_to_release_is_said(season, join, secretariat):
    join()
    with pytest.raises(ValidationError, match="venter længere på en pris"):
        actions.release_prices(season, seen="", at=NOW, by=secretariat)


@pytest.fixture
def released(loaded, mail_server, undecided, join, secretariat):
    join()
    decide(undecided, secretariat)
    release(undecided, secretariat)
    work()


@pytest.mark.django_db(transaction=True)
def test_contact_person_and_manager_are_told_once_with_a_way_to_object(released, mail_server, client):
    mails = {one["To"]: text_of(one) for one in mail_server.mailbox if "Prisen for" in subject_of(one)}
    assert sorted(mails) == ["kontaktperson@example.org", "leder@example.org"]
    assert all("Prisen er 5.000 kr. uden moms" in text for text in mails.values())
    link = next(word for word in mails["leder@example.org"].split() if "/indsigelse/" in word)
    assert client.get(link[link.index("/indsigelse/") :]).status_code == 200


def subject_of(mail):
    return str(make_header(decode_header(mail["Subject"])))


def text_of(mail):
    part = next(one for one in mail.walk() if one.get_content_type() == "text/plain")
    return part.get_payload(decode=True).decode()


def test_a_manager_who_has_objected_is_not_asked_again(undecided, join, secretariat):
    membership = join()
    actions.object_to(membership, text="Nej tak", at=NOW)
    decide(undecided, secretariat)
    release(undecided, secretariat)
    mail = Mail.objects.get(to="leder@example.org", subject__startswith="Prisen for")
    assert ("/indsigelse/" in mail.text, "indsigelse" in mail.text) == (False, True)


def test_the_secretariat_sees_them_and_lets_them_hold(undecided, join, as_secretariat, secretariat):
    membership = join()
    page = as_secretariat.get(ADDRESS).content.decode()
    assert ("Stadig ikke fastsat" in page, "Vælg en prisliste" in page) == (True, True)
    decide(undecided, secretariat)
    page = as_secretariat.get(ADDRESS).content.decode()
    assert ("Aarhus Kommune" in page, "5.000 kr." in page, "Lad 1 pris gælde" in page) == (True, True, True)
    assert as_secretariat.post(ADDRESS, {"seen": "1=2"}).status_code == 400
    assert as_secretariat.post(ADDRESS, {"seen": f"{membership.pk}=5000.00"}).url == "/netvaerksaar/2026/"
    assert [one.who for one in waiting.everything() if one.kind == "pris"] == []
    assert "Ingen medlemskaber venter på en pris" in as_secretariat.get(ADDRESS).content.decode()


@pytest.mark.parametrize("who", ["coordinator", "member", "guest", "outsider"])
def test_nobody_else_does(request, client, season, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(ADDRESS).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_queries(undecided, join, as_secretariat, django_assert_num_queries, count):
    for slug in ["aarhus", "randers", "vejle"][:count]:
        join(other(slug))
    decide(undecided, None, "eksempel-indbyggere")
    with django_assert_num_queries(7):
        as_secretariat.get(ADDRESS)


