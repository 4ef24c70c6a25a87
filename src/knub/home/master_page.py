"""What the page of an area's master data says: groups of values with their documents, and all that led to them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knub.areas.forms import MASTER_FORMS
from knub.areas.queries import MasterState
from knub.files.queries import Uploaded


@dataclass(frozen=True)
class Group:
    """Values that are typed together, and the documents that belong to them."""

    slug: str
    label: Any
    rows: tuple[Any, ...]
    slot: str
    documents: Sequence[Uploaded]


def groups(state: MasterState, documents: Mapping[str, Sequence[Uploaded]]) -> Iterator[Group]:
    """Yield each group of values, in the order of the forms."""
    held = state.held
    for slug, (label, form) in MASTER_FORMS.items():
        rows = tuple(held[key] for key in form.keys if key in held)
        slot = form.keys[0] if form.keys[0].endswith("_plan") else ""
        yield Group(slug, label, rows, slot, documents.get(slot, ()))
