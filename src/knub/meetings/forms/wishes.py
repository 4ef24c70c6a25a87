"""Theme wishes: what somebody proposes, and what the secretariat does with it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knub.knowledge.forms.choices import level_choices, subject_area_choices, theme_choices
from knub.knowledge.forms.writing import boxes
from knub.meetings.models import Meeting
from knub.ui import formats
from knub.ui.writing import CitizenSafeCharField

TAGS = ("themes", "subject_areas", "levels")
TITLE, WHY = 120, 1000


class WishForm(forms.Form):
    """A theme, why, and tags of the one set if one likes."""

    title = CitizenSafeCharField(label=gettext_lazy("The theme in a few words"), max_length=TITLE)
    why = CitizenSafeCharField(
        label=gettext_lazy("Why"), max_length=WHY, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"] = boxes(_("Themes"), theme_choices())
        self.fields["subject_areas"] = boxes(_("Subject areas"), subject_area_choices())
        self.fields["levels"] = boxes(_("Levels"), level_choices())

    @property
    def has_tags(self) -> bool:
        """Whether something is ticked, so that the boxes are to be seen."""
        return any(self[name].value() or self[name].errors for name in TAGS)

    def values(self) -> dict[str, Any]:
        """Return what the action asks for."""
        found = self.cleaned_data
        return {"title": found["title"], "why": found["why"], "tags": {name: found[name] for name in TAGS}}


class TakeUpForm(forms.Form):
    """The meeting that takes a wish up."""

    meeting = forms.ChoiceField(label=gettext_lazy("Meeting"), widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, meetings: Sequence[Meeting]) -> None:
        super().__init__(data)
        self.meetings = {str(one.pk): one for one in meetings}
        field = self.fields["meeting"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(key, f"{one}, {_day(one)}") for key, one in self.meetings.items()]

    def chosen(self) -> Meeting:
        """Return the meeting."""
        return self.meetings[self.cleaned_data["meeting"]]


def _day(meeting: Meeting) -> str:
    return formats.day(timezone.localtime(meeting.starts))


class HideWishForm(forms.Form):
    """Why a wish is hidden."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=200,
        help_text=gettext_lazy("Whoever proposed it reads the reason. Members no longer see the theme."),
    )  # fmt: skip
