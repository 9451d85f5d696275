"""The command ``coalition evaluate``."""

from pathlib import Path

import click

GROUPINGS = ("difficulty", "source", "role", "stance")  # the values of evaluation.Grouping, which --help must not load

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command(epilog="Exit codes: 0 done, 1 labels or articles cannot be used, 2 wrong usage.")
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="GOLD")
@click.option("--articles", type=_FOLDER, metavar="DIR", help="The folder of the articles, each ID.txt.")
@click.option(
    "--predictions", type=_FOLDER, metavar="DIR", help="Take saved reports, each ID.json, instead of analysing."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--errors", is_flag=True, help="Add each row that is not right: what was expected, what was found, why.")
@click.option(
    "--by", type=click.Choice(GROUPINGS), help="Add figures by the gold's difficulty, source, role or stance."
)
def evaluate(
    gold: Path, *, articles: Path | None, predictions: Path | None, as_json: bool, errors: bool, by: str | None
) -> int:
    """Measure the analyses of articles against the labels in GOLD.

    GOLD has one article a line, as JSON with id, parties (iso3, stance, role, spans) and people
    (name, iso3, speaks). The intervals are of 1,000 resamples of the articles.
    """
    if articles is None and (predictions is None or errors):
        context = click.get_current_context()
        raise click.UsageError("name the folder of the articles with --articles", context)
    # Here and not above: these bring in pydantic and Rich, and --help needs neither.
    from coalition.cli.measuring import measure

    return measure(gold, articles=articles, predictions=predictions, as_json=as_json, errors=errors, by=by)
