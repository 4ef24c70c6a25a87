"""Run the benchmarks: every file of bench/ has a function `figures` that yields one dict per figure.

    python -m knub.cli.bench [NAME] [--json]
"""

import argparse
import importlib.util
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[3] / "bench"


def names(folder: Path) -> list[str]:
    """Return the names of the benchmarks."""
    return sorted(path.stem for path in folder.glob("[!_]*.py"))


def figures(folder: Path, name: str) -> Iterator[Mapping[str, object]]:
    """Run one benchmark."""
    spec = importlib.util.spec_from_file_location(f"bench.{name}", folder / f"{name}.py")
    if spec is None or spec.loader is None:
        raise ImportError(f"{folder / name}.py is not a Python file.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield from module.figures()


def as_text(figure: Mapping[str, object]) -> str:
    """Write a figure for people."""
    rounded = {key: f"{value:.4g}" if isinstance(value, float) else value for key, value in figure.items()}
    return ", ".join(f"{key} {value}" for key, value in rounded.items())


def main(arguments: Sequence[str], *, folder: Path = FOLDER) -> int:
    """Run the named benchmark, or all of them."""
    parser = argparse.ArgumentParser(prog="./knub bench", description="Run the benchmarks.")
    parser.add_argument("name", nargs="?", choices=names(folder), metavar="NAME", help=", ".join(names(folder)))
    parser.add_argument("--json", action="store_true", help="one JSON object per figure")
    options = parser.parse_args(arguments)
    for name in [options.name] if options.name else names(folder):
        for figure in figures(folder, name):
            whole = {"bench": name, **figure}
            print(json.dumps(whole) if options.json else as_text(whole), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
