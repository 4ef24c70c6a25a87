"""One parent for the programs of a site: starts them, some of them again, and takes all down."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import FrameType

from knub.cli.lifeline import open_lifeline
from knub.cli.stopping import on_stopping

TICK = 0.2
PAUSE_BEFORE_RESTART = 3.0
PATIENCE = 30.0


@dataclass
class Program:
    """A Python module that runs as a program of its own for as long as its parent lives."""

    name: str
    module: str
    arguments: Sequence[str] = ()
    sockets: Sequence[int] = ()
    restarts: bool = False
    process: subprocess.Popen[bytes] | None = None
    due: float = 0.0


class Supervisor:
    """Runs programs until it is told to stop, or until one ends that is not meant to start again."""

    def __init__(
        self,
        programs: Sequence[Program],
        *,
        on_tick: Callable[[], None],
        pause: float = PAUSE_BEFORE_RESTART,
        patience: float = PATIENCE,
    ) -> None:
        self.programs = programs
        self.on_tick = on_tick
        self.pause = pause
        self.patience = patience
        self.lifeline = open_lifeline()
        self.stopping = False
        self.code = 0

    def run(self) -> int:
        """Run until told to stop; return the exit code."""
        on_stopping(self.be_told)
        while not self.stopping:
            for program in self.programs:
                self.look_after(program)
            self.on_tick()
            time.sleep(TICK)
        self.stop_all()
        return self.code

    def be_told(self, _signum: int, _frame: FrameType | None) -> None:
        """Stop at the next look around."""
        self.stopping = True

    def look_after(self, program: Program) -> None:
        """Start a program that is due; when it has ended, see whether it starts again."""
        if program.process is None:
            if time.monotonic() >= program.due:
                self.start(program)
        elif program.process.poll() is not None:
            self.ended(program, program.process.returncode)

    def start(self, program: Program) -> None:
        """Start a program in a session of its own, so that Ctrl-C reaches it through this parent only."""
        line = [sys.executable, "-m", "knub.cli.lifeline", program.module, *program.arguments]
        surroundings = {**os.environ, **self.lifeline.environment()}
        kept = [self.lifeline.reading, *program.sockets]
        program.process = subprocess.Popen(line, env=surroundings, pass_fds=kept, start_new_session=True)

    def ended(self, program: Program, code: int) -> None:
        """Let a program start again after a pause, or give up."""
        program.process = None
        if program.restarts:
            program.due = time.monotonic() + self.pause
            print(f"The {program.name} ended ({code}) and starts again.", file=sys.stderr)
        else:
            self.stopping, self.code = True, 1
            print(f"The {program.name} ended ({code}), so everything stops.", file=sys.stderr)

    def stop_all(self) -> None:
        """Tell every program to stop; kill those that do not in good time."""
        running = [program.process for program in self.programs if program.process]
        for process in running:
            process.terminate()
        latest = time.monotonic() + self.patience
        for process in running:
            try:
                process.wait(timeout=max(0.0, latest - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
