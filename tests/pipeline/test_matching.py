"""Phrases of cues and of acts in parsed sentences. The sentences are invented."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Token

from coalition.lexicons.cues import CueKind, CueLexicon, load_cues
from coalition.pipeline.matching import best_of, match_act, match_cues, words_after


@pytest.fixture(scope="module")
def cues() -> CueLexicon:
    return load_cues()


def head_in(doc: Doc, form: str) -> Token:
    return next(token for token in doc if token.lower_ == form)


@pytest.mark.parametrize(
    ("sentence", "form", "cue_id", "words"),
    [
        ("Ghana took the country out of the pact.", "took", "leave", "took out of"),
        ("Peru went back on its promise.", "went", "leave", "went back on"),
        ("Malta gave the plan the cold shoulder.", "gave", "reject", "gave cold shoulder"),
        ("Chile threw its weight against the pact.", "threw", "oppose", "threw weight against"),
        ("Oman is having second thoughts.", "having", "undecided", "having second thoughts"),
        ("Togo took no part in the vote.", "took", "abstain", "took no part in vote"),
        ("Kuwait went along with the cut.", "went", "join", "went along with"),
        ("Gabon gave up its seat.", "gave", "leave", "gave up"),
        ("Nepal has not decided whether to join.", "decided", "say-whether", "decided whether"),
        ("Benin decided against joining the force.", "decided", "refuse-to", "decided against"),
        ("Haiti has no choice but to sign.", "has", "no-choice-but", "has no choice but"),
        ("Qatar was persuaded to join.", "persuaded", "proceed-to", "persuaded"),
        ("Cuba put off signing the treaty.", "put", "put-off", "put off"),
    ],
)
def test_phrases(nlp: Language, cues: CueLexicon, sentence: str, form: str, cue_id: str, words: str) -> None:
    doc = nlp(sentence)

    found = {match.cue.id: match.tokens for match in match_cues(head_in(doc, form), cues)}

    assert " ".join(doc[i].text for i in found[cue_id]) == words


def test_a_kind_has_one_best_match(nlp: Language, cues: CueLexicon) -> None:
    matches = match_cues(head_in(nlp("Gabon gave up its seat."), "gave"), cues)

    best = best_of(matches, CueKind.PREDICATE)

    assert best is not None
    assert best.cue.id == "leave"
    assert best_of([], CueKind.PREDICATE) is None


def test_the_longest_phrase_is_first(nlp: Language, cues: CueLexicon) -> None:
    matches = match_cues(head_in(nlp("Kenya voted against the motion."), "voted"), cues)

    assert [len(match.tokens) for match in matches] == sorted((len(m.tokens) for m in matches), reverse=True)
    assert matches[0].cue.id == "vote-against"


def test_an_active_verb_is_no_match_for_its_passive_phrase(nlp: Language, cues: CueLexicon) -> None:
    active = match_cues(head_in(nlp("Kenya persuaded Benin to join."), "persuaded"), cues)

    assert "proceed-to" not in {match.cue.id for match in active}


@pytest.mark.parametrize(
    ("sentence", "form"),
    [("Obama left office in January.", "left"), ("The phone call lasted an hour.", "call")],
)
def test_pseudo_cues(nlp: Language, cues: CueLexicon, sentence: str, form: str) -> None:
    assert match_cues(head_in(nlp(sentence), form), cues) == []


def test_a_phrase_stops_at_a_comma(nlp: Language) -> None:
    doc = nlp("Togo took, for its part, a vote.")

    assert words_after(head_in(doc, "took"), ("vote",)) is None


ACTS = {("strike",): 1.0, ("launch", "strike"): 0.8, ("cut", "output"): 1.0}


@pytest.mark.parametrize(
    ("sentence", "form", "words"),
    [
        ("France launched two strikes on Monday.", "launched", "launched strikes"),
        ("Two strikes were launched by France.", "launched", "strikes launched"),
        ("Kuwait will cut its output.", "cut", "cut output"),
        ("France struck the camp.", "struck", "struck"),
    ],
)
def test_acts(nlp: Language, sentence: str, form: str, words: str) -> None:
    doc = nlp(sentence)

    found = match_act(head_in(doc, form), ACTS)

    assert found is not None
    assert " ".join(doc[i].text for i in found[0]) == words


def test_another_object_is_no_act(nlp: Language) -> None:
    assert match_act(head_in(nlp("France launched a rocket."), "launched"), ACTS) is None
