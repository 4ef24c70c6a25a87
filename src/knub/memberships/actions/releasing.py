"""Give the memberships that joined while the price was undecided the price of the day they joined."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from knub.audit.actions import record
from knub.memberships.actions import mails
from knub.memberships.actions.ending import contact_people
from knub.memberships.actions.joining import frozen
from knub.memberships.models import Membership, Season
from knub.memberships.queries import Unpriced, seen_prices, unpriced, without_price
from knub.people.models import Person


@transaction.atomic
def release_prices(season: Season, *, seen: str, at: datetime, by: Person) -> int:
    """Price the memberships that wait, and tell each once; return how many.

    seen : the prices that were looked at; when they are others by now, nothing happens
    """
    rows = without_price(season).select_for_update(no_key=True, of=("self",)).order_by("pk")
    found = [one for one in unpriced(season, list(rows)) if one.is_decided]
    if not found:
        raise ValidationError(_("No membership waits for a price any more."), code="nothing")
    if seen_prices(found) != seen:
        raise ValidationError(
            _("The memberships or their prices have changed since you saw them. Look again."), code="changed"
        )
    for one in found:
        _freeze(one, at=at, by=by)
    return len(found)


def _freeze(one: Unpriced, *, at: datetime, by: Person) -> None:
    membership, values = one.membership, frozen(one.price)
    for name, value in values.items():
        setattr(membership, name, value)
    membership.price_list = membership.season.price_list
    membership.save(update_fields=["price_list", *values])
    record("price_released", membership, by=by, price=str(one.price.figure))
    _tell(membership, at=at)


def _tell(membership: Membership, *, at: datetime) -> None:
    for person in contact_people(membership):
        mails.tell_price(membership, to=person)
    if membership.approver_email:
        mails.tell_approver_the_price(membership, at=at)
