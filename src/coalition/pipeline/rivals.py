"""Other undertakings beside the initiative: the last mission, the sanctions on another country, the tobacco treaty."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from coalition.lexicons.grammar import Grammar
from coalition.lexicons.undertakings import Undertakings
from coalition.pipeline.countries import COUNTRIES_KEY
from coalition.pipeline.initiative import Initiative, compound_lemmas
from coalition.pipeline.people import DATE_KEY

MIN_OWN = 2  # times that a text says "trade deal" before the trade may be what its own deal is about
_TOPIC_LINKS = frozenset({"on", "about", "over"})
_YEAR_LINKS = frozenset({"of", "in", "from"})


@dataclass(frozen=True, slots=True)
class RivalReader:
    """Tells the initiative from undertakings of its kind.

    ``places`` maps token indices to country codes, ``subjects`` the words before a noun to
    how often the text has them there.
    """

    undertakings: Undertakings
    grammar: Grammar
    initiative: Initiative
    places: Mapping[int, str]
    subjects: Mapping[str, int]

    def is_rival(self, noun: Token) -> bool:
        """Tell whether a noun of the initiative's kind names another one, by time, place or subject."""
        if any(self._is_earlier(child) for child in noun.children):
            return True
        if self._has_other_subject(noun) or self.is_elsewhere(self._places_of(noun)):
            return True
        return not self.is_lasting(noun) and self._has_other_year(noun)

    def is_done_elsewhere(self, verb: Token) -> bool:
        """Tell whether an act is directed to another country: "sent soldiers to Mali", for a force in Chad."""
        objects = [child for child in verb.children if child.dep_ == "dobj"]
        aims = [aim for head in (verb, *objects) for aim in _objects_of(head, self.grammar.aim_prepositions)]
        return self.is_elsewhere(self.places[aim.i] for aim in (*objects, *aims) if aim.i in self.places)

    def is_elsewhere(self, places: Iterator[str]) -> bool:
        """Tell whether places are named, and none of them is one of the initiative's name."""
        found = set(places)
        return bool(found and self.initiative.places) and found.isdisjoint(self.initiative.places)

    def _is_earlier(self, modifier: Token) -> bool:
        return (
            modifier.dep_ in ("amod", "advmod", "nmod")
            and modifier.lower_ in self.undertakings.earlier_words
            and modifier.lower_ not in self.initiative.name.lower()
        )

    def is_lasting(self, noun: Token) -> bool:
        """Tell whether a noun names something that one stays in: a treaty, a bank, and no vote or strike."""
        names = set(compound_lemmas(noun))
        return any(family.lasting and family.nouns & names for family in self.undertakings.families.values())

    def _has_other_year(self, noun: Token) -> bool:
        years = [child for child in (*noun.children, *_objects_of(noun, _YEAR_LINKS)) if is_year(child)]
        return bool(years) and all(year.text not in self.initiative.name for year in years)

    def _has_other_subject(self, noun: Token) -> bool:
        """Tell whether its subject makes it another: a "trade pact" beside the climate pact, the Oslo games."""
        name, known = self.initiative.name.lower(), self.initiative.topics
        tags = ("NOUN", "PROPN") if self.is_lasting(noun) else ("PROPN",)
        subjects = [
            child
            for child in noun.children
            if child.dep_ in ("compound", "nmod") and child.pos_ in tags and child.i not in self.places
        ]
        if not subjects or not known or any(token.lemma_.lower() in known for token in noun.subtree):
            return False
        return all(
            child.ent_type_ not in ("PERSON", "ORG") and child.lower_ not in name and self._is_passing(child)
            for child in subjects
        )

    def is_other_kind(self, stand_in: Token) -> bool:
        """Tell whether a stand-in is said to be something else: "a deal on apricots", "those on Venezuela"."""
        if self.is_elsewhere(self._places_of(stand_in)):
            return True
        topics = list(_objects_of(stand_in, _TOPIC_LINKS))
        known = self.initiative.weights.keys()
        return (
            self.initiative.is_given
            and bool(topics)
            and all(
                topic.pos_ == "NOUN" and not any(token.lemma_.lower() in known for token in topic.subtree)
                for topic in topics
            )
        )

    def _is_passing(self, subject: Token) -> bool:
        """Tell whether a subject is named only once; a name that was found may lack what the text repeats."""
        return self.initiative.is_given or (
            self.subjects[subject.lower_] < MIN_OWN and subject.i >= self.initiative.lede_end
        )

    def is_history(self, verb: Token) -> bool:
        """Tell whether a clause is dated to a year gone by: "expelled two envoys in 2018", "ten years ago"."""
        if verb.tag_ not in ("VBD", "VBN"):
            return False
        years = [year for year in _objects_of(verb, frozenset({"in"})) if is_year(year)]
        if any(year.text in self.initiative.name or not self._is_gone(year) for year in years):
            return False
        return bool(years) or any(child.lower_ == "ago" and _counts_years(child) for child in verb.children)

    def _is_gone(self, year: Token) -> bool:
        published = str(year.doc.user_data.get(DATE_KEY) or "")[:4]
        return not published.isdecimal() or int(year.text) < int(published)

    def _places_of(self, noun: Token) -> Iterator[str]:
        links = self.grammar.target_prepositions | self.grammar.place_prepositions
        for token in _objects_of(noun, links):
            if token.i in self.places:
                yield self.places[token.i]
        for child in noun.children:
            if child.dep_ == "compound" and child.i in self.places and not child.text.replace(".", "").isupper():
                yield self.places[child.i]  # "the Moscow games"; "U.S. strikes" are done by it


def places_in(doc: Doc) -> dict[int, str]:
    """Return the codes of the countries that a text names, by the index of the name's head."""
    return {span.root.i: span.kb_id_ for span in doc.spans.get(COUNTRIES_KEY, [])}


def subjects_in(doc: Doc) -> Counter[str]:
    """Count the words that stand before a noun and say more of it: "trade" in "trade deal"."""
    return Counter(token.lower_ for token in doc if token.dep_ in ("compound", "nmod"))


def _counts_years(ago: Token) -> bool:
    return any(child.lemma_ in ("year", "decade", "century") for child in ago.children)


def is_year(token: Token) -> bool:
    """Tell whether a token is a year of the last or this century."""
    return token.shape_ == "dddd" and token.text[:2] in ("19", "20")


def _objects_of(head: Token, prepositions: frozenset[str]) -> Iterator[Token]:
    for child in head.children:
        if child.dep_ in ("prep", "dative") and child.lower_ in prepositions:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield inner
                    yield from (part for part in inner.children if part.dep_ == "compound")
