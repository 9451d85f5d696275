"""Files and streams: compressed ones, damaged ones, and those that are too large."""

import gzip
import io
from pathlib import Path
from typing import Any

import pytest
from tests.reading.formats.files import json_lines
from tests.reading.pages import SENTENCE

from coalition.errors import ArticleError
from coalition.reading import opening, read_article, read_articles, reader
from coalition.reading.formats import convert, records

SMALL = 1000


@pytest.fixture
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (opening, convert, records):
        monkeypatch.setattr(module, "MAX_BYTES", SMALL)


@pytest.mark.parametrize("name", ["a.txt.gz", "a.gz", "a.txt"])
def test_compressed_file(name: str, tmp_path: Path) -> None:
    """It is told by its first bytes, and has the path that was given."""
    path = tmp_path / name
    path.write_bytes(gzip.compress(SENTENCE.encode()))
    assert (read_article(path).text, read_article(path).path) == (SENTENCE, str(path))


def test_compressed_lines(tmp_path: Path) -> None:
    """What is inside is told by its content as elsewhere."""
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(json_lines({"text": SENTENCE}, {"text": SENTENCE, "id": "b"})))
    assert [article.path for article in read_articles(path)] == [f"{path}:1", f"{path}#b"]


@pytest.mark.parametrize("data", [gzip.compress(SENTENCE.encode() * 999)[:-20], b"\x1f\x8b rubbish", b"\x1f\x8b"])
def test_damaged_compressed_file(data: bytes, tmp_path: Path) -> None:
    """One sentence, wherever the damage is."""
    path = tmp_path / "a.gz"
    path.write_bytes(data)
    with pytest.raises(ArticleError, match=r"a.gz: is a damaged compressed file; "):
        read_article(path)


@pytest.mark.usefixtures("_small")
@pytest.mark.parametrize("data", [b"a" * (SMALL + 1), gzip.compress(b"a\n" * SMALL)], ids=["plain", "compressed"])
def test_file_that_is_too_large(data: bytes, tmp_path: Path) -> None:
    """The limit counts what is unpacked."""
    path = tmp_path / "a"
    path.write_bytes(data)
    with pytest.raises(ArticleError, match="a: is larger than "):
        read_article(path)


@pytest.mark.usefixtures("_small")
def test_line_without_end_is_not_read_to_its_end() -> None:
    """As /dev/zero has one: who wants no further line does not wait for it."""

    class Endless(io.RawIOBase):
        read_so_far = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            assert self.read_so_far < 1_000_000
            self.read_so_far += len(buffer)
            buffer[:] = b"a" * len(buffer)
            return len(buffer)

    with opening.Opened(Endless(), "a") as opened, pytest.raises(ArticleError, match="a: is larger than "):
        next(reader.find_articles(opened)).read()


@pytest.mark.usefixtures("_small")
def test_line_that_is_too_long_costs_itself_only() -> None:
    """The lines behind it are read."""
    data = b'{"text": "' + b"a" * 5000 + b'"}\n' + json_lines({"text": SENTENCE})
    with opening.Opened(io.BytesIO(data), "a.jsonl") as opened:
        found = list(records.find_records(opened))
    assert [record.name for record in found] == ["a.jsonl:1", "a.jsonl:2"]
    assert [isinstance(record.content, ArticleError) for record in found] == [True, False]


def test_text_that_is_longer_than_any_article(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Analysing it would take hours."""
    monkeypatch.setattr(reader, "MAX_CHARS", SMALL)
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE * 20, encoding="utf-8")
    with pytest.raises(ArticleError, match=r"a.txt: is longer than any article \(1,000 characters\); "):
        read_article(path)
