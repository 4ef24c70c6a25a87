"""The first day's sheets: every fault by row and column, what changes, all or nothing, the same again is nothing."""

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from knub.memberships.actions.arrivals import store_sheet
from knub.memberships.models import BillingProfile, Membership
from knub.memberships.queries.arrivals import arriving
from knub.memberships.queries.sheets import Sheet
from knub.notify.models import Mail
from knub.people.models import Invitation, MailDomain, Organisation, Person, Population, Role
from tests.home.conftest import make_season

pytestmark = pytest.mark.django_db
ADDRESS = "/sekretariat/indlaes/"
TAGS = re.compile(r"<[^>]+>")
GOOD = {
    "medlemmer": "Kommune;Netværksår;Tilmeldt;Pris uden moms\nAarhus;2025;12.1.2025;18.000,00\nRanders Kommune;2025;;",
    "personer": "Kommune;Navn;Mail;Titel;Rolle;Fagområder\n"
    "Aarhus;Eksempel Ny;Ny@Example.org;Chef;Kontaktperson;Bolig, skole\n751;Eksempel To;to@example.org;;;",
    "fakturaoplysninger": "Kommune;Afdeling;EAN-nummer;CVR-nummer;Personreference;Kontostreng\n"
    "Aarhus;Teknik og Miljø;5790 0000 00005.0;;Eksempel Kollega;\nRanders;Økonomi;5790000000005;29189668;ABC;123",
    "maildomaener": "Kommune;Domæne\nAarhus;@Aarhus.Example\nRanders;randers.example",
    "befolkning": "Kommune;Dato;Indbyggere;Kilde\nAarhus;1.1.2026;373.388;Eksempel\nRanders;2026-01-01;100000;Eksempel",
}
BAD = [
    ("medlemmer", "Kommune;Netværksår\nAarhuz;2025", 2, "Kommune", "'Aarhuz' kendes ikke. Mente du Aarhus Kommune?"),
    ("medlemmer", "Kommune;Netværksår\nAarhus;1999", 2, "Netværksår", "KNUB har intet netværksår '1999'."),
    ("medlemmer", "Kommune;Netværksår;Tilmeldt\nAarhus;2025;31.2.2025", 2, "Tilmeldt", "'31.2.2025' er ikke en dato."),
    ("medlemmer", "Kommune;Netværksår;Tilmeldt\nAarhus;2025;1.1.2026", 2, "Tilmeldt", "1.1.2026 ligger efter"),
    ("medlemmer", "Kommune;Netværksår;Pris\nAarhus;2025;gratis", 2, "Pris uden moms", "'gratis' er ikke et beløb."),
    ("medlemmer", "Kommune;Netværksår\nAarhus;2025\nÅrhus;2025", 3, "Kommune", "'Århus' kendes ikke."),
    ("medlemmer", "Kommune;Netværksår\nAarhus;2025\naarhus;2025", 3, "Kommune", "Rækken siger det samme som række 2."),
    ("medlemmer", "By;Netværksår\nAarhus;2025", 1, "Kommune", "Overskriften 'Kommune' mangler."),
    ("medlemmer", "Kommune;Netværksår\n;2025", 2, "Kommune", "Skriv kommune."),
    ("personer", "Kommune;Navn;Mail\nAarhus;Bo;bo(a)by.dk", 2, "Mail", "'bo(a)by.dk' er ikke en mailadresse."),
    ("personer", "Kommune;Navn;Mail;Rolle\nAarhus;Bo;bo@by.dk;konge", 2, "Rolle", "'konge' er ikke en rolle."),
    ("personer", "Kommune\tNavn\tMail\tFagområder\nAarhus\tBo\tbo@by.dk\tkage", 2, "Fagområder", "'kage' er ikke et"),
    ("fakturaoplysninger", "Kommune;Afdeling;EAN;Att.\nAarhus;A;5790000000006;B", 2, "EAN-nummer", "'5790000000006'"),
    ("fakturaoplysninger", "Kommune;Afdeling;EAN;CVR;Att.\nAarhus;A;5790000000005;1;B", 2, "CVR-nummer", "'1' er ikke"),
    ("fakturaoplysninger", "Kommune;Afdeling;EAN;Att.\nAarhus;A;5790000000005;", 2, "Personreference", "Skriv person"),
    ("maildomaener", "Kommune;Domæne\nAarhus;ikke et domæne", 2, "Domæne", "'ikke et domæne' er ikke et domæne."),
    ("befolkning", "Kommune;Dato;Indbyggere;Kilde\nAarhus;i dag;1;x", 2, "Dato", "'i dag' er ikke en dato."),
    ("befolkning", "Kommune;Dato;Indbyggere;Kilde\nAarhus;1.1.2026;fem;x", 2, "Indbyggere", "'fem' er ikke et helt"),
    ("befolkning", "Kommune;Dato;Indbyggere;Kilde\nAarhus;1.1.2026;1;", 2, "Kilde", "Skriv kilde."),
]  # fmt: skip


def text(response):
    return unescape(" ".join(TAGS.sub(" ", response.content.decode()).split()))


def cells(written):
    return [line.split("\t" if "\t" in written else ";") for line in written.splitlines()]


@pytest.fixture
def last_year(db):
    season = make_season(2025)
    Membership.objects.filter(season=season).delete()
    return season


def counts():
    return [model.objects.count() for model in (Membership, Person, Role, BillingProfile, MailDomain, Population)]


@pytest.mark.parametrize("case", BAD)
def test_every_fault_is_told_by_row_and_column_and_nothing_stored(as_secretariat, last_year, case):
    sheet, written, row, column, message = case
    before = counts()
    response = as_secretariat.post(f"{ADDRESS}{sheet}/", {"table": written, "gem": "1"})
    (found, *_more) = response.context["arrival"].problems
    assert (response.status_code, found.row, found.column) == (400, row, column)
    assert found.message.da.startswith(message)
    assert message in text(response)
    assert counts() == before


@pytest.mark.parametrize("sheet", GOOD)
def test_the_same_sheet_again_changes_nothing(secretariat, last_year, sheet):
    first = store_sheet(Sheet(sheet), cells(GOOD[sheet]), by=secretariat)
    after = counts()
    again = store_sheet(Sheet(sheet), cells(GOOD[sheet]), by=secretariat)
    assert ((first.new, first.same), (again.new, again.same), counts()) == ((2, 0), (0, 2), after)
    assert Mail.objects.count() == 0


def test_what_was_stored_is_what_the_sheet_says(secretariat, last_year):
    for sheet, written in GOOD.items():
        store_sheet(Sheet(sheet), cells(written), by=secretariat)
    aarhus = Organisation.objects.get(slug="aarhus")
    member = Membership.objects.get(season=last_year, municipality=aarhus)
    assert (member.price, member.starts_on, member.ends_on) == (Decimal(18000), date(2025, 1, 12), last_year.ends_on)
    new = Person.objects.get(email="ny@example.org")
    assert (new.name, new.title, new.subject_areas) == ("Eksempel Ny", "Chef", ["housing", "school"])
    assert [(role.kind, role.organisation) for role in new.roles.all()] == [("coordinator", aarhus)]
    assert [role.kind for role in Person.objects.get(email="to@example.org").roles.all()] == ["member"]
    assert MailDomain.objects.get(domain="aarhus.example").organisation == aarhus
    assert Population.objects.get(municipality=aarhus, on="2026-01-01").count == 373388


def test_what_people_and_members_have_said_themselves_is_kept(secretariat, last_year):
    for sheet in ("personer", "medlemmer"):
        store_sheet(Sheet(sheet), cells(GOOD[sheet]), by=secretariat)
    other = GOOD["personer"].replace("Eksempel Ny", "En Anden")
    arrival = store_sheet(Sheet.PEOPLE, cells(other), by=secretariat)
    assert (arrival.new, arrival.kept, Person.objects.get(email="ny@example.org").name) == (0, 1, "Eksempel Ny")
    dearer = store_sheet(Sheet.MEMBERS, cells(GOOD["medlemmer"].replace("18.000,00", "20.000")), by=secretariat)
    assert (dearer.kept, Membership.objects.get(municipality__slug="aarhus", season=last_year).price) == (1, 18000)


def test_people_are_invited_only_where_it_is_ticked(as_secretariat, secretariat, db):
    table = GOOD["personer"]
    as_secretariat.post(f"{ADDRESS}personer/", {"table": table, "gem": "1", "inviter": "1"})
    assert sorted(Mail.objects.values_list("to", flat=True)) == ["ny@example.org", "to@example.org"]
    assert (Invitation.objects.count(), Person.objects.filter(email="ny@example.org").count()) == (2, 0)
    again = store_sheet(Sheet.PEOPLE, cells(table), by=secretariat, invite=True)
    assert (again.new, again.same, Mail.objects.count()) == (0, 2, 2)


def test_a_membership_that_runs_without_billing_data_gets_those_of_the_sheet(secretariat, time_machine):
    time_machine.move_to("2026-03-01 12:00+01:00")
    Membership.objects.filter(municipality__slug="randers").update(billing_profile=None)
    BillingProfile.objects.filter(municipality__slug__in=["aarhus", "randers"], memberships=None).delete()
    store_sheet(Sheet.BILLING, cells(GOOD["fakturaoplysninger"]), by=secretariat)
    found = Membership.objects.get(municipality__slug="randers", season__year=2026)
    assert (found.billing_profile.person_reference, found.billing_profile.account_string) == ("ABC", "123")
    assert found.billing_checked_at is None
    aarhus = Membership.objects.get(municipality__slug="aarhus", season__year=2026)
    assert aarhus.billing_profile.name == "Eksempel: Teknik og Miljø"


def test_billing_data_that_were_changed_in_the_house_are_kept(secretariat, db):
    store_sheet(Sheet.BILLING, cells(GOOD["fakturaoplysninger"]), by=secretariat)
    other = GOOD["fakturaoplysninger"].replace(";ABC;", ";DEF;")
    assert arriving(Sheet.BILLING, cells(other)).kept == 1


def test_a_new_population_figure_replaces_the_old_with_its_source(secretariat, db):
    store_sheet(Sheet.POPULATION, cells(GOOD["befolkning"]), by=secretariat)
    arrival = store_sheet(Sheet.POPULATION, cells(GOOD["befolkning"].replace("373.388", "373.389")), by=secretariat)
    assert (arrival.new, arrival.same) == (1, 1)
    assert Population.objects.get(municipality__slug="aarhus", on="2026-01-01").count == 373389


def test_a_domain_of_another_municipality_is_refused(secretariat, db):
    store_sheet(Sheet.DOMAINS, cells(GOOD["maildomaener"]), by=secretariat)
    arrival = arriving(Sheet.DOMAINS, cells("Kommune;Domæne\nViborg;aarhus.example"))
    assert [one.message.da for one in arrival.problems] == ["aarhus.example hører allerede til Aarhus Kommune."]


def test_a_file_is_looked_at_then_stored_with_what_the_page_kept(as_secretariat, last_year):
    upload = SimpleUploadedFile("medlemmer.csv", GOOD["medlemmer"].encode("cp1252"))
    response = as_secretariat.post(f"{ADDRESS}medlemmer/", {"file": upload})
    shown = text(response)
    assert "Aarhus Kommune" in shown
    assert "Gem 2 rækker" in shown
    assert Membership.objects.filter(season=last_year).count() == 0
    kept = response.context["table"]
    done = as_secretariat.post(f"{ADDRESS}medlemmer/", {"table": kept, "gem": "1"}, follow=True)
    assert "2 rækker er gemt." in text(done)
    assert Membership.objects.filter(season=last_year).count() == 2


def test_a_sheet_with_faults_can_be_mended_where_it_stands(as_secretariat, last_year):
    upload = SimpleUploadedFile("medlemmer.csv", b"Kommune;Netv\xe6rks\xe5r\nAarhuz;2025")
    response = as_secretariat.post(f"{ADDRESS}medlemmer/", {"file": upload})
    assert response.context["form"]["table"].value() == "Kommune\tNetværksår\nAarhuz\t2025"


@pytest.mark.parametrize("what", [{}, {"table": "   "}])
def test_nothing_given_is_said(as_secretariat, what):
    response = as_secretariat.post(f"{ADDRESS}personer/", what)
    assert response.status_code == 400
    assert "Vælg en fil, eller indsæt en tabel: én af delene." in text(response)


def test_a_template_of_every_sheet_can_be_read_again(as_secretariat):
    for sheet in Sheet.values:
        response = as_secretariat.get(f"{ADDRESS}{sheet}/skabelon.csv")
        heading = response.content.decode("utf-8-sig").splitlines()[0]
        assert heading.startswith("Kommune;")
        arrival = arriving(Sheet(sheet), cells(heading))
        assert (arrival.lines, arrival.problems) == ((), ())


def test_an_unknown_sheet_is_not_found(as_secretariat):
    assert as_secretariat.get(f"{ADDRESS}noget-andet/").status_code == 404


@pytest.mark.parametrize("who", ["coordinator", "member", "guest", "outsider"])
def test_only_the_secretariat_imports(client, request, who):
    client.force_login(request.getfixturevalue(who))
    pages = [f"{ADDRESS}personer/", f"{ADDRESS}personer/skabelon.csv"]
    assert [client.get(page).status_code for page in pages] == [403, 403]
    assert client.post(pages[0], {"table": GOOD["personer"], "gem": "1"}).status_code == 403


@pytest.mark.parametrize("count", [1, 300])
def test_the_number_of_queries_is_the_same_however_many_rows(django_assert_num_queries, secretariat, count):
    rows = [["Kommune", "Navn", "Mail"], *(["Aarhus", f"Eksempel {n}", f"n{n}@example.org"] for n in range(count))]
    store_sheet(Sheet.PEOPLE, rows[:2], by=secretariat)
    with django_assert_num_queries(5):  # organisations, seasons, people, roles, invitations
        assert arriving(Sheet.PEOPLE, rows).new == count - 1
