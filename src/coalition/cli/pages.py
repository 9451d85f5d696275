"""What ``coalition analyse`` prints on stdout: pages for readers, JSON for scripts."""

import sys
from typing import Protocol

from rich.console import Console

from coalition.render.table import render_analysis, render_separator
from coalition.report import Analysis


class Printer(Protocol):
    """Prints one analysis after another."""

    def show(self, analysis: Analysis, article_text: str) -> None:
        """Print one analysis."""

    def close(self) -> None:
        """Print what has to stand behind the last one."""


class PagePrinter:
    """Pages, with a line between two of them."""

    def __init__(self, *, explain: bool, ascii_only: bool, width: int | None) -> None:
        self.explain = explain
        self.ascii_only = ascii_only
        self.console = Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)
        self.shown = 0

    def show(self, analysis: Analysis, article_text: str) -> None:
        """Print the page of one article."""
        if self.shown:
            render_separator(self.console, ascii_only=self.ascii_only)
        self.shown += 1
        render_analysis(analysis, article_text, self.console, explain=self.explain, ascii_only=self.ascii_only)

    def close(self) -> None:
        """Do nothing: a page needs no end."""


class JsonPrinter:
    """One object, or an array of objects that is written as the analyses come."""

    def __init__(self, *, many: bool, with_text: bool) -> None:
        self.many = many
        self.with_text = with_text
        self.shown = 0

    def show(self, analysis: Analysis, article_text: str) -> None:
        """Print one analysis as JSON."""
        text = (analysis.with_text(article_text) if self.with_text else analysis).to_json()
        if self.many:
            opening = ",\n" if self.shown else "[\n"
            # Every newline in it is one between values: inside a JSON string it is written as \n.
            text = opening + "  " + text.replace("\n", "\n  ")
        self.shown += 1
        _write(text if self.many else text + "\n")

    def close(self) -> None:
        """Close the array, which is empty if no article could be analysed."""
        if self.many:
            _write("\n]\n" if self.shown else "[]\n")


def _write(text: str) -> None:
    # JSON is UTF-8 whatever the locale says (RFC 8259), and has the same bytes on every machine.
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()
