"""A network year in numbers and sentences: members, meetings, what was tried, and what was asked and written."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knub.knowledge.access import visible_news, visible_pages
from knub.meetings import queries as meetings
from knub.meetings.access import visible_evaluations, visible_meetings
from knub.people.access import User
from knub.sparring import queries as sparring
from knub.sparring.access import visible_questions
from knub.ui.formats import day, pct, persons

Section = tuple[str, tuple[tuple[str, tuple[float | None, ...]], ...]]  # name, and each question with its shares


@dataclass(frozen=True)
class SeasonReport:
    """What a network year came to.

    sections : questions that were asked in evaluations, each with the share per meeting of `evaluated` who answered to
        a high or very high degree, 0-1; None where it is not shown
    """

    season: Any
    members: int
    held: tuple[meetings.Held, ...]
    tried: meetings.Tried
    evaluated: tuple[str, ...]
    sections: tuple[Section, ...]
    questions: int
    answered: int
    answers: int
    pages: int
    news: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing has happened yet that could be told."""
        return not (self.held or self.tried.all or self.questions or self.pages or self.news)


def season_report(season: Any, user: User) -> SeasonReport:
    """Return the report of a network year; as many queries for a large year as for a small one."""
    own = visible_meetings(user).filter(season=season)
    over_time = meetings.over_time(visible_evaluations(user).filter(meeting__season=season))
    span = (season.starts_on, season.ends_on)
    questions = visible_questions(user).filter(hidden_at__isnull=True, merged_into__isnull=True)
    asked = sparring.with_standing(questions.filter(asked_at__date__range=span))
    answers = sparring.shown_answers().filter(by_asker=False, question__hidden_at__isnull=True)
    return SeasonReport(
        season, season.memberships.count(),
        held=tuple(meetings.held_in(own, over_time.evaluations)),
        tried=meetings.tried_after(own),
        evaluated=tuple(_day_of(one.meeting) for one in over_time.evaluations),
        sections=tuple((name, tuple((line.text, line.shares) for line in lines))
                       for name, lines, _chart in over_time.sections),
        questions=asked.count(),
        answered=asked.filter(Q(answers_shown__gt=0)).count(),
        answers=answers.filter(written_at__date__range=span).count(),
        pages=visible_pages(user).filter(published_at__date__range=span).count(),
        news=visible_news(user).filter(released_at__date__range=span).count(),
    )  # fmt: skip


def _day_of(meeting: Any) -> str:
    return day(meeting.day) if meeting.day else ""


def members_words(found: SeasonReport) -> str:
    """Return how many municipalities were in, in a sentence."""
    words = {"year": found.season.year, "count": found.members}
    return ngettext(
        "%(count)s municipality is in the network year %(year)s.",
        "%(count)s municipalities are in the network year %(year)s.",
        found.members,
    ) % words  # fmt: skip


def tried_words(tried: meetings.Tried) -> list[str]:
    """Return what was to be tried and what came of it, in sentences: the whole network, nobody by name."""
    if tried.all == 0:
        return [_("Nothing has been written down yet that will be tried.")]
    all_of_it = ngettext("%(n)s thing was to be tried.", "%(n)s things were to be tried.", tried.all) % {"n": tried.all}
    parts = [
        (tried.done, _("%(n)s done")), (tried.under_way, _("%(n)s under way")), (tried.given_up, _("%(n)s abandoned")),
        (tried.untold, _("%(n)s that nobody has told of yet")),
    ]  # fmt: skip
    return [all_of_it, ", ".join(words % {"n": count} for count, words in parts if count) + "."]


def between_words(found: SeasonReport) -> list[str]:
    """Return what happened between the meetings, in sentences."""
    asked = ngettext("%(n)s question was asked in Sparring;", "%(n)s questions were asked in Sparring;",
                     found.questions) % {"n": found.questions}  # fmt: skip
    have = ngettext("%(n)s of them has an answer.", "%(n)s of them have an answer.", found.answered)
    return [
        f"{asked} {have % {'n': found.answered}}" if found.questions else _("Nobody has asked in Sparring."),
        ngettext("%(n)s answer was written.", "%(n)s answers were written.", found.answers) % {"n": found.answers},
        ngettext("%(n)s page was published in Viden.", "%(n)s pages were published in Viden.", found.pages)
        % {"n": found.pages},
        ngettext("%(n)s piece of news was released in Nyt.", "%(n)s pieces of news were released in Nyt.", found.news)
        % {"n": found.news},
    ]


def meeting_rows(found: SeasonReport) -> list[list[str | int]]:
    """Return each meeting that was held: title, day, who came, municipalities, and answers to the evaluation."""
    return [
        [
            one.meeting.title, _day_of(one.meeting), persons(one.came.people), one.came.municipalities,
            _("not shown") if one.answers is None else one.answers,
        ]
        for one in found.held
    ]  # fmt: skip


def on_paper(found: SeasonReport) -> dict[str, Any]:
    """Return the report as words and tables for a PDF."""
    hidden = _("not shown")
    return {
        "lead": members_words(found),
        "meetings": {"title": _("The meetings"), "headings": headings(), "rows": meeting_rows(found)},
        "tried": {"title": _("What was tried, and what came of it"), "lines": tried_words(found.tried)},
        "between": {"title": _("Between the meetings"), "lines": between_words(found)},
        "evaluation": {"title": _("What participants thought"), "lead": share_words()},
        "sections": [
            {
                "title": name, "headings": [_("Question"), *found.evaluated],
                "rows": [[text, *(pct(one, 0) if one is not None else hidden for one in shares)]
                         for text, shares in lines],
            }
            for name, lines in found.sections
        ],
    }  # fmt: skip


def headings() -> list[str]:
    """Return the headings above the meetings."""
    return [_("Meeting"), _("Day"), _("Took part"), _("Municipalities"), _("Answers to the evaluation")]


def share_words() -> str:
    """Return what a share of an evaluation is."""
    return _(
        "The share who answered “to a high degree” or “to a very high degree”, of those who had an opinion. Questions "
        "asked in the same words stand on one line."
    )
