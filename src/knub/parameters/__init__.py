"""The numbers of the law and the board, as YAML, and the only code that opens it."""

from knub.parameters.assumptions import income_slope, population_shares, yearly_movements
from knub.parameters.billing_hints import BillingHint, billing_hints
from knub.parameters.cautions import Break, KnownFault, breaks, known_faults
from knub.parameters.columns import figures, layout, list_layout_on
from knub.parameters.evaluation import EvaluationQuestion, evaluation_questions
from knub.parameters.lists import ListFacts, Reference, list_dates, package_csv, references_on, references_with_sources
from knub.parameters.pending import PendingCase, pending_case
from knub.parameters.price_lists import price_list, price_list_names
from knub.parameters.rulebook import rule_book
from knub.parameters.seasons import ArchivedItem, ArchivedMeeting, ArchivedSeason, archived_seasons
from knub.parameters.tags import Tags, tags
from knub.parameters.versions import before_first_criteria, criteria_on, criteria_versions
from knub.parameters.words import Term, Words, terms

__all__ = [
    "ArchivedItem",
    "ArchivedMeeting",
    "ArchivedSeason",
    "BillingHint",
    "Break",
    "EvaluationQuestion",
    "KnownFault",
    "ListFacts",
    "PendingCase",
    "Reference",
    "Tags",
    "Term",
    "Words",
    "archived_seasons",
    "before_first_criteria",
    "billing_hints",
    "breaks",
    "criteria_on",
    "criteria_versions",
    "evaluation_questions",
    "figures",
    "income_slope",
    "known_faults",
    "layout",
    "list_dates",
    "list_layout_on",
    "package_csv",
    "pending_case",
    "population_shares",
    "price_list",
    "price_list_names",
    "references_on",
    "references_with_sources",
    "rule_book",
    "tags",
    "terms",
    "yearly_movements",
]
