"""The page of Markdown, read by a parser that knows nothing of us."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from tests.render.sample_reports import HOSTILE, empty_analysis, full_analysis, one_country

from coalition.render.markdown import escaped, render_markdown
from coalition.render.text import plain
from coalition.render.words import NO_COUNTRY

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HARMLESS = {"text", "text_special", "softbreak", "hardbreak", "strong_open", "strong_close"}
LIVE = [
    "<script>alert(1)</script>", "[a](http://x.example)", "![a](x)", "*a* _b_ **c** `d` ~~e~~", "a | b", "&lt;b&gt;",
    "\\*", "http://x.example www.x.example a@b.example", "# a", "- a", "1. a", "> a", "---", "a\n\n# b", "<!-- a -->",
    "``` a", "|", "\\|", "a\\", "&#42;",
]  # fmt: skip


def inline(text: str) -> list[Token]:
    return [child for token in PARSER.parse(text) for child in token.children or []]


def test_page_has_a_table_for_each_stance() -> None:
    """Verdict, passage and on whose word, as on the terminal."""
    text = render_markdown(full_analysis())
    assert text.startswith("# Who will patrol the Gulf of Guinea? Six answers to Lisbon’s call\n\n")
    assert "## In · 2 countries\n\n| Country | Role | Confidence | Passage | On whose word |\n| --- |" in text
    assert (
        "| 🇳🇴 Norway | other | 70% sure | Norway could send one ship. | narrator, under “Who’s in?” |\n\n## Out" in text
    )
    assert "said Denmark’s prime minister, Sigrid Holm \\[sic\\]. |" in text
    assert "; other passages say: 1 in |" in text
    assert "**Mentioned:** " in text
    assert "| Sigrid Holm | Prime Minister | 🇩🇰 Denmark | out |" in text


def test_page_without_a_country_says_so() -> None:
    """No empty tables."""
    text = render_markdown(empty_analysis())
    assert NO_COUNTRY in text
    assert "| --- |" not in text


@pytest.mark.parametrize("words", [*HOSTILE.values(), *LIVE])
def test_article_text_is_shown_and_never_interpreted(words: str) -> None:
    """A parser finds plain words and our own bold labels, and as many blocks as for a harmless word."""
    page = render_markdown(one_country(words))
    assert {token.type for token in inline(page)} <= HARMLESS
    blocks = [token.type for token in PARSER.parse(page)]
    assert blocks == [token.type for token in PARSER.parse(render_markdown(one_country("word")))]
    assert not {"\x1b", "\x9b", "\x07", "\u202e", "\u2066"} & set(page)


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_escaped_text_reads_as_it_was(text: str) -> None:
    """In a cell of a table, where article text stands."""
    page = f"| a |\n| --- |\n| x {escaped(text)} x |\n"
    cells = [token for token in PARSER.parse(page) if token.type == "inline"]
    children = cells[1].children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    assert "".join(child.content for child in children) == f"x {plain(text).strip()} x"
