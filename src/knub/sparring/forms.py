"""Strings from askers and answerers into values."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from knub.areas.models import Area
from knub.knowledge.forms.choices import criterion_choices, level_choices, subject_area_choices, theme_choices
from knub.knowledge.forms.writing import boxes, day_field
from knub.parameters import rule_book
from knub.people.models import Organisation, Person
from knub.sparring.models import Follow, Question
from knub.sparring.queries import Filter, Helper, Standing
from knub.ui.editing import EditingForm
from knub.ui.writing import CitizenSafeCharField, MarkdownField

FOLLOWED_TAGS = ("theme", "subject_area", "level")
TAGS = ("themes", "subject_areas", "levels")
FIELDS = (
    "title", "challenge", "tried", *TAGS, "criteria", "rule", "answer_by", "areas", "hides_municipality",
)  # fmt: skip


class FilterForm(forms.Form):
    """Theme × subject area × level; what does not exist counts as nothing chosen."""

    tema = forms.ChoiceField(label=gettext_lazy("Theme"), required=False)
    fag = forms.ChoiceField(label=gettext_lazy("Subject area"), required=False)
    niveau = forms.ChoiceField(label=gettext_lazy("Level"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {"tema": theme_choices(), "fag": subject_area_choices(), "niveau": level_choices()}
        for name, found in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = [("", _("All")), *found]

    def chosen(self, *, standing: str, mine: int | None) -> Filter:
        """Return what was chosen."""
        self.is_valid()
        values = self.cleaned_data
        return Filter(standing if standing in set(Standing) else "", values.get("tema", ""), values.get("fag", ""),
                      values.get("niveau", ""), asked_by=mine)  # fmt: skip


class TagsForm(forms.Form):
    """The one set of tags; at least one theme, since those who can help are found by it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        themes = boxes(_("Themes"), theme_choices())
        themes.required, themes.error_messages["required"] = True, _("Choose at least one theme.")
        self.fields["themes"] = themes
        self.fields["subject_areas"] = boxes(_("Subject areas"), subject_area_choices())
        self.fields["levels"] = boxes(_("Levels"), level_choices())


class QuestionForm(EditingForm, TagsForm):
    """What is asked; on a new question also in whose name."""

    title = CitizenSafeCharField(
        label=gettext_lazy("Your question in one line"), max_length=120,
        help_text=gettext_lazy("Write it as you would ask a colleague."),
    )  # fmt: skip
    challenge = MarkdownField(label=gettext_lazy("What is the challenge?"), rows=7)
    tried = MarkdownField(label=gettext_lazy("What have you tried?"), rows=4, required=False)
    answer_by = day_field(
        label=gettext_lazy("By when do you need an answer?"),
        help_text=gettext_lazy("Leave it empty if there is no hurry."),
    )
    hides_municipality = forms.BooleanField(
        label=gettext_lazy("Do not show members which municipality asks"), required=False,
        help_text=gettext_lazy(
            "Neither your name, your municipality nor your areas are shown to others. The secretariat can see who asks."
        ),
    )  # fmt: skip

    def __init__(
        self, *args: Any, areas: QuerySet[Area], municipalities: Iterable[Organisation] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["criteria"] = boxes(_("Which criteria is it about?"), criterion_choices())
        rules = sorted((rule.title.in_language(get_language() or "da"), key) for key, rule in rule_book().rules.items())
        self.fields["rule"] = forms.ChoiceField(
            label=_("Which rule is it about?"), required=False,
            choices=[("", _("None in particular")), *((key, title) for title, key in rules)],
        )  # fmt: skip
        self.fields["areas"] = forms.ModelMultipleChoiceField(
            label=_("Which of your areas is it about?"), queryset=areas, required=False, to_field_name="key",
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
        if places := list(municipalities):
            self._add_municipality(places)

    def _add_municipality(self, places: list[Organisation]) -> None:
        found = Organisation.objects.filter(pk__in=[one.pk for one in places])
        field = forms.ModelChoiceField(label=_("In whose name?"), queryset=found, empty_label=None)
        if len(places) == 1:
            field.initial, field.widget = places[0].pk, forms.HiddenInput()
        self.fields["municipality"] = field

    @staticmethod
    def initial_of(question: Question) -> dict[str, Any]:
        """Return what a question says, as it is typed."""
        return {name: getattr(question, name) for name in FIELDS if name != "areas"} | {"areas": question.areas.all()}

    def clean_answer_by(self) -> date | None:
        """Refuse a day that has passed, unless it stood there already."""
        found: date | None = self.cleaned_data["answer_by"]
        if found and found < timezone.localdate() and found != self.initial.get("answer_by"):
            raise ValidationError(_("The day has passed. Choose a later one, or leave it empty."))
        return found

    def values(self) -> dict[str, Any]:
        """Return what was asked, as the action takes it; what names the municipality only where it is shown."""
        found = {name: self.cleaned_data[name] for name in FIELDS}
        return found | {"areas": []} if found["hides_municipality"] else found


class AnswerForm(EditingForm):
    """An answer; a new one also says in whose name, where somebody works in several places."""

    text = MarkdownField(label=gettext_lazy("Your answer to the question"), rows=8)

    def __init__(self, *args: Any, municipalities: Iterable[Organisation] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = list(municipalities)
        if len(places) > 1:
            found = Organisation.objects.filter(pk__in=[one.pk for one in places])
            self.fields["municipality"] = forms.ModelChoiceField(
                label=_("In whose name?"), queryset=found, empty_label=None
            )
        self.only = places[0] if places else None

    def municipality(self) -> Organisation | None:
        """Return in whose name it is written."""
        found: Organisation | None = self.cleaned_data.get("municipality", self.only)
        return found


class ColleaguesForm(forms.Form):
    """Which of those who may know are asked."""

    person = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, found: Iterable[Helper], left: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.person.pk): one.person for one in found}
        self.left = left
        field = self.fields["person"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
        field.choices = [(key, person.name) for key, person in self.people.items()]

    def clean_person(self) -> list[Person]:
        """Ask for somebody, and for no more than may still be asked."""
        chosen: list[str] = self.cleaned_data["person"]
        if not chosen:
            raise ValidationError(_("Choose at least one colleague."))
        if len(chosen) > self.left:
            raise ValidationError(_("You can ask at most %(left)d more."), params={"left": self.left})
        return [self.people[key] for key in chosen]


class PassOnForm(forms.Form):
    """Which colleague answers in one's place."""

    person = forms.ModelChoiceField(
        label=gettext_lazy("Colleague"), queryset=Person.objects.none(), empty_label=gettext_lazy("Choose")
    )

    def __init__(self, *args: Any, colleagues: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = colleagues


class FollowForm(forms.Form):
    """The tags somebody follows, and an area or a municipality to follow as well."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"] = boxes(_("Themes"), theme_choices())
        self.fields["subject_area"] = boxes(_("Subject areas"), subject_area_choices())
        self.fields["level"] = boxes(_("Levels"), level_choices())
        self.fields["area"] = _one_of(_("Follow an area too"), Area.objects.order_by("sort_name"), "key")
        places = Organisation.objects.filter(kind=Organisation.Kind.MUNICIPALITY)
        self.fields["municipality"] = _one_of(_("Follow a municipality too"), places, "slug")

    @staticmethod
    def initial_of(follows: Iterable[Follow], asked: Mapping[str, str]) -> dict[str, Any]:
        """Return the tags that are followed, and what an address asks for."""
        found: dict[str, Any] = {kind: [] for kind in FOLLOWED_TAGS}
        for one in follows:
            if one.kind in found:
                found[one.kind].append(one.key)
        for name, kind in (("tema", "theme"), ("fag", "subject_area"), ("niveau", "level")):
            found[kind] += [asked[name]] if asked.get(name) else []
        return found | {"area": asked.get("omraade"), "municipality": asked.get("kommune")}

    def tags(self) -> dict[str, list[str]]:
        """Return the tags of each kind."""
        return {kind: self.cleaned_data[kind] for kind in FOLLOWED_TAGS}

    def added(self) -> list[tuple[str, str]]:
        """Return the area and the municipality that are followed as well."""
        area, place = self.cleaned_data["area"], self.cleaned_data["municipality"]
        return [("area", area.key)] * bool(area) + [("municipality", place.slug)] * bool(place)


def _one_of(label: Any, found: QuerySet[Any], key: str) -> "forms.ModelChoiceField[Any]":
    return forms.ModelChoiceField(
        label=label, queryset=found, required=False, empty_label=_("Choose"), to_field_name=key
    )


class OneFollowForm(forms.Form):
    """One thing to follow, or no longer."""

    kind = forms.ChoiceField(choices=Follow.Kind.choices)
    key = forms.CharField(max_length=90)
    foelg = forms.ChoiceField(choices=[("ja", "ja"), ("nej", "nej")])

    def __init__(self, *args: Any, questions: QuerySet[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions

    def clean(self) -> dict[str, Any]:
        """Refuse to follow a question one may not read; to stop is always possible."""
        values = super().clean() or {}
        asks = values.get("foelg") == "ja" and values.get("kind") == Follow.Kind.QUESTION
        key = str(values.get("key", ""))
        if asks and not (key.isdecimal() and self.questions.filter(pk=int(key)).exists()):
            raise ValidationError(_("There is no question with that number."))
        return values


class LineForm(forms.Form):
    """One line that says where a question was solved."""

    line = CitizenSafeCharField(
        label=gettext_lazy("Where was it solved?"), max_length=300,
        help_text=gettext_lazy("One line, for example: The ministry answered by phone on 3 May."),
    )  # fmt: skip


class ReasonForm(forms.Form):
    """Why a post is reported, hidden, merged or moved."""

    reason = CitizenSafeCharField(
        label=gettext_lazy("Why?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class MergeForm(ReasonForm):
    """Under which question another is put."""

    number = forms.IntegerField(
        label=gettext_lazy("Number of the other question"), min_value=1,
        help_text=gettext_lazy("It stands in its address: /sparring/12/ is number 12."),
    )  # fmt: skip
    field_order = ["number", "reason"]


class MoveForm(TagsForm, ReasonForm):
    """Other topics for a question, and why."""

    field_order = [*TAGS, "reason"]
