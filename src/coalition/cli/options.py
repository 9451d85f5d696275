"""Options that several commands share."""

from collections.abc import Callable
from typing import Any

import click

Command = Callable[..., Any]


def engine_options(command: Command) -> Command:
    """Add ``--initiative`` and ``--model``, which change what is found."""
    return _with(
        command,
        click.option(
            "--initiative", metavar="TEXT", callback=_not_blank, help="What the stances are about, if you know better."
        ),
        click.option(
            "--model", metavar="NAME", callback=_not_blank, help="The English spaCy pipeline that does the parsing."
        ),
    )


def page_options(command: Command) -> Command:
    """Add ``--width`` and ``--ascii``, by which a page fits the terminal."""
    return _with(
        command,
        click.option(
            "--width", type=click.IntRange(60, 200), metavar="N", help="Columns of the page, instead of the terminal's."
        ),
        click.option("--ascii", "ascii_only", is_flag=True, help="Write the page in ASCII only, without flags."),
    )


def _with(command: Command, *options: Callable[[Command], Command]) -> Command:
    for option in reversed(options):
        command = option(command)
    return command


def _not_blank(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not value.strip():
        raise click.BadParameter("must not be empty", ctx, parameter)
    # Bytes that are no UTF-8 arrive as lone surrogates, which neither spaCy nor JSON can carry.
    return value and value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
