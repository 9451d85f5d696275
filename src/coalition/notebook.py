"""Columns and rows of plain values -> what a notebook shows: a data frame, an HTML table."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from importlib import import_module
from typing import Any

Cell = str | float | date | None

_NO_LIBRARY = "a data frame needs pandas or polars, and neither is installed; 'pip install pandas' does it"
# What turns the direction of writing or is no character of HTML. A table stands in somebody else's page.
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_STYLE = "text-align: left; vertical-align: top; white-space: normal; overflow-wrap: anywhere"


def make_frame(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Any:
    """Return a ``pandas.DataFrame``, or a ``polars.DataFrame`` where there is no pandas.

    Raises:
        ImportError: Neither of them is installed.
    """
    cells = list(rows)
    pandas = _installed("pandas")
    if pandas is not None:
        return pandas.DataFrame(cells, columns=list(columns))
    polars = _installed("polars")
    if polars is not None:
        return polars.DataFrame(cells, schema=list(columns), orient="row", infer_schema_length=None)
    raise ImportError(_NO_LIBRARY)


def _installed(name: str) -> Any:
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:  # it is there and broken, which is not for us to hide
            raise
        return None


def make_table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return an HTML table in which no text is ever markup."""
    lines = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    heads = "".join(f'<th scope="col" style="{_STYLE}">{_safe(column)}</th>' for column in columns)
    return f"<table><caption>{_safe(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"


def _cell(value: Cell) -> str:
    return f'<td style="{_STYLE}">{"" if value is None else _safe(str(value))}</td>'


def _safe(text: str) -> str:
    return escape(_UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text))
