"""Starting the site: what it refuses, and what it opens."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from knub.cli.serve import ServeError, listen

SOURCE = str(Path(__file__).parents[2] / "src")


def start(module: str, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run one of our programs to its end."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("KNUB_")}
    line = [sys.executable, "-m", module, *arguments]
    surroundings = {**kept, "PYTHONPATH": SOURCE, **settings}
    return subprocess.run(line, env=surroundings, capture_output=True, text=True, check=False)


def test_free_port_is_opened_on_every_address_of_the_host() -> None:
    sockets = listen("localhost", 0)
    addresses = {address[0] for *_, address in socket.getaddrinfo("localhost", 0, type=socket.SOCK_STREAM)}
    try:
        assert {each.getsockname()[0] for each in sockets} == addresses
        assert len({each.getsockname()[1] for each in sockets}) == 1
    finally:
        for each in sockets:
            each.close()


def test_taken_port_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = start("knub.cli.demo", "--data", str(tmp_path / "demo"), "--port", str(port))
    assert done.returncode == 1
    assert done.stderr == (
        f"Port {port} is taken by another program. Choose another one, for example --port {port + 1}.\n"
    )
    assert not (tmp_path / "demo").exists()


@pytest.mark.parametrize(
    ("host", "words"),
    [
        ("192.0.2.1", "192.0.2.1 is not an address of this machine. Use localhost, or 0.0.0.0 for all."),
        ("no such name", "no such name cannot be listened on: "),
    ],
)
def test_host_that_is_not_here_is_refused(host: str, words: str) -> None:
    with pytest.raises(ServeError) as refused:
        listen(host, 8000)
    assert str(refused.value).startswith(words)


@pytest.mark.parametrize("port", ["70000", "-1", "http"])
def test_port_that_is_none_is_refused(port: str) -> None:
    done = start("knub.cli.serve", f"--port={port}")
    assert done.returncode == 2
    assert f"'{port}' is not a port: write a number up to 65535" in done.stderr


def test_site_without_a_database_is_refused() -> None:
    done = start("knub.cli.serve", KNUB_SECRET_KEY="long")
    assert done.returncode == 1
    assert done.stderr == "KNUB_DATABASE_URL is not set. Use ./knub serve, or name a PostgreSQL server.\n"


def test_site_without_a_secret_is_refused() -> None:
    done = start("knub.cli.serve", KNUB_DATABASE_URL="postgresql:///nowhere")
    assert done.returncode == 1
    assert done.stderr == "KNUB_SECRET_KEY is not set. Give it 50 random characters, always the same ones.\n"


def test_unreachable_database_is_refused(tmp_path: Path) -> None:
    url = f"postgresql:///knub?host={tmp_path}"
    done = start("knub.cli.serve", "--port", "0", KNUB_DATABASE_URL=url, KNUB_SECRET_KEY="long")
    assert done.returncode == 1
    assert done.stderr.startswith("The database cannot be reached: ")


def test_demo_in_a_place_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = start("knub.cli.demo", "--data", str(tmp_path / "file" / "demo"), "--port", "0")
    assert done.returncode == 1
    assert "Not a directory" in done.stderr
    assert "Traceback" not in done.stderr
