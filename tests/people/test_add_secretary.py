"""The command that makes the first secretary, before anybody can log in."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from knub.people.access import is_secretariat
from knub.people.models import Person

pytestmark = pytest.mark.django_db


def add(email):
    out = StringIO()
    call_command("add_secretary", "Eksempel Første", email, organisation="Eksempelforeningen", stdout=out)
    return out.getvalue()


def test_the_first_secretary_is_made_once():
    assert "foerste@example.org" in add("Foerste@example.org")
    add("foerste@example.org")
    person = Person.objects.get(email="foerste@example.org")
    assert (is_secretariat(person), person.roles.count(), person.roles.get().organisation.name) == (
        True, 1, "Eksempelforeningen",
    )  # fmt: skip


def test_what_is_no_mail_address_is_refused():
    with pytest.raises(CommandError, match="no mail address"):
        add("foerste")
