"""Names that the model takes for other words, each with a name that it knows (``data/stand_ins.toml``)."""

from collections.abc import Mapping
from pathlib import Path

from coalition.lexicons.compiled import compiled
from coalition.lexicons.store import Entry, Provenance, load


class _StandIn(Entry):
    word: str
    names: tuple[str, ...]


class StandInFile(Entry):
    """The whole of ``stand_ins.toml``."""

    provenance: Provenance
    stand_in: tuple[_StandIn, ...]


@compiled("stand_ins.toml")
def load_stand_ins() -> Mapping[str, str]:
    """Return the known name that stands in for each rare one.

    Raises:
        LexiconError: The file is missing or breaks its model.
    """
    groups = load(Path("stand_ins.toml"), StandInFile).stand_in
    return {name: group.word for group in groups for name in group.names}
