"""What is reported, hidden, merged and moved; each with a reason that the writer gets."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from knub.home.waiting import everything
from knub.notify.models import Mail
from knub.search.models import Document
from tests.sparring.conftest import answer, ask
from tests.sparring.test_questions import text

pytestmark = pytest.mark.usefixtures("members")
PICTURE = b"\x89PNG\r\n\x1a\n"


def test_a_report_waits_for_the_secretariat_until_it_has_looked(as_guest, as_secretariat):
    question = ask()
    for _twice in range(2):
        as_guest.post(f"/sparring/{question.pk}/anmeld/", {"reason": "Borgeren kan genkendes."})
    (waits,) = [one for one in everything() if "Anmeldt" in one.what]
    assert "Borgeren kan genkendes." in text(as_secretariat.get(waits.url))
    as_secretariat.post(waits.url)
    assert [one for one in everything() if "Anmeldt" in one.what] == []
    assert as_guest.get(waits.url).status_code == 403


def test_a_hidden_answer_is_out_of_sight_and_its_writer_told_why(as_member, as_secretariat, guest):
    question = ask()
    found = answer(question)
    assert as_member.post(f"/sparring/svar/{found.pk}/skjul/", {"reason": "x"}).status_code == 403
    as_secretariat.post(f"/sparring/svar/{found.pk}/skjul/", {"reason": "En borger kan genkendes."})
    assert found.text not in text(as_member.get(f"/sparring/{question.pk}/"))
    assert found.text not in Document.objects.get(kind="question").body
    mail = Mail.objects.get(to=guest.email)
    assert "En borger kan genkendes." in mail.text
    as_secretariat.post(f"/sparring/svar/{found.pk}/vis/")
    assert found.text in text(as_member.get(f"/sparring/{question.pk}/"))


def test_a_hidden_question_is_the_secretariats_alone(as_guest, as_secretariat):
    question = ask()
    as_secretariat.post(f"/sparring/{question.pk}/skjul/", {"reason": "Hører ikke til her."})
    assert as_guest.get(f"/sparring/{question.pk}/").status_code == 404
    assert not Document.objects.filter(kind="question").exists()
    assert "Hører ikke til her." in text(as_secretariat.get(f"/sparring/{question.pk}/"))


def test_a_merged_questions_answers_and_address_lead_to_the_other(as_guest, as_secretariat, member):
    first, second = ask(), ask(title="Eksempel: Det samme")
    found = answer(second)
    merged = as_secretariat.post(f"/sparring/{second.pk}/saml/", {"number": first.pk, "reason": "Det samme."})
    assert merged.url == f"/sparring/{first.pk}/"
    assert as_guest.get(f"/sparring/{second.pk}/").url == f"/sparring/{first.pk}/"
    assert found.text in text(as_guest.get(f"/sparring/{first.pk}/"))
    assert [one.object_id for one in Document.objects.filter(kind="question")] == [str(first.pk)]
    assert "Det samme." in Mail.objects.get(to=member.email).text
    again = as_secretariat.post(f"/sparring/{second.pk}/saml/", {"number": first.pk, "reason": "x"})
    assert again.status_code == 400


def test_a_secret_question_is_not_merged_with_one_that_shows_its_asker(as_secretariat):
    shown, secret = ask(), ask(hides_municipality=True)
    refused = as_secretariat.post(f"/sparring/{secret.pk}/saml/", {"number": shown.pk, "reason": "x"})
    assert refused.status_code == 400


def test_a_moved_question_has_other_topics(as_secretariat, as_guest):
    question = ask()
    as_secretariat.post(f"/sparring/{question.pk}/flyt/", {"themes": ["law"], "reason": "Det er en regel."})
    assert "1 spørgsmål" in text(as_guest.get("/sparring/?tema=law"))
    assert "0 spørgsmål" in text(as_guest.get("/sparring/?tema=social"))


def picture(name="eksempel.txt"):
    return SimpleUploadedFile(name, io.BytesIO("Eksempel på en huskeliste.".encode()).read(), "text/plain")


def test_a_file_is_put_with_an_answer_and_handed_to_members_only(as_guest, as_member, client):
    question = ask()
    found = answer(question)
    put = as_guest.post(f"/sparring/svar/{found.pk}/filer/", {"file": picture(), "title": "Huskeliste"})
    assert put.status_code == 302
    page = as_member.get(f"/sparring/{question.pk}/")
    (file,) = page.context["answers"][0].files
    address = f"/sparring/svar/{found.pk}/filer/{file.newest.pk}/"
    assert b"huskeliste" in b"".join(as_member.get(address).streaming_content)
    assert client.get(address).status_code == 302
    assert as_member.get(f"/sparring/svar/{found.pk}/filer/").status_code == 403
    as_guest.post(f"/sparring/svar/{found.pk}/filer/{file.document.pk}/fjern/")
    assert as_member.get(address).status_code == 404


def test_a_file_that_tells_who_asks_is_refused(as_member):
    question = ask(hides_municipality=True)
    put = as_member.post(f"/sparring/{question.pk}/filer/", {"file": picture("Aarhus notat.txt"), "title": ""})
    assert put.status_code == 400
