"""What a municipality uploads, and what it is."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from knub.areas.models import MasterValue
from knub.domain.master_data import PLANS
from knub.files.forms import UploadForm

OF_A_MUNICIPALITY = {"letter": _("Letter"), "other": _("Other document")}
OF_AN_AREA = {
    **{key: MasterValue.Key(key).label for key in PLANS},
    "decision": _("Decision or dispensation"),
    "letter": _("Letter"),
    "other": _("Other document"),
}


class DocumentForm(UploadForm):
    """A document of a municipality or an area, and what it is."""

    slot = forms.ChoiceField(label=_("What is it?"))
    field_order = ["slot", "title", "file"]

    def __init__(self, *args: Any, slots: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["slot"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = list(slots.items())
