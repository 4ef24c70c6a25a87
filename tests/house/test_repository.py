"""What the repository may not hold, and what its documents must say."""

import os
import re
import subprocess
from io import StringIO

import pytest
from django.core.management import call_command

from tests.house.floors import FLOORS, PACKAGE, PROJECT

THIRD_PARTY = re.compile(
    r"\.min\.(js|css)$|\.(woff2?|ttf|otf|eot)$|(^|/)(node_modules|vendor)/|(^|/)(uv\.lock|pylock\.toml)$"
)
REGISTRY_HOSTS = re.compile(
    "|".join(["python" + r"hosted\.org", "registry" + r"\.npmjs", "py" + r"pi\.org", "deb" + r"\.debian\.org"])
)


def tracked_files():
    listed = subprocess.run(["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=True)
    return [name for name in listed.stdout.splitlines() if (PROJECT / name).is_file()]


def test_no_third_party_file_is_in_the_repository():
    assert [name for name in tracked_files() if THIRD_PARTY.search(name)] == []


def test_no_file_names_a_package_registry():
    texts = {name: (PROJECT / name).read_text(errors="replace") for name in tracked_files()}
    assert [name for name, text in texts.items() if REGISTRY_HOSTS.search(text)] == []


def test_the_map_names_every_folder_of_the_house():
    text = (PROJECT / "docs" / "map.md").read_text()
    assert [room for floor in FLOORS for room in floor if f"`{room}`" not in text] == []


def test_every_setting_is_documented():
    source = "\n".join(path.read_text() for path in [PACKAGE / "settings.py", *PACKAGE.glob("cli/*.py")])
    names = set(re.findall(r"KNUB_[A-Z_]+", source))
    documented = (PROJECT / "docs" / "operate" / "settings.md").read_text()
    assert sorted(name for name in names if f"`{name}`" not in documented) == []


def test_decisions_are_short():
    decisions = sorted((PROJECT / "docs" / "decisions").glob("[0-9]*.md"))
    assert decisions
    assert [path.name for path in decisions if len(path.read_text().splitlines()) > 40] == []


def test_the_readme_has_two_commands_for_a_newcomer():
    text = (PROJECT / "README.md").read_text()
    assert [command for command in ("./knub demo", "./knub test") if command not in text] == []


@pytest.mark.django_db
def test_no_migration_is_missing():
    output = StringIO()
    call_command("makemigrations", "--check", "--dry-run", stdout=output)
    assert "No changes detected" in output.getvalue()


def test_danish_is_complete():
    output = StringIO()
    call_command("translations", "--check", stdout=output)


def test_the_script_may_be_run():
    assert os.access(PROJECT / "knub", os.X_OK)
