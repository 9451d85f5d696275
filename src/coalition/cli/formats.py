"""The formats of ``coalition analyse``: which there are, and which one is wanted.

Imports nothing of ours, since ``--help`` and shell completion read it.
"""

from dataclasses import dataclass
from pathlib import PurePath

TABLE, JSON, JSON_LINES, CSV, SVG = "table", "json", "jsonl", "csv", "svg"
ROWS = ("countries", "evidence", "people", "quotes")  # the values of report.Rows, which --help must not load


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the class that prints it as "module:name", and the endings of files that ask for it."""

    printer: str
    suffixes: tuple[str, ...] = ()


# A new format is a line here and a class with the methods of printers.Printer.
FORMATS = {
    TABLE: Format("coalition.cli.pages:PagePrinter", ("", ".txt")),
    JSON: Format("coalition.cli.printers:JsonPrinter", (".json",)),
    JSON_LINES: Format("coalition.cli.printers:JsonLinesPrinter", (".jsonl", ".ndjson")),
    CSV: Format("coalition.cli.printers:CsvPrinter", (".csv",)),
    "markdown": Format("coalition.cli.printers:MarkdownPrinter", (".md", ".markdown")),
    "html": Format("coalition.cli.pictures:ReportPrinter", (".html", ".htm")),
    SVG: Format("coalition.cli.pictures:SlidePrinter", (".svg",)),
}


def format_of(name: str | None, output: str | None) -> str | None:
    """Return the format that is asked for by name, else by the ending of the output's file; None for an unknown one."""
    suffix = PurePath(output or "").suffix.lower()
    by_suffix = next((known for known, one in FORMATS.items() if suffix in one.suffixes), None)
    return name or by_suffix
