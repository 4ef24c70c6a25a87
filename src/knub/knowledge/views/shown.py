"""What a page shows: its texts, its tags, and what a reader may do with it."""

from datetime import date
from typing import Any

from django.utils import timezone

from knub.domain.values import Text
from knub.files.queries import uploaded
from knub.knowledge import access, actions, queries
from knub.knowledge.content import FIELDS, EffectKind, Evidence, Kind, Partner
from knub.knowledge.forms.choices import level_choices, subject_area_choices, theme_choices
from knub.parameters import criteria_versions
from knub.people.access import User

Tag = tuple[str, str, str]


def shown(found: Any) -> dict[str, Any]:
    """Return what a template needs to lay out a page, published or not; three queries."""
    effects = [(EffectKind(one["kind"]).label, Evidence(one["evidence"]).label, one["text"]) for one in found.effects]
    return {
        "page": found,
        "sections": [(one, found.texts[one.key]) for one in FIELDS[found.kind] if found.texts.get(one.key)],
        "effects": effects,
        "partners": [Partner(one).label for one in found.partners if one in Partner.values],
        "areas": list(found.areas.select_related("municipality")),
        "tags": tag_labels(found),
        "files": uploaded(found),
        "rules": queries.rules_of(found),
    }


def note_reading(user: Any, found: Any) -> None:
    """Note that somebody has read a page or a piece of news, unless the secretariat looks on her behalf."""
    if user.is_authenticated and not user.acting:
        actions.see(found, at=timezone.now(), by=user)


def rights(user: User, found: Any, *, on: date) -> dict[str, Any]:
    """Return how a page stands on a day, who answers for it, and what a reader may do with it."""
    return {
        "overdue": found.is_overdue(on),
        "current": found.is_current(on),
        "owner": queries.owner(found, on=on) if access.sees_names(user) else None,
        "others": queries.others_on_paragraph(access.visible_pages(user), found, on=on),
        "touched_by": queries.current_news(access.visible_news(user).filter(pages=found), on=on),
        "came_from": found.came_from if access.sees_names(user) else "",
        "may_edit": access.may_edit(user, found),
        "may_approve": access.may_approve(user),
        "may_own": access.may_own(user, found),
        **_use(user, found),
    }


def _use(user: User, found: Any) -> dict[str, Any]:
    if found.kind != Kind.TOOL or found.is_draft:
        return {}
    users, own = list(queries.users_of(found)), list(access.writing_municipalities(user))
    return {
        "users": users,
        "uses": [one for one in own if one in users],
        "could_use": [one for one in own if one not in users],
    }


def category_labels(keys: Any) -> list[Text]:
    """Return categories as today's act calls them."""
    known = criteria_versions()[-1].categories
    return [known[key].label for key in known if key in keys]


def tag_labels(found: Any) -> list[Tag]:
    """Return the parameter, key and label of each tag, so that each leads to what else has it."""
    groups = (
        ("tema", found.themes, theme_choices()),
        ("fag", found.subject_areas, subject_area_choices()),
        ("niveau", found.levels, level_choices()),
    )
    return [(name, key, label) for name, keys, choices in groups for key, label in choices if key in keys]
