"""Who can help with a question, each with the reasons; nobody is ranked or scored by more than their number."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from knub.areas.access import AT_WORK
from knub.areas.queries.rows import CRITERIA_SHOWN
from knub.knowledge.content import Kind, VisibleTo
from knub.knowledge.models import Page, State
from knub.memberships.access import member_municipalities, member_people
from knub.parameters import criteria_versions, figures
from knub.parameters.tags import tags
from knub.people.models import Person, Role
from knub.search.wording import folded, words_of
from knub.sparring.models import Question
from knub.sparring.queries.likeness import LeftBy, LikeOurs, bearing
from knub.ui.formats import day

MOST, MOST_REASONS = 20, 4
REMARK = re.compile(r"\(.*?\)")  # what stands in brackets is no topic
SHORTEST_WORD = 5  # letters of a word that can match


@dataclass(frozen=True)
class Helper:
    """Somebody who can help, where she works, and why she may know."""

    person: Person
    places: str
    reasons: tuple[str, ...]


def helpers(question: Question, *, on: date) -> list[Helper]:
    """Return the people of other member municipalities who may know, those with most reasons first; 15 queries.

    Only people who show themselves in Contacts. Where the question hides its municipality it has no areas, and no
    reason names anything of its asker's.
    """
    among = set(member_municipalities(on).values_list("pk", flat=True)) - {question.municipality_id}
    by_place = _of_municipalities(question, among=among)
    people = member_people(on).filter(in_contacts=True)
    here = Role.on_day(on).filter(kind__in=AT_WORK).select_related("organisation")
    found = [_helper(one, question, by_place) for one in people.prefetch_related(Prefetch("roles", here, "here"))]
    known = [one for one in found if one.reasons and not _is_own(one.person, question)]
    return sorted(known, key=lambda one: (-len(one.reasons), one.places, one.person.name))[:MOST]


def reasons_for(question: Question, person: Person, *, on: date) -> tuple[str, ...]:
    """Return why somebody may know; as many queries as for everybody."""
    return next((one.reasons for one in helpers(question, on=on) if one.person.pk == person.pk), ())


def _is_own(person: Person, question: Question) -> bool:
    places = {role.organisation_id for role in person.here}  # type: ignore[attr-defined]
    return person.pk == question.asked_by_id or places == {question.municipality_id}


def _helper(person: Person, question: Question, by_place: Mapping[int, Sequence[str]]) -> Helper:
    roles = person.here  # type: ignore[attr-defined]
    places = dict.fromkeys(str(role.organisation) for role in roles)
    ours = [reason for role in roles for reason in by_place.get(role.organisation_id, ())]
    reasons = dict.fromkeys([*_of_person(person, question), *ours])
    return Helper(person, ", ".join(places), tuple(reasons)[:MOST_REASONS])


def _of_person(person: Person, question: Question) -> Iterable[str]:
    asked = {folded(word) for word in words_of(f"{question.title} {question.challenge} {question.tried}")}
    for topic in person.ask_me_about if person.shows_ask_me else ():
        if asked & {folded(word) for word in words_of(REMARK.sub("", topic)) if len(word) >= SHORTEST_WORD}:
            yield _("Ask me about: %(topic)s") % {"topic": topic}
    shared = [key for key in tags().subject_areas if key in person.subject_areas and key in question.subject_areas]
    if shared:
        names = [tags().subject_areas[key].in_language(get_language() or "da").lower() for key in shared]
        yield _("Same subject area: %(names)s") % {"names": ", ".join(names)}


def _of_municipalities(question: Question, *, among: Collection[int]) -> Mapping[int, Sequence[str]]:
    """Return, per municipality, why it may know."""
    found: dict[int, list[str]] = defaultdict(list)
    criteria = [one for one in question.criteria if one in CRITERIA_SHOWN]
    like, left = bearing(list(question.areas.all()), criteria, among=among)
    for one in like:
        found[one.area.municipality_id].append(_likeness(one))
    for gone in left:
        found[gone.area.municipality_id].append(_leaving(gone))
    for page in _practices(question):
        if page.municipality_id:
            found[page.municipality_id].append(_("Has shared “%(title)s”") % {"title": page.title})
    return found


def _practices(question: Question) -> Iterable[Page]:
    """Return the practices that members may read with a theme of the question and a subject area or level as well."""
    pages = Page.objects.filter(kind=Kind.PRACTICE, state=State.PUBLISHED, themes__overlap=question.themes)
    shared = pages.exclude(visible_to=VisibleTo.MUNICIPALITY)
    close = shared.filter(Q(subject_areas__overlap=question.subject_areas) | Q(levels__overlap=question.levels))
    return close if question.subject_areas or question.levels else shared


def _likeness(one: LikeOurs) -> str:
    words = {"area": one.area.name, "own": one.own.name, "day": day(one.why.on)}
    if one.why.by_history:
        return _("%(area)s has been on the same lists as %(own)s, up to %(day)s") % words
    names = [figures()[key].label.in_language(get_language() or "da").lower() for key in one.why.drivers]
    words |= {"figures": ", ".join(names)}
    return _("%(area)s is like %(own)s in %(figures)s (the list of %(day)s)") % words


def _leaving(gone: LeftBy) -> str:
    label = criteria_versions()[-1].criteria[gone.criterion].label.in_language(get_language() or "da")
    words = {"area": gone.area.name, "criterion": label.lower(), "day": day(gone.on)}
    return _("%(area)s was off the list of %(day)s and no longer met the criterion: %(criterion)s") % words
