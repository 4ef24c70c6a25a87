"""What is asked, and what somebody answers."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knub.meetings.forms.planning import DAY
from knub.meetings.models import Degree, Question
from knub.ui.writing import CitizenSafeCharField

LONGEST_TEXT = 2000
LONGEST_TIME = timedelta(days=60)
DEGREES = [(str(one.value), one.label) for one in Degree]


class EvaluationForm(forms.Form):
    """Every question of an evaluation; none must be answered, but one of them must."""

    def __init__(self, data: QueryDict | None = None, *, questions: Sequence[Question]) -> None:
        super().__init__(data)
        self.questions = questions
        for one in questions:
            self.fields[_name(one)] = _degree(one) if one.kind == Question.Kind.SCALE else _text(one)

    def sections(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """Return the fields by section."""
        for section, questions in groupby(self.questions, key=lambda one: one.section):
            yield section, [self[_name(one)] for one in questions]

    def clean(self) -> dict[str, Any]:
        """Refuse an empty form, and one whose questions have changed since it was opened."""
        found: dict[str, Any] = super().clean() or {}
        asked = {name for name in self.data if name.startswith("q") and name[1:].isdigit()}
        if not asked <= set(self.fields):
            raise ValidationError(_("The questions have been changed. See them through once more."), code="changed")
        if not self.errors and not any(found.values()):
            raise ValidationError(_("Answer at least one question."), code="empty")
        return found

    def degrees(self) -> dict[int, int]:
        """Return what was ticked, by the number of the question."""
        return {pk: int(value) for pk, value in self._given(Question.Kind.SCALE)}

    def texts(self) -> dict[int, str]:
        """Return what was written, by the number of the question."""
        return dict(self._given(Question.Kind.TEXT))

    def _given(self, kind: Question.Kind) -> Iterator[tuple[int, str]]:
        for one in self.questions:
            if one.kind == kind and self.cleaned_data.get(_name(one)):
                yield one.pk, self.cleaned_data[_name(one)]


def _name(question: Question) -> str:
    return f"q{question.pk}"


def _degree(question: Question) -> forms.ChoiceField:
    return forms.ChoiceField(label=question.text, choices=DEGREES, widget=forms.RadioSelect, required=False)


def _text(question: Question) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": 4})
    return CitizenSafeCharField(label=question.text, required=False, max_length=LONGEST_TEXT, widget=box)


class QuestionForm(forms.Form):
    """One question: in which section, of which kind, in which words."""

    section = forms.CharField(
        label=gettext_lazy("Section"), max_length=80,
        help_text=gettext_lazy("Questions of one section stand together under its name."),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=gettext_lazy("How is it answered?"), choices=Question.Kind.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=gettext_lazy("Question"), max_length=200,
        help_text=gettext_lazy("For the scale it begins with “To what degree”. Same words, and it can be compared."),
    )  # fmt: skip


class OpenForm(forms.Form):
    """Until when those who came can answer."""

    closes_on = forms.DateField(label=gettext_lazy("Last day to answer"), widget=DAY)

    def clean_closes_on(self) -> date:
        """Refuse a day that has passed, or lies so far away that nobody remembers the meeting."""
        found: date = self.cleaned_data["closes_on"]
        today = timezone.localdate()
        if not today < found <= today + LONGEST_TIME:
            raise ValidationError(_("Choose a day from tomorrow on, at most 60 days away."))
        return found


class HoldBackForm(forms.Form):
    """Why a text is held back."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=200,
        help_text=gettext_lazy("It is shown instead of the text. For instance: names a person."),
    )  # fmt: skip
