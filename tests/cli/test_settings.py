"""What docs/operate says about the settings is what the code reads."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAME = re.compile(r"\bKNUB_[A-Z_]+\b")


def test_every_variable_is_described() -> None:
    code = [ROOT / "knub", *(ROOT / "src").rglob("*.py")]
    read = {name for path in code for name in NAME.findall(path.read_text())}
    described = set(NAME.findall((ROOT / "docs" / "operate" / "settings.md").read_text()))
    assert described == read
