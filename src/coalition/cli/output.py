"""Where the results go: standard output, or a file that is there whole or not at all."""

import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click

from coalition.cli.messages import complain

STDOUT = "-"


@contextmanager
def open_output(name: str | None) -> Iterator[TextIO]:
    """Give the stream to print on; for a file, what is printed takes its place when the block ends well.

    Until then, and for good if an error or Ctrl-C ends the block or nothing was printed,
    the file stays as it was. What was done until Ctrl-C is kept as ``FILE.partial``. A link
    is followed; a device or a named pipe is written to directly.

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
        with _told(str(name), unless_named=True), out:
            yield out
        return
    try:
        with _told(str(name), unless_named=True), out:
            yield out
        with _told(str(name)):
            _replace(target, written)
    except KeyboardInterrupt:
        _keep_part(written, target)
        raise
    finally:
        written.unlink(missing_ok=True)


def _keep_part(written: Path, target: Path) -> None:
    """Keep what was done until Ctrl-C beside the file that was asked for, which stays as it was."""
    if written.stat().st_size:
        part = target.with_name(f"{target.name}.partial")
        written.replace(part)
        complain(f"stopped; what was done is in {part.name}")


def _replace(target: Path, written: Path) -> None:
    if not written.stat().st_size:
        return
    if target.exists():
        shutil.copymode(target, written)
    written.replace(target)


@contextmanager
def _told(name: str, *, unless_named: bool = False) -> Iterator[None]:
    """Name the file that was asked for, not the one that was opened in its place.

    With ``unless_named``, only where an error names none itself, as one of writing does not.
    """
    try:
        yield
    except OSError as error:
        if unless_named and error.filename:
            raise
        raise click.ClickException(f"{name}: cannot be written: {error.strerror}") from error
