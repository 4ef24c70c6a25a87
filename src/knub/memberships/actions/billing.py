"""Keep where the invoice goes. A profile that a membership has used is never edited: a new one takes its place."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from knub.audit.actions import record
from knub.memberships.models import BillingProfile, Membership
from knub.people.models import Organisation, Person


@transaction.atomic
def add_profile(municipality: Organisation, *, at: datetime, by: Person | None, **values: str) -> BillingProfile:
    """Store where invoices to a municipality can go."""
    profile = BillingProfile.objects.create(municipality=municipality, made_by=by, made_at=at, **values)
    record("billing_profile_added", profile, by=by)
    return profile


@transaction.atomic
def change_profile(profile: BillingProfile, *, at: datetime, by: Person | None, **values: str) -> BillingProfile:
    """Correct a profile; one that has been used is kept as it was, and the new one takes over its memberships."""
    profile = BillingProfile.objects.select_for_update(no_key=True).get(pk=profile.pk)
    if profile.archived_at:
        raise ValidationError(
            _("Somebody has changed these billing data meanwhile. Look at them again."), code="replaced"
        )
    if not profile.memberships.exists():
        BillingProfile.objects.filter(pk=profile.pk).update(**values)
        profile.refresh_from_db()
        record("billing_profile_changed", profile, by=by)
        return profile
    return _replace(profile, at=at, by=by, **values)


def _replace(profile: BillingProfile, *, at: datetime, by: Person | None, **values: str) -> BillingProfile:
    successor = add_profile(profile.municipality, at=at, by=by, **values)
    running = profile.memberships.filter(ends_on__gte=timezone.localdate(at))
    running.update(billing_profile=successor, billing_checked_at=at)
    archive_profile(profile, at=at, by=by)
    return successor


@transaction.atomic
def archive_profile(profile: BillingProfile, *, at: datetime, by: Person | None) -> None:
    """Take a profile out of use; what was sent to it keeps it."""
    if profile.memberships.filter(ends_on__gte=timezone.localdate(at)).exists():
        raise ValidationError(
            _("A membership that runs uses these billing data. Choose others for it first."), code="in_use"
        )
    profile.archived_at = at
    profile.save(update_fields=["archived_at"])
    record("billing_profile_archived", profile, by=by)


@transaction.atomic
def choose_profile(membership: Membership, profile: BillingProfile, *, at: datetime, by: Person | None) -> None:
    """Let the invoice of a membership go to a profile of its municipality."""
    if profile.municipality_id != membership.municipality_id or profile.archived_at:
        raise ValidationError(_("Choose billing data of your own municipality that are in use."), code="not_own")
    membership.billing_profile, membership.billing_checked_at = profile, at
    membership.save(update_fields=["billing_profile", "billing_checked_at"])
    record("billing_profile_chosen", membership, by=by, profile=str(profile))


@transaction.atomic
def confirm_billing(membership: Membership, *, at: datetime, by: Person | None) -> None:
    """Note that somebody has looked at the billing data and found them right."""
    membership.billing_checked_at = at
    membership.save(update_fields=["billing_checked_at"])
    record("billing_confirmed", membership, by=by)


@transaction.atomic
def correct_billing(membership: Membership, *, at: datetime, by: Person | None, **values: str) -> BillingProfile:
    """Correct where the invoice of a membership goes, or give it a first profile."""
    membership = Membership.objects.select_for_update(no_key=True).get(pk=membership.pk)
    old = membership.billing_profile
    new = (
        change_profile(old, at=at, by=by, **values)
        if old
        else add_profile(membership.municipality, at=at, by=by, **values)
    )
    choose_profile(membership, new, at=at, by=by)
    return new
