"""Load what the demo shows: the real municipalities and lists, and invented people."""

from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from knub.people import actions
from knub.people.access import get_municipality

SINCE = date(2020, 1, 1)
SECRETARIAT = "Eksempelsekretariatet"
CAST: list[tuple[str, str, list[tuple[str, str | None]]]] = [
    ("Eksempel Sekretær", "sekretaer@example.org", [("secretariat", None)]),
    ("Eksempel Kontaktperson", "kontaktperson@example.org", [("coordinator", "aarhus"), ("member", "aarhus")]),
    ("Eksempel Kollega", "kollega@example.org", [("member", "aarhus")]),
    ("Eksempel Gæst", "gaest@example.org", [("member", "randers")]),
    ("Eksempel Udenfor", "udenfor@example.org", []),
]
# What they say of themselves in Contacts.
DETAILS: dict[str, dict[str, Any]] = {
    "kontaktperson@example.org": {
        "title": "Boligsocial konsulent (eksempel)",
        "phone": "00 00 00 00",
        "subject_areas": ["housing", "planning"],
        "themes": ["physical", "letting"],
        "ask_me_about": ["Kombineret udlejning (eksempel)"],
    },
    "gaest@example.org": {
        "title": "Skolekonsulent (eksempel)",
        "subject_areas": ["school", "day_care"],
        "themes": ["social"],
        "ask_me_about": ["Sprogprøver (eksempel)", "Fordeling i dagtilbud (eksempel)"],
    },
}


class Command(BaseCommand):
    """Load the demo; running it again changes nothing."""

    help = "Load the municipalities, the official lists and the invented people of the demo."

    @transaction.atomic
    def handle(self, *_args: Any, **_options: Any) -> None:
        for name in ("load_municipalities", "load_lists"):
            call_command(name, stdout=self.stdout)
        load_cast()
        call_command("load_seasons", example=True, stdout=self.stdout)
        call_command("load_knowledge_examples", stdout=self.stdout)
        call_command("load_sparring_examples", stdout=self.stdout)
        call_command("load_meetings", example=True, stdout=self.stdout)
        call_command("index", stdout=self.stdout)


def load_cast() -> None:
    """Store the five people of the demo with their roles."""
    association = actions.store_secretariat(SECRETARIAT)
    for name, email, roles in CAST:
        places = [
            (kind, get_municipality(AnonymousUser(), slug) if slug else association) for kind, slug in roles
        ]
        actions.store_demo_person(
            name=name, email=email, roles=places, starts_on=SINCE, details=DETAILS.get(email, {})
        )
