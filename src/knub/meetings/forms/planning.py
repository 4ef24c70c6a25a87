"""Plan, change and copy a meeting."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knub.meetings.models import Meeting
from knub.meetings.queries import version_of_meeting
from knub.memberships.forms import StepsField
from knub.memberships.models import MeetingFormat, Season
from knub.ui.editing import EditingForm
from knub.ui.formats import day

FIELDS = (
    "title", "theme", "format", "venue", "link", "text", "physical_capacity", "online_capacity", "follows_seat_rule",
    "seats_per_municipality", "fee", "cancellation_steps",
)  # fmt: skip
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
HOUR = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")

NEW = gettext_lazy("Empty: as the network year decides.")
CHANGED = gettext_lazy("When somebody is signed up it can become less, for everybody, but not more.")


def local(day: Any, hour: Any) -> datetime:
    """Return a moment in Copenhagen; a time that the clock jumps over is taken as the one after."""
    return timezone.make_aware(datetime.combine(day, hour))


class MeetingForm(EditingForm, forms.ModelForm[Meeting]):
    """The facts of a meeting. A seat can be taken before there is a programme."""

    day = forms.DateField(label=gettext_lazy("Date"), widget=DAY)
    starts = forms.TimeField(label=gettext_lazy("From"), widget=HOUR)
    ends = forms.TimeField(label=gettext_lazy("To"), widget=HOUR)
    link = forms.URLField(
        label=gettext_lazy("Link"), required=False, assume_scheme="https",
        help_text=gettext_lazy("Only those who are signed up see it."),
    )  # fmt: skip
    opens_on = forms.DateField(
        label=gettext_lazy("Sign-up opens"), required=False, widget=DAY,
        help_text=gettext_lazy("Empty: as soon as the meeting is published."),
    )  # fmt: skip
    closes_on = forms.DateField(
        label=gettext_lazy("Last day to sign up"), required=False, widget=DAY,
        help_text=gettext_lazy("Empty: until the meeting starts. After it only the secretariat cancels."),
    )  # fmt: skip

    cancellation_steps = StepsField()

    class Meta:
        model = Meeting
        fields = FIELDS
        widgets = {"text": forms.Textarea(attrs={"rows": 5}), "theme": forms.RadioSelect, "format": forms.RadioSelect}
        help_texts = {
            "physical_capacity": gettext_lazy("Empty: as many as want to come."),
            "online_capacity": gettext_lazy("Empty: as many as want to come."),
            "seats_per_municipality": gettext_lazy("If the network year does not decide. Empty: any number."),
            "fee": gettext_lazy("Kroner without VAT. Empty: cancelling costs nothing."),
        }

    field_order = (
        "title", "theme", "day", "starts", "ends", "format", "venue", "link", "text", "opens_on", "closes_on",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meeting: Meeting = self.instance
        self.fields["version"].initial = version_of_meeting(meeting) if meeting.pk else ""
        self.fields["format"].required = True
        self.fields["format"].choices = MeetingFormat.choices  # type: ignore[attr-defined] # a choice field
        steps = self.fields["cancellation_steps"]
        steps.help_text = format_lazy("{} {}", steps.help_text, CHANGED if meeting.pk else NEW)
        if meeting.pk and meeting.starts_at and meeting.ends_at:
            starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
            self.initial.update(day=starts.date(), starts=starts.time(), ends=ends.time())
        if meeting.sign_up_opens_at:
            self.initial["opens_on"] = timezone.localdate(meeting.sign_up_opens_at)
        if meeting.sign_up_closes_at:
            self.initial["closes_on"] = timezone.localdate(meeting.sign_up_closes_at)

    def clean(self) -> dict[str, Any]:
        """Refuse a meeting that ends before it starts, and a last day after it."""
        found: dict[str, Any] = super().clean() or {}
        starts, ends = found.get("starts"), found.get("ends")
        if starts and ends and ends <= starts:
            raise ValidationError({"ends": _("The meeting must end after it starts.")})
        if found.get("closes_on") and found.get("day") and found["closes_on"] > found["day"]:
            raise ValidationError({"closes_on": _("The last day to sign up cannot be after the meeting.")})
        return found

    def _post_clean(self) -> None:
        """Leave it to the action to write; the rows of the database are checked there, under the lock."""

    def values(self) -> dict[str, Any]:
        """Return what the action takes."""
        found = self.cleaned_data
        opens, closes = found["opens_on"], found["closes_on"]
        kept = [name for name in FIELDS if self.instance.pk or found[name] or name != "cancellation_steps"]
        return {name: found[name] for name in kept} | {
            "starts_at": local(found["day"], found["starts"]),
            "ends_at": local(found["day"], found["ends"]),
            "sign_up_opens_at": local(opens, datetime.min.time()) if opens else None,
            "sign_up_closes_at": local(closes, datetime.max.time().replace(microsecond=0)) if closes else None,
        }


    def standing(self) -> list[tuple[str, str]]:
        """Return what stands now where it is not what was typed, as label and words."""
        now = type(self)(self.data, instance=self.instance)
        fields = [now[name] for name in now.changed_data if not now[name].is_hidden]
        return [(str(field.label), _in_words(field)) for field in fields]


def _in_words(field: forms.BoundField) -> str:
    """Return what stands in a field before anything is typed, as one reads it."""
    value = field.form.get_initial_for_field(field.field, field.name)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return day(value)
    if isinstance(value, time):
        return f"{value.hour}.{value:%M}"
    choices = dict(getattr(field.field, "choices", ()))
    return str(choices.get(value, field.field.prepare_value(value)) or "–")


class PlaceForm(forms.Form):
    """The network year of a meeting, and its number there."""

    season = forms.ModelChoiceField(Season.objects.none(), label=gettext_lazy("Network year"), empty_label=None)
    number = forms.IntegerField(label=gettext_lazy("Number"), min_value=1, max_value=99)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["season"].queryset = Season.objects.filter(archived=False)  # type: ignore[attr-defined]


class CopyForm(PlaceForm):
    """Where and when the copy of a meeting stands."""

    day = forms.DateField(label=gettext_lazy("Date"), widget=DAY)
    starts = forms.TimeField(label=gettext_lazy("From"), widget=HOUR)

    def starts_at(self) -> datetime:
        """Return when the copy starts."""
        return local(self.cleaned_data["day"], self.cleaned_data["starts"])
