"""What ``coalition analyse`` prints to be looked at in a browser: the report page and the slide."""

from typing import TextIO

from coalition.cli.printers import Settings, write
from coalition.render.page import render_page
from coalition.render.svg import render_svg
from coalition.report import Analysis


class ReportPrinter:
    """One page for all articles, which is made when the last one is there."""

    def __init__(self, out: TextIO, settings: Settings) -> None:  # noqa: ARG002 - as all printers are made
        self.out = out
        self.articles: list[tuple[Analysis, str | None]] = []

    def show(self, analysis: Analysis, article_text: str) -> None:
        """Keep one article for the page."""
        self.articles.append((analysis, article_text))

    def close(self) -> None:
        """Print the page, if there is an article for it."""
        if self.articles:
            write(self.out, render_page(self.articles))


class SlidePrinter:
    """A picture of one article; ``analyse`` refuses several."""

    def __init__(self, out: TextIO, settings: Settings) -> None:  # noqa: ARG002 - as all printers are made
        self.out = out

    def show(self, analysis: Analysis, article_text: str) -> None:  # noqa: ARG002 - part of the protocol
        """Print the picture."""
        write(self.out, render_svg(analysis))

    def close(self) -> None:
        """Do nothing: a picture needs no end."""
