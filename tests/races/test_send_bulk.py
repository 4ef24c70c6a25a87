"""Two secretaries press Send at once: one sending, and the other is told."""

import pytest

from knub.audit.queries import history
from knub.notify import actions
from knub.notify.actions import bulk as sending
from knub.notify.models import Mail
from knub.notify.queries import Receiver
from tests.conftest import person
from tests.races.together import both, slowed

pytestmark = pytest.mark.django_db(transaction=True)
RECEIVERS = tuple(Receiver(f"a{number}@example.org") for number in range(3))


def test_two_at_once_are_one_sending_and_without_the_lock_both_believe_they_sent(loaded, lock, monkeypatch):
    slowed(monkeypatch, sending, "written", lock=lock, first=True)
    by = person("sekretaer")
    draft = actions.write_bulk(subject="Hej", body="Hej", choice={}, by=by)
    met = both(*[lambda: actions.send_bulk(draft, RECEIVERS, expected=3, by=by)] * 2)
    assert (met, history(draft).count()) == ((["sent"], 1) if lock else ([], 2))
    assert Mail.objects.filter(bulk_mail=draft).count() == 3  # one key is one mail even then
