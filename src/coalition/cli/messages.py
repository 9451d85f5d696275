"""Messages on stderr: one sentence each, with nothing in it that a terminal would obey."""

import traceback
from contextlib import suppress
from pathlib import Path

import click

from coalition.errors import CoalitionError
from coalition.render.text import plain

_PACKAGE = Path(__file__).resolve().parents[1]


def complain(message: str) -> None:
    """Print "coalition: message" on stderr."""
    # Where stderr is full or gone, the results on stdout and the exit code still have to come.
    with suppress(OSError):
        click.echo(f"coalition: {plain(message)}", err=True)


def describe(error: Exception, *, where: str | None = None) -> str:
    """Say what went wrong in one sentence.

    Args:
        error: An error of the package, of the operating system, or one that nobody foresaw;
            of the last the sentence tells the kind and the line of ours that it passed.
        where: The article that was read, which opens the sentence unless the error does so itself.
    """
    message = _message(error)
    return message if where is None or message.startswith(f"{where}: ") else f"{where}: {message}"


def _message(error: Exception) -> str:
    if isinstance(error, click.ClickException):
        return error.format_message()
    if isinstance(error, CoalitionError):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return f"internal error, please report it: {type(error).__name__}: {error} ({_place(error)})"


def _place(error: Exception) -> str:
    """Return the innermost line of the package that the error passed, as "reading/dates.py, line 12"."""
    frames = [Path(frame.filename) for frame in traceback.extract_tb(error.__traceback__)]
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__)]
    ours = [(path, line) for path, line in zip(frames, lines, strict=True) if path.is_relative_to(_PACKAGE)]
    path, line = ours[-1] if ours else (frames[-1], lines[-1])
    return f"{path.relative_to(_PACKAGE) if ours else path.name}, line {line}"
