"""Read areas, lists and figures; every function costs a fixed number of queries."""

from knub.areas.queries.about import About, Compared, about_list, compare, note_of
from knub.areas.queries.changes import Change, Changes, changes
from knub.areas.queries.contents import fingerprint
from knub.areas.queries.corrections import Correction, corrections
from knub.areas.queries.counts import Count, ListCounts, counts, development
from knub.areas.queries.holding import held_about
from knub.areas.queries.master import MasterState, master_data, master_data_of, master_state
from knub.areas.queries.numbers import (
    PublishedNumber,
    classification,
    classifications,
    figures_table,
    published,
    references,
    stated_limits,
)
from knub.areas.queries.presence import Presence, municipality_presence
from knub.areas.queries.previews import Preview, preview, previewed
from knub.areas.queries.rows import Cell, ListFilter, ListRow, list_rows, municipalities_on, region_names
from knub.areas.queries.statements import earlier_statements, network_use, remark, remarks, version_of
from knub.areas.queries.stating import state, template_rows
from knub.areas.queries.statuses import ListStatus, later_lists, municipality_history, newest_list, status_history
from knub.areas.queries.waiting import waiting

__all__ = [
    "About",
    "Cell",
    "Change",
    "Changes",
    "Compared",
    "Correction",
    "Count",
    "ListCounts",
    "ListFilter",
    "ListRow",
    "ListStatus",
    "MasterState",
    "Presence",
    "Preview",
    "PublishedNumber",
    "about_list",
    "changes",
    "classification",
    "classifications",
    "compare",
    "corrections",
    "counts",
    "development",
    "earlier_statements",
    "figures_table",
    "fingerprint",
    "held_about",
    "later_lists",
    "list_rows",
    "master_data",
    "master_data_of",
    "master_state",
    "municipalities_on",
    "municipality_history",
    "municipality_presence",
    "network_use",
    "newest_list",
    "note_of",
    "preview",
    "previewed",
    "published",
    "references",
    "region_names",
    "remark",
    "remarks",
    "state",
    "stated_limits",
    "status_history",
    "template_rows",
    "version_of",
    "waiting",
]
