"""What waits for the secretariat: reports of errors, and lists that only it can see."""

from django.urls import reverse
from django.utils.translation import gettext as _

from knub.areas.models import FaultReport, OfficialList
from knub.ui.formats import day
from knub.ui.waiting import Kind, Waiting


def waiting() -> tuple[Waiting, ...]:
    """Return the reports without an answer and the lists that are not released; two queries."""
    reports = FaultReport.objects.filter(answered_at__isnull=True).select_related("area", "list")
    lists = OfficialList.objects.filter(released_at__isnull=True)
    return (*map(_report, reports), *map(_list, lists))


def _report(report: FaultReport) -> Waiting:
    about = str(report.area) if report.area else _named(report.list) if report.list else _("A list")
    url = reverse("areas:answer", args=[report.pk])
    return Waiting(Kind.FAULT, about, report.received_at, url, text=report.text, due=report.answer_by)


def _list(found: OfficialList) -> Waiting:
    return Waiting(Kind.LIST, _named(found), found.changed_at, reverse("areas:list", args=[found.date]))


def _named(found: OfficialList) -> str:
    return _("The list of %(day)s") % {"day": day(found.date)}
