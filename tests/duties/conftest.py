"""What tests of the rules share."""

from tests.browser import chromium, visit

__all__ = ["chromium", "visit"]
