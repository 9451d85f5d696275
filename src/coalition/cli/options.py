"""Options that several commands share."""

from collections.abc import Callable
from typing import Any

import click

Command = Callable[..., Any]


def page_options(command: Command) -> Command:
    """Add ``--width`` and ``--ascii``, by which a page fits the terminal."""
    command = click.option("--ascii", "ascii_only", is_flag=True, help="Write the page in ASCII only, without flags.")(
        command
    )
    return click.option(
        "--width", type=click.IntRange(60, 200), metavar="N", help="Columns of the page, instead of the terminal's."
    )(command)
