"""How fast `classify` is, beside NumPy's own comparison of the same columns in the same run."""

import time
from collections.abc import Callable, Iterator
from datetime import date
from statistics import median

import numpy as np

from knub.domain.classification import classify
from knub.domain.figures import FIGURE_KEYS, FiguresTable
from knub.parameters import criteria_on

DAY = date(2022, 12, 1)
SIZES = (1_000, 100_000, 1_000_000)
RUNS = 7
AIM = 5  # times the floor, at a million areas
REFERENCES = {"convicted_3x_national": 0.0218, "convicted_2x_national": 0.0145}


def figures() -> Iterator[dict[str, object]]:
    """Yield seconds and the ratio to the floor, per number of areas."""
    for size in SIZES:
        table = made_up(size)
        floor, ours = alternating(lambda table=table: compare(table), lambda table=table: run(table))
        yield {"name": "floor", "areas": size, "value": floor, "unit": "s"}
        yield {"name": "classify", "areas": size, "value": ours, "unit": "s"}
        part = {"name": "classify of floor", "areas": size, "value": ours / floor, "unit": "times"}
        yield {**part, "aim": AIM} if size == max(SIZES) else part


def made_up(size: int) -> FiguresTable:
    """Return figures drawn at random; one in twenty is unknown."""
    rng = np.random.default_rng(1)
    columns = {key: rng.uniform(0.0, 0.8, size) for key in FIGURE_KEYS}
    columns["residents"] = rng.uniform(500.0, 6000.0, size)
    columns["convicted"] = rng.uniform(0.0, 0.05, size)
    for column in columns.values():
        column[rng.random(size) < 0.05] = np.nan
    return FiguresTable(DAY, tuple(map(str, range(size))), columns)


def compare(table: FiguresTable) -> None:
    """Hold every column against every limit, and nothing else."""
    for criterion in criteria_on(DAY).criteria.values():
        limit = criterion.limit if criterion.reference is None else REFERENCES[criterion.reference]
        np.greater(table.columns[criterion.figure], limit)


def run(table: FiguresTable) -> None:
    """Classify the table."""
    classify(table, criteria_on(DAY), references=REFERENCES)


def alternating(*tasks: Callable[[], None]) -> tuple[float, ...]:
    """Return the median seconds of each task, run in turns."""
    spent: list[list[float]] = [[] for _task in tasks]
    for _run in range(RUNS):
        for place, task in enumerate(tasks):
            start = time.perf_counter()
            task()
            spent[place].append(time.perf_counter() - start)
    return tuple(median(times) for times in spent)
