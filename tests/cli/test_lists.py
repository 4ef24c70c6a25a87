"""knub lists import: the same reading, checks and storing as in the browser, with every problem on stderr."""

from datetime import date

import pytest

from knub.areas.models import Listing, ListReference, ListTotal, OfficialList
from knub.cli.__main__ import main

pytestmark = pytest.mark.django_db
GOOD = "Område;Kategori;Beboere;Dømte\nBispehaven;parallelsamfund;1.487;2,50\n"


@pytest.fixture
def bring(loaded, tmp_path, capsys):
    """Import a text as a file; return the exit code, what was printed and what was said on stderr."""

    def run(text, *options):
        (tmp_path / "liste.csv").write_text(text)
        path = str(tmp_path / "liste.csv")
        code = main(["lists", "import", path, "--date", "2026-12-01", "--source", "https://x", *options])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_a_list_is_stored_with_its_totals_and_limits(bring):
    code, printed, said = bring(GOOD, "--total", "parallel_society=1", "--limit", "3=2,27")
    assert (code, said) == (0, "")
    assert printed.splitlines() == [
        "2 nye eller ændrede tal, 2 på listen, 0 af listen.",
        "Listen er gemt. Kun sekretariatet ser den, til den er udgivet.",
    ]
    assert OfficialList.objects.get(date=date(2026, 12, 1)).released_at is None
    assert str(ListReference.objects.get(list__date=date(2026, 12, 1)).value) == "0.022700"
    assert ListTotal.objects.get(list__date=date(2026, 12, 1)).count == 1


def test_a_dry_run_stores_nothing(bring):
    assert bring(GOOD, "--dry-run")[0] == 0
    assert not OfficialList.objects.filter(date=date(2026, 12, 1)).exists()


def test_every_problem_is_on_stderr_and_nothing_is_stored(bring):
    code, printed, said = bring(GOOD + "\nFindes ikke;udsat;mange;\n")
    assert (code, printed) == (2, "")
    places = [line.partition(":")[0] for line in said.splitlines()]
    assert places == ["Række 4, kolonne residents", "Række 4, kolonne area_id"]
    assert not OfficialList.objects.filter(date=date(2026, 12, 1)).exists()


def test_a_complete_list_with_another_total_is_refused(bring):
    code, _printed, said = bring(GOOD, "--complete", "--total", "parallel_society=2")
    assert code == 2
    assert "1 områder ud af 2" in said
    assert not Listing.objects.filter(list__date=date(2026, 12, 1)).exists()


@pytest.mark.parametrize("options", [["--total", "ghetto=1"], ["--limit", "4=2,2"], ["--date", "2026-13-01"]])
def test_an_option_that_means_nothing_is_refused(bring, options):
    with pytest.raises(SystemExit) as refused:
        bring(GOOD, *options)
    assert refused.value.code == 2
