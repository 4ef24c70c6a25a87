"""Rules as data: what an act asks, of whom, where, from when, and how sure it is that it was read right."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from knub.domain.values import Text

__all__ = [
    "Act", "Addressee", "AfterLeaving", "Basis", "Change", "Due", "Force", "Funding", "Holds", "Kind", "Precision",
    "Rule", "RuleBook", "Standing", "Step", "StepKind",
]  # fmt: skip

Kind = Literal["duty", "ban", "option", "consequence", "deadline"]
Force = Literal["must", "may_not", "may", "follows"]
Addressee = Literal["municipality", "housing_organisation", "ministry", "resident", "police", "landsbyggefonden"]
Holds = Literal["area", "municipality", "everywhere"]
Standing = Literal["law", "proposal", "dropped", "unsettled"]
Precision = Literal["day", "month", "year"]
StepKind = Literal["proposal", "agreement", "act", "order", "judgment"]

FORCES: Mapping[Kind, Force] = {
    "duty": "must",
    "deadline": "must",
    "ban": "may_not",
    "option": "may",
    "consequence": "follows",
}
DISPUTED = frozenset({"parallel_society", "transformation"})  # what case C-417/23 is about


@dataclass(frozen=True)
class Step:
    """A day on the time line: when it was signed, given or published, and when it took effect where that is known."""

    on: date
    precision: Precision
    in_force: date | None
    kind: StepKind
    says: Text
    source: str


@dataclass(frozen=True)
class Act:
    """What a rule stands in: an act, an order, a bill, an agreement or a judgment."""

    key: str
    title: Text
    link: str | None  # where the text can be looked up
    note: Text | None
    step: Step | None


@dataclass(frozen=True)
class Basis:
    """Where a rule stands; `paragraph` is None where it was not read."""

    act: Act
    paragraph: str | None


@dataclass(frozen=True)
class Due:
    """When something is due: in words, and as data where a day can be computed from the lists or the calendar."""

    says: Text
    months_after_listing: int | None = None
    before: date | None = None
    yearly: tuple[int, int] | None = None  # month, day
    following_year: tuple[int, int] | None = None  # month, day of the year after the area came on the list


@dataclass(frozen=True)
class AfterLeaving:
    """How a rule lives on when the area has left the list.

    because : `plan`: while an approved development plan is carried out; `decision`: for some years, if the municipality
        decides so; `counted`: for some years, since the act counts the areas of earlier lists
    only : the rule has no meaning before the area has left
    """

    because: Literal["plan", "decision", "counted"]
    years: int | None
    starts: date | None
    rule: str | None  # the rule that says so
    only: bool


@dataclass(frozen=True)
class Funding:
    """A frame of money: how much, when to apply, and what is known of the time after it."""

    frame: Text
    apply_by: Text
    afterwards: Text


@dataclass(frozen=True)
class Change:
    """A change of a rule that otherwise stays the same."""

    on: date
    says: Text
    source: str


@dataclass(frozen=True)
class Rule:
    """One duty, ban, option, consequence or deadline.

    starts : None where the day was not read; `not_before` is then the earliest day it can have been
    starts_with_act : the day is the general commencement of the act, not read for this paragraph
    """

    key: str
    theme: str
    title: Text
    says: Text
    kind: Kind
    addressee: Addressee
    subject_area: str
    holds: Holds
    categories: tuple[str, ...]
    basis: tuple[Basis, ...]
    standing: Standing
    starts: date | None
    starts_with_act: bool
    not_before: date | None
    ends: date | None
    due: Due | None
    after_leaving: AfterLeaving | None
    funding: Funding | None
    changes: tuple[Change, ...]
    sources: tuple[str, ...]
    source_note: Text | None
    verified: bool
    note: Text | None
    words: tuple[str, ...]
    read_on: date
    review_on: date

    @property
    def force(self) -> Force:
        """Whether it says must, may not or may, or is something that follows."""
        return FORCES[self.kind]

    @property
    def paragraphs(self) -> str:
        """The paragraphs that were read, such as "almenboligloven § 168 a, stk. 1"; empty if none was."""
        return "; ".join(f"{basis.act.title.da} {basis.paragraph}" for basis in self.basis if basis.paragraph)

    @property
    def is_disputed(self) -> bool:
        """Whether it turns on the status that case C-417/23 is about, and on no other."""
        return bool(self.categories) and set(self.categories) <= DISPUTED

    def is_in_force(self, on: date) -> bool:
        """Return whether the rule is law on a day; a start that was not read counts from its earliest day."""
        starts = self.starts or self.not_before
        return self.standing == "law" and (starts is None or starts <= on) and (self.ends is None or on <= self.ends)

    def is_due_for_review(self, on: date) -> bool:
        """Return whether it is time that somebody reads the rule again."""
        return on >= self.review_on


@dataclass(frozen=True)
class RuleBook:
    """All rules, themes and acts by their keys, in the order of the files."""

    themes: Mapping[str, Text]
    rules: Mapping[str, Rule]
    acts: Mapping[str, Act]

    @property
    def law(self) -> tuple[Rule, ...]:
        """The rules that are or were law; proposals and dropped rules are kept apart."""
        return tuple(rule for rule in self.rules.values() if rule.standing == "law")

    @property
    def apart(self) -> tuple[Rule, ...]:
        """Proposals, what was dropped, and what is unsettled."""
        return tuple(rule for rule in self.rules.values() if rule.standing != "law")
