"""What the rows of a sheet say, in the terms of the rooms: members, people, mail domains and populations."""

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from knub.domain.addresses import read_addresses
from knub.domain.figures import Problem
from knub.domain.sheets import Column, Row, read_amount, read_count, read_day
from knub.domain.values import Text, is_cvr, is_gln
from knub.memberships.models import Season
from knub.parameters import tags
from knub.people.models import Organisation, Role

DOMAIN = re.compile(r"(?:[a-z0-9æøå](?:[a-z0-9æøå-]*[a-z0-9æøå])?\.)+[a-z]{2,}")
LONGEST = {"person_reference": 80, "order_reference": 80, "account_string": 120}
ROLES = {
    "kontaktperson": Role.Kind.COORDINATOR,
    "medlem": Role.Kind.MEMBER,
    "kollega": Role.Kind.MEMBER,
    "leder": Role.Kind.MANAGER,
    "økonomi": Role.Kind.FINANCE,
    "økonomikontakt": Role.Kind.FINANCE,
}


class Sheet(TextChoices):
    """What a sheet has; the value stands in its address."""

    MEMBERS = "medlemmer", _("Last year's members")
    PEOPLE = "personer", _("People")
    BILLING = "fakturaoplysninger", _("Billing data")
    DOMAINS = "maildomaener", _("Mail domains")
    POPULATION = "befolkning", _("Population figures")


MUNICIPALITY = Column("municipality", ("Kommune", "Organisation", "Municipality"), is_needed=True)
COLUMNS: Mapping[str, tuple[Column, ...]] = {
    Sheet.MEMBERS: (
        MUNICIPALITY,
        Column("year", ("Netværksår", "År", "Year"), is_needed=True),
        Column("joined", ("Tilmeldt", "Joined")),
        Column("price", ("Pris uden moms", "Pris", "Price")),
    ),
    Sheet.PEOPLE: (
        MUNICIPALITY,
        Column("name", ("Navn", "Name"), is_needed=True),
        Column("email", ("Mail", "E-mail", "Arbejdsmail"), is_needed=True),
        Column("title", ("Titel", "Title")),
        Column("role", ("Rolle", "Role")),
        Column("subject_areas", ("Fagområder", "Subject areas")),
    ),
    Sheet.BILLING: (
        MUNICIPALITY,
        Column("name", ("Afdeling", "Forvaltning", "Department"), is_needed=True),
        Column("gln", ("EAN-nummer", "EAN", "GLN"), is_needed=True),
        Column("cvr", ("CVR-nummer", "CVR")),
        Column("person_reference", ("Personreference", "Att.", "Person reference"), is_needed=True),
        Column("order_reference", ("Ordrenummer", "Rekvisitionsnummer", "Order number")),
        Column("account_string", ("Kontostreng", "Account string")),
    ),
    Sheet.DOMAINS: (MUNICIPALITY, Column("domain", ("Domæne", "Maildomæne", "Domain"), is_needed=True)),
    Sheet.POPULATION: (
        MUNICIPALITY,
        Column("on", ("Dato", "Date"), is_needed=True),
        Column("count", ("Indbyggere", "Folketal", "Population"), is_needed=True),
        Column("source", ("Kilde", "Source"), is_needed=True),
    ),
}


@dataclass(frozen=True)
class NewMember:
    """A municipality that was a member of a season."""

    season: Season
    municipality: Organisation
    joined_on: date
    price: Decimal | None


@dataclass(frozen=True)
class NewPerson:
    """A person with a role in an organisation; `is_known` if she is there already, under the same mail."""

    organisation: Organisation
    name: str
    email: str
    title: str
    role: Role.Kind
    subject_areas: tuple[str, ...]


@dataclass(frozen=True)
class NewProfile:
    """Where invoices to a municipality can go, as the values of billing data."""

    municipality: Organisation
    values: Mapping[str, str]

    @property
    def written(self) -> str:
        """All of it in one line."""
        return ", ".join(value for value in self.values.values() if value)


@dataclass(frozen=True)
class NewDomain:
    """What stands after the @ in an organisation's mails."""

    organisation: Organisation
    domain: str


@dataclass(frozen=True)
class NewPopulation:
    """How many live in a municipality on a day, by a source."""

    municipality: Organisation
    on: date
    count: int
    source: str


Item = NewMember | NewPerson | NewProfile | NewDomain | NewPopulation


class Names:
    """Organisations and seasons by what a sheet may call them; two queries."""

    def __init__(self) -> None:
        self.organisations: dict[str, Organisation] = {}
        for one in Organisation.objects.all():
            for name in (one.name, one.official_name, one.slug, one.code or "", (one.code or "").lstrip("0")):
                self.organisations.setdefault(_folded(name), one)
        self.seasons = {season.year: season for season in Season.objects.order_by("-pk")}

    def organisation(self, row: Row) -> Organisation | Problem | None:
        """Return the organisation a row names; nothing where the cell is empty, which has been said."""
        written = row["municipality"]
        found = self.organisations.get(_folded(written))
        if found or not written:
            return found
        near = difflib.get_close_matches(_folded(written), filter(None, self.organisations), n=1)
        da = f" Mente du {self.organisations[near[0]]}?" if near else ""
        en = f" Did you mean {self.organisations[near[0]]}?" if near else ""
        said = f"'{written}' kendes ikke.{da}", f"'{written}' is not known.{en}"
        return problem_of(row, "Kommune", "unknown_municipality", *said)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def problem_of(row: Row, column: str, code: str, da: str, en: str) -> Problem:
    return Problem(row.number, column, code, Text(da, en))


def _member(row: Row, names: Names) -> NewMember | Problem | None:
    municipality = names.organisation(row)
    if not isinstance(municipality, Organisation) or not row["year"]:
        return municipality if isinstance(municipality, Problem) else None
    season = names.seasons.get(int(row["year"])) if row["year"].isdecimal() else None
    if season is None:
        return problem_of(row, "Netværksår", "unknown_season",
            f"KNUB har intet netværksår '{row['year']}'. Opret det først, eller ret årstallet.",
            f"KNUB has no network year '{row['year']}'. Make it first, or mend the year.")  # fmt: skip
    joined = read_day(row["joined"]) if row["joined"] else season.starts_on
    if joined is None:
        return _bad_day(row, "Tilmeldt", row["joined"])
    if joined > season.ends_on:
        return problem_of(row, "Tilmeldt", "too_late",
            f"{row['joined']} ligger efter {season}. Ret datoen eller netværksåret.",
            f"{row['joined']} lies after {season}. Mend the day or the network year.")  # fmt: skip
    price = read_amount(row["price"]) if row["price"] else None
    if row["price"] and price is None:
        return problem_of(row, "Pris uden moms", "amount",
            f"'{row['price']}' er ikke et beløb. Skriv fx 18.000,00, eller lad feltet være tomt.",
            f"'{row['price']}' is no amount. Write for instance 18.000,00, or leave it empty.")  # fmt: skip
    return NewMember(season, municipality, joined, price)


def _bad_day(row: Row, column: str, written: str) -> Problem:
    return problem_of(row, column, "day",
        f"'{written}' er ikke en dato. Skriv den som 12.01.2025.",
        f"'{written}' is no date. Write it as 12.01.2025.")  # fmt: skip


def _person(row: Row, names: Names) -> NewPerson | Problem | None:
    organisation = names.organisation(row)
    if not isinstance(organisation, Organisation) or not (row["name"] and row["email"]):
        return organisation if isinstance(organisation, Problem) else None
    good, bad = read_addresses(row["email"])
    if bad or len(good) != 1:
        return problem_of(row, "Mail", "mail",
            f"'{row['email']}' er ikke en mailadresse.", f"'{row['email']}' is no mail address.")  # fmt: skip
    role = ROLES.get(_folded(row["role"] or "medlem"))
    if role is None:
        return problem_of(row, "Rolle", "role",
            f"'{row['role']}' er ikke en rolle. Skriv {', '.join(ROLES)}, eller lad feltet være tomt for medlem.",
            f"'{row['role']}' is no role. Write {', '.join(ROLES)}, or leave it empty for member.")  # fmt: skip
    areas = _subject_areas(row)
    if isinstance(areas, Problem):
        return areas
    return NewPerson(organisation, row["name"][:120], good[0].email, row["title"][:120], role, areas)


def _subject_areas(row: Row) -> tuple[str, ...] | Problem:
    keys = {_folded(name): key for key, label in tags().subject_areas.items() for name in (key, label.da, label.en)}
    written = [part.strip() for part in re.split(r"[,;/]", row["subject_areas"]) if part.strip()]
    unknown = next((part for part in written if _folded(part) not in keys), None)
    if unknown is not None:
        known = ", ".join(label.da for label in tags().subject_areas.values())
        return problem_of(row, "Fagområder", "subject_area",
            f"'{unknown}' er ikke et fagområde. Brug {known}.",
            f"'{unknown}' is no subject area. Use {known}.")  # fmt: skip
    return tuple(dict.fromkeys(keys[_folded(part)] for part in written))


def _profile(row: Row, names: Names) -> NewProfile | Problem | None:
    municipality = names.organisation(row)
    if not isinstance(municipality, Organisation) or not (row["name"] and row["gln"] and row["person_reference"]):
        return municipality if isinstance(municipality, Problem) else None
    gln, cvr = _digits(row["gln"]), _digits(row["cvr"]) or municipality.cvr
    if not is_gln(gln):
        return problem_of(row, "EAN-nummer", "gln",
            f"'{row['gln']}' er ikke et EAN-nummer: 13 cifre, hvor det sidste passer til de andre.",
            f"'{row['gln']}' is no EAN number: 13 digits, of which the last fits the others.")  # fmt: skip
    if not is_cvr(cvr):
        return problem_of(row, "CVR-nummer", "cvr",
            f"'{row['cvr']}' er ikke et CVR-nummer: 8 cifre, hvor det sidste passer til de andre.",
            f"'{row['cvr']}' is no CVR number: 8 digits, of which the last fits the others.")  # fmt: skip
    rest = {key: row[key][:length] for key, length in LONGEST.items()}
    return NewProfile(municipality, {"name": row["name"][:120], "gln": gln, "cvr": cvr, **rest})


def _digits(written: str) -> str:
    """Return a number as it is kept; a spreadsheet may have added ".0" or spaces."""
    return "".join(written.split()).removesuffix(".0")


def _domain(row: Row, names: Names) -> NewDomain | Problem | None:
    organisation = names.organisation(row)
    if not isinstance(organisation, Organisation) or not row["domain"]:
        return organisation if isinstance(organisation, Problem) else None
    domain = row["domain"].rpartition("@")[2].casefold()
    if not DOMAIN.fullmatch(domain):
        return problem_of(row, "Domæne", "domain",
            f"'{row['domain']}' er ikke et domæne. Skriv det, der står efter @ i mailadressen.",
            f"'{row['domain']}' is no domain. Write what stands after the @ in a mail address.")  # fmt: skip
    return NewDomain(organisation, domain)


def _population(row: Row, names: Names) -> NewPopulation | Problem | None:
    municipality = names.organisation(row)
    if not isinstance(municipality, Organisation) or not (row["on"] and row["count"] and row["source"]):
        return municipality if isinstance(municipality, Problem) else None
    on, count = read_day(row["on"]), read_count(row["count"])
    if on is None:
        return _bad_day(row, "Dato", row["on"])
    if count is None:
        return problem_of(row, "Indbyggere", "count",
            f"'{row['count']}' er ikke et helt tal.", f"'{row['count']}' is no whole number.")  # fmt: skip
    return NewPopulation(municipality, on, count, row["source"])


READERS: Mapping[str, Callable[[Row, Names], Item | Problem | None]] = {
    Sheet.MEMBERS: _member,
    Sheet.PEOPLE: _person,
    Sheet.BILLING: _profile,
    Sheet.DOMAINS: _domain,
    Sheet.POPULATION: _population,
}


