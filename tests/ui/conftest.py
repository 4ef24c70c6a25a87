"""The browser, where a test of this folder asks for it."""

from tests.browser import chromium, visit

__all__ = ["chromium", "visit"]
