"""Who may see areas and lists; published figures are open, an unreleased list is the secretariat's."""

from datetime import date

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from knub.areas.models import Area, FaultReport, ImportDraft, OfficialList
from knub.people.access import User, is_secretariat


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
