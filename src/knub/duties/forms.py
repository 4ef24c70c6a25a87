"""What a reader chooses among the rules."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from knub.duties.queries import RuleFilter
from knub.duties.templatetags.duties_law import ADDRESSEES, KINDS, category_names
from knub.parameters import rule_book, tags

EVERY = ("", _("All"))


class RuleFilterForm(forms.Form):
    """The filter of the list of rules."""

    fagomraade = forms.ChoiceField(label=_("Subject area"), required=False)
    hvem = forms.ChoiceField(label=_("Whom it speaks to"), required=False)
    kategori = forms.ChoiceField(label=_("Category of the area"), required=False)
    slags = forms.ChoiceField(label=_("Kind"), required=False)
    tema = forms.ChoiceField(label=_("Theme"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "da"
        used = {rule.subject_area for rule in rule_book().law}
        subjects = [(key, name.in_language(language)) for key, name in tags().subject_areas.items() if key in used]
        themes = [(key, name.in_language(language)) for key, name in rule_book().themes.items() if key != "proposals"]
        self._offer("fagomraade", subjects)
        self._offer("hvem", list(ADDRESSEES.items()))
        self._offer("kategori", [(key, name.capitalize()) for key, name in category_names().items()])
        self._offer("slags", list(KINDS.items()))
        self._offer("tema", themes)

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [EVERY, *choices]

    def chosen(self) -> RuleFilter:
        """Return what was chosen; what does not exist counts as nothing chosen."""
        self.is_valid()
        values = self.cleaned_data
        return RuleFilter(
            theme=values.get("tema", ""),
            subject_area=values.get("fagomraade", ""),
            addressee=values.get("hvem", ""),
            category=values.get("kategori", ""),
            kind=values.get("slags", ""),
        )
