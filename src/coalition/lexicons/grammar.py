"""Function words (``data/grammar.toml``): negators, modals, conditionals, copulas, light verbs."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from coalition.lexicons.compiled import compiled
from coalition.lexicons.store import Entry, Provenance, load
from coalition.stance import Certainty, Polarity


class Grammar(Entry):
    """The whole of ``grammar.toml``; all words in lower case."""

    provenance: Provenance
    negators: frozenset[str]
    negative_subjects: frozenset[str]
    conditionals: frozenset[str]
    conditional_heads: frozenset[str]
    adjunct_prepositions: frozenset[str]
    pro_verbs: frozenset[str]
    anonymity: frozenset[str]
    quarrel_prepositions: frozenset[str]
    talking_verbs: frozenset[str]
    condition_texts: tuple[str, ...]
    echoes: frozenset[str]
    condition_times: frozenset[str]
    dispute_nouns: frozenset[str]
    target_prepositions: frozenset[str]
    place_prepositions: frozenset[str]
    aim_prepositions: frozenset[str]
    occasions: frozenset[str]
    copulas: frozenset[str]
    list_links: frozenset[str]
    coordinators: frozenset[str]
    likenesses: frozenset[str]
    example_nouns: frozenset[str]
    means_prepositions: frozenset[str]
    contrasts: frozenset[str]
    turning_points: frozenset[str]
    awaiting_words: frozenset[str]
    pending_matters: frozenset[str]
    settling_verbs: frozenset[str]
    excluding_verbs: frozenset[str]
    pondering_verbs: frozenset[str]
    withholding_verbs: frozenset[str]
    restrictive_links: frozenset[str]
    list_openers: frozenset[str]
    list_fillers: frozenset[str]
    companion_prepositions: frozenset[str]
    exception_prepositions: frozenset[str]
    absence_prepositions: frozenset[str]
    going_on: frozenset[str]
    dependences: frozenset[str]
    watching_roles: frozenset[str]
    owner_prepositions: frozenset[str]
    among_prepositions: frozenset[str]
    compound_leaders: frozenset[str]
    compound_backers: frozenset[str]
    namers: frozenset[str]
    beliefs: frozenset[str]
    doubts: frozenset[str]
    expecters: frozenset[str]
    speech_acts: frozenset[str]
    wishers: frozenset[str]
    obligations: frozenset[str]
    resultative_wishers: frozenset[str]
    arrivals: frozenset[str]
    shared_subjects: frozenset[str]
    first_persons: frozenset[str]
    judged_pronouns: frozenset[str]
    clause_openers: frozenset[str]
    have_forms: frozenset[str]
    preferences: frozenset[str]
    reasons: frozenset[str]
    group_leading_verbs: frozenset[str]
    inclusions: frozenset[str]
    unspecified_objects: frozenset[str]
    negative_determiners: frozenset[str]
    negative_choices: frozenset[str]
    manner_nouns: frozenset[str]
    group_pronouns: frozenset[str]
    relative_pronouns: frozenset[str]
    factive_questions: frozenset[str]
    attributive_names: frozenset[str]
    proxies: frozenset[str]
    side_takers: frozenset[str]
    plea_nouns: frozenset[str]
    defiance_verbs: frozenset[str]
    question_words: frozenset[str]
    bygone_adverbs: frozenset[str]
    past_adverbs: frozenset[str]
    resultatives: frozenset[str]
    motions: frozenset[str]
    recalls: frozenset[str]
    claim_nouns: frozenset[str]
    receiving_verbs: frozenset[str]
    tellers: frozenset[str]
    distances: frozenset[str]
    scanty: frozenset[str]
    retracted_sources: frozenset[str]
    retracting_adverbs: frozenset[str]
    empty_objects: frozenset[str]
    empty_exceptions: frozenset[str]
    endings: frozenset[str]
    concessions: frozenset[str]
    inverters: frozenset[str]
    unreal_modals: frozenset[str]
    nothings: frozenset[str]
    membership_prepositions: frozenset[str]
    rank_words: frozenset[str]
    past_adjectives: frozenset[str]
    group_links: frozenset[str]
    group_words: frozenset[str]
    absences: frozenset[str]
    inversion_openers: frozenset[str]
    plural_pronouns: frozenset[str]
    universals: frozenset[str]
    negative_universals: frozenset[str]
    exception_texts: tuple[str, ...]
    plain_exceptions: frozenset[str]
    gap_openers: frozenset[str]
    remnants_for: frozenset[str]
    remnants_against: frozenset[str]
    remnants_open: frozenset[str]
    light_verbs: frozenset[str]
    ballots: Mapping[str, Polarity]
    modals: Mapping[str, Certainty]
    adverbs: Mapping[str, Certainty]
    modal_adjectives: Mapping[str, Certainty]

    @cached_property
    def exception_phrases(self) -> tuple[tuple[str, ...], ...]:
        """The texts of exceptions as tuples of words, the longest first."""
        return tuple(sorted((tuple(text.split()) for text in self.exception_texts), key=len, reverse=True))

    @cached_property
    def remnant_words(self) -> frozenset[str]:
        """The words of the texts that stand for a whole predicate: "against", "in", "favour"."""
        texts = self.remnants_for | self.remnants_against | self.remnants_open
        return frozenset(word for text in texts for word in text.split())

    @cached_property
    def condition_phrases(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """The texts of conditions as tuples of words, by their first word."""
        index: dict[str, tuple[tuple[str, ...], ...]] = {}
        for text in self.condition_texts:
            words = tuple(text.split())
            index[words[0]] = (*index.get(words[0], ()), words)
        return index


@compiled("grammar.toml")
def load_grammar() -> Grammar:
    """Read the file.

    Raises:
        LexiconError: It is missing or breaks its model.
    """
    return load(Path("grammar.toml"), Grammar)
