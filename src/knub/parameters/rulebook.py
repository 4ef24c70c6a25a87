"""The rules catalogue, one file per theme, and what it refuses to load."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

from knub.domain.errors import ParameterError
from knub.domain.rules import (
    Act,
    Addressee,
    AfterLeaving,
    Basis,
    Change,
    Due,
    Funding,
    Holds,
    Kind,
    Precision,
    Rule,
    RuleBook,
    Standing,
    Step,
    StepKind,
)
from knub.domain.values import Text
from knub.parameters.opening import PARAMETERS, Entry, open_yaml
from knub.parameters.tags import tags

__all__ = ["read_rule_book", "rule_book"]

ACTS = "acts.yaml"
NOT_READ, NONE_FOUND, OF_THE_ACT = "not_read", "none_found", "commencement_of_the_act"
OF_RULE = (
    "title", "says", "standing", "kind", "addressee", "subject_area", "holds", "categories", "basis", "from", "from_is",
    "not_before", "to", "deadline", "after_leaving", "funding", "changes", "sources", "source_note", "confidence",
    "note", "words", "read_on", "review_on",
)  # fmt: skip
CATEGORIES = ("vulnerable", "parallel_society", "transformation", "prevention")


@cache
def rule_book() -> RuleBook:
    """Return every rule, theme and act."""
    return read_rule_book(PARAMETERS / "rules")


def read_rule_book(folder: Path) -> RuleBook:
    """Return the rules of a folder; ParameterError, with file and entry, where something is missing or wrong."""
    acts = {key: _act(key, entry) for key, entry in open_yaml(folder / ACTS).entries("acts")}
    themes: dict[str, Text] = {}
    rules: dict[str, Rule] = {}
    for theme, document in _themes(folder):
        themes[theme] = document.both("theme")
        for rule in _rules(document, theme, acts):
            _refuse_twice(rule, rules)
            rules[rule.key] = rule
    _refuse_strange_links(rules)
    return RuleBook(MappingProxyType(themes), MappingProxyType(rules), MappingProxyType(acts))


def _themes(folder: Path) -> list[tuple[str, Entry]]:
    documents = [(path.stem, open_yaml(path)) for path in sorted(folder.glob("*.yaml")) if path.name != ACTS]
    for _theme, document in documents:
        document.only("order", "theme", "rules")
    return sorted(documents, key=lambda pair: pair[1].count("order"))


def _rules(document: Entry, theme: str, acts: Mapping[str, Act]) -> Iterator[Rule]:
    for key, entry in document.entries("rules"):
        entry.only(*OF_RULE)
        yield _rule(key, theme, entry, acts)


def _rule(key: str, theme: str, entry: Entry, acts: Mapping[str, Act]) -> Rule:
    _refuse_without_source(entry)
    holds, categories = _one_of(entry, "holds", Holds), entry.names("categories")
    _refuse_wrong_categories(entry, holds, categories)
    return Rule(
        key=key,
        theme=theme,
        title=entry.both("title"),
        says=entry.both("says"),
        kind=_one_of(entry, "kind", Kind),
        addressee=_one_of(entry, "addressee", Addressee),
        subject_area=_one_of(entry, "subject_area", tuple(tags().subject_areas)),
        holds=holds,
        categories=categories,
        basis=tuple(_basis(entry, acts)),
        standing=_one_of(entry, "standing", Standing) if entry.has("standing") else "law",
        starts=_day_or(entry, "from", NOT_READ),
        starts_with_act=entry.has("from_is") and _one_of(entry, "from_is", (OF_THE_ACT,)) == OF_THE_ACT,
        not_before=entry.day("not_before") if entry.has("not_before") else None,
        ends=entry.day("to") if entry.has("to") else None,
        due=_due(entry.inner("deadline")) if entry.has("deadline") else None,
        after_leaving=_after_leaving(entry.inner("after_leaving")) if entry.has("after_leaving") else None,
        funding=_funding(entry.inner("funding")) if entry.has("funding") else None,
        changes=tuple(_changes(entry)),
        sources=entry.names("sources"),
        source_note=_text(entry, "source_note"),
        verified=_one_of(entry, "confidence", ("verified", "reported")) == "verified",
        note=_text(entry, "note"),
        words=entry.names("words"),
        read_on=entry.day("read_on"),
        review_on=_review(entry),
    )


def _act(key: str, entry: Entry) -> Act:
    entry.only("title", "link", "note", "step")
    step = _step(entry.inner("step")) if entry.has("step") else None
    link = entry.words("link") if entry.has("link") else None
    return Act(key, entry.both("title"), link, _text(entry, "note"), step)


def _step(entry: Entry) -> Step:
    entry.only("day", "precision", "in_force", "kind", "says", "source")
    return Step(
        on=entry.day("day"),
        precision=_one_of(entry, "precision", Precision) if entry.has("precision") else "day",
        in_force=entry.day("in_force") if entry.has("in_force") else None,
        kind=_one_of(entry, "kind", StepKind),
        says=entry.both("says"),
        source=entry.words("source"),
    )


def _basis(entry: Entry, acts: Mapping[str, Act]) -> Iterator[Basis]:
    if entry.value("basis", list, str) == NONE_FOUND:
        return
    for number, content in enumerate(entry.value("basis", list), start=1):
        one = Entry(f"{entry.where}, basis {number}", content)
        one.only("act", "paragraph")
        act = _one_of(one, "act", tuple(acts))
        yield Basis(acts[act], one.words("paragraph") if one.has("paragraph") else None)


def _due(entry: Entry) -> Due:
    entry.only("says", "months_after_listing", "before", "yearly", "following_year")
    return Due(
        says=entry.both("says"),
        months_after_listing=entry.count("months_after_listing") if entry.has("months_after_listing") else None,
        before=entry.day("before") if entry.has("before") else None,
        yearly=_month_and_day(entry, "yearly"),
        following_year=_month_and_day(entry, "following_year"),
    )


def _after_leaving(entry: Entry) -> AfterLeaving:
    entry.only("because", "years", "from", "rule", "only")
    because = _one_of(entry, "because", ("plan", "decision", "counted"))
    return AfterLeaving(
        because=because,
        years=entry.count("years") if because != "plan" else None,
        starts=entry.day("from") if entry.has("from") else None,
        rule=entry.words("rule") if entry.has("rule") else None,
        only=entry.has("only") and entry.yes("only"),
    )


def _funding(entry: Entry) -> Funding:
    entry.only("frame", "apply_by", "afterwards")
    return Funding(entry.both("frame"), entry.both("apply_by"), entry.both("afterwards"))


def _changes(entry: Entry) -> Iterator[Change]:
    for number, content in enumerate(entry.value("changes", list) if entry.has("changes") else [], start=1):
        one = Entry(f"{entry.where}, change {number}", content)
        one.only("from", "says", "source")
        yield Change(one.day("from"), one.both("says"), one.words("source"))


def _text(entry: Entry, key: str) -> Text | None:
    return entry.both(key) if entry.has(key) else None


def _day_or(entry: Entry, key: str, word: str) -> date | None:
    """Return a day, or None where the file says in a word that it was not read; leaving it out is refused."""
    value = entry.value(key, date, str)
    if isinstance(value, date):
        return value
    _one_of(entry, key, (word,))
    return None


def _month_and_day(entry: Entry, key: str) -> tuple[int, int] | None:
    if not entry.has(key):
        return None
    written = entry.words(key)
    try:
        day = date.fromisoformat(f"2000-{written}")
    except ValueError:
        raise ParameterError(f"{entry.where}: '{key}' is {written!r}. Write month and day, e.g. \"12-01\".") from None
    return day.month, day.day


def _one_of(entry: Entry, key: str, allowed: Any) -> Any:
    """Return a word that must be one of some; `allowed` is a tuple or a Literal."""
    words, value = get_args(allowed) or allowed, str(entry.value(key, str))
    if value not in words:
        raise ParameterError(f"{entry.where}: '{key}' is {value!r}. Choose one of {', '.join(words)}.")
    return value


def _review(entry: Entry) -> date:
    read, review = entry.day("read_on"), entry.day("review_on")
    if review <= read:
        raise ParameterError(f"{entry.where}: 'review_on' is {review}, but it was read on {read}. Write a later day.")
    return review


def _refuse_without_source(entry: Entry) -> None:
    if entry.names("sources"):
        return
    if not entry.has("source_note"):
        raise ParameterError(
            f"{entry.where}: 'sources' is missing. Write the address where it was read; if the address was not kept, "
            "say in source_note where it was."
        )
    if entry.value("confidence", str) == "verified":
        raise ParameterError(f"{entry.where}: a rule without an address in 'sources' cannot be 'verified'.")


def _refuse_wrong_categories(entry: Entry, holds: str, categories: tuple[str, ...]) -> None:
    unknown = [category for category in categories if category not in CATEGORIES]
    if unknown:
        raise ParameterError(f"{entry.where}: '{unknown[0]}' is no category. Choose of {', '.join(CATEGORIES)}.")
    if bool(categories) == (holds == "everywhere"):
        raise ParameterError(
            f"{entry.where}: 'holds' is {holds}, and {len(categories)} categories are named. A rule that holds "
            "everywhere names none; one of an area or a municipality names at least one."
        )


def _refuse_twice(rule: Rule, rules: Mapping[str, Rule]) -> None:
    if rule.key in rules:
        raise ParameterError(f"{rule.key} stands in {rules[rule.key].theme}.yaml and in {rule.theme}.yaml. Keep one.")


def _refuse_strange_links(rules: Mapping[str, Rule]) -> None:
    for rule in rules.values():
        other = rule.after_leaving.rule if rule.after_leaving else None
        if other and other not in rules:
            raise ParameterError(f"{rule.key}, after_leaving: there is no rule '{other}'. Write the id of one.")
        if (rule.standing != "law") != (rule.theme == "proposals"):
            raise ParameterError(
                f"{rule.key}: what is not law stands in proposals.yaml with its 'standing', and only that does."
            )
