"""Worked examples per version of the criteria, readable by a lawyer."""

from pathlib import Path

import numpy as np
import pytest
import yaml

from knub.domain.classification import classify
from knub.domain.figures import FIGURE_KEYS, FiguresTable
from knub.parameters import criteria_on, criteria_versions

CASES = Path(__file__).parents[1] / "cases" / "criteria"


def all_cases():
    for path in sorted(CASES.glob("*.yaml")):
        content = yaml.safe_load(path.read_text())
        for case in content["cases"]:
            yield pytest.param(path.stem, content["list_date"], case, id=f"{path.stem}: {case['name']}")


def table_of(figures, on):
    columns = {key: np.array([figures.get(key, np.nan) / (1 if key == "residents" else 100)]) for key in FIGURE_KEYS}
    return FiguresTable(on, ("area",), columns)


@pytest.mark.parametrize(("version", "on", "case"), list(all_cases()))
def test_a_case_has_the_outcome_the_act_gives(version, on, case):
    criteria = criteria_on(on)
    references = {key: value / 100 for key, value in case.get("references", {}).items()}
    outcome = classify(table_of(case["figures"], on), criteria, references=references)
    assert criteria.key == version
    assert {key: outcome.truth(key, "area") for key in case["expect"]} == case["expect"]


def test_every_version_has_cases():
    assert {version.key for version in criteria_versions()} == {path.stem for path in CASES.glob("*.yaml")}
