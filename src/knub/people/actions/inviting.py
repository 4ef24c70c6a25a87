"""Invite colleagues, and what becomes of an invitation: accepted by one person once, declined, withdrawn, run out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from knub.audit.actions import record
from knub.domain.addresses import Address
from knub.people import queries
from knub.people.actions.roles import grant_role
from knub.people.actions.tokens import end_tokens, make_token
from knub.people.actions.writing import Letter, post, signed
from knub.people.models import Invitation, Organisation, Person
from knub.people.signals import invitation_declined

KIND = "invitation"
HOLDS = timedelta(days=30)


@dataclass(frozen=True)
class Invited:
    """Who was invited, and who needed none because she has the role or an open invitation."""

    sent: tuple[Invitation, ...]
    already: tuple[str, ...]


@transaction.atomic
def invite(
    organisation: Organisation, addresses: Iterable[Address | str], *, role: str, why: str, by: Person
) -> Invited:
    """Invite people to a role in an organisation, each by one mail; `why` stands in the mail."""
    wanted = [one if isinstance(one, Address) else Address(one.strip().casefold()) for one in addresses]
    emails = [one.email for one in wanted]
    known = queries.invited_or_in(organisation, emails, role=role, at=timezone.now())
    sent = [_invite_one(organisation, one, role=role, why=why, by=by) for one in wanted if one.email not in known]
    return Invited(tuple(one for one in sent if one), tuple(email for email in emails if email in known))


def _invite_one(organisation: Organisation, to: Address, *, role: str, why: str, by: Person) -> Invitation | None:
    """Write an invitation down and mail it, unless somebody did so at the same moment."""
    now = timezone.now()
    invitation, made = Invitation.objects.get_or_create(
        organisation=organisation,
        email=to.email,
        role=role,
        accepted_at=None,
        declined_at=None,
        withdrawn_at=None,
        defaults={"name": to.name, "why": why, "invited_by": by, "invited_at": now, "expires_at": now + HOLDS},
    )
    if not made and invitation.expires_at > now:
        return None
    if not made:
        invitation.expires_at = now + HOLDS
        invitation.save(update_fields=["expires_at"])
    record("invitation_sent", invitation, by=by, role=role)
    _mail(invitation, at=now)
    return invitation


@transaction.atomic
def send_again(invitation: Invitation, *, by: Person) -> None:
    """Send an open invitation again with a new link and a new month; the mail's key allows it once a day."""
    invitation = _open(invitation.pk)
    now = timezone.now()
    invitation.expires_at = now + HOLDS
    invitation.save(update_fields=["expires_at"])
    record("invitation_sent_again", invitation, by=by)
    _mail(invitation, at=now)


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Person) -> None:
    """End an open invitation and its links."""
    invitation = _open(invitation.pk)
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    _end_links(invitation)
    record("invitation_withdrawn", invitation, by=by)


@transaction.atomic
def decline(invitation: Invitation) -> None:
    """End an invitation that went to the wrong person, and tell who sent it."""
    invitation = _open(invitation.pk)
    invitation.declined_at = timezone.now()
    invitation.save(update_fields=["declined_at"])
    _end_links(invitation)
    record("invitation_declined", invitation, by=None)
    invitation_declined.send(sender=Invitation, invitation=invitation)
    for to in queries.who_is_told(invitation):
        post(_declined(invitation), to=to, key=f"invitation-{invitation.pk}-declined-{to}")


@transaction.atomic
def accept(invitation: Invitation, *, name: str, title: str = "") -> Person:
    """Take an invitation: of two at once one comes in, and the other is told that it has been used."""
    invitation = _open(invitation.pk)
    person = come_in(invitation.email, name=name, title=title)
    invitation.accepted_at, invitation.person = timezone.now(), person
    invitation.save(update_fields=["accepted_at", "person"])
    _end_links(invitation)
    grant_role(person, invitation.organisation, invitation.role, starts_on=timezone.localdate(), by=person)
    record("invitation_accepted", invitation, by=person)
    return person


def come_in(email: str, *, name: str, title: str) -> Person:
    """Return the person with a mail, made now where there is none; somebody whose access was closed stays out."""
    defaults = {"email": email.casefold(), "name": name, "title": title}
    person, _made = Person.objects.get_or_create(email__iexact=email, defaults=defaults)
    if not person.is_active:
        raise ValidationError(
            _("This access has been closed by the secretariat. Write to %(mail)s, if that is a mistake.")
            % {"mail": settings.CONTACT_MAIL},
            code="closed",
        )
    return person


@transaction.atomic
def remind(invitation: Invitation) -> None:
    """Remind once of an invitation that nobody has answered; the second time does nothing."""
    invitation = _open(invitation.pk)
    if invitation.reminded_at:
        return
    invitation.reminded_at = timezone.now()
    invitation.save(update_fields=["reminded_at"])
    record("invitation_reminded", invitation, by=None)
    _mail(invitation, at=timezone.now(), reminder=True)


def _open(pk: int) -> Invitation:
    """Return an invitation that can still be answered, locked so that it is answered once."""
    invitation = (
        Invitation.objects.select_for_update(no_key=True, of=("self",)).select_related("organisation").get(pk=pk)
    )
    if invitation.accepted_at or invitation.declined_at or invitation.withdrawn_at:
        raise ValidationError(_("This invitation has already been answered or withdrawn."), code="answered")
    return invitation


def _end_links(invitation: Invitation) -> None:
    end_tokens(at=timezone.now(), kind=KIND, about=str(invitation.pk))


def _mail(invitation: Invitation, *, at: datetime, reminder: bool = False) -> None:
    raw = make_token(KIND, str(invitation.pk), at=at, expires_at=invitation.expires_at)
    key = f"invitation-{invitation.pk}-{'reminder' if reminder else timezone.localdate(at).isoformat()}"
    post(_invitation_mail(invitation, raw, reminder=reminder), to=invitation.email, key=key, secret=True)


@translation.override("da")
def _invitation_mail(invitation: Invitation, raw: str, *, reminder: bool) -> Letter:
    accept_url = settings.SITE_URL + reverse("people:invitation", args=[raw])
    subject = _("%(who)s invites you to the network for %(organisation)s")
    who = invitation.invited_by.name if invitation.invited_by else _("Your municipality")
    words = {
        "who": who,
        "organisation": invitation.organisation,
        "role": invitation.get_role_display(),
        "accept": accept_url,
        "not_me": settings.SITE_URL + reverse("people:not_me", args=[raw]),
        "until": queries.written_day(invitation.expires_at),
        "why": _("%(who)s writes: “%(why)s”") % {"who": who, "why": invitation.why} if invitation.why else "",
    }
    first = _("This is a reminder.") if reminder else ""
    return Letter(subject % words, signed(first, *(part % words for part in _paragraphs())))


def _paragraphs() -> tuple[str, ...]:
    return (
        _("%(who)s has invited you to Netværk om Udsatte Boligområder as %(role)s for %(organisation)s."),
        "%(why)s",
        _(
            "In the network, municipalities share knowledge about vulnerable housing areas: meetings, rules, questions "
            "and answers, and whom to ask."
        ),
        _("Accept here, before %(until)s:\n%(accept)s"),
        _("Is it not you, or do you not want it? Say so here, and you hear no more:\n%(not_me)s"),
        _("If you do not accept, KNUB deletes your mail address after four months at most."),
    )


@translation.override("da")
def _declined(invitation: Invitation) -> Letter:
    words = {"email": invitation.email, "organisation": invitation.organisation}
    return Letter(
        _("“It is not me”: an invitation has come to the wrong person"),
        signed(
            _("%(email)s has answered “It is not me” to the invitation to %(organisation)s.") % words,
            _("The invitation has ended. Check the address, and invite your colleague again if it was mistyped."),
        ),
    )
