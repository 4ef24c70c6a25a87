"""Complete figures give the category an area was published with, or the area is on the short list of exceptions."""

from collections import defaultdict
from datetime import date
from pathlib import Path

import yaml

from knub.domain.classification import classify
from knub.domain.figures import FIGURE_KEYS, parse
from knub.parameters import criteria_on, layout, list_dates, package_csv, references_on

EXCEPTIONS = Path(__file__).parents[1] / "cases" / "replay_exceptions.yaml"


def published():
    found = defaultdict(set)
    for row in package_csv("lists/listings.csv"):
        found[date.fromisoformat(row["list_date"]), row["area_id"]].add(row["category"])
    return found


def replayed():
    """Yield list date, area, category, computed and published, for every area whose figures are complete."""
    rows = package_csv("lists/key_figures.csv")
    header = list(rows[0])
    parsed = parse([header, *([row[name] for name in header] for row in rows)], layout("key_figures"))
    assert parsed.problems == ()
    listed, earlier = published(), []
    for table in parsed.tables:
        outcome = classify(table, criteria_on(table.on), references=references_on(table.on), earlier=earlier)
        earlier.append(outcome)
        needed = [key for key in FIGURE_KEYS if key not in list_dates()[table.on].unpublished]
        for area in table.areas:
            if all(table.value(key, area) is not None for key in needed):
                for category in outcome.categories:
                    yield table.on, area, category, outcome.truth(category, area), category in listed[table.on, area]


def test_computed_categories_are_the_published_ones_or_explained():
    differing = {
        (on.isoformat(), area, category)
        for on, area, category, computed, official in replayed()
        if computed is not None and computed != official
    }
    explained = {
        (one["list_date"].isoformat(), one["area"], one["category"]) for one in yaml.safe_load(EXCEPTIONS.read_text())
    }
    assert differing == explained


def test_the_replay_has_something_to_replay():
    decided = [computed for _on, _area, _category, computed, _official in replayed() if computed is not None]
    assert len(decided) > 240


def test_every_exception_has_its_reason():
    assert all(one["reason"] and one["source"] for one in yaml.safe_load(EXCEPTIONS.read_text()))
