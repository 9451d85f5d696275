"""Import spaCy without what the command ``coalition`` never uses.

spaCy imports its own command line with it (an HTTP client and a project manager, 0.15 s),
and thinc each machine-learning framework that is installed (torch: 1.7 s). A process of
ours can do without; a program that uses us as a library decides for itself.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

from pydantic import BaseModel

_FRAMEWORKS = ("cupy", "mxnet", "tensorflow", "torch")  # those that thinc.compat tries


def import_spacy(*, with_frameworks: bool) -> None:
    """Import spaCy; it is whole but for its command line, which is imported when it is called.

    Args:
        with_frameworks: Let thinc import what is installed, as a transformer pipeline needs it.
    """
    if "spacy" in sys.modules:
        return
    absent: dict[str, Any] = dict.fromkeys(() if with_frameworks else _FRAMEWORKS)
    try:
        with _replaced({**absent, **_command_line()}), _models_built_late():
            import_module("spacy")
    except (ImportError, AttributeError):  # built otherwise than it is known to be
        for name in [name for name in sys.modules if name.partition(".")[0] in {"spacy", "thinc"}]:
            del sys.modules[name]
        import_module("spacy")


def _command_line() -> dict[str, ModuleType]:
    package, module = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    package.__path__ = []
    vars(module)["info"] = _info
    return {package.__name__: package, module.__name__: module}


def _info(*arguments: Any, **options: Any) -> Any:
    """Stand in for ``spacy.info``."""
    return import_module("spacy.cli.info").info(*arguments, **options)


@contextmanager
def _models_built_late() -> Iterator[None]:
    """Let pydantic build the validators of spaCy's many models when they are first used, which most never are."""
    config = BaseModel.model_config
    BaseModel.model_config = {**config, "defer_build": True}
    try:
        yield
    finally:
        BaseModel.model_config = config


@contextmanager
def _replaced(modules: dict[str, Any]) -> Iterator[None]:
    """Put modules in the place of those that would be imported; None means that there is none."""
    replaced = {name: module for name, module in modules.items() if name not in sys.modules}
    sys.modules.update(replaced)
    try:
        yield
    finally:
        for name in replaced:
            del sys.modules[name]
