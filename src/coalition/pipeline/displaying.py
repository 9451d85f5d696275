"""Options for displaCy, spaCy's visualiser, to show the spans that our components find."""

from typing import Any

from coalition.pipeline.countries import COUNTRIES_KEY, GROUPS_KEY
from coalition.pipeline.detection import STANCES_KEY
from coalition.pipeline.people import PEOPLE_KEY
from coalition.pipeline.quotes import QUOTES_KEY
from coalition.stance import Stance

KEYS = (COUNTRIES_KEY, GROUPS_KEY, PEOPLE_KEY, QUOTES_KEY, STANCES_KEY)
# Light, since the text stands on them in black; told apart by those who see no red and green, and by the label.
_COLOURS = {Stance.IN.value: "#9ecae1", Stance.OUT.value: "#fdae6b", Stance.UNCERTAIN.value: "#d9d9d9"}


def displacy_options(key: str = STANCES_KEY) -> dict[str, Any]:
    """Return the options with which ``displacy.render(doc, style="span", options=...)`` shows a group of spans.

    Args:
        key: One of ``KEYS``.

    Raises:
        ValueError: It is none of them.
    """
    if key not in KEYS:
        raise ValueError(f"{key!r} is no group of spans of coalition; there are {', '.join(KEYS)}")
    return {"spans_key": key, "colors": dict(_COLOURS)}
