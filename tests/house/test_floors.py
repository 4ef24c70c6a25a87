"""What the import linter cannot see: tables, templates, sizes and names keep to the floor plan."""

import re

import pytest
from django.apps import apps

from tests.house.floors import FLOORS, OWN_FILES, PACKAGE, PROJECT, ROOM_FILES, floor_of, source_files

FORBIDDEN_NAMES = {"utils", "helpers", "common", "core", "misc", "lib"}
TEMPLATE_REFERENCE = re.compile(r"""{%-?\s*(?:extends|include)\s+["']([^"'#]+)""")


def own_models():
    return [model for model in apps.get_models() if model.__module__.startswith("knub.")]


def test_every_folder_has_a_floor():
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders - set().union(*FLOORS) == {"data", "locale"}


def test_foreign_keys_point_down():
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in own_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model.__module__.startswith("knub.")
        and model._meta.app_label != field.related_model._meta.app_label
        and floor_of(field.related_model._meta.app_label) >= floor_of(model._meta.app_label)
    ]  # fmt: skip
    assert upward == []


def test_templates_use_own_room_lower_rooms_or_ui():
    wrong = []
    for path in source_files(".html"):
        room = path.relative_to(PACKAGE).parts[0]
        for used in TEMPLATE_REFERENCE.findall(path.read_text()):
            owner = used.split("/")[0]
            if owner in {"account", "mfa", "allauth", "django"} or "/" not in used:
                continue
            if owner != room and floor_of(owner) >= floor_of(room):
                wrong.append(f"{path.relative_to(PACKAGE)} uses {used}")
    assert wrong == []


def test_no_key_is_written_with_a_thousands_separator():
    bare = re.compile(r"""(?:="|-)\{\{ [a-z_.]*pk \}\}""")
    assert [str(path) for path in source_files(".html") if bare.search(path.read_text())] == []


def test_no_module_is_over_400_lines():
    tests = sorted((PROJECT / "tests").rglob("*.py"))
    long = [str(path) for path in source_files(".py") + tests if len(path.read_text().splitlines()) > 400]
    assert long == []


def test_no_junk_drawers():
    folders = [PACKAGE, PROJECT / "tests", PROJECT / "bench"]
    names = [path for folder in folders for path in folder.rglob("*") if path.stem in FORBIDDEN_NAMES]
    assert names == []


@pytest.mark.parametrize("room", sorted(path.parent.name for path in PACKAGE.glob("*/apps.py")))
def test_a_room_has_only_the_files_the_house_knows(room):
    if room in {"ui", "home"}:
        return
    names = {path.stem for path in (PACKAGE / room).glob("*.py")}
    names |= {path.parent.name for path in (PACKAGE / room).glob("*/__init__.py")}
    assert names - ROOM_FILES - OWN_FILES.get(room, set()) - {"migrations", "management", "templatetags"} == set()


def test_all_signals_and_receivers_are_known():
    files = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.glob("*/signals.py")}
    files |= {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.glob("*/receivers.py")}
    assert files == {
        "files/signals.py",
        "notify/signals.py",
        "people/signals.py",
        "memberships/signals.py",
        "areas/receivers.py",
        "knowledge/receivers.py",
        "meetings/receivers.py",
        "sparring/receivers.py",
    }


def test_public_names_of_the_domain_are_listed():
    missing = [path.name for path in (PACKAGE / "domain").glob("*.py")
               if path.stem != "__init__" and "__all__" not in path.read_text()]  # fmt: skip
    assert missing == []
