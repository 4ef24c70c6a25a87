"""The numbers of the law and the board, as YAML, and the only code that opens it."""

from knub.parameters.assumptions import income_slope, population_shares, yearly_movements
from knub.parameters.cautions import Break, KnownFault, breaks, known_faults
from knub.parameters.columns import figures, layout, list_layout_on
from knub.parameters.lists import ListFacts, Reference, list_dates, package_csv, references_on, references_with_sources
from knub.parameters.pending import PendingCase, pending_case
from knub.parameters.tags import Tags, tags
from knub.parameters.versions import before_first_criteria, criteria_on, criteria_versions
from knub.parameters.words import Term, Words, terms

__all__ = [
    "Break",
    "KnownFault",
    "ListFacts",
    "PendingCase",
    "Reference",
    "Tags",
    "Term",
    "Words",
    "before_first_criteria",
    "breaks",
    "criteria_on",
    "criteria_versions",
    "figures",
    "income_slope",
    "known_faults",
    "layout",
    "list_dates",
    "list_layout_on",
    "package_csv",
    "pending_case",
    "population_shares",
    "references_on",
    "references_with_sources",
    "tags",
    "terms",
    "yearly_movements",
]
