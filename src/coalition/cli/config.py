"""The command ``coalition config``."""

from typing import Any

import click
from click.core import ParameterSource

from coalition.cli.configuration import FILES_KEY, KEYS, SOURCES_KEY, is_read, variable
from coalition.cli.options import confidence_option, config_option, engine_options, input_options, page_options


@click.command(epilog="Exit codes: 0 done, 1 a file is wrong, 2 wrong usage.")
@config_option
@confidence_option
@input_options
@engine_options
@page_options
@click.pass_context
def config(ctx: click.Context, /, **values: Any) -> None:
    """Show the options that can be set once for all, their values, and where each comes from.

    What the command line says counts before the environment, that before the file given by
    --config, that before your own file, that before the system's. The files are TOML, with
    the options as keys: lexicon = "desk.toml".
    """
    from coalition.render.text import plain  # which --help does not need

    rows = [(key, plain(_shown(values[name])), plain(_source(ctx, key))) for key, name in KEYS.items()]
    width = max(len(value) for _, value, _ in rows)
    for key, value, source in rows:
        click.echo(f"{key:<16}{value:<{width}}  {source}")
    click.echo()
    for path in ctx.meta[FILES_KEY]:
        click.echo(f"{'read' if is_read(path) else 'not there':<16}{plain(str(path))}")


def _shown(value: object) -> str:
    return "-" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _source(ctx: click.Context, key: str) -> str:
    source = ctx.get_parameter_source(KEYS[key])
    if source is ParameterSource.COMMANDLINE:
        return "command line"
    if source is ParameterSource.ENVIRONMENT:
        return variable(key)
    return str(ctx.meta[SOURCES_KEY].get(KEYS[key], "default"))
