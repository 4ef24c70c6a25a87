"""The mailbox and the list of people exist in the demo only."""

import subprocess
import sys

import pytest

CODE = """
import django; django.setup()
from django.urls import resolve, Resolver404
for address in ("/demo/mails/", "/demo/", "/demo/rundtur/"):
    try:
        resolve(address); print("yes")
    except Resolver404:
        print("no")
"""


@pytest.mark.parametrize(("demo", "exists"), [("1", "yes"), ("0", "no")])
def test_demo_pages_exist_in_the_demo_only(demo, exists, monkeypatch):
    monkeypatch.setenv("KNUB_DEMO", demo)
    monkeypatch.setenv("KNUB_SECRET_KEY", "x" * 60)
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [exists] * 3
