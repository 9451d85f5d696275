"""The command ``coalition explain``."""

import sys
from itertools import islice

import click

from coalition.cli.countrytype import CountryType
from coalition.cli.options import config_option, engine_options, input_options, page_options


@click.command(
    epilog="Exit codes: 0 done, 1 the article cannot be analysed or does not name the country, 2 wrong usage."
)
@click.argument("article", type=click.Path(readable=False, allow_dash=True))
@click.argument("country", type=CountryType())
@config_option
@input_options
@engine_options
@page_options
def explain(
    article: str,
    country: tuple[str, ...],
    *,
    field: str | None,
    initiative: str | None,
    model: str | None,
    lexicon: str | None,
    width: int | None,
    ascii_only: bool,
) -> int:
    """Argue why COUNTRY is in, out or uncertain in ARTICLE.

    The passages for it and against it come by weight, with their cues marked; then why the
    verdict is not the other one. COUNTRY is a name or code, ARTICLE as for 'analyse'.
    """
    # Here and not above: these bring in spaCy, pydantic and Rich, and --help needs none of them.
    from rich.console import Console

    from coalition.cli.engine import load_analyser
    from coalition.cli.inputs import Inputs
    from coalition.lexicons.countries import load_gazetteer
    from coalition.render.argument import render_argument

    entries = list(islice(Inputs((article,), field=field), 2))
    if len(entries) != 1:
        raise click.ClickException(f"{article}: holds several articles; give one of them")
    text = entries[0].read()  # a wrong path is told before spaCy is there
    analyser = load_analyser(model=model, initiative=initiative, lexicon=lexicon)
    analysis, reasons = analyser.explain(text, country)
    if not reasons:
        name = entries[0].name
        countries = load_gazetteer().countries
        raise click.ClickException(f"{name}: does not name {' or '.join(countries[code].name for code in country)}")
    console = Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)
    for one in analysis.countries:
        if one.code in reasons:
            render_argument(analysis, one, reasons[one.code], console, ascii_only=ascii_only)
    return 0
