"""Two colleagues store the same page at once: one is told, and nothing is lost."""

import pytest

from knub.knowledge import actions, queries
from knub.knowledge.actions import writing
from knub.knowledge.content import Content
from knub.knowledge.models import Revision
from tests.conftest import person
from tests.knowledge.conftest import NOW, join, write
from tests.races.together import both, slowed

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_of_two_is_told_that_the_other_was_first(loaded, lock, monkeypatch):
    join("aarhus")
    slowed(monkeypatch, writing, "refuse_if_edited", lock=lock)
    page, by = write(), person("kollega")
    content = Content.from_json(queries.newest(page).content)

    def store(words):
        return lambda: actions.store_page(page, content.changed({"summary": words}), seen="1", at=NOW, by=by)

    assert both(store("Min."), store("Din.")) == (["edited_meanwhile"] if lock else ["broken"])
    assert Revision.objects.filter(page=page).count() == 2
