"""Strings from writers and readers into values."""

from knub.knowledge.forms.news import NewsFilterForm, ProposalForm, ReleaseForm, SentNewsForm, SourceForm
from knub.knowledge.forms.reading import FilterForm
from knub.knowledge.forms.writing import (
    EffectsForm,
    ReasonForm,
    StartForm,
    StepForm,
    SupersedeForm,
    TagsForm,
    TextForm,
)

__all__ = [
    "EffectsForm",
    "FilterForm",
    "NewsFilterForm",
    "ProposalForm",
    "ReasonForm",
    "ReleaseForm",
    "SentNewsForm",
    "SourceForm",
    "StartForm",
    "StepForm",
    "SupersedeForm",
    "TagsForm",
    "TextForm",
]  # fmt: skip
