"""Two secretaries store the same list at once: each number once, and neither meets an error."""

from datetime import date
from decimal import Decimal

import pytest

from knub.areas.actions import storing
from knub.areas.models import OfficialList, PublishedFigure
from knub.areas.queries.stating import Number, Stated
from tests.races.together import both, slowed

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2031, 12, 1)
STATED = Stated(on=DAY, numbers=(Number("aarhus-bispehaven", "income", Decimal("0.5"), "50.0", "published", "x"),))


def test_two_at_once_store_each_number_once(loaded, lock, monkeypatch):
    OfficialList.objects.get_or_create(date=DAY)
    slowed(monkeypatch, storing, "_current_numbers", lock=lock)
    assert both(*[lambda: storing.store_list(STATED, by=None)] * 2) == ([] if lock else ["broken"])
    assert PublishedFigure.objects.filter(list__date=DAY, replaced_at__isnull=True).count() == 1
