"""What a file says is read in a process of its own; a hostile file costs that process and nothing else."""

import time
import zlib
from datetime import timedelta
from io import BytesIO

import pytest
from django.conf import settings as house
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pypdf import PdfReader, PdfWriter

from knub.files import actions, intake, queries, texts
from knub.files.models import Reading, Version
from knub.files.naming import SLIDES, WORD
from knub.files.signals import documents_changed
from knub.files.texts import UnreadableError, text_of
from tests.files.making import office, pdf, slide, word
from tests.worker import work


def path_of(tmp_path, content):
    path = tmp_path / "file"
    path.write_bytes(content)
    return path


def stored(secretariat, content, *, name="Plan.pdf"):
    found = intake.checked(BytesIO(content), name, size=len(content))
    return actions.store(found, thing=secretariat, slot="x", title="", at=timezone.now(), by=secretariat)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("pdf", pdf("Tryghed i opgangen", "Side to: beboerne")),
        ("word", office(WORD, parts={"word/document.xml": word("Tryghed i opgangen", "Side to: beboerne")})),
        (
            "slides",
            office(
                SLIDES,
                parts={
                    "ppt/slides/slide10.xml": slide("Side to: beboerne"),
                    "ppt/slides/slide2.xml": slide("Tryghed i opgangen"),
                },
            ),
        ),
    ],
    ids=["pdf", "word", "slides"],
)
def test_a_real_file_says_what_stands_in_it_in_its_order(tmp_path, kind, content):
    assert text_of(path_of(tmp_path, content), kind) == "Tryghed i opgangen Side to: beboerne"


def test_words_are_not_split_where_a_file_is_read_piece_by_piece(tmp_path):
    content = office(WORD, parts={"word/document.xml": word(*["boligområde"] * 20_000)})
    assert set(text_of(path_of(tmp_path, content), "word").split()[:-1]) == {"boligområde"}


def test_no_more_is_kept_than_the_limit(tmp_path):
    content = office(WORD, parts={"word/document.xml": word("æ " * texts.LONGEST)})
    assert len(text_of(path_of(tmp_path, content), "word")) == texts.LONGEST


def locked_pdf():
    writer, file = PdfWriter(), BytesIO()
    writer.append(PdfReader(BytesIO(pdf("x"))))
    writer.encrypt("kode")
    writer.write(file)
    return file.getvalue()


def grows():
    """A document type in which ten lines stand for a thousand million letters."""
    lines = [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)]
    return f'<!DOCTYPE d [<!ENTITY l0 "ha">{"".join(lines)}]><d xmlns="w"><t>&l9;</t></d>'.encode()


def endless_pdf():
    """A PDF whose tree of pages has itself as a child."""
    return pdf("x").replace(b"/Kids[4 0 R]", b"/Kids[2 0 R]")


def packed_pdf():
    """A PDF whose page unpacks to 200 MB."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1024 * 1024)) for _ in range(200)) + packer.flush()
    return pdf(stream=packed)


HOSTILE = {
    "locked pdf": ("pdf", locked_pdf, {"locked"}),
    "broken pdf": ("pdf", lambda: b"%PDF-1.4 nothing", {"damaged"}),
    "endless pdf": ("pdf", endless_pdf, {"damaged", "slow", ""}),
    "packed pdf": ("pdf", packed_pdf, {"large", "damaged", "slow", ""}),
    "grows": ("word", lambda: office(WORD, parts={"word/document.xml": grows()}), {"damaged"}),
    "bomb": ("word", lambda: office(WORD, parts={"word/document.xml": bytes(200 * 1024 * 1024)}), {"damaged", "large"}),
    "long": (
        "word",
        lambda: office(WORD, parts={"word/document.xml": b"<a>" + b" " * 80 * 1024 * 1024 + b"</a>"}),
        {"large"},
    ),
    "not packed": ("slides", lambda: b"PK\x03\x04 nothing", {"damaged"}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_its_own_process_in_time(tmp_path, name):
    kind, make, faults = HOSTILE[name]
    start, fault = time.monotonic(), ""
    try:
        text = text_of(path_of(tmp_path, make()), kind)
        assert len(text) <= texts.LONGEST
    except UnreadableError as error:
        fault = error.fault
    assert fault in faults
    assert time.monotonic() - start < texts.SECONDS


def test_a_file_that_takes_too_long_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(texts, "SECONDS", 0.01)
    with pytest.raises(UnreadableError, match="slow"):
        text_of(path_of(tmp_path, pdf("x")), "pdf")


@pytest.mark.django_db
def test_a_file_is_read_once_and_its_room_hears_of_it(secretariat, django_assert_num_queries):
    heard = []
    documents_changed.connect(lambda **said: heard.append(said["object_id"]), weak=False, dispatch_uid="test")
    try:
        document = stored(secretariat, pdf("Borgeren 010190-1234 ringede"))
        version = document.versions.get()
        actions.read(version.pk, at=timezone.now())
        with django_assert_num_queries(1):
            actions.read(version.pk, at=timezone.now())
    finally:
        documents_changed.disconnect(dispatch_uid="test")
    assert heard == [str(secretariat.pk)] * 2
    (text,) = queries.texts_of(document.kind, [document.object_id])[document.object_id]
    assert text.text == "Borgeren – ringede"


@pytest.mark.django_db
def test_only_the_newest_version_of_what_is_not_deleted_is_said(secretariat):
    kept, gone = stored(secretariat, pdf("gammel")), stored(secretariat, pdf("slettet"))
    content = pdf("ny")
    newer = intake.checked(BytesIO(content), "Ny.pdf", size=len(content))
    actions.replace(kept, newer, at=timezone.now(), by=secretariat)
    actions.delete(gone, at=timezone.now(), by=secretariat)
    for version in Version.objects.all():
        actions.read(version.pk, at=timezone.now())
    (text,) = queries.texts_of(kept.kind, [kept.object_id])[kept.object_id]
    assert (text.name, text.text) == ("Ny.pdf", "ny")


@pytest.mark.django_db
def test_a_fault_is_noted_and_not_tried_again(secretariat):
    version = stored(secretariat, b"%PDF-1.4 nothing").versions.get()
    later = timezone.now() + timedelta(hours=2)
    assert actions.read_due(now=timezone.now()) == 0
    assert actions.read_due(now=later) == 1
    assert Reading.objects.get(version=version).fault == "damaged"
    assert actions.read_due(now=later) == 0


@pytest.mark.django_db
def test_a_file_that_is_gone_from_the_folder_has_a_fault(secretariat):
    version = stored(secretariat, pdf("x")).versions.get()
    intake.place_of(house.FILES, version.key).unlink()
    actions.read(version.pk, at=timezone.now())
    assert version.reading.fault == "gone"


@pytest.mark.usefixtures("loaded")
def test_the_worker_reads_a_good_file_after_a_hostile_one(secretariat):
    hostile = office(WORD, parts={"word/document.xml": grows()})
    first = stored(secretariat, hostile, name="Plan.docx").versions.get()
    second = stored(secretariat, pdf("Tryghed")).versions.get()
    work()
    assert (first.reading.fault, second.reading.text) == ("damaged", "Tryghed")
    assert not ProcrastinateJob.objects.filter(task_name="files.read", status="todo").exists()
