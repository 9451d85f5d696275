"""Where the time of a run goes, room by room, for ``coalition analyse --profile``."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass(slots=True)
class Stopwatch:
    """Seconds by room, in the order in which the rooms were first entered; a room's time includes those inside it."""

    seconds: dict[str, float] = field(default_factory=dict)
    depths: dict[str, int] = field(default_factory=dict)
    _depth: int = 0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Measure what ``timed`` marks within the block."""
        token = _running.set(self)
        try:
            yield
        finally:
            _running.reset(token)


_running: ContextVar[Stopwatch | None] = ContextVar("coalition_stopwatch", default=None)


@contextmanager
def timed(room: str) -> Iterator[None]:
    """Add the time of the block to a room, if a stopwatch is running."""
    watch = _running.get()
    if watch is None:
        yield
        return
    watch.seconds.setdefault(room, 0.0)
    watch.depths.setdefault(room, watch._depth)
    watch._depth += 1
    start = time.perf_counter()
    try:
        yield
    finally:
        watch._depth -= 1
        watch.seconds[room] += time.perf_counter() - start
