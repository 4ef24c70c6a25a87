"""The command that keeps the Danish texts in step with the code."""

from io import StringIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from django.core.management import CommandError, call_command

from knub.ui.management.commands import translations

PAGE = """{% load i18n %}{% translate "Area" %}
{% blocktranslate count n=1 %}{{ n }} list{% plural %}{{ n }} lists{% endblocktranslate %}"""


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package with two texts, of which one has its Danish, and a Danish text that nothing uses."""
    catalog = tmp_path / "django.po"
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(PAGE)
    (tmp_path / "module.py").write_text('from django.utils.translation import gettext_lazy as _\n\nname = _("List")\n')
    known = Catalog(locale="da", fuzzy=False)
    known.add("Area", "Område")
    known.add("Gone", "Væk")
    with catalog.open("wb") as file:
        write_po(file, known)
    monkeypatch.setattr(translations, "PACKAGE", tmp_path)
    monkeypatch.setattr(translations, "DANISH", catalog)
    return catalog


def test_the_check_lists_what_is_missing_and_what_is_unused(package):
    with pytest.raises(CommandError) as refusal:
        call_command("translations", "--check")
    assert str(refusal.value).splitlines() == [
        "No Danish: 'List'",
        "No Danish: ('%(n)s list', '%(n)s lists')",
        "Not used: 'Gone'",
    ]


def test_the_command_adds_what_is_missing_and_removes_what_is_unused(package):
    call_command("translations", stdout=StringIO())
    with package.open("rb") as file:
        found = {message.id: message.string for message in read_po(file, locale="da") if message.id}
    assert found == {"Area": "Område", "List": "", ("%(n)s list", "%(n)s lists"): ("", "")}


def test_the_check_is_content_when_every_text_has_its_danish(package):
    call_command("translations", stdout=StringIO())
    with package.open("rb") as file:
        complete = read_po(file, locale="da")
    complete["List"].string = "Liste"
    complete[("%(n)s list", "%(n)s lists")].string = ("%(n)s liste", "%(n)s lister")
    with package.open("wb") as file:
        write_po(file, complete)
    output = StringIO()
    call_command("translations", "--check", stdout=output)
    assert output.getvalue().strip() == "Every text has its Danish."
