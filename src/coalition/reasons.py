"""Why a verdict is what it is and not another one, from the weights that decided it.

Nothing is told here that did not count: the factors are all of the log-odds between the
verdict and the likeliest other one, and what a passage is worth is found by leaving it out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coalition.evidence import Evidence
from coalition.lexicons.weights import VerdictWeights, WeightsFile
from coalition.stance import Stance
from coalition.verdicts import CountryFacts, Decision, WeighedEvidence, country_features, decide, evidence_features

USUAL = "usual"  # the factor of what holds before the passages are read

# A pair of features ("source,relevance") goes to the one that stands first here.
_ATTRIBUTES = ("list", "rule", "relevance", "position", "certainty", "actor", "source", "stance")


@dataclass(frozen=True, slots=True)
class Factor:
    """A part of the log-odds: what it comes from, and how much it adds; below 0 it speaks against."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class PassageReasons:
    """What a passage counts for.

    ``weight`` is the probability, 0 to 1, that a passage like this shows where the country
    stands, and ``factors`` are what makes it so by attribute of ``piece``, strongest first.
    ``without`` is what the verdict would be without the passage.
    """

    piece: Evidence
    weight: float
    factors: tuple[Factor, ...]
    without: Decision


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why a country has its verdict.

    ``passages`` stand as in the report's evidence. ``factors`` tell the verdict from ``other``,
    the likeliest of the rest, strongest first: one for each stance that passages have, by its
    name, and USUAL for how the country is named and what is usual. Without evidence there are
    none.
    """

    facts: CountryFacts
    decision: Decision
    other: Stance | None
    factors: tuple[Factor, ...]
    passages: tuple[PassageReasons, ...]


def find_reasons(facts: CountryFacts, passages: Sequence[Sequence[WeighedEvidence]], weights: WeightsFile) -> Reasons:
    """Return the reasons for a verdict, given the evidence by passage in the order in which it is to stand."""
    weighed = [item for group in passages for item in group]
    decision = decide(facts, weighed, weights)
    chosen = decision.overruled or decision.stance
    others = [stance for stance in decision.probabilities if stance is not chosen]
    other = max(others, key=lambda stance: decision.probabilities[stance], default=None)
    return Reasons(
        facts=facts,
        decision=decision,
        other=other,
        factors=_verdict_factors(facts, weighed, weights.verdict, chosen, other) if weighed else (),
        passages=tuple(_passage(group, facts, weighed, weights) for group in passages),
    )


def _passage(
    group: Sequence[WeighedEvidence], facts: CountryFacts, weighed: Sequence[WeighedEvidence], weights: WeightsFile
) -> PassageReasons:
    heaviest = max(group, key=lambda item: item.reliability)
    parts = weights.reliability.parts(evidence_features(heaviest.evidence))
    return PassageReasons(
        piece=heaviest.evidence,
        weight=heaviest.reliability,
        factors=_summed((_attribute_of(name), value) for name, value in parts.items()),
        without=decide(facts, [item for item in weighed if item not in group], weights),
    )


def _verdict_factors(
    facts: CountryFacts,
    weighed: Sequence[WeighedEvidence],
    weights: VerdictWeights,
    chosen: Stance | None,
    other: Stance | None,
) -> tuple[Factor, ...]:
    """Part the log-odds of two verdicts into what they would be without passages and what the passages add."""
    before = weights.parts(country_features(facts, []), chosen, other)
    after = weights.parts(country_features(facts, weighed), chosen, other)
    added = ((_stance_of(name), value - before.get(name, 0.0)) for name, value in after.items() if "," in name)
    present = {item.evidence.stance for item in weighed}
    return _summed([(USUAL, sum(before.values())), *((name, value) for name, value in added if name in present)])


def _stance_of(feature: str) -> str:
    """Return whose passages a feature of ``country_features`` is made of: "best reliability,in" is of those for in."""
    return feature.partition(",")[2]


def _attribute_of(feature: str) -> str:
    """Return the attribute of a feature of ``evidence_features``: "source,relevance=narrator,named" is relevance."""
    names = feature.partition("=")[0].split(",")
    return next((attribute for attribute in _ATTRIBUTES if attribute in names), names[0])


def _summed(parts: Iterable[tuple[str, float]]) -> tuple[Factor, ...]:
    sums: dict[str, float] = {}
    for name, value in parts:
        sums[name] = sums.get(name, 0.0) + value
    factors = (Factor(name, value) for name, value in sums.items())
    return tuple(sorted(factors, key=lambda factor: (-abs(factor.value), factor.name)))
