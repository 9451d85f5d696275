"""Title, byline, outlet and the other lines above the text."""

from datetime import date

import pytest
from tests.reading.pages import SENTENCE, blocks

from coalition.reading import article_from_text

BODY = (
    f"{SENTENCE} {SENTENCE}\n\nThe others asked for more time, and one of them said that it would never sign at all.\n"
)


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("Three sign ferry pact\n\n", "Three sign ferry pact"),
        ("# Three sign ferry pact\n\n", "Three sign ferry pact"),
        ("Three sign ferry pact\n=====================\n\n", "Three sign ferry pact"),
        ("**Three sign ferry pact**\n\n", "Three sign ferry pact"),
        ("Headline: Three sign ferry pact\nDate: 3 March 2025\n\n", "Three sign ferry pact"),
        ("Three sign ferry pact | Coast Wire\n\n", "Three sign ferry pact"),
        ("Home | World | Europe\n\nThree sign ferry pact\n\n", "Three sign ferry pact"),
        ("3 March 2025\n\nThree sign ferry pact\n\n", "Three sign ferry pact"),
        ("Advertisement\n\nThree sign ferry pact\n\n", "Three sign ferry pact"),
        ("OPINION: Why the ferry pact is wrong\n\n", "OPINION: Why the ferry pact is wrong"),
        ("Will Denmark sign? Three questions.\n\n", "Will Denmark sign? Three questions."),
        (
            "Poland, Spain and Malta, Coast Times reports, sign pact\n\n",
            "Poland, Spain and Malta, Coast Times reports, sign pact",
        ),
    ],
)
def test_titles(page: str, title: str) -> None:
    """The first line that is no clutter is the title, without its marks."""
    assert article_from_text(page + BODY).title == title


def test_no_title() -> None:
    """A text that begins with a paragraph, or is one line, has no title."""
    assert article_from_text(BODY).title is None
    assert article_from_text("Poland will not send soldiers, its prime minister said on Monday.").title is None
    assert article_from_text("Poland says no to the force\n").title is None
    assert article_from_text("Poland will not sign, it said.\n\nSpain is undecided and waits.").title is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Michael Drummond, foreign news reporter", "Michael Drummond, foreign news reporter"),
        ("By Ana Brito and John Roe | CNN", "Ana Brito and John Roe"),
        ("Ana Brito in Lisbon", "Ana Brito in Lisbon"),
        ("Ana Brito in Lisbon and John Roe in Cork", "Ana Brito in Lisbon and John Roe in Cork"),
        ("By Eun-ji Marlowe", "Eun-ji Marlowe"),
        ("BY ANA BRITO", "ANA BRITO"),
        ("By AFP", "AFP"),
        ("Byline: Ana Brito", "Ana Brito"),
        ("Ana Brito, BBC News, Lisbon", "Ana Brito, BBC News, Lisbon"),
        ("Reporting by Ana Brito and John Roe", "Ana Brito and John Roe"),
        ("3 March 2025 | By Ana Brito", "Ana Brito"),
        ("By Ana Brito, 3 March 2025", "Ana Brito"),
        ("Posted by Ana Brito on Monday, 3 March 2025", "Ana Brito"),
    ],
)
def test_bylines(line: str, names: str) -> None:
    """The byline comes without "By", and is no paragraph."""
    article = article_from_text(f"Three sign ferry pact\n\n{line}\n\n{BODY}")
    assert article.byline == names
    assert blocks(article)[1][0] in {"byline", "date"}


@pytest.mark.parametrize(
    "line",
    [
        "By Monday, the ministers had left, and nobody had signed.",
        "By Monday night all had signed",
        "By then the ministers had left the hall and the town.",
    ],
)
def test_no_bylines(line: str) -> None:
    """A sentence that begins with "By" is no byline."""
    article = article_from_text(f"Three sign ferry pact\n\n{line}\n\n{BODY}")
    assert article.byline is None
    assert blocks(article)[1][0] != "byline"


def test_names_above_an_outlet() -> None:
    """A name alone is a byline beside another line of the header, as American papers print it."""
    article = article_from_text(f"Three sign ferry pact\n\nAna Brito\n\nUSA TODAY\n\n{BODY}")
    assert (article.byline, article.source) == ("Ana Brito", "USA TODAY")


def test_a_country_below_the_title_is_a_heading() -> None:
    """A name alone without other header lines is no byline: it may be a country."""
    article = article_from_text(f"Where they stand\n\nSouth Korea\n\n{SENTENCE}\n\nJapan\n\n{SENTENCE}\n")
    assert article.byline is None
    assert [section.heading for section in article.sections] == [None, "South Korea", "Japan"]


@pytest.mark.parametrize(
    ("page", "source"),
    [
        (f"Three sign pact\n\nThe Pacific Dispatch\n5 November 2027\n\n{BODY}", "The Pacific Dispatch"),
        (f"Three sign pact\n\nThe Herald, 24 April 2029\n\n{BODY}", "The Herald"),
        (f"Three sign pact\n\n{BODY}\n(c) Harbour News 2025: Three sign pact\n", "Harbour News"),
        (f"Three sign pact\n\n{BODY}\nCopyright © 2019 The Coast Times, LLC.\n", "The Coast Times"),
        (f"Three sign pact\n\n{BODY}\n© OceanDesk 2028\n", "OceanDesk"),
        (f"Headline: Three sign pact\nSource: Coast Wire\n\n{BODY}", "Coast Wire"),
        (f"Three sign pact | Coast Wire\n\n{BODY}", None),
        (f"Three sign pact\n\n{BODY}\nSource: Coast Wire\n", "Coast Wire"),
        (f"Three sign pact\n\n{BODY}", None),
    ],
)
def test_sources(page: str, source: str | None) -> None:
    """The outlet comes from the header, the copyright or the last line; the tail of a title if it is a known name."""
    found = article_from_text(page).source
    assert found == source or (source is None and found in {None, "Coast Wire"})


def test_whole_header() -> None:
    """All lines of a header are told apart, and none is a paragraph or a heading."""
    page = (
        "Three sign ferry pact\n\nThe Coast Times\nWorld › Europe\n3 March 2025 | updated 23:40 GMT\nBy Ana Brito\n"
        "Maritime correspondent, in Lisbon\n\nA pact that opens harbours to rescue ships has its "
        f"first members\n\n{BODY}"
    )
    article = article_from_text(page)
    kinds = [kind for kind, _ in blocks(article)]
    assert kinds[:8] == ["title", "byline", "furniture", "date", "byline", "byline", "paragraph", "paragraph"]
    assert article.published == date(2025, 3, 3)
    assert article.byline == "Ana Brito"
