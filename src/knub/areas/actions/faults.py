"""Take in reports of errors, and answer them in public."""

from datetime import date, datetime, timedelta

import holidays
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.areas.models import Area, FaultReport, OfficialList
from knub.audit.actions import record
from knub.notify import actions as notify
from knub.people.models import Person

SATURDAY = 5


@transaction.atomic
def report_fault(
    *, text: str, reply_to: str, at: datetime, area: Area | None = None, stored: OfficialList | None = None
) -> FaultReport:
    """Take in a report of an error on an area or a list; an answer is due within ten working days."""
    report = FaultReport.objects.create(
        area=area,
        list=stored,
        text=text,
        reply_to=reply_to,
        received_at=at,
        answer_by=working_days_after(timezone.localdate(at), 10),
    )
    record("fault_reported", report, by=None)
    return report


@transaction.atomic
def answer_fault(report: FaultReport, *, answer: str, corrected: bool, at: datetime, by: Person) -> None:
    """Answer a report in the public log, by mail where one was left, and forget the reporter's address."""
    report = FaultReport.objects.select_for_update(no_key=True).get(pk=report.pk)
    if report.answered_at is not None:
        raise ValidationError(_("The report has already been answered."), code="answered")
    if report.reply_to:
        notify.send(key=f"fault-{report.pk}", to=report.reply_to, subject=_("Answer to your report"), text=answer)
    report.answer, report.corrected, report.answered_at, report.reply_to = answer, corrected, at, ""
    report.save()
    record("fault_answered", report, by=by, corrected=corrected)


def working_days_after(day: date, count: int) -> date:
    """Return the day so many working days later, Danish public holidays left out."""
    free = holidays.country_holidays("DK")
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < SATURDAY and day not in free
    return day
