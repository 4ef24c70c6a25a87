"""Hold a row, so that what happens to it happens to nobody else meanwhile."""

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.db.models import Model, QuerySet
from psycopg.errors import LockNotAvailable

Row = TypeVar("Row", bound=Model)


class Busy(ValidationError):  # noqa: N818 - what others do, not a fault
    """Others hold the row for so long that it is better to try again."""


def hold(rows: QuerySet[Row], pk: int, *, sentence: str) -> Row:
    """Lock a row until the transaction ends, and return it as it is now; Busy, with a sentence, after three seconds."""
    try:
        return rows.select_for_update(no_key=True).get(pk=pk)
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise Busy(sentence, code="busy") from error
        raise
