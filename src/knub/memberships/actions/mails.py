"""The mails about memberships: each says what has happened and what to do."""

from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from knub.memberships.models import Membership
from knub.memberships.queries import written
from knub.notify import actions as notify
from knub.people.actions import make_token
from knub.people.models import Person
from knub.ui.formats import day

OBJECTION, OBJECTION_DAYS = "membership_objection", 14
BILLING_CHECK, BILLING_CHECK_DAYS = "billing_check", 45


def about(membership: Membership) -> str:
    """Return what a link about a membership is stored with."""
    return f"membership-{membership.pk}"


def address(name: str, *arguments: object) -> str:
    """Return the whole address of a page."""
    return settings.SITE_URL + reverse(name, args=arguments)


def signed(*paragraphs: str) -> str:
    """Return the paragraphs of a mail with our name below."""
    return "\n\n".join([*paragraphs, f"Netværk om Udsatte Boligområder\n{settings.CONTACT_MAIL}"]) + "\n"


def tell_approver(membership: Membership, *, by: Person, at: datetime) -> None:
    """Send the manager a copy, with a link to object."""
    with translation.override("da"):
        names = {"who": by.name, "municipality": membership.municipality, "season": membership.season}
        text = signed(
            _("Dear %(name)s,") % {"name": membership.approver_name},
            _("%(who)s has signed %(municipality)s up for %(season)s and named you as the manager who approves.")
            % names,
            written(membership, "da"),
            _until_objected(membership, at=at),
        )
        subject = _("%(municipality)s has joined %(season)s: a copy for you") % names
    notify.send(key=f"membership-{membership.pk}-approver", to=membership.approver_email, subject=subject, text=text)


def confirm(membership: Membership, *, by: Person) -> None:
    """Tell who signed up that it is done, what it costs, and how to leave."""
    link = address("memberships:membership", membership.pk)
    with translation.override(by.language):
        names = {"municipality": membership.municipality, "season": membership.season}
        text = signed(
            _("%(municipality)s is a member of %(season)s.") % names,
            written(membership, by.language),
            _("%(name)s (%(mail)s) has got a copy and can object until %(day)s.")
            % {
                "name": membership.approver_name,
                "mail": membership.approver_email,
                "day": day(timezone.localtime(membership.joined_at + timedelta(days=OBJECTION_DAYS))),
            },
            _("See or change the membership here:\n%(link)s") % {"link": link},
        )
        subject = _("%(municipality)s has joined %(season)s") % names
    notify.send(key=f"membership-{membership.pk}-joined", to=by.email, subject=subject, text=text)


def tell_price(membership: Membership, *, to: Person) -> None:
    """Tell a contact person what the membership costs, which was not decided when it was agreed."""
    link = address("memberships:membership", membership.pk)
    with translation.override(to.language):
        names = {"municipality": membership.municipality, "season": membership.season}
        text = signed(
            _("When %(municipality)s joined %(season)s, the price had not been decided. Now it has.") % names,
            written(membership, to.language),
            _("You need not do anything. See the membership here:\n%(link)s") % {"link": link},
        )
        subject = _("The price of %(season)s for %(municipality)s") % names
    notify.send(key=f"membership-{membership.pk}-price-{to.pk}", to=to.email, subject=subject, text=text)


def tell_approver_the_price(membership: Membership, *, at: datetime) -> None:
    """Send the manager the price; whoever has not objected yet has 14 days more to do so, since the price is new."""
    with translation.override("da"):
        names = {"municipality": membership.municipality, "season": membership.season}
        text = signed(
            _("Dear %(name)s,") % {"name": membership.approver_name},
            _("When %(municipality)s joined %(season)s, the price had not been decided. Now it has.") % names,
            written(membership, "da"),
            _until_objected(membership, at=at),
        )
        subject = _("The price of %(season)s for %(municipality)s") % names
    notify.send(
        key=f"membership-{membership.pk}-price-approver", to=membership.approver_email, subject=subject, text=text
    )


def _until_objected(membership: Membership, *, at: datetime) -> str:
    if membership.objected_at:
        return _("You need not do anything. The objection you have made is not touched by this.")
    until = at + timedelta(days=OBJECTION_DAYS)
    raw = make_token(OBJECTION, about(membership), at=at, expires_at=until)
    return _("You need not do anything if that is right.\nIs it not? Object before %(day)s here:\n%(link)s") % {
        "day": day(timezone.localtime(until)),
        "link": address("memberships:object", raw),
    }


def answer_objection(membership: Membership) -> None:
    """Tell the manager what the secretariat has decided about the objection."""
    with translation.override("da"):
        names = {"municipality": membership.municipality, "season": membership.season}
        subject = _("Answer to your objection: %(municipality)s, %(season)s") % names
        text = signed(_("The secretariat answers your objection:"), membership.objection_answer)
    notify.send(key=f"membership-{membership.pk}-settled", to=membership.approver_email, subject=subject, text=text)


def ask_about_billing(membership: Membership, person: Person, *, at: datetime) -> None:
    """Ask whoever ordered whether the billing data are still right; the link works without login."""
    raw = make_token(
        BILLING_CHECK, about(membership), at=at, expires_at=at + timedelta(days=BILLING_CHECK_DAYS), person=person
    )
    link = address("memberships:check_billing", raw)
    with translation.override(person.language):
        names = {"municipality": membership.municipality, "season": membership.season}
        invoice_day = day(membership.season.invoice_on) if membership.season.invoice_on else ""
        text = signed(
            _("Dear %(name)s,") % {"name": person.name},
            _("On %(day)s we send the invoice for %(season)s to %(municipality)s.") % {**names, "day": invoice_day},
            _("Are the EAN number and the references still right? Confirm or correct them here:\n%(link)s")
            % {"link": link},
            _("You need not log in."),
        )
        subject = _("Is the billing data of %(municipality)s still right?") % names
    key = f"membership-{membership.pk}-billing-{membership.season.invoice_on}-{person.pk}"
    notify.send(key=key, to=person.email, subject=subject, text=text)


def tell_withdrawal(membership: Membership, *, to: Person) -> None:
    """Tell a contact person until when the membership holds."""
    with translation.override(to.language):
        names = {"municipality": membership.municipality, "season": membership.season}
        text = signed(
            _("%(municipality)s leaves %(season)s. The last day is %(day)s.")
            % {**names, "day": day(membership.ends_on)},
            _("Until then nothing changes. After that you can no longer see what members share."),
        )
        subject = _("%(municipality)s leaves %(season)s") % names
    notify.send(
        key=f"membership-{membership.pk}-left-{membership.ends_on}-{to.pk}", to=to.email, subject=subject, text=text
    )
