"""An analysis, shown: as a page on a terminal."""

from coalition.render.table import render_analysis, render_separator
from coalition.render.text import plain

__all__ = ["plain", "render_analysis", "render_separator"]
