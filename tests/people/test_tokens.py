"""Links that work without login: one lock each, and each lock tried."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from knub.people import actions
from knub.people.access import get_token
from knub.people.models import Token

pytestmark = pytest.mark.django_db


def holds(kind, raw, *, at=None):
    try:
        return get_token(kind, raw, at=at or timezone.now()) is not None
    except Http404:
        return False


def test_a_token_is_found_by_its_secret_part_and_kind_alone():
    raw = actions.make_token("feed", "person:1", at=timezone.now())
    assert holds("feed", raw)
    assert not holds("speaker", raw)
    assert not holds("feed", raw[:-1])
    assert raw not in Token.objects.get().digest


def test_a_token_is_of_no_use_when_its_time_is_up():
    now = timezone.now()
    raw = actions.make_token("feed", at=now, expires_at=now + timedelta(days=1))
    assert holds("feed", raw, at=now + timedelta(hours=23))
    assert not holds("feed", raw, at=now + timedelta(days=1))


def test_ending_it_ends_it(member):
    raw = actions.make_token("feed", at=timezone.now(), person=member)
    assert actions.end_tokens(at=timezone.now(), person=member) == 1
    assert not holds("feed", raw)


def test_a_person_who_leaves_loses_her_links_at_once(member):
    raw = actions.make_token("feed", at=timezone.now(), person=member)
    actions.deactivate(member)
    assert not holds("feed", raw)
