"""Learned weights of evidence and verdicts (``data/verdict_weights.json``), a small inspectable model."""

from collections.abc import Mapping
from math import exp, log
from pathlib import Path

from coalition.lexicons.compiled import compiled
from coalition.lexicons.store import Entry, Provenance, load
from coalition.stance import Stance

_NO_STANCE = "none"


class LogisticWeights(Entry):
    """A binary logistic model: the log-odds are the intercept and the weighted features."""

    intercept: float
    weights: dict[str, float]

    def probability(self, features: Mapping[str, float]) -> float:
        """Return the probability, 0 to 1; a feature without a weight counts nothing."""
        score = self.intercept + sum(self.parts(features).values())
        return 1 / (1 + exp(-max(-30.0, min(30.0, score))))

    def parts(self, features: Mapping[str, float]) -> dict[str, float]:
        """Return what each feature adds to the log-odds; together with the intercept they are all of it."""
        return {name: self.weights.get(name, 0.0) * value for name, value in features.items()}


class VerdictWeights(Entry):
    """A multinomial logistic model over the stances and "none"; ``priors`` are factors on its probabilities."""

    intercepts: dict[str, float]
    weights: dict[str, dict[str, float]]
    priors: dict[str, float]

    def probabilities(self, features: Mapping[str, float]) -> dict[Stance | None, float]:
        """Return a probability for each stance and None, adding up to 1."""
        scores = dict(self.intercepts)
        for feature, value in features.items():
            for name, weight in self.weights.get(feature, {}).items():
                scores[name] += weight * value
        top = max(scores.values())
        raw = {name: exp(score - top) * self.priors.get(name, 1.0) for name, score in scores.items()}
        total = sum(raw.values())
        return {None if name == _NO_STANCE else Stance(name): value / total for name, value in raw.items()}

    def parts(self, features: Mapping[str, float], one: Stance | None, other: Stance | None) -> dict[str, float]:
        """Return what each feature adds to the log-odds of one stance against another.

        Under "" stands what holds before any feature is looked at. Together they are the
        logarithm of how many times likelier ``one`` is than ``other``.
        """
        a, b = one or _NO_STANCE, other or _NO_STANCE
        base = self.intercepts[a] - self.intercepts[b] + log(self.priors.get(a, 1.0) / self.priors.get(b, 1.0))
        weights = ((name, self.weights.get(name, {}), value) for name, value in features.items())
        return {"": base} | {name: (row.get(a, 0.0) - row.get(b, 0.0)) * value for name, row, value in weights}


class WeightsFile(Entry):
    """The whole of ``verdict_weights.json``: the weights of evidence, of a country, and of what is shown first."""

    provenance: Provenance
    reliability: LogisticWeights
    verdict: VerdictWeights
    salience: LogisticWeights
    prominence: LogisticWeights


@compiled("verdict_weights.json")
def load_weights() -> WeightsFile:
    """Read the weights.

    Raises:
        LexiconError: The file is missing or breaks its model.
    """
    return load(Path("verdict_weights.json"), WeightsFile)
