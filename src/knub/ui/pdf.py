"""Pages as PDF that a screen reader can follow; the same content and moment give the same bytes."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import typst
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from knub.ui.formats import moment

__all__ = ["pdf", "pdf_response"]

PACKAGE = Path(__file__).resolve().parent.parent


def pdf_response(name: str, template: str, *, title: str, at: datetime, content: Mapping[str, object]) -> HttpResponse:
    """Return a page as a PDF to keep, named without its ending."""
    response = HttpResponse(pdf(template, title=title, at=at, content=content), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


def pdf(template: str, *, title: str, at: datetime, content: Mapping[str, object]) -> bytes:
    """Return a page as PDF/UA-1.

    template : file in a room's templates, "meetings/sheet.typ"; it reads `content` as `data` from ui/pdf/layout.typ
    at : the moment the content is from, with its time zone; it stands in the footer
    content : what JSON can hold, days and translated texts too; text in it stays text and is never markup

    A sign that no font has (an emoji in a name) is drawn as a box. The PDF is tagged all the same, but does not claim
    PDF/UA-1, which asks for every sign to be readable.
    """
    made = _("From KNUB, %(moment)s") % {"moment": moment(timezone.localtime(at))}
    given = {**content, "title": title, "made": made, "language": get_language()}
    inputs = {"data": json.dumps(given, cls=DjangoJSONEncoder)}
    try:
        return _compiled(template, inputs, at, ["ua-1"])
    except typst.TypstError:
        return _compiled(template, inputs, at, [])


def _compiled(template: str, inputs: dict[str, str], at: datetime, standards: "list[typst.PDFStandard]") -> bytes:
    made = typst.compile(
        PACKAGE / template.partition("/")[0] / "templates" / template,
        root=PACKAGE,
        font_paths=[settings.BUILD / "fonts"],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=standards,
        timestamp=int(at.timestamp()),
    )
    if not isinstance(made, bytes):
        raise TypeError("A PDF is one file.")
    return made
