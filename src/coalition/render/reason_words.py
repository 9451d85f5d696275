"""How the reasons for a verdict are said in words."""

from collections.abc import Mapping, Sequence

from coalition.evidence import Evidence
from coalition.render.words import confidence_words
from coalition.report import EvidenceReport
from coalition.stance import Source, Stance
from coalition.verdicts import CountryFacts, Decision

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six")

_VOICES = {
    Source.GOVERNMENT: "its own government's",
    Source.OTHER_GOVERNMENT: "another government's",
    Source.ANALYST: "an analyst's",
    Source.NARRATOR: "the narrator's",
}

_TARGETS = {
    "named": "the initiative by name",
    "rival": "a rival of it",
    "contribution": "a contribution to it",
    "related": "something close to it",
    "stand-in": "a word that stands for it",
    "actor": "those who take part",
    "bare": "nothing that is named",
    "other": "something else",
}

_ATTRIBUTES = {
    "list": "standing in a list",
    "length": "its length",
    "inferred": "inferring the country",
    "quoted": "being quoted",
    "title": "being a heading",
    "lede": "standing in the lede",
    "past": "being of the past",
    "speaker": "naming who said it",
}


def number_words(number: int) -> str:
    """Say a small number as a word: "two", "six", "7"."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def mention_words(facts: CountryFacts) -> str:
    """Say how an article names a country: "twice, first 47% into the text, in the title"."""
    times = {1: "once", 2: "twice"}.get(facts.mentions, f"{number_words(facts.mentions)} times")
    places = {"in the title": facts.in_title, "in the lede": facts.in_lede, "in the initiative's name": facts.in_name}
    return ", ".join(
        [times, f"first {facts.first:.0%} into the text", *(place for place, is_so in places.items() if is_so)]
    )


def stance_words(stance: Stance | None) -> str:
    """Say a stance, and None as "no stance"."""
    return stance or "no stance"


def decision_words(decision: Decision) -> str:
    """Say a verdict as the predicate of a country: "is out, 84% sure", "has no stance"."""
    if decision.stance is None:
        return "has no stance"
    return f"is {decision.stance}, {confidence_words(decision.confidence)}"


def voice_words(evidence: Sequence[EvidenceReport]) -> str:
    """Say on whose word passages stand: "on the narrator's word", "one on an analyst's word, two on the narrator's"."""
    sources = [piece.source for piece in evidence]
    counts = {source: sources.count(source) for source in _VOICES if source in sources}
    if len(counts) == 1:
        return f"on {_VOICES[sources[0]]} word"
    return ", ".join(f"{number_words(count)} on {_VOICES[source]} word" for source, count in counts.items())


def probability_words(probabilities: Mapping[Stance | None, float]) -> str:
    """Say how probable each verdict is, likeliest first: "Out 84%, in 8%, uncertain 6%, no stance 1%."."""
    ordered = sorted(probabilities.items(), key=lambda item: -item[1])
    words = ", ".join(f"{stance_words(stance)} {share:.0%}" for stance, share in ordered)
    return f"By weight: {words}."


def likelier_words(times: float, stance: str) -> str:
    """Say by what a stance gains on another one: "×3.2 for out"."""
    return f"×{times:.{0 if times >= 10 else 1}f} for {stance}"


def factor_words(attribute: str, piece: Evidence) -> str:
    """Say an attribute of a piece of evidence as that by which it is heavier or lighter."""
    values = {
        "rule": f"the rule {piece.rule}",
        "relevance": f"being about {_TARGETS.get(piece.relevance, piece.relevance)}",
        "position": f"the country's place in it ({piece.position})",
        "certainty": f"being {piece.certainty}",
        "actor": f"how it names the country ({piece.actor})",
        "source": f"being on {_VOICES[piece.source]} word",
        "stance": f"saying {piece.stance}",
    }
    return values.get(attribute) or _ATTRIBUTES.get(attribute, attribute)
