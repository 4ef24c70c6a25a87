"""Find the texts that lack a Danish translation, and those no longer used."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import templatize

PACKAGE = Path(__file__).resolve().parents[3]
DANISH = PACKAGE / "locale" / "da" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "pgettext": ((1, "c"), 2),
}

Message = str | tuple[str, ...]


class Command(BaseCommand):
    """Keep django.po in step with the code, or only say what is out of step."""

    help = "Add the texts that lack Danish and remove the unused; --check only lists them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        with DANISH.open("rb") as file:
            catalog = read_po(file, locale="da")
        used = set(used_messages())
        faults = faults_of(catalog, used)
        if options["check"]:
            if faults:
                raise CommandError("\n".join(faults))
            self.stdout.write("Every text has its Danish.")
            return
        update(catalog, used)
        self.stdout.write("\n".join(faults) or "Nothing to add.")


def used_messages() -> Iterator[Message]:
    """Yield every text the code and the templates mark for translation."""
    for path in [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("templates/**/*.html"), *PACKAGE.rglob("templates/**/*.txt")]:
        source = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            source = templatize(source, origin=str(path))
        for _line, message, _comments, _context in extract("python", BytesIO(source.encode()), KEYWORDS):
            yield message if isinstance(message, str) else tuple(message)


def faults_of(catalog: Catalog, used: set[Message]) -> list[str]:
    """Return a line for each text without Danish and each that is not used."""
    known = {message.id for message in catalog if message.id}
    written = {message.id for message in catalog if message.id and all(_forms(message.string))}
    missing = [f"No Danish: {message!r}" for message in used - written if message]
    return sorted(missing + [f"Not used: {message!r}" for message in known - used])


def _forms(written: Any) -> tuple[str, ...]:
    return (written,) if isinstance(written, str) else tuple(written)


def update(catalog: Catalog, used: set[Message]) -> None:
    """Write the catalogue with the missing texts empty and the unused gone."""
    for message in [message.id for message in catalog if message.id and message.id not in used]:
        catalog.delete(message)
    for new in used:
        if new and new not in catalog:
            catalog.add(new)
    buffer = BytesIO()
    write_po(buffer, catalog, no_location=True, sort_output=True, width=110)
    DANISH.write_bytes(buffer.getvalue())
