"""Headings and table cells that give a stance (``data/stance_headings.toml``)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from coalition.lexicons.cues import Provenance, Signature, signature
from coalition.lexicons.store import load

_WORD = re.compile(r"[\w']+")
_MAX_EXTRA_WORDS = 3  # "Countries that have signed" still says "have signed"; a sentence does not


@dataclass(frozen=True, slots=True)
class StanceHeadings:
    """Phrases of headings and cells, as tuples of lower-case words, with what they say."""

    phrases: Mapping[tuple[str, ...], Signature]

    def read(self, text: str) -> Signature | None:
        """Return what a heading or cell says, or None.

        The longest phrase in it wins, and at most three further words may stand beside it;
        phrases of one word ("In", "Yes", "Out") must be the whole text.
        """
        words = _WORD.findall(text.lower())
        if tuple(words) in self.phrases:
            return self.phrases[tuple(words)]
        for size in range(len(words) - 1, 0, -1):
            for start in range(len(words) - size + 1):
                found = self.phrases.get(tuple(words[start : start + size]))
                if found and len(words) - size <= _MAX_EXTRA_WORDS and (size > 1 or len("".join(words[start])) > 4):
                    return found
        return None


class _Heading(BaseModel):
    model_config = ConfigDict(extra="forbid")

    says: str
    phrases: list[str]


class StanceHeadingFile(BaseModel):
    """The whole of ``stance_headings.toml``."""

    model_config = ConfigDict(extra="forbid")

    provenance: Provenance
    heading: list[_Heading]


@lru_cache(maxsize=1)
def load_stance_headings(path: Path = Path("stance_headings.toml")) -> StanceHeadings:
    """Read the file.

    Raises:
        LexiconError: It is missing or breaks its model.
    """
    content = load(path, StanceHeadingFile)
    return StanceHeadings(
        {tuple(_WORD.findall(phrase.lower())): signature(entry.says) for entry in content.heading for phrase in entry.phrases}
    )
