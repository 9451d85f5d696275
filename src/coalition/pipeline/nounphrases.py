"""Descriptions of speakers: their range in the text, their country, and whether they speak for a government."""

from collections.abc import Mapping, Sequence
from typing import Any

from spacy.tokens import Doc, Span, Token

from coalition.lexicons.people import OfficeTitles
from coalition.lexicons.speech import SpeechLexicon

_LEFT = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod", "predet", "quantmod", "advmod"})
_TIMES = frozenset({"DATE", "TIME"})
_COUNTRY_SUBJECTS = ("nsubj", "nsubjpass", "poss")
_BREAKS = frozenset({",", ";", "(", '"', ":", "--"})
_MAX_LOOKBACK = 3  # sentences from "the ministry" back to the country it belongs to


class NounPhrases:
    """Answers questions on the noun phrases of one Doc."""

    def __init__(
        self, doc: Doc, people: Sequence[Mapping[str, Any]], person_at: Mapping[int, int], countries: Sequence[Span],
        *, inside: Sequence[int], speech: SpeechLexicon, titles: OfficeTitles,
    ) -> None:  # fmt: skip
        self._doc = doc
        self._people = people
        self._person_at = person_at
        self._country_at = {i: span for span in countries for i in range(span.start, span.end)}
        self._countries = [span for span in countries if not inside[span.start]]
        self._inside = inside
        self._by_surname = {person["name"].split()[-1]: index for index, person in enumerate(people)}
        self._entity_at = {i: ent for ent in doc.ents if ent.label_ == "ORG" for i in range(ent.start, ent.end)}
        self._speech = speech
        self._words = speech.noun_phrases
        self._titles = titles

    # ------------------------------------------------------------ range
    def range_of(self, token: Token) -> tuple[int, int]:
        """Return the range of a description: its modifiers, and "for the interior ministry in Tallinn" behind it."""
        start = token.i
        for child in token.lefts:
            if child.dep_ in _LEFT and not self._inside[child.left_edge.i]:
                start = min(start, child.left_edge.i)
        end = token.i + 1
        entity = self._entity_at.get(token.i)  # "Médecins du Désert", whatever its parse
        if entity is not None:
            start, end = min(start, entity.start), max(end, entity.end)
        while (
            token.text[:1].isupper()
            and token.pos_ in ("PROPN", "X", "NOUN")
            and end < len(self._doc)
            and self._continues_name(end)
        ):
            end += 1
        for child in token.rights:
            if (
                child.dep_ == "prep"
                and child.lower_ in self._words.inner
                and child.i == end
                and not self._is_circumstance(child)
            ):
                end = self._prepositional_end(child)
        return start, end

    def _continues_name(self, index: int) -> bool:
        """Tell whether a proper name goes on: "Médecins [du Désert]"."""
        word = self._doc[index]
        if word.pos_ == "PROPN" and word.text[:1].isupper():
            return True
        following = self._doc[index + 1] if index + 1 < len(self._doc) else None
        return word.lower_ in self._words.name_links and following is not None and following.text[:1].isupper()

    def _is_circumstance(self, preposition: Token) -> bool:
        """Tell "in a statement" and "on Friday" from what belongs to the description."""
        noun = next((child for child in preposition.children if child.dep_ == "pobj"), None)
        if noun is None or noun.tag_ == "VBG":
            return True
        return noun.ent_type_ in _TIMES or noun.lower_ in self._speech.carriers

    def _prepositional_end(self, preposition: Token) -> int:
        end = preposition.i + 1
        for token in self._doc[preposition.i + 1 : preposition.right_edge.i + 1]:
            if token.text in _BREAKS or token.dep_ in ("relcl", "acl") or token.tag_ in ("WP", "WDT"):
                break
            if token.dep_ == "prep" and self._is_circumstance(token):
                break
            end = token.i + 1
        return end

    def conjuncts(self, token: Token) -> list[Token]:
        """Return the partners of a noun in "Slovenia and Croatia", [] for a noun alone."""
        return [child for child in token.conjuncts if child.i > token.i and child.pos_ in ("NOUN", "PROPN")]

    # ------------------------------------------------------------ country
    def country_in(self, token: Token, start: int, end: int) -> str | None:
        """Return the country of a description: "the *German* envoy to Kenya", "officials in *Kyiv*"."""
        if token.i in self._country_at:
            return self._country_at[token.i].kb_id_
        is_foreign = False
        for index in range(start, end):
            word = self._doc[index]
            if index > token.i and word.dep_ == "prep":
                is_foreign = word.lower_ in self._words.foreign
            if is_foreign:
                continue
            if index in self._country_at:
                return self._country_at[index].kb_id_
            owner = self._person_at.get(index, self._by_surname.get(word.text))
            if owner is not None and self._people[owner]["country"]:
                return str(self._people[owner]["country"])
        return None

    def place_before(self, token: Token) -> str | None:
        """Return the country of "In *Hanoi* a spokeswoman said", whose people speak behind it."""
        first = token.sent.start + 1
        span = self._country_at.get(first)
        is_place = span is not None and self._doc[first - 1].text == "In" and span.root.dep_ == "pobj"
        if span is None or not is_place or token.dep_ not in _COUNTRY_SUBJECTS or not span.end <= token.i:
            return None
        return span.kb_id_ if span.root.head.head.i == token.head.i else None

    def country_beside(self, token: Token) -> str | None:
        """Return the country in apposition to a noun: "The eighth, *Russia*, says"."""
        beside = next((c for c in token.children if c.dep_ == "appos" and c.i in self._country_at), None)
        return self._country_at[beside.i].kb_id_ if beside is not None else None

    def context_country(self, token: Token) -> str | None:
        """Return the country that a paragraph is about where "the ministry" speaks: the last one named before."""
        sent = token.sent
        for _ in range(_MAX_LOOKBACK):
            spans = [span for span in self._countries if sent.start <= span.start < min(sent.end, token.i)]
            acting = next((span for span in spans if span.root.dep_ in _COUNTRY_SUBJECTS), None)
            if acting is not None or len({span.kb_id_ for span in spans}) == 1:
                return (acting or spans[0]).kb_id_
            if sent.start == 0:
                return None
            sent = self._doc[sent.start - 1].sent
        return None

    def subject_within(self, token: Token) -> Token | None:
        """Return the ministry or country before an "it" that speaks: "*Peru* is firm: nobody will go, it said"."""
        for index in range(token.i - 1, token.sent.start, -1):
            candidate = self._doc[index - 1]
            if self._inside[candidate.i] or candidate.dep_ not in ("nsubj", "nsubjpass") or candidate.pos_ == "PRON":
                continue
            is_body = candidate.i in self._country_at or self._titles.is_government(candidate.lower_)
            if is_body:
                return candidate
        return None

    def subject_before(self, token: Token) -> Token | None:
        """Return the country or ORG that is the subject of the sentence before a pronoun, or None."""
        if token.sent.start == 0:
            return None
        sent = self._doc[token.sent.start - 1].sent
        for candidate in sent:
            if candidate.dep_ in ("nsubj", "nsubjpass") and not self._inside[candidate.i]:
                named = candidate.i in self._country_at or candidate.i in self._entity_at
                return candidate if named or self._titles.is_government(candidate.lower_) else None
        return None

    # ------------------------------------------------------------ power
    def governs(self, token: Token, start: int) -> bool:
        """Tell whether a description speaks for a government: "the foreign ministry", "Berlin", "officials"."""
        if token.i in self._country_at:
            return True
        lowers = [t.lower_ for t in self._doc[start : token.i + 1]]
        for size in range(min(4, len(lowers)), 0, -1):
            phrase = " ".join(lowers[-size:]).replace(" 's", "'s")
            if self._titles.is_non_government(phrase):
                return False
            if self._titles.is_government(phrase):
                return not any(self._is_out(word) for word in lowers[:-size])
        return self._titles.is_government(token.lemma_.lower())

    def _is_out(self, word: str) -> bool:
        effect = self._titles.effect_of(word)
        return effect is not None and not effect.governs

    def is_country(self, token: Token) -> bool:
        """Tell whether a token is the mention of a country."""
        return token.i in self._country_at

    def can_speak(self, token: Token) -> bool:
        """Tell whether a noun is a speaker by its kind: a country, a body, a paper, a trade, a name."""
        words = (token.lower_, token.lemma_.lower())
        if self.is_country(token) or token.i in self._entity_at or token.pos_ == "PROPN":
            return True
        if any(word in self._titles.phrases or self._titles.is_government(word) for word in words):
            return True
        known = any(word in self._speech.people or self._titles.is_non_government(word) for word in words)
        return known or self.is_document(token) or words[1].endswith(self._speech.speakers.human_endings)

    # ------------------------------------------------------------ papers
    def is_document(self, token: Token) -> bool:
        """Tell whether a noun is a paper that somebody else speaks through."""
        return token.lower_ in self._speech.documents

    def issuer_of(self, token: Token) -> Token | None:
        """Return whose a paper is: "a statement from the *cabinet*", "a post by *Jana Hudecova*"."""
        if not self.is_document(token):
            return None
        for child in token.children:
            if child.dep_ in ("prep", "agent") and child.lower_ in self._words.source:
                return next((noun for noun in child.children if noun.dep_ == "pobj"), None)
        return None
