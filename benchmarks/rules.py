"""Hold the rules to account: which fire on labelled articles, and how well the minimal pairs prove each.

    python -m benchmarks.rules [--gold GOLD.jsonl --articles DIR [--update]]

A rule that gives evidence, or turns it on the way, must be read rightly in tests/pairs on at
least three topics, and be named by at least three cases as one that stays silent in them:
otherwise it may be a rule for one sentence. Prints the rules that fall short and then exits with 1. With --articles the
gold labels' articles tell which rules fire; without, benchmarks/fired.toml does, which --update
rewrites and which tests/test_pairs.py reads, since it cannot have the articles.
"""

import argparse
import ast
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.pairs import Row, measure, read_files, rules_of
from pydantic import BaseModel, ConfigDict

from coalition.gold import read_gold
from coalition.lexicons.store import Provenance
from coalition.pipeline.assembly import build_pipeline, run_pipeline
from coalition.pipeline.detection import evidence_of
from coalition.reading import read_article
from coalition.stance import Certainty

ROOT = Path(__file__).resolve().parents[1]
FIRED = ROOT / "benchmarks" / "fired.toml"
REQUIRED = 3  # topics with a right reading, and passages in which it is silent
_NAMED_BY = frozenset({"Reading", "CueHit", "EvidenceCue", "_evidence"})  # calls that name the rule in an argument


class _FiredFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    provenance: Provenance
    fired: dict[str, int]


@dataclass(frozen=True, slots=True)
class Proof:
    """What the minimal pairs have for one rule: topics on which it is read rightly, cases in which it is silent."""

    topics: frozenset[str] = frozenset()
    silent: int = 0

    @property
    def is_enough(self) -> bool:
        """Tell whether the rule is more than a rule for one sentence."""
        return len(self.topics) >= REQUIRED and self.silent >= REQUIRED


# ------------------------------------------------------------------ proof
def find_proofs(rows: Iterable[Row]) -> dict[str, Proof]:
    """Return the proof of each rule from judged rows; a rule that is in no case is missing."""
    topics: dict[str, set[str]] = {}
    silent: dict[str, set[str]] = {}
    for row in rows:
        for piece in row.evidence:
            if piece.code == row.expected.country and piece.stance == row.expected.stance:
                for rule in rules_of(piece):
                    topics.setdefault(rule, set()).add(row.case.topic)
        for rule in row.case.silent:
            silent.setdefault(rule, set()).add(row.case.id)
    return {
        rule: Proof(frozenset(topics.get(rule, ())), len(silent.get(rule, ()))) for rule in sorted({*topics, *silent})
    }


def find_short(fired: Iterable[str], proofs: Mapping[str, Proof]) -> dict[str, Proof]:
    """Return those of the rules that fire for which the pairs have too little."""
    found = {rule: proofs.get(rule, Proof()) for rule in fired}
    return {rule: proof for rule, proof in found.items() if not proof.is_enough}


def count_fired(gold: Path, articles: Path) -> dict[str, int]:
    """Return how many pieces of evidence each rule gives or turns on the articles of a gold file, by rule."""
    nlp = build_pipeline()
    pieces: Counter[str] = Counter()
    for label in read_gold(gold):
        doc = run_pipeline(read_article(articles / f"{label.id}.txt"), nlp)
        pieces.update(rule for piece in evidence_of(doc) for rule in rules_of(piece))
    return dict(sorted(pieces.items()))


def read_fired(path: Path = FIRED) -> dict[str, int]:
    """Return the rules that fired when the file was written, with their pieces of evidence."""
    return _FiredFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).fired


def write_fired(fired: Mapping[str, int], gold: str, path: Path = FIRED) -> None:
    """Write which rules fire on a gold file."""
    provenance = (
        f'source = "counted by benchmarks/rules.py on the articles of {gold}", licence = "MIT", '
        f'retrieved = {date.today()}, language = "en", '
        'notes = "Pieces of evidence that a rule gives or turns. '
        'Rewritten by python -m benchmarks.rules --articles DIR --update."'
    )
    lines = [f"{rule} = {count}" for rule, count in sorted(fired.items())]
    path.write_text(f"provenance = {{{provenance}}}\n\n[fired]\n" + "\n".join(lines) + "\n", encoding="utf-8")


# ------------------------------------------------------------------ names
def rule_ids() -> frozenset[str]:
    """Return the ids of the cues, and the rules of grammar that the code of the pipeline names."""
    cues = tomllib.loads((ROOT / "data" / "cues.toml").read_text(encoding="utf-8"))["cue"]
    judgements = {f"judgement-{cue['id']}" for cue in cues if cue["kind"] == "judgement"}
    named = {name for path in _sources() for name in _named_in(ast.parse(path.read_text(encoding="utf-8")))}
    return frozenset({cue["id"] for cue in cues} | judgements | named)


def _sources() -> list[Path]:
    return sorted((ROOT / "src" / "coalition" / "pipeline").rglob("*.py"))


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


# ------------------------------------------------------------------ output
def _print_table(fired: Mapping[str, int], proofs: Mapping[str, Proof]) -> None:
    print(f"{'rule':20}{'pieces':>8}{'topics':>8}{'silent':>8}")
    for rule, pieces in fired.items():
        proof = proofs.get(rule, Proof())
        mark = "" if proof.is_enough else "   too few"
        print(f"{rule:20}{pieces:8}{len(proof.topics):8}{proof.silent:8}{mark}")


def main() -> None:
    """Print the rules that fire with what proves them; exit with 1 if one falls short."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=ROOT / "benchmarks" / "labels" / "dev.jsonl")
    parser.add_argument("--articles", type=Path, default=None, help="the folder of the gold labels' articles")
    parser.add_argument("--update", action="store_true", help=f"rewrite {FIRED.name} from these articles")
    arguments = parser.parse_args()
    if arguments.update and arguments.articles is None:
        parser.error("--update needs --articles")
    fired = count_fired(arguments.gold, arguments.articles) if arguments.articles else read_fired()
    if arguments.update:
        write_fired(fired, arguments.gold.name)
    proofs = find_proofs(measure(read_files()))
    _print_table(fired, proofs)
    short = find_short(fired, proofs)
    if short:
        sys.exit(f"{len(short)} of {len(fired)} rules have fewer than {REQUIRED} topics or silent cases")


if __name__ == "__main__":
    main()
