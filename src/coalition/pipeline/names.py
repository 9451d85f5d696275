"""Where persons are named: entity spans cleaned into name spans, with the words that names are compared by."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from coalition.lexicons.names import NameLexicon, fold, name_words
from coalition.pipeline.parsing import blocks_of

MAX_WORDS = 7  # "Sheikh Mohammed bin Zayed Al Nahyan" has five; longer runs are menus and credits
_LEADING = frozenset(
    {"JJ", "RB", "IN", "DT", "NN", "PRP$", "VBG", "VBN"}
)  # "Churchillian Netanyahu", "candidate Trump"
MAX_CREDIT = 25  # words of a line that begins like a credit and is one
_OTHER_LABELS = frozenset({"DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "NORP", "LANGUAGE"})


@dataclass(frozen=True, slots=True)
class Name:
    """One place where a person is named, a half-open token range without title and possessive.

    ``words`` are folded and hold neither particles nor the "Jr." behind a name, so that
    "Mohammed bin Salman" is ("mohammed", "salman") and "Jean-Yves Le Drian" is
    ("jean-yves", "drian"). ``honorific`` is the folded "mr" or "sir" before it.
    """

    start: int
    end: int
    words: tuple[str, ...]
    honorific: str | None = None
    in_heading: bool = False
    is_modifier: bool = False


class Taken:
    """Token ranges that names must not enter: titles, countries, and names found before."""

    def __init__(self, size: int) -> None:
        self._marks = bytearray(size)

    def add(self, start: int, end: int) -> None:
        """Close a token range."""
        self._marks[start:end] = b"\x01" * (end - start)

    def __contains__(self, index: int) -> bool:
        return bool(self._marks[index])


def spans_of(doc: Doc, key: str) -> list[Span]:
    """Return the spans that a component before has set, [] where it did not run."""
    return list(doc.spans[key]) if key in doc.spans else []


def parts_of(tokens: Iterable[Token], lexicon: NameLexicon) -> tuple[str, ...]:
    """Return the words of a name as they are compared, or () where nothing but particles is left."""
    return name_words("".join(token.text_with_ws for token in tokens), lexicon)


def name_runs(span: Span, lexicon: NameLexicon, taken: Taken) -> Iterator[tuple[int, int]]:
    """Split an entity into the token ranges that can be names.

    The recogniser glues what stands side by side ("Alex Azar Alex Wong/Getty Images",
    "Rear Adm. John Kirby"); titles, platforms, marks and digits end a range.
    """
    start: int | None = None
    for token in span:
        if _is_name_part(token, lexicon, taken):
            start = token.i if start is None else start
        elif start is not None:
            yield start, token.i
            start = None
    if start is not None:
        yield start, span.end


def _is_name_part(token: Token, lexicon: NameLexicon, taken: Taken) -> bool:
    if token.i in taken:
        return False
    text = token.text
    if text == "-":
        return _is_glued(token)
    word = fold(text)
    if not word or not word.replace("-", "").isalpha() or word in lexicon.not_persons.words:
        return False
    return text[0].isupper() or word in lexicon.particles or _is_second_half(token)


def _is_second_half(token: Token) -> bool:
    # "Ban Ki-moon" is tokenised as "Ki", "-", "moon".
    return (
        token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).text[:1].isupper() and _is_glued(token.nbor(-1))
    )


def _is_glued(hyphen: Token) -> bool:
    return not hyphen.whitespace_ and hyphen.i > 0 and not hyphen.nbor(-1).whitespace_


def trim(doc: Doc, start: int, end: int, lexicon: NameLexicon) -> tuple[int, int]:
    """Drop honorifics and marks at both ends of a range, and particles that no name follows."""
    while start < end and (doc[start].text == "-" or _is_no_name(doc[start], lexicon, is_last=start == end - 1)):
        start += 1
    while start < end and (doc[end - 1].text == "-" or _is_loose_particle(doc[end - 1], lexicon)):
        end -= 1
    return start, end


def _is_no_name(token: Token, lexicon: NameLexicon, *, is_last: bool) -> bool:
    return lexicon.is_honorific(fold(token.text)) or (token.tag_ in _LEADING and not is_last)


def _is_loose_particle(token: Token, lexicon: NameLexicon) -> bool:
    return token.text.islower() and fold(token.text) in lexicon.particles


def widen(doc: Doc, start: int, end: int, lexicon: NameLexicon, taken: Taken) -> tuple[int, int]:
    """Take in the name words beside a range that the recogniser left out ("Sacha Sergio [Llorenti Soliz]")."""
    while start > 0 and _belongs(doc[start - 1], doc[start], lexicon, taken):
        start -= 1
    while end < len(doc) and _belongs(doc[end], doc[end - 1], lexicon, taken):
        end += 1
    return start, end


def _belongs(token: Token, neighbour: Token, lexicon: NameLexicon, taken: Taken) -> bool:
    if not _is_name_part(token, lexicon, taken):
        return False
    if token.text == "-" or (neighbour.text == "-" and (token.i > neighbour.i or not token.whitespace_)):
        return True
    if token.ent_type_ in _OTHER_LABELS or token.ent_type_ == "GPE":
        return False
    if fold(token.text) in lexicon.particles:
        return token.i < neighbour.i and (token.text[0].islower() or token.tag_ == "NNP")
    linked = token.head.i == neighbour.i or neighbour.head.i == token.i or token.head.i == neighbour.head.i
    if not linked and token.i < neighbour.i:
        linked = lexicon.gender_of(fold(token.text)) is not None or _opens_phrase(token, taken)
    return token.tag_ == "NNP" and linked and not _breaks(token, neighbour)


def _opens_phrase(token: Token, taken: Taken) -> bool:
    return token.i > 0 and (token.i - 1 in taken or token.nbor(-1).text == ",") and not token.ent_type_


def _breaks(token: Token, neighbour: Token) -> bool:
    first = token if token.i < neighbour.i else neighbour
    return "\n" in first.whitespace_ or not first.whitespace_ or token.is_upper != neighbour.is_upper


def honorific_before(doc: Doc, start: int, lexicon: NameLexicon) -> str | None:
    """Return the folded honorific before a token index, or None."""
    if start == 0:
        return None
    word = fold(doc[start - 1].text)
    return word if lexicon.is_honorific(word) or word in lexicon.honorifics.first_name else None


def is_thing(doc: Doc, start: int, end: int, lexicon: NameLexicon) -> bool:
    """Tell whether the words around make a name a thing: "Kennedy Center", "USS Porter", "the Ahrar al-Sham"."""
    if end < len(doc) and doc[end].text[:1].isupper() and fold(doc[end].text) in lexicon.not_persons.after:
        return True
    if end - start > 1 and fold(doc[end - 1].text) in lexicon.not_persons.after:
        return True
    return start > 0 and fold(doc[start - 1].text) in lexicon.not_persons.before


def is_modifier(doc: Doc, end: int, lexicon: NameLexicon) -> bool:
    """Tell whether a name ending at a token index only modifies: "the Trump administration", "a Merkel ally"."""
    if end >= len(doc) or doc[end - 1].dep_ not in ("compound", "nmod", "amod", "poss"):
        return False
    following = doc[end]
    if fold(following.text) in lexicon.not_persons.government:
        return True
    return doc[end - 1].head.i >= end and following.tag_ in ("NN", "NNS") and doc[end - 1].dep_ == "compound"


def credit_ranges(doc: Doc, lexicon: NameLexicon) -> Taken:
    """Mark the sentences that name the makers of a page: "Jane Roe contributed to this report"."""
    taken = Taken(len(doc))
    for block in blocks_of(doc):
        lower = block.text.lower()
        if not any(
            phrase.partition(" * ")[0] in lower for phrase in (*lexicon.credits.anywhere, *lexicon.credits.at_start)
        ):
            continue
        for sent in _sentences(block):
            if _is_credit(sent.text.lower(), lexicon):
                taken.add(sent.start, sent.end)
    return taken


def _sentences(block: Span) -> Iterator[Span]:
    start = block.start
    while start < block.end:
        sent = block.doc[start].sent
        yield sent
        start = max(sent.end, start + 1)


def _is_credit(lower: str, lexicon: NameLexicon) -> bool:
    if lower.lstrip("(-[ ").startswith(lexicon.credits.at_start) and len(lower.split()) <= MAX_CREDIT:
        return True
    for phrase in lexicon.credits.anywhere:
        head, _, tail = phrase.partition(" * ")
        at = lower.find(head)
        if at >= 0 and (not tail or tail in lower[at:]):
            return True
    return False
