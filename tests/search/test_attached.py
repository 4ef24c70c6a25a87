"""What attached files say is found by those who may read what they are attached to, and by nobody else."""

from io import BytesIO

import pytest
from django.test import Client

from knub.files import actions as files
from knub.files.intake import checked
from knub.knowledge import actions as knowledge
from knub.search.models import Document
from knub.sparring import actions as sparring
from tests.files.making import SLIDES, WORD, office, pdf, slide, word
from tests.knowledge.conftest import NOW, client_of, join, write
from tests.search.test_search import text
from tests.sparring.conftest import answer, ask

pytestmark = pytest.mark.django_db
SAYS = "Vi byttede xyzzy for plugh"
MADE = {
    "Plan.pdf": pdf(SAYS),
    "Plan.docx": office(WORD, parts={"word/document.xml": word(SAYS)}),
    "Plan.pptx": office(SLIDES, parts={"ppt/slides/slide1.xml": slide(SAYS)}),
}


@pytest.fixture(autouse=True)
def place(settings, tmp_path, time_machine):
    settings.FILES = tmp_path / "files"
    time_machine.move_to(NOW, tick=False)
    join("aarhus", "randers")


def attach(add, thing, name, by):
    content = MADE[name]
    document = add(thing, checked(BytesIO(content), name, size=len(content)), title="", at=NOW, by=by)
    files.read(document.versions.get().pk, at=NOW)
    return document


def hits(user, asked="plugh"):
    return client_of(user).get("/soeg/", {"q": asked}).context["hits"]


@pytest.mark.parametrize("name", MADE)
def test_a_page_is_found_by_its_file_and_the_hit_names_both(member, name):
    page = write()
    attach(knowledge.add_file, page, name, member)
    ((kind, title, hit, _mark),) = hits(member)
    assert (str(kind), title, hit.within, hit.url) == ("Viden", name, page.title, f"/viden/{page.slug}/#filer")
    assert "<mark>plugh</mark>" in hit.snippet
    assert f"fil på »{page.title}«" in text(client_of(member).get("/soeg/", {"q": "plugh"}))
    assert 'id="filer"' in client_of(member).get(hit.url).content.decode()


def test_a_file_is_found_by_those_who_may_read_its_page(member, guest, outsider, secretariat):
    attach(knowledge.add_file, write(visible_to="municipality"), "Plan.pdf", member)
    assert [len(hits(user)) for user in (member, guest, outsider, secretariat)] == [1, 0, 0, 1]
    assert not Client().get("/soeg/", {"q": "plugh"}).context["hits"]


def test_a_file_that_is_replaced_taken_off_or_archived_is_found_no_more(member):
    page = write()
    document = attach(knowledge.add_file, page, "Plan.pdf", member)
    newer = checked(BytesIO(pdf("helt andet")), "Ny.pdf", size=len(pdf("helt andet")))
    knowledge.replace_file(page, document, newer, at=NOW, by=member)
    assert hits(member) == []
    files.read(document.versions.first().pk, at=NOW)
    assert [title for _kind, title, *_rest in hits(member, "helt andet")] == ["Plan.pdf"]
    knowledge.archive(page, reason="x", at=NOW, by=member)
    assert hits(member, "helt andet") == []
    knowledge.restore(page, at=NOW, by=member)
    knowledge.remove_file(page, document, at=NOW, by=member)
    assert hits(member, "helt andet") == []


def test_files_of_questions_and_answers_are_found_by_members(member, guest, outsider):
    question = ask()
    found = answer(question)
    attach(sparring.add_file, question, "Plan.docx", member)
    attach(sparring.add_file, found, "Plan.pptx", guest)
    assert sorted(hit.url for *_names, hit, _mark in hits(guest)) == [
        f"/sparring/{question.pk}/#filer", f"/sparring/{question.pk}/#svar-{found.pk}",
    ]  # fmt: skip
    assert hits(outsider) == []
    sparring.hide(question, reason="x", at=NOW, by=member)
    assert hits(guest) == []


def test_what_the_files_of_a_secret_question_say_is_not_found(member, guest):
    question = ask(hides_municipality=True)
    attach(sparring.add_file, question, "Plan.pdf", member)
    assert hits(guest) == []
    assert not Document.objects.filter(kind="question", object_id=question.pk).exclude(part="").exists()


def test_indexing_again_changes_nothing(member):
    attach(knowledge.add_file, write(), "Plan.pdf", member)
    attach(sparring.add_file, ask(), "Plan.docx", member)
    before = set(Document.objects.values_list("kind", "object_id", "part", "body"))
    knowledge.index_all(on=NOW.date())
    sparring.index_all_questions()
    assert set(Document.objects.values_list("kind", "object_id", "part", "body")) == before
