"""Tells headings and list items from paragraphs."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from coalition.lexicons.page import HeadingWords, load_heading_words
from coalition.reading.article import BlockKind
from coalition.reading.dateline import find_dateline
from coalition.reading.names import is_name, is_name_link
from coalition.reading.unit import Mark, Unit

_HEAD: Final = re.compile(r"([A-Z][\w.' ,&()-]{1,48}?)\s?(?P<form>:|(?<=\s)-(?=\s))\s+(?=\S)")
_COUNT: Final = re.compile(r"\s\(?\d{1,3}\)?(?=\s?:?$)")
_SPEAKER: Final = re.compile(r"[A-Z]{3,}:\s")
_LINK: Final = re.compile(r"@\w|https?:|www\.")
_WORD: Final = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*")
_EXPLICIT: Final = frozenset({Mark.HASH, Mark.UNDERLINE, Mark.BOLD, Mark.QUESTION, Mark.TIME, Mark.RUN_IN})

# Tuned by reading the short lines of 711 articles: subheads have up to 10 words, in pages that
# have several up to 13; captions and one-line summaries without a full stop begin at 9.
_MAX_WORDS: Final = 13
_MAX_PLAIN_WORDS: Final = 10
_MAX_CHARS: Final = 90
_MAX_LONE_QUESTION_WORDS: Final = 9
_MAX_QUESTION_WORDS: Final = 12
_MAX_COMPANY_QUESTION_WORDS: Final = 18
_MAX_QUESTION_CHARS: Final = 120
_MAX_CONNECTED_WORDS: Final = 8
_MAX_QUOTE_WORDS: Final = 6
_MAX_SINGLE_QUOTE_WORDS: Final = 8  # British subheads quote in single marks; pull quotes rarely do
_MAX_HEAD_WORDS: Final = 5
_MIN_LINKED_CAPITALS: Final = 7
_MAX_SPOKEN_CAPITALS: Final = 9


def mark_explicit(units: Sequence[Unit]) -> None:
    """Mark what marks alone decide: hash, bold and underlined headings, "Q:" lines, table rows, live-blog times."""
    for index, unit in enumerate(units):
        if unit.kind is not None:
            continue
        if unit.mark is Mark.ROW:
            unit.kind = BlockKind.TABLE_ROW
        elif unit.mark is Mark.TIME:
            _mark_time(units, index)
        elif unit.mark in _EXPLICIT and not unit.is_prose:
            unit.kind = BlockKind.HEADING
            unit.cut(0, len(unit.text.rstrip(": ")))
        elif unit.mark is Mark.ANSWER:
            unit.kind = BlockKind.PARAGRAPH


def _mark_time(units: Sequence[Unit], index: int) -> None:
    """Mark a live-blog time: with the short line that follows it makes one heading, alone it is one itself."""
    unit = units[index]
    after = units[index + 1] if index + 1 < len(units) else None
    if after is not None and after.kind is None and after.is_short and may_head(after, _MAX_COMPANY_QUESTION_WORDS):
        after.kind, after.mark = BlockKind.HEADING, Mark.TIME
        after.cut(0, len(after.text.rstrip(": ")))
        unit.kind = BlockKind.DATE
    else:
        unit.kind = BlockKind.HEADING


def split_run_in(units: Sequence[Unit], first: int) -> list[Unit]:
    """Return the units, with "France: Will send 300 soldiers." as a heading and a paragraph.

    Only where at least two paragraphs begin so (three, if with a dash) and no head comes
    twice: in a transcript the same speakers return, and one "Note: …" is no heading.
    "Against: Hungary, Malta" is always a heading and a list item.

    Args:
        units: All units.
        first: The position behind the page's header.
    """
    open_units = [
        (index, unit)
        for index, unit in enumerate(units)
        if index >= first and unit.kind is None and unit.mark in {Mark.NONE, Mark.BULLET}
    ]
    votes = {index: match for index, unit in open_units if (match := _vote_head(unit))}
    heads = {index: match for index, unit in open_units if unit.mark is Mark.NONE and (match := _run_in_head(unit))}
    for form, least in ((":", 2), ("-", 3)):
        names = Counter(match[1].lower() for match in heads.values() if match["form"] == form)
        if len(names) < least or max(names.values()) > 1:
            heads = {index: match for index, match in heads.items() if match["form"] != form}
    result: list[Unit] = []
    for index, unit in enumerate(units):
        if index in votes:
            result += _split_head(unit, votes[index], Mark.LIST_TITLE, BlockKind.LIST_ITEM)
        elif index in heads:
            result += _split_head(unit, heads[index], Mark.RUN_IN, BlockKind.PARAGRAPH)
        else:
            result.append(unit)
    return result


def _vote_head(unit: Unit) -> re.Match[str] | None:
    """Return the match of "Against: " or "In favour (2) - " before names."""
    match = _HEAD.match(unit.text)
    if match is None or not is_list_title(match[1]):
        return None
    words = [word for word in _WORD.findall(unit.text[match.end() :]) if not is_name_link(word)]
    return match if words and 3 * sum(word[0].isupper() for word in words) >= 2 * len(words) else None


def _run_in_head(unit: Unit) -> re.Match[str] | None:
    """Return the match of "France: " or "France - " before a sentence of the article's own voice."""
    match = _HEAD.match(unit.text)
    if match is None or not is_name(match[1]):
        return None
    dateline = find_dateline(unit.text)
    if dateline is not None and dateline.text != match[1]:
        return None  # it has a date or an agency; "FRANCE - Paris will send ships." may be either
    words, behind = match[1].split(), unit.text[match.end() :]
    if len(words) > _MAX_HEAD_WORDS or words[0].lower() in heading_words().intro_starts:
        return None
    begins = behind[0].isupper() if match["form"] == "-" else behind[0].isalnum()
    is_sentence = begins and not unit.is_open
    spoken = words[-1].lower().strip(".") in heading_words().intro_verbs
    return None if spoken or unit.is_question or not is_sentence else match


def _split_head(unit: Unit, match: re.Match[str], mark: Mark, kind: BlockKind) -> Iterator[Unit]:
    """Yield the head and what stands behind it, which is of the given kind."""
    head = Unit(unit.start_char, unit.end_char, unit.text, unit.from_char, unit.gap, mark=mark)
    head.cut(*match.span(1))
    head.kind = BlockKind.HEADING
    rest = Unit(unit.start_char, unit.end_char, unit.text, unit.start_char + match.end(), gap=False, lines=unit.lines)
    rest.cut(match.end(), len(unit.text))
    rest.kind = kind
    yield from (head, rest)


def is_list_title(text: str) -> bool:
    """Tell whether a line is known as the title of a list: "Signatories", "Against:", "In favour (12)"."""
    return " ".join(_words_of(_COUNT.sub("", text))) in heading_words().list_titles


def mark_plain(units: Sequence[Unit], first: int) -> None:
    """Mark headings that have no mark: questions, lines in capitals, short lines without a full stop.

    The clear ones come first; what is doubtful alone ("So what happens now?", a line of
    twelve words) is a heading where the page has others.

    Args:
        units: All units.
        first: The position behind the title.
    """
    header_end = next((index for index in range(first, len(units)) if units[index].is_prose), len(units))
    for is_heading in (_is_clear, _is_heading_in_company):
        company = sum(unit.kind is BlockKind.HEADING for unit in units)
        for index in range(len(units) - 1, first - 1, -1):
            unit = units[index]
            if unit.kind is None and unit.is_short and _has_text(units, index):
                in_header = index < header_end and len(unit.words) > _MAX_HEAD_WORDS
                if not (in_header and not unit.is_question) and is_heading(units, index, company):
                    unit.kind = BlockKind.HEADING
                    end_heading(unit)


def mark_rest(units: Sequence[Unit]) -> None:
    """Mark what nothing else has claimed: paragraphs, but for links in capitals and names below a heading."""
    for index, unit in enumerate(units):
        if unit.kind is None:
            unit.kind = _leftover(units, index)


def _leftover(units: Sequence[Unit], index: int) -> BlockKind:
    """Return the kind of a unit that nothing has claimed."""
    if _is_linked_capitals(units, index):
        return BlockKind.FURNITURE
    return BlockKind.LIST_ITEM if _is_stray_item(units, index) else BlockKind.PARAGRAPH


def end_heading(unit: Unit) -> None:
    """Note a heading's final colon as its mark and leave it out."""
    if unit.text.endswith(":"):
        unit.cut(0, len(unit.text.rstrip(": ")))
        unit.mark = Mark.COLON


def _has_text(units: Sequence[Unit], index: int) -> bool:
    """Tell whether something stands under the line that a heading may have.

    A name between two headings ("Who's out?" / "Hungary" / "What next?") is the text
    of the first and no heading itself.
    """
    for unit in units[index + 1 : index + 6]:
        if unit.kind in {BlockKind.FURNITURE, BlockKind.DATE, BlockKind.BYLINE}:
            continue
        if units[index].text.isupper() and unit.kind is None and _is_deck(units, index + 1):
            continue
        if (unit.kind is BlockKind.HEADING or unit.is_question) and index and units[index - 1].is_short:
            return not is_name(units[index].text)
        if units[index].is_question and is_name(unit.text):
            return True
        return unit.kind is not None or not unit.is_open or len(unit.words) > _MAX_PLAIN_WORDS or unit.text[-1] == ":"
    return False


def _is_clear(units: Sequence[Unit], index: int, _company: int) -> bool:
    """Tell whether a line is a heading by itself. Lines behind it are decided already."""
    unit = units[index]
    if unit.text.isupper():
        return may_head(unit, _MAX_WORDS) and not _is_linked_capitals(units, index)
    if unit.is_question:
        return _question_start(unit) in heading_words().question_starts and may_head(unit, _MAX_LONE_QUESTION_WORDS)
    if unit.text.endswith(":"):
        return not is_intro(unit) and may_head(unit, _MAX_HEAD_WORDS + 1)
    return may_head(unit, _MAX_PLAIN_WORDS) and not _is_deck(units, index)


def _is_deck(units: Sequence[Unit], index: int) -> bool:
    """Tell whether a line right below a clear heading belongs to that heading, like the caption of a table."""
    before = units[index - 1] if index else None
    if before is None or before.kind is BlockKind.TITLE:
        return False
    if not units[index].is_short or len(units[index].words) <= _MAX_HEAD_WORDS:
        return False
    return before.kind is BlockKind.HEADING or (before.kind is None and before.is_short and before.text.isupper())


def _is_heading_in_company(units: Sequence[Unit], index: int, company: int) -> bool:
    """Tell whether a doubtful line is a heading, the page having so many others."""
    unit = units[index]
    if company == 0 or unit.text.endswith(":") or unit.text.isupper():
        return False
    if not unit.is_question:
        return company > 1 and may_head(unit, _MAX_WORDS) and not _is_deck(units, index)
    start, limit = _question_start(unit), _MAX_QUESTION_WORDS
    if start in heading_words().connectors:
        # "So who's in, who's out?" before a heading leads over to it.
        behind = units[index + 1].kind
        return company > 1 and behind is not BlockKind.HEADING and may_head(unit, _MAX_CONNECTED_WORDS)
    if start in heading_words().question_starts:
        limit = _MAX_COMPANY_QUESTION_WORDS if company > 1 else _MAX_QUESTION_WORDS
    else:
        limit = _MAX_CONNECTED_WORDS
    return may_head(unit, limit, _MAX_QUESTION_CHARS)


def _question_start(unit: Unit) -> str:
    """Return the first word of a question in lower case, without quotation marks and comma."""
    return unit.words[0].lower().strip("\"',.")


def may_head(unit: Unit, max_words: int, max_chars: int = _MAX_CHARS) -> bool:
    """Tell whether the form of a line allows a heading: length, first and last characters, no link, no pull quote."""
    text = unit.text
    if not 0 < len(unit.words) <= max_words or len(text) > max_chars or unit.lines > 2 or _LINK.search(text):
        return False
    first = text.lstrip("\"'([$#")[:1]
    if not (first.isupper() or first.isdigit()) or text.endswith((",", ";", "-", "...", "…", "]")):
        return False
    words = _words_of(text)
    if not any(len(word) > 1 and word[0].isalpha() for word in words):
        return False
    if words[-1] in heading_words().broken_ends and not unit.is_question:
        return False
    return not _is_quotation(unit) and not (_SPEAKER.match(text) and not text.isupper())


def _is_quotation(unit: Unit) -> bool:
    """Tell whether a line is a pull quote: all in quotation marks and long, or a quotation and its speaker."""
    mark, text = unit.text[0], unit.text
    if mark not in "\"'" or text.isupper():
        return False
    if mark == '"' and text.endswith(('?"', '!"', '."')):
        return True
    end = text.rfind(mark)
    quoted = len(text[1:end].split())
    if end == len(text) - 1:
        limit = _MAX_QUOTE_WORDS if mark == '"' else _MAX_SINGLE_QUOTE_WORDS
        return text.count(mark) == 2 and quoted > limit
    return (
        mark == '"' and quoted > _MAX_QUOTE_WORDS // 2 and text[end + 1 :].strip()[:1] in "-ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    )


def _is_linked_capitals(units: Sequence[Unit], index: int) -> bool:
    """Tell whether a line in capitals is a linked headline: very long, or long and without a word of plain speech.

    Headlines drop articles and auxiliaries: "MINISTERS BACK HARBOUR CLOSURE AFTER NIGHT OF TALKS".
    """
    unit, behind = units[index], units[index + 1].kind if index + 1 < len(units) else None
    if behind in {BlockKind.LIST_ITEM, BlockKind.TABLE_ROW}:
        return False
    if not unit.text.isupper() or not unit.is_short or unit.is_question:
        return False
    words = _words_of(unit.text)
    if len(words) < _MIN_LINKED_CAPITALS:
        return False
    return len(words) > _MAX_SPOKEN_CAPITALS or not any(word in heading_words().spoken for word in words)


def is_intro(unit: Unit) -> bool:
    """Tell whether a line that ends in a colon announces what follows as a sentence does: "These include:"."""
    words = _words_of(unit.text)
    known = heading_words()
    if not unit.text.endswith(":") or " ".join(words) in known.list_titles:
        return False
    return len(words) > _MAX_HEAD_WORDS or words[0] in known.intro_starts or words[-1] in known.intro_verbs


def _is_stray_item(units: Sequence[Unit], index: int) -> bool:
    """Tell whether a name stands alone below a heading with no text, as in "Who's out?" / "Hungary"."""
    unit = units[index]
    before = units[index - 1] if index else None
    if (
        before is None
        or before.kind not in {BlockKind.HEADING, BlockKind.LIST_ITEM}
        or unit.is_prose
        or not unit.is_open
    ):
        return False
    return is_name(unit.text) or unit.text[:1].islower()


def _words_of(text: str) -> list[str]:
    """Return the words of a line in lower case."""
    return [word.lower() for word in _WORD.findall(text)]


@cache
def heading_words() -> "WordSets":
    """Return the word sets of ``headings.toml``."""
    return WordSets(load_heading_words())


class WordSets:
    """The words of ``headings.toml`` as sets."""

    def __init__(self, words: HeadingWords) -> None:
        self.broken_ends = frozenset(words.broken_ends)
        self.connectors = frozenset(words.connectors)
        self.intro_starts = frozenset(words.intro_starts)
        self.intro_verbs = frozenset(words.intro_verbs)
        self.list_titles = frozenset(words.list_titles)
        self.question_starts = frozenset(words.question_starts)
        self.spoken = frozenset(words.spoken)
