"""Actors: the places in a text where a country can be the subject or object of a predicate.

An actor is a syntactic head with a country behind it: the country itself, its capital, its
leader or ministry, a pronoun or description that refers to one of these. Lists of countries
share their positions: "46 countries, including A, B and C, have applied".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from spacy.tokens import Doc, Span, Token

from coalition.lexicons.countries import MentionKind
from coalition.lexicons.grammar import Grammar
from coalition.lexicons.holders import OfficeHolders
from coalition.lexicons.people import OfficeTitles
from coalition.lexicons.undertakings import Undertakings
from coalition.pipeline.clauses import NOUN_TAGS, SUBJECTS, first_conjunct
from coalition.pipeline.countries import COUNTRIES_KEY, PLACE_ID
from coalition.pipeline.people import DATE_KEY, PEOPLE_KEY

MODIFIER_KINDS = frozenset({"adjective"})
_NEAR = 60  # tokens from the end of a sentence on an office holder to that of one on a colleague
_MAX_RENAMING = 7  # tokens behind a list in which its other name stands: "-- the two other rich countries"
_MAX_LOOKBACK = 14  # tokens between a list and the noun that gathers it: "countries have applied to join, including"


MAX_LINKS = 5  # tokens between two names of a list: ", as well as the"
MAX_ASIDE = 16  # tokens between them where each has an amount of its own
_FINITE_TAGS = frozenset({"VBD", "VBP", "VBZ", "MD"})


class Authority(StrEnum):
    """Who acts for the country in this mention."""

    NATION = "nation"
    GOVERNMENT = "government"
    PARLIAMENT = "parliament"
    OTHER = "other"
    MODIFIER = "modifier"


@dataclass(frozen=True, slots=True)
class Actor:
    """A country in a position to act.

    ``head`` is the token whose place in the parse counts, ``start``/``end`` the tokens of
    the mention, ``anchors`` further tokens that share its position (the head of the list,
    the noun that gathers it). ``list_size`` counts the members of its list, 1 outside one.
    """

    code: str
    head: int
    start: int
    end: int
    authority: Authority
    is_inferred: bool = False
    person: int | None = None
    anchors: tuple[int, ...] = ()
    gatherer: int | None = None
    list_size: int = 1
    list_start: int = -1
    list_end: int = -1
    kind: str = "name"


def find_actors(
    doc: Doc, titles: OfficeTitles, holders: OfficeHolders, undertakings: Undertakings, grammar: Grammar
) -> list[Actor]:
    """Return the actors of a Doc in text order, those of pronouns and descriptions not among them."""
    mentions = [actor for span in doc.spans[COUNTRIES_KEY] if (actor := _from_country(span, titles))]
    people = doc._.coalition_people
    persons = [actor for span in doc.spans[PEOPLE_KEY] if (actor := _from_person(span, people))]
    persons += _from_administrations(doc, titles, holders, {actor.head for actor in mentions})
    mentions += _from_places(doc, titles, grammar)
    covered = {(actor.code, actor.head) for actor in persons}
    actors = sorted([a for a in mentions if (a.code, a.head) not in covered] + persons, key=lambda a: (a.start, a.end))
    actors = sorted([*actors, *_from_relatives(doc, actors, titles)], key=lambda a: (a.start, a.end))
    return _with_lists(doc, _with_colleagues(doc, actors, titles), undertakings, grammar)


# ---------------------------------------------------------------- single mentions
def _from_country(span: Span, titles: OfficeTitles) -> Actor | None:
    root = span.root
    if not root.dep_:
        return None
    base = Actor(span.kb_id_, root.i, span.start, span.end, Authority.NATION, kind=span.label_)
    owner = _owner(span, root)
    is_place = span.id_ == PLACE_ID
    if owner is None:
        return None if is_place else base
    head, through_preposition = owner
    authority = _authority(head, titles)
    if through_preposition and _is_of_others(head, span):
        return None
    if is_place and (authority is not Authority.GOVERNMENT or titles.is_person(head.lower_)):
        return None  # "the ministry in Dublin" is Ireland's, "a minister in Dublin" anybody's
    if authority is None:
        if through_preposition:
            return base
        return replace(base, authority=Authority.MODIFIER, head=head.i)
    return replace(base, authority=authority, head=head.i)


def _from_places(doc: Doc, titles: OfficeTitles, grammar: Grammar) -> Iterator[Actor]:
    """Yield the offices of "In Madrid the government said no" and "In Tokyo, officials said".

    Ministers, envoys and leaders are left out where they are several and nothing tells whose: they
    come to a capital from anywhere.
    """
    for span in doc.spans[COUNTRIES_KEY]:
        before = span.start - 1
        if span.label_ != MentionKind.CAPITAL or before < 0 or doc[before].lower_ != "in":
            continue
        if before != span.sent.start and doc[before - 1].lower_ not in grammar.clause_openers:
            continue
        start = span.end + (span.end < len(doc) and doc[span.end].text == ",")
        noun = next((t for t in doc[start : start + _OFFICE_PHRASE] if t.dep_ in SUBJECTS | {"pobj"}), None)
        if noun is None or noun.left_edge.i not in (start, before) or not _is_local(noun, start, titles):
            continue
        authority = _authority(noun, titles)
        if authority in (Authority.GOVERNMENT, Authority.PARLIAMENT):
            yield Actor(span.kb_id_, noun.i, span.start, span.end, authority, kind=span.label_)


def _is_local(noun: Token, start: int, titles: OfficeTitles) -> bool:
    """Tell whether an office at ``start`` is of the place before it: it is one, or officials, and no owner is named."""
    if noun.pos_ != "NOUN" or any(c.dep_ in ("prep", "poss") or c.ent_type_ in _OWNERS for c in noun.children):
        return False
    if noun.lower_ in titles.residents or not titles.is_person(noun.lower_):
        return True
    return noun.doc[start].lower_ == "the" and noun.tag_ == "NN"


_OFFICE_PHRASE = 6  # tokens: "the new centre-right coalition government"
_OWNERS = frozenset({"NORP", "GPE", "ORG"})


def _owner(span: Span, root: Token) -> tuple[Token, bool] | None:
    """Return the noun that a country modifies and whether a preposition stands between."""
    is_item = root.dep_ == "npadvmod" and root.i + 1 < len(root.doc) and root.nbor().lower_ in (",", "and")
    if (
        root.dep_ in ("amod", "compound", "nmod", "poss", "npadvmod")
        and not is_item
        and root.head.pos_ in (*NOUN_TAGS, "ADJ", "VERB")
    ):
        head = root.head
        while head.dep_ in ("compound", "amod", "nmod") and head.head.pos_ in NOUN_TAGS and head.head.i > head.i:
            head = head.head
        return (head, False) if head.pos_ in NOUN_TAGS else None
    if root.dep_ == "pobj" and root.head.lower_ in ("of", "in", "for", "from") and root.head.head.pos_ in NOUN_TAGS:
        return root.head.head, True
    if span.label_ in MODIFIER_KINDS and root.i + 1 < len(root.doc) and root.nbor().pos_ in ("NOUN", "PROPN"):
        head = root.nbor()
        while head.dep_ in ("compound", "amod") and head.head.pos_ in NOUN_TAGS and head.head.i > head.i:
            head = head.head
        return head, False
    return None


def _authority(head: Token, titles: OfficeTitles) -> Authority | None:
    lemma = head.lemma_.lower()
    two = f"{head.nbor(-1).lower_} {lemma}" if head.i else lemma
    if titles.is_legislature(two) or titles.is_legislature(lemma):
        return Authority.PARLIAMENT
    if titles.is_non_government(two) or titles.is_non_government(lemma):
        return Authority.OTHER
    if any(titles.is_government(phrase) for phrase in (two, lemma, _of_owner(head))):
        return Authority.GOVERNMENT
    return None


def _of_owner(head: Token) -> str:
    """Return a noun with its owner: "prime minister's office", the noun alone without one."""
    owner = next((child for child in head.lefts if child.dep_ == "poss"), None)
    start = next((c.i for c in owner.lefts if c.dep_ in ("amod", "compound")), owner.i) if owner else head.i
    return f"{head.doc[start : head.i].text_with_ws.lower()}{head.lemma_.lower()}"


def _is_of_others(head: Token, span: Span) -> bool:
    """Tell "the court's own officials in *The Hague*", who belong to no country."""
    owner = next((child for child in head.lefts if child.dep_ == "poss" and child.pos_ == "NOUN"), None)
    return owner is not None and owner.tag_ == "NN" and span.start > head.i and not owner.ent_type_


def _from_person(span: Span, people: Sequence[dict[str, object]]) -> Actor | None:
    if not span.kb_id_ or not span.root.dep_:
        return None
    index = int(span.id_)
    person = people[index]
    authority = Authority.GOVERNMENT if person["governs"] else Authority.OTHER
    root = span.root
    return Actor(
        span.kb_id_, root.i, span.start, span.end, authority,
        is_inferred=bool(person["inferred"]), person=index, kind="person",
    )  # fmt: skip


def _from_administrations(doc: Doc, titles: OfficeTitles, holders: OfficeHolders, taken: set[int]) -> Iterator[Actor]:
    """Yield governments named after their head: "the Trump administration", "Merkel's cabinet"."""
    countries = {
        str(p["name"]).split()[-1]: str(p["country"]) for p in doc._.coalition_people if p["country"] and p["governs"]
    }
    for token in doc:
        if token.pos_ != "NOUN" or token.i in taken or not titles.is_government(token.lemma_.lower()):
            continue
        name = next((c for c in token.children if c.dep_ in ("compound", "poss", "nmod") and c.pos_ == "PROPN"), None)
        code = countries.get(name.text) or _office_country(name.text, doc, holders) if name is not None else None
        if name is not None and code:
            yield Actor(code, token.i, name.i, token.i + 1, Authority.GOVERNMENT, is_inferred=True, kind="person")


def _from_relatives(doc: Doc, actors: list[Actor], titles: OfficeTitles) -> Iterator[Actor]:
    """Yield the offices of "Armenia, whose parliament ratified it" and "the minister, whose government abstained"."""
    for actor in actors:
        at = max(actor.end, actor.head + 1)
        at += at < len(doc) and doc[at].text == ","
        if at >= len(doc) or doc[at].lower_ != "whose":
            continue
        noun = doc[at].head
        authority = _authority(noun, titles) if noun.i > at else None
        if authority is not None:
            yield replace(actor, head=noun.i, authority=authority, anchors=())


def _with_colleagues(doc: Doc, actors: list[Actor], titles: OfficeTitles) -> list[Actor]:
    """Give office to "her Austrian colleague" and "a colleague from Laos" behind somebody who has one."""
    holders = [doc[a.head] for a in actors if a.authority is Authority.GOVERNMENT]

    def promoted(actor: Actor) -> Actor:
        head = doc[actor.head]
        noun = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "from" else head
        if noun.lemma_ not in titles.colleagues:
            return actor
        is_behind = any(0 <= head.sent.end - holder.sent.end <= _NEAR for holder in holders)
        return replace(actor, head=noun.i, authority=Authority.GOVERNMENT) if is_behind else actor

    return [promoted(a) if a.authority in (Authority.MODIFIER, Authority.NATION) else a for a in actors]


def _office_country(surname: str, doc: Doc, holders: OfficeHolders) -> str | None:
    """Return the country whose government a surname led when the article appeared, None if that is not one."""
    written = doc.user_data.get(DATE_KEY)
    matches = holders.find(surname, date.fromisoformat(written) if written else None)
    leading = {m.holder.country for m in matches if m.holder.governs and not m.is_ambiguous}
    return leading.pop() if len(leading) == 1 else None


# ---------------------------------------------------------------- lists
def _with_lists(doc: Doc, actors: list[Actor], undertakings: Undertakings, grammar: Grammar) -> list[Actor]:
    result: list[Actor] = []
    for run in (part for whole in _runs(doc, actors, grammar) for part in _split_run(doc, whole, grammar)):
        if len(run) == 1 and run[0].authority is not Authority.NATION:
            result += run
            continue
        gatherer = _range_gatherer(doc, run, undertakings) or _gatherer(doc, run[0], undertakings, grammar)
        if gatherer is None and len(run) > 1:
            gatherer = _gatherer_behind(doc, run[-1], undertakings, grammar)
        if len(run) == 1 and gatherer is None:
            result += run
            continue
        anchors = _list_anchors(doc, run)
        size = len({actor.code for actor in run})
        result += [
            replace(
                actor, anchors=anchors, gatherer=gatherer, list_size=size, list_start=run[0].start, list_end=run[-1].end
            )
            for actor in run
        ]
    return result


def _runs(doc: Doc, actors: list[Actor], grammar: Grammar) -> Iterator[list[Actor]]:
    """Group actors that only commas, conjunctions and articles separate, within one sentence."""
    run: list[Actor] = []
    for actor in actors:
        if run and _continues(doc, run[-1], actor, grammar):
            run.append(actor)
        else:
            if run:
                yield run
            run = [actor]
    if run:
        yield run


def _split_run(doc: Doc, run: list[Actor], grammar: Grammar) -> Iterator[list[Actor]]:
    """Cut off a place that a comma only seems to coordinate: "last week in Wales, Britain and France"."""
    first = doc[run[0].head]
    second = first_conjunct(doc[run[1].head]) if len(run) > 1 else first
    is_place = first.dep_ == "pobj" and first.head.lower_ in grammar.place_prepositions
    is_aside = first.dep_ == "pobj" and second.dep_ in SUBJECTS  # "led by the Americans, the French acted"
    if len(run) > 1 and (is_place or is_aside) and second.i != first.i:
        yield [run[0]]
        run = run[1:]
    if len(run) > 1 and _opens_clause(doc, run, grammar):
        yield [run[-1]]
        run = run[:-1]
    between = {t.lower_ for t in doc[run[0].end : run[1].start]} if len(run) == 2 else set()
    if len(run) == 2 and between != {"to"} and not between & grammar.coordinators:
        yield from ([actor] for actor in run)
    else:
        yield run


def _opens_clause(doc: Doc, run: list[Actor], grammar: Grammar) -> bool:
    """Tell whether the last of a list begins a clause: "has not recognised Kosovo and Bucharest will not"."""
    first, last = first_conjunct(doc[run[0].head]), run[-1]
    if first.dep_ != "dobj" or last.end >= len(doc) or doc[last.start - 1].lower_ not in grammar.coordinators:
        return False
    verb = doc[last.end]
    return verb.tag_ in _FINITE_TAGS and verb.pos_ == "AUX" and not any(c.dep_ in SUBJECTS for c in verb.children)


def _continues(doc: Doc, left: Actor, right: Actor, grammar: Grammar) -> bool:
    if right.start < left.end or Authority.MODIFIER in (left.authority, right.authority):
        return False
    if any(t.is_sent_start for t in doc[left.end : right.start + 1]):
        return False
    between = _links(doc, left, right)
    if not between or len(between) > MAX_LINKS:
        return False
    if [t.lower_ for t in between] == ["to"]:  # "governments from Chile to Norway"
        return left.start > 0 and doc[left.start - 1].lower_ == "from"
    return all(token.lower_ in grammar.list_links for token in between) and any(
        t.text in (",", ";") or t.lower_ in grammar.coordinators for t in between
    )


def _links(doc: Doc, left: Actor, right: Actor) -> list[Token]:
    """Return what stands between two names of a list, without what each of them is told to give.

    So "," in "France (40 planes), Italy (12)" and ";" in "Japan, with $400m; South Korea".
    """
    between = list(doc[left.end : right.start])
    if len(between) > MAX_ASIDE or any(t.tag_ in _FINITE_TAGS for t in between):
        return between
    texts = [t.text for t in between]
    if texts[:1] == ["("] and ")" in texts and any(t.pos_ == "NUM" for t in between):
        return between[texts.index(")") + 1 :]
    if texts[:1] == [","] and ";" in texts and doc[right.head].dep_ not in SUBJECTS:
        return between[texts.index(";") :]
    return between


def _list_anchors(doc: Doc, run: list[Actor]) -> tuple[int, ...]:
    """Return the heads by which a list hangs in its sentence; a long list's inner parse is not to be trusted."""
    heads = [first_conjunct(doc[actor.head]) for actor in run]
    outer = [head.i for head in heads if head.dep_ not in ("appos", "compound", "dep", "ROOT", "nmod")]
    return tuple(dict.fromkeys([*outer[:1], heads[0].i]))


def _range_gatherer(doc: Doc, run: list[Actor], undertakings: Undertakings) -> int | None:
    """Return the noun of "governments from Chile to Norway" or "from Canada to Australia, ministries have refused".

    Planes go from Chile to Norway as well, so there must be a plural that gathers countries
    before, or the subject of the sentence behind a comma.
    """
    start, end = run[0].start, run[-1].end
    if run[0].end == len(doc) or doc[run[0].end].lower_ != "to" or start < 2 or doc[start - 1].lower_ != "from":
        return None
    before = start - 2 - (doc[start - 2].text == ",")
    if before >= 0 and _gathers(doc[before], undertakings):
        return before
    if end >= len(doc) or doc[end].text != "," or doc[before].pos_ in NOUN_TAGS:
        return None
    ahead = doc[end + 1 : min(end + MAX_LINKS, len(doc))]
    return next((t.i for t in ahead if t.tag_ == "NNS" and t.dep_ in SUBJECTS), None)


def _gatherer(doc: Doc, first: Actor, undertakings: Undertakings, grammar: Grammar) -> int | None:
    """Return the noun that gathers a list: "nations" in "five Arab nations -- Bahrain, Jordan and Qatar --".

    The link (a dash, a bracket, "including") stands next to the list; behind it the
    nearest plural is taken, over a verb if need be: "46 countries have applied, including".
    """
    sent_start = doc[first.start].sent.start
    index = _before_link(doc, first.start, sent_start, undertakings, grammar)
    if index is None:
        return None
    fallback = None
    for position in range(index, max(sent_start, index - _MAX_LOOKBACK) - 1, -1):
        token = doc[position]
        if token.lemma_.lower() not in undertakings.gatherers or token.pos_ not in ("NOUN", "PROPN", "PRON", "NUM"):
            continue
        if token.tag_ in ("NNS", "NNPS", "CD", "DT") or token.lower_ in ("those", "others"):
            return token.i
        fallback = fallback if fallback is not None else token.i
    return fallback


def _gatherer_behind(doc: Doc, last: Actor, undertakings: Undertakings, grammar: Grammar) -> int | None:
    """Return "states" in "Peru, Chile and Cuba -- the other states involved in it --", which names a list once more."""
    after = doc[last.end : min(last.end + _MAX_RENAMING, doc[last.start].sent.end)]
    if len(after) < 2 or after[0].text not in grammar.list_openers or after[1].dep_ not in ("det", "predet"):
        return None
    noun = next((token for token in after if token.pos_ in ("NOUN", "VERB", "PUNCT") and token.i > after[1].i), None)
    is_told = noun is not None and any(child.dep_ in ("acl", "relcl") for child in noun.children)
    return noun.i if noun is not None and is_told and _gathers(noun, undertakings) else None


def _gathers(token: Token, undertakings: Undertakings) -> bool:
    return token.tag_ == "NNS" and (token.lemma_.lower() in undertakings.gatherers or token.lower_ == "others")


def _before_link(doc: Doc, start: int, sent_start: int, undertakings: Undertakings, grammar: Grammar) -> int | None:
    """Return the last token before the link of a list that starts at ``start``, None where there is no link."""
    for index in range(start - 1, max(sent_start, start - 5) - 1, -1):
        word = doc[index].lower_
        if index > sent_start and f"{doc[index - 1].lower_} {word}" in undertakings.introducers:
            return index - 2 if index - 1 > sent_start else None  # "such as"
        if word in undertakings.introducers or word in grammar.list_openers:
            return index - 1 if index > sent_start else None
        if word == "," and index == start - 1 and _gathers(doc[index - 1], undertakings):
            return index - 1  # "the deal's proponents, Russia and China"
        is_filler = word in grammar.list_fillers or doc[index].pos_ in ("ADJ", "ADV", "DET", "ADP")
        is_item = doc[index].pos_ == "PROPN" and doc[index + 1].text in (",", "and")  # "(Europe, Russia and China)"
        if not is_filler and not is_item:
            return None
    return None
