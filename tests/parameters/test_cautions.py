"""Known faults and breaks point at areas, lists and figures that exist."""

from datetime import date

from knub.parameters import figures, list_dates, package_csv
from knub.parameters.cautions import Break, breaks, known_faults


def known_areas():
    return {row["area_id"] for row in package_csv("lists/areas.csv")}


def test_known_faults_point_at_what_exists():
    wrong = [
        fault
        for fault in known_faults()
        if fault.area not in known_areas()
        or (fault.list_date is not None and fault.list_date not in list_dates())
        or set(fault.figures) - set(figures())
    ]
    assert wrong == []


def test_a_fault_of_a_figure_names_a_number_that_is_there():
    printed = {
        (row["area_id"], row["list_date"], figure)
        for row in package_csv("lists/key_figures.csv")
        for figure in figures()
        if row.get(f"{figure}_pct") or row.get(figure)
    }
    named = {
        (fault.area, fault.list_date.isoformat(), figure)
        for fault in known_faults()
        if fault.list_date
        for figure in fault.figures
    }
    assert named - printed == set()


def test_breaks_point_at_what_exists():
    wrong = [
        found
        for found in breaks()
        if found.figure not in {None, *figures()} or found.area not in {None, *known_areas()}
    ]
    assert wrong == []


def test_a_break_of_one_area_leaves_the_others_alone():
    text = breaks()[0].text
    redrawn = Break(figure=None, area="odense-vollsmose", starts=date(2018, 12, 1), text=text, source="s")
    assert redrawn.touches("income", "odense-vollsmose")
    assert not redrawn.touches("income", "aarhus-bispehaven")


def test_a_break_of_one_figure_leaves_the_others_alone():
    text = breaks()[0].text
    education = Break(figure="basic_education", area=None, starts=date(2018, 12, 1), text=text, source="s")
    assert education.touches("basic_education", "aarhus-bispehaven")
    assert not education.touches("income", "aarhus-bispehaven")
