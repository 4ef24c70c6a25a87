"""Figures, and the layouts that say which column of a file is which figure."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from knub.domain.errors import ParameterError
from knub.domain.figures import FIGURE_KEYS, Figure, Layout
from knub.parameters.opening import PARAMETERS, Entry, open_yaml

__all__ = ["figures", "layout", "list_layout_on"]

LAYOUTS = PARAMETERS / "layouts"
LAYOUT_NAMES = ("key_figures", "official_list", "single_list")
ROLES = ("area", "list_date", "category")


@cache
def figures() -> Mapping[str, Figure]:
    """Return every figure by its key, in the order of the lists."""
    return read_figures(open_yaml(PARAMETERS / "figures.yaml"))


def read_figures(document: Entry) -> Mapping[str, Figure]:
    """Return the figures of a file."""
    document.only(*FIGURE_KEYS)
    return MappingProxyType({key: _figure(key, document.inner(key)) for key in FIGURE_KEYS})


def _figure(key: str, entry: Entry) -> Figure:
    entry.only("column", "unit", "decimals", "highest", "label", "definition", "source")
    unit = entry.words("unit")
    if unit not in {"persons", "share"}:
        raise ParameterError(f"{entry.where}: the unit '{unit}' is not known. Use persons or share.")
    return Figure(
        key, entry.words("column"), "persons" if unit == "persons" else "share", entry.count("decimals"),
        entry.number("highest"), entry.both("label"), entry.both("definition"), entry.words("source"),
    )  # fmt: skip


@cache
def layout(name: str) -> Layout:
    """Return a layout by its file name: "key_figures", "official_list" or "single_list"."""
    if name not in LAYOUT_NAMES:
        raise ParameterError(f"There is no layout '{name}'. Known are {', '.join(LAYOUT_NAMES)}.")
    return _layout(name, open_yaml(LAYOUTS / f"{name}.yaml"))


def list_layout_on(day: date) -> Layout:
    """Return the layout of the official list of a day: one category until 2017, several since."""
    return layout("official_list" if day >= open_yaml(LAYOUTS / "official_list.yaml").day("from") else "single_list")


def _layout(name: str, document: Entry) -> Layout:
    document.only("source", "from", "required", "columns", "columns_of", "categories", "proposed")
    document.day("from")
    named = layout(document.words("columns_of")).columns if document.has("columns_of") else _columns(document)
    words = document.inner("categories") if document.has("categories") else None
    return Layout(
        name=name,
        columns=named,
        required=document.names("required"),
        figures=figures(),
        categories={str(word).casefold(): words.names(word) for word in words.content} if words else {},
        source=document.words("source"),
        proposed=document.names("proposed") if document.has("proposed") else (),
    )


def _columns(document: Entry) -> Mapping[str, tuple[str, ...]]:
    names = document.inner("columns")
    names.only(*ROLES, *FIGURE_KEYS)
    return MappingProxyType({key: tuple(word.casefold() for word in names.names(key)) for key in names.content})
