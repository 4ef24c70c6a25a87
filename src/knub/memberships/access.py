"""Who may see seasons and memberships, and who may read what members share with each other."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from knub.memberships.models import BillingProfile, Membership, Season
from knub.people.access import (
    OF_THE_HOUSE,
    User,
    coordinated_municipalities,
    get_token,
    is_secretariat,
    own_municipalities,
    roles_today,
    visible_municipalities,
)
from knub.people.models import Organisation, Person, Role, Token


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


def audiences(user: User) -> frozenset[str]:
    """Return for whom a user's menu is: secretariat, municipality, shared; one query, none for somebody unknown.

    municipality : she works in one
    shared : she may read what members share, as `may_read_shared` says
    """
    if not user.is_authenticated:
        return frozenset()
    members = Membership.on_day(timezone.localdate()).filter(municipality=OuterRef("organisation"))
    held = roles_today(user).annotate(is_member=Exists(members))
    found = held.values_list("kind", "organisation__kind", "is_member")
    return frozenset(name for kind, place, is_in in found for name in _audiences_of(kind, place, is_member=is_in))


def _audiences_of(kind: str, place: str, *, is_member: bool) -> Iterator[str]:
    if kind == Role.Kind.SECRETARIAT:
        yield from ("secretariat", "shared")
    if kind in OF_THE_HOUSE and is_member:
        yield "shared"
    if kind in OF_THE_HOUSE and place == Organisation.Kind.MUNICIPALITY:
        yield "municipality"


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


def may_run_seasons(user: User) -> bool:
    """Return whether a user may make and change network years and seat rules, and set prices and days aside."""
    return is_secretariat(user)


def municipalities_to_join(user: User) -> QuerySet[Organisation]:
    """Return the municipalities a user may sign up: those she works in; the secretariat may sign up any."""
    return visible_municipalities(user) if is_secretariat(user) else own_municipalities(user)


def may_join(user: User, municipality: Organisation) -> bool:
    """Return whether a user may sign a municipality up."""
    return municipalities_to_join(user).filter(pk=municipality.pk).exists()


def billed_municipalities(user: User) -> QuerySet[Organisation]:
    """Return the municipalities whose billing data a user may change: as contact, as finance contact, or all."""
    if is_secretariat(user):
        return visible_municipalities(user)
    kinds = (Role.Kind.COORDINATOR, Role.Kind.FINANCE)
    return visible_municipalities(user).filter(pk__in=roles_today(user).filter(kind__in=kinds).values("organisation"))


def may_change_billing(user: User, municipality: Organisation) -> bool:
    """Return whether a user may change where a municipality's invoices go."""
    return billed_municipalities(user).filter(pk=municipality.pk).exists()


def get_billed_municipality(user: User, slug: str) -> Organisation:
    """Return a municipality whose billing data a user may change, or 404."""
    return get_object_or_404(billed_municipalities(user), slug=slug)


def visible_profiles(user: User) -> QuerySet[BillingProfile]:
    """Return the billing data a user may see: those of the municipalities she may sign up."""
    return BillingProfile.objects.filter(municipality__in=municipalities_to_join(user))


def get_profile(user: User, pk: int) -> BillingProfile:
    """Return billing data a user may change, or 404."""
    profiles = BillingProfile.objects.select_related("municipality")
    return get_object_or_404(profiles.filter(municipality__in=billed_municipalities(user), archived_at=None), pk=pk)


def get_profile_with_history(user: User, pk: int) -> BillingProfile:
    """Return billing data whose history a user may read, also those out of use, or 404."""
    return get_object_or_404(BillingProfile.objects.filter(municipality__in=billed_municipalities(user)), pk=pk)


def get_membership_by_link(kind: str, raw: str, *, at: datetime) -> tuple[Membership, Token]:
    """Return the membership a link without login is about, and the link; 404 where it has ended or is not one."""
    token = get_token(kind, raw, at=at)
    memberships = Membership.objects.select_related("season", "municipality", "billing_profile")
    return get_object_or_404(memberships, pk=token.about.removeprefix("membership-")), token
