"""From the evidence of one article to one verdict a country.

Three small logistic models over named features decide (``data/verdict_weights.json``,
learned by ``benchmarks/train_verdicts.py``): how far a piece of evidence is to be
trusted, what the evidence makes of the country, and which passage is shown first.
Nothing is averaged away: evidence for the other side stays with the verdict.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log, log1p
from operator import attrgetter

from coalition.evidence import Evidence
from coalition.lexicons.weights import LogisticWeights, WeightsFile
from coalition.stance import Role, Source, Stance

TRUSTED = 0.3  # reliability from which evidence counts as a position of its own, tuned on train.jsonl
_CLOSE, _LONG_LIST = frozenset({"named", "contribution", "related"}), 5
OVERTAKEN = 0.1  # what is left of evidence that a later, dated entry contradicts; set by hand, too few are labelled
OWN_VOICE = 1.5  # a country's own words outrank others' as proof; tuned on train, extra and data/examples
_LONG = 400  # characters; a longer passage proves no better
_MAX_SUPPORT, _MAX_PIECES = 4.0, 4  # a fifth passage of the same stance proves no more
_LEADING_RULES = frozenset({"lead", "compound-led"})


@dataclass(frozen=True, slots=True)
class CountryFacts:
    """What an article says of a country beside the evidence.

    ``first`` is the place of the first mention, 0 at the start of the text and 1 at its
    end; ``in_name`` tells that the initiative's own name holds the country.
    """

    code: str
    mentions: int
    in_title: bool
    in_lede: bool
    in_name: bool
    first: float
    is_target: bool = False
    is_host: bool = False


@dataclass(frozen=True, slots=True)
class WeighedEvidence:
    """A piece of evidence with two probabilities, both learned.

    ``reliability`` is that it shows the country's stance, ``prominence`` that it does and
    is the passage by which a reader would prove it.
    """

    evidence: Evidence
    reliability: float
    prominence: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where a country stands: ``stance`` None for a mere mention, evidence best first, all of it."""

    code: str
    stance: Stance | None
    confidence: float | None
    role: Role | None
    mentions: int
    evidence: tuple[WeighedEvidence, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What the weights make of a country: ``probabilities`` is empty where there is no evidence.

    ``overruled`` is the likeliest stance where a rule forbids it, so that ``stance`` is None.
    """

    stance: Stance | None
    confidence: float | None
    probabilities: Mapping[Stance | None, float]
    overruled: Stance | None = None


def reach_verdict(facts: CountryFacts, evidence: Sequence[Evidence], weights: WeightsFile) -> Verdict:
    """Weigh the evidence on one country; without any there is no stance."""
    weighed = [weigh(item, weights.reliability, weights.prominence) for item in evidence]
    decision = decide(facts, weighed, weights)
    return Verdict(
        code=facts.code,
        stance=decision.stance,
        confidence=decision.confidence,
        role=_role(facts, decision.stance, weighed),
        mentions=facts.mentions,
        evidence=_best_first(weighed, decision.stance, weights.salience),
    )


def decide(facts: CountryFacts, weighed: Sequence[WeighedEvidence], weights: WeightsFile) -> Decision:
    """Return the likeliest stance, unless no passage says it or it is what is done to a target."""
    if not weighed:
        return Decision(None, None, {})
    probabilities = weights.verdict.probabilities(country_features(facts, weighed))
    stance = max(probabilities, key=lambda key: probabilities[key])
    if stance is None:
        return Decision(None, None, probabilities)
    is_unproved = all(item.evidence.stance is not stance for item in weighed)
    is_done_to_it = stance is Stance.IN and facts.is_target and not _speaks_for(weighed, stance)
    if is_unproved or is_done_to_it:
        return Decision(None, None, probabilities, overruled=stance)
    return Decision(stance, probabilities[stance], probabilities)


def _speaks_for(weighed: Sequence[WeighedEvidence], stance: Stance) -> bool:
    """Tell whether a country's own government takes a stance in trusted evidence."""
    return any(
        item.evidence.stance is stance and item.evidence.source is Source.GOVERNMENT and item.reliability > TRUSTED
        for item in weighed
    )


def weigh(item: Evidence, reliability: LogisticWeights, prominence: LogisticWeights) -> WeighedEvidence:
    """Weigh one piece of evidence."""
    features = evidence_features(item)
    left = OVERTAKEN if item.is_overtaken else 1.0
    return WeighedEvidence(item, left * reliability.probability(features), left * prominence.probability(features))


# ------------------------------------------------------------------ features
def evidence_features(item: Evidence) -> dict[str, float]:
    """Return the named features of one piece of evidence, 0 to 1; "a,b=x,y" is true where both are."""
    stance = item.stance.value
    names = [
        f"stance={stance}", f"rule={item.rule}", f"relevance={item.relevance}", f"position={item.position}",
        f"certainty={item.certainty.value}", f"source={item.source.value}", f"actor={item.actor}",
        f"stance,rule={stance},{item.rule}", f"stance,relevance={stance},{item.relevance}",
        f"stance,position={stance},{item.position}", f"relevance,position={item.relevance},{item.position}",
        f"relevance,rule={item.relevance},{item.rule}", f"source,relevance={item.source},{item.relevance}",
        f"stance,source={stance},{item.source}", f"actor,source={item.actor},{item.source}",
        f"stance,certainty={stance},{item.certainty}",
    ]  # fmt: skip
    flags = {
        "inferred": item.is_inferred, "quoted": item.is_quoted, "title": item.is_title, "lede": item.is_lede,
        "past": item.is_past, "speaker": item.speaker is not None,
        "list": item.list_size > 2, f"list,stance={stance}": item.list_size > 2,
    }  # fmt: skip
    features = dict.fromkeys([*names, *(name for name, holds in flags.items() if holds)], 1.0)
    return features | {"length": min(item.end_char - item.start_char, _LONG) / _LONG}


def country_features(facts: CountryFacts, weighed: Sequence[WeighedEvidence]) -> dict[str, float]:
    """Return the named features of a country from the weights of its evidence."""
    features: dict[str, float] = {
        "mentions": log1p(facts.mentions),
        "in_title": float(facts.in_title),
        "in_lede": float(facts.in_lede),
        "in_name": float(facts.in_name),
        "first": facts.first,
    }
    for stance in Stance:
        own = [item for item in weighed if item.evidence.stance is stance]
        for name, weight in _WEIGHTS.items():
            values = sorted((weight(item) for item in own), reverse=True)
            governments = [weight(item) for item in own if item.evidence.source is Source.GOVERNMENT]
            best = values[0] if values else 0.0
            features[f"best {name},{stance}"] = best
            features[f"odds {name},{stance}"] = log((best + 0.01) / (1.01 - best))
            features[f"support {name},{stance}"] = _support(values)
            features[f"government {name},{stance}"] = max(governments, default=0.0)
        # one passage alone is a weaker ground than its reliability says, the more so if others contradict it
        features[f"alone,{stance}"] = float(len({item.evidence.start_char for item in own}) == 1)
    if weighed:
        features[f"top,{max(weighed, key=lambda item: item.prominence).evidence.stance}"] = 1.0
    return features


_WEIGHTS: Mapping[str, Callable[[WeighedEvidence], float]] = {
    "reliability": attrgetter("reliability"),
    "prominence": attrgetter("prominence"),
}


def _support(values: Sequence[float]) -> float:
    """Return how far the best pieces together outweigh doubt: the negative log of all being wrong, capped."""
    return min(_MAX_SUPPORT, -sum(log(max(1e-6, 1 - value)) for value in values[:_MAX_PIECES]))


def salience_features(item: Evidence, among: Sequence[Evidence]) -> dict[str, float]:
    """Return the features by which a passage is quoted first; ``among`` is all evidence on the country."""
    beside = [other for other in among if other.start_char == item.start_char]
    starts = {other.start_char for other in among if other.stance is item.stance}
    return evidence_features(item) | {
        "cues": min(len(item.cues), 4) / 4,
        "agreeing": sum(other.stance is item.stance for other in beside) / 3,
        "contradicting": sum(other.stance is not item.stance for other in beside) / 3,
        "close beside": min(sum(other.relevance in _CLOSE for other in beside), 2) / 2,
        "government beside": float(any(other.source is Source.GOVERNMENT for other in beside)),
        "is_first": float(min(starts) == item.start_char),
        "is_last": float(max(starts) == item.start_char),
        "passages": log(len(starts)),
        "long list": float(item.list_size >= _LONG_LIST),
    }


# ------------------------------------------------------------------ order and role
def _best_first(
    weighed: Sequence[WeighedEvidence], stance: Stance | None, salience: LogisticWeights
) -> tuple[WeighedEvidence, ...]:
    pieces = [item.evidence for item in weighed]

    def rank(item: WeighedEvidence) -> tuple[bool, bool, float, int, str]:
        # A headline sums up what the text proves; it is shown first only where nothing else is there.
        piece = item.evidence
        voice = OWN_VOICE if piece.source is Source.GOVERNMENT else 1.0
        score = salience.probability(salience_features(piece, pieces)) * voice
        return (piece.stance is not stance, piece.is_title, -score, piece.start_char, piece.rule)

    return tuple(sorted(weighed, key=rank))


def _role(facts: CountryFacts, stance: Stance | None, weighed: Sequence[WeighedEvidence]) -> Role | None:
    if stance is Stance.IN:
        leads = any(
            item.evidence.rule in _LEADING_RULES
            and item.evidence.stance is Stance.IN
            and item.evidence.relevance == "named"
            and item.evidence.list_size <= 2
            and item.reliability > TRUSTED
            for item in weighed
        )
        return Role.LEADER if leads else Role.MEMBER
    if facts.is_target:
        return Role.TARGET
    if facts.is_host:
        return Role.HOST
    return Role.OTHER if stance is not None else None


def group_by_country(evidence: Sequence[Evidence]) -> Mapping[str, list[Evidence]]:
    """Return the evidence by country code, in text order."""
    groups: dict[str, list[Evidence]] = {}
    for item in evidence:
        groups.setdefault(item.code, []).append(item)
    return groups
