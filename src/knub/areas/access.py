"""Who may see areas and lists; published figures are open, an unreleased list is the secretariat's."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from knub.areas.models import Area, FaultReport, ImportDraft, MasterValue, OfficialList
from knub.people.access import (
    User,
    get_municipality,
    is_secretariat,
    may_coordinate,
    own_municipalities,
    roles_today,
    visible_municipalities,
)
from knub.people.models import Organisation, Role

AT_WORK = (Role.Kind.COORDINATOR, Role.Kind.MEMBER)


def visible_areas(_user: User) -> QuerySet[Area]:
    """Return the areas a user may see: all, since the lists are public."""
    return Area.objects.select_related("municipality")


def visible_lists(user: User) -> QuerySet[OfficialList]:
    """Return the lists a user may see, newest first."""
    lists = OfficialList.objects.order_by("-date")
    return lists if is_secretariat(user) else lists.filter(released_at__isnull=False)


def get_area(user: User, key: str) -> Area:
    """Return an area by its key, or 404."""
    return get_object_or_404(visible_areas(user), key=key)


def get_list(user: User, on: date) -> OfficialList:
    """Return the list of a date, or 404."""
    return get_object_or_404(visible_lists(user), date=on)


def may_import_lists(user: User) -> bool:
    """Return whether a user may import, correct and release lists."""
    return is_secretariat(user)


def get_draft(user: User, pk: int) -> ImportDraft:
    """Return a draft of an import, or 404; the secretariat's own."""
    drafts = ImportDraft.objects.all() if is_secretariat(user) else ImportDraft.objects.none()
    return get_object_or_404(drafts, pk=pk)


def get_report(user: User, pk: int) -> FaultReport:
    """Return a report that waits for an answer, or 404; the secretariat's own."""
    reports = FaultReport.objects.all() if is_secretariat(user) else FaultReport.objects.none()
    return get_object_or_404(reports, pk=pk)


def inner_municipalities(user: User) -> QuerySet[Organisation]:
    """Return the municipalities whose own pages a user may see: those the user works in; the secretariat all."""
    return visible_municipalities(user) if is_secretariat(user) else own_municipalities(user)


def may_see_inside(user: User, municipality: Organisation) -> bool:
    """Return whether a user may see what a municipality keeps to itself: master data, documents, earlier remarks."""
    return inner_municipalities(user).filter(pk=municipality.pk).exists()


def may_change_inside(user: User, municipality: Organisation) -> bool:
    """Return whether a user may change that: its contact person, its members and the secretariat; a manager reads."""
    if is_secretariat(user):
        return True
    return roles_today(user).filter(kind__in=AT_WORK, organisation=municipality).exists()


def may_speak_for(user: User, municipality: Organisation) -> bool:
    """Return whether a user may write a municipality's remark, which all can read: its contact person.

    The secretariat may enter it for the municipality, and the remark says so.
    """
    return may_coordinate(user, municipality)


def get_inner_municipality(user: User, slug: str, *, to_change: bool = False) -> Organisation:
    """Return a municipality whose own pages a user may see, or change; 403 if not, 404 if there is none."""
    return _allowed(user, get_municipality(user, slug), to_change=to_change)


def get_inner_area(user: User, key: str, *, to_change: bool = False) -> Area:
    """Return an area whose master data a user may see, or change; 403 if not, 404 if there is none."""
    area = get_area(user, key)
    _allowed(user, area.municipality, to_change=to_change)
    return area


def get_area_with_history(user: User, pk: int) -> Area:
    """Return an area whose history a user may read, by its number, or 404."""
    return get_object_or_404(visible_areas(user).filter(municipality__in=inner_municipalities(user)), pk=pk)


def get_list_with_history(user: User, pk: int) -> OfficialList:
    """Return a list whose history a user may read, by its number, or 404: the secretariat."""
    return get_object_or_404(visible_lists(user) if is_secretariat(user) else OfficialList.objects.none(), pk=pk)


def get_municipality_with_history(user: User, pk: int) -> Organisation:
    """Return a municipality whose history a user may read, by its number, or 404."""
    return get_object_or_404(inner_municipalities(user), pk=pk)


def get_area_to_remark(user: User, key: str) -> Area:
    """Return an area on which a user may write the municipality's remark; 403 if not, 404 if there is none."""
    area = get_area(user, key)
    if not may_speak_for(user, area.municipality):
        raise PermissionDenied
    return area


def get_master_value(user: User, key: str, pk: int) -> MasterValue:
    """Return a value a user may take back, or 404; 403 where the area is another municipality's."""
    area = get_inner_area(user, key, to_change=True)
    return get_object_or_404(MasterValue.objects.filter(area=area, replaced_at__isnull=True), pk=pk)


def _allowed(user: User, municipality: Organisation, *, to_change: bool) -> Organisation:
    may = may_change_inside if to_change else may_see_inside
    if not may(user, municipality):
        raise PermissionDenied
    return municipality
