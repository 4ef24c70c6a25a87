"""An answer that helped becomes a draft: with credit to both, confirmed by the asker, linked both ways."""

import pytest

from knub.knowledge import actions as knowledge
from knub.knowledge.models import Page
from knub.notify.models import Mail
from knub.sparring import actions
from knub.sparring.models import Turning
from tests.knowledge.conftest import client_of
from tests.sparring.conftest import NOW, answer, ask
from tests.sparring.test_questions import text
from tests.sparring.test_secret import tells

pytestmark = pytest.mark.usefixtures("members")


def helpful(**values):
    question = ask(**values)
    found = answer(question)
    actions.set_helped(found, helped=True, at=NOW, by=question.asked_by)
    return found


def drafts():
    return list(Page.objects.filter(state="draft").exclude(came_from=""))


def test_the_asker_turns_it_in_one_click(as_member, as_guest, guest):
    found = helpful()
    as_member.post(f"/sparring/svar/{found.pk}/goer-til/", {"slags": "omraadeindsats"})
    (page,) = drafts()
    assert (page.municipality.slug, page.co_authors, page.named_owner) == ("randers", "Aarhus Kommune", guest)
    assert page.texts == {"challenge": "Få kommer til møderne.", "done": found.text}
    assert f"/viden/{page.slug}/ret/tekst/" in Mail.objects.get(to=guest.email).text
    assert "En kladde hos Randers Kommune" in text(as_member.get(f"/sparring/{found.question_id}/"))
    knowledge.publish(page, at=NOW, by=guest)
    assert f'href="/viden/{page.slug}/"' in as_member.get(f"/sparring/{found.question_id}/").content.decode()
    back = f'href="/sparring/{found.question_id}/#svar-{found.pk}"'
    assert back in as_guest.get(f"/viden/{page.slug}/").content.decode()


def test_anothers_proposal_waits_for_the_asker(as_guest, as_member, member):
    found = helpful()
    as_guest.post(f"/sparring/svar/{found.pk}/goer-til/", {"slags": "regelfortolkning"})
    assert drafts() == []
    assert f"/sparring/{found.question_id}/" in Mail.objects.get(to=member.email).text
    assert as_guest.post(f"/sparring/svar/{found.pk}/bekraeft/").status_code == 403
    for _twice in range(2):
        as_member.post(f"/sparring/svar/{found.pk}/bekraeft/")
    (page,) = drafts()
    assert page.kind == "regelfortolkning"
    assert page.texts["reading"] == found.text


def test_who_has_no_part_in_it_cannot_turn_it(as_guest, secretariat):
    found = answer(ask(), by=secretariat)
    actions.set_helped(found, helped=True, at=NOW, by=secretariat)
    assert as_guest.post(f"/sparring/svar/{found.pk}/goer-til/", {"slags": "omraadeindsats"}).status_code == 403


def test_an_answer_that_has_not_helped_becomes_nothing(as_member):
    found = answer(ask())
    as_member.post(f"/sparring/svar/{found.pk}/goer-til/", {"slags": "omraadeindsats"})
    assert not Turning.objects.exists()


def test_a_hidden_asker_is_not_told_by_the_page(as_member, guest):
    found = helpful(hides_municipality=True)
    as_member.post(f"/sparring/svar/{found.pk}/goer-til/", {"slags": "omraadeindsats"})
    (page,) = drafts()
    reader = client_of(guest)
    for address in (f"/viden/{page.slug}/", f"/viden/{page.slug}/historik/", f"/viden/{page.slug}/ret/emner/"):
        assert tells(reader.get(address).content) == []
    assert tells(Mail.objects.get(to=guest.email).text) == []


def test_the_link_back_is_shown_to_those_who_may_follow_it(as_member, client, guest):
    found = helpful()
    actions.turn(found, "omraadeindsats", at=NOW, by=found.question.asked_by)
    (page,) = drafts()
    page.visible_to = "everyone"
    page.save()
    knowledge.publish(page, at=NOW, by=guest)
    assert "/sparring/" in as_member.get(f"/viden/{page.slug}/").content.decode().split("<main")[1].split("</main")[0]
    assert "/sparring/" not in client.get(f"/viden/{page.slug}/").content.decode().split("<main")[1].split("</main")[0]
