"""A line on stderr that tells which of several articles is being analysed."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from coalition.render.text import plain


class Progress:
    """Shown only on a terminal, and only for several articles; ``total`` is None where nobody knows how many."""

    def __init__(self, total: int | None) -> None:
        self.total = total
        self.is_shown = total != 1 and sys.stderr is not None and sys.stderr.isatty()

    @contextmanager
    def shown(self, place: int, name: str) -> Iterator[None]:
        """Show the line for as long as the article is at work; what is printed afterwards finds it gone."""
        if not self.is_shown:
            yield
            return
        from rich.cells import cell_len, set_cell_size  # not above: JSON of one article does without Rich

        # Files may turn out to hold several articles each.
        counted = f"{place}/{self.total}" if self.total and place <= self.total else str(place)
        line = f"[{counted}] {plain(name)}"
        columns = min(cell_len(line), shutil.get_terminal_size().columns - 1)
        _write(set_cell_size(line, columns))
        try:
            yield
        finally:
            _write(" " * columns + "\r")


def _write(text: str) -> None:
    sys.stderr.write(f"\r{text}")
    sys.stderr.flush()
