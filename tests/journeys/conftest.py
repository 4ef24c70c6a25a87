"""Whole walks through the house, in a real browser, on the real lists."""

import pytest

from tests.browser import chromium, visit

__all__ = ["chromium", "site", "visit"]


@pytest.fixture
def site(visit, loaded):
    """Open pages of the site with the real lists and the cast in it."""
    return visit
