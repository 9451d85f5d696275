"""Bytes of a file -> its text, or a clear refusal."""

import codecs

import pytest
from tests.reading.pages import SENTENCE

from coalition.errors import ArticleError
from coalition.reading import read_bytes
from coalition.reading.decoding import decode

TYPOGRAPHIC = "“We’re in” — said Élodie…\nThe café’s owner didn’t agree, and neither did the señor from Málaga."


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TYPOGRAPHIC.encode(), id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + TYPOGRAPHIC.encode(), id="utf-8-bom"),
        pytest.param(TYPOGRAPHIC.encode("utf-16"), id="utf-16-bom"),
        pytest.param(codecs.BOM_UTF16_BE + TYPOGRAPHIC.encode("utf-16-be"), id="utf-16-be-bom"),
        pytest.param(TYPOGRAPHIC.encode("utf-32"), id="utf-32-bom"),
        pytest.param(TYPOGRAPHIC.encode("utf-16-le"), id="utf-16-le-without-bom"),
        pytest.param(TYPOGRAPHIC.encode("utf-16-be"), id="utf-16-be-without-bom"),
        pytest.param(TYPOGRAPHIC.encode("cp1252"), id="cp1252"),
    ],
)
def test_encodings(data: bytes) -> None:
    """The same text comes out of each encoding that news files are saved in, without a byte order mark."""
    assert decode(data, where="x.txt") == TYPOGRAPHIC


def test_cut_in_the_middle_of_a_character() -> None:
    """UTF-8 that ends within a character is still read as UTF-8."""
    assert decode(TYPOGRAPHIC.encode() + "é".encode()[:1], where="x.txt") == TYPOGRAPHIC + "\ufffd"


def test_utf_16_cut_in_the_middle_of_a_character() -> None:
    """UTF-16 that lacks its last byte loses no more than its last character."""
    assert decode(TYPOGRAPHIC.encode("utf-16")[:-1], where="x.txt") == TYPOGRAPHIC[:-1] + "\ufffd"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Poland\x07 will not join.\n", id="bell"),
        pytest.param("[1] Poland will not join.\n", id="footnote"),
        pytest.param("[Updated]\nPoland will not join.\n", id="brackets"),
        pytest.param("{Poland} will not join.\n", id="braces"),
        pytest.param("<Poland> will not join.\n", id="angle-brackets"),
    ],
)
def test_stray_signs_do_not_make_it_another_format(text: str) -> None:
    """A bell, or brackets in front, leave a text what it is."""
    assert decode(text.encode(), where="x.txt") == text


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\u2028", "\u2029", "\u0085"])
def test_newlines(newline: str) -> None:
    r"""Every newline form becomes ``\n``."""
    assert decode(f"one{newline}two{newline}".encode(), where="x.txt") == "one\ntwo\n"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        pytest.param(b"", "is empty", id="empty"),
        pytest.param(b" \n\t\r\n", "is empty", id="blank"),
        pytest.param(b"PK\x03\x04 ...", "office document", id="zip"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "is a picture", id="png"),
        pytest.param(b"{\\rtf1\\ansi Poland", "rich-text", id="rtf"),
        pytest.param(bytes(range(256)) * 20, "binary file", id="binary"),
        pytest.param(b"\x00\x01\x02Poland\x00\x00" * 50, "binary file", id="zeros"),
        pytest.param(b"\xff\xfeP", "cannot be read as text", id="half-utf-16"),
    ],
)
def test_refusals(data: bytes, says: str) -> None:
    """What is no text is refused in one sentence that says where, what and what next."""
    with pytest.raises(ArticleError) as refused:
        decode(data, where="news/x.txt")
    message = str(refused.value)
    assert message.startswith("news/x.txt: ")
    assert says in message
    assert "; " in message
    assert "\n" not in message


def test_standard_input_is_named() -> None:
    """Without a path the message speaks of standard input."""
    with pytest.raises(ArticleError, match=r"^standard input: is empty"):
        read_bytes(b"", path=None)


def test_the_path_is_kept_as_given() -> None:
    """The article has the path that the user gave."""
    assert read_bytes(SENTENCE.encode(), path="./a/../b.txt").path == "./a/../b.txt"
