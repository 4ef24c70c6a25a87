"""What the card of a rule says: what is due next, and the text to paste into a case."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from knub.domain.deadlines import Day, days_due
from knub.domain.rules import Rule
from knub.duties.access import visible_states
from knub.duties.templatetags.duties_law import ADDRESSEES, category_names, holds_from
from knub.people.access import User, own_municipalities
from knub.ui.formats import day


def next_days(rule: Rule, today: date) -> tuple[Day, ...]:
    """Return the days that are the same for every area: a fixed one, or the next of each year."""
    return days_due(rule.due, listed=None, on=today) if rule.due else ()


def own_states(user: User, rule: Rule) -> list[tuple[Any, Any]]:
    """Return how far each of a reader's municipalities is with a rule, None where it has not said; two queries."""
    if not user.is_authenticated or rule.standing != "law":
        return []
    said = {state.municipality_id: state for state in visible_states(user).filter(rule=rule.key)}
    return [(municipality, said.get(municipality.pk)) for municipality in own_municipalities(user)]


def copy_text(rule: Rule, language: str, address: str) -> str:
    """Return the rule as plain text with paragraph, source and date, to paste into a case."""
    lines = [rule.title.in_language(language), "", rule.says.in_language(language), ""]
    lines += [f"{label}: {said}" for label, said in _facts(rule, language) if said]
    if not rule.verified:
        lines.append(_("Not confirmed in the act."))
    lines += ["", *(_("Source: %(address)s") % {"address": source} for source in rule.sources)]
    own = _("From KNUB, %(address)s, last read %(day)s. KNUB's own words; the act decides.")
    lines.append(own % {"address": address, "day": day(rule.read_on)})
    return "\n".join(lines)


def _facts(rule: Rule, language: str) -> list[tuple[str, str]]:
    names = category_names()
    places = [f"{one.act.title.in_language(language)} {one.paragraph or ''}".strip() for one in rule.basis]
    return [
        (_("Whom it speaks to"), str(ADDRESSEES[rule.addressee])),
        (_("Categories"), ", ".join(names[key] for key in rule.categories)),
        (_("Stands in"), "; ".join(places)),
        (_("In force from"), holds_from(rule)),
        (_("In force until"), day(rule.ends) if rule.ends else ""),
        (_("Deadline"), rule.due.says.in_language(language) if rule.due else ""),
    ]
