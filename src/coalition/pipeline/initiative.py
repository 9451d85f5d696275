"""What the article is about: the joint undertaking, its words, and whether the article is about leaving it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import sqrt

from spacy.tokens import Doc, Span, Token

from coalition.lexicons.undertakings import Family, Undertakings
from coalition.pipeline.parsing import blocks_of
from coalition.reading.article import BlockKind

LEDE_BLOCKS = 3  # paragraphs of the lede; a fourth adds background (read off train.jsonl)
TITLE_WEIGHT, LEDE_WEIGHT, BODY_WEIGHT = 4.0, 2.0, 1.0
WEAK_NOUN, WEAK_IN_TITLE, ACT_VERB = 0.4, 0.8, 0.7  # how far a noun with other senses, and a verb, speak for a family
WEAK_NAME = 0.7  # a noun with other senses is close to the initiative where a surer one names it
NAMED, RELATED = 0.75, 0.4  # weights from which a word names the initiative or is close to it


@dataclass(frozen=True, slots=True)
class Initiative:
    """The undertaking that stances are toward.

    ``weights`` maps noun lemmas (one word or two joined by a space) to how surely they
    mean it, 0 to 1; ``acts`` maps the phrases of verbs that are taking part in it to
    the same. ``is_exit`` tells that the article is about somebody leaving it, so that
    "the decision" and "the move" are against it; ``exits`` holds the token indices of
    the verbs and nouns of leaving.
    """

    name: str
    is_given: bool
    family: str | None
    weights: Mapping[str, float]
    acts: Mapping[tuple[str, ...], float]
    is_exit: bool
    lede_end: int = 0
    members: frozenset[str] = field(default_factory=frozenset)
    exits: tuple[int, ...] = ()


def find_initiative(doc: Doc, undertakings: Undertakings, given: str | None = None) -> Initiative:
    """Find the initiative in title, lede and headings, or take the given one.

    Returns:
        An initiative without a family, and with an empty name, when the text names no undertaking.
    """
    tokens = list(_weighted_tokens(doc))
    scores = _family_scores(tokens, undertakings, given)
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    top = ranked[0] if ranked else (None, 0.0)
    weights = _noun_weights(doc, dict(ranked), top[1], undertakings)
    main = undertakings.families[top[0]].nouns if top[0] else frozenset()
    name, heads = _name(doc, {n: w for n, w in weights.items() if n in main}, undertakings, given)
    for lemma in heads:
        weights[lemma] = 1.0
    weights |= dict.fromkeys(_acronyms(doc, weights), 1.0)
    exits = _exits(tokens, weights, undertakings)
    return Initiative(
        name=name,
        is_given=given is not None,
        family=top[0],
        weights=weights,
        acts=_act_weights(dict(ranked), top[1], undertakings),
        is_exit=sum(weight for _, weight in exits) >= EXIT_SCORE,
        exits=tuple(index for index, _ in exits),
        lede_end=_lede_end(doc),
        members=frozenset().union(*(undertakings.families[name].members for name, _ in ranked[:2])),
    )


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
    """Return a noun's lemma alone and with the word before it: ("strike", "air strike")."""
    lemma = token.lemma_.lower()
    if token.i and token.nbor(-1).dep_ in ("compound", "amod", "nmod") and token.nbor(-1).head.i == token.i:
        return lemma, f"{token.nbor(-1).lemma_.lower()} {lemma}"
    return lemma, lemma


def is_distractor(token: Token, undertakings: Undertakings) -> bool:
    """Tell whether a modifier makes a family noun name something else: "chemical attack"."""
    return any(
        child.dep_ in ("amod", "compound", "nmod") and child.lower_ in undertakings.distractors
        for child in token.children
    )


def _family_scores(
    tokens: list[tuple[Token, float]], undertakings: Undertakings, given: str | None
) -> dict[str, float]:
    scores: defaultdict[str, float] = defaultdict(float)
    given_words = set(given.lower().split()) if given else set()
    for token, weight in tokens:
        is_noun = token.pos_ in ("NOUN", "PROPN")
        if not (is_noun or token.pos_ == "VERB") or (is_noun and is_distractor(token, undertakings)):
            continue
        names = set(compound_lemmas(token)) if is_noun else {token.lemma_.lower()}
        hits = [f for f in undertakings.families.values() if _hits(f, names, is_noun=is_noun)]
        for family in hits:
            weak = WEAK_IN_TITLE if weight == TITLE_WEIGHT else WEAK_NOUN
            kind = weak if is_noun and not names & (family.nouns - family.weak) else 1.0 if is_noun else ACT_VERB
            scores[family.id] += weight / len(hits) * kind * (1.0 if family.joint else 0.5)
    for family in undertakings.families.values():
        if given_words & (family.nouns | {noun + "s" for noun in family.nouns}):
            scores[family.id] += 10 * max(scores.values(), default=1.0)
    return {name: score for name, score in scores.items() if score > 0}


def _hits(family: Family, names: set[str], *, is_noun: bool) -> bool:
    if is_noun:
        return bool(names & family.nouns)
    return any((name,) in family.acts for name in names)


def _noun_weights(doc: Doc, scores: dict[str, float], top: float, undertakings: Undertakings) -> dict[str, float]:
    present = {lemma for token in doc if token.pos_ in ("NOUN", "PROPN") for lemma in compound_lemmas(token)}
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


def _act_weights(scores: dict[str, float], top: float, undertakings: Undertakings) -> dict[tuple[str, ...], float]:
    acts: dict[tuple[str, ...], float] = {}
    for name, score in scores.items():
        for act in undertakings.families[name].acts:
            acts[act] = max(_scaled(score, top), acts.get(act, 0.0))
    return {act: weight for act, weight in acts.items() if weight >= RELATED}


def _name(
    doc: Doc, weights: Mapping[str, float], undertakings: Undertakings, given: str | None
) -> tuple[str, set[str]]:
    """Return the fullest frequent phrase for the initiative and its topic words."""
    if given:
        words = {word.lower() for word in given.split() if len(word) > 3}
        return given, words | {word.removesuffix("s") for word in words}
    phrases: defaultdict[str, float] = defaultdict(float)
    shown: dict[str, str] = {}
    block_weights = {index: weight for block, weight in _named_blocks(doc) for index in range(block.start, block.end)}
    for chunk in doc.noun_chunks:  # once: a block's own noun_chunks would walk the whole Doc each time
        weight = block_weights.get(chunk.root.i)
        if weight is not None:
            if max(weights.get(lemma, 0.0) for lemma in compound_lemmas(chunk.root)) < NAMED:
                continue
            if is_distractor(chunk.root, undertakings):
                continue
            phrase = _phrase(chunk)
            if phrase:
                phrases[phrase.lower()] += weight
                shown.setdefault(phrase.lower(), phrase)
    if not phrases:
        return "", set()
    best = max(phrases, key=lambda phrase: (sqrt(phrases[phrase]) * min(len(phrase.split()), MAX_NAME), phrase))
    return shown[best], set()


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


def _phrase(chunk: Span) -> str:
    start = chunk.start
    while start < chunk.end and (
        chunk.doc[start].pos_ in ("DET", "PRON", "NUM", "PUNCT") or chunk.doc[start].dep_ == "poss"
    ):
        start += 1
        if start < chunk.end and chunk.doc[start].lower_ == "'s":
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
    """Return the token indices of leaving the undertaking, with the weight of their place."""
    found = []
    for token, weight in tokens:
        lemma = token.lemma_.lower()
        is_verb = token.pos_ == "VERB" and lemma in undertakings.exit_verbs
        is_noun = token.pos_ == "NOUN" and lemma in undertakings.exit_nouns
        is_not_kept = lemma in undertakings.keep_verbs and any(child.dep_ == "neg" for child in token.children)
        if (is_verb or is_noun or is_not_kept) and _governs(token, weights):
            found.append((token.i, weight))
    return found


EXIT_SCORE = 4.0  # one in the title, or two in the lede, or four in the body


def _governs(head: Token, weights: Mapping[str, float]) -> bool:
    below = [t for t in head.subtree if t.i > head.i and t.i - head.i <= 8]
    return any(weights.get(lemma, 0.0) >= NAMED for t in below for lemma in compound_lemmas(t))
