"""Nobody forgets to say who may: every function of every `access.py` stands in the table."""

import pytest

from tests.access.table import functions, rooms, table


@pytest.mark.parametrize("room", rooms())
def test_every_function_about_a_user_has_its_row(room):
    missing = sorted(set(functions(room)) - set(table(room)))
    assert missing == [], f"add a row for each to tests/cases/access/{room}.yaml; see tests/access/test_table.py"
    assert sorted(set(table(room)) - set(functions(room))) == []
