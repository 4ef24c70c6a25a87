"""What docs/operate says about the settings is what the code reads."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAME = re.compile(r"\bKNUB_[A-Z_]+\b")


def test_every_variable_is_described() -> None:
    code = [ROOT / "knub", *(ROOT / "src").rglob("*.py")]
    read = {name for path in code for name in NAME.findall(path.read_text())}
    described = set(NAME.findall((ROOT / "docs" / "operate" / "settings.md").read_text()))
    assert described == read


def read(question: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Ask the settings something, as they are with these variables alone."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("KNUB_")}
    line = [sys.executable, "-c", f"import knub.settings as s; print({question})"]
    surroundings = {**kept, "PYTHONPATH": str(ROOT / "src"), **settings}
    return subprocess.run(line, env=surroundings, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("KNUB_DEMO", "yes", "Write 1 for yes or 0 for no."),
        ("KNUB_PROXIES", "one", "Write a whole number."),
        ("KNUB_HOSTS", "knub.example.org,*", "Name the hosts"),
        ("KNUB_EMAIL_URL", "smtps://mail.example.org", "Write smtp://host:port or smtp+tls://host:port."),
        ("KNUB_EMAIL_URL", "smtp://mail.example.org:mail", "KNUB_EMAIL_URL is no address."),
        ("KNUB_DATABASE_URL", "mysql://localhost/knub", "KNUB_DATABASE_URL is no address."),
    ],
)
def test_wrong_setting_stops_the_start_with_a_sentence(name: str, value: str, says: str) -> None:
    done = read("'started'", **{name: value})
    assert done.returncode == 1
    assert says in done.stderr


def test_what_a_database_address_asks_for_is_kept() -> None:
    url = "postgresql://knub:p%40ss@db.example.org:5433/knub?sslmode=verify-full&options=-c%20work_mem%3D8MB"
    done = read("*map(s.DATABASES['default'].get, ('HOST', 'PORT', 'PASSWORD', 'OPTIONS'))", KNUB_DATABASE_URL=url)
    assert done.stdout.startswith("db.example.org 5433 p@ss {'sslmode': 'verify-full', 'options': '-c work_mem=8MB")
    assert "lock_timeout=3s" in done.stdout


def test_socket_of_the_embedded_server_is_read() -> None:
    done = read("s.DATABASES['default']['HOST']", KNUB_DATABASE_URL="postgresql://knub@/knub?host=%2Fsrv%2Fa%20b")
    assert done.stdout == "/srv/a b\n"


@pytest.mark.parametrize(("demo", "safe"), [("0", "True True 31536000"), ("1", "False False 0")])
def test_cookies_travel_over_https_only_except_in_the_demo(demo: str, safe: str) -> None:
    asked = "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS, sep=' '"
    assert read(asked, KNUB_DEMO=demo).stdout.strip() == safe
