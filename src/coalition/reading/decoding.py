"""Bytes of a file -> its text, or a clear refusal."""

import codecs
from typing import Final

from coalition.errors import ArticleError
from coalition.reading.normal import unify_newlines

# First bytes of files that people hand over by mistake, and what to tell them.
_SIGNATURES: Final = (
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "a rich-text (RTF) file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BZh", "a compressed file"),
    (b"\x7fELF", "a program"),
)
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_STRAY_CONTROLS: Final = 2
_CONTROLS: Final = "".join(character for character in map(chr, range(0x20)) if character not in "\n\t\v\f\x1b")
_SAVE_AS_TEXT: Final = "save the article as plain text (.txt) and give that file"


def decode(data: bytes, *, where: str) -> str:
    r"""Return the text of a file with ``\n`` newlines and without a byte order mark.

    Tried in this order: a byte order mark, UTF-8, UTF-8 with a few damaged
    characters (a file cut in the middle of one), a guess by charset-normalizer.

    Args:
        data: The whole content of the file.
        where: The file's name, for messages.

    Raises:
        ArticleError: The content is empty or is no text.
    """
    if not data.strip(b"\0 \t\r\n\v\f"):
        raise ArticleError(f"{where}: is empty; give a file with the text of an article")
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise ArticleError(f"{where}: is {name} and not a text file; {_SAVE_AS_TEXT}")
    text = to_text(data)
    if text is None:
        raise ArticleError(f"{where}: its characters cannot be read as text; save it as plain text in UTF-8")
    text = unify_newlines(text)
    if _is_binary(text):
        raise ArticleError(f"{where}: is a binary file and not a text file; {_SAVE_AS_TEXT}")
    return text


def to_text(data: bytes) -> str | None:
    """Return the decoded characters, or None if there is no telling what they are; see ``decode``."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _mostly(data.decode(encoding, errors="replace").removeprefix("\ufeff"))
    if unmarked := _unmarked_utf16(data):
        return _mostly(data.decode(unmarked, errors="replace"))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1") if b"\0" in data else _damaged_utf8(data) or _guess(data)


def _mostly(text: str) -> str | None:
    """Return the text unless more than 1 in 200 of its characters are damaged; a cut file has one such."""
    return text if text.strip("\ufffd") and text.count("\ufffd") <= 1 + len(text) // 200 else None


def _unmarked_utf16(data: bytes) -> str | None:
    """Return the encoding of UTF-16 without a byte order mark: every other byte of English is zero, and no other."""
    sample = data[:4000]
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    if low + high < 0.45 * len(sample) or min(low, high) > 0:
        return None
    return "utf-16-le" if high else "utf-16-be"


def _damaged_utf8(data: bytes) -> str | None:
    """Return the text if it is UTF-8 but for a few bytes, with U+FFFD for these."""
    text = data.decode("utf-8-sig", errors="replace")
    bad = text.count("\ufffd")
    good = sum(character > "\x7f" for character in text) - bad
    return text if good >= 4 * bad else None


def _guess(data: bytes) -> str | None:
    """Return the text in the most likely 8-bit encoding, or None.

    English articles outside UTF-8 come from Windows as a rule, and its code pages
    differ in the accents only, so that cp1252 wins where it is among the best.
    """
    from charset_normalizer import from_bytes  # not above: most files are UTF-8

    matches = from_bytes(data)
    best = matches.best()
    if best is None:
        return None
    if "cp1252" in best.could_be_from_charset or any("cp1252" in match.could_be_from_charset for match in matches):
        return data.decode("cp1252", errors="replace")
    return str(best)


def _is_binary(text: str) -> bool:
    """Tell whether control characters make up more than 1 in 200 of the text; two may stray into any."""
    sample = text[:100_000]
    controls = sum(map(sample.count, _CONTROLS))
    return "\0" in sample or controls > max(_STRAY_CONTROLS, len(sample) / 200)
