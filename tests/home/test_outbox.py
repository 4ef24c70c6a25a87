"""A mail to many: written, looked at for each receiver, confirmed by its number, sent once, corrected to the same."""

import re

import pytest
from django.conf import settings
from django.test import Client

from knub.audit.queries import history
from knub.memberships.models import Membership
from knub.notify.models import BulkMail, Mail
from knub.people.models import Person, Role
from tests.conftest import person
from tests.home.conftest import make_member, make_person
from tests.worker import work

OUTBOX = "/sekretariat/udbakke/"
TEXT = "Kære {fornavn}\n\nSe **[mødet](https://example.org/m)**, {kommune}.\n\n- en\n- to"
TAGS = re.compile(r"<[^>]+>")
pytestmark = pytest.mark.django_db


def text(response):
    return " ".join(TAGS.sub(" ", response.content.decode()).split())


@pytest.fixture
def members(season):
    """Aarhus and Randers are members, with a contact person each; Randers has no reference."""
    make_member("aarhus", season=season)
    make_member("randers", season=season, reference="")
    make_person("Åse Eksempel", "aase@example.org", "randers", kind="coordinator", title="Chef")
    return season


def draft(client, query="", subject="Hej {fornavn}", body=TEXT):
    response = client.post(f"{OUTBOX}ny/{query}", {"subject": subject, "body": body})
    assert response.status_code == 302, text(response)
    return BulkMail.objects.get(pk=response.url.split("/")[-3])


def addresses(client, bulk):
    page = client.get(f"{OUTBOX}{bulk.pk}/se/").context["page"]
    return [one.address for one in page.paginator.object_list]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["aase@example.org", "kontaktperson@example.org"]),
        ("?til=alle", ["gaest@example.org", "aase@example.org", "kollega@example.org", "kontaktperson@example.org"]),
        ("?til=oekonomi", []),
        ("?reference=mangler", ["aase@example.org"]),
        ("?kommune=aarhus", ["kontaktperson@example.org"]),
        ("?kommune=aarhus&kommune=randers&q=rand", ["aase@example.org"]),
    ],
)
def test_receivers_are_those_who_were_chosen_in_the_table(as_secretariat, members, query, found):
    assert addresses(as_secretariat, draft(as_secretariat, query)) == found


def test_receivers_are_found_when_it_is_sent_and_not_before(as_secretariat, members):
    bulk = draft(as_secretariat)
    Role.objects.filter(person__email="aase@example.org").update(ends_on="2020-12-31")
    assert addresses(as_secretariat, bulk) == ["kontaktperson@example.org"]


def test_each_receiver_sees_her_own_fields(as_secretariat, members):
    bulk = draft(as_secretariat)
    shown = text(as_secretariat.get(f"{OUTBOX}{bulk.pk}/se/?nr=1"))
    assert "Mail 1 af 2" in shown
    assert "Emne Hej Åse" in shown
    assert "{kommune} Randers Kommune" in shown
    assert "Kære Åse" in shown


def test_an_empty_field_is_told_before_anything_is_sent(as_secretariat, members):
    Person.objects.filter(email="kontaktperson@example.org").update(title="")
    bulk = draft(as_secretariat, body="Kære {titel}")
    assert "For 1 modtager er et felt i mailen tomt: Eksempel Kontaktperson" in text(
        as_secretariat.get(f"{OUTBOX}{bulk.pk}/se/")
    )


def test_an_unknown_field_is_refused_and_the_text_kept(as_secretariat, members):
    response = as_secretariat.post(f"{OUTBOX}ny/", {"subject": "Hej", "body": "Kære {forname}"})
    assert response.status_code == 400
    assert "Der er ikke noget felt, der hedder {forname}. Du kan bruge {fornavn}," in text(response)
    assert "Kære {forname}" in text(response)


@pytest.mark.parametrize("typed", ["", "1", "3", "to"])
def test_nothing_is_sent_until_the_number_is_typed(as_secretariat, members, typed):
    bulk = draft(as_secretariat)
    response = as_secretariat.post(f"{OUTBOX}{bulk.pk}/se/", {"count": typed})
    assert (response.status_code, Mail.objects.filter(bulk_mail=bulk).count()) == (400, 0)
    assert "Send 2 mails" in text(response)


def send(client, bulk, count=2):
    return client.post(f"{OUTBOX}{bulk.pk}/se/", {"count": count}, follow=True)


def test_sent_mails_arrive_with_text_html_and_the_secretariat_as_reply_to(loaded, as_secretariat, members, mail_server):
    bulk = draft(as_secretariat)
    assert "0 af 2 mails er afleveret til mailserveren." in text(send(as_secretariat, bulk))
    work()
    got = {mail["To"]: mail for mail in mail_server.mailbox}
    assert set(got) == {"kontaktperson@example.org", "aase@example.org"}
    mail = got["aase@example.org"]
    assert (str(mail["Reply-To"]), len(got)) == (settings.CONTACT_MAIL, 2)
    plain, rich = (part.get_payload(decode=True).decode().replace("\r", "") for part in mail.get_payload())
    assert plain.startswith("Kære Åse\n\nSe mødet (https://example.org/m), Randers Kommune.\n\n- en\n- to\n\n-- \n")
    assert '<strong><a href="https://example.org/m" rel="noopener nofollow">mødet</a></strong>' in rich
    assert "2 af 2 mails er afleveret til mailserveren." in text(as_secretariat.get(f"{OUTBOX}{bulk.pk}/sendt/"))


def test_a_name_can_add_neither_marks_nor_links(as_secretariat, members):
    make_person("[Klik](https://ond.example) **x**", "ond@example.org", "randers", kind="coordinator")
    bulk = draft(as_secretariat, "?kommune=randers", body="Kære {navn}")
    send(as_secretariat, bulk)
    mail = Mail.objects.get(to="ond@example.org")
    assert "<p>Kære [Klik](https://ond.example) **x**</p>" in mail.html
    assert mail.text.startswith("Kære [Klik](https://ond.example) **x**")


def test_the_second_who_presses_is_told_who_sent_it(as_secretariat, members, secretariat):
    bulk = draft(as_secretariat)
    send(as_secretariat, bulk)
    response = as_secretariat.post(f"{OUTBOX}{bulk.pk}/se/", {"count": 2})
    assert "Eksempel Sekretær har allerede sendt mailen. Intet er sendt igen." in text(response)
    assert (Mail.objects.filter(bulk_mail=bulk).count(), history(bulk).count()) == (2, 1)


def test_a_mail_that_was_sent_can_neither_be_changed_nor_put_away(as_secretariat, members):
    bulk = draft(as_secretariat)
    send(as_secretariat, bulk)
    assert as_secretariat.get(f"{OUTBOX}{bulk.pk}/").url == f"{OUTBOX}{bulk.pk}/sendt/"
    assert as_secretariat.get(f"{OUTBOX}{bulk.pk}/se/").url == f"{OUTBOX}{bulk.pk}/sendt/"
    assert as_secretariat.post(f"{OUTBOX}{bulk.pk}/laeg-vaek/").status_code == 302
    bulk.refresh_from_db()
    assert bulk.put_away_at is None
    assert "Mailen er ikke sendt. Ret den i stedet." in text(
        as_secretariat.post(f"{OUTBOX}{draft(as_secretariat).pk}/rettelse/", follow=True)
    )


def test_refused_and_reported_mails_stand_among_the_results(as_secretariat, members):
    bulk = draft(as_secretariat)
    send(as_secretariat, bulk)
    Mail.objects.filter(to="aase@example.org").update(state="reported", refusal="550 no such user")
    shown = text(as_secretariat.get(f"{OUTBOX}{bulk.pk}/sendt/"))
    assert "aase@example.org Meldt tilbage som ikke leveret 550 no such user" in shown


def test_a_correction_goes_to_the_same_receivers_in_one_step(as_secretariat, members):
    bulk = draft(as_secretariat, subject="Mødet")
    send(as_secretariat, bulk)
    Role.objects.filter(person__email="aase@example.org").update(ends_on="2020-12-31")
    response = as_secretariat.post(f"{OUTBOX}{bulk.pk}/rettelse/", follow=True)
    correction = BulkMail.objects.get(corrects=bulk)
    assert "En rettelse til »Mødet«. Skriv øverst, hvad der var forkert." in text(response)
    assert correction.subject == "Rettelse: Mødet"
    assert addresses(as_secretariat, correction) == ["aase@example.org", "kontaktperson@example.org"]
    send(as_secretariat, correction)
    assert Mail.objects.filter(to="aase@example.org", subject="Rettelse: Mødet").count() == 1


def test_a_draft_that_somebody_else_changed_is_not_overwritten_unseen(as_secretariat, members):
    bulk = draft(as_secretariat)
    other = Client()
    other.force_login(make_person("Eksempel To", "to@example.org", "aarhus"))
    seen = bulk.changed_at.isoformat()
    mine = {"subject": "Min", "body": "Min tekst", "seen": seen}
    as_secretariat.post(f"{OUTBOX}{bulk.pk}/", {"subject": "Først", "body": "Først", "seen": seen})
    response = as_secretariat.post(f"{OUTBOX}{bulk.pk}/", mine)
    assert response.status_code == 400
    assert "Eksempel Sekretær har ændret kladden, siden du åbnede den." in text(response)
    assert "Min tekst" in text(response)
    again = response.context["form"]["seen"].value()
    assert as_secretariat.post(f"{OUTBOX}{bulk.pk}/", {**mine, "seen": again}).status_code == 302
    bulk.refresh_from_db()
    assert bulk.subject == "Min"


def receivers_form(client, bulk, **changed):
    page = client.get(f"{OUTBOX}{bulk.pk}/modtagere/").context["form"]
    kept = {name: page[name].value() or "" for name in page.fields if name != "kommune"}
    return client.post(f"{OUTBOX}{bulk.pk}/modtagere/", {**kept, **changed})


def test_the_receivers_of_a_draft_can_be_changed_and_its_text_stays(as_secretariat, members):
    bulk = draft(as_secretariat, "?kommune=aarhus")
    page = as_secretariat.get(f"{OUTBOX}{bulk.pk}/modtagere/").context["form"]
    assert (page["kommune"].value(), page["til"].value()) == (["aarhus"], "kontaktpersoner")
    assert receivers_form(as_secretariat, bulk, til="alle", kommune=["randers"]).url == f"{OUTBOX}{bulk.pk}/se/"
    assert addresses(as_secretariat, bulk) == ["gaest@example.org", "aase@example.org"]
    bulk.refresh_from_db()
    assert (bulk.body, bulk.choice["kommune"]) == (TEXT, ["randers"])


def test_receivers_somebody_else_changed_are_not_overwritten_unseen(as_secretariat, members):
    bulk = draft(as_secretariat)
    response = receivers_form(as_secretariat, bulk, seen="2020-01-01T00:00:00+00:00", kommune=["randers"])
    assert response.status_code == 400
    assert "har ændret kladden, siden du åbnede den" in text(response)
    assert response.context["form"]["kommune"].value() == ["randers"]


def test_a_correction_keeps_its_receivers(as_secretariat, members):
    bulk = draft(as_secretariat)
    send(as_secretariat, bulk)
    as_secretariat.post(f"{OUTBOX}{bulk.pk}/rettelse/")
    correction = BulkMail.objects.get(corrects=bulk)
    assert as_secretariat.get(f"{OUTBOX}{correction.pk}/modtagere/").url == f"{OUTBOX}{correction.pk}/se/"
    assert "Ret modtagerne" not in text(as_secretariat.get(f"{OUTBOX}{correction.pk}/se/"))


def test_each_reads_the_price_of_her_own_municipality_and_an_undecided_one_is_told_first(as_secretariat, members):
    Membership.objects.filter(municipality__slug="aarhus").update(price="7500.00")
    Membership.objects.filter(municipality__slug="randers").update(price=None)
    bulk = draft(as_secretariat, body="I betaler {pris} uden moms.")
    assert "For 1 modtager er et felt i mailen tomt: Åse Eksempel" in text(as_secretariat.get(f"{OUTBOX}{bulk.pk}/se/"))
    assert "I betaler 7.500 kr. uden moms." in text(as_secretariat.get(f"{OUTBOX}{bulk.pk}/se/?nr=2"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_outbox_and_what_became_of_a_mail_cost_the_same_queries(
    as_secretariat, members, django_assert_num_queries, count
):
    for number in range(count):
        make_person(f"Eksempel {number}", f"n{number}@example.org", "aarhus", kind="coordinator")
        draft(as_secretariat, subject=f"Kladde {number}")
        sent = draft(as_secretariat, subject=f"Sendt {number}")
        send(as_secretariat, sent, count=number + 3)
    for page, queries in (("", 8), (f"{sent.pk}/sendt/", 9)):
        with django_assert_num_queries(queries):
            as_secretariat.get(f"{OUTBOX}{page}")


def test_a_seen_mark_that_is_no_time_is_no_error(as_secretariat, members):
    bulk = draft(as_secretariat)
    response = as_secretariat.post(f"{OUTBOX}{bulk.pk}/", {"subject": "x", "body": "y", "seen": "vrøvl"})
    assert response.status_code == 400


def test_a_draft_is_put_away_and_taken_out(as_secretariat, members):
    bulk = draft(as_secretariat, subject="Kladden")
    as_secretariat.post(f"{OUTBOX}{bulk.pk}/laeg-vaek/")
    assert "Kladden Tag frem" in text(as_secretariat.get(OUTBOX))
    as_secretariat.post(f"{OUTBOX}{bulk.pk}/laeg-vaek/")
    assert "Tag frem" not in text(as_secretariat.get(OUTBOX))


def test_nobody_to_write_to_is_said_and_nothing_can_be_sent(as_secretariat, season):
    bulk = draft(as_secretariat)
    assert "Ingen at skrive til" in text(as_secretariat.get(f"{OUTBOX}{bulk.pk}/se/"))
    assert as_secretariat.post(f"{OUTBOX}{bulk.pk}/se/", {"count": 1}).status_code == 400


@pytest.mark.parametrize("who", ["coordinator", "member", "guest", "outsider"])
def test_only_the_secretariat_has_an_outbox(client, request, as_secretariat, members, who):
    bulk = draft(as_secretariat)
    client.force_login(request.getfixturevalue(who))
    pages = ("", "ny/", f"{bulk.pk}/", f"{bulk.pk}/se/", f"{bulk.pk}/modtagere/")
    seen = [client.get(f"{OUTBOX}{page}").status_code for page in pages]
    done = [client.post(f"{OUTBOX}{bulk.pk}/{page}/").status_code for page in ("se", "rettelse", "laeg-vaek")]
    assert (seen, done) == ([403] * 5, [403] * 3)


@pytest.mark.parametrize("count", [1, 3, 60])
def test_the_number_of_queries_is_the_same_however_many_receivers(
    as_secretariat, members, django_assert_num_queries, count
):
    for number in range(count):
        make_person(f"Eksempel {number}", f"n{number}@example.org", "aarhus", kind="coordinator")
    bulk = draft(as_secretariat)
    for page, queries in (("se/", 14), ("", 5), ("modtagere/", 7)):
        as_secretariat.get(f"{OUTBOX}{bulk.pk}/{page}")
        with django_assert_num_queries(queries):
            as_secretariat.get(f"{OUTBOX}{bulk.pk}/{page}")


def test_mails_are_forgotten_and_the_record_stays(as_secretariat, members):
    bulk = draft(as_secretariat)
    send(as_secretariat, bulk)
    Mail.objects.filter(bulk_mail=bulk).delete()
    assert "2 mails blev sendt." in text(as_secretariat.get(f"{OUTBOX}{bulk.pk}/sendt/"))
    assert person("sekretaer").name == BulkMail.objects.get(pk=bulk.pk).sent_by
