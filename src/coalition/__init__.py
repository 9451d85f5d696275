"""Reads a news article and tells which countries are in, out or uncertain, on whose word.

The names are looked up on first use, so that ``import coalition`` loads neither spaCy nor pydantic.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coalition.analyser import Analyser, analyse, verdicts_of
    from coalition.errors import ArticleError, CoalitionError, LexiconError, ReportError
    from coalition.pipeline.displaying import displacy_options
    from coalition.pipeline.extensions import register_extensions
    from coalition.reading import Article, read_article, read_articles, read_bytes
    from coalition.report import Analysis, Rows
    from coalition.stance import Certainty, Polarity, Role, Source, Stance

    __version__: str

__all__ = [
    "Analyser",
    "Analysis",
    "Article",
    "ArticleError",
    "Certainty",
    "CoalitionError",
    "LexiconError",
    "Polarity",
    "ReportError",
    "Role",
    "Rows",
    "Source",
    "Stance",
    "__version__",
    "analyse",
    "displacy_options",
    "read_article",
    "read_articles",
    "read_bytes",
    "register_extensions",
    "verdicts_of",
]

_HOMES = {
    "Analyser": "coalition.analyser",
    "Analysis": "coalition.report",
    "Article": "coalition.reading",
    "ArticleError": "coalition.errors",
    "Certainty": "coalition.stance",
    "CoalitionError": "coalition.errors",
    "LexiconError": "coalition.errors",
    "Polarity": "coalition.stance",
    "ReportError": "coalition.errors",
    "Role": "coalition.stance",
    "Rows": "coalition.report",
    "Source": "coalition.stance",
    "Stance": "coalition.stance",
    "analyse": "coalition.analyser",
    "displacy_options": "coalition.pipeline.displaying",
    "read_article": "coalition.reading",
    "read_articles": "coalition.reading",
    "read_bytes": "coalition.reading",
    "register_extensions": "coalition.pipeline.extensions",
    "verdicts_of": "coalition.analyser",
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return import_module("importlib.metadata").version("coalition")  # 0.03 s, so not before it is asked for
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
