"""Give somebody the secretariat's role, before anybody can log in and do it on a page."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from knub.people import actions


class Command(BaseCommand):
    """Store a secretary; running it again changes nothing."""

    help = "Give somebody the secretariat's role: add_secretary NAME MAIL --organisation NAME"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument("email", metavar="MAIL")
        parser.add_argument("--organisation", required=True, help="who runs the network")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            validate_email(options["email"])
        except ValidationError as error:
            raise CommandError(f"{options['email']!r} is no mail address.") from error
        person = actions.store_secretary(
            name=options["name"], email=options["email"], organisation=options["organisation"]
        )
        self.stdout.write(f"{person.name} is of the secretariat. She can log in with a code sent to {person.email}.")
