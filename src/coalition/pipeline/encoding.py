"""What spaCy's models make of tokens before they decide: the same numbers in less time.

The first layers of a tok2vec see one token at a time, by hashes of its form, prefix, suffix
and shape; so what they say of one token holds for each that is like it. The layers behind
them, which see four tokens to each side, are computed without what only training needs.
Tagger, parser and entity recogniser get the numbers that they would have got otherwise, to
the last bit.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps

MOST_REMEMBERED = 20_000  # kinds of tokens, of some 0.7 kB; beyond it all are forgotten

_EMBEDDING = ("extract_features", "list2ragged", "with_array", "with_array", "ragged2list")
_LAYER = ("expand_window", "maxout", "layernorm", "dropout")
_EPSILON = numpy.float32(1e-8)  # thinc's, beside the variance in a layer norm


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


def _untrained(_gradients: Any) -> Any:
    raise RuntimeError("a prediction has no gradients; train the model that is remembered")


class _Encoder:
    """Predicts as a tok2vec of two parts does, the embedding of single tokens and the encoder of their sequence."""

    def __init__(self, tok2vec: Model[list[Doc], list[Any]]) -> None:
        embedding, encoder = tok2vec.layers
        self._features, _, self._hash, self._mix, _ = embedding.layers
        self._encode = _quick_encoder(encoder) or encoder.predict
        self._none = numpy.zeros((0, tok2vec.get_dim("nO")), dtype="float32")
        self._remembered: dict[bytes, Any] = {}

    def predict(self, docs: Sequence[Doc]) -> list[Any]:
        if not docs:
            return []
        features = self._features.predict(docs)
        ends = numpy.cumsum([len(rows) for rows in features])
        return self._encode(numpy.split(self._embed(numpy.concatenate(features)), ends[:-1]))

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


def _quick_encoder(encoder: Model[Any, Any]) -> Callable[[list[Any]], list[Any]] | None:
    """Return what predicts as an encoder of windows does, None where it is built in another way."""
    residuals = encoder.layers[0].layers if encoder.layers else []
    layers = [layer for layer in map(_Layer.of, residuals) if layer is not None]
    if not layers or len(layers) < len(residuals) or not isinstance(encoder.ops, NumpyOps):
        return None
    ops, pad = encoder.ops, encoder.attrs["pad"]

    def encode(arrays: list[Any]) -> list[Any]:
        vectors: Any = ops.flatten(arrays, pad=pad)
        for layer in layers:
            vectors = layer.apply(ops, vectors)
        found: list[Any] = ops.unflatten(vectors, ops.asarray1i([len(rows) for rows in arrays]), pad=pad)
        return found

    return encode


@dataclass(frozen=True, slots=True)
class _Layer:
    """A residual layer: a token and its two neighbours, the largest of several products, normalised.

    ``weights`` has a row for each product of each feature, and ``pieces`` products a feature.
    """

    weights: Any
    bias: Any
    pieces: int
    gain: Any
    shift: Any

    @classmethod
    def of(cls, residual: Model[Any, Any]) -> "_Layer | None":
        """Return None where the layer is built in another way."""
        leaves = [node for node in residual.walk() if not node.layers]
        if tuple(leaf.name for leaf in leaves) != _LAYER or leaves[0].attrs["window_size"] != 1:
            return None
        _, maxout, norm, _ = leaves
        weights: Any = maxout.get_param("W")
        bias: Any = maxout.get_param("b")
        products = weights.shape[0] * weights.shape[1]
        return cls(
            weights.reshape(products, -1), bias.reshape(products), weights.shape[1],
            norm.get_param("G"), norm.get_param("b"),
        )  # fmt: skip

    def apply(self, ops: NumpyOps, vectors: Any) -> Any:
        """Return the vectors of the next layer; both have a row for each token and each row of padding."""
        products: Any = ops.gemm(ops.seq2col(vectors, 1), self.weights, trans2=True)
        products += self.bias
        by_feature = products.reshape(len(vectors), -1, self.pieces)
        found = reduce(numpy.maximum, (by_feature[:, :, piece] for piece in range(self.pieces)))
        found = found - found.mean(axis=1, keepdims=True)
        variance = (found * found).sum(axis=1, keepdims=True) / numpy.float32(found.shape[1]) + _EPSILON
        found *= variance**-0.5
        found *= self.gain
        found += self.shift
        return vectors + found
