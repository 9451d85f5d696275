"""The reasons for a verdict are those that decided it: nothing is added and nothing left out."""

from __future__ import annotations

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.test_verdicts import AGAINST, FOR, evidence, facts

from coalition.evidence import Evidence
from coalition.lexicons.weights import load_weights
from coalition.reasons import USUAL, Reasons, find_reasons
from coalition.stance import Certainty, Source, Stance
from coalition.verdicts import TRUSTED, reach_verdict, weigh

PIECES = st.builds(
    evidence,
    st.sampled_from([FOR, AGAINST]),
    st.sampled_from(Certainty),
    at=st.integers(min_value=0, max_value=9).map(lambda number: 20 * number),
    rule=st.sampled_from(["join", "reject", "act"]),
    relevance=st.sampled_from(["named", "bare", "other"]),
    source=st.sampled_from(Source),
)


def reasons(*pieces: Evidence, is_target: bool = False) -> Reasons:
    """Return the reasons, each piece a passage of its own."""
    weights = load_weights()
    passages = [[weigh(piece, weights.reliability, weights.prominence)] for piece in pieces]
    return find_reasons(facts(is_target=is_target), passages, weights)


@given(st.lists(PIECES, min_size=1, max_size=4, unique=True), st.booleans())
def test_factors_are_all_of_the_odds(pieces: list[Evidence], is_target: bool) -> None:
    """They add up to the odds between the verdict and the likeliest other one, which stand in the verdict."""
    found = reasons(*pieces, is_target=is_target)
    chances = found.decision.probabilities
    chosen = found.decision.overruled or found.decision.stance
    assert sum(factor.value for factor in found.factors) == pytest.approx(log(chances[chosen] / chances[found.other]))
    assert chances[chosen] >= chances[found.other] == max(share for key, share in chances.items() if key is not chosen)
    assert {factor.name for factor in found.factors} == {USUAL, *(piece.stance for piece in pieces)}
    verdict = reach_verdict(facts(is_target=is_target), pieces, load_weights())
    assert (found.decision.stance, found.decision.confidence) == (verdict.stance, verdict.confidence)


@given(st.lists(PIECES, min_size=1, max_size=4, unique=True))
def test_weight_and_what_is_left_without_a_passage(pieces: list[Evidence]) -> None:
    """Each passage has the weight that the verdict gave it, and is left out alone."""
    for place, passage in enumerate(reasons(*pieces).passages):
        rest = pieces[:place] + pieces[place + 1 :]
        verdict = reach_verdict(facts(), rest, load_weights())
        assert (passage.without.stance, passage.without.confidence) == (verdict.stance, verdict.confidence)
        model = load_weights().reliability
        odds = model.intercept + sum(factor.value for factor in passage.factors)
        assert log(passage.weight / (1 - passage.weight)) == pytest.approx(odds)


def test_factors_stand_by_strength() -> None:
    """The strongest first, whichever way it points."""
    values = [abs(factor.value) for factor in reasons(evidence(), evidence(AGAINST, at=50)).factors]
    assert values == sorted(values, reverse=True)


def test_no_evidence_has_no_reasons() -> None:
    """A mere mention: there is nothing to argue."""
    found = reasons()
    assert (found.decision.stance, found.other, found.factors, found.passages) == (None, None, (), ())


def test_target_is_overruled() -> None:
    """What is done to a country is likely, and no verdict."""
    decision = reasons(evidence(rule="act"), is_target=True).decision
    assert (decision.stance, decision.confidence, decision.overruled) == (None, None, Stance.IN)
    assert decision.probabilities[Stance.IN] > TRUSTED


def test_pairs_of_features_belong_to_one_attribute() -> None:
    """What is learned of "source,relevance=narrator,named" counts for what the passage is about."""
    names = {factor.name for factor in reasons(evidence()).passages[0].factors}
    assert names == {"rule", "relevance", "position", "certainty", "actor", "source", "stance", "length"}
