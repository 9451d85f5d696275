"""The command ``coalition analyse``."""

import sys

import click

STDIN = "-"


def _not_blank(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not value.strip():
        raise click.BadParameter("must not be empty", ctx, parameter)
    # Bytes that are no UTF-8 arrive as lone surrogates, which neither spaCy nor JSON can carry.
    return value and value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


@click.command(epilog="Exit codes: 0 done, 1 an article cannot be analysed, 2 wrong usage.")
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...")
@click.option("--json", "as_json", is_flag=True, help="Print JSON; of several articles, an array.")
@click.option("--explain", is_flag=True, help="Add all evidence, its cues marked, and what was left out of the page.")
@click.option(
    "--initiative", metavar="TEXT", callback=_not_blank, help="What the stances are about, if you know better."
)
@click.option("--field", metavar="NAME", callback=_not_blank, help="For JSON: the field with the text.")
@click.option("--model", metavar="NAME", callback=_not_blank, help="The English spaCy pipeline that does the parsing.")
@click.option("--with-text", is_flag=True, help="Put the article's text into the JSON.")
@click.option(
    "--width", type=click.IntRange(60, 200), metavar="N", help="Columns of the page, instead of the terminal's."
)
@click.option("--ascii", "ascii_only", is_flag=True, help="Write the page in ASCII only, without flags.")
def analyse(
    articles: tuple[str, ...],
    *,
    as_json: bool,
    explain: bool,
    initiative: str | None,
    field: str | None,
    model: str | None,
    with_text: bool,
    width: int | None,
    ascii_only: bool,
) -> int:
    """Tell which countries an ARTICLE puts in, out or uncertain.

    Each country comes with the passage that says so, and on whose word.
    ARTICLE is a text, web page, mail, PDF, Word or JSON file, a folder or a quoted pattern of
    such; - reads standard input, as does no ARTICLE at all in a pipe.
    """
    names = _names(articles)
    # Here and not above: these bring in spaCy, pydantic and Rich, and --help needs none of them.
    from coalition.cli.inputs import Inputs
    from coalition.cli.pages import JsonPrinter, PagePrinter
    from coalition.cli.run import analyse_all

    inputs = Inputs(names, field=field)
    printer = (
        JsonPrinter(many=inputs.are_many, with_text=with_text)
        if as_json
        else PagePrinter(explain=explain, ascii_only=ascii_only, width=width)
    )
    return analyse_all(inputs, printer, model=model, initiative=initiative)


def _names(articles: tuple[str, ...]) -> tuple[str, ...]:
    if not articles and (sys.stdin is None or sys.stdin.isatty()):
        raise click.UsageError("name a file with an article, or - for standard input", click.get_current_context())
    if "" in articles:
        raise click.UsageError("the name of an article must not be empty", click.get_current_context())
    if articles.count(STDIN) > 1:
        raise click.UsageError("standard input can be read only once", click.get_current_context())
    return articles or (STDIN,)
