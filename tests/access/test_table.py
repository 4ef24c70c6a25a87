"""Every function of every `access.py`, against eleven people: the tables stand in tests/cases/access/<room>.yaml.

A new function about a user needs a row there, and a new kind of thing a line in conftest.py.
"""

import pytest

from tests.access.conftest import ACTORS
from tests.access.table import functions, may, rooms, table

ROWS = [(room, name, row) for room in rooms() for name, row in table(room).items()]


@pytest.mark.django_db
@pytest.mark.parametrize(("room", "name", "row"), ROWS, ids=[f"{room}.{name}" for room, name, _row in ROWS])
def test_who_may(request, things, room, name, row):
    thing, key = things(row.get("of", ""))
    users = {actor: request.getfixturevalue(actor) for actor in ACTORS}
    allowed = {actor for actor, user in users.items() if may(functions(room)[name], user, thing, key)}
    assert allowed == (set(ACTORS) if row["to"] == "all" else set(row["to"].split()))
