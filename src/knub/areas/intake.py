"""Read a file into rows of strings; knows formats, no meaning. Every refusal says what to do."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator

import openpyxl

from knub.domain.errors import KnubError
from knub.domain.values import Text

__all__ = ["IntakeError", "read_cells", "read_text"]

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_ROWS = 20_000
WIDEST = 200

ZIP, OLE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"

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
    "rows": Text(
        "Tabellen har over 20.000 rækker. En liste har højst nogle hundrede; gem kun den.",
        "The table has more than 20,000 rows. A list has some hundred at most; save only that.",
    ),
}


class IntakeError(KnubError):
    """A file that cannot be read; `text` says why and what to do."""

    def __init__(self, code: str) -> None:
        self.code, self.text = code, REFUSALS[code]
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
        return _limited(_spreadsheet(content))
    return read_text(_decoded(content))


def read_text(text: str) -> list[list[str]]:
    """Return the rows of a pasted table or a CSV: tabs, semicolons, commas, or runs of spaces between columns.

    >>> read_text("Område  Beboere\\nA park  1.698")
    [['Område', 'Beboere'], ['A park', '1.698']]
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        raise IntakeError("empty")
    if any("\t" in line for line in lines):
        return _limited(line.split("\t") for line in lines)
    if ";" in lines[0]:
        return _limited(csv.reader(lines, delimiter=";"))
    if re.search(r"\S {2,}\S", lines[0]):
        return _limited(re.split(r" {2,}", line.strip()) for line in lines)
    return _limited(csv.reader(lines))


def _decoded(content: bytes) -> str:
    if b"\x00" in content:
        raise IntakeError("kind")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _spreadsheet(content: bytes) -> Iterator[list[str]]:
    _refuse_unsafe(content)
    values = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
    written = openpyxl.load_workbook(io.BytesIO(content), read_only=True).worksheets[0]
    rows = zip(
        values.iter_rows(max_col=WIDEST, values_only=True), written.iter_rows(max_col=WIDEST, values_only=True),
        strict=False,
    )  # fmt: skip
    for row, formulas in rows:
        if any(value is None and str(formula).startswith("=") for value, formula in zip(row, formulas, strict=False)):
            raise IntakeError("formula")
        yield _without_end([_cell(value) for value in row])


def _without_end(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row.pop()
    return row


def _refuse_unsafe(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [info.filename for info in archive.infolist()]
            if sum(info.file_size for info in archive.infolist()) > LARGEST_UNPACKED:
                raise IntakeError("bomb")
            if "xl/workbook.xml" not in names:
                raise IntakeError("kind")
            sheets = [name for name in names if name.startswith("xl/worksheets/sheet")]
            if any(b"<mergeCell " in archive.read(name) for name in sheets[:1]):
                raise IntakeError("merged")
    except zipfile.BadZipFile as error:
        raise IntakeError("broken") from error


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{round(value, 6):g}" if abs(value) < 1e6 else str(value)  # noqa: PLR2004 - a number no list holds
    return str(value).removesuffix(" 00:00:00")


def _limited(rows: Iterable[list[str]]) -> list[list[str]]:
    kept: list[list[str]] = []
    for row in rows:
        if any(cell.strip() for cell in row):
            kept.append(row)
        if len(kept) > MOST_ROWS:
            raise IntakeError("rows")
    if not kept:
        raise IntakeError("empty")
    return kept
