"""The lock of each race, and the same race without it."""

import pytest
from django.db.models import QuerySet


@pytest.fixture(params=[True, False], ids=["lock", "no lock"])
def lock(request, monkeypatch):
    """Whether rows are locked."""
    if not request.param:
        monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_options: rows)
    return request.param
