"""Strings from readers, municipalities and the secretariat into values."""

from knub.areas.forms.documents import OF_A_MUNICIPALITY, OF_AN_AREA, DocumentForm
from knub.areas.forms.importing import AnswerForm, AreaForm, ImportForm
from knub.areas.forms.master import MASTER_FORMS, MasterForm
from knub.areas.forms.reading import FaultReportForm, ListFilterForm
from knub.areas.forms.statements import NetworkUseForm, RemarkForm

__all__ = [
    "MASTER_FORMS",
    "OF_AN_AREA",
    "OF_A_MUNICIPALITY",
    "AnswerForm",
    "AreaForm",
    "DocumentForm",
    "FaultReportForm",
    "ImportForm",
    "ListFilterForm",
    "MasterForm",
    "NetworkUseForm",
    "RemarkForm",
]
