"""A point of a programme, who speaks, and what is said when it is released."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from knub.meetings.forms.planning import HOUR
from knub.meetings.models import Item, Meeting, Speaker
from knub.parameters.tags import tags
from knub.ui.editing import EditingForm
from knub.ui.writing import CitizenSafeCharField

ITEM = ("title", "kind", "text", "organisation", "starts", "ends", "level", "subject_areas")
SPEAKER = ("name", "title", "organisation", "email")


class ItemForm(EditingForm):
    """A point of the draft; only its title must be known."""

    title = CitizenSafeCharField(label=gettext_lazy("Title"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Item.Kind.choices, widget=forms.RadioSelect)
    starts = forms.TimeField(label=gettext_lazy("From"), widget=HOUR, required=False)
    ends = forms.TimeField(label=gettext_lazy("To"), widget=HOUR, required=False)
    speakers = forms.ModelMultipleChoiceField(
        Speaker.objects.none(), label=gettext_lazy("Speakers"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=gettext_lazy("A name stands in the open programme only when its owner has agreed to it."),
    )  # fmt: skip
    organisation = forms.CharField(
        label=gettext_lazy("Organisation"), max_length=160, required=False,
        help_text=gettext_lazy("It always stands in the programme."),
    )  # fmt: skip
    text = forms.CharField(
        label=gettext_lazy("What it is about"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    subject_areas = forms.MultipleChoiceField(
        label=gettext_lazy("Subject areas"), widget=forms.CheckboxSelectMultiple, required=False
    )
    level = forms.ChoiceField(label=gettext_lazy("Level"), required=False)

    def __init__(self, *args: Any, meeting: Meeting, item: Item | None = None, **kwargs: Any) -> None:
        known: dict[str, Any] = {name: getattr(item, name) for name in ITEM} if item else {"kind": Item.Kind.TALK}
        if item:
            known["speakers"] = list(item.speakers.all())
        super().__init__(*args, initial=known, version=str(item.revision) if item else "", **kwargs)
        self.fields["speakers"].queryset = meeting.speakers.all()  # type: ignore[attr-defined]
        language = get_language() or "da"
        subjects = [(key, name.in_language(language)) for key, name in tags().subject_areas.items()]
        levels = [(key, name.in_language(language)) for key, name in tags().levels.items()]
        self.fields["subject_areas"].choices = subjects  # type: ignore[attr-defined]
        self.fields["level"].choices = [("", _("Not said")), *levels]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a point that ends before it starts, and half an hour's worth of knowing."""
        found: dict[str, Any] = super().clean() or {}
        starts, ends = found.get("starts"), found.get("ends")
        if (starts is None) != (ends is None) and not {"starts", "ends"} & set(self.errors):
            raise ValidationError({"ends" if starts else "starts": _("Write both hours, or none of them yet.")})
        if starts and ends and ends <= starts:
            raise ValidationError({"ends": _("The point must end after it starts.")})
        return found

    def values(self) -> dict[str, Any]:
        """Return what the action takes."""
        return {name: self.cleaned_data[name] for name in (*ITEM, "speakers")}


class RemoveForm(EditingForm):
    """Nothing but which version was looked at."""


class SpeakerForm(EditingForm):
    """What the secretariat notes of a speaker; the rest she tells by her link."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=120, required=False)
    organisation = forms.CharField(label=gettext_lazy("Organisation"), max_length=160, required=False)
    email = forms.EmailField(
        label=gettext_lazy("Mail"), required=False,
        help_text=gettext_lazy("Used for mails about this meeting, and for nothing else."),
    )  # fmt: skip

    def __init__(self, *args: Any, speaker: Speaker | None = None, **kwargs: Any) -> None:
        known = {name: getattr(speaker, name) for name in SPEAKER} if speaker else {}
        super().__init__(*args, initial=known, version=str(speaker.revision) if speaker else "", **kwargs)

    def values(self) -> dict[str, Any]:
        """Return what the action takes."""
        return {name: self.cleaned_data[name] for name in SPEAKER}


class ReleaseForm(EditingForm):
    """Whether those who have a seat are told, and what they are told besides the changes."""

    tells = forms.BooleanField(
        label=gettext_lazy("Write to those who have a seat"), required=False, initial=True,
        help_text=gettext_lazy("Each gets one mail. Leave it out only for a slip of the pen."),
    )  # fmt: skip
    note = CitizenSafeCharField(
        label=gettext_lazy("A few words in the mail"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


