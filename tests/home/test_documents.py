"""Documents of a municipality: upload, replace, delete and bring back; nobody else gets one, by any address."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from knub.areas.models import Area
from knub.audit.queries import history
from knub.files.models import Document, Version
from knub.people import actions as people
from knub.people.models import Organisation
from tests.files.making import CONTENT

pytestmark = pytest.mark.django_db
OF_AREA = "/jeres-kommune/dokumenter/omraade/aarhus-bispehaven"
OF_AARHUS = "/jeres-kommune/dokumenter/kommune/aarhus"
LIST_QUERIES = 11
OF_RANDERS = "/jeres-kommune/dokumenter/kommune/randers"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.FILES = tmp_path


def as_(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def a_file(name="brev.pdf", content="pdf"):
    return SimpleUploadedFile(name, CONTENT[content])


def upload(client, base=OF_AARHUS, *, title="Brev", slot="letter", file=None):
    return client.post(f"{base}/nyt/", {"slot": slot, "title": title, "file": file or a_file()})


def said(response):
    return " ".join(response.content.decode().split())


def test_a_document_is_uploaded_listed_and_fetched(member):
    client = as_(member)
    assert upload(client)["Location"] == f"{OF_AARHUS}/"
    version = Version.objects.get()
    assert "Brev" in said(client.get(f"{OF_AARHUS}/"))
    response = client.get(f"{OF_AARHUS}/udgave/{version.pk}/")
    assert b"".join(response) == CONTENT["pdf"]
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Content-Disposition"] == 'attachment; filename="brev.pdf"'
    assert history(Organisation.objects.get(slug="aarhus"))[0].verb == "document_uploaded"


def test_nobody_else_fetches_a_document_by_any_address(member, guest, outsider, client):
    upload(as_(member))
    version, document = Version.objects.get().pk, Document.objects.get().pk
    aarhus = Organisation.objects.get(slug="aarhus")
    speaker = people.store_demo_person(
        name="Taler", email="taler@example.org", roles=[("speaker", aarhus)], starts_on=date(2020, 1, 1)
    )
    former = people.store_demo_person(
        name="Før", email="foer@example.org", roles=[("member", aarhus)], starts_on=date(2020, 1, 1)
    )
    people.end_role(former.roles.get(), on=date(2021, 1, 1))
    addresses = [f"udgave/{version}/", f"{document}/", f"{document}/slet/", ""]
    for reader in (guest, outsider, speaker, former):
        assert {as_(reader).get(f"{OF_AARHUS}/{one}").status_code for one in addresses} == {403}
    assert {client.get(f"{OF_AARHUS}/{one}").status_code for one in addresses} == {302}
    assert as_(guest).get(f"{OF_RANDERS}/udgave/{version}/").status_code == 404
    assert as_(guest).get(f"{OF_RANDERS}/{document}/").status_code == 404
    assert as_(member).get(f"{OF_AREA}/udgave/{version}/").status_code == 404


def test_colleagues_and_the_secretariat_fetch_it(member, coordinator, secretariat):
    upload(as_(member))
    for reader in (coordinator, secretariat):
        response = as_(reader).get(f"{OF_AARHUS}/udgave/{Version.objects.get().pk}/")
        assert b"".join(response) == CONTENT["pdf"]


def test_a_manager_reads_but_cannot_change(member):
    upload(as_(member))
    aarhus, document = Organisation.objects.get(slug="aarhus"), Document.objects.get()
    manager = as_(
        people.store_demo_person(
            name="Leder", email="leder@example.org", roles=[("manager", aarhus)], starts_on=date(2020, 1, 1)
        )
    )
    assert manager.get(f"{OF_AARHUS}/{document.pk}/").status_code == 200
    assert manager.post(f"{OF_AARHUS}/{document.pk}/", {"file": a_file()}).status_code == 403
    assert upload(manager).status_code == 403
    for deed in ("slet", "gendan"):
        assert manager.post(f"{OF_AARHUS}/{document.pk}/{deed}/").status_code == 403


def test_a_replaced_version_is_kept_and_fetched(member):
    client = as_(member)
    upload(client, OF_AREA, slot="development_plan", title="Plan")
    document, first = Document.objects.get(), Version.objects.get()
    sent = client.post(f"{OF_AREA}/{document.pk}/", {"file": a_file("plan 2.docx", "docx")})
    assert sent["Location"] == f"{OF_AREA}/{document.pk}/"
    page = said(client.get(f"{OF_AREA}/{document.pk}/"))
    assert "Den nyeste udgave er plan 2.docx" in page
    assert f"/udgave/{first.pk}/" in page
    assert b"".join(client.get(f"{OF_AREA}/udgave/{first.pk}/")) == CONTENT["pdf"]
    assert "plan 2.docx" in said(client.get("/omraader/aarhus-bispehaven/stamdata/"))


def test_a_refused_file_is_told_with_what_was_typed(member):
    response = upload(as_(member), title="Brev til ministeriet", file=a_file("brev.docx", "macros"))
    assert response.status_code == 400
    assert "Dokumentet indeholder makroer" in said(response)
    assert "Brev til ministeriet" in said(response)
    assert not Document.objects.exists()


def test_a_document_is_deleted_after_a_question_and_brought_back(member):
    client = as_(member)
    upload(client)
    document = Document.objects.get()
    assert "I kan hente det tilbage i 30 dage" in said(client.get(f"{OF_AARHUS}/{document.pk}/slet/"))
    client.post(f"{OF_AARHUS}/{document.pk}/slet/")
    assert client.get(f"{OF_AARHUS}/{document.pk}/").status_code == 404
    assert "Hent tilbage" in said(client.get(f"{OF_AARHUS}/"))
    client.post(f"{OF_AARHUS}/{document.pk}/gendan/")
    assert client.get(f"{OF_AARHUS}/{document.pk}/").status_code == 200
    assert client.get(f"{OF_AARHUS}/{document.pk}/gendan/").status_code == 405


def test_the_list_costs_the_same_with_one_document_and_with_three(member, django_assert_num_queries):
    client = as_(member)
    upload(client)
    with django_assert_num_queries(LIST_QUERIES):
        client.get(f"{OF_AARHUS}/")
    for _more in range(2):
        upload(client)
    with django_assert_num_queries(LIST_QUERIES):
        client.get(f"{OF_AARHUS}/")


def test_a_title_with_markup_is_text(member):
    client = as_(member)
    upload(client, title="<img src=x onerror=alert(1)>")
    page = client.get(f"{OF_AARHUS}/").content.decode()
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
    assert Area.objects.exists()
