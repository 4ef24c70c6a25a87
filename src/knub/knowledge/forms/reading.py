"""What a reader chooses in the list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from knub.knowledge.content import EffectKind
from knub.knowledge.forms.choices import level_choices, subject_area_choices, theme_choices
from knub.knowledge.queries import Filter

ALL = [("", _("All"))]


class FilterForm(forms.Form):
    """Theme × subject area × level × effect; what does not exist counts as nothing chosen."""

    tema = forms.ChoiceField(label=_("Theme"), required=False)
    fag = forms.ChoiceField(label=_("Subject area"), required=False)
    niveau = forms.ChoiceField(label=_("Level"), required=False)
    virkning = forms.ChoiceField(label=_("Effect on"), required=False)
    kommune = forms.CharField(required=False, max_length=80)
    arkiv = forms.CharField(required=False, max_length=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, Any] = {"tema": theme_choices(), "fag": subject_area_choices(), "niveau": level_choices(),
                   "virkning": EffectKind.choices}  # fmt: skip
        for name, found in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = ALL + list(found)

    def chosen(self, *, kind: str) -> Filter:
        """Return what was chosen."""
        self.is_valid()
        values = self.cleaned_data
        return Filter(
            kind=kind,
            theme=values.get("tema", ""),
            subject_area=values.get("fag", ""),
            level=values.get("niveau", ""),
            effect=values.get("virkning", ""),
            municipality=values.get("kommune", ""),
            archived=values.get("arkiv") == "ja",
        )

    @property
    def has_topics(self) -> bool:
        """Whether a theme, subject area or level is chosen."""
        return any(self.data.get(name) for name in ("tema", "fag", "niveau"))

    def labels(self) -> list[tuple[str, str]]:
        """Return the name of the parameter and the label of each choice, for the pills."""
        groups = [(name, field) for name, field in self.fields.items() if isinstance(field, forms.ChoiceField)]
        chosen = [(name, field, self.cleaned_data.get(name)) for name, field in groups]
        return [(name, _label(field, value)) for name, field, value in chosen if value]


def _label(field: forms.ChoiceField, value: str) -> str:
    choices: Any = field.choices
    return next(str(label) for key, label in choices if key == value)
