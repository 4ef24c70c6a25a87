"""Read requests for access: whom they wait for, and which organisation an address belongs to."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from knub.people.models import AccessRequest, JoinCode, MailDomain, Organisation, Person, Role
from knub.ui.waiting import Kind, Waiting

PATIENCE = timedelta(days=3)


def organisation_of(email: str, code: str) -> tuple[Organisation | None, str]:
    """Return the organisation an address asks to come into, by its code or else by its domain, and by which."""
    codes = JoinCode.objects.filter(code=written_code(code), ended_at__isnull=True)
    found = codes.select_related("organisation").first()
    if found:
        return found.organisation, AccessRequest.Way.CODE
    domains = MailDomain.objects.filter(domain=email.casefold().rpartition("@")[2])
    domain = domains.select_related("organisation").first()
    return (domain.organisation, AccessRequest.Way.DOMAIN) if domain else (None, "")


def written_code(code: str) -> str:
    """Return a code as it is stored, however it was typed.

    >>> written_code(" abcd efgh "), written_code("")
    ('ABCD-EFGH', '')
    """
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    return f"{letters[:4]}-{letters[4:8]}" if letters else ""


def has_role_in(person: Person, organisation: Organisation | None) -> bool:
    """Return whether a person has a role today: in an organisation, or anywhere where none is known."""
    roles = Role.on_day(timezone.localdate()).filter(person=person)
    return (roles.filter(organisation=organisation) if organisation else roles).exists()


def join_code(organisation: Organisation) -> JoinCode | None:
    """Return the code of an organisation that is in use; none where nobody has made one."""
    return JoinCode.objects.filter(organisation=organisation, ended_at__isnull=True).first()


def undecided(organisation: Organisation) -> QuerySet[AccessRequest]:
    """Return the requests an organisation has not decided, oldest first."""
    return AccessRequest.objects.filter(
        organisation=organisation, confirmed_at__isnull=False, decided_at__isnull=True
    ).order_by("confirmed_at", "pk")


def waiting_requests(now: datetime) -> QuerySet[AccessRequest]:
    """Return the requests that wait for the secretariat, oldest first: three days old, or without a contact person."""
    coordinators = Role.on_day(timezone.localdate(now)).filter(
        organisation=OuterRef("organisation"), kind=Role.Kind.COORDINATOR, person__is_active=True
    )
    found = AccessRequest.objects.filter(confirmed_at__isnull=False, decided_at__isnull=True)
    late = Q(confirmed_at__lte=now - PATIENCE)
    return found.filter(late | ~Exists(coordinators)).select_related("organisation").order_by("confirmed_at", "pk")


def old_requests(decided_before: datetime, asked_before: datetime) -> list[AccessRequest]:
    """Return the requests that were decided long ago, and those that nobody confirmed."""
    decided = Q(decided_at__lt=decided_before)
    unconfirmed = Q(confirmed_at__isnull=True, asked_at__lt=asked_before)
    return list(AccessRequest.objects.filter(decided | unconfirmed))


def waiting() -> tuple[Waiting, ...]:
    """Return the requests that wait for the secretariat, oldest first; one query."""
    return tuple(map(_waiting, waiting_requests(timezone.now())))


def _waiting(asked: AccessRequest) -> Waiting:
    assert asked.confirmed_at is not None  # noqa: S101 - only confirmed ones wait
    return Waiting(
        kind=Kind.ACCESS,
        what=str(asked.organisation),
        since=asked.confirmed_at,
        url=reverse("people:request", args=[asked.pk]),
        who=f"{asked.name}, {asked.email}",
        text=str(asked.get_way_display()),
    )
