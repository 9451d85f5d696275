"""Opens a file or standard input, unpacks it, and reads no more of it than an article may have."""

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, Self

from coalition.errors import ArticleError

MAX_BYTES: Final = 20_000_000
STDIN_NAME: Final = "standard input"

_HEAD: Final = 65_536
_HEAD_LINES: Final = 3
_GZIP: Final = b"\x1f\x8b"


class Opened:
    """An open input of which the first lines have been read, to tell what it holds.

    ``head`` has them up to the third that is not blank: "[", "{" and a field, as programs
    write JSON for readers. ``path`` is the path as it was given, None for standard input;
    ``where`` is what messages call it. All of it raises ``ArticleError`` where the input
    cannot be read.
    """

    def __init__(self, stream: BinaryIO | io.RawIOBase, path: str | None) -> None:
        self.path = path
        self.where = path if path is not None else STDIN_NAME
        with self._told():
            # A buffer of its own: standard input may be any stream, and what is compressed shows in its first bytes.
            buffered = io.BufferedReader(stream)  # type: ignore[type-var]
            is_packed = buffered.peek(len(_GZIP)).startswith(_GZIP)
            self._stream: BinaryIO = gzip.GzipFile(fileobj=buffered) if is_packed else buffered  # type: ignore[assignment]
            self._streams = (self._stream, buffered)
            self._is_cut = False  # whether the line that was read last goes on
            self.head = list(self._head())

    def read(self) -> bytes:
        """Return all of it, up to one byte more than an article may have."""
        with self._told():
            head = b"".join(self.head)
            return head + self._stream.read(max(MAX_BYTES + 1 - len(head), 0))

    def lines(self) -> Iterator[bytes]:
        """Yield its lines one after the other; one that is too long comes cut, one byte above the limit."""
        yield from self.head
        while line := self._next_line():
            yield line

    def close(self) -> None:
        """Close it; what follows is lost."""
        for stream in self._streams:
            stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _head(self) -> Iterator[bytes]:
        filled = size = 0
        while filled < _HEAD_LINES and size < _HEAD and not self._is_cut and (line := self._line()):
            filled, size = filled + bool(line.strip()), size + len(line)
            yield line

    def _next_line(self) -> bytes:
        with self._told():
            return self._line()

    def _line(self) -> bytes:
        # What is left of a line is passed over only when the next one is wanted: /dev/zero is one line without end.
        while self._is_cut:
            self._piece()
        return self._piece()

    def _piece(self) -> bytes:
        piece = self._stream.readline(MAX_BYTES + 1)
        self._is_cut = len(piece) > MAX_BYTES and not piece.endswith(b"\n")
        return piece

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what the system or the decompression says into an error of ours."""
        try:
            yield
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise ArticleError(f"{self.where}: is a damaged compressed file; fetch or pack it anew") from error
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "it is not open for reading"
            raise ArticleError(f"{self.where}: cannot be read: {reason}; name a file instead") from error


def open_path(path: Path | str) -> Opened:
    """Open a file.

    Raises:
        ArticleError: The file is missing, a folder, or unreadable. The message says where, what, what next.
    """
    try:
        stream = Path(path).open("rb", buffering=0)  # noqa: SIM115 - closed by Opened
    except FileNotFoundError as error:
        raise ArticleError(f"{path}: no such file; check the path") from error
    except IsADirectoryError as error:
        raise ArticleError(f"{path}: is a folder; give a text file, or the files in it") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the path
        reason = getattr(error, "strerror", None) or "not a valid path"
        raise ArticleError(f"{path}: cannot be read: {reason}; check the path and its permissions") from error
    try:
        return Opened(stream, str(path))
    except ArticleError:
        stream.close()
        raise
