"""Hand a file over to somebody whom the room that asks has let in. There are no addresses here."""

import logging
from typing import Any, Protocol

from django.conf import settings
from django.http import FileResponse, Http404

from knub.files.intake import opened


class Served(Protocol):
    """What is known of a file; a version of a document is one."""

    pk: Any
    key: Any
    name: Any
    media_type: Any


logger = logging.getLogger(__name__)


def serve(version: Served) -> FileResponse:
    """Return a version to be saved, never to be shown as a page of the site.

    Give only what `files.access.get_version` returned for a thing that the user may see.
    """
    try:
        file = opened(settings.FILES, version.key)
    except FileNotFoundError:
        logger.exception("The file of version %s is not in the data folder. Restore it from the backup.", version.pk)
        raise Http404 from None
    response = FileResponse(file, as_attachment=True, filename=version.name, content_type=version.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
