"""The command ``coalition schema``."""

import click

OUTPUTS = ("report", "reports", "figures")  # the keys of schemas.OUTPUTS, which --help must not load


@click.command(epilog="Exit codes: 0 done, 2 wrong usage.")
@click.argument("output", type=click.Choice(OUTPUTS), default="report", metavar="[OUTPUT]")
def schema(output: str) -> None:
    """Print the JSON Schema of an OUTPUT.

    \b
    report   what 'analyse --json' prints of one article, and 'analyse --format jsonl' a line
    reports  what 'analyse --json' prints of several articles
    figures  what 'evaluate --json' prints
    """  # noqa: D301 - click takes the character itself for "do not wrap"
    import json

    from coalition.schemas import schema_of  # brings in pydantic, which --help does not need

    click.echo(json.dumps(schema_of(output), indent=2))
