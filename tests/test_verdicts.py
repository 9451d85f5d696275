"""From evidence to a verdict, with weights made by hand, so that each rule stands alone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.evidence import Evidence
from coalition.lexicons.store import Provenance
from coalition.lexicons.weights import LogisticWeights, VerdictWeights, WeightsFile, load_weights
from coalition.stance import Certainty, Polarity, Role, Source, Stance
from coalition.verdicts import (
    CountryFacts,
    country_features,
    evidence_features,
    group_by_country,
    reach_verdict,
    weigh,
)

FOR, AGAINST = Polarity.FOR, Polarity.AGAINST


def evidence(
    polarity: Polarity = FOR,
    certainty: Certainty = Certainty.ASSERTED,
    *,
    at: int = 0,
    rule: str = "join",
    relevance: str = "named",
    source: Source = Source.NARRATOR,
    code: str = "NOR",
    list_size: int = 1,
    is_inferred: bool = False,
    is_title: bool = False,
) -> Evidence:
    """Return a piece of evidence of ten characters."""
    return Evidence(
        code=code,
        start_char=at,
        end_char=at + 10,
        polarity=polarity,
        certainty=certainty,
        rule=rule,
        relevance=relevance,
        position="subject",
        actor="name",
        source=source,
        speaker=None,
        cues=(),
        block=0,
        list_size=list_size,
        is_inferred=is_inferred,
        is_title=is_title,
    )


def facts(*, is_target: bool = False, is_host: bool = False) -> CountryFacts:
    """Return the facts of a country that the article names twice."""
    return CountryFacts("NOR", 2, False, False, False, 0.1, is_target=is_target, is_host=is_host)


def weights(
    reliability: dict[str, float] | None = None,
    prominence: dict[str, float] | None = None,
    verdict: dict[str, dict[str, float]] | None = None,
    *,
    salience: dict[str, float] | None = None,
    intercept: float = 0.0,
) -> WeightsFile:
    """Return weights by which the stance of the most reliable evidence wins, if nothing else is said."""
    best = {f"best reliability,{stance}": {str(stance): 10.0} for stance in Stance}
    return WeightsFile(
        provenance=Provenance(
            source="tests", licence="MIT", retrieved=date(2026, 11, 22), language="en", notes="made by hand"
        ),
        reliability=LogisticWeights(intercept=intercept, weights=reliability or {}),
        prominence=LogisticWeights(intercept=0.0, weights=prominence or {}),
        salience=LogisticWeights(intercept=0.0, weights=salience or {}),
        verdict=VerdictWeights(
            intercepts=dict.fromkeys(("in", "out", "uncertain", "none"), 0.0),
            weights=best if verdict is None else verdict,
            priors={},
        ),
    )


# ---------------------------------------------------------------- the stance
def test_no_evidence_no_stance() -> None:
    """A country that is merely mentioned has no stance, even if the weights would guess one."""
    guessing = weights(verdict={"mentions": {"in": 50.0}})
    verdict = reach_verdict(facts(), [], guessing)
    assert (verdict.stance, verdict.confidence, verdict.role, verdict.evidence) == (None, None, None, ())
    assert verdict.mentions == 2


def test_no_stance_without_a_passage() -> None:
    """The weights may not choose a stance that no evidence has; what there is stays with the verdict."""
    guessing = weights(verdict={"mentions": {"in": 50.0}})
    verdict = reach_verdict(facts(), [evidence(AGAINST)], guessing)
    assert (verdict.stance, verdict.confidence) == (None, None)
    assert len(verdict.evidence) == 1


def test_unreliable_evidence_leaves_no_stance() -> None:
    """Where "none" is likeliest, the country has no stance and no confidence."""
    doubting = weights(verdict={"mentions": {"none": 50.0}})
    verdict = reach_verdict(facts(), [evidence()], doubting)
    assert (verdict.stance, verdict.confidence) == (None, None)


@pytest.mark.parametrize(
    ("polarity", "certainty", "stance"),
    [
        (FOR, Certainty.ASSERTED, Stance.IN),
        (AGAINST, Certainty.PLEDGED, Stance.OUT),
        (FOR, Certainty.HEDGED, Stance.UNCERTAIN),
        (Polarity.NEUTRAL, Certainty.ASSERTED, Stance.UNCERTAIN),
    ],
    ids=["joined", "will-not", "could", "abstained"],
)
def test_one_piece_decides(polarity: Polarity, certainty: Certainty, stance: Stance) -> None:
    """The only evidence gives its stance, with a probability as confidence."""
    verdict = reach_verdict(facts(), [evidence(polarity, certainty)], weights())
    assert verdict.stance is stance
    assert verdict.confidence is not None
    assert 0.25 < verdict.confidence < 1


@pytest.mark.parametrize("place", range(4))
def test_own_government_outranks_others(place: int) -> None:
    """One word of its own government weighs more than three of others, wherever it stands."""
    trusting = weights({"source=government": 3.0, "source=other_government": -2.0})
    pieces = [evidence(FOR, at=100 * index, source=Source.OTHER_GOVERNMENT) for index in range(3)]
    pieces.insert(place, evidence(AGAINST, at=1000, source=Source.GOVERNMENT))
    verdict = reach_verdict(facts(), pieces, trusting)
    assert verdict.stance is Stance.OUT
    assert [item.evidence.stance for item in verdict.evidence] == [Stance.OUT, Stance.IN, Stance.IN, Stance.IN]


def test_inferred_evidence_weighs_less() -> None:
    """Of two passages the one that names the country wins over the one that only refers to it."""
    verdict = reach_verdict(
        facts(), [evidence(FOR, is_inferred=True), evidence(AGAINST, at=50)], weights({"inferred": -2.0})
    )
    assert verdict.stance is Stance.OUT


# ---------------------------------------------------------------- the order
def test_best_passage_stands_first() -> None:
    """First the passages of the verdict's stance by salience, then the others by theirs."""
    ranking = weights(
        {"rule=join": 2.0, "rule=sign": 1.5, "rule=reject": -1.0},
        salience={"rule=sign": 2.0, "rule=join": 1.0, "rule=reject": 3.0, "rule=oppose": 1.0},
    )
    pieces = [
        evidence(AGAINST, at=10, rule="oppose"),
        evidence(AGAINST, at=20, rule="reject"),
        evidence(FOR, at=30, rule="join"),
        evidence(FOR, at=40, rule="sign"),
    ]
    verdict = reach_verdict(facts(), pieces, ranking)
    assert verdict.stance is Stance.IN
    assert [item.evidence.rule for item in verdict.evidence] == ["sign", "join", "reject", "oppose"]


def test_equal_passages_stand_in_text_order() -> None:
    """Where salience does not decide, the place in the text does, then the rule's name."""
    pieces = [evidence(at=50), evidence(at=10, rule="support"), evidence(at=10, rule="back")]
    verdict = reach_verdict(facts(), pieces, weights())
    assert [(item.evidence.start_char, item.evidence.rule) for item in verdict.evidence] == [
        (10, "back"),
        (10, "support"),
        (50, "join"),
    ]


@given(st.permutations(range(5)))
def test_order_of_arrival_changes_nothing(order: list[int]) -> None:
    """The verdict depends on the evidence and not on the order in which it comes."""
    rules = [("a", FOR), ("b", AGAINST), ("c", FOR), ("d", AGAINST), ("e", FOR)]
    pieces = [evidence(polarity, at=10 * index, rule=rule) for index, (rule, polarity) in enumerate(rules)]
    ranking = {f"rule={rule}": 0.3 * index for index, (rule, _) in enumerate(rules)}
    judge = weights(ranking, ranking)
    assert reach_verdict(facts(), [pieces[index] for index in order], judge) == reach_verdict(facts(), pieces, judge)


def test_groups_keep_text_order() -> None:
    """Evidence is grouped by country; within a country it stays as it came."""
    pieces = [evidence(at=0), evidence(at=5, code="PER"), evidence(at=9)]
    assert {code: [p.start_char for p in group] for code, group in group_by_country(pieces).items()} == {
        "NOR": [0, 9],
        "PER": [5],
    }


# ---------------------------------------------------------------- probabilities
numbers = st.floats(min_value=-1e4, max_value=1e4)
names = st.sampled_from(["mentions", "first", "best reliability,in", "odds reliability,out", "unknown"])
outcomes = st.sampled_from(["in", "out", "uncertain", "none"])


@given(
    st.dictionaries(names, st.dictionaries(outcomes, numbers)),
    st.dictionaries(names, numbers),
    st.dictionaries(outcomes, st.floats(min_value=0.1, max_value=5)),
)
def test_probabilities_add_up_to_one(
    table: dict[str, dict[str, float]], features: dict[str, float], priors: dict[str, float]
) -> None:
    """Whatever the weights, and without overflow, over the three stances and None."""
    model = VerdictWeights(
        intercepts=dict.fromkeys(("in", "out", "uncertain", "none"), 0.0), weights=table, priors=priors
    )
    probabilities = model.probabilities(features)
    assert set(probabilities) == {*Stance, None}
    assert sum(probabilities.values()) == pytest.approx(1.0)
    assert all(0 <= value <= 1 for value in probabilities.values())


@given(numbers, st.dictionaries(names, numbers), st.dictionaries(names, numbers))
def test_reliability_is_a_probability(intercept: float, table: dict[str, float], features: dict[str, float]) -> None:
    """Strictly between 0 and 1, so that its odds exist."""
    assert 0 < LogisticWeights(intercept=intercept, weights=table).probability(features) < 1


def test_unknown_features_count_nothing() -> None:
    """A rule that the training never met has the reliability of the intercept."""
    model = LogisticWeights(intercept=0.5, weights={"rule=join": 1.0})
    assert model.probability({"rule=new": 1.0}) == pytest.approx(model.probability({}))
    assert model.probability({"rule=join": 1.0}) > model.probability({})


def test_support_is_capped() -> None:
    """A hundredth passage proves no more: repetition alone must not make a verdict sure."""
    few = [weigh(evidence(at=index), weights().reliability, weights().prominence) for index in range(4)]
    many = [weigh(evidence(at=index), weights().reliability, weights().prominence) for index in range(100)]
    name = "support reliability,in"
    assert country_features(facts(), few)[name] == pytest.approx(country_features(facts(), many)[name])


def test_features_of_nothing_are_defined() -> None:
    """A country without evidence has finite features, each stance at its lowest."""
    features = country_features(facts(), [])
    assert features["best reliability,in"] == features["support prominence,out"] == pytest.approx(0.0)
    assert features["odds reliability,in"] < 0
    assert not any(name.startswith("top,") for name in features)


def test_flags_are_features_only_if_they_hold() -> None:
    """A feature that is absent is 0."""
    assert "inferred" not in evidence_features(evidence())
    assert evidence_features(evidence(is_inferred=True))["inferred"] == pytest.approx(1.0)
    assert "list" not in evidence_features(evidence(list_size=2))
    assert "list" in evidence_features(evidence(list_size=3))


# ---------------------------------------------------------------- roles
SURE, DOUBTFUL = 3.0, -3.0


@pytest.mark.parametrize(
    ("piece", "intercept", "role"),
    [
        (evidence(rule="lead"), SURE, Role.LEADER),
        (evidence(rule="compound-led"), SURE, Role.LEADER),
        (evidence(rule="lead", list_size=2), SURE, Role.LEADER),
        (evidence(rule="join"), SURE, Role.MEMBER),
        (evidence(rule="lead", list_size=3), SURE, Role.MEMBER),
        (evidence(rule="lead", relevance="bare"), SURE, Role.MEMBER),
        (evidence(rule="lead"), DOUBTFUL, Role.MEMBER),
    ],
    ids=["leads", "x-led", "two-lead", "joins", "one-of-many", "leads-something", "perhaps-leads"],
)
def test_role_of_a_country_that_is_in(piece: Evidence, intercept: float, role: Role) -> None:
    """A leader is said to lead the initiative itself, surely, and not in a long list; others are members."""
    certain = {f"best reliability,{stance}": {str(stance): 500.0} for stance in Stance}
    verdict = reach_verdict(facts(), [piece], weights(verdict=certain, intercept=intercept))
    assert (verdict.stance, verdict.role) == (Stance.IN, role)


@pytest.mark.parametrize(
    ("source", "stance", "role"),
    [(Source.NARRATOR, None, Role.TARGET), (Source.GOVERNMENT, Stance.IN, Role.MEMBER)],
    ids=["what-is-done-to-it", "its-own-word"],
)
def test_target_is_in_only_on_its_own_word(source: Source, stance: Stance | None, role: Role) -> None:
    """What is done to a country is not done by it, unless its own government says that it takes part."""
    certain = {f"best reliability,{stance}": {str(stance): 500.0} for stance in Stance}
    piece = evidence(rule="join", source=source)
    verdict = reach_verdict(facts(is_target=True), [piece], weights(verdict=certain, intercept=SURE))
    assert (verdict.stance, verdict.role) == (stance, role)


def test_headline_stands_behind_the_text() -> None:
    """A headline sums up what the text proves, however salient it is."""
    ranking = weights(salience={"title": 5.0})
    pieces = [evidence(at=0, is_title=True), evidence(at=40, rule="sign")]
    verdict = reach_verdict(facts(), pieces, ranking)
    assert [item.evidence.start_char for item in verdict.evidence] == [40, 0]


@pytest.mark.parametrize(
    ("pieces", "is_target", "is_host", "role"),
    [
        ([], True, True, Role.TARGET),
        ([], False, True, Role.HOST),
        ([], False, False, None),
        ([evidence(AGAINST)], True, False, Role.TARGET),
        ([evidence(AGAINST)], False, True, Role.HOST),
        ([evidence(AGAINST)], False, False, Role.OTHER),
        ([evidence(FOR, Certainty.OPEN)], False, False, Role.OTHER),
        ([evidence(AGAINST, rule="lead")], False, False, Role.OTHER),
    ],
    ids=["target", "host", "mention", "target-objects", "host-objects", "out", "open", "does-not-lead"],
)
def test_role_of_a_country_that_is_not_in(
    pieces: list[Evidence], is_target: bool, is_host: bool, role: Role | None
) -> None:
    """Target before host; without either, whoever takes a stance is another, and a mention has no role."""
    assert reach_verdict(facts(is_target=is_target, is_host=is_host), pieces, weights()).role is role


# ---------------------------------------------------------------- the weights that ship
def test_shipped_weights_read_and_know_all_outcomes() -> None:
    """The file is valid and its model speaks of the three stances and "none"."""
    shipped = load_weights()
    assert set(shipped.verdict.intercepts) == {*map(str, Stance), "none"}
    assert set(shipped.verdict.probabilities({})) == {*Stance, None}


@pytest.mark.parametrize("relevance", ["named", "stand-in", "contribution"])
@pytest.mark.parametrize("rule", ["join", "support", "commit"])
def test_shipped_weights_obey_plain_evidence(rule: str, relevance: str) -> None:
    """What a country's own government asserts and nothing contradicts is never turned round."""
    for polarity, wrong in ((FOR, Stance.OUT), (AGAINST, Stance.IN)):
        piece = evidence(polarity, rule=rule, relevance=relevance, source=Source.GOVERNMENT)
        assert reach_verdict(facts(), [piece], load_weights()).stance is not wrong
