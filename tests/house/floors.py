"""The floor plan as the house tests read it; the same order stands in docs/map.md and in the import contracts."""

from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PACKAGE = PROJECT / "src" / "knub"

FLOORS = [
    {"domain"},
    {"parameters"},
    {"audit", "files", "ui"},
    {"notify", "search"},
    {"people"},
    {"memberships", "areas"},
    {"duties"},
    {"knowledge"},
    {"meetings", "sparring", "scenarios"},
    {"billing"},
    {"home", "api", "cli"},
]
ROOM_FILES = {
    "__init__", "access", "actions", "admin", "apps", "forms", "history", "http", "intake", "models",
    "queries", "receivers", "signals", "tasks", "transport", "urls", "views",
}  # fmt: skip


# Modules that a single room needs beside the files every room may have.
OWN_FILES = {
    "files": {"naming", "texts", "uploading"},
    "knowledge": {"content"},
    "meetings": {"calendar"},
    "people": {"login"},
    "search": {"wording"},
}


def floor_of(room: str) -> int:
    """Return how high a room lies; 0 is the domain."""
    return next(height for height, rooms in enumerate(FLOORS) if room in rooms)


def source_files(suffix: str) -> list[Path]:
    """Return our own files with a suffix, migrations left out."""
    return sorted(path for path in PACKAGE.rglob(f"*{suffix}") if "migrations" not in path.parts)
