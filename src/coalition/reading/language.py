"""Is the text English? Cheap, by the share of function words."""

import re
from functools import cache
from typing import Final

from coalition.lexicons.page import load_function_words

_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_LATIN_END: Final = "\u024f"  # last of Latin Extended-B
# Tuned on 711 English articles (lowest share 0.20) and on samples in eleven other languages
# (highest 0.03): English function words among the words of lines that are long enough.
_MIN_SHARE: Final = 0.07
_LINE_WORDS: Final = 5
_MIN_WORDS: Final = 25
_SAMPLE: Final = 40_000
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")


def is_english(text: str) -> bool:
    """Tell whether a text is English as far as its words show.

    Lists, names and titles say nothing about a language, so that only lines of
    five words or more are counted; where there are too few of these, the text
    passes unless another language's function words outnumber the English ones.

    Args:
        text: The normal form of a text.
    """
    sample = text[:_SAMPLE]
    if not _is_latin(sample):
        return False
    words = [word for line in sample.lower().split("\n") if len(found := _WORD.findall(line)) >= _LINE_WORDS
             for word in found]  # fmt: skip
    english, others = _lists()
    if len(words) >= _MIN_WORDS:
        return sum(word in english for word in words) >= _MIN_SHARE * len(words)
    words = _WORD.findall(sample.lower())
    rival = max(sum(word in other for word in words) for other in others)
    return rival <= 1 or rival <= sum(word in english for word in words)


def _is_latin(text: str) -> bool:
    """Tell whether at least half of the letters are Latin; also of a text without letters."""
    if not any(character > _LATIN_END and character.isalpha() for character in _NOT_ASCII.findall(text)):
        return True
    letters = [character for character in text if character.isalpha()]
    return 2 * sum(letter <= _LATIN_END for letter in letters) >= len(letters)


@cache
def _lists() -> tuple[frozenset[str], tuple[frozenset[str], ...]]:
    """Return the English function words, and those of each other language."""
    words = load_function_words()
    return frozenset(words.english), tuple(map(frozenset, words.others.values()))
