"""Minimal pairs: how many rows of tests/pairs the whole pipeline gets right, phenomenon by phenomenon.

``python -m benchmarks.pairs`` prints the table, with ``--errors`` the wrong rows; ``--update``
rewrites the floors. A new case needs no Python.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pycountry
import pytest
from benchmarks.pairs import (
    OVERALL,
    SLACK,
    Row,
    by_phenomenon,
    find_noise,
    measure,
    read_files,
    read_floors,
    rules_of,
    share,
    write_floors,
)
from benchmarks.rules import Proof, count_fired, find_proofs, find_short, read_fired, rule_ids, write_fired
from tests.engine import EXAMPLES

from coalition.evidence import Evidence, EvidenceCue
from coalition.stance import Certainty, Polarity, Source

FILES = read_files()
FLOORS = read_floors()
CODES = {country.alpha_3 for country in pycountry.countries} | {"XKX"}


@pytest.fixture(scope="session")
def groups() -> dict[str, list[Row]]:
    """Return the judged rows by phenomenon; all cases are analysed once."""
    return by_phenomenon(measure(FILES))


@pytest.mark.model
@pytest.mark.parametrize("phenomenon", [*(file.phenomenon for file in FILES), OVERALL])
def test_phenomenon_keeps_its_floor(phenomenon: str, groups: dict[str, list[Row]]) -> None:
    """The share of right rows is not below what was measured when the floors were written."""
    rows = groups[phenomenon]
    wrong = "\n".join(str(row) for row in rows if not row.is_right)
    assert share(rows) >= FLOORS[phenomenon], f"{share(rows):.3f} of {len(rows)} rows are right:\n{wrong}"


@pytest.mark.model
def test_silent_rules_are_silent(groups: dict[str, list[Row]]) -> None:
    """A rule that a case names in ``silent`` gives no evidence in its passage and turns none, for any country."""
    assert "\n".join(map(str, find_noise(groups[OVERALL]))) == ""


@pytest.mark.model
def test_each_rule_that_fires_has_a_name_that_silent_knows(groups: dict[str, list[Row]]) -> None:
    """What ``rule_ids`` finds in data and code is complete: a rule that fires in the pairs is among them."""
    fired = {rule for row in groups[OVERALL] for piece in row.evidence for rule in rules_of(piece)}
    assert fired - rule_ids() == set()


@pytest.mark.model
def test_each_rule_is_proved_on_several_topics(groups: dict[str, list[Row]]) -> None:
    """A rule that fires on the labelled articles is right on three topics and silent in three passages."""
    short = find_short(read_fired(), find_proofs(groups[OVERALL]))
    assert [f"{rule}: right on {sorted(proof.topics)}, silent in {proof.silent}" for rule, proof in short.items()] == []


def test_silent_names_rules_that_exist() -> None:
    """A misspelt rule would be silent for ever."""
    named = {(case.id, rule) for file in FILES for case in file.case for rule in case.silent}
    known = rule_ids()
    assert [pair for pair in sorted(named) if pair[1] not in known] == []


def test_each_phenomenon_has_a_floor() -> None:
    """One file a phenomenon, one floor a file, one more for all."""
    names = [file.phenomenon for file in FILES]
    assert len(set(names)) == len(names)
    assert set(FLOORS) == {*names, OVERALL}


def test_cases_are_sound() -> None:
    """Ids occur once, codes exist, a country has one row, and a stance has its certainty and source."""
    cases = [case for file in FILES for case in file.case]
    assert [name for name, count in Counter(case.id for case in cases).items() if count > 1] == []
    for case in cases:
        codes = [row.country for row in case.expect]
        assert set(codes) <= CODES, case.id
        assert len(set(codes)) == len(codes), case.id
        assert len(set(case.silent)) == len(case.silent), case.id
        for row in case.expect:
            assert (row.stance == "none") == (row.certainty is None) == (row.source is None), (case.id, row.country)


def test_cases_are_many_and_mixed() -> None:
    """At least 500 passages on at least 15 topics, and in each file more than one stance."""
    cases = [case for file in FILES for case in file.case]
    assert len(cases) >= 500
    assert len({case.topic for case in cases}) >= 15
    for file in FILES:
        stances = {row.stance for case in file.case for row in case.expect}
        assert len(stances) >= 2, file.phenomenon


def test_floors_lie_below_what_was_measured(tmp_path: Path) -> None:
    """A floor is rounded down and never negative; what the file says is what is read."""
    case = FILES[0].case[0]
    wrong = [Row("none-right", case, expected, None) for expected in case.expect if expected.stance != "none"][:1]
    right = [
        Row("all-right", one, expected, None)
        for file in FILES
        for one in file.case
        for expected in one.expect
        if expected.stance == "none"
    ][:3]
    path = tmp_path / "floors.toml"
    write_floors(by_phenomenon([*wrong, *right]), path)
    floors = read_floors(path)
    assert floors["none-right"] == pytest.approx(0.0)
    assert floors["all-right"] == pytest.approx(1 - SLACK)
    assert floors[OVERALL] == pytest.approx(0.73)


def test_noise_names_the_case_and_the_evidence() -> None:
    """A rule that fires, also on the way to another one, is noise for a country without a row; others are not."""
    cue = EvidenceCue(0, 6, "refuse-to")
    piece = Evidence(
        "MLT", 0, 9, Polarity.AGAINST, Certainty.ASSERTED, "join", "named", "subject", "name", Source.NARRATOR, None,
        (cue,), 0,
    )  # fmt: skip
    case = FILES[0].case[0].model_copy(update={"silent": ("join", "refuse-to", "lead")})
    noises = find_noise([Row("one", case, case.expect[0], None, (piece,))] * 2)
    assert [noise.rule for noise in noises] == ["join", "refuse-to"]
    assert str(noises[0]).startswith(f"{case.id}: join is not silent, it reads MLT out")


def test_fired_rules_are_counted_and_kept(tmp_path: Path) -> None:
    """What the articles of a gold file show is what the file says; a rule that no case proves falls short."""
    assert set(read_fired()) <= rule_ids()
    write_fired({"join": 2, "act": 1}, "gold.jsonl", tmp_path / "fired.toml")
    assert read_fired(tmp_path / "fired.toml") == {"act": 1, "join": 2}
    assert set(find_short(["join"], {})) == {"join"}
    assert find_short(["join"], {"join": Proof(frozenset({"a", "b", "c"}), 3)}) == {}


@pytest.mark.model
def test_rules_are_counted_on_articles() -> None:
    """The examples' articles fire the rules that are named; each piece of evidence counts once."""
    fired = count_fired(EXAMPLES / "gold.jsonl", EXAMPLES)
    assert set(fired) <= rule_ids()
    assert sum(fired.values()) > 100
