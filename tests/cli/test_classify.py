"""knub classify works offline and says every problem at once."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEADER = "area_id,list_date,residents,unattached_pct,convicted_pct,basic_education_pct,income_pct,non_western_pct"
ROW = "a,2019-12-01,1500,45.0,2.03,30.0,60.0,55.0"
SOURCE = Path(__file__).parents[2] / "src"


def classify(*arguments, text=""):
    return subprocess.run(
        [sys.executable, "-m", "knub.cli", "classify", *map(str, arguments)],
        input=text.encode(),
        capture_output=True,
        env={"PYTHONPATH": str(SOURCE), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"},
        check=False,
    )


def objects(*rows, arguments=()):
    done = classify("-", "--json", *arguments, text="\n".join([HEADER, *rows]))
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def test_one_object_per_line_has_the_promised_form():
    assert objects(ROW) == [
        {
            "area_id": "a",
            "list_date": "2019-12-01",
            "version": "2018-12-01",
            "criteria": {
                "residents": True, "unattached": True, "convicted": True, "basic_education": False, "income": False,
                "non_western": True,
            },
            "categories": {"vulnerable": True, "parallel_society": True, "transformation": None},
        }
    ]  # fmt: skip


def test_columns_may_stand_in_any_order_and_others_are_ignored():
    header, row = ["note", *HEADER.split(",")[::-1]], ["x", *ROW.split(",")[::-1]]
    done = classify("-", "--json", text=",".join(header) + "\n" + ",".join(row))
    assert json.loads(done.stdout)["categories"] == {
        "vulnerable": True,
        "parallel_society": True,
        "transformation": None,
    }


def test_on_picks_the_version_and_its_limits():
    found = objects(ROW, arguments=["--on", "2022-12-05"])[0]
    assert (found["version"], found["criteria"]["convicted"], found["criteria"]["prevention_convicted"]) == (
        "2021-11-30",
        None,
        True,
    )


def test_five_rows_of_an_area_count_as_years_and_four_do_not():
    rows = [ROW.replace("2019", str(year)).replace("2.03", "3.00") for year in range(2018, 2023)]
    found = objects(*rows, arguments=["--on", "2020-12-01"])
    assert [one["categories"]["transformation"] for one in found] == [None, None, None, None, True]


def test_not_a_parallel_society_is_no_transformation_area_however_few_rows():
    assert objects(ROW.replace("55.0", "40.0"))[0]["categories"]["transformation"] is False


def test_all_problems_are_listed_with_row_and_column_and_nothing_is_printed():
    done = classify("-", text="\n".join([HEADER, ROW, "b,2019-13-01,x,45.0,2.03,30.0,60.0,155"]))
    lines = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout) == (2, b"")
    assert [line.split(":")[0] for line in lines] == [
        "Række 3, kolonne list_date",
        "Række 3, kolonne residents",
        "Række 3, kolonne non_western_pct",
    ]


def test_a_list_from_before_the_first_criteria_is_named_by_row_and_column():
    done = classify("-", text="\n".join([HEADER, ROW, ROW.replace("2019", "2005")]))
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith("Række 3, kolonne list_date: De første kriterier er fra 2010-10-01.")


@pytest.mark.parametrize("day", ["2005-01-01", "2019-13-01", "i går"])
def test_a_day_without_criteria_is_refused(day):
    done = classify("-", "--on", day, text="\n".join([HEADER, ROW]))
    assert (done.returncode, done.stdout) == (2, b"")
    assert day in done.stderr.decode()


def test_a_comma_that_is_both_mark_and_separator_is_a_problem():
    done = classify("-", text="\n".join([HEADER, ROW.replace("45.0", "45,0")]))
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith("Række 2: Rækken har flere celler end overskriften.")


def test_a_name_may_hold_commas_quotation_marks_and_line_breaks():
    odd = 'A, "b"\nc\u2028d'
    quoted = '"' + odd.replace('"', '""') + '"'
    assert objects(ROW.replace("a", quoted, 1))[0]["area_id"] == odd


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path):
    rows = [ROW.replace("a", f"area-{number}", 1) for number in range(5000)]
    (tmp_path / "many.csv").write_text("\n".join([HEADER, *rows]))
    line = f"{sys.executable} -m knub.cli classify {tmp_path}/many.csv --json | head -1"
    surroundings = {"PYTHONPATH": str(SOURCE), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(["sh", "-c", line], capture_output=True, env=surroundings, check=True)
    assert (done.stdout.count(b"\n"), done.stderr) == (1, b"")


@pytest.mark.parametrize("missing", HEADER.split(","))
def test_a_missing_column_is_a_problem(missing):
    kept = [place for place, name in enumerate(HEADER.split(",")) if name != missing]
    text = "\n".join(",".join(line.split(",")[place] for place in kept) for line in (HEADER, ROW))
    done = classify("-", text=text)
    assert (done.returncode, done.stdout) == (2, b"")
    assert missing in done.stderr.decode()


def test_a_missing_file_gets_one_sentence(tmp_path):
    done = classify(tmp_path / "nothing.csv")
    assert (done.returncode, len(done.stderr.decode().splitlines())) == (2, 1)


def test_a_folder_and_a_binary_file_get_a_sentence(tmp_path):
    (tmp_path / "picture.csv").write_bytes(bytes(range(128, 256)))
    assert classify(tmp_path).returncode == 2
    assert "UTF-8" in classify(tmp_path / "picture.csv").stderr.decode()


def test_neither_django_nor_a_database_is_loaded():
    code = "import sys, knub.cli.classify; print([name for name in ('django', 'psycopg') if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env={"PYTHONPATH": str(SOURCE)}, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_text_says_why_in_both_languages():
    danish = classify("-", text="\n".join([HEADER, ROW])).stdout.decode()
    english = classify("-", "--lang", "en", text="\n".join([HEADER, ROW])).stdout.decode()
    assert "Området opfylder 2 af 4 kriterier" in danish
    assert "The area meets 2 of 4 criteria" in english
