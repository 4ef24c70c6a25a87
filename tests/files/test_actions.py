"""Uploads are kept with every version, belong to one thing only, and go in two steps."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import transaction
from django.http import Http404

from knub.areas.models import Area
from knub.files import access, actions, queries
from knub.files.intake import checked
from knub.files.models import Document, Version
from knub.files.views import serve
from tests.conftest import person
from tests.files.making import CONTENT

NOW = datetime.now(UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """A folder of its own for each test."""
    settings.FILES = tmp_path / "files"
    return settings.FILES


@pytest.fixture
def areas(db):
    return list(Area.objects.order_by("pk")[:2])


def a_file(name="plan.pdf", content="pdf"):
    return checked(BytesIO(CONTENT[content]), name, size=len(CONTENT[content]))


def store(area, by, *, name="plan.pdf", title="Plan"):
    return actions.store(a_file(name), thing=area, slot="plan", title=title, at=NOW, by=by)


def files_in(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_document_keeps_every_version(areas, member, coordinator, django_assert_num_queries):
    document = store(areas[0], member)
    actions.replace(document, a_file("plan 2.docx", "docx"), at=NOW, by=coordinator)
    with django_assert_num_queries(2):
        (found,) = queries.uploaded(areas[0])
    assert [(one.number, one.name, one.uploader) for one in found.versions] == [
        (2, "plan 2.docx", coordinator.name), (1, "plan.pdf", member.name),
    ]  # fmt: skip
    assert found.newest == found.versions[0]


def test_a_document_without_a_title_is_called_what_the_file_is(areas, member):
    assert store(areas[0], member, title="").title == "plan.pdf"


def test_a_document_belongs_to_its_thing_only(areas, member):
    document = store(areas[0], member)
    version = document.versions.get()
    assert access.get_document(areas[0], document.pk) == document
    assert access.get_version(areas[0], version.pk) == version
    for other in (areas[1], areas[0].municipality):
        with pytest.raises(Http404):
            access.get_version(other, version.pk)
        with pytest.raises(Http404):
            access.get_document(other, document.pk)


@pytest.mark.parametrize(("name", "content"), [("plan.pdf", "pdf"), ("Ærø, 1.txt", "text"), ("b.png", "png")])
def test_a_file_is_served_to_be_saved_and_never_as_a_page(areas, member, name, content):
    actions.store(a_file(name, content), thing=areas[0], slot="plan", title="", at=NOW, by=member)
    response = serve(Version.objects.get())
    assert b"".join(response) == CONTENT[content]
    response.close()
    assert response["Content-Disposition"].startswith("attachment; ")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Type"].split(";")[0] in {"application/pdf", "text/plain", "image/png"}


def test_a_deleted_document_is_out_of_sight_and_can_come_back(areas, member):
    document = store(areas[0], member)
    actions.delete(document, at=NOW, by=member)
    assert queries.uploaded(areas[0]) == ()
    with pytest.raises(Http404):
        access.get_version(areas[0], Version.objects.get().pk)
    assert [one.document.deleted_by for one in queries.uploaded(areas[0], deleted=True)] == [member.name]
    actions.restore(document)
    assert len(queries.uploaded(areas[0])) == 1


def test_a_deleted_document_is_purged_when_its_days_are_over(areas, member, folder):
    document = store(areas[0], member)
    kept = store(areas[0], member, title="Kept")
    actions.delete(document, at=NOW, by=member)
    actions.tidy(now=NOW + 30 * DAY)
    assert Document.objects.count() == 2
    actions.tidy(now=NOW + 31 * DAY)
    assert list(Document.objects.all()) == [kept]
    assert [path.name for path in files_in(folder)] == [kept.versions.get().key]
    with pytest.raises(ValidationError) as refused:
        actions.restore(document)
    assert refused.value.code == "gone"


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_upload_leaves_no_row_and_its_file_is_swept(loaded, folder):
    area, by = Area.objects.first(), person("kollega")
    with transaction.atomic():
        store(area, by)
        transaction.set_rollback(True)
    assert not Document.objects.exists()
    assert len(files_in(folder)) == 1
    assert actions.tidy(now=datetime.now(UTC)) == 0
    assert actions.tidy(now=datetime.now(UTC) + 2 * DAY) == 1
    assert files_in(folder) == []


def test_the_name_of_somebody_who_is_deleted_goes(areas, member):
    store(areas[0], member)
    actions.forget_uploader(member.pk, name="Slettet")
    assert Version.objects.values_list("uploader_id", "uploader").get() == (None, "Slettet")


def test_a_file_that_is_missing_or_changed_is_found_and_never_served(areas, member, folder, capsys):
    document = store(areas[0], member)
    call_command("check_files")
    (path,) = files_in(folder)
    path.write_bytes(b"something else")
    with pytest.raises(CommandError, match=path.name):
        call_command("check_files")
    path.unlink()
    with pytest.raises(Http404):
        serve(document.versions.get())
