"""The cue lexicon: its schema, its hygiene, and the signs of cues that decide most."""

import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from coalition.errors import LexiconError
from coalition.lexicons.cues import CueKind, CueLexicon, Signature, TargetKind, load_cues, read_cues, signature
from coalition.lexicons.store import data_dir
from coalition.lexicons.undertakings import load_undertakings
from coalition.stance import Certainty, Polarity

LISTS = ("verbs", "nouns", "adjectives", "phrases")
HEADER = """
[provenance]
source = "a test"
licence = "MIT"
retrieved = 2026-11-22
language = "en"
notes = ""

[[pseudo]]
phrases = ["of course"]

[[cue]]
id = "only"
kind = "predicate"
"""


@pytest.fixture(scope="module")
def raw() -> dict[str, Any]:
    return tomllib.loads((data_dir() / "cues.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def cues() -> CueLexicon:
    return load_cues()


def test_an_id_names_one_cue(raw: dict[str, Any]) -> None:
    ids = [entry["id"] for entry in raw["cue"]]

    assert len(ids) == len(set(ids))


def test_every_cue_has_a_phrase(raw: dict[str, Any]) -> None:
    assert [entry["id"] for entry in raw["cue"] if not any(entry.get(name) for name in LISTS)] == []


def test_phrases_are_lower_case_and_clean(raw: dict[str, Any]) -> None:
    phrases = [phrase for entry in raw["cue"] for name in LISTS for phrase in entry.get(name, ())]
    phrases += [phrase for group in raw["pseudo"] for phrase in group["phrases"]]

    assert [phrase for phrase in phrases if phrase != " ".join(phrase.lower().split()) or not phrase] == []


def test_no_phrase_is_for_and_against(raw: dict[str, Any]) -> None:
    signs = defaultdict(set)
    for entry in raw["cue"]:
        if entry["kind"] == "predicate":
            for name in LISTS:
                for phrase in entry.get(name, ()):
                    signs[name, phrase].add(entry["affirmed"].split()[0])

    assert {key: found for key, found in signs.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("cue_id", "affirmed", "negated"),
    [
        ("join", "for asserted", "against asserted"),
        ("oppose", "against asserted", "for hedged"),
        ("reject", "against asserted", "neutral open"),
        ("leave", "against asserted", "for asserted"),
        ("abstain", "neutral open", "neutral open"),
        ("agree-to", "for pledged", "against pledged"),
        ("refuse-to", "against asserted", "neutral open"),
        ("fail-to", "against asserted", "for asserted"),
        ("not-hesitate", "neutral open", "for pledged"),
        ("say-whether", "neutral open", "neutral open"),
        ("no-choice-but", "for pledged", "for pledged"),
        ("put-off", "neutral open", "for pledged"),
    ],
)
def test_signatures(cues: CueLexicon, cue_id: str, affirmed: str, negated: str) -> None:
    found = {phrase.cue for phrases in cues.by_head.values() for phrase in phrases if phrase.cue.id == cue_id}

    assert [(cue.affirmed, cue.negated) for cue in found] == [(signature(affirmed), signature(negated))]


def test_longer_phrases_come_first(cues: CueLexicon) -> None:
    lengths = {head: [len(phrase.tail) for phrase in phrases] for head, phrases in cues.by_head.items()}

    assert all(found == sorted(found, reverse=True) for found in lengths.values())


def test_a_form_of_be_is_a_condition_and_not_the_head(cues: CueLexicon) -> None:
    phrases = [phrase for phrase in cues.by_head["persuaded"] if phrase.cue.id == "proceed-to"]

    assert [(phrase.tail, phrase.needs_be) for phrase in phrases] == [((), True)]


def test_the_head_of_a_noun_phrase_is_its_last_word(cues: CueLexicon) -> None:
    assert ("former",) in {phrase.tail for phrase in cues.by_head["member"] if phrase.cue.id == "leave"}


def test_what_needs_an_object_says_so(cues: CueLexicon) -> None:
    alone = [phrase.cue for phrase in cues.by_head["announce"] if not phrase.tail]
    targets = {cue.target for cue in alone if cue.kind is CueKind.PREDICATE}

    assert targets == {TargetKind.CONTRIBUTION}


def test_negation_flips_unless_the_file_says_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "cues.toml"
    path.write_text(HEADER + 'affirmed = "for expected"\nverbs = ["join"]\n', encoding="utf-8")

    (phrase,) = read_cues(path).by_head["join"]

    assert phrase.cue.negated == Signature(Polarity.AGAINST, Certainty.EXPECTED)


def test_an_unknown_certainty_is_named(tmp_path: Path) -> None:
    path = tmp_path / "cues.toml"
    path.write_text(HEADER + 'affirmed = "for surely"\nverbs = ["join"]\n', encoding="utf-8")

    with pytest.raises(LexiconError, match=r"cues\.toml: cue\.0\.affirmed"):
        read_cues(path)


def test_weak_nouns_of_a_family_are_nouns_of_it() -> None:
    families = load_undertakings().families.values()

    assert {family.id: family.weak - family.nouns for family in families if family.weak - family.nouns} == {}


def test_families_have_acts_of_their_own_words() -> None:
    for family in load_undertakings().families.values():
        assert family.acts, family.id
        assert len(set(family.acts)) == len(family.acts), family.id
