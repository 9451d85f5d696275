"""The templates of pages and pictures, set so that no text of an article is ever obeyed."""

import base64
import hashlib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from coalition.render.text import plain

# Characters that no XML document may hold, and that an HTML parser complains about.
_NO_CHARACTERS = {0xFFFE: "\N{REPLACEMENT CHARACTER}", 0xFFFF: "\N{REPLACEMENT CHARACTER}"}


@lru_cache(maxsize=1)
def templates() -> Environment:
    """Return the environment of the folder ``templates``.

    All that a template prints is escaped, and shown as ``plain`` does: control characters
    become visible, those that turn the direction of writing are left out.
    """
    return Environment(
        loader=PackageLoader("coalition.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )


def _shown(value: Any) -> Any:
    if not isinstance(value, str) or hasattr(value, "__html__"):  # markup of our own templates
        return value
    return plain(value).translate(_NO_CHARACTERS)


def source_of(name: str) -> str:
    """Return a style sheet or a script of the folder as it is."""
    return files("coalition.render").joinpath("templates", name).read_text(encoding="utf-8")


def content_hash(source: str) -> str:
    """Return what a content security policy calls an inline style or script with this content."""
    digest = hashlib.sha256(source.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
