"""Options that several commands share."""

from collections.abc import Callable
from math import isnan
from typing import Any

import click
from click.core import ParameterSource

from coalition.cli.configuration import read_files, variable
from coalition.cli.countrytype import CountryType
from coalition.cli.formats import FORMATS, ROWS

Command = Callable[..., Any]
STANCES = ("in", "out", "uncertain")  # the values of stance.Stance, which --help must not load


class _WholeNumber(click.IntRange):
    name = "whole number"  # in "'x' is not a valid whole number", where click says "integer range"


class _Number(click.FloatRange):
    name = "number"


class _Configurable(click.Option):
    """An option whose variable is named by a message only if the value came from there."""

    def get_error_hint(self, ctx: click.Context | None) -> str:
        came_from = ctx.get_parameter_source(str(self.name)) if ctx else None
        if came_from is ParameterSource.ENVIRONMENT:
            return super().get_error_hint(ctx)
        return click.Parameter.get_error_hint(self, ctx)


def format_options(command: Command) -> Command:
    """Add what is printed, and where: ``--format``, ``--json``, ``--output``, ``--rows``, ``--with-text``."""
    return _with(
        command,
        click.option(
            "--format",
            "format_name",
            type=click.Choice(list(FORMATS)),
            help="What to print; without it the ending of the --output FILE tells, and a table where there is none.",
        ),
        click.option("--json", "as_json", is_flag=True, help="Short for --format json; of several articles, an array."),
        click.option(
            "-o",
            "--output",
            type=click.Path(dir_okay=False, readable=False, allow_dash=True),
            metavar="FILE",
            help="Write into a file, which is replaced once all is done.",
        ),
        click.option("--rows", type=click.Choice(ROWS), help="What a row of the CSV is; countries if you do not say."),
        click.option("--with-text", is_flag=True, help="Put the article's text into the JSON."),
    )


def filter_options(command: Command) -> Command:
    """Add what is left of a result: ``--stance``, ``--country``, ``--min-confidence``, ``--fail-if-empty``."""
    return _with(
        command,
        click.option(
            "--stance", "stances", type=click.Choice(STANCES), multiple=True, help="Only this stance; repeatable."
        ),
        click.option(
            "--country",
            "countries",
            type=CountryType(),
            metavar="NAME",
            multiple=True,
            help="Only this country, by name or code; repeatable.",
        ),
        confidence_option,
        click.option("--fail-if-empty", is_flag=True, help="End with exit code 3 if no country with a stance is left."),
    )


def confidence_option(command: Command) -> Command:
    """Add ``--min-confidence``."""
    return _configurable(
        "--min-confidence",
        type=_Number(0, 1),
        callback=_a_number,
        metavar="P",
        help="Only verdicts at least this sure, 0 to 1.",
    )(command)


def config_option(command: Command) -> Command:
    """Add ``--config``, which is read before the other options."""
    return click.option(
        "--config",
        type=click.Path(exists=True, dir_okay=False),
        cls=_Configurable,
        metavar="FILE",
        envvar=variable("config"),
        show_envvar=True,
        is_eager=True,
        expose_value=False,
        callback=read_files,
        help="A TOML file with options; 'coalition config' shows what is in force.",
    )(command)


def input_options(command: Command) -> Command:
    """Add ``--field``, which tells where the text is."""
    return _with(
        command,
        _configurable("--field", metavar="NAME", callback=_not_blank, help="For JSON: the field with the text."),
    )


def engine_options(command: Command) -> Command:
    """Add ``--initiative``, ``--model`` and ``--lexicon``, which change what is found."""
    return _with(
        command,
        _configurable(
            "--initiative", metavar="TEXT", callback=_not_blank, help="What the stances are about, if you know better."
        ),
        _configurable(
            "--model", metavar="NAME", callback=_not_blank, help="The English spaCy pipeline that does the parsing."
        ),
        _configurable(
            "--lexicon",
            type=click.Path(exists=True, dir_okay=False),
            metavar="FILE",
            help="A TOML file with names, cues and office holders of your own.",
        ),
    )


def page_options(command: Command) -> Command:
    """Add ``--width`` and ``--ascii``, by which a page fits the terminal."""
    return _with(
        command,
        _configurable(
            "--width", type=_WholeNumber(60, 200), metavar="N", help="Columns of the page, instead of the terminal's."
        ),
        _configurable("--ascii", "ascii_only", is_flag=True, help="Write the page in ASCII only, without flags."),
    )


def _with(command: Command, *options: Callable[[Command], Command]) -> Command:
    for option in reversed(options):
        command = option(command)
    return command


def _configurable(*names: str, **settings: Any) -> Callable[[Command], Command]:
    """Return an option that the environment and configuration files may set (``configuration.KEYS``)."""
    return click.option(*names, cls=_Configurable, envvar=variable(names[0].lstrip("-")), show_envvar=True, **settings)


def _not_blank(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not value.strip():
        raise click.BadParameter("must not be empty", ctx, parameter)
    # Bytes that are no UTF-8 arrive as lone surrogates, which neither spaCy nor JSON can carry.
    return value and value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _a_number(ctx: click.Context, parameter: click.Parameter, value: float | None) -> float | None:
    if value is not None and isnan(value):  # which passes through every range
        raise click.BadParameter("must be a number", ctx, parameter)
    return value
