"""What is taken in and what is not; nothing is read as a whole, and nothing half-written is ever found."""

import hashlib
import io
import os
import signal
import subprocess
import sys
import time
import tracemalloc
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from knub.files import intake
from knub.files.intake import Checked, checked, keep, opened, sweep
from knub.files.naming import KINDS, REFUSALS, RefusedError, checked_name, ending_of
from tests.files.making import CONTENT

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "files.yaml").read_text())
TAKEN = {
    "Udviklingsplan 2.1.pdf": "pdf", "Brev.DOCX": "docx", "tal.xlsx": "xlsx", "oplæg.pptx": "pptx", "kort.png": "png",
    "foto.jpg": "jpeg", "foto.jpeg": "jpeg", "a.gif": "gif", "b.webp": "webp", "liste.csv": "csv", "noter.txt": "text",
    "gammel.txt": "windows_text", "ark.csv": "utf16", "Rapport.docx.pdf": "pdf", "Møde 3. november.pdf": "pdf",
}  # fmt: skip


def look_at(name, content):
    return checked(io.BytesIO(content), name, size=len(content))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['name'][:20]!r} {case['content']}")
def test_a_file_is_refused_with_a_sentence_that_helps(case):
    with pytest.raises(RefusedError) as refused:
        look_at(case["name"], CONTENT[case["content"]])
    assert refused.value.text.da.startswith(case["says"])


def test_every_refusal_has_a_case():
    said = {next(code for code, text in REFUSALS.items() if text.da.startswith(case["says"])) for case in CASES}
    assert set(REFUSALS) - said == {"no_file", "large"}  # the form says these: see test_uploading.py


@pytest.mark.parametrize(("name", "content"), TAKEN.items())
def test_an_ordinary_file_is_taken(name, content):
    found = look_at(name, CONTENT[content])
    assert (found.name, found.media_type) == (name, KINDS[ending_of(name)])


def test_one_byte_too_many():
    with pytest.raises(RefusedError) as refused:
        checked(io.BytesIO(CONTENT["pdf"]), "a.pdf", size=intake.LARGEST_FILE + 1)
    assert refused.value.code == "large"


@settings(deadline=None)
@given(st.text(max_size=200) | st.from_regex(r"[\w ./\\]{0,80}\.(pdf|exe|docx)", fullmatch=True))
def test_a_name_is_refused_or_safe_everywhere(name):
    try:
        found = checked_name(name)
    except RefusedError:
        return
    assert found.isprintable()
    assert not set(found) & set('/\\<>:"|?*')
    assert len(found) <= 120
    assert ending_of(found) in KINDS
    assert (Path("/upload") / found).resolve().parent == Path("/upload")
    assert checked_name(found) == found


@settings(deadline=None)
@given(st.binary(max_size=2000), st.sampled_from(sorted(KINDS)))
def test_no_content_whatever_makes_it_fall(content, ending):
    with suppress(RefusedError):
        look_at(f"fil{ending}", content)


@settings(deadline=None)
@given(st.binary(max_size=400), st.integers(0, 400))
def test_no_damage_to_a_document_makes_it_fall(noise, at):
    whole = CONTENT["docx"]
    with suppress(RefusedError):
        look_at("brev.docx", whole[:at] + noise + whole[at + len(noise) :])


def test_a_file_is_kept_under_a_random_name_with_its_digest(tmp_path):
    kept = [keep(look_at("brev.pdf", CONTENT["pdf"]), tmp_path) for _time in range(2)]
    assert kept[0].key != kept[1].key
    assert kept[0].digest == hashlib.sha256(CONTENT["pdf"]).hexdigest()
    with opened(tmp_path, kept[0].key) as file:
        assert file.read() == CONTENT["pdf"]
    assert (tmp_path / kept[0].key[:2] / kept[0].key).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("key", ["../../etc/passwd", "", "A" * 32, "0" * 31])
def test_no_other_name_opens_a_file(tmp_path, key):
    with pytest.raises(ValueError, match="no key"):
        opened(tmp_path, key)


def test_fifty_megabytes_are_never_in_memory(tmp_path):
    source = tmp_path / "source.txt"
    with source.open("wb") as file:
        for _megabyte in range(50):
            file.write(b"tekst\n" * 174_762)
    with source.open("rb") as stream:
        tracemalloc.start()
        keep(checked(stream, "a.txt", size=source.stat().st_size), tmp_path / "files")
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 8 * 1024 * 1024


WRITER = """
import io, sys, time
from pathlib import Path
from knub.files.intake import Checked, keep

class Slow(io.BytesIO):
    def read(self, size):
        print("reading", flush=True)
        time.sleep(0.2)
        return b"x" * 1024

keep(Checked("a.txt", "text/plain", 1, Slow()), Path(sys.argv[1]))
"""


def test_a_killed_upload_leaves_nothing_that_can_be_opened_and_is_swept(tmp_path):
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE)
    for _chunk in range(3):
        writer.stdout.readline()
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.suffix for path in left] == [".part"]
    assert sweep(tmp_path, set(), before=datetime.now(UTC) - timedelta(days=1)) == 0
    assert sweep(tmp_path, set(), before=datetime.now(UTC) + timedelta(seconds=1)) == 1


def test_only_old_and_unknown_files_are_swept(tmp_path):
    known, old, new = (keep(look_at("brev.pdf", CONTENT["pdf"]), tmp_path) for _one in range(3))
    (tmp_path / "notes").write_text("not ours")
    long_ago = time.time() - 90_000
    for kept in (known, old):
        os.utime(tmp_path / kept.key[:2] / kept.key, (long_ago, long_ago))
    assert sweep(tmp_path, {known.key}, before=datetime.now(UTC) - timedelta(days=1)) == 1
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == sorted([known.key, new.key, "notes"])


def test_an_upload_that_comes_in_is_gone_when_it_is_closed(tmp_path):
    with intake.coming_in(tmp_path) as file:
        file.write(b"x")
        assert len(list((tmp_path / "incoming").iterdir())) == 1
    assert list((tmp_path / "incoming").iterdir()) == []


def test_what_is_checked_is_what_is_kept(tmp_path):
    found = look_at("brev.pdf", CONTENT["pdf"])
    assert isinstance(found, Checked)
    assert keep(found, tmp_path).size == found.size
