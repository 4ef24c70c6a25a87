"""What some municipalities ask for on an invoice."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from knub.domain.errors import ParameterError
from knub.domain.values import Text
from knub.parameters.opening import PARAMETERS, Entry, open_yaml

__all__ = ["BillingHint", "billing_hints"]

ORDERS = ("required", "if_given")


@dataclass(frozen=True)
class BillingHint:
    """What a municipality's own page says of its references; None where it says nothing."""

    person: Text | None
    order: str  # "required", "if_given", or "" where it is not said
    account: Text | None
    source: str


@cache
def billing_hints() -> Mapping[str, BillingHint]:
    """Return the hints by the name of the municipality in addresses."""
    document = open_yaml(PARAMETERS / "billing_hints.yaml")
    return {str(name): _hint(Entry(f"{document.where}, {name}", content)) for name, content in document.content.items()}


def _hint(entry: Entry) -> BillingHint:
    entry.only("person", "order", "account", "source")
    order = entry.words("order") if entry.has("order") else ""
    if order and order not in ORDERS:
        raise ParameterError(f"{entry.where}: '{order}' is not known. Write {' or '.join(ORDERS)}.")
    return BillingHint(
        person=entry.both("person") if entry.has("person") else None,
        order=order,
        account=entry.both("account") if entry.has("account") else None,
        source=entry.words("source"),
    )
