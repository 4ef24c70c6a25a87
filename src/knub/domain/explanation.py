"""Why an area has a category or not, in plain Danish and English."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from knub.domain.classification import MET, NOT_MET, Classification, YearBefore
from knub.domain.criteria import Category, Comparison, Criterion
from knub.domain.figures import FiguresTable
from knub.domain.values import Text, number, percent

__all__ = ["Explanation", "Reason", "explain", "explain_all"]

WhyUnknown = Literal["not_published", "not_loaded", "not_given", "limit_unknown", "years_unknown"]

UNKNOWN_TEXTS: dict[WhyUnknown, Text] = {
    "not_published": Text("Ikke offentliggjort.", "Not published."),
    "not_loaded": Text(
        "Ikke indlæst i KNUB. Ministeriet har offentliggjort tallet.",
        "Not loaded in KNUB. The ministry has published the number.",
    ),
    "not_given": Text("Ikke oplyst.", "Not given."),
    "limit_unknown": Text("Grænsen på listen er ikke indlæst i KNUB.", "The limit of the list is not loaded in KNUB."),
    "years_unknown": Text(
        "Det kan ikke afgøres for alle de år, der tæller.", "It cannot be decided for all the years that count."
    ),
}
COMPARED: dict[Comparison, Text] = {
    "above": Text("over", "above"),
    "at_least": Text("mindst", "at least"),
    "below": Text("under", "below"),
}
OUTCOME = {
    True: Text("Opfyldt.", "Met."),
    False: Text("Ikke opfyldt.", "Not met."),
    None: Text("Kan ikke afgøres.", "Cannot be decided."),
}


@dataclass(frozen=True)
class Reason:
    """One condition of a category and how the area stands to it."""

    key: str  # of the criterion, or of the category that must also hold
    kind: Literal["criterion", "gate", "within", "years"]
    label: Text
    truth: bool | None
    value: float | None
    limit: float | None
    comparison: Comparison | None
    population: Text | None
    window: int | None
    paragraph: str
    source: str
    why_unknown: WhyUnknown | None
    text: Text


@dataclass(frozen=True)
class Explanation:
    """Whether an area is in a category, and the reasons; gates stand apart from the criteria."""

    area: str
    on: date
    version: str
    category: str
    truth: bool | None
    met: int  # criteria known to be met
    unknown: int  # criteria that cannot be decided
    of: int  # criteria that count
    needed: int
    reasons: tuple[Reason, ...]
    summary: Text
    note: Text | None


def explain(table: FiguresTable, classification: Classification, area: str, category: str | None = None) -> Explanation:
    """Return why an area is in a category; without one, the innermost it is in, else the version's first."""
    chosen = classification.version.categories[category or _innermost(classification, area)]
    reasons = tuple(_reasons(table, classification, area, chosen))
    criteria = [reason for reason in _counted(table, classification, area, chosen) if reason.kind == "criterion"]
    met = sum(reason.truth is True for reason in criteria)
    unknown = sum(reason.truth is None for reason in criteria)
    needed = _outermost(classification, chosen).needed
    truth = classification.truth(chosen.key, area)
    name = classification.version.names_of(chosen.key)
    return Explanation(
        area=area,
        on=classification.on,
        version=classification.version.key,
        category=chosen.key,
        truth=truth,
        met=met,
        unknown=unknown,
        of=len(criteria),
        needed=needed,
        reasons=reasons,
        summary=_summary(name, truth=truth, met=met, unknown=unknown, of=len(criteria), needed=needed),
        note=chosen.note,
    )


def explain_all(table: FiguresTable, classification: Classification, area: str) -> tuple[Explanation, ...]:
    """Return one explanation for each category of the version."""
    return tuple(explain(table, classification, area, key) for key in classification.version.categories)


def _innermost(classification: Classification, area: str) -> str:
    keys = list(classification.version.categories)
    return next((key for key in reversed(keys) if classification.truth(key, area)), keys[0])


def _outermost(classification: Classification, category: Category) -> Category:
    while category.within is not None:
        category = classification.version.categories[category.within]
    return category


def _counted(table: FiguresTable, classification: Classification, area: str, category: Category) -> Iterable[Reason]:
    return _reasons(table, classification, area, _outermost(classification, category))


def _reasons(table: FiguresTable, classification: Classification, area: str, category: Category) -> Iterable[Reason]:
    version = classification.version
    for key in category.criteria:
        yield _criterion(table, classification, area, version.criteria[key], "criterion")
    for key in category.gates:
        yield _criterion(table, classification, area, version.criteria[key], "gate")
    if category.within is not None:
        yield _within(classification, area, version.categories[category.within], category)
    if category.years is not None:
        yield _years(classification, area, category)


def _criterion(
    table: FiguresTable,
    classification: Classification,
    area: str,
    criterion: Criterion,
    kind: Literal["criterion", "gate"],
) -> Reason:
    value, limit = table.value(criterion.figure, area), classification.limits[criterion.key]
    truth = classification.truth(criterion.key, area)
    why = _why_unknown(table, criterion, value, limit)
    return Reason(
        key=criterion.key,
        kind=kind,
        label=criterion.label,
        truth=truth,
        value=value,
        limit=limit,
        comparison=criterion.comparison,
        population=criterion.population,
        window=criterion.window,
        paragraph=criterion.paragraph,
        source=criterion.source,
        why_unknown=why,
        text=_sentence(criterion, value, limit, truth=truth, why=why, decimals=_decimals(classification, criterion)),
    )


def _why_unknown(
    table: FiguresTable, criterion: Criterion, value: float | None, limit: float | None
) -> WhyUnknown | None:
    if value is None:
        if table.own:
            return "not_given"
        return "not_published" if criterion.figure in table.unpublished else "not_loaded"
    return "limit_unknown" if limit is None else None


def _decimals(classification: Classification, criterion: Criterion) -> int:
    return classification.version.figures[criterion.figure].decimals


def _sentence(
    criterion: Criterion,
    value: float | None,
    limit: float | None,
    *,
    truth: bool | None,
    why: WhyUnknown | None,
    decimals: int,
) -> Text:
    parts = [_joined(criterion.label, ":")]
    if value is not None:
        parts.append(_joined(_amount(criterion, value, decimals), _stop(criterion)))
    if why is not None:
        parts.append(UNKNOWN_TEXTS[why])
    if limit is not None:
        parts += [_limit(criterion, limit), OUTCOME[truth]]
    return _sum(parts)


def _limit(criterion: Criterion, limit: float) -> Text:
    compared, amount = COMPARED[criterion.comparison], _amount(criterion, limit, 0)
    window = _window(criterion.window)
    return Text(
        f"Loven kræver {compared.da} {amount.da} ({criterion.population.da}{window.da}), {criterion.paragraph}.",
        f"The act asks for {compared.en} {amount.en} ({criterion.population.en}{window.en}), {criterion.paragraph}.",
    )


def _window(years: int) -> Text:
    if years == 1:
        return Text("", "")
    return Text(f"; gennemsnit af {years} år", f"; average of {years} years")


def _amount(criterion: Criterion, value: float, decimals: int) -> Text:
    return number(value) if criterion.unit == "persons" else percent(value, decimals=decimals)


def _stop(criterion: Criterion) -> str:
    return "." if criterion.unit == "persons" else ""


def _within(classification: Classification, area: str, outer: Category, category: Category) -> Reason:
    truth = classification.truth(outer.key, area)
    name = classification.version.names_of(outer.key)
    text = _sum([Text(f"Også {name.da}:", f"Also {name.en}:"), OUTCOME[truth]])
    return _condition("within", outer, label=outer.label, truth=truth, paragraph_of=category, text=text)


def _years(classification: Classification, area: str, category: Category) -> Reason:
    before = classification.years.get(category.key, ())
    position = classification.positions[area]
    codes = [int(year.truth[position]) for year in before]
    now = classification.truth(category.within or category.key, area)
    truth = _all_years(codes, now=now)
    found = [_joined(_year_text(year, code), ",") for year, code in zip(before, codes, strict=True)]
    label = Text(f"{category.years} år i træk", f"{category.years} years in a row")
    listed = _sum([_joined(label, ":"), *found])
    text = _sum([Text(listed.da.rstrip(",") + ".", listed.en.rstrip(",") + "."), OUTCOME[truth]])
    return _condition("years", category, label=label, truth=truth, paragraph_of=category, text=text)


def _all_years(codes: list[int], *, now: bool | None) -> bool | None:
    if NOT_MET in codes or now is False:
        return False
    return True if now and all(code == MET for code in codes) else None


def _year_text(year: YearBefore, code: int) -> Text:
    if code == MET:
        return Text(f"{year.year} ja", f"{year.year} yes")
    if code == NOT_MET:
        return Text(f"{year.year} nej", f"{year.year} no")
    if not year.has_category:
        return Text(f"{year.year} ukendt (andre kriterier)", f"{year.year} unknown (other criteria)")
    return Text(f"{year.year} ukendt", f"{year.year} unknown")


def _condition(
    kind: Literal["within", "years"],
    condition: Category,
    *,
    label: Text,
    truth: bool | None,
    paragraph_of: Category,
    text: Text,
) -> Reason:
    return Reason(
        key=condition.key,
        kind=kind,
        label=label,
        truth=truth,
        value=None,
        limit=None,
        comparison=None,
        population=None,
        window=None,
        paragraph=paragraph_of.paragraph,
        source=paragraph_of.source,
        why_unknown="years_unknown" if kind == "years" and truth is None else None,
        text=text,
    )


def _summary(name: Text, *, truth: bool | None, met: int, unknown: int, of: int, needed: int) -> Text:
    counted = Text(
        f"Området opfylder {met} af {of} kriterier; mindst {needed} kræves.",
        f"The area meets {met} of {of} criteria; at least {needed} are needed.",
    )
    open_ = Text("", "")
    if unknown:
        open_ = Text(f"{unknown} kan ikke afgøres.", f"{unknown} cannot be decided.")
    return _sum([counted, open_, _verdict(name, truth=truth)])


def _verdict(name: Text, *, truth: bool | None) -> Text:
    da, en = name.da, name.en
    if truth is None:
        return Text(
            f"Om betingelserne for {da} er opfyldt, kan ikke afgøres med de tal, der er kendt.",
            f"Whether the conditions for {en} are met cannot be decided with the figures that are known.",
        )
    if truth:
        return Text(f"Betingelserne for {da} er opfyldt.", f"The conditions for {en} are met.")
    return Text(f"Betingelserne for {da} er ikke opfyldt.", f"The conditions for {en} are not met.")


def _joined(text: Text, mark: str) -> Text:
    return Text(text.da + mark, text.en + mark)


def _sum(parts: list[Text]) -> Text:
    return Text(" ".join(part.da for part in parts if part.da), " ".join(part.en for part in parts if part.en))
