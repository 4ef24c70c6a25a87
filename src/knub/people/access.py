"""Who may see organisations and act as whom; rights follow from roles that hold today."""

import hashlib
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from knub.people.models import Organisation, Role, Token

User = AbstractBaseUser | AnonymousUser
OF_THE_HOUSE = (Role.Kind.COORDINATOR, Role.Kind.MEMBER, Role.Kind.MANAGER, Role.Kind.FINANCE)


def roles_today(user: User) -> QuerySet[Role]:
    """Return the roles a user has today; none for somebody who is not logged in or no longer active."""
    if not user.is_authenticated or not user.is_active:
        return Role.objects.none()
    return Role.objects.filter(person_id=user.pk, pk__in=Role.on_day(timezone.localdate()))


def is_secretariat(user: User) -> bool:
    """Return whether a user is of the secretariat today."""
    return roles_today(user).filter(kind=Role.Kind.SECRETARIAT).exists()


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
