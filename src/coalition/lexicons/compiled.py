"""Lexicons as they are when read, validated and indexed: in a wheel they come with it, ready to use.

Reading the data files takes a fifth of a second, more than a whole article does
(benchmarks/cold.py). So the build of the wheel (``hatch_build.py``) writes what each
loader gives into ``data/compiled``. Such a value counts only while the digest in its
head is that of the data files and of the code that made it; otherwise, as in a checkout
after an edit, the data files are read.
"""

import hashlib
import pickle
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cache, wraps
from importlib import import_module
from io import BytesIO
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, TypeVar

from coalition.lexicons.store import data_dir

ValueT = TypeVar("ValueT")
FOLDER = "compiled"  # in the folder of the data files

_DIGEST_SIZE = 32  # bytes
_LOADERS: dict[str, tuple[tuple[str, ...], Callable[[], object]]] = {}
# What a lexicon holds beside the classes of this package. Nothing else is looked up, so that no
# file can name a function to call.
_PLAIN = {("datetime", "date"), ("builtins", "set"), ("builtins", "frozenset")}


def compiled(*names: str) -> Callable[[Callable[[], ValueT]], Callable[[], ValueT]]:
    """Make a loader return the compiled value where there is one, and the same value each time.

    Args:
        names: The data files that the loader reads, relative to ``data_dir()``.
    """

    def decorate(read: Callable[[], ValueT]) -> Callable[[], ValueT]:
        _LOADERS[read.__name__] = names, read

        @cache
        @wraps(read)
        def load() -> ValueT:
            value = _restore(data_dir() / FOLDER / read.__name__, names)
            return read() if value is None else value

        return load

    return decorate


def compile_lexicons(folder: Path) -> None:
    """Write the values of all loaders into a folder, one file each.

    Raises:
        LexiconError: A data file is missing or wrong.
        OSError: The folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, (names, read) in _loaders().items():
        content = BytesIO()
        _Writer(content, protocol=pickle.HIGHEST_PROTOCOL).dump(read())
        (folder / name).write_bytes(_digest(names) + content.getvalue())


def loader_names() -> tuple[str, ...]:
    """Return the names of all loaders, sorted."""
    return tuple(sorted(_loaders()))


def _loaders() -> dict[str, tuple[tuple[str, ...], Callable[[], object]]]:
    for module in iter_modules([str(Path(__file__).parent)]):
        import_module(f"{__package__}.{module.name}")
    return _LOADERS


def _restore(path: Path, names: tuple[str, ...]) -> Any:
    """Return the value kept in a file; None if there is none, or not of these data files and this code."""
    with suppress(OSError, pickle.UnpicklingError):
        content = path.read_bytes()
        if content.startswith(_digest(names)):
            return _Reader(BytesIO(content[_DIGEST_SIZE:])).load()
    return None


def _digest(names: tuple[str, ...]) -> bytes:
    found = hashlib.blake2b(_code(), digest_size=_DIGEST_SIZE)
    for name in names:
        with suppress(OSError):  # the loader tells of a missing file
            found.update((data_dir() / name).read_bytes())
    return found.digest()


@cache
def _code() -> bytes:
    """Return a digest of the modules whose classes a lexicon may hold."""
    folder = Path(__file__).parent
    found = hashlib.blake2b()
    for path in (folder.parent / "stance.py", *sorted(folder.glob("*.py"))):
        found.update(path.read_bytes())
    return found.digest()


class _Writer(pickle.Pickler):
    """Writes a dataclass as its class and the values of its fields, which reads ten times faster than its state."""

    def reducer_override(self, obj: object) -> Any:
        if is_dataclass(obj) and not isinstance(obj, type):
            return type(obj), tuple(getattr(obj, field.name) for field in fields(obj))
        return NotImplemented


class _Reader(pickle.Unpickler):
    """Reads values of this package and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN or (module.startswith("coalition.") and "." not in name):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a lexicon")
