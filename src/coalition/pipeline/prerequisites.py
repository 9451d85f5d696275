"""What has to run before ``coalition_stances``, for a pipeline that does not have it."""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from coalition.pipeline.countries import COUNTRIES_KEY
from coalition.pipeline.model import MODELS, ModelError

_Component = Callable[[Doc], Doc]
_STEPS = ("coalition_people", "coalition_quotes", "coalition_initiative")  # each sets the extension of its name
WITH_LEXICON = ("coalition_countries", "coalition_people", "coalition_stances")
_ANNOTATIONS = {"tagger": "TAG", "parser": "DEP", "lemmatizer": "LEMMA", "ner": "ENT_IOB"}


class Prerequisites:
    """Runs those of our components whose results a Doc does not have, so that the last one can be added alone.

    They are made when the first such Doc comes, with their defaults and the user's lexicon.
    """

    def __init__(self, nlp: Language, lexicon: str | None) -> None:
        """Keep the pipeline to make components for it.

        Raises:
            ModelError: The pipeline is not for English.
        """
        if nlp.lang != "en":
            raise ModelError(f"the spaCy pipeline is for {nlp.lang!r}; coalition reads English")
        self._nlp, self._lexicon = nlp, lexicon
        self._made: dict[str, _Component] = {}

    def complete(self, doc: Doc) -> Doc:
        """Return the Doc with the countries, people, quotations and initiative that it lacks.

        Raises:
            ModelError: Nothing has tagged, parsed or lemmatised it, or looked for entities.
        """
        if COUNTRIES_KEY not in doc.spans:
            _check_annotations(doc)
            doc = self._component("coalition_countries")(doc)
        for name in _STEPS:
            if doc._.get(name) is None:
                doc = self._component(name)(doc)
        return doc

    def _component(self, name: str) -> _Component:
        if name not in self._made:
            config = {"lexicon": self._lexicon} if name in WITH_LEXICON else {}
            self._made[name] = self._nlp.create_pipe(name, config=config)
        return self._made[name]


def _check_annotations(doc: Doc) -> None:
    lacking = [name for name, attribute in _ANNOTATIONS.items() if len(doc) and not doc.has_annotation(attribute)]
    if lacking:
        raise ModelError(f"before coalition_stances the pipeline needs a {', a '.join(lacking)}; {MODELS[0]} has them")
