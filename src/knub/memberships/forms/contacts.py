"""What a reader chooses among the contacts."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from knub.memberships.queries import ContactFilter
from knub.parameters.tags import tags


class ContactsForm(forms.Form):
    """Words, a municipality, a subject area, a theme."""

    q = forms.CharField(label=_("Name or “Ask me about”"), required=False, max_length=100)
    kommune = forms.CharField(label=_("Municipality"), required=False, max_length=80)
    fagomraade = forms.ChoiceField(label=_("Subject area"), required=False)
    tema = forms.ChoiceField(label=_("Theme"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "da"
        for name, group in (("fagomraade", tags().subject_areas), ("tema", tags().themes)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = [("", _("All")), *((key, label.in_language(language)) for key, label in group.items())]

    def chosen(self) -> ContactFilter:
        """Return what was chosen; what does not exist counts as nothing chosen."""
        self.is_valid()
        values = self.cleaned_data
        return ContactFilter(
            words=values.get("q", ""),
            municipality=values.get("kommune", ""),
            subject_area=values.get("fagomraade", ""),
            theme=values.get("tema", ""),
        )
