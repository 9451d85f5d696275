"""From the subject of a verb of saying to a speaker: a person, an institution, or whom a pronoun means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc, Span, Token

from coalition.lexicons.names import Gender, NameLexicon, fold
from coalition.lexicons.speech import SpeakerKind, SpeechLexicon

_SINGULAR = {"he": Gender.MALE, "she": Gender.FEMALE, "him": Gender.MALE, "her": Gender.FEMALE, "his": Gender.MALE}
_NEUTRAL = frozenset({"it", "they", "them"})
_LEFT = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod", "predet", "quantmod", "advmod", "case"})
_RIGHT = frozenset({"of", "for", "at", "in", "from", "on"})
_FOREIGN = frozenset({"to", "on", "against", "with", "about", "into", "over"})
_MAX_SENTENCES = 6  # sentences that a pronoun looks back
_DROPPED = frozenset({"DATE", "TIME"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says something; ``text`` is a person's fullest name or the description as the text has it."""

    text: str
    start: int
    end: int
    person: int | None = None
    country: str | None = None
    governs: bool = False


@dataclass(frozen=True, slots=True)
class _Heard:
    """A speaker at a token, remembered for the pronouns that follow."""

    token: int
    speaker: Speaker


class SpeakerResolver:
    """Resolves the speakers of one Doc, in text order: each answer is remembered for later pronouns."""

    def __init__(
        self, doc: Doc, people: Sequence[Mapping[str, Any]], mentions: Sequence[Span], countries: Sequence[Span],
        *, inside: Sequence[int], speech: SpeechLexicon, names: NameLexicon,
    ) -> None:  # fmt: skip
        self._doc = doc
        self._people = people
        self._mentions = [span for span in mentions if not inside[span.start]]
        self._person_at = {i: int(span.id_) for span in mentions for i in range(span.start, span.end)}
        self._country_at = {i: span for span in countries for i in range(span.start, span.end)}
        self._countries = [span for span in countries if not inside[span.start]]
        self._speech = speech
        self._names = names
        self._heard: list[_Heard] = []

    def resolve(self, head: int) -> Speaker | None:
        """Return the speaker that a noun phrase stands for, by its head token; None where nobody is meant."""
        token = self._doc[head]
        speaker = self._from_token(token)
        if speaker is not None:
            self._heard.append(_Heard(head, speaker))
        return speaker

    def person_named_at(self, index: int) -> int | None:
        """Return the index of the person named at a token, or None."""
        return self._person_at.get(index)

    def _from_token(self, token: Token) -> Speaker | None:
        lower = token.lower_
        if lower in _SINGULAR:
            return self._referent(token, _SINGULAR[lower])
        if lower in _NEUTRAL:
            return self._institution_before(token)
        if token.pos_ == "PRON" or lower in ("who", "which", "that"):
            return self._pronoun(token)
        person = self._named(token)
        if person is not None:
            return self._from_person(person, token)
        return self._described(token)

    # ------------------------------------------------------------ persons
    def _named(self, token: Token) -> int | None:
        """Return the person that a noun phrase names: its head, its apposition, or the name beside a title."""
        if token.i in self._person_at:
            return self._person_at[token.i]
        for child in token.children:
            if child.dep_ == "appos" and child.i in self._person_at:
                return self._person_at[child.i]
        if token.dep_ in ("compound", "nmod") and token.head.i in self._person_at:
            return self._person_at[token.head.i]
        return None

    def _from_person(self, index: int, token: Token) -> Speaker:
        person = self._people[index]
        start, end = next(((s, e) for s, e in person["mentions"] if s <= token.i < e), (token.i, token.i + 1))
        return Speaker(person["name"], start, end, index, person["country"], bool(person["governs"]))

    def _referent(self, token: Token, gender: Gender) -> Speaker | None:
        """Return whom "he" or "she" means: the nearest sentence's subject first, then whoever else it names."""
        sent = token.sent
        for _ in range(_MAX_SENTENCES):
            found = self._person_in(sent, before=token.i, gender=gender)
            if found is not None:
                return Speaker(found.text, token.i, token.i + 1, found.person, found.country, found.governs)
            if sent.start == 0:
                break
            sent = self._doc[sent.start - 1].sent
        return None

    def _person_in(self, sent: Span, *, before: int, gender: Gender) -> Speaker | None:
        heard = [h.speaker for h in self._heard if sent.start <= h.token < sent.end and h.token < before]
        for speaker in reversed(heard):
            if speaker.person is not None and self._fits(speaker.person, gender):
                return speaker
        spans = [m for m in self._mentions if sent.start <= m.start < sent.end and m.start < before]
        spans = [span for span in spans if self._fits(int(span.id_), gender)]
        if not spans:
            return None
        span = next((span for span in spans if span.root.dep_ in ("nsubj", "nsubjpass")), spans[0])
        return self._from_person(int(span.id_), span.root)

    def _fits(self, index: int, gender: Gender) -> bool:
        known = self._gender_of(index)
        return known is None or known is gender

    def _gender_of(self, index: int) -> Gender | None:
        person = self._people[index]
        title = (person["title"] or "").lower()
        if title.endswith("woman") or title.split()[-1:] in (["queen"], ["princess"], ["duchess"]):
            return Gender.FEMALE
        for start, _ in person["mentions"]:
            if start and (gender := self._names.gender_of(fold(self._doc[start - 1].text))) is not None:
                if self._names.is_honorific(fold(self._doc[start - 1].text)):
                    return gender
        words = person["name"].split()
        return self._names.gender_of(fold(words[0])) if len(words) > 1 else None

    def _pronoun(self, token: Token) -> Speaker | None:
        if token.lower_ in ("i", "we", "you", "what", "this", "there", "that", "which", "who"):
            return None
        return Speaker(token.text, token.i, token.i + 1)

    # ------------------------------------------------------------ institutions and descriptions
    def _institution_before(self, token: Token) -> Speaker | None:
        """Return the last speaker without a person for "it" and "they", or the bare pronoun."""
        for heard in reversed(self._heard):
            if heard.speaker.person is None and self._sentences_between(heard.token, token.i) <= 2:
                speaker = heard.speaker
                return Speaker(speaker.text, token.i, token.i + 1, None, speaker.country, speaker.governs)
        return Speaker(token.text, token.i, token.i + 1)

    def _sentences_between(self, first: int, second: int) -> int:
        count, sent = 0, self._doc[second].sent
        while sent.start > first and count < _MAX_SENTENCES:
            sent = self._doc[sent.start - 1].sent
            count += 1
        return count

    def _described(self, token: Token) -> Speaker | None:
        if token.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM"):
            return None
        person = self._described_person(token)
        if person is not None:
            return self._from_person(person, token)
        start, end = self._phrase(token)
        country = self._country_of(token, start, end)
        governs = self._governs(token, start, end)
        if country is None and governs:
            country = self._context_country(token)
        text = self._doc[start:end].text
        return Speaker(text, start, end, None, country, governs and country is not None)

    def _described_person(self, token: Token) -> int | None:
        """Return the person whom "the minister" means: the last one named before whose title ends so."""
        determiner = next((c.lower_ for c in token.children if c.dep_ in ("det", "poss")), "")
        if determiner != "the" or any(i in self._country_at for i in range(token.left_edge.i, token.i)):
            return None
        words = [t.lower_ for t in self._doc[token.left_edge.i : token.i + 1] if t.lower_ != "the"]
        for mention in reversed([m for m in self._mentions if m.start < token.i]):
            title = (self._people[int(mention.id_)]["title"] or "").lower().replace("-", " ").split()
            if title and title[-len(words) :] == words:
                return int(mention.id_)
        return None

    def _phrase(self, token: Token) -> tuple[int, int]:
        """Return the range of a description: its modifiers, and "for the interior ministry in Tallinn" behind it."""
        start = token.i
        for child in token.lefts:
            if child.dep_ in _LEFT:
                start = min(start, child.left_edge.i)
        end = token.i + 1
        for child in token.rights:
            if child.dep_ == "prep" and child.lower_ in _RIGHT and child.i == end and not self._is_circumstance(child):
                end = self._prepositional_end(child)
        return start, end

    def _is_circumstance(self, preposition: Token) -> bool:
        """Tell "in a statement" and "on Friday" from what belongs to the description."""
        noun = next((child for child in preposition.children if child.dep_ == "pobj"), None)
        return noun is None or noun.ent_type_ in _DROPPED or noun.lower_ in self._speech.carriers or noun.tag_ == "VBG"

    def _prepositional_end(self, preposition: Token) -> int:
        end = preposition.i + 1
        for token in self._doc[preposition.i + 1 : preposition.right_edge.i + 1]:
            if token.text in (",", ";", "(", '"', "-") and token.text != "-":
                break
            if token.dep_ in ("relcl", "acl") or token.tag_ in ("WP", "WDT"):
                break
            end = token.i + 1
        return end

    def _country_of(self, token: Token, start: int, end: int) -> str | None:
        """Return the country of a description: "the *German* envoy to Kenya", "officials in *Kyiv*"."""
        if token.i in self._country_at:
            return self._country_at[token.i].kb_id_
        foreign = False
        for index in range(start, end):
            word = self._doc[index]
            if index > token.i and word.lower_ in _FOREIGN:
                foreign = True
            elif index > token.i and word.dep_ == "prep":
                foreign = False
            if index in self._country_at and not foreign:
                return self._country_at[index].kb_id_
            owner = self._person_at.get(index)
            if owner is not None and self._people[owner]["country"]:
                return str(self._people[owner]["country"])
        return None

    def _governs(self, token: Token, start: int, end: int) -> bool:
        span = self._country_at.get(token.i)
        if span is not None:
            return True
        words = {t.lower_ for t in self._doc[start:end]}
        if words & {"opposition", "former", "ex", "rebel", "local"}:
            return False
        kind = self._speech.speaker_kind(token.lower_) or self._speech.speaker_kind(token.lemma_.lower())
        if kind is SpeakerKind.DOCUMENT:
            return bool(words & {"joint", "official", "government"}) or self._heard_governs()
        return kind is SpeakerKind.GOVERNING

    def _heard_governs(self) -> bool:
        return bool(self._heard) and self._heard[-1].speaker.governs

    def _context_country(self, token: Token) -> str | None:
        """Return the country that a paragraph is about where "the ministry" speaks: the last one named before."""
        sent = token.sent
        for _ in range(3):
            spans = [span for span in self._countries if sent.start <= span.start < min(sent.end, token.i)]
            subject = next((s for s in spans if s.root.dep_ in ("nsubj", "nsubjpass", "poss")), None)
            if spans:
                return (subject or spans[-1]).kb_id_
            if sent.start == 0:
                return None
            sent = self._doc[sent.start - 1].sent
        return None
