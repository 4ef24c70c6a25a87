"""Words of the rules: kinds, addressees, categories and dates, the same wherever a rule is shown."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from knub.domain.deadlines import Day
from knub.domain.rules import Basis, Rule, Step
from knub.parameters import criteria_on, rule_book, tags
from knub.ui.formats import day, month

register = template.Library()
KINDS = {
    "duty": gettext_lazy("Duty"),
    "ban": gettext_lazy("Ban"),
    "option": gettext_lazy("Option"),
    "consequence": gettext_lazy("Consequence"),
    "deadline": gettext_lazy("Deadline"),
}
FORCES = {
    "must": gettext_lazy("Must"),
    "may_not": gettext_lazy("May not"),
    "may": gettext_lazy("Can"),
    "follows": gettext_lazy("Follows by itself"),
}
ADDRESSEES = {
    "municipality": gettext_lazy("The municipality"),
    "housing_organisation": gettext_lazy("The housing organisation"),
    "ministry": gettext_lazy("The ministry"),
    "resident": gettext_lazy("Residents"),
    "police": gettext_lazy("The police"),
    "landsbyggefonden": gettext_lazy("The National Building Fund"),
}
STANDINGS = {
    "proposal": gettext_lazy("Proposal, not law"),
    "dropped": gettext_lazy("Dropped, never law"),
    "unsettled": gettext_lazy("Unsettled whether it is law"),
}
STEPS = {
    "proposal": gettext_lazy("Proposal"),
    "agreement": gettext_lazy("Agreement"),
    "act": gettext_lazy("Act"),
    "order": gettext_lazy("Executive order"),
    "judgment": gettext_lazy("Judgment"),
}
STATES = {
    "applies": gettext_lazy("Applies"),
    "after_the_list": gettext_lazy("Still applies after the list"),
    "later": gettext_lazy("Applies when the area has left the list"),
    "no": gettext_lazy("Does not apply"),
    "unknown": gettext_lazy("Cannot be decided"),
}
CATEGORIES = ("vulnerable", "parallel_society", "transformation", "prevention")
INNERMOST_FIRST = ("transformation", "parallel_society", "vulnerable", "prevention")


@register.simple_tag
def theme_name(key: str) -> str:
    """Write the name of a theme."""
    return rule_book().themes[key].in_language(get_language() or "da")


@register.filter
def kind_label(kind: str) -> str:
    """Write what kind of rule it is."""
    return str(KINDS[kind])


@register.filter
def force_label(force: str) -> str:
    """Write whether it says must, may not or may."""
    return str(FORCES[force])


@register.filter
def addressee_label(addressee: str) -> str:
    """Write whom a rule speaks to."""
    return str(ADDRESSEES[addressee])


@register.filter
def standing_label(standing: str) -> str:
    """Write what a thing that is not law is."""
    return str(STANDINGS[standing])


@register.filter
def step_label(kind: str) -> str:
    """Write what kind of step on the time line it is."""
    return str(STEPS[kind])


@register.filter
def subject_label(key: str) -> str:
    """Write the name of a subject area."""
    return tags().subject_areas[key].in_language(get_language() or "da")


@register.filter
def category_label(key: str) -> str:
    """Write what today's act calls a category."""
    return category_names()[key]


def category_names() -> dict[str, str]:
    """Return the words of today's act for the four categories."""
    categories = criteria_on(timezone.localdate()).categories
    return {key: categories[key].today.in_language(get_language() or "da") for key in CATEGORIES}


@register.simple_tag
def basis(found: Basis) -> SafeString:
    """Write where a rule stands, with a link to the act where there is one."""
    language = get_language() or "da"
    title = found.act.title.in_language(language)
    said = f"{title}, {found.paragraph}" if found.paragraph else title
    return format_html('<a href="{}">{}</a>', found.act.link, said) if found.act.link else format_html("{}", said)


@register.simple_tag
def holds_from(rule: Rule) -> str:
    """Write since when a rule has held, and what is not known about that."""
    if rule.starts is None:
        return _("The day was not read")
    if rule.starts_with_act:
        return _("%(day)s (the commencement of the act as a whole)") % {"day": day(rule.starts)}
    return day(rule.starts)


@register.simple_tag
def step_date(step: Step) -> str:
    """Write the day of a step as exactly as it is known."""
    if step.precision == "year":
        return str(step.on.year)
    return month(step.on) if step.precision == "month" else day(step.on)


@register.filter
def due_day(found: Day) -> str:
    """Write a day that something is due, and that it is a weekend or a holiday, if it is."""
    written = _("before %(day)s") % {"day": day(found.on)} if found.before else day(found.on)
    if found.closed is None or found.before:
        return written
    return _("%(day)s (%(closed)s)") % {"day": written, "closed": closed(found)}


def closed(found: Day) -> str:
    """Return why offices are shut that day, in lower case as inside a sentence."""
    if found.closed is None:
        return ""
    written = found.closed.in_language(get_language() or "da")
    return written[:1].lower() + written[1:] if (get_language() or "da") == "da" else written


@register.filter
def state_label(state: str) -> str:
    """Write how a rule stands to an area."""
    return str(STATES[state])


@register.filter
def innermost(categories: list[str]) -> str:
    """Write the category that lies inside the others."""
    return category_names()[next(key for key in INNERMOST_FIRST if key in categories)]


@register.filter
def local_day(found: datetime) -> str:
    """Write the day of a moment as it is in Copenhagen."""
    return day(timezone.localtime(found).date())


def subject_choices() -> list[tuple[str, str]]:
    """Return the subject areas that rules have, with their names."""
    used = {rule.subject_area for rule in rule_book().law}
    return [(key, subject_label(key)) for key in tags().subject_areas if key in used]


@register.filter
def svg(length: float) -> str:
    """Write a length as drawings need it, whatever the language."""
    return f"{length:.2f}"


@register.filter
def is_past(found: date) -> bool:
    """Tell whether a day has gone."""
    return found < timezone.localdate()
