"""Arguments of the command line -> the articles that they stand for, one after the other."""

import glob
import os
import re
import shlex
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final, NoReturn

from coalition.cli.analyse import STDIN
from coalition.cli.messages import complain
from coalition.errors import ArticleError
from coalition.reading.article import Article
from coalition.reading.formats.records import holds_json, holds_many
from coalition.reading.kinds import SUFFIXES, Kind, suffix_of
from coalition.reading.opening import STDIN_NAME, Opened, open_path
from coalition.reading.reader import Entry, find_articles

_ADDRESS: Final = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)
_MAGIC: Final = re.compile(r"[*?]|\[[^]]+\]")
_MAX_SUFFIXES: Final = 5
_LONGEST_NAME: Final = 255  # characters, on most systems
_FEW_WORDS: Final = 20  # more than a path of folders has whose names have spaces
_SHOWN: Final = 40


class Inputs:
    """The articles of a command line, each opened when its turn comes.

    ``are_many`` tells by the form of the arguments whether there may be several articles:
    several arguments, a folder, a pattern, an array or lines of JSON. ``total`` is the
    number of articles, or None where only reading will tell.
    """

    def __init__(self, arguments: Sequence[str], *, field: str | None) -> None:
        self._field = field
        self._sources = [source for argument in arguments for source in _expand(argument)]
        is_single = len(arguments) == 1 and not _is_spread(arguments[0])
        self._first = self._try_first() if is_single else None
        has_records = self._first is not None and holds_json(self._first) and holds_many(self._first)
        self.are_many = not is_single or has_records
        named = has_records or any(SUFFIXES.get(suffix_of(source.name)) is Kind.JSON for source in self._sources)
        self.total = None if named and self.are_many else len(self._sources)

    def __iter__(self) -> Iterator[Entry]:
        """Yield the articles; what cannot be opened is one whose reading tells why."""
        for source in self._sources:
            try:
                with self._first or source.open() as opened:
                    self._first = None
                    yield from find_articles(opened, field=self._field)
            except ArticleError as error:
                yield _failing(source.name, error)

    def _try_first(self) -> Opened | None:
        try:
            return self._sources[0].open()
        except ArticleError as error:
            self._sources[0] = _Source(self._sources[0].name, partial(_fail, error))
            return None


class _Source:
    """A file to come, or standard input: what messages call it, and how to open it."""

    def __init__(self, name: str, opener: Callable[[], Opened]) -> None:
        self.name = name
        self.open = opener


def _is_spread(argument: str) -> bool:
    """Tell whether an argument stands for any number of files."""
    return _is_folder(argument) or _is_pattern(argument)


def _is_folder(argument: str) -> bool:
    return os.path.isdir(argument)  # noqa: PTH112 - Path raises where a name is too long


def _is_pattern(argument: str) -> bool:
    is_magic = bool(_MAGIC.search(argument)) and not _ADDRESS.match(argument) and not _is_text(argument)
    return is_magic and argument != STDIN and not os.path.lexists(argument)


def _is_text(argument: str) -> bool:
    """Tell an article that stands where its file's name should: coalition analyse "$(pbpaste)"."""
    is_long = len(argument) > _LONGEST_NAME and len(argument.split(maxsplit=_FEW_WORDS)) > _FEW_WORDS
    return is_long and not os.path.lexists(argument)


def _expand(argument: str) -> Iterator[_Source]:
    """Yield the sources that an argument stands for; for one that is wrong, a source that tells why."""
    if argument == STDIN:
        yield _Source(STDIN_NAME, _open_stdin)
    elif _ADDRESS.match(argument):
        line = f"curl -sL {shlex.quote(argument)} | coalition analyse -"
        yield _wrong(argument, f"is an address, and nothing is fetched from the network; fetch it first: {line}")
    elif _is_text(argument):
        name = f"{argument.strip()[:_SHOWN]}…"
        yield _wrong(name, "is a text and no file; write it into a pipe to 'coalition analyse -'")
    elif _is_spread(argument):
        names = _files_below(argument) if _is_folder(argument) else _files_matching(argument)
        for name in names:
            yield _Source(name, partial(open_path, name))
        if not names and _is_folder(argument):
            yield _wrong(argument, "has no file of a kind that is read; give a file")
        elif not names:
            yield _wrong(argument, "no file matches; check the pattern")
    else:
        yield _Source(argument, partial(open_path, argument))


def _files_below(folder: str) -> list[str]:
    """Return the files of a folder and all folders in it, in the order of their paths.

    Those are meant whose suffix is of a kind that is read; how they are read is told by
    their content. Hidden files and folders are passed over, links to folders as well.
    """
    found: list[str] = []
    others: Counter[str] = Counter()
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith("."):
                if suffix_of(name) in SUFFIXES:
                    found.append(os.path.join(root, name))  # noqa: PTH118 - Path would take "./" off what was given
                else:
                    others[Path(name).suffix or "none"] += 1
    if others:
        count = others.total()
        named = ", ".join(sorted(others)[:_MAX_SUFFIXES]) + (", …" if len(others) > _MAX_SUFFIXES else "")
        complain(f"{folder}: {count} {'file' if count == 1 else 'files'} skipped, of a kind that is not read ({named})")
    return sorted(found, key=lambda name: Path(name).parts)


def _files_matching(pattern: str) -> list[str]:
    """Return the files that a pattern matches, hidden ones left out, in the order of their paths."""
    names = glob.glob(pattern, recursive=True)  # noqa: PTH207 - Path would take "./" off what was given
    return sorted((name for name in names if Path(name).is_file()), key=lambda name: Path(name).parts)


def _open_stdin() -> Opened:
    if sys.stdin is None:
        raise ArticleError(f"{STDIN_NAME}: is closed; name a file, or write the article into a pipe")
    # Below Python's own buffer, which waits until it is full: records are read as they come.
    return Opened(getattr(sys.stdin.buffer, "raw", sys.stdin.buffer), None)


def _wrong(name: str, reason: str) -> _Source:
    return _Source(name, partial(_fail, ArticleError(f"{name}: {reason}")))


def _failing(name: str, error: ArticleError) -> Entry:
    return Entry(name, partial[Article](_fail, error))


def _fail(error: ArticleError) -> NoReturn:
    raise error
