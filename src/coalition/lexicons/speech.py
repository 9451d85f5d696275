"""Report verbs and speaker nouns (``data/report_verbs.toml``)."""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from coalition.lexicons.store import Provenance, load



class VerbKind(StrEnum):
    """What a verb can attribute to its subject; ``data/report_verbs.toml`` explains each."""

    SPEAK = "speak"
    VOICE = "voice"
    NAME = "name"
    EXPRESS = "express"


class SpeakerKind(StrEnum):
    """Whether the word of a noun is its government's, or whether it is a paper to be traced to its author."""

    GOVERNING = "governing"
    OTHER = "other"
    DOCUMENT = "document"


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Phrases(_Closed):
    before_speaker: tuple[str, ...]
    quoting: frozenset[str]
    carriers: frozenset[str]
    works: frozenset[str]


class _Speakers(_Closed):
    governing: frozenset[str]
    other: frozenset[str]
    documents: frozenset[str]


class SpeechFile(_Closed):
    """The whole of ``report_verbs.toml``; verbs are lemmas, nouns lower-case forms."""

    provenance: Provenance
    verbs: Mapping[VerbKind, frozenset[str]]
    forms: Mapping[str, str]
    phrases: _Phrases
    speakers: _Speakers


class SpeechLexicon:
    """The verbs and nouns of reported speech, indexed for lookup by lemma and by form."""

    def __init__(self, content: SpeechFile) -> None:
        self._kinds = _kinds_by_lemma(content.verbs)
        self._forms = content.forms
        self.before_speaker = tuple(tuple(phrase.split()) for phrase in content.phrases.before_speaker)
        self._quoting = content.phrases.quoting
        self.carriers = content.phrases.carriers
        self.works = content.phrases.works
        self.documents = content.speakers.documents
        self._speakers = {noun: SpeakerKind.OTHER for noun in content.speakers.other}
        self._speakers.update(dict.fromkeys(content.speakers.governing, SpeakerKind.GOVERNING))
        self._speakers.update(dict.fromkeys(content.speakers.documents, SpeakerKind.DOCUMENT))

    def kinds_of(self, lower: str, lemma: str) -> frozenset[VerbKind]:
        """Return the kinds of a verb form, empty for a verb that attributes nothing."""
        return self._kinds.get(self._forms.get(lower, lemma.lower()), frozenset())

    def is_quoting(self, lemma: str) -> bool:
        """Tell whether a verb's object is who speaks: "Interfax quoted Lavrov as saying"."""
        return lemma in self._quoting

    def speaker_kind(self, lower: str) -> SpeakerKind | None:
        """Return what sort of speaker a noun is, or None where it is none."""
        return self._speakers.get(lower)


def _kinds_by_lemma(verbs: Mapping[VerbKind, frozenset[str]]) -> dict[str, frozenset[VerbKind]]:
    lemmas = {lemma for group in verbs.values() for lemma in group}
    return {lemma: frozenset(kind for kind, group in verbs.items() if lemma in group) for lemma in lemmas}


@lru_cache(maxsize=1)
def load_speech(path: Path = Path("report_verbs.toml")) -> SpeechLexicon:
    """Read the file and index it.

    Raises:
        LexiconError: The file is missing or breaks its model.
    """
    return SpeechLexicon(load(path, SpeechFile))
