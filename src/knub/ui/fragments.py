"""Parts of pages kept between requests; the key says all that they depend on, so nothing must be thrown away."""

import hashlib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.utils.safestring import SafeString
from django.utils.translation import get_language

__all__ = ["build", "kept"]

PACKAGE = Path(__file__).resolve().parents[1]
SECONDS = 24 * 60 * 60


def kept(parts: Iterable[object], make: Callable[[], str]) -> SafeString:
    """Return a piece of HTML from the cache, or make and keep it; language and build are part of its key."""
    key = _digest(repr([*map(str, parts), get_language(), build()]).encode())
    store = caches["pages"]
    found = store.get(key)
    if found is None:
        found = make()
        store.set(key, str(found), SECONDS)
    return SafeString(found)


@cache
def build() -> str:
    """Return what tells this build from any other: a digest of the code, templates, texts and front end."""
    files = sorted(path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".html", ".mo", ".yaml"})
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    return _digest(b"".join(path.read_bytes() for path in [*files, *([manifest] if manifest.is_file() else [])]))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
