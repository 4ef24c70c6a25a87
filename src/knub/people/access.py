"""Who may see organisations and act as whom; rights follow from roles that hold today."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from knub.people.models import Organisation, Role

User = AbstractBaseUser | AnonymousUser


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
    """Return the municipalities a user has a role in today."""
    return visible_municipalities(user).filter(pk__in=roles_today(user).values("organisation"))
