"""Article text made safe and fit for a terminal, and the signs that the terminal can show."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_SPACES = re.compile(r"\s+")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# What NFKD does not take apart.
_PLAIN_FORMS = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‹", "<"),
        **dict.fromkeys("›", ">"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("•·▪●", "*"),
        "€": "EUR ", "£": "GBP ", "⁄": "/", "×": "x", "©": "(c)",
        "ß": "ss", "Æ": "AE", "æ": "ae", "Ø": "O", "ø": "o", "Œ": "OE", "œ": "oe", "Þ": "Th", "þ": "th",
        "Ð": "D", "ð": "d", "Đ": "D", "đ": "d", "Ł": "L", "ł": "l", "Ħ": "H", "ħ": "h", "ı": "i", "ə": "e",
    }
)  # fmt: skip


def plain(text: str) -> str:
    """Return article text that a terminal shows and never obeys, on one line.

    A control character (the escape that opens a colour or a window title, a
    backspace, a bell) becomes "�", an invisible one that could turn the direction of
    writing or hide a word is left out, and any white space becomes one space.
    """
    if not text.isprintable():
        text = "".join(_shown(char) for char in text)
    return _SPACES.sub(" ", text)


def _shown(char: str) -> str:
    if char.isspace():
        return " "
    category = unicodedata.category(char)
    if category in ("Cc", "Cs"):
        return _REPLACEMENT
    return "" if category == "Cf" else char


def to_ascii(text: str) -> str:
    """Return the nearest ASCII form: "Chișinău — “yes”" becomes 'Chisinau - "yes"'; what has none becomes "?"."""
    if text.isascii():
        return text
    # Composed first, so that one letter of many marks is one letter, also where it has no ASCII form.
    spelled = unicodedata.normalize("NFC", text).translate(_PLAIN_FORMS)
    return "".join(_ascii_char(char) for char in spelled)


def _ascii_char(char: str) -> str:
    if char.isascii() or unicodedata.category(char) == "Mn":
        return char if char.isascii() else ""
    decomposed = unicodedata.normalize("NFKD", char).translate(_PLAIN_FORMS)
    return decomposed.encode("ascii", "ignore").decode("ascii") or "?"


@lru_cache(maxsize=512)
def flag(code: str) -> str:
    """Return the flag of an ISO 3166-1 alpha-3 country, or "" for a code without one."""
    from coalition.lexicons.countries import load_gazetteer  # not above: messages need no pydantic

    country = load_gazetteer().countries.get(code)
    return country.flag if country else ""


@dataclass(frozen=True, slots=True)
class Glyphs:
    """What stands for the same thing on a terminal that knows Unicode and on one that does not."""

    is_ascii: bool
    rule: str
    thick_rule: str
    dot: str
    dash: str
    open_mark: str
    close_mark: str

    def show(self, text: str) -> str:
        """Return text from the report as this terminal can show it, see ``plain`` and ``to_ascii``."""
        return to_ascii(plain(text)) if self.is_ascii else plain(text)

    def name(self, code: str, name: str) -> str:
        """Return a country's name behind its flag, where the terminal can show one."""
        return self.show(name) if self.is_ascii or not flag(code) else f"{flag(code)} {self.show(name)}"


UNICODE = Glyphs(
    is_ascii=False,
    rule="─",
    thick_rule="━",
    dot="·",
    dash="—",
    open_mark="«",
    close_mark="»",
)
ASCII = Glyphs(
    is_ascii=True,
    rule="-",
    thick_rule="=",
    dot="|",
    dash="--",
    open_mark="<<",
    close_mark=">>",
)
