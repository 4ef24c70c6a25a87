"""The choices that forms on knowledge and news share, in the reader's language."""

from collections.abc import Mapping

from django.utils.translation import get_language

from knub.areas.queries.rows import CRITERIA_SHOWN
from knub.domain.values import Text
from knub.parameters import criteria_versions
from knub.parameters.tags import tags

Choices = list[tuple[str, str]]


def theme_choices() -> Choices:
    """Return the themes."""
    return _labels(tags().themes)


def subject_area_choices() -> Choices:
    """Return the subject areas."""
    return _labels(tags().subject_areas)


def level_choices() -> Choices:
    """Return the levels."""
    return _labels(tags().levels)


def criterion_choices() -> Choices:
    """Return the four criteria of today's act; the act's special condition is nothing to aim at."""
    criteria = criteria_versions()[-1].criteria
    return _labels({key: criteria[key].label for key in CRITERIA_SHOWN if key in criteria})


def _labels(found: Mapping[str, Text]) -> Choices:
    language = get_language() or "da"
    return [(key, text.in_language(language)) for key, text in found.items()]
