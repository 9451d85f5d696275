"""The names of the rules that evidence can carry."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

from coalition.stance import Certainty

ROOT = Path(__file__).resolve().parents[1]
_NAMED_BY = frozenset({"Reading", "CueHit", "EvidenceCue", "_evidence"})  # calls that name the rule in an argument


def rule_ids() -> frozenset[str]:
    """Return the ids of the cues, and the rules of grammar that the code of the pipeline names."""
    cues = tomllib.loads((ROOT / "data" / "cues.toml").read_text(encoding="utf-8"))["cue"]
    judgements = {f"judgement-{cue['id']}" for cue in cues if cue["kind"] == "judgement"}
    named = {name for path in _sources() for name in _named_in(ast.parse(path.read_text(encoding="utf-8")))}
    return frozenset({cue["id"] for cue in cues} | judgements | named)


def _sources() -> list[Path]:
    return sorted((ROOT / "src" / "coalition" / "pipeline").glob("*.py"))


def _named_in(tree: ast.AST) -> Iterator[str]:
    """Yield "act" in CueHit(tokens, "act"), "compound-led" in rule = "compound-led" if … else "compound-backed"."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in _NAMED_BY:
            yield from _texts(*node.args, *(keyword.value for keyword in node.keywords if keyword.arg == "rule"))
        elif isinstance(node, ast.Assign) and any(_name(target).lower().endswith("rule") for target in node.targets):
            yield from _texts(node.value)


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _texts(*nodes: ast.expr) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.IfExp):
            yield from _texts(node.body, node.orelse)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield from _filled(node)


def _filled(text: ast.JoinedStr) -> Iterator[str]:
    """Yield "modal-hedged" and its like for f"modal-{certainty}"."""
    start, value = text.values[0], text.values[-1]
    if isinstance(value, ast.FormattedValue) and _name(value.value) == "certainty":
        yield from (f"{prefix}{certainty}" for prefix in _texts(start) for certainty in Certainty)
