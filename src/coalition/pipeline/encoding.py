"""What spaCy's models make of tokens before they decide: the same numbers in less time.

The first layers of a tok2vec see one token at a time, by hashes of its form, prefix, suffix
and shape; so what they say of one token holds for each that is like it. The layers behind
them see four tokens to each side; they are asked in pieces that stay in the processor's
cache. Tagger, parser and entity recogniser get the numbers that they would have got
otherwise, to the last bit.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import numpy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

PIECE = 16  # Docs of a paragraph; a whole article at once takes a quarter longer
MOST_REMEMBERED = 20_000  # kinds of tokens, of some 0.7 kB; beyond it all are forgotten

_EMBEDDING = ("extract_features", "list2ragged", "with_array", "with_array", "ragged2list")


def quicken(nlp: Language) -> None:
    """Let each tok2vec of a pipeline remember tokens; one that is built in another way stays as it is."""
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if not isinstance(model, Model):
            continue
        for node in filter(_is_understood, list(model.walk())):
            quick = remembering(node)
            if node is model:
                component.model = quick  # type: ignore[attr-defined]
            else:
                model.replace_node(node, quick)


def _is_understood(node: Model[Any, Any]) -> bool:
    """Tell whether a model is an embedding of single tokens and an encoder behind it."""
    if len(node.layers) != 2:
        return False
    return tuple(layer.name.partition("(")[0] for layer in node.layers[0].layers) == _EMBEDDING


def remembering(tok2vec: Model[list[Doc], list[Any]]) -> Model[list[Doc], list[Any]]:
    """Return a model that predicts what a tok2vec predicts: for each Doc an array of tokens by features."""
    encoder = _Encoder(tok2vec)

    def forward(model: Model[list[Doc], list[Any]], docs: list[Doc], is_train: bool) -> tuple[list[Any], Any]:  # noqa: FBT001 - thinc's signature
        return model.layers[0](docs, is_train) if is_train else (encoder.predict(docs), _untrained)

    return Model(f"remembering({tok2vec.name})", forward, layers=[tok2vec], dims={"nO": tok2vec.maybe_get_dim("nO")})


def _untrained(gradients: Any) -> Any:
    raise NotImplementedError("a prediction is not trained")


class _Encoder:
    """Predicts as a tok2vec of two parts does, the embedding of single tokens and the encoder of their sequence."""

    def __init__(self, tok2vec: Model[list[Doc], list[Any]]) -> None:
        embedding, self._encode = tok2vec.layers
        self._features, _, self._hash, self._mix, _ = embedding.layers
        self._none = numpy.zeros((0, tok2vec.get_dim("nO")), dtype="float32")
        self._remembered: dict[bytes, Any] = {}

    def predict(self, docs: Sequence[Doc]) -> list[Any]:
        if not docs:
            return []
        features = self._features.predict(docs)
        ends = numpy.cumsum([len(rows) for rows in features])
        vectors = numpy.split(self._embed(numpy.concatenate(features)), ends[:-1])
        return [encoded for piece in _pieces(vectors) for encoded in self._encode.predict(piece)]

    def _embed(self, features: Any) -> Any:
        """Return the vector of each token; ``features`` has a row of unsigned 64-bit numbers for each."""
        keys = [row.tobytes() for row in features]
        unknown = self._unknown(keys, features)
        if len(self._remembered) + len(unknown) > MOST_REMEMBERED:
            self._remembered.clear()
            unknown = self._unknown(keys, features)
        if unknown:
            vectors = self._mix.predict(self._hash.predict(numpy.stack(list(unknown.values()))))
            self._remembered.update(zip(unknown, vectors, strict=True))
        return numpy.stack([self._remembered[key] for key in keys]) if keys else self._none

    def _unknown(self, keys: Sequence[bytes], features: Any) -> dict[bytes, Any]:
        return {key: row for key, row in zip(keys, features, strict=True) if key not in self._remembered}


def _pieces(arrays: Sequence[Any]) -> Iterator[list[Any]]:
    waiting = iter(arrays)
    while piece := list(islice(waiting, PIECE)):
        yield piece
