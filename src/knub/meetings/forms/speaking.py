"""What a speaker types by her link."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from knub.meetings.models import Item, Speaker
from knub.ui.editing import EditingForm
from knub.ui.writing import CitizenSafeCharField

ABOUT = ("title", "organisation", "bio", "needs", "arrival", "technical_test")
CONSENTS = ("shows_name", "shares_slides", "recording")


class AboutSpeakerForm(EditingForm):
    """Who a speaker is, and what must be ready for her."""

    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    organisation = forms.CharField(label=_("Organisation"), max_length=160, required=False)
    bio = CitizenSafeCharField(
        label=_("A few lines about you"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("They stand in the programme if you let your name stand there."),
    )  # fmt: skip
    needs = forms.CharField(
        label=_("What you need"), max_length=300, required=False,
        help_text=_("For instance a microphone, sound from your own computer, or a place for a wheelchair."),
    )  # fmt: skip
    arrival = forms.CharField(
        label=_("When and how you come"), max_length=200, required=False,
        help_text=_("For instance: by train, there at 9.30, must leave at 12."),
    )  # fmt: skip
    technical_test = forms.CharField(
        label=_("When we can test sound and picture"), max_length=200, required=False,
        help_text=_("Two or three times that suit you, most of all if you speak online."),
    )  # fmt: skip

    def __init__(self, *args: Any, speaker: Speaker, **kwargs: Any) -> None:
        known = {name: getattr(speaker, name) for name in ABOUT}
        super().__init__(*args, initial=known, version=str(speaker.revision), **kwargs)

    def values(self) -> dict[str, Any]:
        """Return what the action takes."""
        return {name: self.cleaned_data[name] for name in ABOUT}


class TalkForm(EditingForm):
    """What a talk is called and what it is about."""

    title = CitizenSafeCharField(label=_("Title"), max_length=200)
    text = CitizenSafeCharField(
        label=_("What it is about"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        known = {"title": item.title, "text": item.text}
        super().__init__(*args, initial=known, version=str(item.revision), **kwargs)

    def values(self) -> dict[str, Any]:
        """Return what the action takes."""
        return {name: self.cleaned_data[name] for name in ("title", "text")}


class ConsentForm(forms.Form):
    """What a speaker agrees to, each for itself; after the meeting only what she can take back."""

    shows_name = forms.BooleanField(
        label=_("My name may stand in the open programme"), required=False,
        help_text=_("Everybody can read the programme. Without your consent only your organisation stands there."),
    )  # fmt: skip
    shares_slides = forms.BooleanField(
        label=_("My slides may be shared with the members of the network"), required=False,
        help_text=_("People of member municipalities can fetch them from the meeting's page."),
    )  # fmt: skip
    recording = forms.BooleanField(
        label=_("My talk may be recorded"), required=False,
        help_text=_("The secretariat tells you first where the recording is shown, and for how long."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, speaker: Speaker, is_open: bool) -> None:
        known = {name: getattr(speaker, name) for name in CONSENTS}
        super().__init__(data, initial=known)
        for name in CONSENTS:
            if not is_open and not getattr(speaker, name):
                del self.fields[name]


class AnswerForm(forms.Form):
    """Whether a speaker can come at the time that is proposed."""

    can_come = forms.ChoiceField(
        label=_("Can you come then?"), choices=[("yes", _("Yes")), ("no", _("No"))], widget=forms.RadioSelect
    )
    text = CitizenSafeCharField(label=_("Anything the secretariat should know"), max_length=300, required=False)
