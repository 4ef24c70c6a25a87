"""List day in words: neutral sentences from the same facts, for the mail, the page, the director and the press."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from knub.areas.queries import ListStatus
from knub.areas.queries.changes import Absence, Turned
from knub.areas.templatetags.areas_law import SINGLE_LIST, figure_value
from knub.home.area_page import GATE_FIGURE
from knub.home.list_day import AreaNews, ListDay, Pack, What
from knub.home.similar import Pair
from knub.ui.formats import day


def named(status: ListStatus | None) -> str:
    """Return the category of an area in the word of today; the word of its time stands before it, quoted."""
    if status is None or status.category is None:
        return ""
    language, category = get_language() or "da", status.category
    label, today = category.label.in_language(language), category.today.in_language(language)
    if category.key == SINGLE_LIST:
        return _("“%(label)s”") % {"label": label}
    return label if label == today else _("“%(label)s”, today %(today)s") % {"label": label, "today": today}


def said(news: AreaNews) -> str:
    """Return what the list says of an area, beside the list before it."""
    before = news.before
    words = {"area": news.area.name, "now": named(news.now), "before": named(before)}
    words |= {"day": day(before.on) if before else "", "category": _absent_from(news)}
    return _sentence(news) % words


def _absent_from(news: AreaNews) -> str:
    """Return the category that the new list is known to lack an area in, where it is not known in full."""
    absent = news.change.absent_from if news.change and news.change.absence == Absence.NOT_IN_CATEGORY else None
    return absent.today.in_language(get_language() or "da") if absent else ""


def _sentence(news: AreaNews) -> str:
    if news.before is None:
        return _("%(area)s is on the list: %(now)s. KNUB knows no earlier list.")
    if news.what == What.UNKNOWN and news.now.on_list:
        return _("%(area)s is on the list: %(now)s. The list of %(day)s is not loaded in full.")
    if news.what == What.LEFT and _absent_from(news):
        return _("%(area)s is no longer on the list as %(category)s. On %(day)s it was: %(before)s.")
    return {
        What.ENTERED: _("%(area)s has come onto the list: %(now)s."),
        What.LEFT: _("%(area)s is no longer on the list. On %(day)s it was: %(before)s."),
        What.MOVED: _("%(area)s is on the list: %(now)s. On %(day)s: %(before)s."),
        What.SAME: _("%(area)s is on the list as on %(day)s: %(now)s."),
        What.UNKNOWN: _("%(area)s was on the list of %(day)s: %(before)s. The new list is not loaded in full."),
    }[news.what]


def turned_words(turned: Iterable[Turned]) -> str:
    """Return the criteria that turned, with the figure on both lists; empty where none is known to have."""
    language = get_language() or "da"
    counted = [one for one in turned if one.criterion.figure != GATE_FIGURE]
    parts = [f"{one.criterion.label.in_language(language)} ({_before_and_after(one)})" for one in counted]
    return _("Criteria that turned: %(criteria)s.") % {"criteria": ", ".join(parts)} if parts else ""


def gate_words(turned: Iterable[Turned]) -> str:
    """Return that the act's special condition has turned, apart from the criteria; empty where it has not."""
    for one in turned:
        if one.criterion.figure == GATE_FIGURE:
            return _("The act's special condition has turned (%(figures)s).") % {"figures": _before_and_after(one)}
    return ""


def _before_and_after(one: Turned) -> str:
    figure = one.criterion.figure
    return f"{figure_value(figure, one.before)} → {figure_value(figure, one.after)}"


def in_full(turned: Sequence[Turned]) -> str:
    """Return all that turned in an area: the criteria, and in a sentence of its own the special condition."""
    return " ".join(filter(None, (turned_words(turned), gate_words(turned))))


def rules_words(found: ListDay) -> str:
    """Return that the criteria are others than on the list before; empty where they are the same."""
    if not found.changes or found.changes.same_rules:
        return ""
    return _(
        "The rules changed between the two lists. An area may be otherwise placed because the criteria are others, "
        "not because anything changed in the area."
    )


def changed_words(pack: Pack, found: ListDay) -> str:
    """Return what changed for a municipality; that nothing did is said plainly."""
    if pack.changed:
        return " ".join(said(one) for one in pack.changed)
    if pack.is_unchanged and found.earlier:
        return _("Nothing has changed for you since %(day)s.") % {"day": day(found.earlier.date)}
    return _("KNUB cannot say what has changed: one of the lists is not loaded in full.")


def standing_words(pack: Pack, found: ListDay) -> str:
    """Return how many areas of a municipality are on the list, and which."""
    words = {"municipality": pack.municipality, "day": day(found.found.date)}
    if not pack.listed:
        return _("No area in %(municipality)s is on the list of %(day)s.") % words
    words["areas"] = "; ".join(f"{one.area.name}: {named(one.now)}" for one in pack.listed)
    return ngettext(
        "%(municipality)s has %(n)d area on the list of %(day)s: %(areas)s.",
        "%(municipality)s has %(n)d areas on the list of %(day)s: %(areas)s.",
        len(pack.listed),
    ) % {**words, "n": len(pack.listed)}


def director_lines(pack: Pack, found: ListDay, *, pairs: Sequence[Pair], due: str) -> list[str]:
    """Return five lines for the director: where we stand, what changed, why, what is due, who is like us."""
    told = [(news.area.name, turned_words(news.turned)) for news in pack.areas]
    turned = " ".join(f"{area}: {words}" for area, words in told if words)
    alike = ", ".join(f"{pair.other.name} ({pair.other.municipality})" for pair in pairs[:3])
    return [
        standing_words(pack, found),
        changed_words(pack, found),
        turned or _("The reasons, and how far each area is from the limits, stand in the pack."),
        due or _("No deadline that follows from the list is known."),
        _("Areas like ours: %(areas)s.") % {"areas": alike} if alike else _("We can ask the network."),
    ]


def press_lines(pack: Pack, found: ListDay) -> list[str]:
    """Return three lines for the press: the facts, how an area gets on the list, and what the figures are."""
    made = _("The ministry makes the list once a year from the criteria of the Act on Public Housing, section 61 a.")
    return [
        f"{standing_words(pack, found)} {changed_words(pack, found)}",
        f"{made} {rules_words(found)}".strip(),
        _("The figures are published figures about whole areas, never about persons. Source: the list of %(day)s.")
        % {"day": day(found.found.date)},
    ]


def news_draft(found: ListDay) -> dict[str, Any]:
    """Return a piece of news in neutral words: counts and names, no judgement."""
    words = {"day": day(found.found.date), "earlier": day(found.earlier.date) if found.earlier else ""}
    parts = [_("The ministry has published the list of %(day)s.") % words]
    if found.changes:
        counts = {"in": len(found.changes.entered), "out": len(found.changes.left), "moved": len(found.changes.moved)}
        parts.append(
            _("Since %(earlier)s: areas that came in: %(in)d. Went out: %(out)d. Another category: %(moved)d.")
            % {**words, **counts}
        )
    rules = [rules_words(found), ""] if rules_words(found) else []
    lines = (f"- {one.municipality}: {' '.join(map(said, one.changed))}" for one in found.packs if one.changed)
    title = _("The list of %(day)s has been published") % words
    return {"title": title, "summary": " ".join(parts), "text": "\n".join([*rules, *lines])}
