"""What ``coalition analyse`` prints for readers: pages on a terminal."""

from typing import TextIO

from rich.console import Console

from coalition.cli.printers import Settings
from coalition.render.table import render_analysis, render_separator
from coalition.report import Analysis


class PagePrinter:
    """Pages, with a line between two of them."""

    def __init__(self, out: TextIO, settings: Settings) -> None:
        self.settings = settings
        self.console = Console(file=out, width=settings.width, highlight=False, markup=False, emoji=False)
        self.shown = 0

    def show(self, analysis: Analysis, article_text: str) -> None:
        """Print the page of one article."""
        explain, ascii_only = self.settings.explain, self.settings.ascii_only
        if self.shown:
            render_separator(self.console, ascii_only=ascii_only)
        self.shown += 1
        render_analysis(analysis, article_text, self.console, explain=explain, ascii_only=ascii_only)

    def close(self) -> None:
        """Do nothing: a page needs no end."""
