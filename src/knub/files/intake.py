"""The only code that opens uploads: it looks at what they are, keeps them, and throws away what nobody knows.

Files lie outside the web root under random names: <folder>/<first two letters>/<key>. Nothing is read as a whole.
"""

import codecs
import hashlib
import lzma
import os
import re
import secrets
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast

import puremagic

from knub.files.naming import KINDS, SHEET, SLIDES, WORD, RefusedError, checked_name, ending_of

__all__ = ["LARGEST_FILE", "Checked", "Kept", "checked", "coming_in", "is_whole", "keep", "opened", "place_of", "sweep"]

LARGEST_FILE = 50 * 1024 * 1024
LARGEST_UNPACKED = 500 * 1024 * 1024
MOST_PACKED = 200  # times its own size; an ordinary sheet is packed ten or twenty times
MOST_PARTS = 10_000
LARGEST_LIST_OF_PARTS = 1024 * 1024
CHUNK = 1024 * 1024
HEAD = 4096
INCOMING = "incoming"
KEY = re.compile(r"[0-9a-f]{32}")

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MARKUP = re.compile(
    rb"^[\s\xef\xbb\xbf\x00\xff\xfe]*<\x00?(!doctype|html|head|body|script|svg|\?xml|!--)", re.IGNORECASE
)
UNTEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
OFFICE_PARTS = {
    WORD: b"wordprocessingml.document.main+xml",
    SHEET: b"spreadsheetml.sheet.main+xml",
    SLIDES: b"presentationml.presentation.main+xml",
}
DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError, LookupError,
    RuntimeError,
)  # fmt: skip
MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")
MACRO_SHEETS = "xl/macrosheets/"


@dataclass(frozen=True)
class Checked:
    """A file that has been looked at: safe name, type by its content, size in bytes, and where it can be read."""

    name: str
    media_type: str
    size: int
    stream: BinaryIO


@dataclass(frozen=True)
class Kept:
    """Where a file lies, and the SHA-256 of what was written."""

    key: str
    size: int
    digest: str


def checked(stream: BinaryIO, name: str, *, size: int) -> Checked:
    """Return what a file is, by its name and content; RefusedError with a sentence if KNUB does not take it."""
    name = checked_name(name)
    if size == 0:
        raise RefusedError("empty")
    if size > LARGEST_FILE:
        raise RefusedError("large")
    wanted = KINDS[ending_of(name)]
    found = _media_type(stream, wanted)
    if found != wanted:
        raise RefusedError("mismatch")
    return Checked(name, found, size, stream)


def keep(found: Checked, folder: Path) -> Kept:
    """Write a file under a random name; whoever stops half-way leaves nothing under that name."""
    key = secrets.token_hex(16)
    target = place_of(folder, key)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part, digest, size = target.with_suffix(".part"), hashlib.sha256(), 0
    found.stream.seek(0)
    with part.open("xb") as file:
        os.chmod(part, 0o600)  # noqa: PTH101 - before anything stands in it
        while chunk := found.stream.read(CHUNK):
            file.write(chunk)
            digest.update(chunk)
            size += len(chunk)
        file.flush()
        os.fsync(file.fileno())
    part.rename(target)
    return Kept(key, size, digest.hexdigest())


def coming_in(folder: Path) -> BinaryIO:
    """Open a file to write an upload into as it comes in; it is gone when it is closed."""
    place = folder / INCOMING
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return cast(BinaryIO, tempfile.NamedTemporaryFile(dir=place, suffix=".part"))


def opened(folder: Path, key: str) -> BinaryIO:
    """Open a kept file to be read."""
    return place_of(folder, key).open("rb")


def is_whole(folder: Path, key: str, digest: str) -> bool:
    """Return whether a kept file is there and still what was written."""
    try:
        with opened(folder, key) as file:
            found = hashlib.sha256()
            while chunk := file.read(CHUNK):
                found.update(chunk)
            return found.hexdigest() == digest
    except FileNotFoundError:
        return False


def sweep(folder: Path, known: Container[str], *, before: datetime) -> int:
    """Delete what lies in the folder, is older than a moment, and that nobody knows; return how many files.

    That is what a killed upload, a transaction that was rolled back or a deletion has left.
    """
    unknown = [path for path in _files(folder) if path.name not in known and path.stat().st_mtime < before.timestamp()]
    for path in unknown:
        path.unlink(missing_ok=True)
    return len(unknown)


def _files(folder: Path) -> Iterator[Path]:
    for inner in folder.glob("*"):
        if inner.is_dir() and (inner.name == INCOMING or re.fullmatch(r"[0-9a-f]{2}", inner.name)):
            yield from (path for path in inner.iterdir() if path.is_file())


def place_of(folder: Path, key: str) -> Path:
    """Return where a kept file lies."""
    if not KEY.fullmatch(key):
        raise ValueError(f"{key!r} is no key of a file.")
    return folder / key[:2] / key


def _media_type(stream: BinaryIO, wanted: str) -> str:
    stream.seek(0)
    head = stream.read(HEAD)
    if head.startswith(ZIP):
        return _office_type(stream)
    if head.startswith(OLE):
        raise RefusedError("locked" if wanted in OFFICE_PARTS else "old_office")
    if MARKUP.match(head):
        raise RefusedError("page")
    if wanted.startswith("text/"):
        _refuse_untext(stream)
        return wanted
    return _by_signature(head, wanted)


def _by_signature(head: bytes, wanted: str) -> str:
    try:
        found = puremagic.magic_string(head)
    except puremagic.PureError:
        raise RefusedError("mismatch") from None
    types = [match.mime_type for match in found]
    return wanted if wanted in types else next((one for one in types if one), "")


def _office_type(stream: BinaryIO) -> str:
    try:
        with zipfile.ZipFile(stream) as archive:
            _refuse_bomb(archive.infolist())
            return _main_part(archive)
    except DAMAGED as error:
        raise RefusedError("broken") from error


def _refuse_bomb(parts: list[zipfile.ZipInfo]) -> None:
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED or unpacked > MOST_PACKED * max(packed, HEAD):
        raise RefusedError("bomb")
    if any(part.flag_bits & 1 for part in parts):
        raise RefusedError("locked")


def _main_part(archive: zipfile.ZipFile) -> str:
    names = [part.filename.casefold() for part in archive.infolist()]
    if "[content_types].xml" not in names:
        raise RefusedError("archive")
    with archive.open("[Content_Types].xml") as file:
        types = file.read(LARGEST_LIST_OF_PARTS)
    if b"<!" in types or b"&" in types:  # no program writes those there, but they could hide what the parts are
        raise RefusedError("broken")
    if _has_macros(names, types.lower()):
        raise RefusedError("macros")
    return next((kind for kind, part in OFFICE_PARTS.items() if part in types), "")


def _has_macros(names: list[str], types: bytes) -> bool:
    named = any(name.endswith(MACRO_PARTS) or name.startswith(MACRO_SHEETS) for name in names)
    return named or b"macroenabled" in types or b"vbaproject" in types


def _refuse_untext(stream: BinaryIO) -> None:
    """Refuse what is not text: UTF-16 with its mark, else UTF-8 or the older Windows letters without control signs."""
    stream.seek(0)
    if stream.read(2) in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        return
    stream.seek(0)
    while chunk := stream.read(CHUNK):
        if UNTEXT.search(chunk):
            raise RefusedError("not_text")
