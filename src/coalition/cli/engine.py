"""The analyser of a command, loaded only when there is something to analyse."""

import gc
import os
from typing import TYPE_CHECKING

from coalition.pipeline.lean import import_spacy
from coalition.stopwatch import timed

if TYPE_CHECKING:
    from coalition.analyser import Analyser

_THRESHOLDS = (700, 10, 10)  # Python's own


def load_analyser(*, model: str | None = None, initiative: str | None = None, lexicon: str | None = None) -> "Analyser":
    """Return an analyser; its arguments are those of ``Analyser``.

    What it consists of stays for good, so that Python need not go through it when it
    searches for garbage.

    Raises:
        CoalitionError: The model or a data file cannot be used.
    """
    # NumPy's own linear algebra is not used, and the thread it starts for each core is busy waiting.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with timed("import"):
        import_spacy(with_frameworks=model is not None)
        from coalition.analyser import Analyser  # brings in the rest of what parsing needs
    with timed("load"):
        analyser = Analyser(model=model, initiative=initiative, lexicon=lexicon)
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
    return analyser
