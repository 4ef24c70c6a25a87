"""Read what a file says, in a process of its own: a hostile file costs that process, never the worker.

Run as `python -m knub.files.texts KIND` with the file as standard input. It binds itself to little memory, little time
and no writing before it looks at a byte, knows no setting of the house, and writes the text.
"""

import re
import resource
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO
from xml.parsers import expat

from pypdf import PdfReader

__all__ = ["LONGEST", "UnreadableError", "text_of"]

PDF, WORD, SLIDES = "pdf", "word", "slides"
LONGEST = 100_000  # letters that are kept of a file
MEMORY, PROCESSOR_SECONDS, SECONDS = 1024 * 1024 * 1024, 20, 60
LARGEST_PART, CHUNK = 50 * 1024 * 1024, 64 * 1024
NO_SECRETS = {"PYTHONPATH": str(Path(__file__).parents[2])}
LOCKED, DAMAGED, LARGE = 3, 4, 5  # how the process ends where it has no text
FAULTS = {LOCKED: "locked", DAMAGED: "damaged", LARGE: "large"}
SLOW = "slow"
NUMBER = re.compile(r"\d+")
PARTS = {
    WORD: re.compile(r"word/(document|footnotes|endnotes)\.xml"),
    SLIDES: re.compile(r"ppt/(slides/slide|notesSlides/notesSlide)\d+\.xml"),
}
# The ends of the names of elements, whichever version of the standard they are of.
TEXT, BREAKS = " t", (" p", " br", " tab", " tc")


class UnreadableError(Exception):
    """A file whose text could not be read; `fault` is locked, damaged, large or slow."""

    def __init__(self, fault: str) -> None:
        self.fault = fault
        super().__init__(fault)


def text_of(path: Path, kind: str) -> str:
    """Return the first 100,000 letters of what a file says; UnreadableError where it cannot be told in time.

    kind : pdf, word or slides
    """
    command = [sys.executable, "-sP", "-m", "knub.files.texts", kind]
    try:
        with path.open("rb") as file:
            done = subprocess.run(
                command, stdin=file, capture_output=True, timeout=SECONDS, check=False, cwd="/", env=NO_SECRETS
            )
    except subprocess.TimeoutExpired:
        raise UnreadableError(SLOW) from None
    if done.returncode:
        raise UnreadableError(SLOW if done.returncode < 0 else FAULTS.get(done.returncode, "damaged"))
    return done.stdout.decode(errors="replace").replace("\x00", " ")


def pdf_pieces(file: BinaryIO) -> Iterator[str]:
    """Yield what the pages of a PDF say."""
    reader = PdfReader(file)
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableError("locked")
    for page in reader.pages:
        yield page.extract_text()


def office_pieces(file: BinaryIO, kind: str) -> Iterator[str]:
    """Yield what a document or its slides say, part by part in their order."""
    with zipfile.ZipFile(file) as archive:
        names = [name for name in archive.namelist() if PARTS[kind].fullmatch(name)]
        for name in sorted(names, key=_order):
            with archive.open(name) as part:
                yield _Part().read(part)


def written(pieces: Iterator[str]) -> str:
    """Return pieces as one text with single spaces, no longer than is kept."""
    kept: list[str] = []
    length = 0
    for piece in pieces:
        kept.append(" ".join(piece.split()))
        length += len(kept[-1])
        if length > LONGEST:
            break
    return " ".join(filter(None, kept))[:LONGEST]


def _order(name: str) -> tuple[int, str]:
    number = NUMBER.search(name)
    return int(number.group()) if number else 0, name


class _Part:
    """The text of a part of an Office document, gathered as it is read; one with a document type is refused."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.inside, self.length = False, 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._starts, self._ends
        self.parser.CharacterDataHandler, self.parser.StartDoctypeDeclHandler = self._says, _refuse_type

    def read(self, part: IO[bytes]) -> str:
        """Return what a part says, up to what is kept."""
        for chunk in _chunks(part):
            self.parser.Parse(chunk)
            if self.length > LONGEST:
                break
        return "".join(self.found)

    def _starts(self, name: str, _attributes: dict[str, str]) -> None:
        self.inside = name.endswith(TEXT)

    def _ends(self, name: str) -> None:
        self.inside = False
        if name.endswith(BREAKS):
            self.found.append(" ")

    def _says(self, text: str) -> None:
        if self.inside:
            self.found.append(text)
            self.length += len(text)


def _chunks(part: IO[bytes]) -> Iterator[bytes]:
    size = 0
    while chunk := part.read(CHUNK):
        size += len(chunk)
        if size > LARGEST_PART:
            raise UnreadableError("large")
        yield chunk


def _refuse_type(*_args: object) -> None:
    raise UnreadableError("damaged")


def _bind() -> None:
    """Leave this process so much memory and time, and no file that it can write."""
    for what, limit in (
        (resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, PROCESSOR_SECONDS), (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):  # fmt: skip
        resource.setrlimit(what, (limit, limit))


def main(kind: str) -> int:
    """Write what the file on standard input says, and return how that went; whatever else a reader raises ends it."""
    _bind()
    file = sys.stdin.buffer
    try:
        text = written(pdf_pieces(file) if kind == PDF else office_pieces(file, kind))
    except UnreadableError as error:
        return next(code for code, fault in FAULTS.items() if fault == error.fault)
    except MemoryError:
        return LARGE
    sys.stdout.buffer.write(text.encode(errors="replace"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
