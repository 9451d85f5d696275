"""A lexicon of the user's own: more names, cues and office holders beside those of the data files.

The values of the data files are shared by all who load them, so they are never changed:
each function here returns a new one that holds both. Where both know a word, the user's
own entry counts.
"""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from coalition.errors import LexiconError
from coalition.lexicons.countries import CountryEntry, Gazetteer, collect_forms, load_gazetteer
from coalition.lexicons.cues import CueEntry, CueLexicon, index_cues, load_cues
from coalition.lexicons.holders import HolderEntry, OfficeHolders, load_office_holders
from coalition.lexicons.store import Entry, Provenance, load


def _known(code: str) -> str:
    if code not in load_gazetteer().countries:
        raise ValueError(f"{code!r} is no country; 'coalition countries' lists the codes")
    return code


_Code = Annotated[str, AfterValidator(_known)]
_Names = tuple[Annotated[str, Field(min_length=2, pattern=r"^\S+( \S+)*$")], ...]


class OwnCountry(Entry):
    """More forms for a country of the gazetteer, by kind as in ``countries.json``."""

    code: _Code
    names: _Names = ()
    abbreviations: _Names = ()
    adjectives: _Names = ()
    demonyms: _Names = ()
    capitals: _Names = ()
    seats: _Names = ()


class OwnHolder(HolderEntry):
    """A term in an office, as ``office_holders.json`` has it, for a country of the gazetteer."""

    @model_validator(mode="after")
    def _is_usable(self) -> "OwnHolder":
        if self.country is not None:
            _known(self.country)
        for name in (self.name, *self.aliases, *self.surnames):
            if not name.strip() or not all(any(map(str.isalpha, word)) for word in name.split()):
                raise ValueError(f"{name!r} is no name of a person: each of its words needs a letter")
        return self


class OwnLexicon(Entry):
    """The whole of a user's file."""

    provenance: Provenance | None = None
    country: tuple[OwnCountry, ...] = ()
    cue: tuple[CueEntry, ...] = ()
    holder: tuple[OwnHolder, ...] = ()


def read_own(path: str | Path) -> OwnLexicon:
    """Read a user's lexicon.

    Args:
        path: A TOML file; one that is not absolute is looked up in the working folder.

    Raises:
        LexiconError: The file is missing, no TOML, or breaks the model; the message names the entry.
    """
    path = Path(path).absolute()
    if path.suffix != ".toml":
        raise LexiconError(f"{path.name}: is no lexicon; give a TOML file whose name ends in .toml")
    return _read(path, _state(path))


@lru_cache(maxsize=1)  # each component that wants a part of it asks for the whole
def _read(path: Path, state: tuple[int, int] | None) -> OwnLexicon:  # noqa: ARG001 - part of the key
    return load(path, OwnLexicon)


def _state(path: Path) -> tuple[int, int] | None:
    """Return what changes when the file is edited; None where there is none, which ``load`` tells."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def gazetteer_with(path: str | None) -> Gazetteer:
    """Return the gazetteer with the forms of a user's file; errors as of ``read_own``."""
    gazetteer = load_gazetteer()
    if path is None:
        return gazetteer
    entries = [
        CountryEntry(**own.model_dump(), name=gazetteer.countries[own.code].name) for own in read_own(path).country
    ]
    known = {entry.name for entry in entries}
    own = {text: form for text, form in collect_forms(entries).items() if form.base not in known}
    return replace(gazetteer, forms={**gazetteer.forms, **own})


def cues_with(path: str | None) -> CueLexicon:
    """Return the cues with those of a user's file; errors as of ``read_own``."""
    cues = load_cues()
    if path is None:
        return cues
    own = index_cues(read_own(path).cue)
    merged = {
        head: tuple(sorted((*phrases, *cues.by_head.get(head, ())), key=lambda phrase: -len(phrase.tail)))
        for head, phrases in own.items()
    }
    return CueLexicon.indexed({**cues.by_head, **merged}, cues.pseudo)


def holders_with(path: str | None) -> OfficeHolders:
    """Return the office holders with those of a user's file; errors as of ``read_own``."""
    holders = load_office_holders()
    return holders if path is None else holders.extended(read_own(path).holder)
