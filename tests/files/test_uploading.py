"""Requests with files: written piece by piece, no further than the limit, and nothing left behind."""

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory

from knub.files import forms, intake, uploading
from knub.files.forms import ReplaceForm, UploadForm
from tests.files.making import CONTENT

SMALL = 200_000


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"
    return settings.FILES


@pytest.fixture
def small_limit(monkeypatch):
    """Let 200 kB be what 50 MB are."""
    monkeypatch.setattr(intake, "LARGEST_FILE", SMALL)
    monkeypatch.setattr(uploading, "LARGEST_FILE", SMALL)
    monkeypatch.setattr(uploading, "LARGEST_REQUEST", 4 * SMALL)


def sent(content, name="plan.pdf", **typed) -> HttpRequest:
    return RequestFactory().post("/", {**typed, "file": SimpleUploadedFile(name, content)})


def test_a_small_file_comes_in_over_the_disk_and_is_gone_afterwards(folder):
    request = sent(CONTENT["pdf"], title="Plan")
    form = UploadForm(request.POST, request.FILES)
    assert form.is_valid()
    assert form.cleaned_data["file"].name == "plan.pdf"
    assert len(list((folder / "incoming").iterdir())) == 1
    request.close()
    assert list((folder / "incoming").iterdir()) == []


def test_a_file_over_the_limit_is_told_with_the_rest_still_there(folder, small_limit):
    request = sent(CONTENT["pdf"] + bytes(3 * SMALL), title="Plan")
    form = UploadForm(request.POST, request.FILES)
    assert form.errors["file"][0].startswith("Filen er større end 50 MB.")
    assert form["title"].value() == "Plan"
    (written,) = (folder / "incoming").iterdir()
    assert written.stat().st_size < 2 * SMALL
    request.close()


def test_a_request_far_over_the_limit_is_not_read(folder, small_limit):
    request = sent(bytes(5 * SMALL))
    with pytest.raises(RequestDataTooBig):
        assert request.POST
    assert not folder.exists()


def test_a_file_that_breaks_off_leaves_nothing(folder):
    whole = sent(CONTENT["pdf"] * 100)
    body = whole.body[:3000]
    request = RequestFactory().generic("POST", "/", body, content_type=whole.META["CONTENT_TYPE"])
    assert not request.FILES
    assert list((folder / "incoming").iterdir()) == []


def test_a_form_without_a_file_asks_for_one():
    assert ReplaceForm({}, {}).errors["file"] == ["Vælg en fil."]


def test_what_is_wrong_with_a_file_stands_at_its_field():
    request = sent(CONTENT["macros"], "brev.docx")
    assert ReplaceForm(request.POST, request.FILES).errors["file"][0].startswith("Dokumentet indeholder makroer")
    assert forms.ReplaceForm().fields["file"].widget.attrs["accept"].startswith(".pdf,.docx")
    request.close()
