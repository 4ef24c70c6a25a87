"""Figures, and the layouts that say which column of a file is which figure."""

from collections.abc import Mapping

from knub.domain.figures import Figure, Layout

__all__ = ["figures", "layout"]


def figures() -> Mapping[str, Figure]:
    """Return every figure by its key, in the order of the lists."""
    raise NotImplementedError


def layout(name: str) -> Layout:
    """Return a layout by its file name, such as "key_figures" or "official_list"."""
    raise NotImplementedError
