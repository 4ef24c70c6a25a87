"""The invented programme of the demo's meetings; every name and title says that it is an example."""

from datetime import time

from django.utils import timezone

from knub.meetings import queries
from knub.meetings.actions.checklist import start_checklist
from knub.meetings.actions.programme import release_programme
from knub.meetings.models import Item, Meeting, Speaker

SPEAKERS = (
    ("Eksempel Jurist", "Specialkonsulent (eksempel)", "Sekretariatet (eksempel)", True),
    ("Eksempel Konsulent", "Boligsocial konsulent (eksempel)", "En kommune (eksempel)", True),
    ("Eksempel Analytiker", "", "En styrelse (eksempel)", False),
)
# Hours, kind, title, organisation, number of the speaker, subject areas, level.
POINTS = (
    ("9.00-9.30", "law", "Eksempel: Velkomst og nyt om reglerne", "Sekretariatet (eksempel)", 0, ("housing",), "area"),
    ("9.30-10.30", "case", "Eksempel: En kommune fortæller", "En kommune (eksempel)", 1, ("social",), "citizen"),
    ("10.30-12.00", "discussion", "Eksempel: Drøftelse i grupper", "", None, (), ""),
    ("12.00-13.00", "break", "Frokost", "", None, (), ""),
    ("13.00-14.00", "data", "Eksempel: Hvad viser tallene?", "En styrelse (eksempel)", 2, ("planning",), "area"),
    ("14.00-14.30", "discussion", "Eksempel: Hvad tager I med hjem?", "", None, (), ""),
    ("14.30-15.00", "talk", "Eksempel: Opsamling og tak for i dag", "Sekretariatet (eksempel)", 0, (), ""),
)


def store_example_programme(meeting: Meeting) -> None:
    """Store the invented programme of a meeting, and release it."""
    speakers = [
        Speaker.objects.create(meeting=meeting, name=name, title=title, organisation=place, shows_name=agreed)
        for name, title, place, agreed in SPEAKERS
    ]
    for place, (hours, kind, title, organisation, number, subjects, level) in enumerate(POINTS):
        starts, ends = (time.fromisoformat(hour.replace(".", ":").zfill(5)) for hour in hours.split("-"))
        item = Item.objects.create(
            meeting=meeting, place=place, kind=kind, title=title, organisation=organisation, starts=starts, ends=ends,
            subject_areas=list(subjects), level=level,
        )  # fmt: skip
        item.speakers.set([speakers[number]] if number is not None else [])
    start_checklist(meeting, by=None)
    passed = (timezone.localdate() - timezone.localdate(meeting.starts)).days
    meeting.checklist.filter(days__lt=passed).update(done_at=timezone.now())
    release_programme(meeting, seen=queries.draft(meeting).seen, tells=False, at=timezone.now(), by=None)
