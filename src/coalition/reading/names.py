"""Lines that are names: a country, several, a place."""

import re
from typing import Final

_BRACKETS: Final = re.compile(r"\([^()]{0,40}\)")
_SPACES: Final = re.compile(r"[\s/]+")
_SMALL: Final = frozenset({"and", "of", "the", "&", "-", "de", "da", "la", "el", "al"})
_MAX_WORDS: Final = 12


def is_name(text: str) -> bool:
    """Tell whether a line is one name or several: capitalised words with "and", "of", "the" between them.

    "Bosnia and Herzegovina", "Korea (Republic of)", "Poland, Spain and Germany", "Yes".
    """
    words = _SPACES.split(_BRACKETS.sub(" ", text).strip(" .,:;"))
    if not 0 < len(words) <= _MAX_WORDS or not words[0][:1].isupper():
        return False
    capitals = sum(word[:1].isupper() or word[:1].isdigit() for word in words)
    small = [word for word in words if not (word[:1].isupper() or word[:1].isdigit())]
    return capitals > len(small) and all(word in _SMALL for word in small)
