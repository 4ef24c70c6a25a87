"""The demo's desk: a few things wait, each says that it is an example, and loading again changes nothing."""

import pytest
from django.core.management import call_command

from knub.home import waiting
from knub.notify.models import BulkMail, Mail

pytestmark = pytest.mark.django_db


def test_a_few_examples_wait_and_loading_again_changes_nothing(secretariat):
    call_command("load_desk")
    first = [(one.kind, one.what, one.text) for one in waiting.everything()]
    call_command("load_desk")
    assert [(one.kind, one.what, one.text) for one in waiting.everything()] == first
    assert {"fejl", "mail"} <= {kind.value for kind, _what, _text in first}
    assert (Mail.objects.filter(to="holdt-op@example.org").count(), BulkMail.objects.count()) == (1, 1)
    assert all("Eksempel" in f"{what}{text}" for kind, what, text in first if kind in {"fejl", "mail"})
