"""Slides of a list: counts, what changed, and a slide for each municipality, all or those of a meeting."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from knub.areas import queries as areas
from knub.home.list_day import ListDay, Pack
from knub.home.list_day_words import rules_words, said, turned_words
from knub.meetings import queries as meetings
from knub.meetings.access import visible_meetings
from knub.people.access import User
from knub.ui.formats import day


def meetings_to_show(user: User, *, at: datetime) -> list[Any]:
    """Return the meetings to come, whose participants slides can be made for; one query."""
    found = meetings.listed(visible_meetings(user), at=at)
    return [one for one in (found.next, *found.later) if one]


def slides_of(found: ListDay, user: User, *, chosen: int | None) -> tuple[str, dict[str, Any]]:
    """Return the title and what the slides say; with a meeting only the municipalities that have a seat at it."""
    meeting = visible_meetings(user).filter(pk=chosen).first() if chosen else None
    coming = meetings.municipalities_coming(meeting) if meeting else None
    packs = [pack for pack in found.packs if coming is None or pack.municipality.pk in coming]
    title = _("The list of %(day)s") % {"day": day(found.found.date)}
    return title, {
        "lead": str(meeting) if meeting else _("All municipalities that the list touches"),
        "counts": {"title": _("How many areas"), "headings": _headings(), "rows": _counts(found)},
        "changes": {
            "title": _("What has changed"), "rules": rules_words(found), "lines": _changes(packs),
            "none": _("Nothing that KNUB knows of."),
        },
        "packs": [_slide(pack) for pack in packs],
        "source": _("The official list decides. Published figures about whole areas, never about persons."),
    }


def _headings() -> list[str]:
    return [_("Category"), _("Known to KNUB"), _("Published")]


def _counts(found: ListDay) -> list[list[str]]:
    language = get_language() or "da"
    return [
        [count.category.label.in_language(language), str(count.known), str(count.published or "–")]
        for count in areas.counts(found.found).values()
    ]


def _changes(packs: Iterable[Pack]) -> list[str]:
    return [f"{pack.municipality}: {said(one)}" for pack in packs for one in pack.changed]


def _slide(pack: Pack) -> dict[str, Any]:
    lines = [" ".join(filter(None, (said(one), turned_words(one.turned)))) for one in pack.areas]
    return {"title": str(pack.municipality), "lines": lines}
