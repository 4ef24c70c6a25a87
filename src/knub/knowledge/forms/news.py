"""News from strings: what anybody sends, and what the secretariat adds before it is released."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from knub.areas.models import Area
from knub.knowledge.content import VisibleTo
from knub.knowledge.forms.choices import level_choices, subject_area_choices, theme_choices
from knub.knowledge.forms.writing import boxes, day_field
from knub.knowledge.models import News, NewsSource, Page, Sender
from knub.parameters import criteria_versions
from knub.ui.writing import CitizenSafeCharField, MarkdownField

PAGE_ADDRESS = re.compile(r"/viden/([a-z0-9-]+)/?$")
MOST_PARAGRAPHS, LONGEST_PARAGRAPH = 20, 120


def lines(written: str) -> list[str]:
    """Return the lines that say something, in the order written, each once."""
    return list(dict.fromkeys(line.strip() for line in written.splitlines() if line.strip()))


class NewsFilterForm(forms.Form):
    """Sender and theme; what does not exist counts as nothing chosen."""

    afsender = forms.ChoiceField(label=gettext_lazy("Who says it?"), required=False)
    tema = forms.ChoiceField(label=gettext_lazy("Theme"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, Any] = {"afsender": Sender.choices, "tema": theme_choices()}
        for name, found in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = [("", _("All")), *found]

    def chosen(self) -> dict[str, str]:
        """Return what was chosen."""
        self.is_valid()
        return {"sender": self.cleaned_data.get("afsender", ""), "theme": self.cleaned_data.get("tema", "")}


class SentNewsForm(forms.Form):
    """What somebody with a link sends: the sender is known."""

    title = CitizenSafeCharField(label=gettext_lazy("Title"), max_length=120)
    summary = CitizenSafeCharField(
        label=gettext_lazy("In short"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One or two sentences. They stand in lists, in search and in mails."),
    )  # fmt: skip
    text = MarkdownField(label=gettext_lazy("Text"), required=False)
    link = forms.URLField(label=gettext_lazy("Link to the source"), required=False, assume_scheme="https")
    in_force_on = day_field(label=gettext_lazy("In force from"))
    hearing_deadline = day_field(
        label=gettext_lazy("Last day of the hearing"), help_text=gettext_lazy("The last day one can answer.")
    )
    valid_until = day_field(
        label=gettext_lazy("Interesting until"),
        help_text=gettext_lazy("After that day it is marked as of its time. Empty: a year."),
    )
    paragraphs = forms.CharField(
        label=gettext_lazy("Rules it touches"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One on each line, for example: almenboligloven § 61 a."),
    )  # fmt: skip

    def clean_paragraphs(self) -> list[str]:
        """Return one paragraph a line."""
        found = lines(self.cleaned_data["paragraphs"])
        if len(found) > MOST_PARAGRAPHS or any(len(one) > LONGEST_PARAGRAPH for one in found):
            raise ValidationError(_("Write at most 20 lines of at most 120 letters."))
        return found


class ProposalForm(SentNewsForm):
    """What a member proposes: also who says it, and what it is about."""

    sender = forms.ChoiceField(label=gettext_lazy("Who says it?"), choices=Sender.choices)
    sender_name = CitizenSafeCharField(label=gettext_lazy("Name of the sender"), max_length=120)
    field_order = ["title", "sender", "sender_name"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"] = boxes(_("Themes"), theme_choices())
        self.fields["subject_areas"] = boxes(_("Subject areas"), subject_area_choices())
        self.fields["levels"] = boxes(_("Levels"), level_choices())


class ReleaseForm(ProposalForm):
    """What the secretariat checks and adds: categories, areas, pages and readers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "da"
        categories = criteria_versions()[-1].categories
        labels = [(key, one.label.in_language(language)) for key, one in categories.items()]
        self.fields["categories"] = boxes(_("Categories it touches"), labels)
        self.fields["areas"] = forms.CharField(
            label=_("Areas it touches"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("One name on each line."),
        )  # fmt: skip
        self.fields["pages"] = forms.CharField(
            label=_("Pages it touches"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("One address under /viden/ on each line. Those who answer for them see the news there."),
        )  # fmt: skip
        readers = [one for one in VisibleTo.choices if one[0] != VisibleTo.MUNICIPALITY]
        self.fields["visible_to"] = forms.ChoiceField(
            label=_("Who may read it?"), choices=readers, widget=forms.RadioSelect
        )

    @staticmethod
    def initial_of(news: News) -> dict[str, Any]:
        """Return what a proposal says, as it is typed."""
        found = {field.name: getattr(news, field.name) for field in News._meta.concrete_fields}  # noqa: SLF001
        found["paragraphs"] = "\n".join(news.paragraphs)
        found["areas"] = "\n".join(area.name for area in news.areas.all())
        found["pages"] = "\n".join(f"/viden/{page.slug}/" for page in news.pages.all())
        return found

    def clean_areas(self) -> list[Area]:
        """Return the areas, or say which names are not known."""
        names = lines(self.cleaned_data["areas"])
        known = {area.name.casefold(): area for area in Area.objects.all()} if names else {}
        unknown = [name for name in names if name.casefold() not in known]
        if unknown:
            raise ValidationError(_("KNUB knows no area called: %(names)s"), params={"names": ", ".join(unknown)})
        return [known[name.casefold()] for name in names]

    def clean_pages(self) -> list[Page]:
        """Return the pages, or say which addresses are not known."""
        typed = lines(self.cleaned_data["pages"])
        slugs = {line: found[1] if (found := PAGE_ADDRESS.search(line)) else "" for line in typed}
        known = {page.slug: page for page in Page.objects.filter(slug__in=slugs.values())}
        unknown = [line for line, slug in slugs.items() if slug not in known]
        if unknown:
            raise ValidationError(_("There is no such page: %(pages)s"), params={"pages": ", ".join(unknown)})
        return [known[slug] for slug in slugs.values()]


class SourceForm(forms.ModelForm[NewsSource]):
    """Somebody who gets a link to send news."""

    class Meta:
        model = NewsSource
        fields = ["name", "organisation", "sender", "email"]
        labels = {
            "name": gettext_lazy("Name"),
            "organisation": gettext_lazy("Organisation"),
            "sender": gettext_lazy("Kind of sender"),
            "email": gettext_lazy("Work mail"),
        }
