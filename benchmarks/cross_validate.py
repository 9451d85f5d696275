"""Measure on topics that nothing was learned from: leave one topic out, learn the rest, judge what was left out.

    python -m benchmarks.cross_validate --articles DIR

DIR holds the texts of the labels in benchmarks/labels as ID.txt. The topics stand in
benchmarks/topics.toml. Each article is analysed once; for each topic the weights are learned
from train, extra, dev, genre, seed and data/examples without it. Dev is also judged with the
weights that ship and with weights learned from all labels but dev, to tell whether the shipped
ones are up to date. Nothing is written; takes some minutes.
"""

import argparse
import time
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.train_verdicts import Row, learn, read_entries, rows_of
from pydantic import BaseModel, ConfigDict
from spacy.tokens import Doc

from coalition.analyser import Analyser
from coalition.evaluation import Figures, evaluate
from coalition.gold import GoldArticle
from coalition.lexicons.store import Provenance
from coalition.lexicons.weights import WeightsFile
from coalition.pipeline.assembly import build_pipeline, run_pipeline
from coalition.reading import read_article
from coalition.reading.article import Article
from coalition.report import Analysis

ROOT = Path(__file__).resolve().parents[1]
LABELS = ROOT / "benchmarks" / "labels"
TOPICS = ROOT / "benchmarks" / "topics.toml"
EXAMPLES = ROOT / "data" / "examples"
JUDGED = ("train", "extra", "dev")  # what has topics
LEARNED = ("genre", "seed")  # always learned from: written for the project, or of a topic of its own
DEV = "dev"


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Topic(_Closed):
    """Articles about one story, by their ids."""

    name: str
    about: str
    articles: tuple[str, ...]


class _TopicFile(_Closed):
    provenance: Provenance
    topic: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """A labelled article with all that was found in it; ``origin`` names the gold file."""

    origin: str
    gold: GoldArticle
    article: Article
    doc: Doc
    rows: tuple[Row, ...]


def read_topics(path: Path = TOPICS) -> tuple[Topic, ...]:
    """Read the topics, in the order of the file."""
    return _TopicFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).topic


def read_samples(gold: Path, articles: Path, analyser: Analyser) -> list[Sample]:
    """Analyse the articles of one gold file."""
    nlp = build_pipeline()
    samples = []
    for entry in read_entries(gold):
        article = read_article(articles / f"{entry['id']}.txt")
        doc = run_pipeline(article, nlp)
        rows = tuple(rows_of(entry, doc, analyser))
        samples.append(Sample(gold.stem, GoldArticle.model_validate(entry), article, doc, rows))
    return samples


# ------------------------------------------------------------------ folds
def learn_from(samples: Iterable[Sample]) -> WeightsFile:
    """Learn the weights of verdicts from analysed articles."""
    provenance = tomllib.loads(TOPICS.read_text(encoding="utf-8"))["provenance"]
    return WeightsFile.model_validate({"provenance": provenance, **learn([r for s in samples for r in s.rows])})


def analyse(samples: Iterable[Sample], analyser: Analyser, weights: WeightsFile | None = None) -> dict[str, Analysis]:
    """Return the analyses by id, with given weights or those that ship."""
    return {s.gold.id: analyser.report(s.article, s.doc, weights=weights) for s in samples}


def leave_topics_out(samples: Sequence[Sample], topics: Iterable[Topic], analyser: Analyser) -> dict[str, Analysis]:
    """Analyse the articles of each topic with weights that were learned from all samples but that topic's."""
    analyses: dict[str, Analysis] = {}
    for topic in topics:
        held = [s for s in samples if s.gold.id in topic.articles]
        analyses |= analyse(held, analyser, learn_from(s for s in samples if s.gold.id not in topic.articles))
    return analyses


# ------------------------------------------------------------------ output
_COLUMNS = f"{'articles':>9}{'rows':>6}{'macro-F1':>10}{'micro-F1':>10}{'evidence@1':>12}{'ECE':>7}"


def _line(name: str, samples: Sequence[Sample], analyses: dict[str, Analysis]) -> str:
    figures = evaluate([s.gold for s in samples], analyses)
    error = figures.calibration.expected_error
    return (
        f"{name:44}{len(samples):9}{_rows(figures):6}{figures.macro_f1:10.3f}{figures.micro.f1:10.3f}"
        f"{figures.evidence_at_1.value:12.3f}{error:7.3f}"
    )


def _rows(figures: Figures) -> int:
    return figures.micro.right + figures.micro.missed


def _print_left_out(samples: Sequence[Sample], topics: Sequence[Topic], analyser: Analyser) -> None:
    analyses = leave_topics_out(samples, topics, analyser)
    judged = [s for s in samples if s.gold.id in analyses]
    print(f"{'LEAVE ONE TOPIC OUT':44}{_COLUMNS}")
    print(_line("pooled", judged, analyses))
    for origin in JUDGED:
        print(_line(f"pooled, {origin}", [s for s in judged if s.origin == origin], analyses))
    for topic in topics:
        print(_line(f"  {topic.name}", [s for s in judged if s.gold.id in topic.articles], analyses))


def _print_dev(samples: Sequence[Sample], analyser: Analyser) -> None:
    dev = [s for s in samples if s.origin == DEV]
    learned = learn_from(s for s in samples if s.origin != DEV)
    print(f"{'DEV':44}{_COLUMNS}")
    print(_line("weights that ship", dev, analyse(dev, analyser)))
    print(_line("weights learned now, without dev", dev, analyse(dev, analyser, learned)))


def main() -> None:
    """Analyse all labelled articles once, and print the figures of the folds and of dev."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, required=True, help="the folder of the labels' articles")
    arguments = parser.parse_args()
    start = time.monotonic()
    analyser = Analyser()
    files = [(LABELS / f"{name}.jsonl", arguments.articles) for name in (*JUDGED, *LEARNED)]
    files.append((EXAMPLES / "gold.jsonl", EXAMPLES))
    samples = [sample for gold, articles in files for sample in read_samples(gold, articles, analyser)]
    analysed = time.monotonic()
    _print_left_out(samples, read_topics(), analyser)
    print()
    _print_dev(samples, analyser)
    learned = time.monotonic() - analysed
    print(f"\n{analysed - start:.0f} s to analyse {len(samples)} articles, {learned:.0f} s to learn and judge")


if __name__ == "__main__":
    main()
