"""The reasons in plain words; the two unknowns are kept apart."""

from datetime import date

import numpy as np

from knub.domain.classification import classify
from knub.domain.explanation import explain
from knub.domain.figures import FiguresTable
from knub.parameters import criteria_on

ON = date(2019, 12, 1)


def explained(*, unpublished=(), own=False, limits=None, **figures):
    columns = {key: np.array([value]) for key, value in figures.items()}
    table = FiguresTable(ON, ("a",), columns, frozenset(unpublished), own=own)
    outcome = classify(
        table, criteria_on(ON), references={"convicted_3x_national": 0.0203} if limits is None else limits
    )
    return {reason.key: reason for reason in explain(table, outcome, "a", "vulnerable").reasons}


def test_a_reason_has_value_limit_comparison_paragraph_and_outcome():
    reason = explained(unattached=0.417)["unattached"]
    assert reason.text.da == (
        "Uden tilknytning til arbejdsmarked eller uddannelse: 41,7 pct. Loven kræver over 40 pct. "
        "(18-64-årige; gennemsnit af 2 år), § 61 a, stk. 1, nr. 1. Opfyldt."
    )


def test_not_loaded_and_not_published_and_not_given_are_told_apart():
    assert explained()["income"].why_unknown == "not_loaded"
    assert explained(unpublished=["income"])["income"].why_unknown == "not_published"
    assert explained(own=True)["income"].why_unknown == "not_given"


def test_an_unknown_limit_is_said():
    reason = explained(convicted=0.03, limits={})["convicted"]
    assert (reason.truth, reason.why_unknown) == (None, "limit_unknown")


def test_the_summary_counts_what_is_met_and_what_is_open():
    table = FiguresTable(ON, ("a",), {"unattached": np.array([0.45])})
    outcome = classify(table, criteria_on(ON), references={})
    found = explain(table, outcome, "a", "vulnerable")
    assert (found.met, found.unknown, found.of, found.needed, found.truth) == (1, 3, 4, 2, None)
