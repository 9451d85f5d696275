"""References: pronouns and descriptions that stand for a country named elsewhere in the article.

Each link made here is an inference, is marked as one, and costs confidence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from coalition.lexicons.people import OfficeTitles
from coalition.pipeline.actors import Actor, Authority
from coalition.pipeline.clauses import SUBJECTS, first_conjunct
from coalition.reading.article import BlockKind

_PERSONAL = frozenset({"he", "she", "his", "her", "him"})
_FIRST = frozenset({"we", "our", "us", "i", "my", "ours"})
_PLURAL = frozenset({"they", "both", "their"})
_NATION_NOUNS = frozenset({"country", "nation", "kingdom", "republic", "island", "state", "neighbour", "neighbor", "government", "capital"})
_MAX_SENTENCES = 3  # how far back a pronoun may reach, read off train.jsonl


@dataclass(slots=True)
class _Memory:
    """Whom the text spoke of last, in reading order."""

    person: Actor | None = None
    nation: Actor | None = None
    pair: tuple[Actor, ...] = ()
    person_sentence: int = -99
    nation_sentence: int = -99
    pair_sentence: int = -99
    seen: list[Actor] = field(default_factory=list)


def find_references(
    doc: Doc, actors: Sequence[Actor], titles: OfficeTitles, topics: dict[int, str]
) -> list[Actor]:
    """Return actors for pronouns and descriptions that refer to a country.

    Args:
        doc: The parsed article.
        actors: The actors that are named, in text order.
        titles: The lexicon of offices and institutions.
        topics: Country codes by block index, where a heading makes a country the topic.
    """
    named: dict[int, list[Actor]] = {}
    for actor in actors:
        named.setdefault(doc[actor.head].sent.start, []).append(actor)
    memory, found = _Memory(), []
    taken = {i for actor in actors for i in (actor.head, *range(actor.start, actor.end))}
    for number, (sent, topic) in enumerate(_sentences(doc, topics)):
        waiting = sorted(named.get(sent.start, []), key=lambda actor: actor.end)
        for token in sent:
            while waiting and waiting[0].end <= token.i:
                _remember(doc, _same_list(waiting), number, memory)
            if token.i not in taken:
                found += _resolve(token, number, memory, topic, titles)
        _remember(doc, waiting, number, memory)
        _remember(doc, named.get(sent.start, []), number, memory)
    return found + list(_first_persons(doc))


def _sentences(doc: Doc, topics: dict[int, str]) -> Iterator[tuple[Span, str | None]]:
    from coalition.pipeline.parsing import blocks_of

    for block in blocks_of(doc):
        topic = topics.get(int(block.id_)) if block.id_ else None
        if block.label_ in (BlockKind.HEADING.value, BlockKind.TITLE.value):
            continue
        for sent in block.sents:
            yield sent, topic


def _same_list(waiting: list[Actor]) -> list[Actor]:
    """Take the next actor off the queue with the other members of its list."""
    first = waiting.pop(0)
    group = [first]
    while first.list_size > 1 and waiting and waiting[0].list_start == first.list_start:
        group.append(waiting.pop(0))
    return group


def _resolve(
    token: Token, number: int, memory: _Memory, topic: str | None, titles: OfficeTitles
) -> Iterator[Actor]:
    word = token.lower_
    if word in _PERSONAL and token.dep_ in ("nsubj", "nsubjpass", "poss"):
        if memory.person and number - memory.person_sentence <= _MAX_SENTENCES:
            authority = memory.person.authority
            if token.dep_ == "poss":
                if token.head.lemma_ in _NATION_NOUNS or titles.is_government(token.head.lemma_.lower()):
                    yield _refer(memory.person, token.head, Authority.GOVERNMENT)
            else:
                yield _refer(memory.person, token, authority)
        elif topic and token.dep_ != "poss":
            yield _topic(topic, token)
    elif word in ("it", "its") and memory.nation and number - memory.nation_sentence <= 1:
        if token.dep_ in SUBJECTS and token.dep_ != "expl":
            yield _refer(memory.nation, token, Authority.NATION)
        elif token.dep_ == "poss" and titles.is_government(token.head.lemma_.lower()):
            yield _refer(memory.nation, token.head, Authority.GOVERNMENT)
    elif word in ("they", "both") and len(memory.pair) > 1 and number - memory.pair_sentence <= 1 and token.dep_ in SUBJECTS:
        yield from (_refer(actor, token, Authority.NATION) for actor in memory.pair)
    elif token.pos_ == "NOUN":
        yield from _description(token, number, memory, topic, titles)


def _description(
    token: Token, number: int, memory: _Memory, topic: str | None, titles: OfficeTitles
) -> Iterator[Actor]:
    lemma = token.lemma_.lower()
    determiner = next((c.lower_ for c in token.children if c.dep_ in ("det", "predet", "poss", "nummod")), "")
    if lemma in _NATION_NOUNS and token.tag_ == "NNS" and _is_counted(token) and len(memory.pair) > 1:
        if number - memory.pair_sentence <= _MAX_SENTENCES and _count(token) in (None, len(memory.pair)):
            yield from (_refer(actor, token, Authority.NATION) for actor in memory.pair)
    elif determiner != "the" or any(c.dep_ in ("prep", "amod", "compound", "relcl") for c in token.children):
        return
    elif lemma in _NATION_NOUNS and token.tag_ == "NN":
        if topic:
            yield _topic(topic, token)
        elif memory.nation and number - memory.nation_sentence <= 1:
            yield _refer(memory.nation, token, Authority.NATION)
    elif titles.is_government(lemma) and topic:
        yield _topic(topic, token)


def _is_counted(token: Token) -> bool:
    return any(c.lower_ in ("both", "all", "these", "those", "two", "three", "four", "five", "six") for c in token.children)


def _count(token: Token) -> int | None:
    words = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
    return next((words[c.lower_] for c in token.children if c.lower_ in words), None)


def _refer(actor: Actor, token: Token, authority: Authority) -> Actor:
    return Actor(
        actor.code, token.i, token.i, token.i + 1, authority, is_inferred=True, person=actor.person, kind="reference"
    )


def _topic(code: str, token: Token) -> Actor:
    return Actor(code, token.i, token.i, token.i + 1, Authority.GOVERNMENT, is_inferred=True, kind="topic")


def _remember(doc: Doc, actors: list[Actor], number: int, memory: _Memory) -> None:
    pair = [a for a in actors if a.list_size > 1]
    if pair:
        first = [a for a in pair if a.list_start == pair[0].list_start]
        memory.pair, memory.pair_sentence = tuple({a.code: a for a in first}.values()), number
    for actor in sorted(actors, key=lambda a: _prominence(doc, a)):
        if actor.kind == "person":
            memory.person, memory.person_sentence = actor, number
        if actor.authority in (Authority.NATION, Authority.GOVERNMENT) and actor.list_size == 1:
            memory.nation, memory.nation_sentence = actor, number


def _prominence(doc: Doc, actor: Actor) -> tuple[bool, int]:
    """Order a sentence's actors so that its first subject is remembered last, so longest."""
    return first_conjunct(doc[actor.head]).dep_ in SUBJECTS, -actor.start


def _first_persons(doc: Doc) -> Iterator[Actor]:
    """Give "we", "our" and "I" in a quotation to the country of its speaker."""
    for quote in doc._.coalition_quotes:
        if not quote["country"] or not quote["direct"]:
            continue
        authority = Authority.GOVERNMENT if quote["governs"] else Authority.OTHER
        for token in doc[quote["start"] : quote["end"]]:
            if token.lower_ in _FIRST:
                head = token.head if token.dep_ == "poss" else token
                yield Actor(
                    quote["country"], head.i, token.i, token.i + 1, authority,
                    is_inferred=True, person=quote["person"], kind="first-person",
                )  # fmt: skip


