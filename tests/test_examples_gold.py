"""The labels of the example articles fit their texts. Structure only: no model, no analysis."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pycountry
import pytest

EXAMPLES = Path(__file__).resolve().parents[1] / "data" / "examples"
ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in (EXAMPLES / "gold.jsonl").read_text(encoding="utf-8").splitlines()
]
CODES = {country.alpha_3 for country in pycountry.countries} | {"XKX"}
ROLES = {
    "in": {"leader", "member", "host", "target"},
    "out": {"other", "host", "target"},
    "uncertain": {"other", "host", "target"},
    "none": {"host", "target"},
}
SOURCES = {"government", "other_government", "analyst", "narrator"}
each_row = pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])


def read_text(row: dict[str, Any]) -> str:
    """Return the article of a row, byte for byte: no newline is translated."""
    return (EXAMPLES / f"{row['id']}.txt").read_bytes().decode("utf-8")


def test_every_file_has_one_row() -> None:
    """The ids are the stems of the text files, sorted and each once."""
    assert [row["id"] for row in ROWS] == sorted(path.stem for path in EXAMPLES.glob("*.txt"))


@each_row
def test_file_opens_with_its_title(row: dict[str, Any]) -> None:
    """A file is the title, a blank line and the body, with plain newlines and no byte order mark."""
    text = read_text(row)
    assert text.startswith(row["title"] + "\n\n")
    assert text.endswith("\n")
    assert not set("\r\ufeff") & set(text)
    assert 350 <= len(text.split()) <= 900


@each_row
def test_header_is_complete(row: dict[str, Any]) -> None:
    """Date, initiative and difficulty are always given; the outlet only if the page prints it."""
    assert date.fromisoformat(row["date"]).isoformat() == row["date"]
    assert row["source"] is None or row["source"] in read_text(row)
    assert row["initiative"] == row["initiative"].strip() != ""
    assert row["difficulty"] in {"easy", "medium", "hard"}


@each_row
def test_countries_are_valid_and_unique(row: dict[str, Any]) -> None:
    """A country has one row, with a known code and a role that its stance allows."""
    codes = [party["iso3"] for party in row["parties"]]
    assert len(codes) == len(set(codes))
    assert set(codes) <= CODES
    for party in row["parties"]:
        assert party["role"] in ROLES[party["stance"]], party
        assert party["source"] in SOURCES, party


@each_row
def test_spans_are_passages_of_one_line(row: dict[str, Any]) -> None:
    """A span is 5 to 300 characters of one line and neither begins nor ends in white space or inside a word."""
    text = read_text(row)
    for party in row["parties"]:
        assert party["spans"], party
        for start, end in party["spans"]:
            assert 0 <= start < end <= len(text), party
            passage = text[start:end]
            assert 5 <= len(passage) <= 300, passage
            assert passage == passage.strip() and "\n" not in passage, passage
            assert not (text[start - 1 : start].isalnum() and passage[0].isalnum()), passage
            assert not (text[end : end + 1].isalnum() and passage[-1].isalnum()), passage


@each_row
def test_people_stand_in_the_text(row: dict[str, Any]) -> None:
    """Names and titles are copied from the text, and every named country of a person is a known code."""
    text = read_text(row)
    names = [person["name"] for person in row["people"]]
    assert len(names) == len(set(names))
    for person in row["people"]:
        assert person["name"] in text, person
        assert person["title"] is None or person["title"] in text, person
        assert person["iso3"] is None or person["iso3"] in CODES, person
        assert isinstance(person["speaks"], bool), person


@each_row
def test_headings_and_furniture_are_whole_lines(row: dict[str, Any]) -> None:
    """Headings and furniture are lines of the file, no line is both, and no evidence lies in furniture."""
    text = read_text(row)
    lines = text.split("\n")
    assert set(row["sections"]) | set(row["clutter"]) <= set(lines)
    assert not set(row["sections"]) & set(row["clutter"])
    evidence_lines = {
        text[text.rfind("\n", 0, start) + 1 : text.find("\n", end)]
        for party in row["parties"]
        for start, end in party["spans"]
    }
    assert not evidence_lines & set(row["clutter"])
