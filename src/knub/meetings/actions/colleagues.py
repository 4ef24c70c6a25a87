"""Colleagues who are signed up before KNUB knows them: a name and a work mail, no rights, and an invitation."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db.models.functions import Lower
from django.utils.translation import gettext as _
from django.utils.translation import override

from knub.domain.addresses import Address
from knub.meetings.models import Seat, SignUp
from knub.people import actions as people
from knub.people.access import may_coordinate
from knub.people.models import Invitation, Organisation, Person, Role
from knub.people.queries import has_role_in, organisation_of


def known_or_new(wanted: tuple[str, str]) -> Person:
    """Return the person with a mail, however it is written, made with the name where there is none; two queries.

    Raises ValidationError where her access has been closed.
    """
    known = Person.objects.annotate(small=Lower("email")).filter(small=wanted[1].casefold()).first()
    if known and not known.is_active:
        raise ValidationError(_("This person's access has been closed. Ask the secretariat."), code="closed")
    return known or new_people([wanted])[0]


def new_people(wanted: Sequence[tuple[str, str]]) -> list[Person]:
    """Return a person for each name and mail nobody was known by; made at the same moment by two, it is one; one query.

    None for nobody. The form has looked for the mails already, so that this costs a sign-up no second look.
    """
    names = {mail.casefold(): name for name, mail in wanted}
    people = [Person(name=name, email=email) for email, name in names.items()]
    if not people:
        return []
    return Person.objects.bulk_create(people, update_conflicts=True, unique_fields=["email"], update_fields=["email"])


def invite_new(seats: Iterable[Seat]) -> None:
    """Invite those who were signed up and have no role anywhere, each once; run again it sends nothing twice."""
    for seat in seats:
        sign_up = seat.sign_up
        if seat.person and sign_up.counts and sign_up.municipality and sign_up.ordered_by:
            _invite(seat.person, sign_up.municipality, sign_up)


def _invite(person: Person, municipality: Organisation, sign_up: SignUp) -> None:
    by = sign_up.ordered_by
    if by is None or has_role_in(person, None) or not _may_bring(by, person, municipality):
        return
    if Invitation.objects.filter(organisation=municipality, email=person.email.casefold()).exists():
        return
    with override(person.language):
        why = _("You are signed up for “%(title)s”.") % {"title": sign_up.meeting.title}
    address = Address(person.email.casefold(), person.name)
    people.invite(municipality, [address], role=Role.Kind.MEMBER, why=why, by=by)


def _may_bring(by: Person, person: Person, municipality: Organisation) -> bool:
    """Whoever may invite may; others may bring only those whose mail is the municipality's own."""
    if may_coordinate(by, municipality):
        return True
    organisation, _way = organisation_of(person.email, "")
    return organisation == municipality

