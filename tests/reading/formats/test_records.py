"""JSON and JSON Lines: which record is called what, and which field is what."""

import io
import json
from datetime import date

import pytest
from tests.reading.formats.files import json_lines
from tests.reading.pages import SENTENCE, blocks

from coalition.errors import ArticleError
from coalition.reading import Article, read_bytes
from coalition.reading.opening import Opened
from coalition.reading.reader import find_articles

DEEP = b"[" * 100_000


def names(data: bytes, path: str | None) -> list[str]:
    with Opened(io.BytesIO(data), path) as opened:
        return [entry.name for entry in find_articles(opened)]


def first(data: bytes, *, field: str | None = None, path: str | None = "a.json") -> Article:
    with Opened(io.BytesIO(data), path) as opened:
        return next(find_articles(opened, field=field)).read()


def record(**values: object) -> bytes:
    return json.dumps(values).encode()


@pytest.mark.parametrize(
    ("data", "path", "expected"),
    [
        pytest.param(b'{"text": "a"}', "a.json", ["a.json"], id="object"),
        pytest.param(b'{\n  "text": "a"\n}\n', "a.json", ["a.json"], id="object on several lines"),
        pytest.param(b'{"text": "a"}', None, ["standard input"], id="object on standard input"),
        pytest.param(b'{"text": "a"}\n', "a.jsonl", ["a.jsonl:1"], id="one line"),
        pytest.param(b'{"text": "a"}\n\n{"id": "x"}', "a.json", ["a.json:1", "a.json#x"], id="lines by another name"),
        pytest.param(b'{"a": 1}\n{"id": 7}', None, ["-:1", "-#7"], id="lines on standard input"),
        pytest.param(b'[{"text": "a"},\n {"id": "x"}, 3]', "a.json", ["a.json#1", "a.json#x", "a.json#3"], id="array"),
        pytest.param(b'[\n\n  {\n    "text": "a"\n  },\n  {}\n]\n', None, ["-#1", "-#2"], id="array on several lines"),
        pytest.param(b'{"id": ""}\n{"id": null}\n{"id": [1]}', "a", ["a:1", "a:2", "a#1"], id="ids that are none"),
        pytest.param(b'{bad\n{"id": 7}', "a.jsonl", ["a.jsonl:1", "a.jsonl#7"], id="bad first line"),
        pytest.param(b'\xef\xbb\xbf{"id": 6}\n{"id": 7}', "a", ["a#6", "a#7"], id="byte order mark"),
    ],
)
def test_name_of_a_record(data: bytes, path: str | None, expected: list[str]) -> None:
    """Its id where it has one, else its line or its place; a lone object is the file itself."""
    assert names(data, path) == expected


def test_path_of_an_article() -> None:
    """The record's name; nothing where standard input is one object."""
    data = record(text=SENTENCE, id="x")
    assert [first(data, path=path).path for path in ("a.json", "a.jsonl", None)] == ["a.json", "a.jsonl#x", None]


@pytest.mark.parametrize("name", ["text", "content", "body"])
def test_usual_fields(name: str) -> None:
    """Nobody need name them."""
    assert first(record(id=1, **{name: SENTENCE})).text == SENTENCE


def test_named_field() -> None:
    """It counts even where a usual one is there; paragraphs may be an array."""
    article = first(record(text="a summary", paragraphs=[SENTENCE, "Malta agreed."]), field="paragraphs")
    assert blocks(article) == [("paragraph", SENTENCE), ("paragraph", "Malta agreed.")]


def test_details() -> None:
    """The title stands above the text, unless the text begins with it; a byline may be of several objects."""
    values = {
        "title": "Pact\n signed",
        "date": "2027-05-03T10:00:00Z",
        "author": [{"name": "A B"}, "C D"],
        "source": "X",
    }
    article = first(record(text=SENTENCE, **values))
    assert article.text == f"# Pact signed\n\n{SENTENCE}"
    assert (article.title, article.published) == ("Pact signed", date(2027, 5, 3))
    assert (article.byline, article.source) == ("A B, C D", "X")
    assert first(record(text=article.text, **values)).text == article.text


def test_markup_in_a_field_is_converted() -> None:
    """Content systems export pieces of pages."""
    article = first(record(body=f"<p>{SENTENCE}</p><h3>Who's in?</h3><ul><li>Malta</li></ul>", headline="Pact signed"))
    assert [kind for kind, _ in blocks(article)] == ["title", "paragraph", "heading", "list_item"]


def test_lone_surrogate() -> None:
    """JSON can write half a character; the report could not be."""
    assert first(b'{"text": "%s \\ud83d"}' % SENTENCE.encode()).text.encode().endswith("\ufffd".encode())


@pytest.mark.parametrize(
    ("data", "says"),
    [
        pytest.param(b'{"id": 1}\n{"id": 2}', r"a#1: has no field text, content or body; its fields are", id="field"),
        pytest.param(record(text=5), r"a: has no text in the field 'text'; ", id="no text"),
        pytest.param(b'{"text": "Pol', r"a: is damaged JSON: Unterminated string", id="cut"),
        pytest.param(b'{"a": 1}\n{"text": ' + DEEP, r"a:2: is no JSON: nested too deeply; ", id="nested"),
        pytest.param(b"[]", r"a: is empty; ", id="empty"),
        pytest.param(b'[{"a": 1}, 5]', r"a#2: is no JSON object", id="array of others"),
        pytest.param(b'{"a": 1}\n"x"\n', r"a:2: is no JSON object; give one object a line", id="line of others"),
        pytest.param(b'{"a": 1}\n{"b" 2}\n', r"a:2: is no JSON: Expecting ':' delimiter at column 6; ", id="bad line"),
    ],
)  # fmt: skip
def test_what_is_wrong(data: bytes, says: str) -> None:
    """The message names the record, and what to do."""
    with pytest.raises(ArticleError, match=f"^{says}"), Opened(io.BytesIO(data), "a") as opened:
        entries = list(find_articles(opened))
        entries[-1].read() if len(entries) > 1 and "#1" not in says else entries[0].read()


def test_several_articles_are_no_article() -> None:
    """A caller who wants one learns that there are more."""
    assert read_bytes(record(text=SENTENCE), path="a.json").text == SENTENCE
    with pytest.raises(ArticleError, match=r"^a.jsonl: holds several articles; "):
        read_bytes(json_lines({"text": SENTENCE}, {"text": SENTENCE}), path="a.jsonl")


def test_lines_are_read_one_by_one() -> None:
    """An archive of any length begins with its first record, and takes the memory of one."""
    stream = _Endless()
    with Opened(stream, "a.jsonl") as opened:
        articles = find_articles(opened)
        assert [next(articles).read().path for _ in range(50)][-1] == "a.jsonl:50"
    assert stream.given < 100_000


class _Endless(io.RawIOBase):
    """A stream of the same record for ever, which counts the bytes that it has given."""

    line = json_lines({"text": SENTENCE})
    given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        count = len(buffer)
        start = self.given % len(self.line)
        buffer[:] = (self.line * (count // len(self.line) + 2))[start : start + count]
        self.given += count
        return count
