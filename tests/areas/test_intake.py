"""Files of every kind become rows, or get a sentence that helps."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knub.areas.intake import LARGEST_FILE, IntakeError, is_guessed, read_cells, read_text
from knub.domain.figures import parse
from knub.parameters import layout

CASES = Path(__file__).parents[1] / "cases" / "intake"
DAY = date(2026, 12, 1)
TABLES = yaml.safe_load((CASES / "bad_tables.yaml").read_text())
BAD = yaml.safe_load((CASES / "bad_files.yaml").read_text())


def sheet(rows, *, merge=False, formula=False):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
        if merge:
            page.merge_range(5, 0, 5, 2, "x")
        if formula:
            page.write_formula(1, 1, "=1+1", value="")
    return file.getvalue()


def zipped(name, content):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


MAKE = {
    "empty": lambda: b" \n",
    "large": lambda: b"a" * (LARGEST_FILE + 1),
    "old_excel": lambda: bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600,
    "pdf": lambda: b"%PDF-1.7 ...",
    "picture": lambda: b"\x89PNG\r\n\x1a\n\x00\x00",
    "zip_of_something": lambda: zipped("readme.txt", "x"),
    "damaged": lambda: sheet([["a"]])[:200],
    "bomb": lambda: zipped("xl/workbook.xml", b"0" * (201 * 1024 * 1024)),
    "merged": lambda: sheet([["a", "b", "c"]], merge=True),
    "formula": lambda: sheet([["a", "b"], ["x", ""]], formula=True),
    "too_many_rows": lambda: b"a\n" * 20_001,
    "fifty_megabytes": lambda: b"a;b\n" * 13_000_000,
    "empty_cell_between_spaces": "Område   Beboere   Dømte\nA park   1.698   2,3\nB park   2,1".encode,
    "unclosed_quotation_mark": lambda: b'a,b\n"' + b"x" * 200_000,
}


@pytest.mark.parametrize("case", BAD, ids=[case["make"] for case in BAD])
def test_a_bad_file_gets_a_sentence_that_helps(case):
    with pytest.raises(IntakeError) as refused:
        read_cells(MAKE[case["make"]]())
    assert refused.value.code == case["code"]
    assert case["says"] in refused.value.text.da
    assert refused.value.text.da.rstrip().endswith(".")


@pytest.mark.parametrize("case", [case for case in TABLES if "problems" in case], ids=lambda case: case["table"][:20])
def test_a_table_that_is_no_list_gets_a_sentence_per_row_and_column(case):
    found = parse(read_text(case["table"]), layout("official_list"), on=DAY).problems
    assert [(one.row, one.column) for one in found] == [(one["row"], one["column"]) for one in case["problems"]]
    for problem, expected in zip(found, case["problems"], strict=True):
        assert expected["says"] in problem.message.da


@pytest.mark.parametrize("case", [case for case in TABLES if "reads" in case], ids=lambda case: case["table"][:20])
def test_an_odd_table_is_read_all_the_same(case):
    (table,) = parse(read_text(case["table"]), layout("official_list"), on=DAY).tables
    assert {key: table.value(key, "Bispehaven") for key in case["reads"]} == case["reads"]


def test_a_spreadsheet_gives_its_values():
    assert read_cells(sheet([["Område", "Beboere"], ["Bispehaven", 2264]])) == [
        ["Område", "Beboere"],
        ["Bispehaven", "2264"],
    ]


def test_a_million_empty_rows_end_the_table():
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        page, bold = book.add_worksheet(), book.add_format({"bold": True})
        page.write_row(0, 0, ["Område", "Beboere"])
        for number in range(1, 200_000):
            page.write_blank(number, 0, None, bold)
    assert read_cells(file.getvalue()) == [["Område", "Beboere"]]


def test_empty_rows_keep_the_numbers_of_the_others():
    expected = [["Område"], [], [], ["A"]]
    assert read_text("Område\n\n \nA\n\n") == expected
    assert read_cells(sheet([["Område"], [], [""], ["A"]])) == expected


@pytest.mark.parametrize(
    "part", ["[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml"]
)
@pytest.mark.parametrize("spoilt", [b"spoilt", None], ids=["spoilt", "missing"])
def test_a_spreadsheet_with_a_spoilt_or_missing_part_is_refused(part, spoilt):
    good, file = zipfile.ZipFile(io.BytesIO(sheet([["a"]]))), io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in good.namelist():
            if name != part or spoilt:
                archive.writestr(name, spoilt if name == part else good.read(name))
    with pytest.raises(IntakeError):
        read_cells(file.getvalue())


def test_latin_1_is_read_as_danish():
    assert read_cells("Område;Beboere\nTåstrupgård;1.587".encode("latin-1"))[1] == ["Tåstrupgård", "1.587"]


def test_utf_16_is_read_as_excel_writes_it():
    assert read_cells("Område;Beboere\nTåstrupgård;1.587".encode("utf-16"))[1] == ["Tåstrupgård", "1.587"]


@pytest.mark.parametrize(
    ("encoding", "guessed"), [("utf-8", False), ("utf-8-sig", False), ("utf-16", False), ("latin-1", True)]
)
def test_letters_read_by_a_guess_are_told(encoding, guessed):
    assert is_guessed("Tåstrupgård".encode(encoding)) is guessed


@pytest.mark.parametrize(
    "text",
    [
        "Område\tBeboere\nA park\t1.698",
        "Område   Beboere\nA park   1.698",
        "Område;Beboere\nA park;1.698",
        "Område,Beboere\nA park,1.698",
    ],
)
def test_pasted_text_is_split_by_what_stands_between_columns(text):
    assert read_text(text) == [["Område", "Beboere"], ["A park", "1.698"]]


@given(st.binary(max_size=400))
def test_no_bytes_whatever_break_the_reading(content):
    try:
        rows = read_cells(content)
    except IntakeError:
        return
    assert all(isinstance(cell, str) for row in rows for cell in row)
