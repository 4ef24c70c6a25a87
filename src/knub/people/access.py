"""Who may see organisations and act as whom; rights follow from roles that hold today."""

import hashlib
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from knub.people.models import AccessRequest, Invitation, Organisation, Person, Role, Token

UNSUBSCRIBE = "unsubscribe"  # the kind of the tokens in mails one can say no to
User = AbstractBaseUser | AnonymousUser
OF_THE_HOUSE = (Role.Kind.COORDINATOR, Role.Kind.MEMBER, Role.Kind.MANAGER, Role.Kind.FINANCE)


def roles_today(user: User) -> QuerySet[Role]:
    """Return the roles a user has today; none for somebody who is not logged in or no longer active."""
    if not user.is_authenticated or not user.is_active:
        return Role.objects.none()
    return Role.on_day(timezone.localdate()).filter(person_id=user.pk)


def is_secretariat(user: User) -> bool:
    """Return whether a user is of the secretariat today."""
    return user.is_authenticated and roles_today(user).filter(kind=Role.Kind.SECRETARIAT).exists()


def visible_municipalities(_user: User) -> QuerySet[Organisation]:
    """Return the municipalities a user may see: all, since they are public."""
    return Organisation.objects.filter(kind=Organisation.Kind.MUNICIPALITY)


def get_municipality(user: User, slug: str) -> Organisation:
    """Return a municipality by the name in its address, or 404."""
    return get_object_or_404(visible_municipalities(user), slug=slug)


def own_municipalities(user: User) -> QuerySet[Organisation]:
    """Return the municipalities a user works in today; to speak for one at a meeting is not to work there."""
    roles = roles_today(user).filter(kind__in=OF_THE_HOUSE)
    return visible_municipalities(user).filter(pk__in=roles.values("organisation"))


def coordinated_municipalities(user: User) -> QuerySet[Organisation]:
    """Return the municipalities a user is the contact person of today; for the secretariat all of them."""
    every = visible_municipalities(user)
    if is_secretariat(user):
        return every
    return every.filter(pk__in=roles_today(user).filter(kind=Role.Kind.COORDINATOR).values("organisation"))


def may_coordinate(user: User, municipality: Organisation) -> bool:
    """Return whether a user may invite people to a municipality, sign it up, and change its data."""
    return coordinated_municipalities(user).filter(pk=municipality.pk).exists()


def visible_organisations(user: User) -> QuerySet[Organisation]:
    """Return the organisations a user may see the people of: her own municipalities; for the secretariat all."""
    if is_secretariat(user):
        return Organisation.objects.all()
    return own_municipalities(user)


def managed_organisations(user: User) -> QuerySet[Organisation]:
    """Return the organisations whose roles a user gives and ends: where she is contact person; the secretariat all."""
    return Organisation.objects.all() if is_secretariat(user) else coordinated_municipalities(user)


def get_organisation(user: User, slug: str) -> Organisation:
    """Return an organisation whose people a user may see, or 404."""
    return get_object_or_404(visible_organisations(user), slug=slug)


def get_managed_organisation(user: User, slug: str) -> Organisation:
    """Return an organisation whose roles a user gives and ends; 403 where she may only look, else 404."""
    organisation = get_organisation(user, slug)
    if not managed_organisations(user).filter(pk=organisation.pk).exists():
        raise PermissionDenied
    return organisation


def visible_people(user: User) -> QuerySet[Person]:
    """Return the people whose roles a user may see: herself, and those with a role today where she manages them."""
    if is_secretariat(user):
        return Person.objects.all()
    roles = Role.on_day(timezone.localdate()).filter(organisation__in=managed_organisations(user))
    return Person.objects.filter(Q(pk=user.pk) | Q(pk__in=roles.values("person"), is_active=True))


def get_person(user: User, pk: int) -> Person:
    """Return a person whose roles a user may see, or 404."""
    return get_object_or_404(visible_people(user), pk=pk)


def managed_roles(user: User) -> QuerySet[Role]:
    """Return the roles a user may end."""
    roles = Role.objects.filter(organisation__in=managed_organisations(user))
    return roles if is_secretariat(user) else roles.filter(kind__in=OF_THE_HOUSE)


def get_role(user: User, pk: int) -> Role:
    """Return a role a user may end, or 404."""
    return get_object_or_404(managed_roles(user).select_related("person", "organisation"), pk=pk)


def visible_invitations(user: User) -> QuerySet[Invitation]:
    """Return the invitations a user may send again and withdraw."""
    return Invitation.objects.filter(organisation__in=managed_organisations(user)).select_related("organisation")


def get_invitation(user: User, pk: int) -> Invitation:
    """Return an invitation a user may send again and withdraw, or 404."""
    return get_object_or_404(visible_invitations(user), pk=pk)


def invitation_by_link(raw: str, *, at: datetime) -> Invitation:
    """Return the invitation a link is for, or 404 when it has run out, was answered or withdrawn."""
    token = get_token("invitation", raw, at=at)
    return get_object_or_404(Invitation.objects.select_related("organisation", "invited_by"), pk=token.about)


def visible_access_requests(user: User) -> QuerySet[AccessRequest]:
    """Return the requests for access a user decides: those to organisations she manages, once the mail is confirmed."""
    found = AccessRequest.objects.filter(organisation__in=managed_organisations(user), confirmed_at__isnull=False)
    return found.select_related("organisation")


def get_access_request(user: User, pk: int) -> AccessRequest:
    """Return a request for access a user decides, or 404."""
    return get_object_or_404(visible_access_requests(user), pk=pk)


def access_request_by_link(raw: str, *, at: datetime) -> AccessRequest:
    """Return the request for access a mailed link is for, or 404."""
    token = get_token("access_request", raw, at=at)
    return get_object_or_404(AccessRequest.objects.select_related("organisation"), pk=token.about)


def get_unsubscribe_link(raw: str, *, at: datetime) -> Token:
    """Return the link by which somebody says that she wants no more mails of a kind, or 404."""
    return get_token(UNSUBSCRIBE, raw, at=at)


def may_act_for(user: User, person: Person) -> bool:
    """Return whether a user may act for a person: the secretariat, for everybody but the secretariat."""
    return is_secretariat(user) and person.is_active and not is_secretariat(person)


def digest_of(raw: str) -> str:
    """Return what is stored of a token."""
    return hashlib.sha256(raw.encode()).hexdigest()


def get_token(kind: str, raw: str, *, at: datetime) -> Token:
    """Return a token that holds at a moment and whose person has not left, or 404; nobody learns which it was."""
    lasting = Q(expires_at__isnull=True) | Q(expires_at__gt=at)
    alive = Q(person__isnull=True) | Q(person__is_active=True)
    found = Token.objects.filter(lasting, alive, kind=kind, digest=digest_of(raw), ended_at__isnull=True)
    token = found.select_related("person").first()
    if token is None:
        raise Http404
    return token
