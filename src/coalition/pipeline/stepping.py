"""Let spaCy's parser and entity recogniser decide, step by step, in less time than they do it by themselves.

In spaCy 3.8 they walk through a text in C without Python's lock, and ask for it again
several times a token (seen with ``perf record``). Their public methods for one step at a
time hold the lock and take the same decisions. A step is one transition of each Doc of a batch.
"""

from collections.abc import Callable, Sequence
from typing import Any

from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc


def is_greedy(component: Any) -> bool:
    """Tell whether a component is a parser or an entity recogniser that goes one way and never back."""
    return hasattr(component, "transition_states") and component.cfg.get("beam_width") == 1


def step_through(component: Any, docs: list[Doc]) -> list[Any]:
    """Return the final states of ``component.predict(docs)``, of a component that is greedy."""
    states: list[Any] = component.moves.init_batch(docs)
    unfinished = [state for state in states if not state.is_final()]
    if unfinished:
        model = component.model.predict(docs)
        score = _scorer(component, model)
        move = _mover(component)
        while unfinished:
            unfinished = move(unfinished, score(unfinished))
        model.clear_memory()
    return states


def _scorer(component: Any, model: Any) -> Callable[[list[Any]], Any]:
    """Return what scores the transitions of states, in rows.

    The step model masks labels that training has not seen, also where it has seen all, and
    that takes it longer than its two matrix products.
    """
    if component.model.attrs["unseen_classes"] or not component.model.attrs["has_upper"]:
        score: Callable[[list[Any]], Any] = model.predict
        return score
    return lambda states: model.vec2scores.predict(model.state2vec.predict(model.get_token_ids(states)))


def _mover(component: Any) -> Callable[[list[Any], Any], list[Any]]:
    """Return what moves states by their scores and gives back those that are not final."""
    if not isinstance(component, EntityRecognizer):
        move: Callable[[list[Any], Any], list[Any]] = component.transition_states
        return move
    names = [component.moves.get_class_name(number) for number in range(component.moves.n_moves)]
    return lambda states, scores: _recognise(component, names, states, scores)


def _recognise(component: Any, names: Sequence[str], states: list[Any], scores: Any) -> list[Any]:
    """Move the states of an entity recogniser, which asks of each of its 74 transitions whether it is valid.

    The best one nearly always is, so the others are asked about only where it is not.
    """
    apply = component.moves.apply_transition
    for row, (state, best) in enumerate(zip(states, scores.argmax(axis=1).tolist(), strict=True)):
        try:
            apply(state, names[best])
        except ValueError:  # not valid here
            component.transition_states([state], scores[row : row + 1])
    return [state for state in states if not state.is_final()]
