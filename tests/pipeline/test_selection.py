"""Which blocks are parsed."""

from __future__ import annotations

import pytest

from coalition.pipeline.selection import LEDE, SHORT, Outline, choose_blocks
from coalition.reading.article import BlockKind


def outlines(marks: str) -> list[Outline]:
    """Return a block for each letter: T title, H heading, "." a paragraph without names, else one that names."""
    kinds = {"T": BlockKind.TITLE, "H": BlockKind.HEADING}
    return [
        Outline(kinds.get(mark, BlockKind.PARAGRAPH), frozenset() if mark in "TH." else frozenset({mark}))
        for mark in marks
    ]


@pytest.mark.parametrize(
    ("marks", "chosen"),
    [
        pytest.param("T....", "T....", id="short"),
        pytest.param("Tab.ab.ab", "Tab.ab.ab", id="mostly-named"),
        pytest.param("T.......H.a.......", "THa", id="one-country"),
        pytest.param("T.......H.a...b...", "T...Hab", id="lede-of-several-countries"),
        pytest.param("T.........", "T", id="none"),
        pytest.param("", "", id="empty"),
    ],
)
def test_choice(marks: str, chosen: str) -> None:
    """Named blocks and the page's frame always; the lede where several countries may do something together."""
    assert "".join(marks[index] for index in choose_blocks(outlines(marks))) == chosen


def test_few_paragraphs_are_all_read() -> None:
    """One more is too many."""
    assert len(choose_blocks(outlines("." * SHORT))) == SHORT
    assert choose_blocks(outlines("." * (SHORT + 1))) == []
    assert LEDE < SHORT
