"""Bytes of any kind of file -> what the reader reads."""

from importlib import import_module
from typing import Final, Protocol, cast

from coalition.errors import ArticleError
from coalition.reading.decoding import decode
from coalition.reading.formats.converted import Converted
from coalition.reading.kinds import Kind
from coalition.reading.opening import MAX_BYTES

# Each kind with its module, and for an optional one the package that it needs and the extra that has it.
_FORMATS: Final = {
    Kind.WEB_PAGE: ("web", "trafilatura", "html"),
    Kind.MAIL: ("mail", None, None),
    Kind.PDF: ("pdf", "pypdf", "pdf"),
    Kind.WORD: ("word", "python-docx", "docx"),
}


class _Format(Protocol):
    def read(self, data: bytes, *, where: str) -> Converted:
        """Return what the file holds."""


def convert(data: bytes, kind: Kind, *, where: str) -> Converted:
    """Return the text of a file, and what the file itself says of its article.

    Args:
        data: The whole content.
        kind: What ``kind_of`` told; JSON has no text of its own and is split up before.
        where: The file's name, for messages.

    Raises:
        ArticleError: The file is too large, damaged or empty, or a package that reads it is missing.
    """
    if len(data) > MAX_BYTES:
        size = MAX_BYTES // 1_000_000
        raise ArticleError(f"{where}: is larger than {size} MB; give a file with nothing but the article")
    return _read(data, kind, where=where) if kind in _FORMATS else Converted(decode(data, where=where))


def _read(data: bytes, kind: Kind, *, where: str) -> Converted:
    module = _load(kind, where=where)
    try:
        return module.read(data, where=where)
    except ArticleError:
        raise
    # Parsers of other people's formats raise whatever a damaged file makes them: KeyError,
    # RecursionError, AssertionError. It is the file that is at fault, and it alone is lost.
    except Exception as error:
        reason = " ".join(str(error).split())[:100]
        said = f"{type(error).__name__}: {reason}" if reason else type(error).__name__
        raise ArticleError(f"{where}: is damaged and cannot be read as a {kind} ({said})") from error


def _load(kind: Kind, *, where: str) -> _Format:
    """Import the module of a format, which brings in what reads it: up to 0.2 s that plain text does not pay."""
    name, package, extra = _FORMATS[kind]
    try:
        return cast("_Format", import_module(f"coalition.reading.formats.{name}"))
    except ImportError as error:
        if package is None:
            raise
        raise ArticleError(f"{where}: reading a {kind} needs {package}: pip install 'coalition[{extra}]'") from error
