"""The one set of tags: theme × subject area × level."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from knub.domain.values import Text
from knub.parameters.opening import PARAMETERS, Entry, open_yaml

__all__ = ["Tags", "tags"]


@dataclass(frozen=True)
class Tags:
    """Every tag by its key, in the order they are shown."""

    themes: Mapping[str, Text]
    subject_areas: Mapping[str, Text]
    levels: Mapping[str, Text]


@cache
def tags() -> Tags:
    """Return the tags of the house."""
    document = open_yaml(PARAMETERS / "tags.yaml")
    document.only("source", "themes", "subject_areas", "levels")
    document.words("source")
    return Tags(_labels(document, "themes"), _labels(document, "subject_areas"), _labels(document, "levels"))


def _labels(document: Entry, name: str) -> Mapping[str, Text]:
    group = document.inner(name)
    return {str(key): group.both(key) for key in group.content}
