"""What has to run before ``coalition_stances``, for a pipeline that does not have it."""

from collections.abc import Callable, Mapping

from spacy.tokens import Doc

from coalition.pipeline.countries import COUNTRIES_KEY
from coalition.pipeline.model import MODELS, ModelError

Component = Callable[[Doc], Doc]

_ANNOTATIONS = {"tagger": "TAG", "parser": "DEP", "lemmatizer": "LEMMA", "ner": "ENT_IOB"}


class Prerequisites:
    """Runs those of our components whose results a Doc does not have, so that the last one can be added alone.

    They are made when the first such Doc comes.
    """

    def __init__(self, makers: Mapping[str, Callable[[], Component]]) -> None:
        """Keep what makes each component, by its name and in the order in which they run.

        ``coalition_countries`` sets the spans of its name, each other one the extension.
        """
        self._makers = makers
        self._made: dict[str, Component] = {}

    def complete(self, doc: Doc) -> Doc:
        """Return the Doc with the countries, people, quotations and initiative that it lacks.

        Raises:
            ModelError: Nothing has tagged, parsed or lemmatised it, or looked for entities.
        """
        for name in self._makers:
            if not _has_run(name, doc):
                _check_annotations(doc)
                doc = self._component(name)(doc)
        return doc

    def _component(self, name: str) -> Component:
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]


def _has_run(name: str, doc: Doc) -> bool:
    return name in doc.spans if name == COUNTRIES_KEY else doc._.get(name) is not None


def _check_annotations(doc: Doc) -> None:
    lacking = [name for name, attribute in _ANNOTATIONS.items() if len(doc) and not doc.has_annotation(attribute)]
    if lacking:
        raise ModelError(f"before coalition_stances the pipeline needs a {', a '.join(lacking)}; {MODELS[0]} has them")
