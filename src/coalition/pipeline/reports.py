"""Verbs of saying and their subjects: who is the source of a "said", in all the orders the press uses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from coalition.lexicons.speech import SpeechLexicon, VerbKind

_SUBJECTS = ("nsubj", "csubj")
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_OBJECTS = frozenset({"them", "him", "me", "us"})
_POSTED = frozenset({"ambassador", "envoy", "representative"})
_RELATIVES = frozenset({"who", "which", "that"})
_INHERITING = frozenset({"conj", "xcomp", "advcl", "pcomp", "dep", "ccomp", "parataxis"})
_MAX_CLIMB = 4
_MAX_NOUN_PHRASE = 14  # tokens searched for a subject that the parse did not give


@dataclass(frozen=True, slots=True)
class Report:
    """A verb that attributes words, with the head token of its subject (an index, or None)."""

    verb: int
    kinds: frozenset[VerbKind]
    subject: int | None
    is_negated: bool = False
    is_passive: bool = False

    @property
    def speaks(self) -> bool:
        """Tell whether the verb can introduce a whole quotation."""
        return VerbKind.SPEAK in self.kinds or VerbKind.VOICE in self.kinds or VerbKind.READ in self.kinds

    @property
    def reports_clauses(self) -> bool:
        """Tell whether the verb can have a reported clause."""
        return VerbKind.SPEAK in self.kinds or VerbKind.THINK in self.kinds


def find_reports(doc: Doc, inside: Sequence[int], lexicon: SpeechLexicon, persons: Mapping[int, int]) -> list[Report]:
    """Return the verbs of the lexicon in text order; a subject inside quotation marks is taken for a misparse.

    Args:
        doc: The parsed article.
        inside: For each token the number of its marked stretch, 0 outside all.
        lexicon: The report verbs.
        persons: For each token of a person's name the first token of that name.
    """
    found = []
    for token in doc:
        if token.pos_ != "VERB" and token.lower_ not in ("said", "says"):
            continue
        kinds = lexicon.kinds_of(token.lower_, token.lemma_)
        if kinds and _has_companion(token, lexicon):
            found.append(_report(token, kinds, inside, lexicon, persons))
    return found


def _has_companion(verb: Token, lexicon: SpeechLexicon) -> bool:
    wanted = lexicon.companions_of(verb.lower_, verb.lemma_)
    return not wanted or any(t.lower_ in wanted for t in verb.doc[verb.i + 1 : verb.i + 3])


def _report(
    verb: Token, kinds: frozenset[VerbKind], inside: Sequence[int], lexicon: SpeechLexicon, persons: Mapping[int, int]
) -> Report:
    subject = _find_subject(verb, inside, lexicon)
    named = _named_before(verb, subject, persons)
    index = named if named is not None else subject.i if subject is not None else None
    return Report(verb.i, kinds, index, _is_negated(verb) or _is_declined(verb, lexicon), _is_passive(verb))


def _is_declined(verb: Token, lexicon: SpeechLexicon) -> bool:
    """Tell "refused to say whether" from "said"."""
    return verb.dep_ == "xcomp" and verb.head.lemma_ in lexicon.declining


def _named_before(verb: Token, subject: Token | None, persons: Mapping[int, int]) -> int | None:
    """Return the person in "…, *Aviaja Lynge*, told", and in "*Lynge* argued" where the parse has no noun."""
    index = verb.i - 1
    while index > 0 and verb.doc[index].pos_ in ("ADV", "AUX"):
        index -= 1
    has_comma = index > 0 and verb.doc[index].text == ","
    index -= has_comma
    if index not in persons or _is_passive(verb):
        return None
    start = persons[index]
    if (
        subject is not None
        and subject.lower_ in _POSTED
        and not has_comma
        and verb.doc[start - 1].lower_ not in ("to", "of")
    ):
        return index  # "Ambassador to the U.N. Nikki Haley said"
    if has_comma:
        return index if start > 0 and verb.doc[start - 1].text == "," else None
    return index if subject is None or subject.pos_ not in _NOUNS else None


def _is_passive(verb: Token) -> bool:
    if any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        return True
    if verb.is_sent_start and verb.tag_ in ("VBN", "VBD"):
        return True  # "Asked what he would do, X said"
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "relcl", "advcl", "amod") and not _has_auxiliary(verb)


def _has_auxiliary(verb: Token) -> bool:
    return any(child.dep_ == "aux" for child in verb.children)


def _is_negated(verb: Token) -> bool:
    return any(child.dep_ == "neg" for child in verb.children)


def _find_subject(verb: Token, inside: Sequence[int], lexicon: SpeechLexicon) -> Token | None:
    own = inside[verb.i]
    if _is_passive(verb):
        return _agent(verb)
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS and inside[c.i] == own), None)
    if subject is not None:
        return _antecedent(subject, verb)
    return _inherited(verb, inside, lexicon)


def _agent(verb: Token) -> Token | None:
    by = next((child for child in verb.children if child.dep_ in ("agent", "prep") and child.lower_ == "by"), None)
    return next((child for child in by.children if child.dep_ == "pobj"), None) if by is not None else None


def _antecedent(subject: Token, verb: Token) -> Token:
    """Return the noun that a relative "who" stands for, the subject itself otherwise."""
    if subject.lower_ not in _RELATIVES or subject.tag_ not in ("WP", "WDT"):
        return subject
    clause = verb
    while clause.dep_ in ("conj", "xcomp") and clause.head is not clause:
        clause = clause.head
    return clause.head if clause.dep_ == "relcl" and clause.head.pos_ in _NOUNS else subject


def _inherited(verb: Token, inside: Sequence[int], lexicon: SpeechLexicon) -> Token | None:
    """Return the subject of the clause that a verb without one hangs from: "he met X and said", "saying"."""
    if verb.dep_ in ("pcomp", "advcl", "ccomp", "xcomp") and (quoted := _quoted(verb, lexicon)) is not None:
        return quoted
    if verb.dep_ == "acl" and verb.head.pos_ in _NOUNS:  # "a statement saying"
        return _issuer(verb.head, inside, lexicon)
    clause = verb
    for _ in range(_MAX_CLIMB):
        if clause.dep_ not in _INHERITING or clause.head is clause:
            return None
        if clause.dep_ == "pcomp":
            clause = clause.head
        clause = clause.head
        subject = next(
            (c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass") and inside[c.i] == inside[verb.i]), None
        )
        if subject is not None and subject.lower_ not in _OBJECTS and not _is_joined_above(verb, clause, lexicon):
            return _antecedent(subject, clause)
    return None


def _is_joined_above(verb: Token, clause: Token, lexicon: SpeechLexicon) -> bool:
    """Tell whether a verb is joined to a clause within a report but has the reporter for subject.

    In "she said the strikes were right and called on Trump to go on" the parse makes
    "called" a partner of "were"; two past verbs of saying in a row are the same speaker's.
    """
    above = clause.head
    is_report = clause.dep_ == "ccomp" and bool(lexicon.kinds_of(above.lower_, above.lemma_))
    return is_report and verb.dep_ == "conj" and verb.tag_ == above.tag_


def _quoted(verb: Token, lexicon: SpeechLexicon) -> Token | None:
    """Return whoever is quoted in "was quoted as saying" and "Interfax quoted him as saying"."""
    if verb.lower_ not in ("saying", "telling", "writing", "adding") or verb.i == 0 or verb.nbor(-1).lower_ != "as":
        return None
    quoting = next((a for a in verb.ancestors if lexicon.is_quoting(a.lemma_.lower())), None)
    if quoting is None:
        return None
    objects = [c for c in quoting.children if c.dep_ in ("nsubjpass", "dobj") and c.i < verb.i]
    return objects[-1] if objects else None


def _issuer(noun: Token, inside: Sequence[int], lexicon: SpeechLexicon) -> Token:
    """Return whoever issued a statement: the subject of the verb it hangs from, or the paper itself."""
    if noun.lower_ not in lexicon.carriers:
        return noun
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS and inside[c.i] == inside[noun.i]), None)
    return subject if subject is not None and verb.pos_ in ("VERB", "AUX") else noun


def noun_phrase_after(doc: Doc, start: int, end: int) -> int | None:
    """Return the head of the noun phrase that opens a token range ("said *Gil Troy*, an American historian")."""
    for index in range(start, min(end, start + _MAX_NOUN_PHRASE)):
        token = doc[index]
        if token.pos_ in _NOUNS and token.tag_ != "PRP$" and not _is_modifier_of_next(token, end):
            return index
        if token.is_punct and token.text != "-":
            return None
    return None


def _is_modifier_of_next(token: Token, end: int) -> bool:
    following = token.i + 1
    if following >= end:
        return False
    after = token.doc[following]
    if after.tag_ == "POS" or after.text == "-":
        return True
    return after.pos_ in ("NOUN", "PROPN") and bool(token.whitespace_)
