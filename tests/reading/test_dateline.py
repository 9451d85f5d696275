"""Datelines are found, and what only looks like one is not."""

import pytest

from coalition.reading import article_from_text
from coalition.reading.dateline import find_dateline


@pytest.mark.parametrize(
    ("dateline", "agency"),
    [
        ("BRUSSELS (Reuters) - ", "Reuters"),
        ("UNITED NATIONS (Reuters) - ", "Reuters"),
        ("BUSAN - ", None),
        ("(CNN) -- ", "CNN"),
        ("WASHINGTON, Sept 3 (AP) - ", "AP"),
        ("GENEVA, June 9 (AlpenNews) - ", "AlpenNews"),
        ("Beirut, Lebanon (CNN) -- ", "CNN"),
        ("Washington (CNN)", "CNN"),
        ("LONDON/PARIS - ", None),
        ("BRIGANTINE, N.J. -", None),
        ("DUBAI, United Arab Emirates (AP) - ", "AP"),
        ("KYIV, 3 March 2025 (Coast Wire) - ", "Coast Wire"),
        ("May 20 (Continental) - ", "Continental"),
    ],
)
def test_datelines(dateline: str, agency: str | None) -> None:
    """The text begins right behind the dateline."""
    found = find_dateline(f"{dateline}Three ministers signed the pact.")
    assert found is not None
    assert found.end == len(dateline)
    assert found.agency == agency
    assert found.text == dateline.strip(" -")


@pytest.mark.parametrize(
    "text",
    [
        "NATO - the alliance - said on Monday that it would wait.",
        "NATO - The alliance waits.",
        "BREAKING - Three ministers have signed.",
        "U.S. - The sanctions stay.",
        "Poland - which has a border with Belarus - said no.",
        "Three ministers - Portugal's among them - signed.",
        "Marco Rubio (R) - The senator said no.",
        "RIYADH: The kingdom said no.",
    ],
)
def test_no_datelines(text: str) -> None:
    """Organisations, parentheses and party letters are no datelines, and a colon is none unless asked for."""
    assert find_dateline(text) is None


def test_colon() -> None:
    """Gulf papers put a colon behind the place; a transcript puts one behind each speaker."""
    paper = article_from_text(
        "Kingdom says no\n\nRIYADH: The kingdom will not sign the pact, its minister said on Monday."
    )
    assert paper.dateline == "RIYADH"
    talk = article_from_text(
        "Minister on the pact\n\nSMITH: Will you sign the pact that the others signed on Monday?\n\n"
        "ROE: We are not going to sign it, and neither are our neighbours, I think."
    )
    assert talk.dateline is None


def test_range() -> None:
    """The article knows the dateline's text as written and the range with its dash; the paragraph keeps it."""
    article = article_from_text(
        "Three sign pact\n\nLISBON, March 3 (Coast Wire) — Three ministers signed the pact on Monday."
    )
    assert article.dateline == "LISBON, March 3 (Coast Wire)"
    assert article.dateline_range is not None
    start, end = article.dateline_range
    assert article.text[start:end] == "LISBON, March 3 (Coast Wire) — "
    assert article.text[end:].startswith("Three")
    assert article.blocks[1].start_char == start
    assert article.source == "Coast Wire"
    assert article.published is None
