"""Start the demonstration: a site with example people on real data, with its own database.

    python -m knub.cli.demo --data DIR [--port PORT] [--fresh]
"""

import argparse
import os
import secrets
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from knub.cli.embedded import Cluster, EmbeddedError, discard
from knub.cli.serve import ServeError, listen, port_number


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="./knub demo", description="Start a site with example people.")
    parser.add_argument("--port", type=port_number, default=8000, help="where the site answers (8000)")
    parser.add_argument("--data", type=Path, metavar="DIR", help="where everything is kept (var/demo)")
    parser.add_argument("--fresh", action="store_true", help="throw away what is kept there, and begin anew")
    return parser.parse_args(arguments)


def check_port(port: int) -> None:
    """Refuse a taken port before anything is started."""
    for each in listen("localhost", port):
        each.close()


def start_afresh(data: Path) -> None:
    """Throw away the database and the uploads of an earlier demonstration."""
    discard(Cluster(data))
    shutil.rmtree(data / "files", ignore_errors=True)


def secret_key(data: Path) -> str:
    """Return the key of this demonstration, made once."""
    kept = data / "secret-key"
    if not kept.exists():
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50))
    return kept.read_text()


def surroundings(data: Path, port: int) -> dict[str, str]:
    """Return the settings of the demonstration."""
    return {
        "KNUB_DEMO": "1",
        "KNUB_DATA": str(data),
        "KNUB_SECRET_KEY": secret_key(data),
        "KNUB_SITE_URL": f"http://localhost:{port}",
    }


def start(data: Path, port: int) -> NoReturn:
    """Become the database's wrapper around the site."""
    site = [sys.executable, "-m", "knub.cli.serve", "--demo", "--port", str(port)]
    line = [sys.executable, "-m", "knub.cli.embedded", str(data), "--", *site]
    os.execv(sys.executable, line)  # noqa: S606 - no shell is wanted


def main(arguments: Sequence[str]) -> int:
    """Start the demonstration as the command line says."""
    options = parse(arguments)
    data = options.data.resolve()
    try:
        check_port(options.port)
        if options.fresh:
            start_afresh(data)
        os.environ.update(surroundings(data, options.port))
    except (ServeError, EmbeddedError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    start(data, options.port)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
