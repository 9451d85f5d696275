"""``coalition analyse --profile``: a hidden option for whoever makes it faster (docs/performance.md)."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from coalition.stopwatch import Stopwatch


@contextmanager
def watched() -> Iterator[None]:
    """Print on stderr where the time of the block went; a room inside another stands indented below it."""
    watch = Stopwatch()
    with watch.running():
        yield
    for room, seconds in watch.seconds.items():
        click.echo(f"{seconds:9.3f} s  {'  ' * watch.depths[room]}{room}", err=True)
