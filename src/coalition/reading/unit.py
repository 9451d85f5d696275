"""The working record of one line or paragraph while its kind is being found out."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from coalition.reading.article import BlockKind

_CLOSERS: Final = "\"')]*_ "
_STOPS: Final = ".?!"
# Four letters before the stop leave out "Mr.", "Gen." and "U.S.".
_SENTENCE: Final = re.compile(r"""(?:[a-z\d%]{4}\.|[?!…])["')\]]*\s+["'(\[]?[A-Z]""")
_ABBREVIATION: Final = re.compile(r"""(?:\b[A-Za-z]\.){2,}["')]*$""")

# A line of so many words is text and nothing else, whatever ends it.
PROSE_WORDS: Final = 25
_SENTENCE_WORDS: Final = 8
_ABBREVIATION_WORDS: Final = 6
_ABBREVIATION_CHARS: Final = 12


class Mark(StrEnum):
    """What the writer put before, around or below a line to say what it is."""

    NONE = "none"
    HASH = "hash"
    UNDERLINE = "underline"
    BOLD = "bold"
    NUMBER = "number"
    BULLET = "bullet"
    QUESTION = "question"
    ANSWER = "answer"
    TIME = "time"
    COLON = "colon"
    LIST_TITLE = "list_title"
    RUN_IN = "run_in"
    ROW = "row"


HEADING_MARKS: Final = frozenset({Mark.HASH, Mark.UNDERLINE, Mark.BOLD, Mark.TIME})


@dataclass
class Unit:
    """A line, or a paragraph of several hard-wrapped lines; the passes of the reader fill in its kind.

    ``start_char`` and ``end_char`` leave marks out, ``text`` is the normal form of
    that range on one line. ``from_char`` is where it begins with its marks.
    ``depth`` is the rank of a hash or underline mark, and the number of a numbered line. ``opens`` tells that a label
    opens related headlines, ``ends_page`` that it is one of the last things on a page.
    """

    start_char: int
    end_char: int
    text: str
    from_char: int
    gap: bool
    lines: int = 1
    mark: Mark = Mark.NONE
    depth: int = 0
    kind: BlockKind | None = None
    cells: tuple[tuple[int, int], ...] = ()
    opens: bool = False
    ends_page: bool = False

    @cached_property
    def words(self) -> list[str]:
        """The words, split at spaces, with the punctuation on them."""
        return self.text.split()

    @cached_property
    def bare(self) -> str:
        """The text without closing quotes and brackets."""
        return self.text.rstrip(_CLOSERS)

    @property
    def is_question(self) -> bool:
        """Whether it is one sentence and ends in a question mark."""
        return self.bare.endswith("?") and not self.is_several

    @cached_property
    def is_several(self) -> bool:
        """Whether a sentence ends within it and another begins."""
        return bool(_SENTENCE.search(self.text))

    @cached_property
    def is_open(self) -> bool:
        """Whether it ends without a full stop, as a heading or a list item does; a colon or "…" is none either.

        "Threat to the U.S." is open, "They flew back to the U.S." not surely: the
        stop of an abbreviation counts as one in lines of more than six words.
        """
        if not self.bare or self.bare[-1] not in _STOPS:
            return True
        return bool(_ABBREVIATION.search(self.bare[-_ABBREVIATION_CHARS:])) and len(self.words) <= _ABBREVIATION_WORDS

    @cached_property
    def is_prose(self) -> bool:
        """Whether it is surely running text."""
        count = len(self.words)
        return count >= PROSE_WORDS or (count >= _SENTENCE_WORDS and not self.is_open and not self.is_question)

    @cached_property
    def is_short(self) -> bool:
        """Whether it could be a heading, a link or a list item: one line, no full stop or a question."""
        return not self.is_prose and (self.is_open or self.is_question)

    def cut(self, start: int, end: int) -> None:
        """Leave out what stands before ``start`` and from ``end`` on, as positions in ``text``, and outer spaces.

        Only for units of one line, where positions in ``text`` and in the article run in step.
        """
        kept = self.text[start:end]
        start += len(kept) - len(kept.lstrip())
        kept = kept.strip()
        self.start_char, self.end_char = self.start_char + start, self.start_char + start + len(kept)
        self.text = kept
        for name in ("words", "bare", "is_several", "is_open", "is_prose", "is_short"):
            self.__dict__.pop(name, None)
