"""Run the site: web and worker under one parent.

    python -m knub.cli.serve [--host HOST] [--port PORT]
"""

import argparse
import errno
import hashlib
import http.client
import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from knub.cli.lifeline import stop_when_cut
from knub.cli.stopping import on_stopping, stop_at_once
from knub.cli.supervisor import Program, Supervisor

PACKAGE = Path(__file__).resolve().parents[1]
BACKLOG = 2048
HIGHEST_PORT = 65535
WEB = ("--worker-class", "gthread", "--workers", "2", "--threads", "4", "--no-control-socket")
QUIET = ("--graceful-timeout", "20", "--log-level", "warning")
MIGRATE = ("migrate", "--no-input", "--verbosity", "0")
STEPS = (MIGRATE, ("load_municipalities",), ("load_lists",), ("index",))
DEMO_STEPS = (MIGRATE, ("load_demo",), ("load_desk",))
WORDS = "KNUB answers at {site}"
DEMO_WORDS = """
KNUB's demonstration answers at {site}
Log in with one click as one of the cast at {site}/demo/, or with a code (read it at {site}/demo/mails/):
  sekretaer@example.org        the secretariat
  kontaktperson@example.org    the contact person of a municipality
  kollega@example.org          a colleague in it
  gaest@example.org            a colleague in another municipality
  udenfor@example.org          somebody without a role
Stop it with Ctrl-C.
"""


class ServeError(Exception):
    """The site cannot start; says why and what to do."""


def listen(host: str, port: int) -> list[socket.socket]:
    """Open the port on every address of the host that this machine has; port 0 takes a free one."""
    sockets: list[socket.socket] = []
    for family, *_, address in addresses(host):
        chosen = sockets[0].getsockname()[1] if sockets else port
        try:
            sockets.append(socket.create_server((address[0], chosen), family=family, backlog=BACKLOG))
        except OSError as error:
            if error.errno not in {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}:
                raise ServeError(why_not(error, host, port)) from error
    if not sockets:
        raise ServeError(f"{host} is not an address of this machine. Use localhost, or 0.0.0.0 for all.")
    return sockets


def addresses(host: str) -> list[tuple[Any, ...]]:
    """Return the addresses that a name stands for."""
    try:
        return list(socket.getaddrinfo(host, None, type=socket.SOCK_STREAM))
    except socket.gaierror as error:
        raise ServeError(f"{host} cannot be listened on: {error.strerror}.") from error


def why_not(error: OSError, host: str, port: int) -> str:
    """Say why a port cannot be opened."""
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program. Choose another one, for example --port {port + 1}."
    return f"Port {port} of {host} cannot be opened: {error.strerror}."


def port_number(text: str) -> int:
    """Read a port from the command line."""
    if text.isdecimal() and int(text) <= HIGHEST_PORT:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a port: write a number up to {HIGHEST_PORT}")


def database_url() -> str:
    """Return the address of the database."""
    if url := os.environ.get("KNUB_DATABASE_URL"):
        return url
    raise ServeError("KNUB_DATABASE_URL is not set. Use ./knub serve, or name a PostgreSQL server.")


def check_secret() -> None:
    """Refuse a site whose sessions anyone could forge."""
    if not os.environ.get("KNUB_SECRET_KEY"):
        raise ServeError("KNUB_SECRET_KEY is not set. Give it 50 random characters, always the same ones.")


def prepare(url: str, steps: Sequence[Sequence[str]]) -> None:
    """Bring the database up to date, unless it has noted that it is."""
    wanted = fingerprint(steps)
    with connected(url) as connection:
        if noted(connection) == state(connection, wanted):
            return
        print("Preparing the database …", flush=True)
        for step in steps:
            take(step)
        note = sql.SQL("COMMENT ON TABLE django_migrations IS {}")
        connection.execute(note.format(sql.Literal(state(connection, wanted))))


def connected(url: str) -> psycopg.Connection:
    """Connect to the database, or say why not."""
    try:
        return psycopg.connect(url, autocommit=True)
    except psycopg.OperationalError as error:
        raise ServeError(f"The database cannot be reached: {error}") from error


def take(step: Sequence[str]) -> None:
    """Run one of Django's commands, or give up."""
    if subprocess.run([sys.executable, "-m", "django", *step], check=False).returncode:
        raise ServeError(f"The database could not be prepared: {step[0]} failed, as said above.")


def fingerprint(steps: Sequence[Sequence[str]]) -> str:
    """Return a hash of everything that decides what the database must hold."""
    digest = hashlib.sha256(repr(steps).encode())
    libraries = PACKAGE.parents[1].glob("requirements.txt")
    migrations, facts = PACKAGE.glob("*/migrations/*.py"), PACKAGE.glob("data/**/*.*")
    for path in [*libraries, *sorted(migrations), *sorted(facts)]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def noted(connection: psycopg.Connection) -> str | None:
    """Return what was noted in the database itself, where it follows into backups."""
    question = "SELECT obj_description(to_regclass('django_migrations'), 'pg_class')"
    row = connection.execute(question).fetchone()
    return row[0] if row else None


def state(connection: psycopg.Connection, wanted: str) -> str:
    """Return what to note: another migration by hand makes it differ."""
    if connection.execute("SELECT to_regclass('django_migrations')").fetchone() == (None,):
        return "nothing yet"
    row = connection.execute("SELECT count(*) FROM django_migrations").fetchone()
    return f"{wanted} {row and row[0]}"


def programs(sockets: Sequence[socket.socket]) -> list[Program]:
    """Return the web process, on the open sockets, and the worker, which starts again when it ends."""
    numbers = [each.fileno() for each in sockets]
    binds = [part for number in numbers for part in ("--bind", f"fd://{number}")]
    web = Program("web server", "gunicorn", ["knub.wsgi", *binds, *WEB, *QUIET], sockets=numbers)
    return [web, Program("worker", "django", ["worker"], restarts=True)]


class Announcement:
    """Prints the words once, when the site answers."""

    def __init__(self, host: str, port: int, words: str) -> None:
        self.host = host
        self.port = port
        self.words = words
        self.made = False

    def __call__(self) -> None:
        """Look whether the site answers now."""
        if not self.made and answers(self.host, self.port):
            self.made = True
            print(self.words, flush=True)


def answers(host: str, port: int) -> bool:
    """Tell whether the site answers within a second."""
    connection = http.client.HTTPConnection(host, port, timeout=1)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR
    except OSError:
        return False
    finally:
        connection.close()


def run(host: str, port: int, *, demo: bool) -> int:
    """Run the site until told to stop."""
    url = database_url()
    check_secret()
    sockets = listen(host, port)
    chosen = sockets[0].getsockname()[1]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "knub.settings")
    prepare(url, DEMO_STEPS if demo else STEPS)
    words = (DEMO_WORDS if demo else WORDS).format(site=f"http://{host}:{chosen}")
    return Supervisor(programs(sockets), on_tick=Announcement(host, chosen, words)).run()


def main(arguments: Sequence[str]) -> int:
    """Run the site as the command line says."""
    stop_when_cut()
    on_stopping(stop_at_once)
    parser = argparse.ArgumentParser(prog="./knub serve", description="Run the site.")
    parser.add_argument("--host", default="localhost", help="name or address to listen on")
    parser.add_argument("--port", type=port_number, default=8000)
    parser.add_argument("--demo", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    try:
        return run(options.host, options.port, demo=options.demo)
    except ServeError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
