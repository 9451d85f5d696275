"""The whole engine, made once for all tests that need it, and pages to run it on."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from coalition.analyser import Analyser
from coalition.evidence import Evidence
from coalition.pipeline.assembly import build_pipeline, run_pipeline
from coalition.pipeline.detection import evidence_of
from coalition.pipeline.targets import Relevance
from coalition.reading.article import Article
from coalition.reading.reader import article_from_text, read_bytes
from coalition.report import Analysis

EXAMPLES = Path(__file__).resolve().parents[1] / "data" / "examples"
EXAMPLE_IDS = sorted(path.stem for path in EXAMPLES.glob("*.txt"))


@cache
def the_analyser() -> Analyser:
    """Return the analyser that finds the initiative by itself."""
    return Analyser()


@cache
def the_pipeline() -> Language:
    """Return the pipeline as it ships."""
    return build_pipeline()


@cache
def example(name: str) -> Article:
    """Return an example article; its path is the one from the top of a checkout, on every machine."""
    return read_bytes((EXAMPLES / f"{name}.txt").read_bytes(), path=f"data/examples/{name}.txt")


@cache
def example_report(name: str) -> Analysis:
    """Return the report on an example article."""
    return the_analyser().analyse(example(name))


def run(text: str, initiative: str | None = None) -> Doc:
    """Return the analysed Doc of a text."""
    return run_pipeline(article_from_text(text), the_pipeline(), initiative=initiative)


def evidence_in(initiative: str, passage: str, country: str) -> list[Evidence]:
    """Return what a passage says of a country on the initiative, which is its title as well.

    Predicates that are about something else are left out; the weights leave them out of a verdict.
    """
    found = evidence_of(run(f"{initiative}\n\n{passage}\n", initiative))
    return [piece for piece in found if piece.code == country and piece.relevance != Relevance.OTHER]
