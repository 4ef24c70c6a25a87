"""The runner of the benchmarks."""

from pathlib import Path

import pytest

from knub.cli.bench import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two benchmarks."""
    (tmp_path / "fast.py").write_text("def figures():\n    yield {'figure': 'floor', 'seconds': 0.00123456}\n")
    (tmp_path / "slow.py").write_text(
        "def figures():\n    yield {'figure': 'a', 'count': 3}\n    yield {'figure': 'b', 'count': 4}\n"
    )
    return tmp_path


def test_all_benchmarks_run_in_order(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], folder=folder) == 0
    assert capsys.readouterr().out.splitlines() == [
        "bench fast, figure floor, seconds 0.001235",
        "bench slow, figure a, count 3",
        "bench slow, figure b, count 4",
    ]


def test_json_is_one_object_per_figure_unrounded(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fast", "--json"], folder=folder) == 0
    assert capsys.readouterr().out == '{"bench": "fast", "figure": "floor", "seconds": 0.00123456}\n'


def test_unknown_benchmark_names_those_there_are(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["fats"], folder=folder)
    assert ended.value.code == 2
    assert capsys.readouterr().err.replace("'", "").endswith("(choose from fast, slow)\n")
