"""Web pages: what of their structure survives, and what of their clutter."""

import socket
import tomllib
from datetime import date

import pytest
from benchmarks.web_pages import PAGES, Survival, measure, share
from tests.reading.pages import SENTENCE, blocks, headings

from coalition.errors import ArticleError
from coalition.reading import read_bytes
from coalition.reading.formats.web import decode_page

LAYOUTS = sorted(tomllib.loads((PAGES / "expected.toml").read_text(encoding="utf-8")))
BODY = f"<p>{SENTENCE}</p><p>Malta, which had not come, will sign the pact in May, its minister said later.</p>" * 3


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><title>A pact</title>{head}</head><body>{body}</body></html>".encode()


@pytest.fixture(scope="module")
def survival() -> list[Survival]:
    """Return what survives of all layouts."""
    return measure()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_structure_survives(layout: str, survival: list[Survival]) -> None:
    """Headings, list items, table rows and details of each layout are found, and no heading that is none."""
    rows = [row for row in survival if row.page == layout]
    assert [(row.part, set(row.expected) - set(row.found)) for row in rows if row.found != row.expected] == []
    assert [row.surplus for row in rows if row.surplus] == []


def test_more_survives_than_the_extractor_keeps(survival: list[Survival]) -> None:
    """The second walk over the page is there because of these figures; where they meet, it may go."""
    assert share(survival, "headings", alone=True) < 0.9 < share(survival, "headings")
    assert share(survival, "items", alone=True) < 0.9 < share(survival, "items")


def test_headings_keep_their_order_and_rank() -> None:
    """A country below a question is of the second level."""
    article = read_bytes((PAGES / "nested-sections.html").read_bytes(), path="a.html")
    ranks = {section.heading: section.level for section in article.sections}
    assert (ranks["Who stays away?"], ranks["Germany"], ranks["When will it start?"]) == (1, 2, 1)


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1252">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', "cp1252"),
        ('<meta charset="utf-8">', "utf-8"),
        ('<meta charset="iso-8859-15">', "iso-8859-15"),
        ('<meta charset="windows-1252">', "utf-8"),  # saved anew by a browser, the tag left as it was
        ('<meta charset="no-such-set">', "utf-8"),
        ('<meta charset="hex">', "cp1252"),
        ("", "utf-16"),
    ],
)
def test_declared_encoding(head: str, encoding: str) -> None:
    """The ``meta`` tag tells the encoding, unless the bytes can be nothing but UTF-8 or UTF-16."""
    markup = page("<p>São Tomé and Côte d'Ivoire agreed, señor Núñez said.</p>", head).decode()
    assert "São Tomé and Côte d'Ivoire agreed, señor Núñez" in decode_page(markup.encode(encoding), where="a.html")


def test_references_to_control_characters() -> None:
    """Old editors write "&#146;" for an apostrophe; an escape must not cost the page."""
    body = (
        BODY
        + "<p>Peru&#146;s &#x93;no&#X94; &#27;[31mis &#x1B;final&#0; &#38;&#60;&#8217;&#x2019;, it said at noon.</p>"
    )
    assert "Peru’s “no” [31mis final\ufffd &<’’, it said at noon." in read_bytes(page(body), path=None).text


def test_piece_of_a_page_is_an_article_as_a_whole() -> None:
    """What a content system exports has no page around it that could be cut away."""
    article = read_bytes(f"<p>{SENTENCE}</p><h2>Who's out?</h2><ul><li>Malta</li></ul>".encode(), path=None)
    assert blocks(article) == [("paragraph", SENTENCE), ("heading", "Who's out?"), ("list_item", "Malta")]


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither what a page links to nor what a library would like to have."""

    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    head = '<base href="https://x.example/"><link rel="canonical" href="/a"><link rel="stylesheet" href="/b.css">'
    assert SENTENCE in read_bytes(page(BODY + '<img src="https://x.example/c.png">', head), path="a.html").text


def test_visible_heading_is_the_title() -> None:
    """A page's ``title`` is written for search engines, and has the site's name."""
    article = read_bytes(page(f"<h1>Malta will sign</h1>{BODY}"), path="a.html")
    assert article.title == "Malta will sign"


def test_date_does_not_depend_on_the_day_of_the_run() -> None:
    """The extractor drops dates that it takes for future ones, unless it is told otherwise."""
    article = read_bytes(page(BODY, '<meta property="article:published_time" content="2049-05-06">'), path="a.html")
    assert article.published == date(2049, 5, 6)


def test_short_paragraph_is_no_heading_where_headings_are_marked() -> None:
    """The page knows its headings, so the form of a line decides nothing."""
    article = read_bytes(page(f"<h1>Malta will sign</h1><h2>Who's in?</h2><p>Best of friends</p>{BODY}"), path="a.html")
    assert headings(article) == ["Who's in?"]


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param("<div>" * 200 + BODY, id="nested deeply"),
        pytest.param(BODY + "<table>" * 3_000 + "<tr><td>x", id="nested tables"),
        pytest.param(BODY[:-40], id="cut"),
        pytest.param(BODY + "\0\x1b[31m\x08", id="control characters"),
        pytest.param("<p>" + BODY.replace("<p>", "<p><b><i>"), id="not closed"),
    ],
)
def test_broken_markup_is_read_as_far_as_it_goes(markup: str) -> None:
    """Browsers show such pages as well."""
    assert SENTENCE in read_bytes(page(markup), path="a.html").text


@pytest.mark.parametrize("body", ["<nav><a href='/'>Home</a></nav>", "<div>" * 20_000 + BODY], ids=["menu", "too deep"])
def test_page_without_an_article(body: str) -> None:
    """One sentence that tells what to do."""
    with pytest.raises(ArticleError, match=r"^a.html: has no article .*; "):
        read_bytes(page(body), path="a.html")
