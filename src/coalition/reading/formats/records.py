"""JSON and JSON Lines: each object is a record with an article in it."""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Final

from coalition.errors import ArticleError
from coalition.reading.dates import find_dates
from coalition.reading.decoding import to_text
from coalition.reading.formats.convert import convert
from coalition.reading.formats.converted import Converted, heading, one_line
from coalition.reading.kinds import JSON_LINES, Kind, kind_of, suffix_of
from coalition.reading.normal import mend_surrogates
from coalition.reading.opening import MAX_BYTES, Opened

# Where an article's parts usually stand; the first field that is there counts. docs/inputs.md lists them.
TEXT_FIELDS: Final = ("text", "content", "body")
TITLES: Final = ("title", "headline")
DATES: Final = ("date", "published", "published_at", "datePublished")
BYLINES: Final = ("byline", "author", "authors")
SOURCES: Final = ("source", "publisher", "outlet")
IDS: Final = ("id",)

_STDIN: Final = "-"
_MAX_NAMED: Final = 8
_MAX_NAME: Final = 40
_MAX_ID: Final = 200
_OBJECT: Final = re.compile(rb'\s*\{\s*["}]')


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its name, "news.jsonl:17" or "news.jsonl#a42", and its values or what is wrong with it.

    ``path`` is the name as the article's path, None where standard input is one object.
    """

    name: str
    path: str | None
    content: Mapping[str, object] | ArticleError


def holds_json(opened: Opened) -> bool:
    """Tell whether an input is JSON, by its first line or, if that tells nothing, by its name."""
    return suffix_of(opened.path) in JSON_LINES or kind_of(b"".join(opened.head), opened.path) is Kind.JSON


def holds_lines(opened: Opened) -> bool:
    """Tell whether a JSON input has an object on each line; a lone one on one line counts only by its name."""
    if suffix_of(opened.path) in JSON_LINES:
        return True
    lines = [line for line in opened.head if line.strip()]
    if len(lines) < 2 or not _OBJECT.match(lines[0].removeprefix(BOM_UTF8)):
        return False
    return bool(_OBJECT.match(lines[1])) or isinstance(_parsed(lines[0]), dict)


def holds_many(opened: Opened) -> bool:
    """Tell whether a JSON input is one of several records by its form: lines of objects, or an array."""
    return holds_lines(opened) or b"".join(opened.head).removeprefix(BOM_UTF8).lstrip()[:1] == b"["


def find_records(opened: Opened) -> Iterator[Record]:
    """Yield the records of a JSON input; JSON Lines are read line by line, anything else as a whole.

    A record is named after its ``id``, or else after its line, or its place in the array.
    An object that is all of the input has the name of the input.

    Raises:
        ArticleError: The input cannot be read, or is no JSON. A bad line is a record with an error.
    """
    base = opened.path if opened.path is not None else _STDIN
    if holds_lines(opened):
        for number, line in enumerate(opened.lines(), start=1):
            if line.strip():
                yield _record(_value_of_line(line, f"{base}:{number}"), base, f"{base}:{number}")
        return
    value = _document(opened)
    if isinstance(value, dict):
        yield Record(opened.where, opened.path, value)
        return
    for number, one in enumerate(value, start=1):
        name = f"{base}#{number}"
        yield _record(one if isinstance(one, dict) else ArticleError(f"{name}: is no JSON object"), base, name)


def convert_record(record: Record, field: str | None) -> Converted:
    """Return the article of a record.

    Args:
        record: What ``find_records`` yielded.
        field: The field with the text, None for the first of ``TEXT_FIELDS`` that is there.

    Returns:
        Its text, converted if it is a web page or a piece of one, below the record's
        title unless it begins with that.

    Raises:
        ArticleError: The record is broken, has no text in the field, or a text that cannot be converted.
    """
    if isinstance(record.content, ArticleError):
        raise record.content
    body = Converted(_text(record, record.content, field))
    data = body.text.encode("utf-8", "replace")
    if kind_of(data) is Kind.WEB_PAGE:
        body = convert(data, Kind.WEB_PAGE, where=record.name)
    text, title = body.text, _first(record.content, TITLES)
    if title and not one_line(text[: 2 * len(title) + 20]).lstrip("# ").startswith(title):
        text = f"{heading(title, 1)}\n\n{text}"
    return Converted(
        text=text,
        title=title,
        published=_day(_first(record.content, DATES)),
        byline=_first(record.content, BYLINES),
        source=_first(record.content, SOURCES),
        has_marks=body.has_marks,
    )


# ------------------------------------------------------------------ parsing
def _record(content: Mapping[str, object] | ArticleError, base: str, name: str) -> Record:
    key = None if isinstance(content, ArticleError) else _first(content, IDS)
    name = f"{base}#{key[:_MAX_ID]}" if key else name
    return Record(name, name, content)


def _value_of_line(line: bytes, name: str) -> Mapping[str, object] | ArticleError:
    if len(line) > MAX_BYTES:
        return ArticleError(f"{name}: is longer than {MAX_BYTES // 1_000_000} MB; give a record with one article")
    value = _parsed(line)
    if isinstance(value, ValueError):
        reason = f"{value.msg} at column {value.colno}" if isinstance(value, json.JSONDecodeError) else value
        return ArticleError(f"{name}: is no JSON: {reason}; mend the line")
    return value if isinstance(value, dict) else ArticleError(f"{name}: is no JSON object; give one object a line")


def _document(opened: Opened) -> Mapping[str, object] | Sequence[object]:
    data = opened.read()
    if len(data) > MAX_BYTES:
        size = MAX_BYTES // 1_000_000
        raise ArticleError(f"{opened.where}: is larger than {size} MB; give JSON Lines, which may have any length")
    value = _parsed(data)
    if isinstance(value, ValueError):
        raise ArticleError(f"{opened.where}: is damaged JSON: {value}")
    if not isinstance(value, dict | list):
        raise ArticleError(f"{opened.where}: is JSON without an object; give objects with a text field")
    if not value:
        raise ArticleError(f"{opened.where}: is empty; give objects with a text field")
    return value


def _parsed(data: bytes) -> object:
    """Return the value, or the error that tells what is wrong with it."""
    try:
        return json.loads(to_text(data) or "")
    except ValueError as error:
        return error
    except RecursionError:
        return ValueError("nested too deeply")


# ------------------------------------------------------------------ fields
def _text(record: Record, content: Mapping[str, object], field: str | None) -> str:
    names = TEXT_FIELDS if field is None else (field,)
    name = next((name for name in names if name in content), None)
    if name is None:
        wanted = (
            f"field {field!r}" if field is not None else f"field {', '.join(TEXT_FIELDS[:-1])} or {TEXT_FIELDS[-1]}"
        )
        named = ", ".join(one_line(key)[:_MAX_NAME] for key in list(content)[:_MAX_NAMED]) or "none"
        raise ArticleError(f"{record.name}: has no {wanted}; its fields are {named}: name one with --field")
    value = content[name]
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "\n\n".join(value)
    if not isinstance(value, str):
        raise ArticleError(f"{record.name}: has no text in the field {name!r}; name another with --field")
    return mend_surrogates(value)


def _first(content: Mapping[str, object], names: Sequence[str]) -> str | None:
    """Return the first of the fields that holds a value, on one line."""
    for name in names:
        if value := _words_of(content.get(name)):
            return value
    return None


def _words_of(value: object) -> str:
    """Return a value of a field as words: several joined, of an object its name."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        return ", ".join(words for one in value if not isinstance(one, list) and (words := _words_of(one)))
    is_value = isinstance(value, str | int) and not isinstance(value, bool)
    return one_line(mend_surrogates(str(value))) if is_value else ""


def _day(text: str | None) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat((text or "")[:10])
    found = find_dates(text or "")
    return found[0].day if found else None
