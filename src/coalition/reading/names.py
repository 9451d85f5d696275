"""Lines that are names: a country, several, a place."""

import re
from functools import cache
from typing import Final

from coalition.lexicons.page import load_heading_words

_BRACKETS: Final = re.compile(r"\([^()]{0,40}\)")
_SPACES: Final = re.compile(r"[\s/]+")
_MAX_WORDS: Final = 12


def is_name(text: str) -> bool:
    """Tell whether a line is one name or several: capitalised words with "and", "of", "the" between them.

    "Bosnia and Herzegovina", "Korea (Republic of)", "Poland, Spain and Germany", "Yes".
    """
    words = _SPACES.split(_BRACKETS.sub(" ", text).strip(" .,:;"))
    if not 0 < len(words) <= _MAX_WORDS or not words[0][:1].isupper():
        return False
    small = [word for word in words if not (word[:1].isupper() or word[:1].isdigit())]
    return 2 * len(small) < len(words) and all(is_name_link(word) for word in small)


def is_name_link(word: str) -> bool:
    """Tell whether a word is one of the small ones between the words of a name."""
    return word == "-" or word in _links()


@cache
def _links() -> frozenset[str]:
    """Return the small words between the words of a name."""
    return frozenset(load_heading_words().name_links)
