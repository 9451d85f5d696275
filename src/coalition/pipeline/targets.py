"""Targets: what a predicate is about, how that relates to the initiative, and whether it turns the sign."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Token

from coalition.lexicons.cues import CueKind
from coalition.lexicons.grammar import Grammar
from coalition.lexicons.undertakings import Undertakings
from coalition.pipeline.clauses import is_clause, is_passive, passive_subject_of, subject_of
from coalition.pipeline.initiative import NAMED, RELATED, Initiative, compound_lemmas
from coalition.pipeline.matching import CueFinder, match_act
from coalition.pipeline.rivals import RivalReader, is_year
from coalition.stance import Polarity

EXIT_REACH = 60  # tokens between an exit and "the move" that means it; two sentences
PRONOUN_REACH = 30  # tokens between "it" and what it stands for
_DIRECT = frozenset({"dobj", "attr", "oprd", "dative"})
_MODIFIERS = frozenset({"nmod", "compound", "amod", "poss"})
_WHEN = frozenset({"DATE", "TIME"})  # "withdrew in 2018" names nothing that is left
_MAKERS = frozenset({"by", "between", "among"})  # behind a noun: whose it is
_INNER = frozenset({"compound", "amod", "nmod", "dobj", "attr", "oprd", "poss"})


class Relevance(StrEnum):
    """What the target of a predicate is to the initiative, surest first; a rival is another undertaking."""

    NAMED = "named"
    RIVAL = "rival"
    CONTRIBUTION = "contribution"
    RELATED = "related"
    STAND_IN = "stand-in"
    ACTOR = "actor"
    BARE = "bare"
    OTHER = "other"


_ABOUT = frozenset({Relevance.NAMED, Relevance.CONTRIBUTION, Relevance.RELATED, Relevance.STAND_IN})
_NOWHERE = frozenset({Relevance.OTHER, Relevance.ACTOR})
_ORDER = {relevance: rank for rank, relevance in enumerate(Relevance)}


@dataclass(frozen=True, slots=True)
class Target:
    """What a predicate is about: a token index, None where nothing is named, and its relation to the initiative.

    ``is_reversed`` tells that what is for the target is against the initiative, ``is_undone``
    that it is against the base: in an article on "the boycott of the games" "the games"
    are the first and not the second.
    """

    token: int | None
    relevance: Relevance
    is_reversed: bool
    is_undone: bool


@dataclass(frozen=True, slots=True)
class TargetReader:
    """Reads targets with the lexicons and the initiative of one article."""

    cues: CueFinder
    grammar: Grammar
    undertakings: Undertakings
    initiative: Initiative
    rivals: RivalReader

    def read(self, head: Token, consumed: tuple[int, ...]) -> Target:
        """Return what a predicate is about; ``consumed`` holds the tokens of its cue."""
        objects = [token for token in self._objects(head, consumed) if token.ent_type_ not in _WHEN]
        is_wished = self._is_wished_done(head)
        if is_passive(head) or is_wished:
            subject = passive_subject_of(head) or _made_by(head)
            if subject is not None:
                objects = [subject, *self._without_doers(objects, subject)]
        if not objects:
            return Target(None, Relevance.BARE, is_reversed=False, is_undone=False)
        rated = [(self._toward_base(token), token) for token in objects]
        (relevance, is_undone), token = min(rated, key=lambda item: (_ORDER[item[0][0]], item[1].i))
        if relevance is Relevance.ACTOR and _is_receiver(token):  # "gave Peru a wink"
            given = (item for item in rated if item[0][0] is Relevance.OTHER and item[1].dep_ in ("dobj", "nsubjpass"))
            (relevance, is_undone), token = next(given, ((relevance, is_undone), token))
        if is_wished and token.lower_ == "it":
            is_undone = self.initiative.is_mirror  # "wants it signed": the thing itself, whatever others do to it
        is_undone ^= self._is_sent_off(head, token)
        return Target(token.i, relevance, self._toward_initiative(relevance, is_undone=is_undone), is_undone)

    def _without_doers(self, objects: list[Token], subject: Token) -> list[Token]:
        """Drop who did something to a thing, "a plan backed by Chad"; but "Oman was impressed by the plan"."""
        is_thing = self._toward_base(subject)[0] is not Relevance.ACTOR
        return [token for token in objects if not (is_thing and _is_doer(token.head))]

    def _is_wished_done(self, head: Token) -> bool:
        """Tell whether a participle says what shall be done to its subject: "wants the embargo lifted"."""
        is_bare = head.dep_ == "ccomp" and head.tag_ in ("VBN", "VBD")
        if not is_bare or head.head.lemma_ not in self.grammar.resultative_wishers:
            return False
        return not any(child.dep_ in ("aux", "auxpass", "mark") for child in head.children)

    def _is_sent_off(self, head: Token, target: Token) -> bool:
        """Tell whether a target is made to go: "ordered the mission to leave"."""
        return target.dep_ in ("dobj", "nsubj") and any(
            child.dep_ in ("xcomp", "ccomp") and child.i > target.i and child.lemma_ in self.undertakings.exit_verbs
            for child in (*head.children, *target.children)
        )

    def _objects(self, head: Token, consumed: tuple[int, ...]) -> Iterator[Token]:
        heads = [head, *(head.doc[i] for i in consumed if i != head.i)]
        for word in heads:
            for child in word.children:
                if child.i in consumed and child.dep_ != "dobj":
                    continue
                if child.dep_ in ("pobj", "pcomp") and word.i != head.i:  # of a preposition in the phrase: "vote for"
                    yield child
                    continue
                if child.dep_ in _MODIFIERS:
                    if word.pos_ in ("NOUN", "PROPN") and child.i not in consumed and self._is_topic(child):
                        yield child
                elif child.dep_ in _DIRECT and child.pos_ != "ADP" and child.i not in consumed:
                    yield child
                elif child.dep_ in ("prep", "agent", "prt", "dative") or child.dep_ in ("pcomp", "xcomp"):
                    if child.lower_ not in self.grammar.adjunct_prepositions:
                        yield from (o for o in _prepositional_objects(child) if not self._is_holder(o, word))
                elif child.dep_ == "ccomp" and next(iter(child.subtree)).lower_ == "what":
                    yield child  # "welcomed what she called a historic expulsion"
                elif child.dep_ == "acl" and word.pos_ == "NOUN" and any(c.tag_ == "TO" for c in child.lefts):
                    yield child  # "Panama's proposal to cap it"
                elif child.dep_ == "ccomp" and child.i in consumed and (made := subject_of(child)) is not None:
                    yield made  # "made seven bases available"

    def _is_topic(self, modifier: Token) -> bool:
        """Tell what a noun is about, "nuclear pledge", from whose it is and how: "Oman's pledge", "a final push".

        Members, critics and backers are somebody's, and that is what they are about: "Oman's critics".
        """
        lemma = modifier.head.lemma_.lower()
        if lemma in self.grammar.side_takers or lemma in self.undertakings.gatherers:
            return True
        if modifier.dep_ in ("compound", "nmod") and modifier.pos_ == "NOUN":
            return True  # "budget proposal"
        return self._toward_base(modifier)[0] not in _NOWHERE

    def _is_holder(self, token: Token, noun: Token) -> bool:
        """Tell whether a noun behind a preposition holds what is said, "praise from allies", or says when or how."""
        if self._is_adjunct(token) or noun.pos_ not in ("NOUN", "PROPN"):
            return self._is_adjunct(token)
        relevance = self._toward_base(token)[0]
        is_group = relevance is Relevance.OTHER and token.lemma_.lower() in self.undertakings.gatherers
        if token.head.lower_ == "from":  # "a departure from denials" is about the denials
            return relevance is Relevance.ACTOR or is_group
        return token.head.lower_ in _MAKERS and relevance in _NOWHERE

    def _is_adjunct(self, token: Token) -> bool:
        """Tell whether a noun behind a preposition only says when or how: "joined on the spot", "refused to"."""
        if token.lower_ == "to" or is_year(token):
            return True
        return token.lemma_.lower() in self.grammar.occasions or token.ent_type_ in _WHEN

    def relevance(self, token: Token) -> tuple[Relevance, bool]:
        """Return how a noun phrase or clause relates to the initiative, and whether it reverses the sign."""
        relevance, is_undone = self._toward_base(token)
        return relevance, self._toward_initiative(relevance, is_undone=is_undone)

    def _toward_initiative(self, relevance: Relevance, *, is_undone: bool) -> bool:
        about = _ABOUT if self.is_kept_by_leaving else _ABOUT - {Relevance.CONTRIBUTION}
        return is_undone != (self.initiative.is_mirror and relevance in about)

    @property
    def is_kept_by_leaving(self) -> bool:
        """Tell whether who stays away takes part: in a boycott or an exit, not in a moratorium."""
        return self.initiative.is_mirror and not self.initiative.is_ban

    def _toward_base(self, token: Token, depth: int = 0) -> tuple[Relevance, bool]:
        """Return the same toward what the initiative undoes: "the boycott" reverses, "the games" do not."""
        token = _antecedent(token, self.grammar)
        lemma = token.lemma_.lower()
        own = self._own_weight(token)
        inner = self._inner_relevance(token, depth) if depth < 3 else (Relevance.BARE, False)
        if (inner[0] is Relevance.RIVAL and own < NAMED) or (own >= RELATED and self.rivals.is_rival(token)):
            return Relevance.RIVAL, False
        if self._turns(token):
            return Relevance.NAMED, not inner[1] if inner[0] is Relevance.NAMED else True
        if self._reverses(token, own, inner[0]):
            named = inner[0] if _ORDER[inner[0]] <= _ORDER[Relevance.STAND_IN] else Relevance.RELATED
            return named, not inner[1]
        if is_clause(token):
            act = match_act(token, self.initiative.acts)
            if act is not None and abs(act[1]) >= NAMED:
                return Relevance.NAMED, (act[1] < 0) != self.initiative.is_mirror
            is_blamed = token.dep_ == "pcomp" and token.head.lower_ == "of" and self._is_adverse(token)
            return inner[0], inner[1] != is_blamed  # "accused it of sabotaging the deal" defends the deal
        if own >= NAMED and self._is_another(token):
            return Relevance.RELATED, False
        if own >= NAMED:
            is_whole = lemma in self.initiative.heads and not self.initiative.is_mirror
            if is_whole and any(child.dep_ == "acl" and child.tag_ == "VBG" for child in token.children):
                return Relevance.NAMED, False  # "the resolution calling for an end to the embargo"
            return Relevance.NAMED, inner[1] if inner[0] is Relevance.NAMED else False
        if _ORDER[inner[0]] < _ORDER[Relevance.RELATED]:
            return inner
        if own >= RELATED or inner[0] is Relevance.RELATED:
            return Relevance.RELATED, inner[1]
        if lemma in self.undertakings.stand_ins and self.rivals.is_other_kind(token):
            return Relevance.RIVAL, False
        if lemma in self.undertakings.stand_in_pronouns or (token.lower_ == "them" and self._follows_name(token)):
            return Relevance.STAND_IN, self._means_exit(token)
        if lemma in self.undertakings.stand_in_nouns or self._is_plain_name(token):
            return Relevance.STAND_IN, self.initiative.is_mirror
        if lemma in self.undertakings.contributions or self._is_quantity(token):
            return Relevance.CONTRIBUTION, False
        if token.ent_type_ in ("GPE", "PERSON", "NORP") or token.tag_ in ("PRP", "WP"):
            return Relevance.ACTOR, False
        return Relevance.OTHER, False

    def _is_plain_name(self, token: Token) -> bool:
        """Tell whether a general name with nothing but an article means the initiative: "signed the pact"."""
        if token.lemma_.lower() not in self.undertakings.plain_names or token.tag_ != "NN":
            return False
        words = [child for child in token.children if child.dep_ not in ("case", "cc", "conj", "punct")]
        names = [word for word in words if not any(inner.ent_type_ in _WHEN for inner in word.children)]
        return len(names) == 1 and names[0].lower_ in ("the", "this")

    def _own_weight(self, token: Token) -> float:
        """Return how surely a noun itself names the initiative; a country of its name alone does not."""
        if token.i in self.rivals.places:
            return 0.0
        return max(self.initiative.weights.get(name, 0.0) for name in compound_lemmas(token))

    def _is_quantity(self, token: Token) -> bool:
        """Tell whether an object is only a number of what was named before: "sent 50 officers, and Peru 20"."""
        return token.dep_ == "dobj" and (token.pos_ == "NUM" or token.lower_ in self.undertakings.quantities)

    def _is_another(self, token: Token) -> bool:
        """Tell whether a noun names a rival of the initiative: "a new deal", "another force"."""
        name = self.initiative.name.lower()
        return any(
            child.lower_ in self.undertakings.rival_words and child.lower_ not in name for child in token.children
        )

    def _reverses(self, token: Token, own: float, inner: Relevance) -> bool:
        lemma = token.lemma_.lower()
        if own >= NAMED and lemma in self.initiative.weights:
            return False
        if lemma in self.undertakings.exit_stand_ins and inner is not Relevance.NAMED and self.follows_exit(token):
            return True
        words = self.undertakings.reverser_verbs if is_clause(token) else self.undertakings.reverser_nouns
        return lemma in words and inner in (Relevance.NAMED, Relevance.RELATED, Relevance.STAND_IN)

    def _turns(self, token: Token) -> bool:
        """Tell whether a noun says by itself that the base is undone: "the boycott", "the blocking minority"."""
        lemma = token.lemma_.lower()
        names = (*compound_lemmas(token), f"{token.nbor(-1).lower_} {lemma}" if token.i else lemma)
        return token.pos_ in ("NOUN", "PROPN") and not self.initiative.turns.isdisjoint(names)

    def undoes(self, head: Token) -> bool:
        """Tell whether a bare reaction answers what is against the initiative: "China expressed regret" at an exit."""
        return self.follows_exit(head) != self.initiative.is_mirror

    def follows_exit(self, token: Token) -> bool:
        """Tell whether "the move" stands for somebody's leaving: one was told of shortly before, or is the topic."""
        before = [i for i in self.initiative.exits if i < token.i]
        if before and token.i - before[-1] <= EXIT_REACH:
            return True
        return self.initiative.is_exit

    def _follows_name(self, pronoun: Token) -> bool:
        """Tell whether the nearest plural before "them" names the initiative: "the sanctions ... to lift them"."""
        for index in range(pronoun.i - 1, max(-1, pronoun.i - PRONOUN_REACH), -1):
            token = pronoun.doc[index]
            if token.tag_ in ("NNS", "NNPS"):
                return max(self.initiative.weights.get(name, 0.0) for name in compound_lemmas(token)) >= NAMED
        return False

    def _means_exit(self, pronoun: Token) -> bool:
        """Tell whether "it" stands for somebody's leaving: the nearest candidate before it decides."""
        for index in range(pronoun.i - 1, max(-1, pronoun.i - PRONOUN_REACH), -1):
            token = pronoun.doc[index]
            if self._tells_exit(token):
                return True
            if self._names(token):
                is_left = any(0 < index - exit_index <= 8 for exit_index in self.initiative.exits)
                return is_left or any(self._turns(above) for above in _nouns_above(token))
        return self.initiative.is_mirror

    def is_thing_named(self, pronoun: Token) -> bool:
        """Tell whether "it" stands for what was named last: "Peru has left the treaty; Chile has just ratified it"."""
        if pronoun.pos_ != "PRON" or self.is_kept_by_leaving:
            return False
        before = (pronoun.doc[i] for i in range(pronoun.i - 1, max(-1, pronoun.i - PRONOUN_REACH), -1))
        last = next((token for token in before if self._names(token) or self._tells_exit(token)), None)
        return last is not None and self._names(last) and not any(self._turns(above) for above in _nouns_above(last))

    def _names(self, token: Token) -> bool:
        return token.pos_ in ("NOUN", "PROPN") and self.initiative.weights.get(token.lemma_.lower(), 0.0) >= NAMED

    def _tells_exit(self, token: Token) -> bool:
        if token.i in self.initiative.exits or self._turns(token):
            return True
        is_stand_in = token.pos_ == "NOUN" and token.lemma_.lower() in self.undertakings.exit_stand_ins
        return is_stand_in and self.follows_exit(token)

    def _inner_relevance(self, token: Token, depth: int) -> tuple[Relevance, bool]:
        rated = []
        for inner in self._inner_nouns(token):
            relevance, is_reversed = self._toward_base(inner, depth + 1)
            if inner.dep_ in ("relcl", "acl"):  # "measures that go against the deal"
                is_reversed = self._says_of(inner) and (is_reversed or self._is_adverse(inner))
            rated.append((relevance, is_reversed))
        return min(rated, key=lambda item: _ORDER[item[0]], default=(Relevance.BARE, False))

    def _inner_nouns(self, token: Token) -> Iterator[Token]:
        for child in token.children:
            if child.dep_ in _INNER:
                if child.pos_ in ("NOUN", "PROPN", "ADJ", "PRON"):
                    yield child
            elif child.dep_ in ("prep", "agent"):
                if child.lower_ not in self.grammar.adjunct_prepositions:
                    yield from _prepositional_objects(child)
            elif child.dep_ in ("acl", "relcl", "xcomp", "pcomp"):
                yield child

    def _says_of(self, clause: Token) -> bool:
        """Tell whether a clause says what its noun does: "a group that can block it"; "the truce, which A rejected"."""
        subject = subject_of(clause)
        if clause.dep_ == "acl":
            return subject is not None or clause.tag_ != "VBN"
        return subject is not None and subject.lower_ in self.grammar.relative_pronouns and not is_passive(clause)

    def _is_adverse(self, clause: Token) -> bool:
        return any(
            match.cue.kind in (CueKind.PREDICATE, CueKind.JUDGEMENT) and match.cue.affirmed.polarity is Polarity.AGAINST
            for match in self.cues.at(clause)
        )


def _is_receiver(token: Token) -> bool:
    """Tell to whom something is given from with whom it is done: "sent a gift to Peru", "signed it with Peru"."""
    link = token if token.dep_ == "dative" else token.head
    return link.dep_ == "dative" or (link.dep_ == "prep" and link.lower_ in ("to", "for"))


def _made_by(participle: Token) -> Token | None:
    """Return what a participle with its doer says more of: "figures given by Chad"."""
    return participle.head if participle.dep_ == "acl" and any(_is_doer(c) for c in participle.children) else None


def _is_doer(preposition: Token) -> bool:
    """Tell who did it, "backed by Chad", "signed between Oman and Iran", from what it is about."""
    verb = preposition.head
    return preposition.dep_ == "agent" or (
        preposition.lower_ in ("by", "between") and is_clause(verb) and is_passive(verb)
    )


def _prepositional_objects(child: Token) -> Iterator[Token]:
    if child.dep_ in ("pcomp", "xcomp"):
        yield child
        return
    for inner in child.children:
        if inner.dep_ in ("pobj", "pcomp"):
            yield inner
        elif inner.dep_ == "prep":
            yield from _prepositional_objects(inner)


def _nouns_above(token: Token) -> Iterator[Token]:
    """Yield the nouns that a noun only says more of: "ban" above "bombs" in "the ban on cluster bombs"."""
    while token.dep_ in ("pobj", "prep", "compound", "amod", "nmod", "poss", "conj") and token.head.i != token.i:
        token = token.head
        if token.pos_ in ("NOUN", "PROPN"):
            yield token


def _antecedent(token: Token, grammar: Grammar) -> Token:
    """Return the noun that a relative pronoun stands for: "the cartel, which Angola joined"; else the token itself."""
    if token.lower_ not in grammar.relative_pronouns or token.tag_ not in ("WDT", "WP", "IN"):
        return token
    clause = token
    while clause.dep_ != "relcl" and clause.head.i != clause.i:
        clause = clause.head
    is_relative = clause.dep_ == "relcl" and clause.head.i < token.i and clause.head.pos_ in ("NOUN", "PROPN")
    return clause.head if is_relative else token
