"""The structure of the page: lines of bare names, the lines that speak for them, countries as topics."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import spacy

from coalition.lexicons.stance_headings import load_stance_headings
from coalition.pipeline.assembly import build_pipeline, run_pipeline
from coalition.pipeline.countries import COUNTRIES_KEY, create_countries
from coalition.pipeline.namelines import NameLine, read_name_line
from coalition.pipeline.page import Page, read_page
from coalition.reading.reader import article_from_text

if TYPE_CHECKING:
    from spacy.language import Language

BLANK = spacy.blank("en")
COMPONENT = create_countries(BLANK, "coalition_countries")
LEAD = "The ministers met late on Monday in the old harbour, after a long day of talks about the plan."


def _line(text: str) -> NameLine | None:
    doc = COMPONENT(BLANK.make_doc(text))
    return read_name_line(doc, 0, len(doc), list(doc.spans[COUNTRIES_KEY]))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Denmark", "DNK"),
        ("Denmark (seven, including the envoy to Norway)", "DNK"),
        ("Indonesia (8,000 soldiers), Morocco (a field hospital), Kazakhstan", "IDN MAR KAZ"),
        ("Latvia. Iceland. Cyprus.", "LVA ISL CYP"),
        ("Only Nicaragua.", "NIC"),
        ("Saudi Arabia 6", "SAU"),
        ("Jordan, the United Arab Emirates and Bosnia and Herzegovina", "JOR ARE BIH"),
        ("Ukraine: 13", "UKR"),
    ],
)
def test_bare_lines(text: str, codes: str) -> None:
    """Names, brackets and numbers are a bare line; names inside brackets are not listed."""
    line = _line(text)
    assert line is not None
    assert (" ".join(line.codes), line.is_bare) == (codes, True)


@pytest.mark.parametrize(
    ("text", "codes", "rest"),
    [
        ("Serbia: no", "SRB", "no"),
        ("Switzerland: yes, if the seat moves.", "CHE", "yes, if the seat moves"),
        ("Norway and Sweden - undecided", "NOR SWE", "undecided"),
    ],
)
def test_remarks(text: str, codes: str, rest: str) -> None:
    """What a mark divides from the names is their remark."""
    line = _line(text)
    assert line is not None
    doc = BLANK.make_doc(text)
    assert (" ".join(line.codes), line.has_remark, doc[slice(*line.rest)].text) == (codes, True, rest)


@pytest.mark.parametrize(
    "text", ["The ambassador of Peru", "Swiss cheese", "In Kenya it rained", "Top partners of Iran"]
)
def test_no_name_lines(text: str) -> None:
    """A line that begins with something else than a name is none."""
    assert _line(text) is None


def test_next_sentence() -> None:
    """A name behind a full stop that goes on as a sentence is left to that sentence."""
    line = _line("France, Togo. Germany refused to say anything about it.")
    assert line is not None
    assert line.codes == ("FRA", "TGO")


# ---------------------------------------------------------------- the page
@pytest.fixture(scope="module")
def pipeline(nlp: Language) -> Language:  # noqa: ARG001 - it marks the module as one that loads the model
    """Return the whole pipeline."""
    return build_pipeline()


def _page(pipeline: Language, text: str) -> tuple[Page, dict[str, int]]:
    doc = run_pipeline(article_from_text(f"Fishing treaty\n\n{LEAD}\n\n{text}\n"), pipeline)
    page = read_page(doc, load_stance_headings())
    return page, {doc[slice(*span)].text: block for block, span in page.spans.items()}


@pytest.mark.parametrize(
    ("text", "name", "voices"),
    [
        ("Signatories\n\n- Peru\n- Fiji", "Fiji", ["Signatories"]),
        (
            "The list\n\nThe following have signed:\n\n- Peru\n- Fiji",
            "Fiji",
            ["The following have signed:", "The list"],
        ),
        ("# Who's in?\n\n## Europe\n\n- Malta\n- Cyprus", "Cyprus", ["Europe"]),
        ("Why Hungary refused\n\n- Peru\n- Fiji", "Fiji", []),
    ],
    ids=["heading", "intro", "nearest", "one-country"],
)
def test_voices(pipeline: Language, text: str, name: str, voices: list[str]) -> None:
    """An intro speaks first, then the nearest heading, unless that speaks of one country only."""
    page, blocks = _page(pipeline, text)
    by_block = {block: line for line, block in blocks.items()}
    assert [by_block[voice] for voice in page.voices[blocks[name]]] == voices


@pytest.mark.parametrize(
    ("heading", "topic", "subjects"),
    [
        ("## France", "FRA", ("FRA",)),
        ("## Kiribati and Tuvalu", None, ("KIR", "TUV")),
        ("## What about Russia?", "RUS", None),
        ("## Top trading partners of Iran", None, None),
        ("## Beijing sides with Peru", None, None),
        ("## The weather", None, None),
    ],
)
def test_topics(pipeline: Language, heading: str, topic: str | None, subjects: tuple[str, ...] | None) -> None:
    """A heading that names one country makes it the topic; several names alone are the subjects of what is below."""
    page, blocks = _page(pipeline, f"{heading}\n\nThe harbour was closed for most of the week because of fog.")
    block = next(block for text, block in blocks.items() if text.startswith("The harbour"))
    assert (page.topics.get(block), page.subjects.get(block)) == (topic, subjects)


def test_tables(pipeline: Language) -> None:
    """Rows know the first row of their own table."""
    page, blocks = _page(pipeline, "Country | Vote\nPeru | yes\nFiji | no\n\nIn | Out\nTogo | Mali\nChad | Benin")
    assert page.columns[blocks["Fiji | no"]] == blocks["Country | Vote"]
    assert page.columns[blocks["Togo | Mali"]] == blocks["In | Out"]
