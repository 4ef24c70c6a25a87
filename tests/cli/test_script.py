"""The one command in the root: what it sets up, when, and what it says when it cannot."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ECHO = """
import os, sys
print("demo", *sys.argv[1:])
print("from", os.getcwd())
"""
BUILD = """
import pathlib
(pathlib.Path(__file__).parents[3] / "build").mkdir(exist_ok=True)
"""
FILES = {
    "requirements.txt": "",
    "requirements-dev.txt": "",
    "package.json": "{}",
    "package-lock.json": "{}",
    ".npmrc": "",
    "src/knub/__init__.py": "",
    "src/knub/locale/empty": "",
    "src/knub/ui/__init__.py": "",
    "src/knub/ui/build.py": BUILD,
    "src/knub/cli/__init__.py": "",
    "src/knub/cli/demo.py": ECHO,
}
OFFLINE = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "", "PIP_CONFIG_FILE": os.devnull}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a checkout in small, with a space in its path and no packages to fetch."""
    folder = tmp_path / "a checkout"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    shutil.copy(ROOT / "knub", folder / "knub")
    return folder


def knub(checkout: Path, *arguments: str, path: str = "", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command without a network."""
    surroundings = {key: value for key, value in os.environ.items() if not key.startswith(("KNUB", "PYTHON", "CI"))}
    surroundings |= OFFLINE | {"PATH": path or f"{Path(sys.base_prefix) / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    line = [checkout / "knub", *arguments]
    return subprocess.run(line, cwd=cwd, env=surroundings, capture_output=True, text=True, check=False)


def program(folder: Path, name: str, text: str) -> None:
    """Write a shell script that stands for a program of the machine."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{text}\n")
    (folder / name).chmod(stat.S_IRWXU)


def machine(folder: Path, python: str) -> str:
    """Return the path of a machine that has the usual tools and this Python only."""
    for name in ("cat", "cksum", "dirname", "find", "mkdir", "rm", "sort"):
        program(folder, name, f'exec {shutil.which(name)} "$@"')
    program(folder, "python3", python)
    return str(folder)


def test_first_run_sets_up_and_later_runs_only_start(checkout: Path, tmp_path: Path) -> None:
    first = knub(checkout, "demo", "--port", "8001", cwd=tmp_path)
    assert first.stderr == ""
    assert first.stdout.splitlines() == [
        "Making .venv …",
        "Installing Python packages …",
        "Fetching front-end packages …",
        f"demo --port 8001 --data {checkout}/var/demo",
        f"from {tmp_path}",
    ]
    again = knub(checkout, "demo", "--data", "elsewhere", cwd=tmp_path)
    assert again.stdout.splitlines() == ["demo --data elsewhere", f"from {tmp_path}"]


def test_changed_requirements_are_installed_again(checkout: Path) -> None:
    knub(checkout, "demo")
    (checkout / "requirements.txt").write_text("# changed\n")
    assert "Installing Python packages …" in knub(checkout, "demo").stdout.splitlines()
    assert "Installing Python packages …" not in knub(checkout, "demo").stdout.splitlines()


def test_two_first_runs_at_once_set_up_once(checkout: Path) -> None:
    line = f"{checkout}/knub"
    both = subprocess.run(
        ["sh", "-c", '"$0" demo & "$0" demo & wait', line],
        env={**os.environ, **OFFLINE},
        capture_output=True,
        text=True,
        check=True,
    )
    assert both.stdout.splitlines().count("Making .venv …") == 1
    assert both.stdout.splitlines().count("Installing Python packages …") == 1
    assert both.stdout.splitlines().count(f"demo --data {checkout}/var/demo") == 2


def test_missing_packages_are_one_clear_sentence(checkout: Path) -> None:
    (checkout / "requirements.txt").write_text(f"no-such-package==1 --hash=sha256:{'0' * 64}\n")
    done = knub(checkout, "demo")
    assert done.returncode == 1
    assert done.stderr == (
        f"The Python packages could not be fetched. Is there a network? The details: {checkout}/var/setup.log\n"
    )
    assert "no-such-package" in (checkout / "var" / "setup.log").read_text()


def test_too_old_python_is_one_clear_sentence(checkout: Path, tmp_path: Path) -> None:
    path = machine(tmp_path / "bin", 'if [ "$1" = -c ]; then exit 1; fi; echo Python 3.9.2')
    done = knub(checkout, "demo", path=path)
    assert done.returncode == 1
    assert done.stderr == (
        "KNUB needs Python 3.11, 3.12 or 3.13. This machine has Python 3.9.2. Install one of them and try again.\n"
    )


def test_missing_venv_module_is_named_with_its_package(checkout: Path, tmp_path: Path) -> None:
    python = f'case "$2" in *ensurepip*) exit 1;; esac; exec "{sys.executable}" "$@"'
    done = knub(checkout, "demo", path=machine(tmp_path / "bin", python))
    assert done.returncode == 1
    assert done.stderr == "Python's venv module is missing. On Debian and Ubuntu: apt install python3-venv\n"


def test_help_names_every_command(checkout: Path) -> None:
    done = knub(checkout, "help")
    assert done.returncode == 0
    named = {line.split()[1] for line in done.stdout.splitlines() if line.startswith("  ./knub ")}
    assert named == {"demo", "test", "check", "bench", "serve", "manage", "lists", "mail", "classify"}
    assert not (checkout / ".venv").exists()


def test_unknown_command_shows_the_help(checkout: Path) -> None:
    done = knub(checkout, "dmeo")
    assert done.returncode == 1
    assert done.stderr.endswith("There is no command 'dmeo'.\n")
    assert done.stdout == ""


@pytest.mark.parametrize(("mark", "code"), [("", 0), ("@pytest.mark.skip", 1)])
def test_nothing_may_be_left_out_where_everything_is_required(tmp_path: Path, mark: str, code: int) -> None:
    (tmp_path / "test_one.py").write_text(f"import pytest\n\n{mark}\ndef test_one():\n    pass\n")
    options = ["-c", os.devnull, "-p", "tests.all_run", "-p", "no:cacheprovider", "-p", "no:django"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "-n", "1", tmp_path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code
    assert ("1 tests were left out, and none may be." in done.stdout) is bool(code)
