"""Every page of memberships and network years at two widths, looked through by axe."""

from datetime import timedelta

import pytest
from django.utils import timezone

from knub.memberships import actions
from knub.memberships.actions.mails import BILLING_CHECK, OBJECTION, about
from knub.memberships.models import Membership, Season
from knub.people.actions import make_token
from tests.browser import NARROW, WIDE
from tests.conftest import person
from tests.journeys.membership_addresses import OF_CONTACTS, OF_THE_SECRETARIAT, OPEN
from tests.journeys.test_pages import faults

pytestmark = pytest.mark.browser


@pytest.fixture
def filled(loaded):
    """Return what stands for the parts of the addresses: a membership with an objection and two links."""
    now = timezone.now()
    membership = Membership.objects.get(municipality__slug="aarhus", season__year=now.year)
    Season.objects.filter(year=now.year + 1).update(opens_on=timezone.localdate())
    later = now + timedelta(days=1)
    links = {kind: make_token(kind, about(membership), at=now, expires_at=later) for kind in (OBJECTION, BILLING_CHECK)}
    actions.object_to(membership, text="Eksempel: Det er ikke aftalt.", at=now)
    links[OBJECTION] = make_token(OBJECTION, about(membership), at=now, expires_at=later)
    parts = {"pk": membership.pk, "profile": membership.billing_profile_id, "year": now.year}
    return {**parts, "objection": links[OBJECTION], "check": links[BILLING_CHECK]}


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize(
    ("addresses", "who"), [(OPEN, None), (OF_CONTACTS, "kontaktperson"), (OF_THE_SECRETARIAT, "sekretaer")]
)
def test_pages_have_no_fault(site, filled, addresses, who, width):
    pages = [address.format(**filled) for address in addresses]
    assert faults(site, pages, width=width, by=person(who) if who else None) == {}
