"""How a word refers: the actor it makes, the noun phrase it heads, and when it stands for nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from spacy.tokens import Doc, Token

from coalition.lexicons.people import OfficeTitles
from coalition.lexicons.references import ReferenceLexicon
from coalition.pipeline.actors import Actor, Authority
from coalition.pipeline.antecedents import Antecedent
from coalition.pipeline.clauses import subject_of

_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "csubj", "relcl", "acl"})
_NO_MODIFIERS = frozenset({"det", "poss", "predet", "punct", "nummod", "preconj"})


# ---------------------------------------------------------------- first persons
def first_persons(
    doc: Doc, titles: OfficeTitles, lexicon: ReferenceLexicon, by_head: Mapping[int, Sequence[Actor]]
) -> Iterator[Actor]:
    """Give "we", "our" and "I" in a quotation to the country of its speaker.

    Args:
        doc: The parsed article.
        titles: The lexicon of offices.
        lexicon: The pronouns.
        by_head: All other actors by their heads, for speakers like "the former".
    """
    words = lexicon.pronouns
    for quote in doc._.coalition_quotes or []:
        country, authority = _speaking(doc, quote, by_head)
        if country is None or not quote["direct"]:
            continue
        for token in doc[quote["start"] : quote["end"]]:
            speaker = make_actor(country, token, authority, person=quote["person"], kind="first-person")
            if token.lower_ in words.first or token.text in words.first_object:  # "US" is a country
                yield speaker
            elif token.dep_ == "poss" and token.lower_ in words.first_owner:
                yield from of_owner(speaker, token, titles, lexicon)


def _speaking(
    doc: Doc, quote: Mapping[str, Any], by_head: Mapping[int, Sequence[Actor]]
) -> tuple[str | None, Authority]:
    """Return the country of a quotation's speaker; where the speaker has none, that of what the word refers to."""
    if quote["country"]:
        return quote["country"], Authority.GOVERNMENT if quote["governs"] else Authority.OTHER
    if quote["speaker_start"] is None or quote["person"] is not None:
        return None, Authority.OTHER
    head = doc[quote["speaker_start"] : quote["speaker_end"]].root
    actors = {a.code: a for a in by_head.get(head.i, ()) if a.authority is not Authority.MODIFIER}
    if len(actors) != 1 or head.conjuncts:
        return None, Authority.OTHER
    actor = next(iter(actors.values()))
    return actor.code, Authority.OTHER if actor.authority is Authority.OTHER else Authority.GOVERNMENT


def speakers_of(doc: Doc, quotes: Sequence[Mapping[str, Any]], titles: OfficeTitles) -> dict[int, Actor]:
    """Return single speakers with a country by their heads: "a spokeswoman said that *her* government"."""
    speakers = {}
    for quote in quotes:
        if quote["country"] and quote["speaker_start"] is not None:
            head = doc[quote["speaker_start"] : quote["speaker_end"]].root
            if head.tag_ == "NNS" or not titles.is_person(head.lower_):
                continue  # whose officials they are is a guess from the paragraph
            authority = Authority.GOVERNMENT if quote["governs"] else Authority.OTHER
            speakers[head.i] = make_actor(quote["country"], head, authority, person=quote["person"])
    return speakers


# ---------------------------------------------------------------- making actors
def of_owner(owner: Actor, token: Token, titles: OfficeTitles, lexicon: ReferenceLexicon) -> list[Actor]:
    """Return what an owner's noun makes of it: "its government" governs, "its refusal" is a modifier's place."""
    head = token.head
    lemma = head.lemma_.lower()
    kind = "first-person" if owner.kind == "first-person" else "reference"
    phrase = f"{modifiers_of(head)} {lemma}".strip()
    if lemma in lexicon.others or head.pos_ not in ("NOUN", "PROPN"):
        return []
    if lemma in lexicon.selves:
        authority = Authority.NATION
    elif titles.is_non_government(phrase) or titles.is_non_government(lemma):
        authority = Authority.OTHER
    elif titles.is_government(phrase) or titles.is_government(lemma) or _is_staff(owner, lemma, lexicon):
        authority = Authority.GOVERNMENT
    else:
        authority = Authority.OTHER if owner.authority is Authority.OTHER else Authority.MODIFIER
    made = Actor(owner.code, head.i, token.i, token.i + 1, authority, is_inferred=True, person=owner.person, kind=kind)
    if kind == "first-person" and authority is Authority.MODIFIER:
        # "our support for the plan" is read as a noun, "our athletes will go" as a subject.
        return [made, replace(made, authority=owner.authority)]
    return [made]


def _is_staff(owner: Actor, lemma: str, lexicon: ReferenceLexicon) -> bool:
    """Tell "Trudeau's office", which speaks for him, from "Canada's office"."""
    return owner.person is not None and owner.authority is Authority.GOVERNMENT and lemma in lexicon.staff


def refer(antecedent: Antecedent | None, token: Token) -> list[Actor]:
    """Return the actors of an antecedent in the place of a word that refers to it, [] without one."""
    return [as_reference(actor, token) for actor in antecedent.actors] if antecedent is not None else []


def as_reference(actor: Actor, token: Token) -> Actor:
    """Return an actor in the place of a word that refers to it."""
    authority = Authority.NATION if actor.authority is Authority.MODIFIER else actor.authority
    return make_actor(actor.code, token, authority, person=actor.person)


def make_actor(
    code: str, token: Token, authority: Authority, *, person: int | None = None, kind: str = "reference"
) -> Actor:
    """Return the inferred actor of one word."""
    return Actor(code, token.i, token.i, token.i + 1, authority, is_inferred=True, person=person, kind=kind)


def make_topic(code: str, token: Token) -> Actor:
    """Return the government of the country that a section is about."""
    return make_actor(code, token, Authority.GOVERNMENT, kind="topic")


# ---------------------------------------------------------------- noun phrases
def modifiers_of(token: Token) -> str:
    """Return the words between the article and a noun: "central asian", "" for none."""
    return " ".join(t.lower_ for t in token.lefts if t.dep_ not in _NO_MODIFIERS)


def has_relative(token: Token) -> bool:
    """Tell "the country that left", which is described on the spot, from "the country"."""
    return any(child.dep_ in ("relcl", "acl") for child in token.children)


def key_of(token: Token) -> tuple[str, ...]:
    """Return the words by which a description is known again: ("bloc", "large", "economy")."""
    inside = [t for t in token.subtree if t.i <= token.i and t.pos_ in ("NOUN", "PROPN", "ADJ")]
    return tuple(t.lemma_.lower() for t in inside)


# ---------------------------------------------------------------- empty subjects
def is_empty(token: Token, words: ReferenceLexicon) -> bool:
    """Tell an "it" that stands for nothing: "it is clear that", "it was Mali that left"."""
    head = token.head
    clauses = [c for c in head.rights if c.dep_ in _CLAUSES]
    if head.lemma_ in words.empty_verbs and _has_content(clauses):
        return True
    if token.dep_ == "nsubjpass":
        return any(c.dep_ == "ccomp" or any(m.lower_ == "that" for m in c.children) for c in clauses)
    if head.lemma_ not in words.empty_copulas:
        return False
    filled = [c for c in head.children if c.dep_ in ("attr", "acomp", "prep", "advmod", "oprd") and c.i > head.i]
    if any(c.lemma_.lower() in words.empty_attributes for c in filled):
        return True
    below = [c for attribute in filled for c in attribute.children if c.dep_ in ("ccomp", "relcl", "acl")]
    if any(c.dep_ == "attr" and (c.pos_ == "PROPN" or any(b.dep_ == "relcl" for b in below)) for c in filled):
        return True  # a cleft: "it was Mali that left"
    thinks = any(c.lemma_.lower() in words.thinking for c in filled)
    return not thinks and any(c.dep_ == "ccomp" and subject_of(c) is not None for c in (*clauses, *below))


def _has_content(clauses: list[Token]) -> bool:
    """Tell whether a clause with a subject of its own follows: "it remains to be seen who will pay"."""
    inner = [c for clause in clauses for c in (clause, *clause.children)]
    return any(c.dep_ in ("ccomp", "advcl", "csubj") and subject_of(c) is not None for c in inner)
