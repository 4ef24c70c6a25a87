"""Who may see rules, and who may say how far a municipality is; the rules themselves are open."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from knub.areas.access import get_area
from knub.areas.models import Area
from knub.domain.rules import Rule
from knub.duties.models import RuleState, StatusConfirmation
from knub.parameters import rule_book
from knub.people.access import User, get_municipality, is_secretariat, own_municipalities
from knub.people.models import Organisation


def get_rule(_user: User, key: str) -> Rule:
    """Return a rule by the name in its address, or 404; the catalogue is open to all."""
    rule = rule_book().rules.get(key)
    if rule is None:
        raise Http404
    return rule


def visible_confirmations(_user: User) -> QuerySet[StatusConfirmation]:
    """Return what municipalities have confirmed and not replaced: all of it, since it is the status of an area."""
    return StatusConfirmation.objects.filter(replaced_at__isnull=True)


def may_confirm(user: User, area: Area) -> bool:
    """Return whether a user may confirm the status of an area: the people of its own municipality."""
    return own_municipalities(user).filter(pk=area.municipality_id).exists()


def get_area_to_confirm(user: User, key: str) -> Area:
    """Return an area whose status a user may confirm; 404 where there is none, 403 for others' areas."""
    area = get_area(user, key)
    if not may_confirm(user, area):
        raise PermissionDenied
    return area


def visible_states(user: User) -> QuerySet[RuleState]:
    """Return how far the user's own municipalities are; nobody else's, not even for the secretariat."""
    return RuleState.objects.filter(municipality__in=own_municipalities(user))


def get_state(user: User, pk: int) -> RuleState:
    """Return an answer of one of the user's own municipalities, or 404."""
    return get_object_or_404(visible_states(user), pk=pk)


def may_state(user: User, municipality: Organisation) -> bool:
    """Return whether a user may say how far a municipality is with a rule."""
    return own_municipalities(user).filter(pk=municipality.pk).exists()


def get_municipality_to_state(user: User, slug: str) -> Organisation:
    """Return a municipality a user may answer for; 404 where there is none, 403 for others'."""
    municipality = get_municipality(user, slug)
    if not may_state(user, municipality):
        raise PermissionDenied
    return municipality


def may_see_network(user: User) -> bool:
    """Return whether a user may see how far the network is: people of municipalities, and the secretariat."""
    return own_municipalities(user).exists() or is_secretariat(user)
