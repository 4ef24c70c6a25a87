"""Strings from writers and readers into values."""

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
    "EffectsForm", "FilterForm", "ReasonForm", "StartForm", "StepForm", "SupersedeForm", "TagsForm", "TextForm",
]  # fmt: skip
