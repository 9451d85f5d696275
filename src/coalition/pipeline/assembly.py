"""The pipeline as it ships: spaCy's model and our components in their order."""

from contextlib import AbstractContextManager, nullcontext
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc

from coalition.pipeline import countries, detection, people, quotes
from coalition.pipeline.initiative import Initiative
from coalition.pipeline.model import load_model
from coalition.pipeline.parsing import EXTENT_KEY, parse
from coalition.pipeline.selection import Extent
from coalition.reading.article import Article
from coalition.stopwatch import timed

COMPONENTS = (
    "coalition_countries",
    "coalition_people",
    "coalition_quotes",
    "coalition_initiative",
    "coalition_stances",
)
WITH_LEXICON = ("coalition_countries", "coalition_people", "coalition_stances")  # whose setting "lexicon" is a path

MOST_LEARNED = 200_000  # strings, some 130 MB; 20,000 articles of news hold 85,000


def build_pipeline(model: str | None = None, *, lexicon: str | None = None) -> Language:
    """Load the model and add our components behind its own.

    Args:
        model: An installed spaCy pipeline, None for the one that ships.
        lexicon: The path of a user's lexicon, None for what ships.

    Raises:
        ModelError: The model is not installed, not English or lacks a component.
        LexiconError: A data file or the lexicon is missing or wrong.
    """
    nlp = load_model(model)
    for name in COMPONENTS:
        nlp.add_pipe(name, config={"lexicon": lexicon} if name in WITH_LEXICON else {})
    return nlp


def bounded_memory(nlp: Language) -> AbstractContextManager[object]:
    """Return the context in which to analyse one article of many: a large vocabulary grows no further in it.

    Words first met within it are forgotten at its end, and no Doc made within it may be used after that. Of
    a vocabulary of fewer than ``MOST_LEARNED`` strings nothing is forgotten, since what is known is read faster.
    """
    return nlp.memory_zone() if len(nlp.vocab.strings) >= MOST_LEARNED else nullcontext()


def run_pipeline(article: Article, nlp: Language, *, initiative: str | None = None) -> Doc:
    """Parse an article block by block and run our components over the whole of it.

    Args:
        article: What was read.
        nlp: The pipeline from ``build_pipeline``.
        initiative: What the stances are about, or None to find it in the text.
    """
    mentions = cast(countries.CountryMentions, nlp.get_pipe("coalition_countries"))
    # Whoever names the initiative says that the article is about it, and wants it read as a whole.
    with timed("parse"):
        doc = parse(article, nlp, disable=COMPONENTS, names_in=mentions.names_in if initiative is None else None)
    if article.published is not None:
        doc.user_data[people.DATE_KEY] = article.published.isoformat()
    if initiative is not None:
        doc.user_data[detection.GIVEN_KEY] = initiative
    is_read = doc.user_data[EXTENT_KEY] != Extent.NAMES
    for name in COMPONENTS if is_read else COMPONENTS[:1]:
        with timed(name):
            doc = nlp.get_pipe(name)(doc)
    return doc if is_read else _leave_unread(doc)


def _leave_unread(doc: Doc) -> Doc:
    """Set what the components behind the first would have set, with nothing in it."""
    doc.spans[people.PEOPLE_KEY], doc.spans[quotes.QUOTES_KEY], doc.spans[detection.STANCES_KEY] = [], [], []
    doc._.coalition_people, doc._.coalition_quotes, doc._.coalition_evidence = [], [], []
    nothing = Initiative(name="", is_given=False, family=None, weights={}, acts={}, is_exit=False)
    doc._.coalition_initiative = detection.initiative_to_dict(nothing)
    return doc
