"""What an article says of its countries beside stances: how often, how early, as target or venue."""

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from coalition.lexicons.grammar import Grammar
from coalition.pipeline.countries import COUNTRIES_KEY
from coalition.pipeline.initiative import NAMED, Initiative, compound_lemmas
from coalition.pipeline.matching import match_act
from coalition.pipeline.parsing import blocks_of
from coalition.pipeline.people import PEOPLE_KEY
from coalition.reading.article import BlockKind


@dataclass(slots=True)
class Facts:
    """Counts of one country: mentions by name or by its people, and the places they stand in."""

    code: str
    first: float
    mentions: int = 0
    in_title: bool = False
    in_lede: bool = False
    in_name: bool = False
    targeted: int = 0
    hosting: int = 0
    forms: set[str] = field(default_factory=set)


def find_facts(doc: Doc, initiative: Initiative, grammar: Grammar) -> dict[str, Facts]:
    """Return the facts of each country by its code, in the order of first mention."""
    found: dict[str, Facts] = {}
    titles = [block for block in blocks_of(doc) if block.label_ == BlockKind.TITLE.value]
    people = (span for span in doc.spans[PEOPLE_KEY] if span.kb_id_)
    for span in sorted((*doc.spans[COUNTRIES_KEY], *people), key=lambda s: (s.start, s.end)):
        facts = found.setdefault(span.kb_id_, Facts(span.kb_id_, span.start / max(1, len(doc))))
        facts.mentions += 1
        facts.in_title |= any(title.start <= span.start < title.end for title in titles)
        facts.in_lede |= span.start < initiative.lede_end
        facts.in_name |= span.text in initiative.name
        preposition = _governing_preposition(span.root, initiative)
        facts.targeted += preposition in grammar.target_prepositions
        facts.hosting += preposition in grammar.place_prepositions
    return found


def _governing_preposition(token: Token, initiative: Initiative) -> str | None:
    """Return the preposition between a country and the initiative: "on" in "sanctions on Russia"."""
    while token.dep_ in ("conj", "compound", "poss", "amod", "nmod") and token.head.i != token.i:
        token = token.head
    if token.dep_ != "pobj":
        return None
    governor = token.head.head
    is_named = any(initiative.weights.get(lemma, 0.0) >= NAMED for lemma in compound_lemmas(governor))
    act = match_act(governor, initiative.acts) if governor.pos_ == "VERB" else None
    return token.head.lower_ if is_named or act is not None else None
