"""Leave, object, and what the secretariat may set aside with a reason."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.audit.actions import record
from knub.memberships.actions import mails
from knub.memberships.models import Membership
from knub.memberships.signals import membership_ended
from knub.people.actions import end_tokens
from knub.people.models import Person, Role


@transaction.atomic
def withdraw(membership: Membership, *, reason: str, ends_on: date, at: datetime, by: Person) -> None:
    """Let a municipality leave with a last day of its own; what it took part in until then stays readable as before."""
    membership, today = _locked(membership), timezone.localdate(at)
    if membership.starts_on > today:
        membership.starts_on = ends_on = today - timedelta(days=1)  # it never begins
    elif not today <= ends_on <= membership.season.ends_on:
        raise ValidationError(
            {"ends_on": _("Choose a day from today until the last day of the network year.")}, code="outside"
        )
    membership.ends_on, membership.end_reason, membership.withdrawn_at = ends_on, reason, at
    membership.save(update_fields=["ends_on", "end_reason", "withdrawn_at", "starts_on"])
    record("membership_withdrawn", membership, by=by, reason=reason, ends_on=ends_on.isoformat())
    for person in contact_people(membership):
        mails.tell_withdrawal(membership, to=person)
    membership_ended.send(Membership, membership=membership, by=by)


@transaction.atomic
def tell_ended(*, today: date) -> int:
    """Tell the rooms above of each membership whose last day has passed, once; return how many."""
    rows = Membership.objects.select_for_update(no_key=True, of=("self",)).filter(
        ends_on__lt=today, end_told_at=None, season__archived=False
    )
    ended = list(rows.select_related("season", "municipality").order_by("pk"))
    for membership in ended:
        membership.end_told_at = timezone.now()
        membership.save(update_fields=["end_told_at"])
        record("membership_ended", membership, by=None)
        membership_ended.send(Membership, membership=membership, by=None)
    return len(ended)


@transaction.atomic
def object_to(membership: Membership, *, text: str, at: datetime) -> None:
    """Take in the objection of the manager who should approve; the secretariat decides what follows."""
    membership = _locked(membership)
    if membership.objected_at:
        raise ValidationError(_("The objection has already come in. The secretariat answers you."), code="objected")
    membership.objected_at, membership.objection = at, text
    membership.save(update_fields=["objected_at", "objection"])
    record("membership_objected", membership, by=None)
    end_tokens(at=at, kind=mails.OBJECTION, about=mails.about(membership))


@transaction.atomic
def settle_objection(membership: Membership, *, answer: str, at: datetime, by: Person) -> None:
    """Answer an objection by mail; to end the membership is another action."""
    membership = _locked(membership)
    if not membership.objected_at or membership.objection_settled_at:
        raise ValidationError(_("There is no objection that waits for an answer."), code="nothing")
    membership.objection_settled_at, membership.objection_answer = at, answer
    membership.save(update_fields=["objection_settled_at", "objection_answer"])
    record("objection_settled", membership, by=by)
    mails.answer_objection(membership)


@transaction.atomic
def override_price(membership: Membership, *, price: Decimal | None, reason: str, by: Person) -> None:
    """Set the price of one membership aside; the lines go, since they add up to another."""
    membership = _locked(membership)
    before, membership.price = membership.price, price
    membership.price_override_reason, membership.price_lines = reason, []
    membership.save(update_fields=["price", "price_override_reason", "price_lines"])
    record("price_overridden", membership, by=by, before=str(before), after=str(price), reason=reason)


@transaction.atomic
def override_dates(membership: Membership, *, starts_on: date, ends_on: date, reason: str, by: Person) -> None:
    """Set the days of one membership aside, inside its network year."""
    membership = _locked(membership)
    season = membership.season
    if not season.starts_on <= starts_on <= ends_on <= season.ends_on:
        raise ValidationError({"ends_on": _("Choose days inside the network year, the first before the last.")})
    before = [membership.starts_on.isoformat(), membership.ends_on.isoformat()]
    membership.starts_on, membership.ends_on, membership.end_told_at = starts_on, ends_on, None
    membership.withdrawn_at = membership.withdrawn_at if ends_on < season.ends_on else None
    membership.save(update_fields=["starts_on", "ends_on", "end_told_at", "withdrawn_at"])
    record("dates_overridden", membership, by=by, before=before, after=[str(starts_on), str(ends_on)], reason=reason)


@transaction.atomic
def forget_approvers(*, today: date) -> int:
    """Blank the managers of memberships that ended long ago, with what they wrote; return how many."""
    ended_before = today - timedelta(days=settings.KEPT_DAYS["approvers"])
    old = Membership.objects.filter(ends_on__lt=ended_before).exclude(approver_name="", approver_email="")
    return old.update(approver_name="", approver_email="", objection="", objection_answer="")


def contact_people(membership: Membership) -> list[Person]:
    """Return the people who answer for a membership: the contact persons, else who signed up; nobody who has left."""
    roles = Role.on_day(timezone.localdate()).filter(organisation=membership.municipality, kind=Role.Kind.COORDINATOR)
    people = list(Person.objects.filter(is_active=True, pk__in=roles.values("person")).order_by("pk"))
    if people or membership.joined_by is None or not membership.joined_by.is_active:
        return people
    return [membership.joined_by]


def _locked(membership: Membership) -> Membership:
    rows = Membership.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("season", "municipality").get(pk=membership.pk)
