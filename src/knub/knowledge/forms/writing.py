"""The steps in which a page is written; each remembers which version its writer saw."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knub.areas.models import Area
from knub.knowledge.content import FIELDS, Content, Effect, EffectKind, Evidence, Kind, Partner, Reader, VisibleTo
from knub.knowledge.content import TextField as About
from knub.knowledge.forms.choices import criterion_choices, level_choices, subject_area_choices, theme_choices
from knub.knowledge.models import Page
from knub.people.models import Organisation
from knub.ui.editing import EditingForm
from knub.ui.writing import CitizenSafeCharField, MarkdownField

SUMMARY_HINT = gettext_lazy("One or two sentences. They stand in lists, in search and in mails.")
LONGEST_LINE, LONGEST_TIP = 200, 400


def day_field(**more: Any) -> forms.DateField:
    """Return a box for a day."""
    return forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def boxes(label: Any, choices: Iterable[tuple[str, Any]], **more: Any) -> forms.MultipleChoiceField:
    """Return a group of boxes of which none must be ticked."""
    return forms.MultipleChoiceField(
        label=label, choices=list(choices), required=False, widget=forms.CheckboxSelectMultiple, **more
    )


class StartForm(forms.Form):
    """What kind of page, what it is called, and in whose name it is written."""

    kind = forms.ChoiceField(label=gettext_lazy("What do you want to share?"), choices=Kind.choices,
                             widget=forms.RadioSelect)  # fmt: skip
    title = CitizenSafeCharField(label=gettext_lazy("Title"), max_length=120)
    municipality = forms.ModelChoiceField(
        label=gettext_lazy("In whose name?"), queryset=Organisation.objects.none(), required=False
    )

    def __init__(self, *args: Any, municipalities: Iterable[Organisation], secretariat: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = list(municipalities)
        field = self.fields["municipality"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = Organisation.objects.filter(pk__in=[one.pk for one in found])
        field.empty_label = str(_("The secretariat")) if secretariat else None
        field.required = not secretariat
        if len(found) == 1 and not secretariat:
            field.initial, field.widget = found[0].pk, forms.HiddenInput()


class StepForm(EditingForm):
    """One step of a page: takes what stands and returns it with what the writer changed."""

    note = CitizenSafeCharField(label=gettext_lazy("What did you change?"), max_length=200, required=False)

    def __init__(self, *args: Any, page: Page, content: Content, **kwargs: Any) -> None:
        self.content = content
        super().__init__(*args, **kwargs)
        self.build(page)
        for name, value in self.initial_values().items():
            self.fields[name].initial = value
        note = self.fields.pop("note")
        if not page.is_draft:
            self.fields["note"] = note

    def build(self, page: Page) -> None:
        """Add the fields of the step."""
        raise NotImplementedError

    def initial_values(self) -> dict[str, Any]:
        """Return what stands now."""
        names = {one for one in self.fields if hasattr(self.content, one)}
        return {name: getattr(self.content, name) for name in names}

    def changed(self) -> Content:
        """Return the whole content with what the writer typed in this step."""
        names = {one for one in self.fields if hasattr(self.content, one)}
        return self.content.changed({name: self.cleaned_data[name] for name in names})


class TextForm(StepForm):
    """Title, summary and the texts of the kind."""

    def build(self, page: Page) -> None:
        """Add the fields of the kind."""
        self.fields["title"] = CitizenSafeCharField(label=_("Title"), max_length=120)
        self.fields["summary"] = CitizenSafeCharField(
            label=_("In short"), help_text=SUMMARY_HINT, max_length=300, required=page.kind != Kind.TIP,
            widget=forms.Textarea(attrs={"rows": 3}),
        )  # fmt: skip
        if page.kind == Kind.INTERPRETATION:
            self._add_reading()
        if page.kind == Kind.TALK:
            self.fields["held_on"] = day_field(label=_("When was it held?"))
        self.text_names = {f"text_{one.key}": one.key for one in FIELDS[page.kind]}
        for about in FIELDS[page.kind]:
            self.fields[f"text_{about.key}"] = self._text(about)
        if page.kind == Kind.PRACTICE:
            self.fields["partners"] = boxes(_("Who took part?"), Partner.choices)

    def _add_reading(self) -> None:
        self.fields["paragraph"] = CitizenSafeCharField(
            label=_("Paragraph"), max_length=120, help_text=_("For example: almenboligloven § 60, stk. 4.")
        )
        self.fields["reading_by"] = forms.ChoiceField(label=_("Whose reading is it?"), choices=Reader.choices)
        self.fields["valid_from"] = day_field(label=_("Holds from"))
        self.fields["valid_from"].required = True
        self.fields["valid_to"] = day_field(
            label=_("Holds until"), help_text=_("The last day. Leave it empty if it holds until further notice.")
        )

    def _text(self, about: About) -> forms.CharField:
        common = {"label": about.label, "help_text": about.hint, "required": about.required}
        initial = self.content.texts.get(about.key, "")
        if about.rows == 1:
            return CitizenSafeCharField(max_length=LONGEST_LINE, initial=initial, **common)
        more = {"max_length": LONGEST_TIP} if about.key == "advice" else {}
        return MarkdownField(rows=about.rows, initial=initial, **common, **more)

    def clean(self) -> dict[str, Any]:
        """Refuse a reading that ends before it starts, and an address that is none."""
        values = super().clean() or {}
        start, end = values.get("valid_from"), values.get("valid_to")
        if isinstance(start, date) and isinstance(end, date) and end < start:
            self.add_error("valid_to", _("The last day lies before the day it holds from. Choose a later day."))
        link = values.get("text_link", "")
        if link and not link.startswith("https://"):
            self.add_error("text_link", _("Write an address that begins with https://"))
        return values

    def changed(self) -> Content:
        """Return the content with the new texts."""
        texts = {key: self.cleaned_data[name] for name, key in self.text_names.items()}
        return super().changed().changed({"texts": {key: text for key, text in texts.items() if text}})


class EffectsForm(StepForm):
    """What a practice had an effect on, and how well that is known."""

    def build(self, page: Page) -> None:  # noqa: ARG002
        """Add a text and a strength of evidence for each kind of effect."""
        known = {effect.kind: effect for effect in self.content.effects}
        evidence = [("", _("Not looked at")), *Evidence.choices]
        for kind in EffectKind:
            found = known.get(kind)
            self.fields[f"evidence_{kind}"] = forms.ChoiceField(
                label=_("%(effect)s: how do you know?") % {"effect": kind.label}, choices=evidence, required=False,
                initial=found.evidence if found else "",
            )  # fmt: skip
            self.fields[f"effect_{kind}"] = CitizenSafeCharField(
                label=_("%(effect)s: what was seen?") % {"effect": kind.label}, required=False, max_length=600,
                initial=found.text if found else "", widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip
        self.fields["criteria"] = boxes(
            _("Which criteria did it touch?"), criterion_choices(), help_text=_("Touched, not decided.")
        )

    def clean(self) -> dict[str, Any]:
        """Ask for both the effect and how well it is known."""
        values = super().clean() or {}
        for kind in EffectKind:
            evidence, text = values.get(f"evidence_{kind}"), values.get(f"effect_{kind}")
            if evidence and not text:
                self.add_error(f"effect_{kind}", _("Write what was seen, also if it was nothing."))
            if text and not evidence:
                self.add_error(f"evidence_{kind}", _("Choose how you know it."))
        return values

    def changed(self) -> Content:
        """Return the content with these effects."""
        values = self.cleaned_data
        every = [Effect(kind, values[f"evidence_{kind}"], values[f"effect_{kind}"]) for kind in EffectKind]
        return super().changed().changed({"effects": tuple(one for one in every if one.evidence)})


class TagsForm(StepForm):
    """What it is about, who wrote it together, and who may read it."""

    def build(self, page: Page) -> None:
        """Add the one set of tags, the municipality's areas and the readers."""
        self.fields["themes"] = boxes(_("Themes"), theme_choices())
        self.fields["subject_areas"] = boxes(_("Subject areas"), subject_area_choices())
        self.fields["levels"] = boxes(_("Levels"), level_choices())
        areas = Area.objects.filter(municipality=page.municipality_id).values_list("key", "name")
        if areas and page.municipality_id:
            self.fields["areas"] = boxes(_("Areas"), areas)
        self.fields["co_authors"] = CitizenSafeCharField(
            label=_("Written together with"), max_length=200, required=False,
            help_text=_("A housing organisation, a residents' board or another municipality."),
        )  # fmt: skip
        readers = [one for one in VisibleTo.choices if page.municipality_id or one[0] != VisibleTo.MUNICIPALITY]
        self.fields["visible_to"] = forms.ChoiceField(
            label=_("Who may read it?"), choices=readers, widget=forms.RadioSelect,
            help_text=_("Names stand only where members read. What staff write may be asked for under the access act."),
        )  # fmt: skip

    def clean_themes(self) -> list[str]:
        """Ask for at least one theme, since lists and mails go by it."""
        themes: list[str] = self.cleaned_data["themes"]
        if not themes:
            raise ValidationError(_("Choose at least one theme."))
        return themes


class ReasonForm(forms.Form):
    """Why something is sent back or put in the archive."""

    reason = CitizenSafeCharField(
        label=gettext_lazy("Why?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class SupersedeForm(forms.Form):
    """Which reading takes the place of another, and the last day the old one holds."""

    newer = forms.ModelChoiceField(
        label=gettext_lazy("Which reading takes its place?"), queryset=Page.objects.none(), to_field_name="slug"
    )
    until = forms.DateField(
        label=gettext_lazy("The last day this one holds"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["newer"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = others
