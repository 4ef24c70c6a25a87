"""Two people replace the same document at once: both files are kept, one after the other."""

from datetime import UTC, datetime
from io import BytesIO

import pytest

from knub.areas.models import Area
from knub.files import actions
from knub.files.intake import checked
from tests.conftest import person
from tests.files.making import CONTENT
from tests.races.together import both, slowed

pytestmark = pytest.mark.django_db(transaction=True)


def a_file():
    return checked(BytesIO(CONTENT["pdf"]), "plan.pdf", size=len(CONTENT["pdf"]))


def test_two_at_once_are_both_kept_and_without_the_lock_one_is_lost(loaded, lock, monkeypatch, settings, tmp_path):
    settings.FILES = tmp_path
    by, now = person("kollega"), datetime.now(UTC)
    document = actions.store(a_file(), thing=Area.objects.first(), slot="plan", title="Plan", at=now, by=by)
    slowed(monkeypatch, actions.intake, "keep", lock=lock, first=True)
    met = both(*[lambda: actions.replace(document, a_file(), at=now, by=by)] * 2)
    numbers = [version.number for version in document.versions.all()]
    assert (met, numbers) == (([], [3, 2, 1]) if lock else (["broken"], [2, 1]))
