"""The embedded server, started, shared, killed and started again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from knub.cli.embedded import Cluster, is_running

WRAPPER = (sys.executable, "-m", "knub.cli.embedded")
SAY_AND_WAIT = ("sh", "-c", 'echo "$KNUB_DATABASE_URL"; exec cat')
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}


class Holder:
    """A wrapper whose command says the address and then waits until its input ends."""

    def __init__(self, data: Path, *, prefix: tuple[str, ...] = ()) -> None:
        self.cluster = Cluster(data.resolve())
        self.process = subprocess.Popen(
            [*prefix, *WRAPPER, data, "--", *SAY_AND_WAIT],
            env=ENVIRONMENT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def url(self) -> str:
        """Wait until the command runs."""
        assert self.process.stdout
        line = self.process.stdout.readline().strip()
        assert line, self.process.communicate()
        return line

    def server(self) -> int:
        """Return the process id of the server."""
        return int((self.cluster.files / "postmaster.pid").read_text().split()[0])

    def leave(self) -> int:
        """End the command as usual."""
        _, self.said = self.process.communicate(timeout=30)
        return self.process.returncode


Hold = Callable[..., Holder]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with a server's files, made once."""
    data = tmp_path_factory.mktemp("made")
    run(data, "true")
    return data


@pytest.fixture
def data(made: Path, tmp_path: Path) -> Path:
    """Return a fresh copy of the data folder."""
    return copy(made, tmp_path / "data")


@pytest.fixture
def hold() -> Iterator[Hold]:
    """Start wrappers, and see to it that none of them outlives the test."""
    holders: list[Holder] = []

    def start(data: Path, **options: tuple[str, ...]) -> Holder:
        holders.append(Holder(data, **options))
        return holders[-1]

    yield start
    for holder in holders:
        holder.leave()


def copy(made: Path, data: Path) -> Path:
    """Copy a data folder with its owners."""
    data.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cp", "-a", made, data], check=True)
    return data


def run(data: Path, *command: str, prefix: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Run a command with the server of a data folder."""
    line = [*prefix, *WRAPPER, data, "--", *command]
    return subprocess.run(line, env=ENVIRONMENT, capture_output=True, text=True, check=False)


def ask(url: str, question: str) -> object:
    """Ask the server for one value."""
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(question).fetchone()  # type: ignore[arg-type]
        return row and row[0]


def tell(url: str, statement: str) -> None:
    """Change something on the server."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[arg-type]


def lives(pid: int) -> bool:
    """Tell whether a process lives; one that nobody has reaped yet does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()


def ordinary(folder: Path) -> tuple[str, ...]:
    """Return what runs a program as an ordinary user, who owns the folder and may only read the rest."""
    if os.geteuid() != 0:
        return ()
    subprocess.run(["chown", "-R", "65534:65534", folder], check=True)
    rights = ("--inh-caps=-all,+dac_read_search", "--ambient-caps=+dac_read_search")
    return ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *rights)


def test_first_start_makes_the_server_and_passes_the_exit_code(tmp_path: Path) -> None:
    done = run(tmp_path / "new", "sh", "-c", "exit 7")
    assert done.returncode == 7
    assert done.stderr == ""
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == [
        "postgres",
        "postgres.log",
        "server.lock",
        "start.lock",
        "users.lock",
    ]


def test_server_is_the_same_on_every_machine(data: Path, hold: Hold) -> None:
    url = hold(data).url()
    locale = "SELECT datlocprovider::text || datlocale FROM pg_database WHERE datname = current_database()"
    assert ask(url, locale) == "bC.UTF-8"
    assert ask(url, "SHOW server_encoding") == "UTF8"
    assert ask(url, "SHOW timezone") == "UTC"
    assert ask(url, "SHOW fsync") == "on"
    assert ask(url, "SHOW listen_addresses") == ""


def test_last_user_stops_the_server(data: Path, hold: Hold) -> None:
    first, second = hold(data), hold(data)
    url, server = first.url(), first.server()
    assert second.url() == url
    assert first.leave() == 0
    assert ask(url, "SELECT 1") == 1
    assert second.server() == server
    assert second.leave() == 0
    assert not lives(server)
    assert not first.cluster.sockets.exists()


def test_ten_starts_at_once_share_one_server(tmp_path: Path, hold: Hold) -> None:
    holders = [hold(tmp_path) for _ in range(10)]
    urls = {holder.url() for holder in holders}
    servers = {holder.server() for holder in holders}
    assert len(urls) == len(servers) == 1
    assert [holder.leave() for holder in holders] == [0] * 10
    assert not lives(servers.pop())


def test_two_checkouts_have_their_own_servers(made: Path, tmp_path: Path, hold: Hold) -> None:
    one, other = (hold(copy(made, tmp_path / name / "var" / "data")) for name in ("one", "other"))
    tell(one.url(), "CREATE TABLE here AS SELECT 1 AS number")
    assert ask(other.url(), "SELECT to_regclass('here')") is None
    assert one.server() != other.server()
    one.leave()
    assert lives(other.server())


def test_killed_holder_is_followed_by_a_normal_stop(data: Path, hold: Hold) -> None:
    killed = hold(data)
    killed.url()
    server = killed.server()
    killed.process.kill()
    killed.leave()
    assert lives(server)
    assert run(data, "true").returncode == 0
    assert not lives(server)


def test_command_of_a_killed_holder_keeps_its_server(data: Path, hold: Hold) -> None:
    killed = hold(data)
    url = killed.url()
    killed.process.kill()
    killed.process.wait()
    assert run(data, "true").returncode == 0
    assert ask(url, "SELECT 1") == 1
    killed.leave()
    assert run(data, "true").returncode == 0
    assert not is_running(killed.cluster)


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_told_holder_tells_its_command_and_stops_the_server(
    data: Path, hold: Hold, told: signal.Signals
) -> None:
    holder = hold(data)
    holder.url()
    server = holder.server()
    holder.process.send_signal(told)
    assert holder.process.wait(timeout=30) == 128 + told
    assert not lives(server)


@pytest.mark.parametrize("moment", [0.05, 0.1, 0.2, 0.4, 0.8])
def test_holder_told_to_stop_while_it_starts_leaves_nothing(
    tmp_path: Path, hold: Hold, moment: float
) -> None:
    holder = hold(tmp_path)
    time.sleep(moment)
    holder.process.terminate()
    assert holder.process.wait(timeout=30) in {128 + signal.SIGTERM, -signal.SIGTERM}
    assert not is_running(holder.cluster)
    assert run(tmp_path, "true").returncode == 0


def test_everything_committed_survives_a_killed_server(data: Path, hold: Hold) -> None:
    holder = hold(data)
    with psycopg.connect(holder.url(), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (number int)")
        for number in range(200):
            connection.execute("INSERT INTO kept VALUES (%s)", [number])
        os.kill(holder.server(), signal.SIGKILL)
    again = hold(data)
    assert ask(again.url(), "SELECT count(*) FROM kept") == 200
    assert again.server() != 0
    again.leave()
    assert holder.leave() == 0
    assert not is_running(holder.cluster)


def test_everything_killed_at_once_starts_again(data: Path, hold: Hold) -> None:
    holder = hold(data)
    tell(holder.url(), "CREATE TABLE kept AS SELECT 1 AS number")
    os.killpg(holder.server(), signal.SIGKILL)
    os.killpg(holder.process.pid, signal.SIGKILL)
    assert ask(hold(data).url(), "SELECT number FROM kept") == 1


def test_reused_process_id_does_not_matter(data: Path, hold: Hold) -> None:
    holder = hold(data)
    holder.url()
    status = (holder.cluster.files / "postmaster.pid").read_text().splitlines()
    os.killpg(holder.server(), signal.SIGKILL)
    os.killpg(holder.process.pid, signal.SIGKILL)
    status[0] = str(os.getpid())
    (holder.cluster.files / "postmaster.pid").write_text("\n".join(status) + "\n")
    assert ask(hold(data).url(), "SELECT 1") == 1


@pytest.mark.parametrize("name", ["with space", "it's \"Ålborg\", 100% & more"])
def test_path_may_have_any_characters(
    made: Path, tmp_path_factory: pytest.TempPathFactory, hold: Hold, name: str
) -> None:
    holder = hold(copy(made, tmp_path_factory.mktemp("a") / name))
    assert ask(holder.url(), "SELECT 1") == 1
    assert (holder.cluster.sockets / ".s.PGSQL.5432").is_socket()


def test_long_path_gets_a_private_folder_for_its_socket(
    made: Path, tmp_path: Path, hold: Hold
) -> None:
    holder = hold(copy(made, tmp_path / ("long" * 30) / "data"))
    assert ask(holder.url(), "SELECT 1") == 1
    assert len(os.fsencode(holder.cluster.sockets)) < 60
    assert holder.cluster.sockets.stat().st_mode & 0o777 == 0o700
    holder.leave()
    assert not holder.cluster.sockets.exists()


def test_long_path_refuses_a_folder_of_somebody_else(made: Path, tmp_path: Path) -> None:
    data = copy(made, tmp_path / ("long" * 30) / "data")
    sockets = Cluster(data).sockets
    sockets.symlink_to(tmp_path)
    done = run(data, "true")
    sockets.unlink()
    assert done.returncode == 1
    assert done.stderr == f"{sockets} belongs to somebody else. Remove it, or use another data folder.\n"


def test_closed_folder_stays_closed(tmp_path: Path, hold: Hold) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    before = [(path.stat().st_mode, path.stat().st_uid) for path in [closed, *closed.parents]]
    assert ask(hold(closed / "data").url(), "SELECT 1") == 1
    assert [(path.stat().st_mode, path.stat().st_uid) for path in [closed, *closed.parents]] == before


def test_ordinary_user_needs_nothing_else(tmp_path: Path, hold: Hold) -> None:
    prefix = ordinary(tmp_path)
    holder = hold(tmp_path / "data", prefix=prefix)
    assert ask(holder.url(), "SELECT current_user") == "knub"
    assert (tmp_path / "data" / "postgres").stat().st_uid == tmp_path.stat().st_uid
    assert holder.leave() == 0
    assert run(tmp_path / "data", "true", prefix=prefix).returncode == 0


def test_root_goes_on_with_the_server_of_an_ordinary_user(data: Path, hold: Hold) -> None:
    assert run(data, "true", prefix=ordinary(data)).returncode == 0
    assert ask(hold(data).url(), "SELECT 1") == 1


@pytest.mark.parametrize("whole", [True, False], ids=["with_its_children", "alone"])
def test_killed_while_the_files_are_made_starts_again(
    tmp_path: Path, hold: Hold, *, whole: bool
) -> None:
    killed = hold(tmp_path)
    while not (tmp_path / "postgres.new" / "PG_VERSION").exists():
        time.sleep(0.001)
    (os.killpg if whole else os.kill)(killed.process.pid, signal.SIGKILL)
    assert not (tmp_path / "postgres").exists()
    assert ask(hold(tmp_path).url(), "SELECT 1") == 1
    assert not (tmp_path / "postgres.new").exists()


def test_server_that_cannot_start_says_why(data: Path) -> None:
    (data / "postgres" / "PG_VERSION").write_text("12\n")
    done = run(data, "true")
    assert done.returncode == 1
    assert f"PostgreSQL did not start. {data}/postgres.log ends:" in done.stderr
    assert "initialized by PostgreSQL version 12" in done.stderr


def test_unknown_command_is_named(data: Path) -> None:
    done = run(data, "no-such-program")
    assert done.returncode == 1
    assert done.stderr == "no-such-program could not be run: No such file or directory.\n"
    assert not is_running(Cluster(data))


def test_missing_command_shows_the_use(tmp_path: Path) -> None:
    done = run(tmp_path / "never")
    assert done.returncode == 2
    assert done.stderr.startswith("Use: python -m knub.cli.embedded DATA -- COMMAND")
    assert not (tmp_path / "never").exists()


def test_backup_can_be_read_into_another_server(made: Path, tmp_path: Path, hold: Hold) -> None:
    old, new = (copy(made, tmp_path / name) for name in ("old", "new"))
    tell(hold(old).url(), "CREATE TABLE kept AS SELECT 1 AS number")
    backup = tmp_path / "knub.dump"
    save = run(old, "sh", "-c", f'pg_dump -Fc -d "$KNUB_DATABASE_URL" -f {backup}')
    read = run(new, "sh", "-c", f'pg_restore -d "$KNUB_DATABASE_URL" {backup}')
    assert (save.stderr, read.stderr) == ("", "")
    assert ask(hold(new).url(), "SELECT number FROM kept") == 1
