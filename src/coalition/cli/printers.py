"""What ``coalition analyse`` prints for other programs: JSON, JSON lines, CSV, Markdown.

Nothing here needs Rich: a script that asks for JSON does not wait for it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, TextIO

from coalition.cli.formats import FORMATS
from coalition.render.sheet import header_line, row_lines
from coalition.report import Analysis, Filters, Rows


class Printer(Protocol):
    """Prints one analysis after another."""

    def show(self, analysis: Analysis, article_text: str) -> None:
        """Print one analysis."""

    def close(self) -> None:
        """Print what has to stand behind the last one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the options ask of a printer; each takes what concerns it.

    ``many`` tells that there may be several articles, ``width`` counts columns and is None for the terminal's.
    """

    many: bool = False
    with_text: bool = False
    explain: bool = False
    ascii_only: bool = False
    width: int | None = None
    rows: Rows = Rows.COUNTRIES


def make_printer(name: str, out: TextIO, settings: Settings) -> Printer:
    """Return the printer of a format, whose module is imported only now."""
    module, _, kind = FORMATS[name].printer.partition(":")
    make: Callable[[TextIO, Settings], Printer] = getattr(import_module(module), kind)
    return make(out, settings)


class Filtered:
    """Hands on to another printer what the filters leave, and counts the verdicts in it."""

    def __init__(self, printer: Printer, filters: Filters) -> None:
        self.printer = printer
        self.filters = filters if filters != Filters() else None
        self.verdicts = 0

    def show(self, analysis: Analysis, article_text: str) -> None:
        """Print what is left of one analysis, be it nothing but its head."""
        left = analysis.filtered(self.filters) if self.filters else analysis
        self.verdicts += sum(country.stance is not None for country in left.countries)
        self.printer.show(left, article_text)

    def close(self) -> None:
        """Close the other printer."""
        self.printer.close()


class JsonPrinter:
    """One object, or an array of objects that is written as the analyses come."""

    def __init__(self, out: TextIO, settings: Settings) -> None:
        self.out = out
        self.settings = settings
        self.shown = 0

    def show(self, analysis: Analysis, article_text: str) -> None:
        """Print one analysis as JSON."""
        text = _with_text(analysis, article_text, self.settings).to_json()
        if self.settings.many:
            opening = ",\n" if self.shown else "[\n"
            # Every newline in it is one between values: inside a JSON string it is written as \n.
            text = opening + "  " + text.replace("\n", "\n  ")
        self.shown += 1
        write(self.out, text if self.settings.many else text + "\n")

    def close(self) -> None:
        """Close the array, which is empty if no article could be analysed."""
        if self.settings.many:
            write(self.out, "\n]\n" if self.shown else "[]\n")


class JsonLinesPrinter:
    """One object a line, each written as soon as it is there."""

    def __init__(self, out: TextIO, settings: Settings) -> None:
        self.out = out
        self.settings = settings

    def show(self, analysis: Analysis, article_text: str) -> None:
        """Print one analysis as a line of JSON."""
        write(self.out, _with_text(analysis, article_text, self.settings).to_json(indent=None) + "\n")

    def close(self) -> None:
        """Do nothing: lines need no end."""


class CsvPrinter:
    """One table for all articles: a header, then rows as the analyses come."""

    def __init__(self, out: TextIO, settings: Settings) -> None:
        self.out = out
        self.rows = settings.rows
        self.has_header = False

    def show(self, analysis: Analysis, article_text: str) -> None:  # noqa: ARG002 - part of the protocol
        """Print the rows of one analysis."""
        self._open()
        write(self.out, row_lines(analysis, self.rows))

    def close(self) -> None:
        """Print the header if there were no rows: a table without rows is still one."""
        self._open()

    def _open(self) -> None:
        if not self.has_header:
            write(self.out, header_line(self.rows))
        self.has_header = True


class MarkdownPrinter:
    """A page of Markdown for each article, with a rule between two of them."""

    def __init__(self, out: TextIO, settings: Settings) -> None:  # noqa: ARG002 - as all printers are made
        self.out = out
        self.shown = 0

    def show(self, analysis: Analysis, article_text: str) -> None:  # noqa: ARG002 - part of the protocol
        """Print the page of one article."""
        from coalition.render.markdown import render_markdown  # not above: JSON need not wait for it

        write(self.out, ("\n---\n\n" if self.shown else "") + render_markdown(analysis))
        self.shown += 1

    def close(self) -> None:
        """Do nothing: a page needs no end."""


def _with_text(analysis: Analysis, article_text: str, settings: Settings) -> Analysis:
    return analysis.with_text(article_text) if settings.with_text else analysis


def write(out: TextIO, text: str) -> None:
    """Write text at once, so that a reader at the other end of a pipe has it."""
    # UTF-8 whatever the locale says (for JSON RFC 8259 asks for it), so that the bytes are the same on every machine.
    out.buffer.write(text.encode("utf-8"))
    out.buffer.flush()
