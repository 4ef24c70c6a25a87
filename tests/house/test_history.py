"""Every deed that is written down can be told in a sentence."""

import ast

from knub.ui.history import sentences
from tests.house.floors import source_files


def verbs_in(path):
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    named = [call for call in calls if getattr(call.func, "id", "") == "record" and call.args]
    firsts = [call.args[0] for call in named]
    pieces = [piece for first in firsts for piece in _branches(first)]
    return {piece.value for piece in pieces if isinstance(piece, ast.Constant)}


def _branches(node):
    return [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]


def test_every_verb_has_its_sentence():
    """Add the missing to SENTENCES in src/knub/<room>/history.py; docs/howto/history.md shows how."""
    known = set(sentences()[0])
    missing = {path.as_posix(): verbs_in(path) - known for path in source_files(".py")}
    assert {path: verbs for path, verbs in missing.items() if verbs} == {}
