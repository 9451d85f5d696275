"""From the subject of a verb of saying to a speaker: a person, an institution, or whom a pronoun means."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any

from spacy.tokens import Doc, Span, Token

from coalition.lexicons.names import Gender, NameLexicon, fold
from coalition.lexicons.people import OfficeTitles
from coalition.lexicons.speech import SpeechLexicon
from coalition.pipeline.nounphrases import NounPhrases

_SINGULAR = {"he": Gender.MALE, "she": Gender.FEMALE, "him": Gender.MALE, "her": Gender.FEMALE, "his": Gender.MALE}
_SUBJECTS = ("nsubj", "nsubjpass")
_MAX_SENTENCES = 6  # sentences that a pronoun or "the minister" looks back
_MAX_ANNOUNCED = 2  # sentences from a name back to the office that it fills in


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
        *, inside: Sequence[int], speech: SpeechLexicon, names: NameLexicon, titles: OfficeTitles,
    ) -> None:  # fmt: skip
        self._doc = doc
        self._people = people
        self._mentions = [span for span in mentions if not inside[span.start]]
        self._sentence_of = [number for number, sent in enumerate(doc.sents) for _ in sent]
        self._person_at = {i: int(span.id_) for span in mentions for i in range(span.start, span.end)}
        self._inside = inside
        self._names = names
        self._titles = titles
        self._speech = speech
        self._phrases = NounPhrases(
            doc, people, self._person_at, countries, inside=inside, speech=speech, titles=titles
        )
        self._genders = [self._gender_of(person) for person in people]
        self._heard: list[_Heard] = []

    def resolve(self, head: int, *, before: int | None = None) -> Speaker | None:
        """Return the speaker that a noun phrase stands for, by its head token; None where nobody is meant.

        Args:
            head: The head of the noun phrase.
            before: The verb that the phrase stands before, which it must not reach into.
        """
        speaker = self._from_token(self._doc[head])
        if (
            speaker is not None
            and before is not None
            and speaker.person is None
            and speaker.start < before < speaker.end
        ):
            speaker = replace(speaker, text=self._doc[speaker.start : before].text, end=before)
        if speaker is not None:
            self._heard.append(_Heard(head, speaker))
        return speaker

    def means_person(self, index: int) -> bool:
        """Tell whether a noun phrase, by its head token, is a person or a "he" or "she"."""
        token = self._doc[index]
        return token.lower_ in ("he", "she") or self._named(token) is not None or self._described(token) is not None

    def is_name(self, start: int, end: int) -> bool:
        """Tell whether tokens are the name of one person and nothing else."""
        persons = {self._person_at.get(index) for index in range(start, end)}
        return len(persons) == 1 and None not in persons

    def can_speak(self, index: int) -> bool:
        """Tell people, countries and bodies from things: "the strike signals that" has no speaker."""
        token = self._doc[index]
        return token.pos_ == "PRON" or self._named(token) is not None or self._phrases.can_speak(token)

    def _from_token(self, token: Token) -> Speaker | None:
        lower = token.lower_
        if self._phrases.is_country(token):  # before the pronouns: "US" is tagged as one now and then
            partners = self._phrases.conjuncts(token)
            return self._several(token, partners) if partners else self._institution(token)
        if lower in _SINGULAR:
            return self._referent(token, _SINGULAR[lower])
        if lower in self._speech.speakers.neutral:
            return self._institution_before(token)
        if token.pos_ == "PRON" or lower in self._speech.speakers.nobody:
            return None if lower in self._speech.speakers.nobody else Speaker(token.text, token.i, token.i + 1)
        partners = self._phrases.conjuncts(token)
        if partners:
            return self._several(token, partners)
        person = self._named(token)
        if person is None:
            person = self._described(token)
        if person is not None:
            return self._from_person(person, token)
        return self._institution(token)

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
        return self._behind_comma(token)

    def _behind_comma(self, token: Token) -> int | None:
        """Return the person in "The ambassador of Nepal, *Bishnu Thapa*, warned", where the parse often errs."""
        _, end = self._phrases.range_of(token)
        if end + 1 >= len(self._doc) or self._doc[end].text != "," or token.pos_ != "NOUN":
            return None
        return self._person_at.get(end + 1)

    def _from_person(self, index: int, token: Token) -> Speaker:
        person = self._people[index]
        start, end = next(((s, e) for s, e in person["mentions"] if s <= token.i < e), (token.i, token.i + 1))
        speaker = Speaker(person["name"], start, end, index, person["country"], bool(person["governs"]))
        office = self._announced(index, token) if not person["country"] and not person["title"] else None
        return replace(speaker, country=office.country, governs=office.governs) if office is not None else speaker

    def _announced(self, index: int, token: Token) -> Speaker | None:
        """Return the office that a bare new name has: "The oil minister was blunt. ... said *Emeka Obi*"."""
        if self._people[index]["mentions"][0][0] > token.i or self._inside[token.i]:
            return None
        sent = token.sent
        for _ in range(_MAX_ANNOUNCED):
            if sent.start == 0:
                return None
            sent = self._doc[sent.start - 1].sent
            outside = [t for t in sent if not self._inside[t.i]]
            officers = [t for t in outside if self._is_officer(t, None) and not self._person_at.get(t.i + 1)]
            if any(t.i in self._person_at for t in outside) or len(officers) > 1:
                return None
            if officers:
                return self._institution(officers[0])
        return None

    def _described(self, token: Token) -> int | None:
        """Return the person whom "the minister", "the Icelandic minister" or "the baker" means."""
        determiner = next((c for c in token.children if c.dep_ == "det"), None)
        if (
            determiner is None
            or determiner.lower_ != "the"
            or token.tag_ not in ("NN", "NNP")
            or not token.text.islower()
        ):
            return None
        start, end = self._phrases.range_of(token)
        if end != token.i + 1:
            return None
        words = [t.lower_ for t in self._doc[determiner.i + 1 : token.i + 1]]
        country = self._phrases.country_in(token, start, end)
        mentions = self._mentions[: bisect_left(self._mentions, start, key=lambda mention: mention.start)]
        before = list(takewhile(lambda mention: self._is_near(mention.start, start), reversed(mentions)))
        for mention in before:
            person = self._people[int(mention.id_)]
            if country is not None:
                if person["country"] == country and not self._is_other_office(person, words):
                    return int(mention.id_)
            elif _ends_with(person["title"], words):
                return int(mention.id_)
        if country is None and len(words) == 1 and self._is_human(token) and not self._titles.is_government(words[0]):
            people = {int(m.id_) for m in before}
            return people.pop() if len(people) == 1 else None
        return None

    def _is_human(self, token: Token) -> bool:
        lower = token.lower_
        return lower in self._titles.phrases or lower.endswith(self._speech.speakers.human_endings)

    def _is_other_office(self, person: Mapping[str, Any], words: Sequence[str]) -> bool:
        return person["title"] is not None and not _ends_with(person["title"], words[-1:])

    def _is_near(self, before: int, after: int) -> bool:
        return self._sentences_between(before, after) <= _MAX_SENTENCES

    # ------------------------------------------------------------ pronouns
    def _referent(self, token: Token, gender: Gender) -> Speaker | None:
        """Return whom "he" or "she" means: the nearest sentence's subject first, then whoever else it names."""
        sent = token.sent
        for _ in range(_MAX_SENTENCES):
            found = self._person_in(sent, before=token.i, gender=gender)
            if found is not None:
                return replace(found, start=token.i, end=token.i + 1)
            if sent.start == 0:
                break
            sent = self._doc[sent.start - 1].sent
        return None

    def _person_in(self, sent: Span, *, before: int, gender: Gender) -> Speaker | None:
        for heard in reversed(self._heard):
            if not sent.start <= heard.token < min(sent.end, before):
                continue
            if self._fits(heard.speaker.person, gender) or self._is_officer(self._doc[heard.token], gender):
                return heard.speaker
        spans = [m for m in self._mentions if sent.start <= m.start < sent.end and m.start < before]
        spans = [span for span in spans if self._fits(int(span.id_), gender)]
        subject = next((span for span in spans if span.root.dep_ in _SUBJECTS), None)
        if subject is not None:
            return self._from_person(int(subject.id_), subject.root)
        for token in sent:
            if token.dep_ in _SUBJECTS and token.i < before and token.pos_ == "NOUN":
                index = self._described(token)
                if self._fits(index, gender) and index is not None:
                    return self._from_person(index, token)
                if index is None and self._is_officer(token, gender):
                    return self._institution(token)
        return self._from_person(int(spans[0].id_), spans[0].root) if spans else None

    def _is_officer(self, token: Token, gender: Gender | None) -> bool:
        """Tell whether a noun is somebody in office whom the text does not name: "the Finnish minister"."""
        is_one = token.tag_ in ("NN", "NNP") and token.lower_ in self._titles.phrases and self._named(token) is None
        return is_one and not (gender is Gender.MALE and token.lower_.endswith(self._speech.speakers.female_endings))

    def _fits(self, index: int | None, gender: Gender) -> bool:
        return index is not None and self._genders[index] in (None, gender)

    def _gender_of(self, person: Mapping[str, Any]) -> Gender | None:
        if (person["title"] or "").lower().endswith(self._speech.speakers.female_endings):
            return Gender.FEMALE
        for start, _ in person["mentions"]:
            word = fold(self._doc[start - 1].text) if start else ""
            if self._names.is_honorific(word) and (gender := self._names.gender_of(word)) is not None:
                return gender
        words = person["name"].split()
        return self._names.gender_of(fold(words[0])) if len(words) > 1 else None

    # ------------------------------------------------------------ institutions
    def _institution(self, token: Token) -> Speaker | None:
        if token.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM", "X") and not self._phrases.is_country(token):
            return None
        issuer = self._phrases.issuer_of(token)
        if issuer is not None:
            return self._from_token(issuer)
        start, end = self._phrases.range_of(token)
        country = self._phrases.country_in(token, start, end)
        governs = self._phrases.governs(token, start)
        is_anybody = token.lower_ in self._titles.unnamed and not any(c.tag_ in ("DT", "PRP$") for c in token.lefts)
        if country is None and governs and end == token.i + 1 and not is_anybody:
            country = (
                self._phrases.place_before(token) or self._heard_country(token) or self._phrases.context_country(token)
            )
        if country is None and (beside := self._phrases.country_beside(token)) is not None:
            country, governs = beside, True  # "The eighth, Russia, says"
        if self._phrases.is_document(token):
            governs = governs or (bool(self._heard) and self._heard[-1].speaker.governs)
            country = country or (self._heard[-1].speaker.country if self._heard else None)
        return Speaker(self._doc[start:end].text, start, end, None, country, governs and country is not None)

    def _heard_country(self, token: Token) -> str | None:
        """Return the country of a government heard just before: "officials said" goes on with its people."""
        heard = self._heard[-1] if self._heard else None
        if heard is None or not heard.speaker.governs or self._sentences_between(heard.token, token.i) > 2:
            return None
        return heard.speaker.country

    def _several(self, token: Token, partners: Sequence[Token]) -> Speaker | None:
        """Return "Slovenia and Croatia" as one speaker, with a country only if they share it."""
        singles = [self._alone(part) for part in (token, *partners)]
        known = [single for single in singles if single is not None]
        if not known:
            return None
        countries = {single.country for single in known}
        start, end = known[0].start, known[-1].end
        text = self._doc[start:end].text
        country = known[0].country if len(countries) == 1 else None
        return Speaker(text, start, end, None, country, country is not None and known[0].governs)

    def _alone(self, token: Token) -> Speaker | None:
        person = self._named(token)
        return self._from_person(person, token) if person is not None else self._institution(token)

    def _institution_before(self, token: Token) -> Speaker | None:
        """Return the last speaker without a person for "it" and "they", or the bare pronoun."""
        if token.lower_ == "it" and (subject := self._phrases.subject_within(token)) is not None:
            speaker = self._institution(subject)
            return replace(speaker, start=token.i, end=token.i + 1) if speaker is not None else None
        for heard in reversed(self._heard):
            if heard.speaker.person is None and self._sentences_between(heard.token, token.i) <= 2:
                return replace(heard.speaker, start=token.i, end=token.i + 1)
        if token.lower_ == "it" and (named := self._phrases.subject_before(token)) is not None:
            speaker = self._institution(named)
            return replace(speaker, start=token.i, end=token.i + 1) if speaker is not None else None
        return Speaker(token.text, token.i, token.i + 1)

    def _sentences_between(self, first: int, second: int) -> int:
        return max(0, self._sentence_of[second] - self._sentence_of[first])


def _ends_with(title: str | None, words: Sequence[str]) -> bool:
    known = (title or "").lower().replace("-", " ").split()
    return bool(words) and known[-len(words) :] == list(words)
