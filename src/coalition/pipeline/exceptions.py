"""Countries that a sentence takes out of their list: "all but Hungary", "Ghana but not Togo", "either A or B"."""

from spacy.tokens import Doc, Token

from coalition.lexicons.grammar import Grammar
from coalition.lexicons.undertakings import Undertakings
from coalition.pipeline.actors import Actor

GROUP_DISTANCE = 8  # tokens: "every one of the other members, except", "Except for Chile, every country"
_SKIPPED = frozenset({"the", "even"})


def exception_group(actor: Actor, doc: Doc, grammar: Grammar, undertakings: Undertakings) -> Token | None:
    """Return the group that a country is excepted from: "every country" in "every country but Chile has signed".

    None where nothing is excepted. "Apart from Sweden, three countries will help" adds, and
    is no exception, since its subject is not all or none of them.
    """
    start = _list_start(actor, doc)
    words = _exception_words(doc, start, grammar)
    if not words:
        return None
    first = start - words
    group = _universal(doc, range(first - 1, max(doc[start].sent.start, first - GROUP_DISTANCE) - 1, -1), grammar)
    if group is not None or doc[first].lower_ == "but":
        return group
    end = max(actor.end, actor.list_end)
    ahead = _universal(doc, range(end, min(doc[start].sent.end, end + GROUP_DISTANCE)), grammar)
    if ahead is not None or doc[first].lower_ not in grammar.plain_exceptions:
        return ahead
    before = doc[first - 1] if first > doc[start].sent.start else None
    if before is not None and before.tag_ == "NNS" and before.lemma_.lower() in undertakings.gatherers:
        return before
    return None


def is_excluded(actor: Actor, doc: Doc, grammar: Grammar) -> bool:
    """Tell "but not Zimbabwe", "and not by Iran" from a member of the list; "not only Chad" is one."""
    index = actor.start - 1
    while index > 0 and (doc[index].lower_ in _SKIPPED or doc[index].pos_ == "ADP"):
        index -= 1
    if index <= 0 or doc[index].lower_ != "not" or index <= doc[actor.start].sent.start:
        return False
    return doc[index - 1].lower_ in grammar.gap_openers and doc[index + 1].lower_ not in ("only", "just", "merely")


def is_alternative(actor: Actor, doc: Doc) -> bool:
    """Tell that only one of a list is meant: "Either Norway or Denmark will lend its flagship"."""
    start = _list_start(actor, doc)
    return start > 0 and doc[start - 1].lower_ == "either"


def is_negative_group(group: Token, grammar: Grammar) -> bool:
    """Tell "no country", "none" from "all countries", "everybody"."""
    return any(token.lower_ in grammar.negative_universals for token in (group, *group.children))


def _list_start(actor: Actor, doc: Doc) -> int:
    start = actor.list_start if actor.list_start >= 0 else actor.start
    while start and doc[start - 1].lower_ in _SKIPPED and not doc[start].is_sent_start:
        start -= 1
    return start


def _exception_words(doc: Doc, start: int, grammar: Grammar) -> int:
    """Return how many words of exception stand right before a list, 0 where there are none."""
    phrases = grammar.exception_phrases
    before = tuple(token.lower_ for token in doc[max(start - len(phrases[0]), 0) : start])
    lengths = (len(words) for words in phrases if before[-len(words) :] == words)
    return next((length for length in lengths if start - length >= doc[start].sent.start), 0)


def _universal(doc: Doc, indices: range, grammar: Grammar) -> Token | None:
    for index in indices:
        token = doc[index]
        if token.lower_ in grammar.universals | grammar.negative_universals:
            return token.head if token.dep_ in ("det", "predet") else token
    return None
