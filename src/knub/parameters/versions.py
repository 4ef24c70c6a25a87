"""The versions of the criteria, one file each."""

from datetime import date

from knub.domain.criteria import CriteriaVersion

__all__ = ["criteria_on", "criteria_versions"]


def criteria_versions() -> tuple[CriteriaVersion, ...]:
    """Return all versions, oldest first."""
    raise NotImplementedError


def criteria_on(day: date) -> CriteriaVersion:
    """Return the version in force on a day; ParameterError before the first."""
    raise NotImplementedError
