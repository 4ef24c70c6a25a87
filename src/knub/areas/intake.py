"""Read a file into rows of strings; knows formats, no meaning. Every refusal says what to do."""

import codecs
import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import ParseError

import openpyxl

from knub.domain.errors import KnubError
from knub.domain.values import Text

__all__ = ["IntakeError", "is_guessed", "read_cells", "read_text"]

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_ROWS = 20_000
MOST_EMPTY = 1_000  # rows without a value; after so many the table has ended
WIDEST = 200

ZIP, OLE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
DAMAGED = (zipfile.BadZipFile, zlib.error, ParseError, KeyError, ValueError, IndexError, OSError, csv.Error)

REFUSALS = {
    "empty": Text("Filen er tom. Vælg en fil med en tabel.", "The file is empty. Choose a file with a table."),
    "large": Text(
        "Filen er større end 10 MB. En liste fylder langt mindre; gem kun tabellen i en ny fil.",
        "The file is larger than 10 MB. A list is far smaller; save only the table in a new file.",
    ),
    "locked": Text(
        "Filen er et gammelt Excel-format eller beskyttet med adgangskode. Fjern koden, og gem den som .xlsx.",
        "The file is in an old Excel format or protected by a password. Remove it, and save the file as .xlsx.",
    ),
    "pdf": Text(
        "Filen er en PDF. Åbn den, kopiér tabellen, og indsæt den i feltet nedenfor.",
        "The file is a PDF. Open it, copy the table, and paste it into the field below.",
    ),
    "kind": Text(
        "Filen er hverken et regneark (.xlsx) eller en tekstfil (.csv). Gem tabellen som en af dem.",
        "The file is neither a spreadsheet (.xlsx) nor a text file (.csv). Save the table as one of them.",
    ),
    "broken": Text(
        "Regnearket kan ikke åbnes; filen er beskadiget. Åbn den i Excel, og gem den igen.",
        "The spreadsheet cannot be opened; the file is damaged. Open it in Excel and save it again.",
    ),
    "bomb": Text(
        "Regnearket fylder over 200 MB, når det pakkes ud. Gem kun tabellen i en ny fil.",
        "The spreadsheet is over 200 MB when unpacked. Save only the table in a new file.",
    ),
    "merged": Text(
        "Regnearket har flettede celler. Ophæv fletningen, så hver celle har sin egen værdi.",
        "The spreadsheet has merged cells. Unmerge them, so that each cell has a value of its own.",
    ),
    "formula": Text(
        "Regnearket har en formel uden gemt resultat. Åbn det i Excel, gem det, eller indsæt tallene som værdier.",
        "The spreadsheet has a formula without a saved result. Open and save it in Excel, or paste values.",
    ),
    "spaces": Text(
        "Række {row} har et andet antal kolonner end overskriften. Skriv en streg, hvor et tal mangler, "
        "og sørg for mindst to mellemrum mellem kolonnerne.",
        "Row {row} has another number of columns than the heading. Write a dash where a number is missing, "
        "and see to it that at least two spaces stand between columns.",
    ),
    "text": Text(
        "Tabellen kan ikke læses: et anførselstegn er ikke lukket. Ret det, eller indsæt tabellen fra et regneark.",
        "The table cannot be read: a quotation mark is not closed. Mend it, or paste the table from a spreadsheet.",
    ),
    "rows": Text(
        "Tabellen har over 20.000 rækker. En liste har højst nogle hundrede; gem kun den.",
        "The table has more than 20,000 rows. A list has some hundred at most; save only that.",
    ),
}


class IntakeError(KnubError):
    """A file that cannot be read; `text` says why and what to do."""

    def __init__(self, code: str, *, row: int = 0) -> None:
        told = REFUSALS[code]
        self.code, self.text = code, Text(told.da.format(row=row), told.en.format(row=row))
        super().__init__(self.text.en)


def read_cells(content: bytes) -> list[list[str]]:
    """Return the rows of a spreadsheet or a CSV; IntakeError if it is neither or unsafe to open."""
    if not content.strip():
        raise IntakeError("empty")
    if len(content) > LARGEST_FILE:
        raise IntakeError("large")
    if content.startswith(OLE):
        raise IntakeError("locked")
    if content.startswith(PDF):
        raise IntakeError("pdf")
    if content.startswith(ZIP):
        return _spreadsheet(content)
    return read_text(_decoded(content))


def is_guessed(content: bytes) -> bool:
    """Tell whether the letters of a text file are read by a guess: it is not in UTF-8."""
    if content.startswith((ZIP, *UTF_16)):
        return False
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return True
    return False


def read_text(text: str) -> list[list[str]]:
    """Return the rows of a pasted table or a CSV: tabs, semicolons, commas, or runs of spaces between columns.

    >>> read_text("Område  Beboere\\nA park  1.698")
    [['Område', 'Beboere'], ['A park', '1.698']]
    """
    first = next((line for line in text.splitlines() if line.strip()), "")
    if "\t" in text:
        return _limited(line.split("\t") for line in text.splitlines())
    if ";" in first:
        return _limited(_separated(text, ";"))
    if re.search(r"\S {2,}\S", first):
        return _same_width(_limited(re.split(r" {2,}", line.strip()) for line in text.splitlines()))
    return _limited(_separated(text, ","))


def _separated(text: str, delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    except csv.Error as error:
        raise IntakeError("text") from error


def _same_width(rows: list[list[str]]) -> list[list[str]]:
    """Refuse a row whose numbers would land under the wrong headings."""
    width = next(len(row) for row in rows if any(row))
    wrong = next((number for number, row in enumerate(rows, start=1) if any(row) and len(row) != width), None)
    if wrong is not None:
        raise IntakeError("spaces", row=wrong)
    return rows


def _decoded(content: bytes) -> str:
    if content.startswith(UTF_16):
        return content.decode("utf-16", errors="replace")
    if b"\x00" in content:
        raise IntakeError("kind")
    return content.decode("cp1252", errors="replace") if is_guessed(content) else content.decode("utf-8-sig")


def _spreadsheet(content: bytes) -> list[list[str]]:
    try:
        has_formulas = _refuse_unsafe(content)
        values = _rows_of(content, data_only=True)
        written = _rows_of(content, data_only=False) if has_formulas else iter(())
        return _limited(_cells(values, written))
    except DAMAGED as error:
        raise IntakeError("broken") from error


def _rows_of(content: bytes, *, data_only: bool) -> Iterator[tuple[object, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=data_only)
    yield from book.worksheets[0].iter_rows(max_col=WIDEST, values_only=True)


def _cells(values: Iterator[tuple[object, ...]], written: Iterator[tuple[object, ...]]) -> Iterator[list[str]]:
    for row in values:
        formulas = next(written, ())
        if any(value is None and str(formula).startswith("=") for value, formula in zip(row, formulas, strict=False)):
            raise IntakeError("formula")
        yield [_cell(value) for value in row]


def _refuse_unsafe(content: bytes) -> bool:
    """Refuse what must not be opened; return whether the first sheet has formulas."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [info.filename for info in archive.infolist()]
        if sum(info.file_size for info in archive.infolist()) > LARGEST_UNPACKED:
            raise IntakeError("bomb")
        if "xl/workbook.xml" not in names:
            raise IntakeError("kind")
        first = next((name for name in names if name.startswith("xl/worksheets/sheet")), None)
        sheet = archive.read(first) if first else b""
        if b"<mergeCell " in sheet:
            raise IntakeError("merged")
        return b"<f>" in sheet or b"<f " in sheet


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{round(value, 6):g}" if abs(value) < 1e6 else str(value)  # noqa: PLR2004 - a number no list holds
    return str(value).removesuffix(" 00:00:00")


def _limited(rows: Iterable[list[str]]) -> list[list[str]]:
    """Keep the rows with their numbers: an empty one in between stays, those at the end do not."""
    kept: list[list[str]] = []
    empty = 0
    for row in rows:
        cells = _without_end([cell.strip() for cell in row])
        if cells:
            kept += [[]] * empty + [cells]
        empty = 0 if cells else empty + 1
        if len(kept) > MOST_ROWS:
            raise IntakeError("rows")
        if empty > MOST_EMPTY:
            break
    if not kept:
        raise IntakeError("empty")
    return kept


def _without_end(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row.pop()
    return row
