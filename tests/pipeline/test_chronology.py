"""Of dated entries the later one counts."""

from __future__ import annotations

import pytest
from tests.engine import the_pipeline

from coalition.analyser import verdicts_of
from coalition.pipeline.assembly import run_pipeline
from coalition.pipeline.detection import evidence_of
from coalition.reading.article import Article
from coalition.reading.dates import entry_moment
from coalition.reading.reader import article_from_text
from coalition.stance import Stance

TIMELINE = """
Timeline: how the Red Sea escort mission came together

Dec. 4 - The United States proposes an escort mission for merchant ships in the Red Sea.

Dec. 9 - Italy says it will not join the escort mission.

Dec. 15 - Spain joins the escort mission.

Jan. 3 - Italy joins the escort mission after all."""

LIVE = """
Live: answers to the call for a Lake Chad force

16:40 Benin joins the Lake Chad force
The president of Benin said that his country would join the Lake Chad force.

14:05 Niger weighs its answer
The government in Niger said it was weighing the request.

09:10 Benin says no
Benin will not join the Lake Chad force, its defence minister said."""


def _stance(text: str, code: str) -> Stance | None:
    doc = run_pipeline(_article(text), the_pipeline())
    return next(verdict.stance for verdict in verdicts_of(doc) if verdict.code == code)


def _article(text: str) -> Article:
    return article_from_text(text.strip())


@pytest.mark.parametrize(("text", "code"), [(TIMELINE, "ITA"), (LIVE, "BEN")])
def test_later_entry_counts(text: str, code: str) -> None:
    """The last of a timeline, the first of a live blog; both passages stay with the verdict."""
    assert _stance(text, code) is Stance.IN
    found = [item for item in evidence_of(run_pipeline(_article(text), the_pipeline())) if item.code == code]
    assert {(item.stance, item.is_overtaken) for item in found} == {(Stance.OUT, True), (Stance.IN, False)}


def test_paragraphs_without_dates_have_no_order() -> None:
    """Nor have entries of which only one country speaks once."""
    text = TIMELINE.replace("Dec. 4 - ", "").replace("Dec. 9 - ", "").replace("Jan. 3 - ", "")
    doc = run_pipeline(_article(text), the_pipeline())
    assert evidence_of(doc)
    assert not any(item.is_overtaken for item in evidence_of(doc))


@pytest.mark.parametrize(
    ("heading", "moment"),
    [
        ("Dec. 4", (12, 4)),
        ("4 December: the vote", (12, 4)),
        ("March 21st", (3, 21)),
        ("16:40 Benin joins", (16, 40)),
        ("7.58pm", (19, 58)),
        ("12:15 PM Oslo answers", (12, 15)),
        ("May the force last", None),
        ("Norway: 12 ships", None),
    ],
)
def test_moment_of_an_entry(heading: str, moment: tuple[int, int] | None) -> None:
    """Month and day, or hour and minute."""
    assert entry_moment(heading) == moment
