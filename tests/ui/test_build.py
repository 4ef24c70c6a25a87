"""What is made of the front-end packages, and that it is made once."""

import csv
import doctest
import re

import pytest

from knub.ui import build, charts, exports
from tests.house.floors import PACKAGE, PROJECT, source_files


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """Let the build write to an empty folder."""
    for name, path in {
        "BUILD": "",
        "NPM": "packages",
        "STATIC": "static",
        "FONTS": "fonts",
        "COLLECTED": "collected",
    }.items():
        monkeypatch.setattr(build, name, tmp_path / path)
    return tmp_path


def test_the_map_has_exactly_the_98_municipalities():
    drawn = set(re.findall(r'id="k(\d{4})"', (build.STATIC / "map" / "denmark.svg").read_text()))
    with (PACKAGE / "data" / "municipalities.csv").open(encoding="utf-8") as file:
        assert drawn == {row["code"] for row in csv.DictReader(file)}


def test_every_icon_that_a_template_names_is_drawn():
    icons = build.STATIC / "fds" / "img" / "all-svg-icons.svg"
    drawn = set(re.findall(r'<symbol[^>]*id="([^"]+)"', icons.read_text()))
    named = {name for path in source_files(".html") for name in re.findall(r'{% icon "([^"]+)"', path.read_text())}
    assert len(named) > 20
    assert named - drawn == set()


def test_the_style_sheet_names_no_missing_file_and_only_woff2_fonts():
    css = build.STATIC / "fds" / "css" / "dkfds.css"
    named = set(re.findall(r"url\(\.\./([^)\"']+)\)", css.read_text()))
    assert [name for name in named if not (css.parent.parent / name).is_file()] == []
    assert {name.rsplit(".", 1)[1] for name in named if name.startswith("fonts")} == {"woff2"}
    assert "sourceMappingURL" not in css.read_text()


@pytest.mark.parametrize("folder", ["fds", "map"])
def test_the_licence_follows_what_is_served(folder):
    assert "MIT" in (build.STATIC / folder / "LICENSE.md").read_text()


def test_the_licence_follows_the_fonts_of_paper():
    assert "SIL Open Font License" in (build.FONTS / "LICENSE.md").read_text()
    assert len(list(build.FONTS.glob("*.otf"))) == 3


def test_the_lock_file_names_no_host():
    assert "resolved" not in (PROJECT / "package-lock.json").read_text()


def test_a_second_run_does_nothing():
    stamp = build.BUILD / "front-end.stamp"
    assert build.main() == 0
    before = stamp.stat().st_mtime_ns
    assert build.main() == 0
    assert stamp.stat().st_mtime_ns == before


def test_without_a_network_a_sentence_says_what_to_do(elsewhere, monkeypatch, capsys):
    npm = elsewhere / "npm"
    npm.write_text("#!/bin/sh\nexit 1\n")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", str(elsewhere))
    assert build.main() == 1
    assert "Is there a network? Run the same command again." in capsys.readouterr().err
    assert not (elsewhere / "front-end.stamp").exists()


def test_without_npm_a_sentence_says_what_to_install(elsewhere, monkeypatch, capsys):
    monkeypatch.setenv("PATH", str(elsewhere))
    monkeypatch.setattr(build.sysconfig, "get_path", lambda _name: str(elsewhere))
    assert build.main() == 1
    assert "requirements-node.txt" in capsys.readouterr().err


def test_texts_are_compiled_where_they_are_newer(tmp_path, monkeypatch):
    folder = tmp_path / "locale" / "da" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    (folder / "django.po").write_text(f'{header}msgid "Area"\nmsgstr "Område"\n')
    monkeypatch.setattr(build, "PACKAGE", tmp_path)
    build.compile_texts()
    assert "Område".encode() in (folder / "django.mo").read_bytes()


@pytest.mark.parametrize("module", [build, charts, exports])
def test_the_examples_in_the_code_run(module):
    outcome = doctest.testmod(module)
    assert outcome.failed == 0
    assert outcome.attempted > 0
