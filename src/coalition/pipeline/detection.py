"""Components ``coalition_initiative`` and ``coalition_stances``: what the article is about, and who stands where."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from functools import partial
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from coalition.errors import CoalitionError
from coalition.evidence import Evidence, EvidenceCue
from coalition.lexicons.grammar import load_grammar
from coalition.lexicons.own import cues_with, holders_with
from coalition.lexicons.people import load_office_titles
from coalition.lexicons.stance_headings import load_stance_headings
from coalition.lexicons.undertakings import load_undertakings
from coalition.pipeline.actors import Actor, find_actors
from coalition.pipeline.chains import ChainReader
from coalition.pipeline.context import ContextReader
from coalition.pipeline.countries import create_countries
from coalition.pipeline.extensions import register_extensions
from coalition.pipeline.initiative import Initiative, compound_lemmas, find_initiative
from coalition.pipeline.matching import CueFinder
from coalition.pipeline.model import check_language
from coalition.pipeline.page import read_page
from coalition.pipeline.people import create_people
from coalition.pipeline.prerequisites import Prerequisites
from coalition.pipeline.quotes import create_quotes
from coalition.pipeline.references import find_references
from coalition.pipeline.rivals import RivalReader, places_in, subjects_in
from coalition.pipeline.stances import EvidenceFinder
from coalition.pipeline.targets import TargetReader
from coalition.stance import Certainty, Polarity, Source

GIVEN_KEY = "coalition_given"  # in doc.user_data: the initiative that the caller named
STANCES_KEY = "coalition_stances"


@Language.factory(
    "coalition_initiative",
    assigns=["doc._.coalition_initiative"],
    requires=["token.lemma", "token.dep"],
)
def create_initiative(nlp: Language, name: str) -> "InitiativeFinder":  # noqa: ARG001 - spaCy's signature
    """Make the component; a pipeline that is not for English raises ``ModelError``."""
    check_language(nlp)
    return InitiativeFinder()


def check_given(initiative: str | None) -> None:
    """Refuse a name without a word in it, by which nothing could be found.

    Raises:
        CoalitionError: It is such a name.
    """
    if initiative is not None and not initiative.strip():
        raise CoalitionError("the initiative must not be empty; leave it out to have it found in the article")


class InitiativeFinder:
    """Sets ``doc._.coalition_initiative``, a plain dict; ``doc.user_data["coalition_given"]`` overrides the text."""

    def __init__(self) -> None:
        self._undertakings = load_undertakings()
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Find the initiative."""
        found = find_initiative(doc, self._undertakings, doc.user_data.get(GIVEN_KEY))
        doc._.coalition_initiative = initiative_to_dict(found)
        return doc


@Language.factory(
    "coalition_stances",
    assigns=["doc.spans", "doc._.coalition_evidence"],
    requires=["doc.ents", "token.dep", "token.lemma", "token.tag"],
    default_config={"initiative": None, "lexicon": None},
)
def create_stances(
    nlp: Language,
    name: str,  # noqa: ARG001 - spaCy's signature
    initiative: str | None,
    lexicon: str | None,
) -> "StanceFinder":
    """Make the component.

    Args:
        nlp: The pipeline.
        name: The component's name in it.
        initiative: What the stances are about, None to find it in each text.
        lexicon: The path of a user's lexicon, None for what ships.

    Raises:
        ModelError: The pipeline is not for English.
        LexiconError: The lexicon is missing or wrong.
        CoalitionError: The initiative is blank.
    """
    check_language(nlp)
    check_given(initiative)
    # No lambdas and no nlp.create_pipe: a worker that is spawned gets this pickled, and knows no factories.
    before = {
        "coalition_countries": partial(create_countries, nlp, "coalition_countries", lexicon=lexicon),
        "coalition_people": partial(create_people, nlp, "coalition_people", use_offices=True, lexicon=lexicon),
        "coalition_quotes": partial(create_quotes, nlp, "coalition_quotes", indirect=True),
        "coalition_initiative": partial(create_initiative, nlp, "coalition_initiative"),
    }
    return StanceFinder(Prerequisites(before), initiative=initiative, lexicon=lexicon)


class StanceFinder:
    """Sets ``doc._.coalition_evidence``, a list of plain dicts in text order, and ``doc.spans[STANCES_KEY]``.

    There each passage stands once for each country and stance that it speaks of: the stance
    as label, the country's code as ``kb_id_``, the place in the list of evidence as ``id_``.
    What our other components find in a Doc is found first where they are not in the pipeline.
    """

    def __init__(self, prerequisites: Prerequisites, *, initiative: str | None, lexicon: str | None) -> None:
        self._prerequisites, self._given = prerequisites, initiative
        self._cues, self._grammar, self._undertakings = cues_with(lexicon), load_grammar(), load_undertakings()
        self._holders = holders_with(lexicon)
        self._headings, self._titles = load_stance_headings(), load_office_titles()
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Find the evidence.

        Raises:
            ModelError: The Doc has neither been through our other components nor been parsed.
        """
        if self._given is not None:
            doc.user_data.setdefault(GIVEN_KEY, self._given)
        doc = self._prerequisites.complete(doc)
        initiative = initiative_from_dict(doc._.coalition_initiative)
        page = read_page(doc, self._headings)
        actors = find_actors(doc, self._titles, self._holders, self._undertakings, self._grammar)
        references = find_references(doc, actors, self._titles, dict(page.topics))
        # "the force" is what the article is about, and no force of a country named before
        actors += [
            reference for reference in references if initiative.words.isdisjoint(compound_lemmas(doc[reference.head]))
        ]
        by_head: dict[int, list[Actor]] = {}
        for actor in actors:
            for index in dict.fromkeys((actor.head, *actor.anchors, actor.gatherer)):
                if index is not None:
                    by_head.setdefault(index, []).append(actor)
        rivals = RivalReader(self._undertakings, self._grammar, initiative, places_in(doc), subjects_in(doc))
        cues = CueFinder(self._cues)
        targets = TargetReader(cues, self._grammar, self._undertakings, initiative, rivals)
        chains = ChainReader(cues, self._grammar, targets)
        contexts = ContextReader(
            cues, self._grammar, by_head, doc._.coalition_quotes or [], doc._.coalition_people or [],
            self._titles,
        )  # fmt: skip
        found = EvidenceFinder(doc, actors, page, chains, contexts, self._headings).find()
        doc._.coalition_evidence = [_evidence_to_dict(evidence) for evidence in found]
        doc.spans[STANCES_KEY] = _passages(doc, found)
        return doc


def _passages(doc: Doc, found: Sequence[Evidence]) -> list[Span]:
    spans: dict[tuple[str, int, int, str], Span] = {}
    for index, piece in enumerate(found):
        span = doc.char_span(
            piece.start_char, piece.end_char, label=piece.stance.value, kb_id=piece.code, span_id=str(index),
            alignment_mode="expand",
        )  # fmt: skip
        if span is not None:
            spans.setdefault((piece.code, span.start, span.end, span.label_), span)
    return list(spans.values())


_SETS = ("members", "turns", "heads", "places", "topics")


def _fields_of(value: Initiative | Evidence) -> dict[str, Any]:
    """Return the fields by name; unlike ``asdict`` it copies nothing below them."""
    return {field.name: getattr(value, field.name) for field in fields(value)}


def initiative_to_dict(initiative: Initiative) -> dict[str, Any]:
    """Return plain JSON values; the phrases of acts become strings."""
    values = _fields_of(initiative) | {"weights": dict(initiative.weights)}
    values["acts"] = {" ".join(words): weight for words, weight in initiative.acts.items()}
    values |= {name: sorted(getattr(initiative, name)) for name in _SETS}
    values["exits"] = list(initiative.exits)
    return values


def initiative_from_dict(values: dict[str, Any]) -> Initiative:
    """Undo ``initiative_to_dict``."""
    acts = {tuple(words.split()): weight for words, weight in values["acts"].items()}
    sets = {name: frozenset(values[name]) for name in _SETS}
    return Initiative(**(values | sets | {"acts": acts, "exits": tuple(values["exits"])}))


def evidence_of(doc: Doc) -> list[Evidence]:
    """Return the evidence of an analysed Doc as values."""
    return [_evidence_from_dict(values) for values in doc._.coalition_evidence or []]


def _evidence_to_dict(evidence: Evidence) -> dict[str, Any]:
    """Return plain JSON values."""
    values = _fields_of(evidence)
    values |= {name: getattr(evidence, name).value for name in ("polarity", "certainty", "source")}
    values["cues"] = [asdict(cue) for cue in evidence.cues]
    return values


def _evidence_from_dict(values: dict[str, Any]) -> Evidence:
    closed = {
        "polarity": Polarity(values["polarity"]),
        "certainty": Certainty(values["certainty"]),
        "source": Source(values["source"]),
        "cues": tuple(EvidenceCue(**cue) for cue in values["cues"]),
    }
    return Evidence(**(values | closed))
