"""Tables as files: CSV that opens right in a Danish spreadsheet, and XLSX. No cell is ever a formula."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO, StringIO
from typing import Literal

import xlsxwriter
from django.http import HttpResponse

__all__ = ["Cell", "Format", "safe", "table_response"]

Cell = str | int | float | date | None
Format = Literal["csv", "xlsx"]
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table_response(name: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]], form: Format) -> HttpResponse:
    """Return a table as a file to keep."""
    content = _xlsx(headings, rows) if form == "xlsx" else _csv(headings, rows)
    response = HttpResponse(content, content_type=XLSX if form == "xlsx" else "text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def safe(cell: Cell) -> str:
    """Return a cell as text that no spreadsheet takes for a formula; decimals with a comma.

    >>> safe("=1+1"), safe(40.5), safe(None)
    ("'=1+1", '40,5', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int | float):
        return f"{cell:g}".replace(".", ",") if isinstance(cell, float) else str(cell)
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def _csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    file = StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def _xlsx(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "d. mmmm yyyy"})
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, heading, bold)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                _write(sheet, number, column, cell, day)
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    return file.getvalue()


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: Cell, day: object) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, day)
    elif cell is not None:
        sheet.write_number(row, column, cell)
