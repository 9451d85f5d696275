"""One plain form of quotation marks, dashes and spaces, of exactly the same length."""

from typing import Final

_APOSTROPHES: Final = "\u2018\u2019\u201a\u201b\u2032\u2035\u00b4\u02b9\u02bb\u02bc\u02bd\uff07\u0060"
_QUOTES: Final = "\u201c\u201d\u201e\u201f\u2033\u2036\u00ab\u00bb\u02ba\u301d\u301e\u301f\uff02"
_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_SPACES: Final = (
    "\u00a0\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u200e\u200f"
    "\u202a\u202b\u202c\u202d\u202e\u202f\u205f\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\u3000\ufeff"
)
_CONTROLS: Final = "".join(map(chr, [*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0)]))

_PLAIN: Final = (
    dict.fromkeys(_APOSTROPHES, "'")
    | dict.fromkeys(_QUOTES, '"')
    | dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_SPACES + _CONTROLS, " ")
    | dict.fromkeys("\v\f\u0085\u2028\u2029", "\n")
)


def unify_newlines(text: str) -> str:
    r"""Return the text with ``\n`` for each of the newline forms that files use."""
    for form in ("\r\n", "\r", "\u0085", "\u2028", "\u2029"):
        text = text.replace(form, "\n")
    return text


def mend_surrogates(text: str) -> str:
    """Return the text with "�" for each lone surrogate, which JSON and Python can write and nothing else can carry."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def normalise(text: str) -> str:
    r"""Return the text in one plain form, character by character, so that offsets stay.

    "“We won’t go” — Élysée" becomes ``"We won't go" - Élysée``. A zero-width or
    odd space becomes a space, a form feed a newline; tabs and "…" stay.
    """
    for character in _PLAIN.keys() & set(text):  # a few kinds in most texts, each found in no time
        text = text.replace(character, _PLAIN[character])
    return text
