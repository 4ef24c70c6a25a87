"""What a list says, as a short text to compare."""

import hashlib

from knub.areas.models import Listing, OfficialList, PublishedFigure

LETTERS = 12


def fingerprint(found: OfficialList) -> str:
    """Return twelve letters that are others as soon as an area, a category or a figure of the list is; two queries."""
    listings = Listing.objects.filter(list=found, removed_at__isnull=True).order_by("area__key", "category")
    figures = PublishedFigure.objects.filter(list=found, replaced_at__isnull=True).order_by("area__key", "figure")
    says = [
        *listings.values_list("area__key", "category", "status"),
        *figures.values_list("area__key", "figure", "printed"),
    ]
    return hashlib.sha256(repr(says).encode()).hexdigest()[:LETTERS]
