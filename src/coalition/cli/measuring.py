"""From a gold file and its articles, or saved reports, to printed figures."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from coalition.cli.engine import load_analyser
from coalition.cli.messages import complain, describe
from coalition.errors import ArticleError, CoalitionError, ReportError
from coalition.evaluation import Figures, GroupFigures, Grouping, Row, evaluate, evaluate_by, find_mistakes
from coalition.gold import GoldArticle, read_gold
from coalition.measurement import ErrorRow, Groups, Measurement
from coalition.reading.reader import read_article
from coalition.render.figures import render_figures, render_groups, render_mistakes
from coalition.report import Analysis

_MAX_NAMES = 20


@dataclass(frozen=True, slots=True)
class _Result:
    """What is printed: ``grouping`` and ``mistakes`` are None where nobody asked for them."""

    figures: Figures
    grouping: Grouping | None
    groups: tuple[GroupFigures, ...]
    mistakes: Sequence[Row] | None
    texts: Mapping[str, str]


def measure(
    labels: Path, *, articles: Path | None, predictions: Path | None, as_json: bool, errors: bool, by: str | None
) -> int:
    """Print the figures and return the exit code.

    Args:
        labels: The gold file.
        articles: The folder of ID.txt, needed for analysing and for ``errors``.
        predictions: The folder of ID.json to read instead of analysing.
        as_json: Print one JSON object instead of tables.
        errors: Add the rows that are not right.
        by: Add figures by this ``Grouping``.

    Returns:
        0, or 1 if an article has no analysis; its rows count as missing.

    Raises:
        CoalitionError: The labels, a saved report or the model cannot be used, or article files are missing.
    """
    gold = read_gold(labels)
    if articles and (errors or not predictions):
        _demand_articles(gold, articles)
    analyses = _saved(gold, predictions) if predictions else _analysed(gold, articles or Path())
    grouping = Grouping(by) if by else None
    mistakes = find_mistakes(gold, analyses) if errors else None
    result = _Result(
        figures=evaluate(gold, analyses),
        grouping=grouping,
        groups=evaluate_by(grouping, gold, analyses) if grouping else (),
        mistakes=mistakes,
        texts=_texts(mistakes or (), articles or Path()),
    )
    (_print_json if as_json else _print_tables)(result)
    return int(result.figures.analysed < result.figures.articles)


# ------------------------------------------------------------------ analyses
def _demand_articles(gold: Sequence[GoldArticle], folder: Path) -> None:
    missing = [name for article in gold if not (folder / (name := f"{article.id}.txt")).is_file()]
    if missing:
        raise CoalitionError(f"{folder}: {len(missing)} of {len(gold)} articles are missing: {_listed(missing)}")


def _analysed(gold: Sequence[GoldArticle], folder: Path) -> dict[str, Analysis]:
    analyser = load_analyser()
    analyses: dict[str, Analysis] = {}
    faults: list[str] = []
    console = Console(stderr=True)
    is_quiet = sys.stderr is None or not sys.stderr.isatty()
    for article in track(gold, "analysing", console=console, transient=True, disable=is_quiet):
        path = folder / f"{article.id}.txt"
        try:
            analyses[article.id] = analyser.analyse(read_article(path))
        except CoalitionError as error:
            if not isinstance(error, ArticleError):
                raise
            faults.append(describe(error, where=str(path)))
        except Exception as error:  # a fault of ours in one article must not cost the figures of the others
            faults.append(describe(error, where=str(path)))
    for fault in faults:
        complain(fault)
    return analyses


def _saved(gold: Sequence[GoldArticle], folder: Path) -> dict[str, Analysis]:
    paths = {article.id: folder / f"{article.id}.json" for article in gold}
    missing = [path.name for path in paths.values() if not path.is_file()]
    if missing:
        complain(f"{folder}: {len(missing)} of {len(gold)} reports are missing, so are their rows: {_listed(missing)}")
    return {name: _read_report(path) for name, path in paths.items() if path.is_file()}


def _read_report(path: Path) -> Analysis:
    try:
        report = Analysis.from_json(path.read_bytes())
    except ReportError as error:
        raise ReportError(f"{path}: {error}") from error
    if report.filters:
        raise CoalitionError(f"{path}: is only a part of a result; analyse the article without filters")
    return report


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _MAX_NAMES
    return ", ".join(names[:_MAX_NAMES]) + (f" and {more} more" if more > 0 else "")


def _texts(rows: Iterable[Row], folder: Path) -> dict[str, str]:
    """Return the texts that the gold's ranges point into, as the reader decodes them."""
    return {name: read_article(folder / f"{name}.txt").text for name in dict.fromkeys(row.article.id for row in rows)}


# ------------------------------------------------------------------ output
def _print_tables(result: _Result) -> None:
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    render_figures(result.figures, console)
    if result.grouping:
        render_groups(result.groups, result.grouping, console)
    if result.mistakes is not None:
        render_mistakes(result.mistakes, result.texts, console)


def _print_json(result: _Result) -> None:
    by = Groups(field=result.grouping, groups=result.groups) if result.grouping else None
    errors = None
    if result.mistakes is not None:
        errors = tuple(ErrorRow.of(row, result.texts[row.article.id]) for row in result.mistakes)
    click.echo(Measurement.of(result.figures, by=by, errors=errors).to_json())
