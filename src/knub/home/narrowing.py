"""What a reader narrows a search to, kept in its address: kind, theme, subject area, level, and how far it holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from knub.domain.values import Text
from knub.parameters.tags import tags
from knub.search.queries import Chosen, Found, Standing

# Each kind with its name in an address, in the singular and in the plural. A kind with rights is added in _visible.
KINDS: dict[str, tuple[str, StrOrPromise, StrOrPromise]] = {
    "area": ("omraader", _("Area"), _("Areas")),
    "municipality": ("kommuner", _("Municipality"), _("Municipalities")),
    "rule": ("regler", _("Rule"), _("Rules")),
    "knowledge": ("viden", _("Knowledge"), _("Knowledge")),
    "meeting": ("moeder", _("Meeting"), _("Meetings")),
    "question": ("sparring", _("Question"), _("Questions")),
    "news": ("nyt", _("News"), _("News")),
    "list": ("lister", _("List"), _("Lists")),
    "page": ("sider", _("Page"), _("Pages")),
}
IN_ADDRESSES = {address: kind for kind, (address, _one, _many) in KINDS.items()}
STANDINGS = {
    "gaeldende": Standing.CURRENT,
    "kommende": Standing.COMING,
    "tidligere": Standing.PAST,
    "arkiv": Standing.ARCHIVED,
}
# The name in the address, the group of tags, and what the reader reads.
GROUPS: tuple[tuple[str, str, StrOrPromise], ...] = (
    ("tema", "theme", _("Theme")),
    ("fag", "subject_area", _("Subject area")),
    ("niveau", "level", _("Level")),
)
STATUS = "status"


@dataclass(frozen=True)
class Facet:
    """A group to narrow by: each value with its name, how many there are, and the address that has it too."""

    name: StrOrPromise
    values: tuple[tuple[StrOrPromise, int, str], ...]


@dataclass(frozen=True)
class Narrowed:
    """What a reader chose, by the names that stand in the address; empty is everything."""

    kind: str = ""
    tema: str = ""
    fag: str = ""
    niveau: str = ""
    status: str = ""

    @classmethod
    def from_address(cls, address: Mapping[str, str]) -> "Narrowed":
        """Return what an address says; what does not exist counts as nothing chosen."""
        known = {name: address.get(name, "") for name, *_more in GROUPS}
        chosen = {name: value if value in _labels(name) else "" for name, value in known.items()}
        status = address.get(STATUS, "")
        kind = IN_ADDRESSES.get(address.get("slags", ""), "")
        return cls(kind=kind, status=status if status in STANDINGS else "", **chosen)

    @property
    def is_narrow(self) -> bool:
        """Whether anything but the kind is chosen."""
        return any(name != "slags" for name, _value in _parts(self))

    def chosen(self) -> Chosen:
        """Return the same in the words of the search."""
        keys = [(group, getattr(self, name)) for name, group, _label in GROUPS]
        return Chosen(
            kind=self.kind,
            tags=tuple(f"{group}:{key}" for group, key in keys if key),
            standing=STANDINGS[self.status] if self.status else "",
        )

    def address(self, text: str, **other: str) -> str:
        """Return the address of the same search with something else chosen."""
        query = QueryDict(mutable=True)
        query.update({"q": text} | dict(_parts(replace(self, **other))))
        return f"?{query.urlencode()}"

    def pills(self, text: str) -> list[tuple[StrOrPromise, str]]:
        """Return what is chosen, each with the address without it."""
        names = {name: label for name, _group, label in GROUPS} | {STATUS: _("Status")}
        chosen = [(name, value) for name, value in _parts(self) if name != "slags"]
        return [(f"{names[name]}: {_labels(name)[value]}", self.address(text, **{name: ""})) for name, value in chosen]

    def cleared(self, text: str) -> str:
        """Return the address of the same search with nothing but its kind chosen."""
        return Narrowed(kind=self.kind).address(text)

    def facets(self, text: str, found: Found) -> list[Facet]:
        """Return what one can narrow to, with how many one would see; what is chosen is a pill instead."""
        groups = [(name, label, self._counted(name, group, found)) for name, group, label in GROUPS]
        groups.append((STATUS, _("Status"), {key: found.standings.get(one, 0) for key, one in STANDINGS.items()}))
        open_ones = [group for group in groups if not getattr(self, group[0])]
        every = [Facet(label, tuple(self._values(name, counts, text))) for name, label, counts in open_ones]
        return [facet for facet in every if facet.values]

    def _values(self, name: str, counts: Mapping[str, int], text: str) -> Iterator[tuple[StrOrPromise, int, str]]:
        for key, label in _labels(name).items():
            if counts.get(key):
                yield label, counts[key], self.address(text, **{name: key})

    def _counted(self, name: str, group: str, found: Found) -> Mapping[str, int]:
        return {key: found.tags.get(f"{group}:{key}", 0) for key in _labels(name)}


def _parts(narrowed: Narrowed) -> list[tuple[str, str]]:
    """Return what is chosen as it stands in an address."""
    kind = KINDS[narrowed.kind][0] if narrowed.kind else ""
    parts = [("slags", kind), *((name, getattr(narrowed, name)) for name, *_more in GROUPS), (STATUS, narrowed.status)]
    return [(name, value) for name, value in parts if value]


def _labels(name: str) -> Mapping[str, StrOrPromise]:
    if name == STATUS:
        return {key: one.label for key, one in STANDINGS.items()}
    groups: dict[str, Mapping[str, Text]] = {
        "tema": tags().themes, "fag": tags().subject_areas, "niveau": tags().levels,
    }  # fmt: skip
    return {key: label.in_language(get_language() or "da") for key, label in groups[name].items()}
