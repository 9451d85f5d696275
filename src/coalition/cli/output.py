"""Where the results go: standard output, or a file that is there whole or not at all."""

import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click

STDOUT = "-"


@contextmanager
def open_output(name: str | None) -> Iterator[TextIO]:
    """Give the stream to print on; for a file, what is printed takes its place when the block ends well.

    Until then, and for good if an error or Ctrl-C ends the block or nothing was printed,
    the file stays as it was. A link is followed; a device or a named pipe is written to
    directly.

    Args:
        name: The file, or None or "-" for standard output.

    Raises:
        click.ClickException: The file cannot be written.
    """
    if name in (None, STDOUT):
        yield sys.stdout
        return
    path = Path(str(name))
    is_special = path.exists() and not path.is_file()
    target = path if is_special else path.resolve()
    # click.open_file(atomic=True) would do, but it keeps the half file of a block that fails.
    written = target if is_special else target.with_name(f".{secrets.token_hex(8)}.coalition-tmp")
    with _told(str(name)):
        out = written.open("w" if is_special else "x", encoding="utf-8", newline="")
    if is_special:
        with out:
            yield out
        return
    try:
        with out:
            yield out
        with _told(str(name)):
            _replace(target, written)
    finally:
        written.unlink(missing_ok=True)


def _replace(target: Path, written: Path) -> None:
    if not written.stat().st_size:
        return
    if target.exists():
        shutil.copymode(target, written)
    written.replace(target)


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Name the file that was asked for, not the one that was opened in its place."""
    try:
        yield
    except OSError as error:
        raise click.ClickException(f"{name}: cannot be written: {error.strerror}") from error
