"""Who may see seasons and memberships, and who may read what members share with each other."""

from datetime import date

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from knub.memberships.models import Membership, Season
from knub.people.access import OF_THE_HOUSE, User, coordinated_municipalities, is_secretariat, roles_today
from knub.people.models import Organisation, Person, Role


def visible_seasons(_user: User) -> QuerySet[Season]:
    """Return the seasons a user may see: all, since they are public."""
    return Season.objects.select_related("network")


def get_season(user: User, year: int) -> Season:
    """Return the season of a year, or 404."""
    return get_object_or_404(visible_seasons(user), year=year)


def season_on(day: date) -> Season | None:
    """Return the season that runs on a day."""
    return Season.objects.filter(starts_on__lte=day, ends_on__gte=day).first()


def member_municipalities(day: date) -> QuerySet[Organisation]:
    """Return the municipalities that are members on a day; which they are is public."""
    return Organisation.objects.filter(pk__in=Membership.on_day(day).values("municipality"))


def member_people(day: date) -> QuerySet[Person]:
    """Return the people who may read what members share: those of member municipalities, and the secretariat."""
    of_members = Q(kind__in=OF_THE_HOUSE, organisation__in=member_municipalities(day))
    roles = Role.on_day(day).filter(of_members | Q(kind=Role.Kind.SECRETARIAT))
    return Person.objects.filter(is_active=True, pk__in=roles.values("person"))


def may_read_shared(user: User) -> bool:
    """Return whether a user may read contacts, sparring, participant lists and group lines today.

    State bodies, housing organisations, foundations and speakers never may.
    """
    return user.is_authenticated and member_people(timezone.localdate()).filter(pk=user.pk).exists()


def own_member_municipalities(user: User) -> QuerySet[Organisation]:
    """Return the member municipalities a user works in today."""
    roles = roles_today(user).filter(kind__in=OF_THE_HOUSE)
    return member_municipalities(timezone.localdate()).filter(pk__in=roles.values("organisation"))


def visible_memberships(user: User) -> QuerySet[Membership]:
    """Return the memberships whose price and billing a user may see: the own municipality's; the secretariat all."""
    memberships = Membership.objects.select_related("season", "municipality", "billing_profile")
    if is_secretariat(user):
        return memberships
    return memberships.filter(municipality__in=roles_today(user).filter(kind__in=OF_THE_HOUSE).values("organisation"))


def get_membership(user: User, pk: int) -> Membership:
    """Return a membership a user may see, or 404."""
    return get_object_or_404(visible_memberships(user), pk=pk)


def may_change_membership(user: User, membership: Membership) -> bool:
    """Return whether a user may change a membership: its contact person and the secretariat."""
    return coordinated_municipalities(user).filter(pk=membership.municipality_id).exists()
