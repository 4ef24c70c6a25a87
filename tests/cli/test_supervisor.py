"""One parent for several programs: restarts, orderly stops and killed parents."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

SOURCE = str(Path(__file__).parents[2] / "src")
PARENT = """
import sys
from knub.cli.supervisor import Program, Supervisor
programs = [Program(name, name, restarts=name in {"fragile"}) for name in sys.argv[1:]]
sys.exit(Supervisor(programs, on_tick=lambda: None, pause=0.1, patience=1.0).run())
"""
STEADY = """
import os, pathlib, signal, sys
def told(*_):
    pathlib.Path("told").write_text("yes")
    sys.exit(0)
signal.signal(signal.SIGTERM, told)
print(os.getpid(), file=open("steady.pids", "a"), flush=True)
while True:
    signal.pause()
"""
FRAGILE = """
import os
print(os.getpid(), file=open("fragile.pids", "a"), flush=True)
"""
STUBBORN = """
import os, signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print(os.getpid(), file=open("stubborn.pids", "a"), flush=True)
while True:
    signal.pause()
"""

Supervise = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def supervise(tmp_path: Path) -> Iterator[Supervise]:
    """Start a parent of the named programs, in a folder where they leave their process ids."""
    for name, text in {"steady": STEADY, "fragile": FRAGILE, "stubborn": STUBBORN}.items():
        (tmp_path / f"{name}.py").write_text(text)
    parents: list[subprocess.Popen[str]] = []

    def start(*names: str) -> subprocess.Popen[str]:
        surroundings = {**os.environ, "PYTHONPATH": f"{SOURCE}{os.pathsep}{tmp_path}"}
        line = [sys.executable, "-c", PARENT, *names]
        parents.append(
            subprocess.Popen(line, cwd=tmp_path, env=surroundings, stderr=subprocess.PIPE, text=True)
        )
        return parents[-1]

    yield start
    for parent in parents:
        parent.kill()
        parent.communicate()


def wait_for(condition: Callable[[], object]) -> None:
    """Wait until something holds."""
    latest = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < latest
        time.sleep(0.02)


def pids(folder: Path, name: str, *, at_least: int = 1) -> list[int]:
    """Return the process ids of a program, when it has been started so often."""
    noted = folder / f"{name}.pids"
    wait_for(lambda: noted.exists() and noted.read_text().count("\n") >= at_least)
    return [int(line) for line in noted.read_text().split()]


def is_gone(pid: int) -> bool:
    """Tell whether a process has ended, reaped or not."""
    status = Path(f"/proc/{pid}/status")
    return not status.exists() or "\nState:\tZ" in status.read_text()


def test_ended_program_starts_again(tmp_path: Path, supervise: Supervise) -> None:
    supervise("steady", "fragile")
    assert len(set(pids(tmp_path, "fragile", at_least=3))) >= 3
    assert len(pids(tmp_path, "steady")) == 1


def test_program_that_must_not_end_takes_the_others_down(tmp_path: Path, supervise: Supervise) -> None:
    parent = supervise("steady", "stubborn")
    steady = pids(tmp_path, "steady")[0]
    os.kill(pids(tmp_path, "stubborn")[0], signal.SIGKILL)
    assert parent.wait(timeout=20) == 1
    assert (tmp_path / "told").read_text() == "yes"
    assert is_gone(steady)
    assert parent.stderr
    assert parent.stderr.read() == "The stubborn ended (-9), so everything stops.\n"


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_told_parent_tells_its_programs(tmp_path: Path, supervise: Supervise, told: signal.Signals) -> None:
    parent = supervise("steady")
    steady = pids(tmp_path, "steady")[0]
    parent.send_signal(told)
    assert parent.wait(timeout=20) == 0
    assert (tmp_path / "told").read_text() == "yes"
    assert is_gone(steady)


def test_stubborn_program_is_killed_in_the_end(tmp_path: Path, supervise: Supervise) -> None:
    parent = supervise("stubborn")
    stubborn = pids(tmp_path, "stubborn")[0]
    parent.terminate()
    assert parent.wait(timeout=20) == 0
    assert is_gone(stubborn)


def test_killed_parent_takes_its_programs_down(tmp_path: Path, supervise: Supervise) -> None:
    parent = supervise("steady")
    steady = pids(tmp_path, "steady")[0]
    parent.kill()
    wait_for(lambda: is_gone(steady))
    assert (tmp_path / "told").read_text() == "yes"


def test_lifeline_of_another_program_is_not_taken_for_ones_own(tmp_path: Path) -> None:
    one, other = socket.socketpair()
    surroundings = {**os.environ, "PYTHONPATH": SOURCE, "KNUB_LIFELINE": f"{one.fileno()}:1"}
    (tmp_path / "there.py").write_text("import time; time.sleep(0.5); print('still here')")
    with one:
        other.close()
        done = subprocess.run(
            [sys.executable, "-m", "knub.cli.lifeline", "there"],
            env=surroundings,
            pass_fds=[one.fileno()],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
    assert done.stdout == "still here\n"
