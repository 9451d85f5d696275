"""Learn the weights of evidence and verdicts from labelled articles, and write data/verdict_weights.json.

    python -m benchmarks.train_verdicts --gold GOLD.jsonl --articles DIR [--gold … --articles …]

Each --gold goes with the --articles at the same place. Rows with the role target or host
and contested rows teach nothing. Reliability is learned first, over folds of articles, so
that the verdict is learned from reliabilities that it will meet on articles never seen.
Labels given with --passages teach only which passage is shown first: their initiatives are
looser, but which sentence a reader quotes for a stance is as clear there.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from spacy.tokens import Doc

from coalition.analyser import Analyser
from coalition.evidence import Evidence
from coalition.lexicons.weights import LogisticWeights, VerdictWeights
from coalition.pipeline.assembly import build_pipeline, run_pipeline
from coalition.pipeline.detection import evidence_of
from coalition.reading import read_article
from coalition.stance import Stance
from coalition.verdicts import (
    CountryFacts,
    country_features,
    evidence_features,
    group_by_country,
    salience_features,
    weigh,
)

FOLDS = 5
EVIDENCE_C, VERDICT_C, SALIENCE_C = 0.05, 0.1, 0.1  # inverse regularisation, by cross-validation on train and extra
PRIORS = {"in": 1.0, "out": 1.8, "uncertain": 1.3, "none": 0.6}  # toward macro-F1, by the same cross-validation
NONE = "none"


@dataclass(frozen=True, slots=True)
class Row:
    """One country of one article with its label, "in", "out", "uncertain" or "none"."""

    article: str
    facts: CountryFacts
    evidence: tuple[Evidence, ...]
    label: str
    spans: tuple[tuple[int, int], ...]


def read_rows(gold: Path, articles: Path, analyser: Analyser) -> Iterator[Row]:
    """Yield the rows of one gold file."""
    nlp = build_pipeline()
    for entry in read_entries(gold):
        doc = run_pipeline(read_article(articles / f"{entry['id']}.txt"), nlp)
        yield from rows_of(entry, doc, analyser)


def read_entries(gold: Path) -> list[dict[str, Any]]:
    """Read the labels of a gold file as plain values, one article each."""
    return [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]


def rows_of(entry: dict[str, Any], doc: Doc, analyser: Analyser) -> Iterator[Row]:
    """Yield the rows of one article; a country that has no row in the gold is labelled none."""
    parties = {party["iso3"]: party for party in entry["parties"]}
    evidence = group_by_country(evidence_of(doc))
    for code, facts in analyser.facts(doc).items():
        party = parties.get(code)
        if party is None or _is_scored(party):
            spans = tuple((a, b) for a, b in party["spans"]) if party else ()
            label = party["stance"] if party else NONE
            yield Row(entry["id"], facts, tuple(evidence.get(code, ())), label, spans)


def _is_scored(party: dict[str, Any]) -> bool:
    return party["role"] not in ("target", "host") and not party.get("contested") and party["stance"] != NONE


# ------------------------------------------------------------------ learning
def learn_reliability(rows: Sequence[Row]) -> LogisticWeights:
    """Learn how often a piece of evidence shows the country's stance."""
    return _logistic([(evidence_features(e), int(row.label == e.stance)) for row in rows for e in row.evidence])


def learn_prominence(rows: Sequence[Row]) -> LogisticWeights:
    """Learn how often it does, and is the passage that a reader quotes."""
    return _logistic(
        [
            (evidence_features(e), int(row.label == e.stance and _is_quoted(e, row)))
            for row in rows
            for e in row.evidence
        ]
    )


def learn_salience(rows: Sequence[Row]) -> LogisticWeights:
    """Learn which of the passages that show the right stance a reader quotes."""
    return _logistic(
        [
            (salience_features(e, row.evidence), int(_is_quoted(e, row)))
            for row in rows
            for e in row.evidence
            if e.stance == row.label
        ],
        strength=SALIENCE_C,
    )


def learn_verdict(rows: Sequence[Row]) -> VerdictWeights:
    """Learn the verdict from weights of evidence that were learned on other articles."""
    examples: list[tuple[dict[str, float], str]] = []
    groups = [row.article for row in rows]
    for train, test in GroupKFold(FOLDS).split(rows, groups=groups):
        learned = [rows[i] for i in train]
        reliability, prominence = learn_reliability(learned), learn_prominence(learned)
        for row in (rows[i] for i in test if rows[i].evidence):
            weighed = [weigh(e, reliability, prominence) for e in row.evidence]
            examples.append((country_features(row.facts, weighed), row.label))
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([features for features, _ in examples])
    model = LogisticRegression(C=VERDICT_C, max_iter=5000).fit(matrix, [label for _, label in examples])
    classes = [str(name) for name in model.classes_]
    names = vectorizer.get_feature_names_out()
    return VerdictWeights(
        intercepts=dict(zip(classes, _rounded(model.intercept_), strict=True)),
        weights={name: dict(zip(classes, _rounded(model.coef_[:, i]), strict=True)) for i, name in enumerate(names)},
        priors=PRIORS,
    )


def _is_quoted(evidence: Evidence, row: Row) -> bool:
    return any(evidence.start_char < end and evidence.end_char > start for start, end in row.spans)


def _logistic(pairs: Sequence[tuple[dict[str, float], int]], *, strength: float = EVIDENCE_C) -> LogisticWeights:
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([features for features, _ in pairs])
    model = LogisticRegression(C=strength, max_iter=5000).fit(matrix, [label for _, label in pairs])
    weights = dict(zip(vectorizer.get_feature_names_out(), _rounded(model.coef_[0]), strict=True))
    return LogisticWeights(intercept=_rounded(model.intercept_)[0], weights=weights)


def _rounded(values: np.ndarray[Any, Any]) -> list[float]:
    return [round(float(value), 4) for value in values]


def learn(rows: Sequence[Row], more: Sequence[Row] = ()) -> dict[str, Any]:
    """Learn all three models and return them as plain values."""
    models = {
        "reliability": learn_reliability(rows),
        "prominence": learn_prominence(rows),
        "verdict": learn_verdict(rows),
        "salience": learn_salience([*rows, *more]),
    }
    return {name: model.model_dump() for name, model in models.items()}


def main() -> None:
    """Read the labelled articles and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, action="append", required=True)
    parser.add_argument("--articles", type=Path, action="append", required=True)
    parser.add_argument("--passages", nargs=2, type=Path, default=None, metavar=("GOLD", "ARTICLES"))
    parser.add_argument("--output", type=Path, default=Path("data/verdict_weights.json"))
    arguments = parser.parse_args()
    analyser = Analyser()
    rows = [
        row
        for gold, articles in zip(arguments.gold, arguments.articles, strict=True)
        for row in read_rows(gold, articles, analyser)
    ]
    counts = {stance: sum(row.label == stance for row in rows) for stance in (*map(str, Stance), NONE)}
    names = ", ".join(sorted(path.name for path in arguments.gold))
    provenance = {
        "source": f"learned by benchmarks/train_verdicts.py from {names}: {counts}; passages also from news.jsonl",
        "licence": "MIT",
        "retrieved": date.today().isoformat(),
        "language": "en",
        "notes": "logistic regression over named features; coalition/verdicts.py defines them",
    }
    more: list[Row] = []
    if arguments.passages:
        gold, articles = arguments.passages
        more = list(read_rows(gold, articles, analyser))
    content = {"provenance": provenance, **learn(rows, more)}
    arguments.output.write_text(
        json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8"
    )
    print(f"{len(rows)} rows of {len({row.article for row in rows})} articles: {counts}")


if __name__ == "__main__":
    main()
