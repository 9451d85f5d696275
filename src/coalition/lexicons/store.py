"""Where the data files are, and how one becomes a validated value."""

import json
import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from coalition.errors import LexiconError

ModelT = TypeVar("ModelT", bound=BaseModel)


class Entry(BaseModel):
    """A part of a data file: it holds nothing unknown, and nobody changes it.

    Its validator is built when it is first needed, which is never where the lexicon is
    there in compiled form.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Provenance(Entry):
    """Where a data file comes from; each opens with it."""

    source: str
    licence: str
    retrieved: date
    language: str
    notes: str


def data_dir() -> Path:
    """Return the folder of the data files, in a wheel as in a checkout.

    Raises:
        LexiconError: Neither the installed package nor the checkout has one.
    """
    packaged = Path(str(files("coalition"))) / "data"
    checkout = Path(__file__).resolve().parents[3] / "data"
    for folder in (packaged, checkout):
        if folder.is_dir():
            return folder
    raise LexiconError("data: no such folder in the package or beside its sources; install the package again")


def load(path: Path, model: type[ModelT]) -> ModelT:
    """Read a TOML or JSON data file into its validated model.

    Args:
        path: The file; one that is not absolute is looked up in ``data_dir()``.
            Its suffix, ``.toml`` or ``.json``, decides how it is read.
        model: The pydantic model of the whole file, provenance included.

    Raises:
        LexiconError: The file is missing, is not UTF-8, does not parse, or
            breaks the model. The message names the file, the entry and the
            fault: ``hedges.toml: entry.3.strength: Input should be ...``.
        ValueError: The suffix is neither ``.toml`` nor ``.json``.
    """
    path = path if path.is_absolute() else data_dir() / path
    content = _parse(path)
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise LexiconError(f"{path.name}: {first_fault(error)}") from error


def _parse(path: Path) -> Any:
    """Return the plain content of the file; see ``load`` for the errors."""
    if path.suffix not in {".toml", ".json"}:
        raise ValueError(f"{path.name}: a data file ends in .toml or .json")
    try:
        text = path.read_text(encoding="utf-8")
        return json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    except OSError as error:
        raise LexiconError(f"{path.name}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path.name}: is not UTF-8; save it as UTF-8") from error
    except ValueError as error:  # bad JSON and bad TOML
        raise LexiconError(f"{path.name}: {error}") from error
    except RecursionError as error:
        raise LexiconError(f"{path.name}: is nested too deeply") from error


def first_fault(error: ValidationError) -> str:
    """Tell the first fault as ``entry.3.strength: message``, and how many follow."""
    faults = error.errors(include_url=False)
    entry = ".".join(str(part) for part in faults[0]["loc"])
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return f"{entry}: {faults[0]['msg']}{more}" if entry else f"{faults[0]['msg']}{more}"
