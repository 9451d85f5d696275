"""Where offices are named: "prime minister", "Pentagon press secretary", "U.N. ambassador" as token ranges."""

from dataclasses import dataclass

from spacy.tokens import Doc

from coalition.lexicons.names import NameLexicon
from coalition.lexicons.people import OfficeTitle, OfficeTitles


@dataclass(frozen=True, slots=True)
class TitleHit:
    """An office named in the text, a half-open token range."""

    start: int
    end: int
    office: OfficeTitle


def find_titles(doc: Doc, titles: OfficeTitles, lexicon: NameLexicon) -> list[TitleHit]:
    """Return the titles of a Doc, the longest at each place, without overlaps."""
    lowers, starts = _joined(doc)
    hits: list[TitleHit] = []
    index = 0
    while index < len(lowers):
        found = titles.longest_at(lowers, index)
        if found is None or _is_no_title(lowers, found[0], lexicon):
            index += 1
        else:
            hits.append(TitleHit(starts[index], starts[found[0]], found[1]))
            index = found[0]
    return hits


def _is_no_title(lowers: list[str], end: int, lexicon: NameLexicon) -> bool:
    """Tell whether the last word of a title begins a phrase that is none: "General Assembly"."""
    return tuple(lowers[end - 1 : end + 1]) in lexicon.not_titles


def _joined(doc: Doc) -> tuple[list[str], list[int]]:
    """Return lower-case words with the dots of abbreviations ("Maj." is two tokens), and where each begins."""
    lowers: list[str] = []
    starts: list[int] = []
    for token in doc:
        if token.text == "." and lowers and lowers[-1].isalpha() and token.idx and not token.is_sent_end:
            lowers[-1] += "."
        else:
            lowers.append(token.lower_)
            starts.append(token.i)
    return lowers, [*starts, len(doc)]
