"""Choose among the rules, and lay them out as overview, time line, changes and funding."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from knub.domain.rules import Act, Change, Force, Rule
from knub.parameters import rule_book

PARAGRAPH = re.compile(r"§+ *[0-9]+ *[a-zæøå]?(,? *stk\.? *[0-9]+)?|[0-9]+ *[a-zæøå](,? *stk\.? *[0-9]+)?")
FORCES_SHOWN: tuple[Force, ...] = ("must", "may_not", "may")


@dataclass(frozen=True)
class RuleFilter:
    """What a reader has chosen; empty is everything."""

    theme: str = ""
    subject_area: str = ""
    addressee: str = ""
    category: str = ""
    kind: str = ""
    text: str = ""


@dataclass(frozen=True)
class Group:
    """The rules of one theme."""

    theme: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class News:
    """Something that happened to a rule on a day: it began, ended, or changed."""

    on: date
    what: str  # began, ended, changed
    rule: Rule
    change: Change | None = None


@dataclass(frozen=True)
class ActStep:
    """An act on the time line, with the rules that stand in it."""

    act: Act
    rules: tuple[Rule, ...]


def rules(chosen: RuleFilter) -> tuple[Rule, ...]:
    """Return the rules that are or were law and fit; those of an area fit its category, the general ones none."""
    return tuple(rule for rule in rule_book().law if _fits(rule, chosen))


def every_rule() -> tuple[Rule, ...]:
    """Return every rule of the catalogue, also what is not law."""
    return tuple(rule_book().rules.values())


def groups(found: Iterable[Rule]) -> tuple[Group, ...]:
    """Return rules by theme, in the order of the catalogue."""
    every = list(found)
    sorted_in = [Group(theme, tuple(rule for rule in every if rule.theme == theme)) for theme in rule_book().themes]
    return tuple(group for group in sorted_in if group.rules)


def apart() -> tuple[Rule, ...]:
    """Return proposals, what was dropped, and what is unsettled."""
    return rule_book().apart


def overview(today: date) -> tuple[tuple[Force, tuple[Rule, ...]], ...]:
    """Return what must, may not and may be done in areas of each category, as the rules in force say."""
    in_areas = [rule for rule in rule_book().law if rule.categories and rule.is_in_force(today)]
    return tuple((force, tuple(rule for rule in in_areas if rule.force == force)) for force in FORCES_SHOWN)


def time_line() -> tuple[ActStep, ...]:
    """Return the agreement, the acts and the judgments, oldest first, each with its rules."""
    acts = [(act, act.step) for act in rule_book().acts.values() if act.step]
    return tuple(ActStep(act, rules_in(act)) for act, _step in sorted(acts, key=lambda pair: pair[1].on))


def rules_in(act: Act) -> tuple[Rule, ...]:
    """Return the rules that name an act."""
    named = rule_book().rules.values()
    return tuple(rule for rule in named if any(basis.act.key == act.key for basis in rule.basis))


def news(since: date, today: date) -> tuple[News, ...]:
    """Return what began, ended or changed in some time, newest first."""
    found = [one for rule in rule_book().law for one in _news_of(rule) if since <= one.on <= today]
    return tuple(sorted(found, key=lambda one: one.on, reverse=True))


def funding() -> tuple[Rule, ...]:
    """Return the rules that are frames of money."""
    return tuple(rule for rule in rule_book().law if rule.funding)


def overdue(today: date) -> tuple[Rule, ...]:
    """Return the rules whose text should have been read again, the longest overdue first."""
    late = [rule for rule in rule_book().rules.values() if rule.is_due_for_review(today)]
    return tuple(sorted(late, key=lambda rule: rule.review_on))


def related(rule: Rule) -> tuple[Rule, ...]:
    """Return other rules of the same theme."""
    return tuple(other for other in rule_book().rules.values() if other.theme == rule.theme and other.key != rule.key)


def says_so(rule: Rule) -> Rule | None:
    """Return the other rule by which this one lives on after the list, if one is named."""
    key = rule.after_leaving.rule if rule.after_leaving else None
    return rule_book().rules[key] if key and key != rule.key else None


def _fits(rule: Rule, chosen: RuleFilter) -> bool:
    pairs: Sequence[tuple[str, Sequence[str]]] = (
        (chosen.theme, [rule.theme]),
        (chosen.subject_area, [rule.subject_area]),
        (chosen.addressee, [rule.addressee]),
        (chosen.category, rule.categories),
        (chosen.kind, [rule.kind]),
    )
    return all(not wanted or wanted in has for wanted, has in pairs) and _has_words(rule, chosen.text)


def _has_words(rule: Rule, text: str) -> bool:
    """Return whether a rule has every word that was typed, or the paragraph, however it is spaced: "§ 61 a", "61a"."""
    parts = (rule.title.da, rule.title.en, rule.says.da, rule.says.en, rule.paragraphs, *rule.words)
    whole = "\n".join(parts).casefold()
    if PARAGRAPH.fullmatch(text.casefold()):
        return f"§{_squeezed(text)}" in f"§{_squeezed(rule.paragraphs, keep='§')}"
    return all(word in whole for word in text.casefold().split())


def _squeezed(text: str, *, keep: str = "") -> str:
    return "".join(one for one in text.casefold() if one.isalnum() or one in keep)


def _news_of(rule: Rule) -> Iterable[News]:
    if rule.starts:
        yield News(rule.starts, "began", rule)
    if rule.ends:
        yield News(rule.ends, "ended", rule)
    for change in rule.changes:
        yield News(change.on, "changed", rule, change)
