"""What the article is about: the joint undertaking, its words, and whether the article is about leaving it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from math import sqrt

from spacy.tokens import Doc, Span, Token

from coalition.lexicons.undertakings import Undertakings
from coalition.pipeline.countries import COUNTRIES_KEY
from coalition.pipeline.mirrors import NameParts, aim_of, read_name, stems_of
from coalition.pipeline.parsing import blocks_of
from coalition.reading.article import BlockKind

LEDE_BLOCKS = 3  # paragraphs of the lede; a fourth adds background (read off train.jsonl)
TITLE_WEIGHT, LEDE_WEIGHT, BODY_WEIGHT = 4.0, 2.0, 1.0
WEAK_NOUN, WEAK_IN_TITLE, ACT_VERB = 0.4, 0.8, 0.7  # how far a noun with other senses, and a verb, speak for a family
GIVEN_WEIGHT = 10.0  # a given name outweighs whatever the article speaks of
WEAK_NAME = 0.7  # a noun with other senses is close to the initiative where a surer one names it
_NOUNS = frozenset({"NOUN", "PROPN"})
NAMED, RELATED = 0.75, 0.4  # weights from which a word names the initiative or is close to it


@dataclass(frozen=True, slots=True)
class Initiative:
    """The undertaking that stances are toward.

    ``weights`` maps noun lemmas (one word or two joined by a space) to how surely they
    mean its base, 0 to 1: the undertaking itself or, where ``is_mirror`` holds, the one
    that it undoes ("games" in "boycott of the games"). ``turns`` holds the nouns that
    undo the base, with or without naming it ("boycott"); ``is_ban`` tells that it can be
    left and joined like an agreement ("moratorium on whaling"). ``heads`` holds those nouns that name
    an undertaking and not only its subject ("deal", not "nuclear"). ``acts`` maps the
    phrases of verbs that are taking part in the initiative to how surely they do, below
    0 where they are staying out. ``is_exit`` tells that the article is about somebody
    leaving the base, so that "the decision" and "the move" are against it; ``exits``
    holds the token indices of the verbs and nouns of leaving; ``places`` the codes of the
    countries in the name, ``topics`` the words of the base's name beside its head.
    """

    name: str
    is_given: bool
    family: str | None
    weights: Mapping[str, float]
    acts: Mapping[tuple[str, ...], float]
    is_exit: bool
    is_mirror: bool = False
    is_ban: bool = False
    turns: frozenset[str] = field(default_factory=frozenset)
    heads: frozenset[str] = field(default_factory=frozenset)
    lede_end: int = 0
    members: frozenset[str] = field(default_factory=frozenset)
    exits: tuple[int, ...] = ()
    places: frozenset[str] = field(default_factory=frozenset)
    topics: frozenset[str] = field(default_factory=frozenset)

    @property
    def words(self) -> frozenset[str]:
        """The nouns that name it: "boycott" and "games", where it is the boycott of the games."""
        named = {lemma for lemma, weight in self.weights.items() if weight >= NAMED}
        return frozenset(named | self.turns if self.is_mirror else named)


def find_initiative(doc: Doc, undertakings: Undertakings, given: str | None = None) -> Initiative:
    """Find the initiative in title, lede and headings, or take the given one.

    Returns:
        An initiative without a family, and with an empty name, when the text names no undertaking.
    """
    tokens = list(_weighted_tokens(doc))
    lemmas = {token.i: compound_lemmas(token) for token in doc if token.pos_ in _NOUNS}
    scores = _family_scores(tokens, lemmas, undertakings, given)
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    top = ranked[0] if ranked else (None, 0.0)
    nouns = _noun_weights(frozenset(chain.from_iterable(lemmas.values())), dict(ranked), top[1], undertakings)
    main = undertakings.families[top[0]].nouns if top[0] else frozenset()
    name = given or _name(doc, {noun: weight for noun, weight in nouns.items() if noun in main}, undertakings)
    parts = read_name(name, undertakings)
    sides = _Sides(parts, undertakings, top[0])
    weights = {noun: weight for noun, weight in nouns.items() if noun not in sides.turns}
    if given or parts.is_mirror:
        weights |= dict.fromkeys(parts.words, 1.0)
    weights |= dict.fromkeys(_acronyms(doc, weights), 1.0)
    exits = _exits(tokens, weights, undertakings)
    return Initiative(
        name=name,
        is_given=given is not None,
        family=top[0],
        weights=weights,
        acts=_act_weights(dict(ranked), top[1], sides) | _banned_acts(parts, undertakings),
        is_exit=parts.is_mirror or sum(weight for _, weight in exits) >= EXIT_SCORE,
        is_mirror=parts.is_mirror,
        is_ban=bool(parts.turns) and parts.turns[0] in undertakings.bans,
        turns=sides.turns,
        heads=frozenset({noun for noun, weight in nouns.items() if weight >= NAMED} | parts.heads),
        exits=tuple(index for index, _ in exits),
        lede_end=_lede_end(doc),
        places=_places(doc, name, undertakings),
        topics=parts.words - parts.heads,
        members=frozenset().union(*(undertakings.families[name].members for name, _ in ranked[:2])),
    )


class _Sides:
    """Sorts families by what taking part in them is to the initiative."""

    def __init__(self, parts: NameParts, undertakings: Undertakings, top: str | None) -> None:
        self.families = undertakings.families
        self._parts = parts
        own = [family for family in self.families.values() if family.nouns & set(parts.turns) or family.id == top]
        own = own if parts.is_mirror else []
        words = parts.heads | parts.words
        mirrors = {noun for family in self.families.values() if family.mirror for noun in family.nouns}
        # "halt of arms exports": "ban" and "freeze" say the same; "end of the ban": they are what is ended
        kin = {noun for family in own if not family.nouns & words for noun in family.nouns}
        if own and parts.turns[0] in undertakings.bans:
            kin |= undertakings.ban_kin  # "the arms ban" is called an embargo further down
        self.turns = frozenset({*parts.turns, *mirrors, *kin} - words)
        self._own = {family.id for family in own if not family.nouns & words}
        self._torn = {family.id for family in own} - self._own

    def sign(self, family: str) -> int:
        """Return 1 where acts of a family are taking part in the initiative, -1 where they are not, 0 for neither."""
        if family in self._torn:
            return 0
        undoes = self.families[family].mirror or family in self._own
        return 1 if undoes == self._parts.is_mirror else -1


def _places(doc: Doc, name: str, undertakings: Undertakings) -> frozenset[str]:
    """Return the countries that a name is directed to: Syria's in "U.S. strikes on Syria"."""
    aim = aim_of(name, undertakings)
    return frozenset(span.kb_id_ for span in doc.spans.get(COUNTRIES_KEY, []) if span.text in aim)


def _weighted_tokens(doc: Doc) -> Iterable[tuple[Token, float]]:
    paragraphs = 0
    for block in blocks_of(doc):
        if block.label_ in (BlockKind.TITLE.value, BlockKind.HEADING.value):
            weight = TITLE_WEIGHT if block.label_ == BlockKind.TITLE.value else LEDE_WEIGHT
        else:
            paragraphs += 1
            weight = LEDE_WEIGHT if paragraphs <= LEDE_BLOCKS else BODY_WEIGHT
        for token in block:
            yield token, weight


def _lede_end(doc: Doc) -> int:
    paragraphs = [b for b in blocks_of(doc) if b.label_ not in (BlockKind.TITLE.value, BlockKind.HEADING.value)]
    return paragraphs[min(LEDE_BLOCKS, len(paragraphs)) - 1].end if paragraphs else 0


def compound_lemmas(token: Token) -> tuple[str, str]:
    """Return a noun's lemma alone and with the word before it: ("strike", "air strike"), ("out", "phase-out")."""
    lemma = token.lemma_.lower()
    if token.i:
        before = token.nbor(-1)
        if before.text == "-" and token.i > 1 and not before.whitespace_:
            return lemma, f"{token.nbor(-2).lower_}-{lemma}"
        if before.dep_ in ("compound", "amod", "nmod") and before.head.i == token.i:
            return lemma, f"{before.lemma_.lower()} {lemma}"
    return lemma, lemma


def is_distractor(token: Token, undertakings: Undertakings) -> bool:
    """Tell whether a modifier makes a family noun name something else: "chemical attack"."""
    lemma = token.lemma_.lower()
    return any(
        child.dep_ in ("amod", "compound", "nmod")
        and not undertakings.distractors.isdisjoint((child.lower_, f"{child.lower_} {lemma}"))
        for child in token.children
    )


def _family_scores(
    tokens: list[tuple[Token, float]],
    lemmas: Mapping[int, tuple[str, str]],
    undertakings: Undertakings,
    given: str | None,
) -> dict[str, float]:
    scores: defaultdict[str, float] = defaultdict(float)
    given_words = f" {given.lower()} " if given else ""
    for token, weight in tokens:
        is_noun = token.i in lemmas
        if not (is_noun or token.pos_ == "VERB"):
            continue
        names = set(lemmas[token.i]) if is_noun else {token.lemma_.lower()}
        index = undertakings.by_noun if is_noun else undertakings.by_verb
        hits = {family.id: family for name in names for family in index.get(name, ())}
        if is_noun and hits and is_distractor(token, undertakings):
            continue
        for family in hits.values():
            weak = WEAK_IN_TITLE if weight == TITLE_WEIGHT else WEAK_NOUN
            kind = weak if is_noun and not names & (family.nouns - family.weak) else 1.0 if is_noun else ACT_VERB
            scores[family.id] += weight / len(hits) * kind * (1.0 if family.joint else 0.5)
    boost = GIVEN_WEIGHT * max(scores.values(), default=1.0)
    parts = read_name(given or "", undertakings)
    heads = {*parts.turns, *parts.heads}  # "ban on network equipment" is a ban and no network
    for family in undertakings.families.values():
        if any(f" {noun} " in given_words or f" {noun}s " in given_words for noun in family.nouns):
            scores[family.id] += boost * (2 if family.nouns & heads else 1)
    return {name: score for name, score in scores.items() if score > 0}


def _noun_weights(
    present: frozenset[str], scores: dict[str, float], top: float, undertakings: Undertakings
) -> dict[str, float]:
    weights: dict[str, float] = {}
    for name, score in scores.items():
        weight = _scaled(score, top)
        family = undertakings.families[name]
        has_strong = bool((family.nouns - family.weak) & present)
        for noun in family.nouns & present:
            own = weight * WEAK_NAME if has_strong and noun in family.weak else weight
            weights[noun] = max(own, weights.get(noun, 0.0))
    return weights


def _scaled(score: float, top: float) -> float:
    ratio = score / top if top else 0.0
    return 1.0 if ratio >= 1 else 0.6 * ratio


def _act_weights(scores: dict[str, float], top: float, sides: _Sides) -> dict[tuple[str, ...], float]:
    acts: dict[tuple[str, ...], float] = {}
    for name, score in scores.items():
        weight = _scaled(score, top)
        if weight < RELATED:
            continue
        for act in sides.families[name].acts:
            acts[act] = max(weight * sides.sign(name), acts.get(act, 0.0), key=abs)
    return {act: weight for act, weight in acts.items() if weight}


def _banned_acts(parts: NameParts, undertakings: Undertakings) -> dict[tuple[str, ...], float]:
    """Return what is done by those whom a ban is to stop: to "test", where it is "the ban on missile tests"."""
    if not parts.is_mirror or parts.turns[0] not in undertakings.bans:
        return {}
    nouns = (noun for noun in parts.heads if " " not in noun)
    verbs = {verb for noun in nouns for verb in (noun, *stems_of(noun))}
    return {(verb,): -1.0 for verb in verbs}


def _name(doc: Doc, weights: Mapping[str, float], undertakings: Undertakings) -> str:
    """Return the fullest frequent phrase for the initiative."""
    phrases: defaultdict[str, float] = defaultdict(float)
    shown: dict[str, str] = {}
    block_weights = {index: weight for block, weight in _named_blocks(doc) for index in range(block.start, block.end)}
    chunks = [chunk for chunk in doc.noun_chunks if _names(chunk.root, weights, undertakings)]  # walks the whole Doc
    usual = Counter(token.lower_ for chunk in chunks for token in chunk if token.i < chunk.root.i)
    for chunk in chunks:
        weight = block_weights.get(chunk.root.i)
        phrase = _phrase(chunk, usual) if weight is not None else ""
        if phrase and weight is not None:
            phrases[phrase.lower()] += weight
            shown.setdefault(phrase.lower(), phrase)
    if not phrases:
        return ""
    best = max(phrases, key=lambda phrase: (sqrt(phrases[phrase]) * min(len(phrase.split()), MAX_NAME) ** 2, phrase))
    return shown[best]


_CUT = re.compile(r"[,\";:]|' ")  # what a name does not run across
MAX_NAME = 5  # words; a longer phrase is no better a name


def _named_blocks(doc: Doc) -> Iterable[tuple[Span, float]]:
    paragraphs = 0
    for block in blocks_of(doc):
        if block.label_ == BlockKind.TITLE.value:
            yield block, 2.0
        elif block.label_ == BlockKind.PARAGRAPH.value:
            paragraphs += 1
            yield block, 2.0 if paragraphs <= LEDE_BLOCKS else 1.0


def _names(root: Token, weights: Mapping[str, float], undertakings: Undertakings) -> bool:
    is_named = max(weights.get(lemma, 0.0) for lemma in compound_lemmas(root)) >= NAMED
    return is_named and not is_distractor(root, undertakings)


def _phrase(chunk: Span, usual: Mapping[str, int]) -> str:
    """Return what names the undertaking in a noun phrase: "air campaign against the group" of "their long air ..."."""
    root = chunk.root
    start = max((token.i + 1 for token in chunk if token.tag_ == "POS" and token.i < root.i), default=chunk.start)
    while start < root.i and _is_passing(chunk.doc[start], usual):
        start += 1
    end = chunk.end
    for child in chunk.root.rights:
        if child.dep_ == "prep" and child.i == end and child.lower_ in ("of", "against", "on", "for"):
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is not None and inner.i - child.i <= 4:
                end = inner.i + 1
    if any(token.pos_ == "NUM" for token in chunk.doc[start:end]):
        return ""  # "a vote of 107" counts, it does not name
    text = chunk.doc[start:end].text if start < chunk.end else ""
    return _CUT.split(text)[-1].strip(" '\"")


def _is_passing(token: Token, usual: Mapping[str, int]) -> bool:
    """Tell whether a word before the noun only describes it once: "the historic and unexpected agreement"."""
    if token.pos_ in ("NOUN", "PROPN") and token.ent_type_ not in ("DATE", "TIME"):
        return False
    is_classifier = token.pos_ in ("ADJ", "VERB") and token.tag_ not in ("JJR", "JJS")
    is_usual = usual[token.lower_] >= USUAL or token.ent_type_ in ("NORP", "GPE")
    return not (is_classifier and is_usual)


USUAL = 2  # times that a word stands before the noun in a text, from which it belongs to the name


def _acronyms(doc: Doc, weights: Mapping[str, float]) -> set[str]:
    """Return abbreviations introduced in brackets behind a name of the initiative: "... Bank (AIIB)"."""
    found = set()
    for token in doc[2:]:
        is_introduced = token.text.isupper() and len(token) in range(3, 8) and token.nbor(-1).text == "("
        if is_introduced and weights.get(token.nbor(-2).lemma_.lower(), 0.0) >= NAMED:
            found.add(token.lemma_.lower())
    return found


def _exits(
    tokens: list[tuple[Token, float]], weights: Mapping[str, float], undertakings: Undertakings
) -> list[tuple[int, float]]:
    """Return the token indices of leaving the undertaking, with the weight of their place, 0 for mere endings."""
    found = []
    for token, weight in tokens:
        lemma = token.lemma_.lower()
        is_verb = token.pos_ == "VERB" and lemma in undertakings.exit_verbs
        is_noun = token.pos_ == "NOUN" and lemma in undertakings.exit_nouns
        is_not_kept = lemma in undertakings.keep_verbs and any(child.dep_ == "neg" for child in token.children)
        is_ending = lemma in undertakings.endings and weights.get(lemma, 0.0) < NAMED
        if (is_verb or is_noun or is_not_kept or is_ending) and _governs(token, weights):
            found.append((token.i, 0.0 if is_ending else weight))
    return found


EXIT_SCORE = 4.0  # one in the title, or two in the lede, or four in the body


def _governs(head: Token, weights: Mapping[str, float]) -> bool:
    below = [t for t in head.subtree if t.i > head.i and t.i - head.i <= 8]
    return any(weights.get(lemma, 0.0) >= NAMED for t in below for lemma in compound_lemmas(t))
