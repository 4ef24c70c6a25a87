"""Files of every kind become rows, or get a sentence that helps."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knub.areas.intake import LARGEST_FILE, IntakeError, read_cells, read_text

BAD = yaml.safe_load((Path(__file__).parents[1] / "cases" / "intake" / "bad_files.yaml").read_text())


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
}


@pytest.mark.parametrize("case", BAD, ids=[case["make"] for case in BAD])
def test_a_bad_file_gets_a_sentence_that_helps(case):
    with pytest.raises(IntakeError) as refused:
        read_cells(MAKE[case["make"]]())
    assert refused.value.code == case["code"]
    assert case["says"] in refused.value.text.da
    assert refused.value.text.da.rstrip().endswith(".")


def test_a_spreadsheet_gives_its_values():
    assert read_cells(sheet([["Område", "Beboere"], ["Bispehaven", 2264]])) == [
        ["Område", "Beboere"],
        ["Bispehaven", "2264"],
    ]


def test_a_million_empty_rows_are_passed_over():
    book = openpyxl.Workbook()
    book.active.append(["Område"])
    book.active.cell(row=1_000_000, column=1).value = None
    file = io.BytesIO()
    book.save(file)
    assert read_cells(file.getvalue()) == [["Område"]]


def test_latin_1_is_read_as_danish():
    assert read_cells("Område;Beboere\nTåstrupgård;1.587".encode("latin-1"))[1] == ["Tåstrupgård", "1.587"]


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
