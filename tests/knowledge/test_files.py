"""Files of a page: for those who may read it, in every version, and only those who may edit it change them."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from knub.audit.queries import history
from knub.files.queries import uploaded
from knub.knowledge.content import Kind, VisibleTo
from tests.knowledge.conftest import client_of, write

pytestmark = pytest.mark.usefixtures("members")


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.FILES = tmp_path


def text_file(words=b"Skema til en vandring", name="skema.txt"):
    return SimpleUploadedFile(name, words, content_type="text/plain")


def put(client, page, **more):
    return client.post(f"/viden/{page.slug}/filer/", {"title": "Skemaet", "file": text_file(**more)})


def content(response):
    return b"".join(response.streaming_content)


def test_a_file_is_put_on_a_page_fetched_replaced_and_taken_off(as_member):
    page = write(Kind.TOOL)
    assert put(as_member, page).status_code == 302
    shown = Client().get(f"/viden/{page.slug}/").content.decode()
    address = re.search(rf"/viden/{page.slug}/filer/\d+/", shown)[0]
    answer = Client().get(address)
    assert content(answer) == b"Skema til en vandring"
    assert answer["Content-Disposition"].startswith("attachment")
    document = uploaded(page)[0].document
    as_member.post(f"/viden/{page.slug}/filer/{document.pk}/ny-udgave/", {"file": text_file(b"Nyt skema")})
    assert "version 2" in Client().get(f"/viden/{page.slug}/").content.decode()
    as_member.post(f"/viden/{page.slug}/filer/{document.pk}/slet/")
    assert Client().get(address).status_code == 404
    assert [one.verb for one in history(page)][:3] == [
        "knowledge_file_removed", "knowledge_file_replaced", "knowledge_file_added"
    ]  # fmt: skip


def test_a_file_is_as_closed_as_its_page(as_member, guest):
    page, other = write(visible_to=VisibleTo.MUNICIPALITY), write(Kind.TOOL)
    put(as_member, page)
    version = uploaded(page)[0].newest
    assert content(as_member.get(f"/viden/{page.slug}/filer/{version.pk}/")) == b"Skema til en vandring"
    assert client_of(guest).get(f"/viden/{page.slug}/filer/{version.pk}/").status_code == 404
    assert as_member.get(f"/viden/{other.slug}/filer/{version.pk}/").status_code == 404
    assert client_of(guest).get(f"/viden/{other.slug}/filer/").status_code == 403


def test_a_program_is_refused_with_the_title_kept(as_member):
    page = write(Kind.TOOL)
    answer = put(as_member, page, name="skema.exe")
    assert answer.status_code == 400
    assert "Programmer kan ikke lægges op" in answer.content.decode()
    assert "Skemaet" in answer.content.decode()
    assert uploaded(page) == ()
