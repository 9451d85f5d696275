"""Report verbs and speaking papers (``data/report_verbs.toml``)."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from coalition.lexicons.compiled import compiled
from coalition.lexicons.store import Entry, Provenance, load


class VerbKind(StrEnum):
    """What a verb can attribute to its subject; ``data/report_verbs.toml`` explains each."""

    SPEAK = "speak"
    VOICE = "voice"
    NAME = "name"
    EXPRESS = "express"
    THINK = "think"
    READ = "read"


class _Phrases(Entry):
    before_speaker: tuple[str, ...]
    quoting: frozenset[str]
    declining: frozenset[str]
    needs_that: frozenset[str]
    ambiguous: frozenset[str]
    carriers: frozenset[str]
    works: frozenset[str]


class _NounPhrases(Entry):
    inner: frozenset[str]
    source: frozenset[str]
    foreign: frozenset[str]
    name_links: frozenset[str]
    subordinators: frozenset[str]


class _Speakers(Entry):
    human_endings: tuple[str, ...]
    female_endings: tuple[str, ...]
    neutral: frozenset[str]
    nobody: frozenset[str]
    people: frozenset[str]
    documents: frozenset[str]


class SpeechFile(Entry):
    """The whole of ``report_verbs.toml``; verbs are lemmas, nouns lower-case forms."""

    provenance: Provenance
    verbs: Mapping[VerbKind, frozenset[str]]
    forms: Mapping[str, str]
    companions: Mapping[str, tuple[str, ...]]
    phrases: _Phrases
    noun_phrases: _NounPhrases
    speakers: _Speakers


class SpeechLexicon:
    """The words of reported speech, indexed for lookup by lemma and by form."""

    def __init__(self, content: SpeechFile) -> None:
        self._kinds = _kinds_by_lemma(content.verbs)
        self._forms = content.forms
        self._companions = content.companions
        self.before_speaker = tuple(tuple(phrase.split()) for phrase in content.phrases.before_speaker)
        self._quoting = content.phrases.quoting
        self.declining = content.phrases.declining
        self.needs_that = content.phrases.needs_that
        self.ambiguous = content.phrases.ambiguous
        self.noun_phrases = content.noun_phrases
        self.speakers = content.speakers
        self.people = content.speakers.people
        self.carriers = content.phrases.carriers
        self.works = content.phrases.works
        self.documents = content.speakers.documents

    def kinds_of(self, lower: str, lemma: str) -> frozenset[VerbKind]:
        """Return the kinds of a verb form, empty for a verb that attributes nothing."""
        return self._kinds.get(self._forms.get(lower, lemma.lower()), frozenset())

    def is_quoting(self, lemma: str) -> bool:
        """Tell whether a verb's object is who speaks: "Interfax quoted Lavrov as saying"."""
        return lemma in self._quoting

    def is_speech(self, lower: str, lemma: str) -> bool:
        """Tell whether a verb form makes its subject a speaker, of whole words or of a fragment."""
        return bool(self.kinds_of(lower, lemma) & {VerbKind.SPEAK, VerbKind.VOICE, VerbKind.THINK, VerbKind.NAME})

    def companions_of(self, lower: str, lemma: str) -> tuple[str, ...]:
        """Return the words one of which must follow a verb closely for it to attribute ("put" "it"), () for none."""
        return self._companions.get(self._forms.get(lower, lemma.lower()), ())


def _kinds_by_lemma(verbs: Mapping[VerbKind, frozenset[str]]) -> dict[str, frozenset[VerbKind]]:
    lemmas = {lemma for group in verbs.values() for lemma in group}
    return {lemma: frozenset(kind for kind, group in verbs.items() if lemma in group) for lemma in lemmas}


@compiled("report_verbs.toml")
def load_speech() -> SpeechLexicon:
    """Read the file and index it.

    Raises:
        LexiconError: The file is missing or breaks its model.
    """
    return SpeechLexicon(load(Path("report_verbs.toml"), SpeechFile))
