"""Read pages: lists, the readings of a paragraph, who answers for a page, who uses a tool."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Case, Count, Q, QuerySet, Value, When

from knub.areas.access import AT_WORK
from knub.knowledge.content import Kind
from knub.knowledge.models import Page, State
from knub.people.access import User
from knub.people.models import Organisation, Person, Role


@dataclass(frozen=True)
class Filter:
    """What a reader chose in the list; empty is everything."""

    kind: str = ""
    theme: str = ""
    subject_area: str = ""
    level: str = ""
    effect: str = ""
    municipality: str = ""  # its slug
    archived: bool = False


def filtered(pages: QuerySet[Page], chosen: Filter) -> QuerySet[Page]:
    """Return the pages that fit; the archive only when it is asked for."""
    state = State.ARCHIVED if chosen.archived else State.PUBLISHED
    lists = {"themes": chosen.theme, "subject_areas": chosen.subject_area, "levels": chosen.level,
             "effect_kinds": chosen.effect}  # fmt: skip
    wanted: dict[str, object] = {f"{name}__contains": [value] for name, value in lists.items() if value}
    wanted |= {"kind": chosen.kind} if chosen.kind else {}
    wanted |= {"municipality__slug": chosen.municipality} if chosen.municipality else {}
    return pages.filter(state=state, **wanted)


def current_first(pages: QuerySet[Page], *, on: date) -> QuerySet[Page]:
    """Return pages with what holds and is looked through before the rest, each newest first."""
    late = When(Q(valid_to__lt=on), then=Value(2)), When(Q(review_on__lt=on), then=Value(1))
    return pages.select_related("municipality").annotate(rank=Case(*late, default=Value(0))).order_by(
        "rank", "-changed_at", "-pk"
    )  # fmt: skip


def kinds_counted(pages: QuerySet[Page]) -> Mapping[str, int]:
    """Return how many pages there are of each kind; one query."""
    rows = pages.order_by().values_list("kind").annotate(number=Count("pk"))
    return dict(rows)


def owner(page: Page, *, on: date) -> Person | None:
    """Return who answers for a page on a day: the one named while she works there, else the contact person.

    Two queries at most. Nothing is moved when somebody leaves, so nothing can be left with nobody.
    """
    roles = Role.on_day(on).filter(person__is_active=True).select_related("person")
    if page.municipality_id is None:
        here = roles.filter(kind=Role.Kind.SECRETARIAT)
    else:
        here = roles.filter(organisation=page.municipality_id, kind__in=AT_WORK)
    named = Q(person=page.named_owner_id)
    rank = Case(When(named, then=Value(0)), default=Value(1))
    found = here.filter(named | Q(kind__in=(Role.Kind.COORDINATOR, Role.Kind.SECRETARIAT)))
    role = found.annotate(rank=rank).order_by("rank", "starts_on", "pk").first()
    return role.person if role else None


def to_look_through(pages: QuerySet[Page], user: User, *, on: date) -> QuerySet[Page]:
    """Return the published pages a user answers for by name that should have been looked through, oldest first."""
    return pages.filter(state=State.PUBLISHED, review_on__lt=on, named_owner_id=user.pk).order_by("review_on")


def readings(pages: QuerySet[Page], key: str, *, on: date) -> list[Page]:
    """Return how a paragraph is read, those that hold on a day first; one query."""
    shown = pages.filter(kind=Kind.INTERPRETATION, paragraph_key=key).exclude(state=State.ARCHIVED)
    past = Case(When(valid_to__lt=on, then=Value(value=True)), default=Value(value=False), output_field=BooleanField())
    return list(
        shown.select_related("municipality", "superseded_by").annotate(past=past).order_by("past", "-valid_from", "pk")
    )


def others_on_paragraph(pages: QuerySet[Page], page: Page, *, on: date) -> list[Page]:
    """Return the other readings of the paragraph a page is about; one query, none where it names no paragraph."""
    return [one for one in readings(pages, page.paragraph_key, on=on) if one != page] if page.paragraph_key else []


def candidates(pages: QuerySet[Page], page: Page) -> QuerySet[Page]:
    """Return the published readings that may take a page's place."""
    return pages.filter(kind=Kind.INTERPRETATION, state=State.PUBLISHED).exclude(pk=page.pk).order_by("title")


def paragraphs(pages: QuerySet[Page]) -> list[tuple[str, str, int]]:
    """Return each paragraph that is read: its key, one spelling, and how many readings; one query."""
    rows = pages.filter(kind=Kind.INTERPRETATION, state=State.PUBLISHED).exclude(paragraph_key="")
    found: dict[str, tuple[str, int]] = {}
    for key, written in rows.order_by("paragraph_key", "pk").values_list("paragraph_key", "paragraph"):
        first, count = found.get(key, (written, 0))
        found[key] = (first, count + 1)
    return [(key, written, count) for key, (written, count) in found.items()]


def of_areas(pages: QuerySet[Page], keys: Iterable[str]) -> list[tuple[Page, str]]:
    """Return the published pages about some areas with the key of each area, newest first; one query."""
    rows = Page.areas.through.objects.filter(
        page__in=pages.filter(state=State.PUBLISHED).values("pk"), area__key__in=list(keys)
    )
    found = rows.select_related("page__municipality", "area").order_by("-page__changed_at", "pk")
    return [(row.page, row.area.key) for row in found]


def users_of(page: Page) -> QuerySet[Organisation]:
    """Return the municipalities that say they use a tool."""
    return Organisation.objects.filter(tools_used__page=page).order_by("sort_name")
