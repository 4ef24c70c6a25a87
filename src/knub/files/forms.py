"""A file that somebody chooses, into one that has been looked at."""

from typing import Any, BinaryIO, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from knub.files.intake import LARGEST_FILE, Checked, checked
from knub.files.naming import KINDS, REFUSALS, RefusedError


class CheckedFileField(forms.FileField):
    """A file whose name, size and content are looked at; its value is a `Checked`."""

    widget = forms.FileInput(attrs={"accept": ",".join(KINDS), "data-largest": str(LARGEST_FILE)})

    def to_python(self, data: "UploadedFile[Any] | None") -> Checked | None:  # type: ignore[override]
        """Return the file as it was found, or say what to do with it."""
        if data is None:
            return None
        try:
            return checked(cast(BinaryIO, data.file), data.name or "", size=data.size or 0)
        except RefusedError as refused:
            raise ValidationError(refused.text.in_language(get_language() or "da"), code=refused.code) from refused

    def clean(self, data: "UploadedFile[Any] | None", initial: object = None) -> Checked | None:  # noqa: ARG002
        """Look at the file; none is an error where one is needed."""
        if data is None and self.required:
            raise ValidationError(REFUSALS["no_file"].in_language(get_language() or "da"), code="no_file")
        return self.to_python(data)


class ReplaceForm(forms.Form):
    """A new version of a document."""

    file = CheckedFileField(
        label=_("File"),
        help_text=_("PDF, Word, Excel, PowerPoint, image, CSV or text. At most 50 MB."),
    )


class UploadForm(ReplaceForm):
    """A new document; without a title it is called what the file is called."""

    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=200,
        help_text=_("What others should see. Leave it empty to use the name of the file."),
    )
    field_order = ["title", "file"]
