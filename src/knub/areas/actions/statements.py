"""Store what a municipality says in its own words, and take it back."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from knub.areas.actions.behalf import on_behalf_of, works_in
from knub.areas.models import Area, Statement
from knub.areas.queries.statements import version_of
from knub.audit.actions import record
from knub.people.models import Organisation, Person
from knub.ui.editing import refuse_if_edited
from knub.ui.writing import refuse_personal_number


@transaction.atomic
def write_remark(
    area: Area, *, text: str, title: str, shows_name: bool, seen: str, at: datetime, by: Person
) -> Statement:
    """Put a remark on an area, signed and dated; keeping the one before. EditedMeanwhileError if that is not `seen`."""
    locked = Area.objects.select_for_update(no_key=True, of=("self",)).select_related("municipality").get(pk=area.pk)
    said = Statement(kind=Statement.Kind.REMARK, municipality=locked.municipality, area=locked, text=text,
                     author_title=title, shows_name=shows_name)  # fmt: skip
    return _say(said, seen=seen, at=at, by=by)


@transaction.atomic
def write_network_use(municipality: Organisation, *, text: str, seen: str, at: datetime, by: Person) -> Statement:
    """Write what a municipality uses the network for; keeping the text before. EditedMeanwhileError if not `seen`."""
    locked = Organisation.objects.select_for_update(no_key=True).get(pk=municipality.pk)
    return _say(Statement(kind=Statement.Kind.NETWORK_USE, municipality=locked, text=text), seen=seen, at=at, by=by)


@transaction.atomic
def withdraw_statement(statement: Statement, *, at: datetime, by: Person) -> None:
    """Take a statement back; nobody but the municipality and the secretariat sees it from now on."""
    statement = Statement.objects.select_for_update(no_key=True, of=("self",)).get(pk=statement.pk)
    if statement.ended_at is not None:
        raise ValidationError(_("It has already been changed or withdrawn. See what stands now."), code="ended")
    statement.ended_at, statement.withdrawn = at, True
    statement.save(update_fields=["ended_at", "withdrawn"])
    _record("withdrawn", statement, by)


def _say(said: Statement, *, seen: str, at: datetime, by: Person) -> Statement:
    refuse_personal_number(said.text)
    standing = Statement.objects.filter(
        kind=said.kind, municipality=said.municipality, area=said.area, ended_at__isnull=True
    )
    refuse_if_edited(seen=seen, now=version_of(standing.first()))
    standing.update(ended_at=at)
    said.author, said.author_name, said.written_at = by, by.name, at
    said.on_behalf = bool(getattr(by, "acting", None)) or not works_in(by, said.municipality)
    said.save()
    _record("written", said, by)
    return said


def _record(what: str, said: Statement, by: Person) -> None:
    record(f"{said.kind}_{what}", said.area or said.municipality, by=by, **on_behalf_of(by, said.municipality))


def forget_author(person: Person) -> None:
    """Take the name of a deleted person from under what she wrote; the words stay her municipality's."""
    Statement.objects.filter(author=person).update(author_name="", author_title="")
