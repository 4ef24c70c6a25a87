"""The demo, where everybody can log in as anybody, starts on local names only."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("demo", "hosts", "starts"),
    [
        ("1", "localhost,127.0.0.1", True),
        ("1", "knub.example.org", False),
        ("1", "localhost,*", False),
        ("0", "knub.example.org", True),
    ],
)
def test_the_demo_refuses_to_answer_on_a_name_that_is_not_local(monkeypatch, demo, hosts, starts):
    monkeypatch.setenv("KNUB_DEMO", demo)
    monkeypatch.setenv("KNUB_HOSTS", hosts)
    done = subprocess.run([sys.executable, "-c", "import knub.settings"], capture_output=True, text=True, check=False)
    assert (done.returncode == 0) == starts
    assert ("Leave KNUB_HOSTS out" in done.stderr) == (not starts)
