"""Ask for access, and decide on it. Nobody learns from a page whether an address is known: the mail tells its owner."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from knub.audit.actions import record
from knub.people import queries
from knub.people.actions.inviting import come_in
from knub.people.actions.roles import grant_role
from knub.people.actions.tokens import end_tokens, make_token
from knub.people.actions.writing import Letter, post, signed
from knub.people.models import AccessRequest, JoinCode, Organisation, Person, Role

KIND = "access_request"
HOLDS = timedelta(days=3)
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is read as another


@transaction.atomic
def renew_join_code(organisation: Organisation, *, by: Person) -> JoinCode:
    """Make an organisation's code; the old one ends."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    now = timezone.now()
    JoinCode.objects.filter(organisation=organisation, ended_at__isnull=True).update(ended_at=now)
    letters = "".join(secrets.choice(LETTERS) for _each in range(8))
    code = JoinCode.objects.create(organisation=organisation, code=f"{letters[:4]}-{letters[4:]}", made_at=now)
    record("join_code_made", organisation, by=by, organisation=str(organisation))
    return code


@transaction.atomic
def ask_for_access(email: str, *, code: str = "") -> None:
    """Write down that an address asks to come in; a worker finds out what to answer, at the same cost for all."""
    asked = AccessRequest.objects.create(email=email.casefold(), code=code[:12], asked_at=timezone.now())
    app.configure_task("people.answer_request").defer(request_id=asked.pk)


@transaction.atomic
def answer_request(pk: int) -> None:
    """Mail the owner of an address what she can do; asked again the same day, she gets no second mail."""
    asked = AccessRequest.objects.filter(pk=pk).first()
    if asked is None:
        return
    asked.organisation, asked.way = queries.organisation_of(asked.email, asked.code)
    asked.save(update_fields=["organisation", "way"])
    person = Person.objects.filter(email__iexact=asked.email, is_active=True).first()
    if person and queries.has_role_in(person, asked.organisation):
        letter = _mail_known()
    elif asked.organisation is None:
        letter = _mail_unknown()
    else:
        letter = _mail_to_confirm(asked)
    day = timezone.localdate().isoformat()
    post(letter, to=asked.email, key=f"access-{day}-{asked.way or 'none'}-{asked.email}", secret=True)


@transaction.atomic
def confirm_request(asked: AccessRequest, *, name: str, title: str = "") -> None:
    """Let a request wait, now that its owner has shown that the mail is hers; asked twice, it waits once."""
    end_tokens(at=timezone.now(), kind=KIND, about=str(asked.pk))
    asked.name, asked.title, asked.confirmed_at = name, title, timezone.now()
    try:
        with transaction.atomic():
            asked.save(update_fields=["name", "title", "confirmed_at"])
    except IntegrityError:
        return
    record("access_asked", asked, by=None, way=asked.way)
    _tell_who_decides(asked)


def _tell_who_decides(asked: AccessRequest) -> None:
    """Mail the contact people; where there is none, the secretariat at once."""
    organisation = asked.organisation
    assert organisation is not None  # noqa: S101 - only requests to an organisation can be confirmed
    people = queries.contact_people(organisation, on=timezone.localdate())
    for to in queries.wanting_at_once(people, "access_requests"):
        post(_mail_waits(asked), to=to, key=f"{KIND}-{asked.pk}-{to}")
    if not people.exists():
        tell_secretariat(asked)


@transaction.atomic
def tell_secretariat(asked: AccessRequest) -> None:
    """Mail the secretariat that a request waits for it; once, however often this is asked."""
    post(_mail_waits(asked), to=settings.CONTACT_MAIL, key=f"{KIND}-{asked.pk}-secretariat")


@transaction.atomic
def grant_access(asked: AccessRequest, *, role: str = Role.Kind.MEMBER, by: Person) -> Person:
    """Let somebody in who asked, and mail her how to log in; of two who decide at once, one does."""
    asked = _undecided(asked)
    assert asked.organisation is not None  # noqa: S101 - see _tell_who_decides
    person = come_in(asked.email, name=asked.name, title=asked.title)
    grant_role(person, asked.organisation, role, starts_on=timezone.localdate(), by=by)
    _decide(asked, granted=True, by=by)
    post(_mail_granted(asked), to=asked.email, key=f"{KIND}-{asked.pk}-decided")
    return person


@transaction.atomic
def refuse_access(asked: AccessRequest, *, why: str = "", by: Person) -> None:
    """Refuse somebody who asked, and mail her so, with the reason where one is given."""
    asked = _undecided(asked)
    _decide(asked, granted=False, by=by)
    post(_mail_refused(asked, why), to=asked.email, key=f"{KIND}-{asked.pk}-decided")


def _undecided(asked: AccessRequest) -> AccessRequest:
    asked = AccessRequest.objects.select_for_update(no_key=True).get(pk=asked.pk)
    if asked.decided_at:
        raise ValidationError(_("The request has already been decided."), code="decided")
    return asked


def _decide(asked: AccessRequest, *, granted: bool, by: Person) -> None:
    asked.granted, asked.decided_at, asked.decided_by = granted, timezone.now(), by
    asked.save(update_fields=["granted", "decided_at", "decided_by"])
    record("access_granted" if granted else "access_refused", asked, by=by)


def _link(name: str, *arguments: object) -> str:
    return settings.SITE_URL + reverse(name, args=arguments)


@translation.override("da")
def _mail_known() -> Letter:
    return Letter(
        _("You already have access"),
        signed(
            _("Somebody, probably you, has asked for access to Netværk om Udsatte Boligområder with this address."),
            _("You already have it. Log in here with a code by mail:\n%(url)s") % {"url": _link("account_login")},
        ),
    )


@translation.override("da")
def _mail_unknown() -> Letter:
    return Letter(
        _("Access to Netværk om Udsatte Boligområder"),
        signed(
            _("Somebody, probably you, has asked for access to Netværk om Udsatte Boligområder with this address."),
            _(
                "We cannot tell from the address which municipality you work in. Ask your municipality's contact "
                "person for an invitation or for the municipality's code, or write to %(mail)s."
            )
            % {"mail": settings.CONTACT_MAIL},
            _("Did you not ask? Then you need do nothing."),
        ),
    )


@translation.override("da")
def _mail_to_confirm(asked: AccessRequest) -> Letter:
    now = timezone.now()
    raw = make_token(KIND, str(asked.pk), at=now, expires_at=now + HOLDS)
    words = {"organisation": asked.organisation, "url": _link("people:confirm_request", raw)}
    return Letter(
        _("Confirm that you ask for access"),
        signed(
            _("Somebody, probably you, has asked for access to Netværk om Udsatte Boligområder with this address."),
            _("Confirm it here within three days; then the request goes to %(organisation)s:\n%(url)s") % words,
            _("Did you not ask? Then you need do nothing."),
        ),
    )


@translation.override("da")
def _mail_waits(asked: AccessRequest) -> Letter:
    words = {
        "name": asked.name,
        "email": asked.email,
        "organisation": asked.organisation,
        "url": _link("people:request", asked.pk),
    }
    return Letter(
        _("%(name)s asks for access for %(organisation)s") % words,
        signed(
            _("%(name)s (%(email)s) asks for access to the network as a colleague in %(organisation)s.") % words,
            _("Say yes or no here:\n%(url)s") % words,
            _("After three days the secretariat can answer instead."),
        ),
    )


@translation.override("da")
def _mail_granted(asked: AccessRequest) -> Letter:
    words = {"organisation": asked.organisation, "url": _link("account_login")}
    return Letter(
        _("You have access"),
        signed(
            _("You now have access to Netværk om Udsatte Boligområder as a colleague in %(organisation)s.") % words,
            _("Log in here with a code by mail:\n%(url)s") % words,
        ),
    )


@translation.override("da")
def _mail_refused(asked: AccessRequest, why: str) -> Letter:
    return Letter(
        _("Your request for access"),
        signed(
            _("Your request for access for %(organisation)s was refused.") % {"organisation": asked.organisation},
            _("The reason: %(why)s") % {"why": why} if why else "",
            _("Do you think that is a mistake? Write to %(mail)s.") % {"mail": settings.CONTACT_MAIL},
        ),
    )
