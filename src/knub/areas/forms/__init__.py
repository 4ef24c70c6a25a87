"""Strings from readers and the secretariat into values."""

from knub.areas.forms.importing import AnswerForm, AreaForm, ImportForm
from knub.areas.forms.reading import FaultReportForm, ListFilterForm

__all__ = ["AnswerForm", "AreaForm", "FaultReportForm", "ImportForm", "ListFilterForm"]
