"""The command ``coalition analyse``."""

import sys
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coalition.cli.formats import CSV, JSON, JSON_LINES, SVG, TABLE, format_of
from coalition.cli.options import (
    config_option,
    engine_options,
    filter_options,
    format_options,
    input_options,
    page_options,
)
from coalition.cli.output import STDOUT, open_output
from coalition.cli.profile import watched

if TYPE_CHECKING:
    from coalition.report import Filters

STDIN = "-"
EMPTY = 3  # 1 and 2 are taken: grep says 1 where it finds nothing, but there 2 is for what is 1 here


@click.command(
    epilog="Exit codes: 0 done, 1 an article cannot be analysed, 2 wrong usage, 3 no verdict with --fail-if-empty."
)
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...", type=click.Path(readable=False, allow_dash=True))
@format_options
@filter_options
@click.option("--explain", is_flag=True, help="Add all evidence, its cues marked, and what was left out of the page.")
@config_option
@input_options
@engine_options
@page_options
@click.option("--profile", is_flag=True, hidden=True, help="Tell on stderr where the time went.")
def analyse(
    articles: tuple[str, ...],
    *,
    format_name: str | None,
    as_json: bool,
    output: str | None,
    rows: str | None,
    with_text: bool,
    stances: tuple[str, ...],
    countries: tuple[tuple[str, ...], ...],
    min_confidence: float | None,
    fail_if_empty: bool,
    explain: bool,
    initiative: str | None,
    field: str | None,
    model: str | None,
    lexicon: str | None,
    width: int | None,
    ascii_only: bool,
    profile: bool,
) -> int:
    """Tell which countries an ARTICLE puts in, out or uncertain.

    Each country comes with the passage that says so, and on whose word.
    ARTICLE is a text, web page, mail, PDF, Word or JSON file, a folder or a quoted pattern of
    such; - reads standard input, as does no ARTICLE at all in a pipe.
    """
    names = _names(articles)
    chosen = _format(format_name, output, as_json=as_json, rows=rows, with_text=with_text, explain=explain)
    _check_output(output, names)
    # Here and not above: these bring in spaCy, pydantic and Rich, and --help needs none of them.
    from coalition.cli.inputs import Inputs
    from coalition.cli.printers import Filtered, Settings, make_printer
    from coalition.cli.run import analyse_all
    from coalition.report import Rows

    filters = _filters(stances, countries, min_confidence)
    with open_output(output) as out:
        inputs = Inputs(names, field=field)
        if chosen == SVG and inputs.are_many:
            raise click.UsageError("--format svg draws one article; name a single one", click.get_current_context())
        settings = Settings(
            many=inputs.are_many, with_text=with_text, explain=explain, ascii_only=ascii_only, width=width,
            rows=Rows(rows or Rows.COUNTRIES),
        )  # fmt: skip
        printer = Filtered(make_printer(chosen, out, settings), filters)
        with watched() if profile else nullcontext():
            code = analyse_all(inputs, printer, model=model, initiative=initiative, lexicon=lexicon)
    return code or (EMPTY if fail_if_empty and not printer.verdicts else 0)


def _filters(stances: Iterable[str], countries: Iterable[Iterable[str]], min_confidence: float | None) -> "Filters":
    from coalition.report import Filters
    from coalition.stance import Stance

    codes = dict.fromkeys(code for found in countries for code in found)
    return Filters(
        stances=tuple(map(Stance, dict.fromkeys(stances))), countries=tuple(codes), min_confidence=min_confidence
    )


def _format(
    name: str | None, output: str | None, *, as_json: bool, rows: str | None, with_text: bool, explain: bool
) -> str:
    if as_json and name not in (None, JSON):
        raise click.UsageError(f"--json and --format {name} exclude each other", click.get_current_context())
    chosen = format_of(JSON if as_json else name, output)
    if chosen is None:
        raise click.UsageError(f"{output}: no format has this ending; name one", click.get_current_context())
    if rows and chosen != CSV:
        raise click.UsageError(f"--rows is for --format csv, not for {chosen}", click.get_current_context())
    if with_text and chosen not in (JSON, JSON_LINES):
        raise click.UsageError(f"--with-text is for JSON, not for {chosen}", click.get_current_context())
    if explain and chosen != TABLE:
        hint = "; --rows evidence has all of it" if chosen == CSV else ""
        raise click.UsageError(f"--explain is for the table, not for {chosen}{hint}", click.get_current_context())
    return chosen


def _check_output(output: str | None, names: tuple[str, ...]) -> None:
    """Refuse a name without a file in it, and to write the result over an article that it is made of."""
    if output is not None and (not output or output.endswith(("/", "/."))):
        raise click.UsageError("--output needs the name of a file", click.get_current_context())
    if output in (None, STDOUT) or not (target := Path(str(output))).exists():
        return
    if any(name != STDIN and Path(name).exists() and target.samefile(name) for name in names):
        raise click.UsageError(
            f"{output} is one of the articles; give --output another name", click.get_current_context()
        )


def _names(articles: tuple[str, ...]) -> tuple[str, ...]:
    if not articles and (sys.stdin is None or sys.stdin.isatty()):
        raise click.UsageError("name a file with an article, or - for standard input", click.get_current_context())
    if "" in articles:
        raise click.UsageError("the name of an article must not be empty", click.get_current_context())
    if articles.count(STDIN) > 1:
        raise click.UsageError("standard input can be read only once", click.get_current_context())
    return articles or (STDIN,)
