"""How login differs from the library's default: nobody signs up alone, mails go through notify, and a code or a
passkey is enough, each alone."""

import time
import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template.loader import render_to_string

from knub.notify import actions as notify

FRESH_SECONDS = 300
ONE_FACTOR = {Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # the library is untyped
    """Sends codes through notify and lets nobody sign up alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """People come in by a role, not by signing up."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the mail down and let the worker send it; what it says is wiped when it is sent."""
        values = {**context, "site_url": settings.SITE_URL, "contact_mail": settings.CONTACT_MAIL}
        subject = render_to_string(f"{template_prefix}_subject.txt", values)
        text = render_to_string(f"{template_prefix}_message.txt", values)
        notify.send(key=f"login-{uuid.uuid4()}", to=email, subject=subject, text=text.strip() + "\n", secret=True)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:  # noqa: ARG002
        """A login of the last five minutes is fresh enough, whichever way it was made."""
        records = get_authentication_records(context.request, context.request.user)
        return not any(record["at"] > time.time() - FRESH_SECONDS for record in records)


class PasskeyAdapter(DefaultMFAAdapter):  # type: ignore[misc] # the library is untyped
    """A passkey is a way in of its own, never a second step after the code."""

    def is_mfa_enabled(
        self, user: AbstractBaseUser | AnonymousUser, types: list[Authenticator.Type] | None = None
    ) -> bool:
        """Say no when the question is whether a code must be followed by something more."""
        if types is not None and set(types) == ONE_FACTOR:
            return False
        return bool(super().is_mfa_enabled(user, types))

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Name the site in the browser's own window."""
        return {"id": context.request.get_host().partition(":")[0], "name": "Netværk om Udsatte Boligområder"}
