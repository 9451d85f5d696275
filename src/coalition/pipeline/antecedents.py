"""Antecedents: what an article has spoken of so far, in the order in which a pronoun looks back at it.

Besides the countries the things count: in "The deal is dead. It was signed in May" the deal
stands in the way of a country in the sentence before, and there is no link.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from enum import StrEnum

from spacy.tokens import Doc, Token

from coalition.lexicons.names import Gender, NameLexicon, fold
from coalition.lexicons.people import OfficeTitles
from coalition.lexicons.references import ReferenceLexicon
from coalition.pipeline.actors import Actor, Authority
from coalition.pipeline.clauses import SUBJECTS, first_conjunct, subject_of

PLURALS = frozenset({"NNS", "NNPS"})
EMPTY = frozenset({"it", "there", "all", "both", "each"})  # subjects that name nobody new
MAX_CLIMB = 8  # clauses above a pronoun that are asked for their subject

_RIVAL_ROLES = SUBJECTS | {"dobj"}
_OWN_NAMES = frozenset({"name", "abbreviation", "capital", "seat"})


class Sort(StrEnum):
    """What an antecedent is, so which pronouns fit it."""

    PERSON = "person"
    NATION = "nation"
    GROUP = "group"
    THING = "thing"


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A noun phrase that a later word may refer to; without actors it only stands in the way.

    ``zone`` is the direct quotation around it, -1 outside: a speaker's "it" is not the
    narrator's. ``depth`` counts the clauses above it, 0 in the main clause. ``owners`` are
    the countries in front of a thing: "Poland's plan".
    """

    head: int
    sort: Sort
    sentence: int
    block: int
    zone: int
    depth: int
    is_subject: bool
    actors: tuple[Actor, ...] = ()
    gender: Gender | None = None
    is_place: bool = False
    owners: tuple[Actor, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """Return the countries behind it."""
        return frozenset(actor.code for actor in self.actors)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a referring word stands."""

    token: Token
    sentence: int
    block: int
    zone: int


@dataclass(slots=True)
class Discourse:
    """The antecedents of an article up to the word that is being read."""

    by_head: dict[int, Antecedent] = field(default_factory=dict)
    by_sentence: dict[int, list[int]] = field(default_factory=dict)

    def before(self, token: Token) -> list[Antecedent]:
        """Return all antecedents before a word, in text order."""
        return [self.by_head[head] for head in sorted(self.by_head) if head < token.i]

    def add(self, antecedent: Antecedent) -> None:
        """Remember an antecedent; one with a country is not replaced by one without."""
        known = self.by_head.get(antecedent.head)
        if known is not None and known.actors and not antecedent.actors:
            return
        if known is None:
            self.by_sentence.setdefault(antecedent.sentence, []).append(antecedent.head)
        self.by_head[antecedent.head] = antecedent

    def at(self, subject: Token) -> Antecedent | None:
        """Return the antecedent at a subject; a list that "all" repeats or the parse splits is one."""
        known = self.by_head.get(subject.i)
        if known is not None:
            return known
        lists = (a for a in self.by_head.values() if any(subject.i in actor.anchors for actor in a.actors))
        return next(lists, None)

    def in_sentence(self, place: Place, number: int) -> list[Antecedent]:
        """Return the antecedents of one sentence before a word, in its zone, in text order."""
        here = (self.by_head[head] for head in sorted(self.by_sentence.get(number, ())))
        return [a for a in here if a.head < place.token.i and a.zone == place.zone]

    def dominating(self, token: Token) -> Iterator[Antecedent | None]:
        """Yield the subjects of the clauses above a word, the nearest first; None for one that nobody resolved."""
        clause = token.head if token.dep_ in SUBJECTS else token
        for _ in range(MAX_CLIMB):
            if clause.head.i == clause.i:
                return
            clause = clause.head
            subject = subject_of(clause)
            if subject is None or subject.i == token.i or subject.is_ancestor(token):
                continue
            if subject.lower_ in EMPTY and subject.i not in self.by_head:
                continue
            if clause.dep_ == "relcl" and subject.tag_ in ("WDT", "WP"):
                subject = clause.head  # "Mali, which cannot vote until it has paid"
            yield self.at(subject)

    def back(self, place: Place, reach: int) -> Iterator[list[Antecedent]]:
        """Yield the antecedents of the sentences before a word's own, the nearest first, empty sentences included."""
        for number in range(place.sentence - 1, place.sentence - 1 - reach, -1):
            if number < 0:
                return
            yield self.in_sentence(place, number)


def by_prominence(antecedents: Sequence[Antecedent]) -> list[Antecedent]:
    """Order the antecedents of one sentence: main subjects, other subjects, the rest; each in text order."""
    return sorted(antecedents, key=lambda a: (not a.is_subject, a.depth if a.is_subject else 0, a.head))


# ---------------------------------------------------------------- what a sentence offers
@dataclass(frozen=True, slots=True)
class Reader:
    """Makes antecedents of the noun phrases of one Doc."""

    doc: Doc
    titles: OfficeTitles
    names: NameLexicon
    lexicon: ReferenceLexicon
    zones: Sequence[int]
    block_of: Mapping[int, int]
    named: Mapping[int, Sequence[Actor]]
    persons: Mapping[int, int]
    owners: Mapping[int, Sequence[Actor]]
    speakers: Mapping[int, Actor]
    with_apposition: Set[int]

    def read(self, token: Token, sentence: int) -> Antecedent | None:
        """Return the antecedent whose head a token is, None for a token that heads none."""
        actors = tuple(self.named.get(token.i, ()))
        if not actors and token.i in self.with_apposition:
            actors = self._beside(token)
        if not actors and token.i in self.speakers:
            actors = (self.speakers[token.i],)
        person = self.persons.get(token.i)
        is_rival = token.dep_ in _RIVAL_ROLES and token.pos_ in ("NOUN", "PROPN", "NUM")
        if not actors and person is None and not is_rival:
            return None
        group = self._group(token)
        sort = self._sort(token, group or actors, person)
        return self.make(token, sentence, sort, group or actors)

    def make(self, token: Token, sentence: int, sort: Sort, actors: tuple[Actor, ...]) -> Antecedent:
        """Return an antecedent of a given sort at a token."""
        top = self._top(token)
        return Antecedent(
            token.i, sort, sentence, self.block_of.get(token.i, -1), self.zones[token.i], _depth(top),
            top.dep_ in SUBJECTS, actors, self._gender(token, actors) if sort is Sort.PERSON else None,
            top.dep_ == "pobj" and top.head.lower_ in self.lexicon.places, tuple(self.owners.get(token.i, ())),
        )  # fmt: skip

    def _beside(self, token: Token) -> tuple[Actor, ...]:
        """Return the actors of the name beside a title: "a spokeswoman for the ministry, *Ana Costa*,"."""
        names = [child for child in token.children if child.dep_ == "appos"]
        if not self._is_human(token):  # "The eighth, *Russia*, says that it"
            countries = [a for name in names for a in self.named.get(name.i, ()) if a.kind in _OWN_NAMES]
            return tuple(countries) if token.dep_ in SUBJECTS else ()
        return tuple(actor for name in names for actor in self.named.get(name.i, ()) if actor.kind == "person")

    def _top(self, token: Token) -> Token:
        """Climb to the noun whose place an apposition or a member of a list shares."""
        top = first_conjunct(token)
        while top.dep_ == "appos" and top.head.i != top.i:
            top = first_conjunct(top.head)
        return top

    def _group(self, token: Token) -> tuple[Actor, ...]:
        """Return the actors that are coordinated with a token, () for a single one."""
        if token.dep_ == "conj":
            return ()
        members = [actor for t in (token, *token.conjuncts) if t.i >= token.i for actor in self.named.get(t.i, ())]
        lists = {actor.list_start for actor in members if actor.list_size > 1}
        if lists:
            members += [
                a for actors in self.named.values() for a in actors if a.list_start in lists and a not in members
            ]
        distinct = {actor.code: actor for actor in sorted(members, key=lambda a: a.start)}
        return tuple(distinct.values()) if len(distinct) > 1 else ()

    def _sort(self, token: Token, actors: Sequence[Actor], person: int | None) -> Sort:
        if len({actor.code for actor in actors}) > 1:
            return Sort.GROUP
        if person is None and any(a.start <= token.i < a.end and a.kind in _OWN_NAMES for a in actors):
            return Sort.NATION
        if person is not None or token.ent_type_ == "PERSON" or self._is_human(token):
            return Sort.GROUP if token.tag_ == "NNS" else Sort.PERSON
        if token.tag_ in PLURALS:
            return Sort.GROUP
        return Sort.NATION if actors else Sort.THING

    def _is_human(self, token: Token) -> bool:
        word = token.lower_
        if word in self.titles.phrases or token.lemma_.lower() in self.titles.phrases:
            return True
        is_named = any(child.dep_ == "appos" and child.ent_type_ == "PERSON" for child in token.children)
        return token.pos_ == "NOUN" and (is_named or word.endswith(("man", "woman")))

    def _gender(self, token: Token, actors: Sequence[Actor]) -> Gender | None:
        """Return whom "he" or "she" may mean by first name, honorific or title; None where nothing tells."""
        if token.lower_ in self.lexicon.pronouns.male:
            return Gender.MALE
        if token.lower_ in self.lexicon.pronouns.female or token.lower_.endswith("woman"):
            return Gender.FEMALE
        index = next((a.person for a in actors if a.person is not None), self.persons.get(token.i))
        if index is None:
            return None
        person = self.doc._.coalition_people[index]
        for start, _ in person["mentions"]:
            word = fold(self.doc[start - 1].text) if start else ""
            if self.names.is_honorific(word) and (gender := self.names.gender_of(word)) is not None:
                return gender
        words = str(person["name"]).split()
        return self.names.gender_of(fold(words[0])) if len(words) > 1 else None


def _depth(token: Token) -> int:
    return sum(1 for above in token.ancestors if above.pos_ in ("VERB", "AUX")) - 1


# ---------------------------------------------------------------- searches
Fits = Callable[[Antecedent], bool]
Suits = Callable[[Antecedent, Actor], bool]


def nearest_person(discourse: Discourse, place: Place, fits: Fits, reach: int) -> Antecedent | None:
    """Return whom "he" or "she" means: a subject above, a subject before, the sentences before.

    A person without a country stops the search as any other does, and so does a paragraph
    with a country as its subject and nobody else in it.
    """
    for subject in discourse.dominating(place.token):
        if subject is not None and subject.sort is Sort.PERSON and fits(subject):
            return subject
    own = [a for a in discourse.in_sentence(place, place.sentence) if a.sort is Sort.PERSON and fits(a)]
    if own:
        return by_prominence(own)[0]
    for sentence in discourse.back(place, reach):
        people = [a for a in sentence if a.sort is Sort.PERSON and fits(a)]
        if people:
            return _only_or_subject(people)
        if any(a.is_subject and a.block != place.block and a.sort is not Sort.THING for a in sentence):
            return None
    return None


def _only_or_subject(antecedents: Sequence[Antecedent]) -> Antecedent | None:
    first = by_prominence(antecedents)[0]
    if first.is_subject or len({(a.codes, a.gender) for a in antecedents}) == 1:
        return first
    return None


def nearest_subject(discourse: Discourse, place: Place, sorts: frozenset[Sort], *, reach: int = 1) -> Antecedent | None:
    """Return what "it" or "they" means: the subject of a clause above or of the sentence before.

    Subjects of another sort are passed over in the sentence before, in the clauses above they
    end the search only if they are things: in "a company said that it was studying the rule"
    the company is meant.
    """
    rivals = sorts | {Sort.THING}
    seen = False
    for subject in discourse.dominating(place.token):
        seen = True
        if subject is not None and subject.owners and _restates(place.token):
            return replace(subject, sort=Sort.NATION, actors=subject.owners) if Sort.NATION in sorts else None
        if subject is None or subject.sort in rivals:
            return _if_meant(subject, sorts)
    own = [a for a in discourse.in_sentence(place, place.sentence) if a.is_subject and a.sort in rivals]
    if seen or own:
        return _if_meant(own[-1], sorts) if own else None
    for sentence in discourse.back(place, reach):
        subjects = [a for a in by_prominence(sentence) if a.is_subject]
        first = next((a for a in subjects if a.sort in rivals), None)
        if place.token.dep_ == "nsubjpass" and any(a.sort is Sort.THING for a in sentence):
            return None  # "Peru rejected the treaty. It was signed in Lima": the treaty was
        if first is not None:
            return _if_meant(first, sorts)
        if subjects:
            return _spoken_for(sentence, subjects[0]) if Sort.NATION in sorts else None
    return None


def _restates(token: Token) -> bool:
    """Tell the "it" of "Poland's line is that it will wait" from that of "Poland's plan says that it is costly"."""
    clause = token.head
    return clause.dep_ == "ccomp" and clause.head.lemma_ == "be"


def _spoken_for(sentence: Sequence[Antecedent], subject: Antecedent) -> Antecedent | None:
    """Return the country of a person who spoke for it in a sentence that offers nothing else for an "it"."""
    codes = {code for a in sentence for code in a.codes}
    has_rival = any(a.sort is Sort.THING for a in sentence)
    if has_rival or len(codes) != 1 or any(a.authority is not Authority.GOVERNMENT for a in subject.actors):
        return None
    return replace(subject, actors=tuple(replace(actor, person=None) for actor in subject.actors))


def _if_meant(antecedent: Antecedent | None, sorts: frozenset[Sort]) -> Antecedent | None:
    is_meant = antecedent is not None and antecedent.sort in sorts and bool(antecedent.actors)
    return antecedent if is_meant else None


def nearest_described(discourse: Discourse, place: Place, fits: Suits, reach: int) -> Actor | None:
    """Return what "the country" means: in the nearest sentence that offers one, its subject or its only country."""
    for sentence in [discourse.in_sentence(place, place.sentence), *discourse.back(place, reach)]:
        offered = [(a, actor) for a in by_prominence(sentence) for actor in a.actors if fits(a, actor)]
        if not offered:
            continue
        first, actor = offered[0]
        rivals = {o.code for a, o in offered if not first.is_subject or (a.is_subject and a.depth == first.depth)}
        is_only = len({o.code for _, o in offered}) == 1
        return actor if is_only or (first.is_subject and len(rivals) == 1) else None
    return None


def nearest_group(discourse: Discourse, place: Place, size: int | None, reach: int) -> Antecedent | tuple[Actor, ...]:
    """Return the countries that "both" or "all four countries" gathers, () where none are meant.

    A list of the right length is meant, else the countries of a sentence that names as many;
    a list of another length ends the search.
    """
    for sentence in [discourse.in_sentence(place, place.sentence), *discourse.back(place, reach)]:
        lists = [a for a in sentence if len(a.codes) > 1]
        for antecedent in reversed(lists):
            if size in (None, len(antecedent.codes)):
                return antecedent
        named = {actor.code: actor for a in sentence for actor in a.actors}
        if size is not None and len(named) == size and any(a.is_subject and a.actors for a in sentence):
            return tuple(sorted(named.values(), key=lambda actor: actor.start))
        if lists:
            return ()
    return ()


def rest_of_group(discourse: Discourse, place: Place, reach: int) -> tuple[Actor, ...]:
    """Return those of the nearest list that no subject since has been: "Of the four, Peru signed. The others"."""
    since: set[str] = set()
    for sentence in [discourse.in_sentence(place, place.sentence), *discourse.back(place, reach)]:
        groups = [a for a in sentence if len(a.codes) > 1]
        last = groups[-1] if groups else None
        since |= {
            code for a in sentence if a.is_subject and len(a.codes) == 1 and _is_behind(a, last) for code in a.codes
        }
        if last is not None:
            told = since & last.codes
            return tuple(actor for actor in last.actors if actor.code not in told) if told else ()
    return ()


def _is_behind(antecedent: Antecedent, group: Antecedent | None) -> bool:
    return group is None or antecedent.head > max(actor.end for actor in group.actors)
