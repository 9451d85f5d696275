"""Find the cues at the head of a predicate."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from coalition.lexicons.cues import Cue, CueKind, CueLexicon, CuePhrase, TargetKind, WordClass
from coalition.pipeline.clauses import has_be
from coalition.stance import Polarity

_SELF = "itself"  # in a phrase: any word for one's self
MAX_GAP = 6  # from one word of a phrase to the next: "ordered two dozen suspected spies to leave"
_WHEN_OR_WHERE = frozenset({"DATE", "TIME", "GPE"})
_NAMING = frozenset({"amod", "compound", "nmod", "pcomp"})
_CLASS_POS = {
    WordClass.VERB: frozenset({"VERB", "AUX", "ADJ", "NOUN"}),
    WordClass.NOUN: frozenset({"NOUN", "PROPN"}),
    WordClass.ADJECTIVE: frozenset({"ADJ", "VERB", "ADV", "ADP"}),
    WordClass.PHRASE: frozenset({"ADP", "ADV", "NOUN", "ADJ", "VERB", "DET", "SCONJ", "PROPN", "PRON"}),
}


@dataclass(frozen=True, slots=True)
class Match:
    """A cue found at a head: its rule and the token indices of its words, in text order."""

    cue: Cue
    tokens: tuple[int, ...]
    word_class: WordClass
    needs_be: bool


def match_cues(head: Token, lexicon: CueLexicon) -> list[Match]:
    """Return the cues whose phrase starts at a head, longest and densest phrase first, at most one match a cue."""
    phrases = [
        phrase for word in dict.fromkeys((head.lemma_.lower(), head.lower_)) for phrase in lexicon.by_head.get(word, ())
    ]
    if phrases and _is_pseudo(head, lexicon):  # who "leaves for Haiti" leaves nothing, but soldiers are on their way
        phrases = [phrase for phrase in phrases if phrase.cue.target is TargetKind.CONTINGENT]
    found: dict[str, Match] = {}
    part_of_speech = head.pos_
    near = _words_near(head) if any(phrase.tail for phrase in phrases) else frozenset()
    for phrase in phrases:
        if part_of_speech not in _CLASS_POS[phrase.word_class] or not _may_follow(phrase, near):
            continue
        tokens = _match_phrase(head, part_of_speech, phrase)
        known = found.get(phrase.cue.id)
        if tokens and (known is None or (len(tokens), phrase.needs_be) > (len(known.tokens), known.needs_be)):
            found[phrase.cue.id] = Match(phrase.cue, tokens, phrase.word_class, phrase.needs_be)
    return sorted(found.values(), key=lambda match: (-len(match.tokens), match.tokens[-1] - match.tokens[0]))


def _words_near(head: Token) -> Set[str]:
    """Return the forms and lemmas among which the second word of a phrase must be."""
    behind = head.doc[head.i + 1 : head.i + 1 + MAX_GAP]
    return {form for token in behind for form in (token.lower_, token.lemma_.lower())}


def _may_follow(phrase: CuePhrase, near: Set[str]) -> bool:
    """Tell, before the phrase is looked at word by word, whether its second word may stand near the first."""
    is_behind = phrase.tail and phrase.word_class is not WordClass.NOUN and phrase.tail[0] != _SELF
    return not is_behind or phrase.tail[0] in near


class CueFinder:
    """The cues of one Doc; several rooms ask for those of one head."""

    def __init__(self, lexicon: CueLexicon) -> None:
        self._lexicon = lexicon
        self._found: dict[int, list[Match]] = {}

    def may_judge(self, head: Token) -> bool:
        """Tell whether a judgement may have its head here."""
        return head.lemma_.lower() in self._lexicon.judging or head.lower_ in self._lexicon.judging

    def at(self, head: Token) -> list[Match]:
        """Return what ``match_cues`` finds at a head."""
        found = self._found.get(head.i)
        if found is None:
            found = self._found[head.i] = match_cues(head, self._lexicon)
        return found


def best_of(matches: Iterable[Match], kind: CueKind) -> Match | None:
    """Return the longest match of a kind, the first in the file among equals, or None."""
    return next((match for match in matches if match.cue.kind is kind), None)


def best_predicate(matches: Sequence[Match]) -> Match | None:
    """Return the longest predicate, among equals that of a contingent: "its soldiers would stay until June"."""
    best = best_of(matches, CueKind.PREDICATE)
    own = next((match for match in matches if match.cue.target is TargetKind.CONTINGENT), best)
    return own if own is not None and best is not None and len(own.tokens) == len(best.tokens) else best


def _match_phrase(head: Token, part_of_speech: str, phrase: CuePhrase) -> tuple[int, ...] | None:
    word_class = phrase.word_class
    if word_class is WordClass.VERB and part_of_speech in ("NOUN", "ADJ") and not phrase.needs_be:
        return None
    needs_be = phrase.needs_be or (word_class is WordClass.ADJECTIVE and part_of_speech == "VERB")
    if needs_be and not has_be(head):
        return None
    if phrase.word_class is WordClass.NOUN:
        return _words_before(head, phrase.tail)
    tokens = words_after(head, phrase.tail)
    if tokens and phrase.tail[-1:] == ("no",) and head.doc[tokens[-1]].dep_ == "det":
        return None  # who "said no soldiers would be sent" has not said no
    return tokens


def words_after(head: Token, words: Sequence[str]) -> tuple[int, ...] | None:
    """Return the indices of head and words, each within ``MAX_GAP`` tokens of the one before, or None."""
    indices = [head.i]
    for word in words:
        index = _word_within_reach(head.doc, indices[-1] + 1, word)
        if index is None:
            return None
        indices.append(index)
    return tuple(indices)


def _word_within_reach(doc: Doc, start: int, word: str) -> int | None:
    for token in doc[start : start + MAX_GAP]:
        if token.is_sent_start:
            return None
        if _is_word(token, word) and not _dates(token) and not _ends_compound(token):
            return token.i
        if _breaks(token):
            return None
    return None


def _words_before(head: Token, words: tuple[str, ...]) -> tuple[int, ...] | None:
    start = head.i - len(words)
    is_there = start >= 0 and all(_is_word(head.doc[start + k], word) for k, word in enumerate(words))
    return tuple(range(start, head.i + 1)) if is_there and start >= head.sent.start else None


def _is_word(token: Token, word: str) -> bool:
    if word == _SELF:  # "distanced themselves", "distanced himself"
        return token.lower_.endswith(("self", "selves"))
    return word in (token.lower_, token.lemma_.lower())


def _ends_compound(token: Token) -> bool:
    """Tell whether a word is the end of a hyphenated one: who is "backing the phase-out" does not back out."""
    return (
        token.i > 1 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_ and not token.nbor(-2).whitespace_
    )


def _dates(token: Token) -> bool:
    """Tell whether a preposition only opens a date or a place: "in" in "stepped up its talk in recent days"."""
    return token.lower_ in ("in", "on", "at") and any(child.ent_type_ in _WHEN_OR_WHERE for child in token.children)


def _breaks(token: Token) -> bool:
    # A finite verb, a clause mark or a hard stop ends the phrase; so does the contrary
    # preposition in "voted against the motion for a ban".
    return (
        token.lower_ == "against"
        or token.text in (",", ";", ":", "(", ")", '"')
        or token.dep_ in ("mark", "relcl", "advcl")
        or (token.dep_ == "conj" and token.pos_ == "VERB")  # "signed and kept the ban on" is no "signed on"
        or (token.dep_ == "nsubj" and token.head.pos_ != "ADJ")  # but "made seven bases available"
    )


def _is_pseudo(head: Token, lexicon: CueLexicon) -> bool:
    doc = head.doc
    for offset in range(3):
        start = head.i - offset
        if start < 0:
            break
        for words in lexicon.pseudo.get(doc[start].lower_, ()):
            if words[offset : offset + 1] == (head.lower_,) and _spells(doc[start : start + len(words)].text, words):
                return True
    return False


def _spells(text: str, words: tuple[str, ...]) -> bool:
    return text.lower().split() == list(words)


def match_act(head: Token, acts: Mapping[tuple[str, ...], float]) -> tuple[tuple[int, ...], float] | None:
    """Return the tokens and the weight of the heaviest act phrase at a head ("launch strike"), or None.

    The weight of an act against the initiative is below 0.
    """
    lemma = head.lemma_.lower()
    best: tuple[tuple[int, ...], float] | None = None
    is_name = head.tag_ == "VBG" and head.dep_ in _NAMING  # "the ban on logging", but "went on logging the hills"
    is_name = is_name and not any(child.dep_ == "dobj" for child in head.children)
    for words, weight in acts.items():
        if words[0] != lemma or (is_name and weight < 0 and len(words) == 1):
            continue
        tokens = words_after(head, words[1:]) or _passive_object(head, words[1:])
        if (
            tokens
            and not _is_topic_only(head, tokens)
            and (best is None or (len(tokens), abs(weight)) > (len(best[0]), abs(best[1])))
        ):
            best = tokens, weight
    return best


def _passive_object(head: Token, words: tuple[str, ...]) -> tuple[int, ...] | None:
    """Return head and passive subject where that is the object of an act: "strikes were carried out by"."""
    *particles, last = words or ("",)
    subject = next((c for c in head.children if c.dep_ == "nsubjpass" and c.lemma_.lower() == last), None)
    rest = words_after(head, particles) if subject is not None else None
    return tuple(sorted((*rest, subject.i))) if rest and subject is not None else None


def _is_topic_only(head: Token, act: tuple[int, ...]) -> bool:
    """Tell whether the object of an act is only what its real object is about: "blocked an embargo on arms sales"."""
    noun = head.doc[act[-1]]
    link = noun.head
    return noun.dep_ == "pobj" and link.lower_ in ("on", "over", "against") and link.head.dep_ == "dobj"


def joined_opponents(head: Token, cues: CueFinder) -> Token | None:
    """Return on whose side somebody comes: "joined the opponents of the ban" is no joining of the ban."""
    for noun in (child for child in head.children if child.dep_ == "dobj" and child.pos_ == "NOUN"):
        match = best_predicate(cues.at(noun))
        if match is not None and match.cue.affirmed.polarity is Polarity.AGAINST:
            return noun
    return None
