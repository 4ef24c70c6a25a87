"""The public log: numbers that were corrected and reports that were answered; never who reported."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, QuerySet, Subquery

from knub.areas.models import Area, FaultReport, PublishedFigure


@dataclass(frozen=True)
class Correction:
    """One line of the log."""

    at: datetime
    area: Area | None
    on: date | None
    figure: str
    before: str
    after: str
    text: str
    corrected: bool


def corrections(area: Area | None = None) -> tuple[Correction, ...]:
    """Return the log of an area or of all, newest first; two queries."""
    numbers = PublishedFigure.objects.filter(replaced_at__isnull=False).select_related("area__municipality", "list")
    reports = FaultReport.objects.filter(answered_at__isnull=False).select_related("area__municipality", "list")
    if area is not None:
        numbers, reports = numbers.filter(area=area), reports.filter(area=area)
    lines = [*map(_number, _with_successor(numbers)), *map(_report, reports)]
    return tuple(sorted(lines, key=lambda line: line.at, reverse=True))


def _with_successor(numbers: QuerySet[PublishedFigure]) -> QuerySet[PublishedFigure]:
    newer = PublishedFigure.objects.filter(
        list=OuterRef("list"), area=OuterRef("area"), figure=OuterRef("figure"), stored_at__gte=OuterRef("replaced_at")
    ).order_by("stored_at", "pk")
    return numbers.annotate(successor=Subquery(newer.values("printed")[:1]))


def _number(old: PublishedFigure) -> Correction:
    assert old.replaced_at is not None  # noqa: S101 - filtered above
    successor: str = getattr(old, "successor", "") or ""
    return Correction(old.replaced_at, old.area, old.list.date, old.figure, old.printed, successor, "", corrected=True)


def _report(report: FaultReport) -> Correction:
    assert report.answered_at is not None  # noqa: S101 - filtered above
    on = report.list.date if report.list else None
    return Correction(report.answered_at, report.area, on, "", "", "", report.answer, corrected=report.corrected)
