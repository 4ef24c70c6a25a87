"""Tell somebody who asked after the deadline that there is no seat; a yes is told like any other sign-up."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from knub.meetings.actions.telling import address_of
from knub.meetings.models import LateRequest
from knub.notify import actions as notify


def tell_refused(request_id: int) -> None:
    """Mail whoever asked; run again it sends nothing twice."""
    asked = LateRequest.objects.select_related("asked_by", "meeting__season").get(pk=request_id)
    if asked.asked_by is None:
        return
    with translation.override(asked.asked_by.language):
        content = {
            "name": asked.asked_by.name,
            "title": asked.meeting.title,
            "answer": asked.answer,
            "url": address_of(asked.meeting),
            "contact": settings.CONTACT_MAIL,
        }
        subject = _("No seat this time: %(meeting)s") % {"meeting": asked.meeting.title}
        text = render_to_string("meetings/mails/refused.txt", content)
    notify.send(
        key=f"late-request-{asked.pk}-refused", to=asked.asked_by.email, subject=subject, text=text,
        about=asked.meeting.thing,
    )  # fmt: skip
