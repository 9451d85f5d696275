"""Files, refusals, laws and adversaries."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.pages import SENTENCE, blocks, headings, texts

from coalition.errors import ArticleError
from coalition.lexicons.store import data_dir
from coalition.reading import Article, BlockKind, article_from_text, read_article, read_bytes

EXAMPLES = data_dir() / "examples"
GOLD = [json.loads(line) for line in (EXAMPLES / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
LINES = st.one_of(
    st.sampled_from(
        [
            "",
            "",
            "Who's in?",
            "France:",
            "- Spain",
            "1. Spain",
            "Spain",
            "| a | b |",
            "a\tb",
            "----",
            "**Palau**",
            "Read more:",
            "7.58pm",
            "Q: Who?",
            "A: We.",
            "By Ana Brito",
            "3 March 2025",
            "© Coast Wire 2025",
            "# In",
            "LISBON (AP) — It is so.",
            "  and so it went on",
            "For: Spain, Malta",
            "> quoted",
            "“No.”",
            "[x](http://x.y)",
            SENTENCE,
        ]
    ),
    st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r\u2028\u2029\u0085"), max_size=40),
)


def check_laws(article: Article) -> None:
    """Assert what holds for each article: ranges inside the text, in order, without outer white space."""
    assert len(article.normal) == len(article.text)
    end = 0
    for block in article.blocks:
        assert end <= block.start_char < block.end_char <= len(article.text)
        text = article.text[block.start_char : block.end_char]
        assert any(character.isalnum() for character in text)
        assert text == text.strip()
        assert "\n" not in article.normal[block.start_char : block.end_char]
        section = article.sections[block.section]
        assert section.start_char <= block.start_char
        assert block.end_char <= section.end_char
        assert all(block.start_char <= a < b <= block.end_char for a, b in block.cells)
        assert bool(block.cells) is (block.kind is BlockKind.TABLE_ROW)
        end = block.end_char
    assert [section.start_char for section in article.sections] == sorted(
        section.start_char for section in article.sections
    )
    for index, section in enumerate(article.sections):
        assert section.parent is None or section.parent < index
        assert (section.level == 2) is (section.parent is not None)


@given(st.lists(LINES, max_size=25))
def test_laws(lines: list[str]) -> None:
    """Whatever the page looks like, the laws hold and nothing readable is left uncovered."""
    text = "\n".join([SENTENCE, SENTENCE, "", *lines])
    try:
        article = article_from_text(text)
    except ArticleError as refused:
        assert "not in English" in str(refused)  # the random lines may be in any script
        return
    assert article.text == text
    check_laws(article)


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    """Any bytes give an article or an ArticleError of one line."""
    try:
        check_laws(read_bytes(data, path="x"))
    except ArticleError as refused:
        assert str(refused).startswith("x: ")
        assert "\n" not in str(refused)


def test_files(tmp_path: Path) -> None:
    """A file is read; a missing one, a folder and a name that cannot be are refused in a sentence."""
    file = tmp_path / "a.txt"
    file.write_bytes(SENTENCE.encode())
    assert read_article(file).text == SENTENCE
    assert read_article(str(file)).path == str(file)
    for path, says in ((tmp_path / "b.txt", "no such file"), (tmp_path, "is a folder"), ("a\0b", "cannot be read")):
        with pytest.raises(ArticleError, match=says) as refused:
            read_article(path)
        assert "; " in str(refused.value)


@pytest.mark.parametrize(
    "text", ["Hello world", "Advertisement\n\nRead more:\n", "3 March 2025\nBy Ana Brito\n", "----\n....\n"]
)
def test_no_article(text: str) -> None:
    """A couple of words, or nothing but furniture, is no article."""
    with pytest.raises(ArticleError, match=r"^x\.txt: has no article in it; give "):
        article_from_text(text, path="x.txt")


def test_lone_surrogate() -> None:
    """A string of Python can hold half a character, as a file read with "surrogateescape" does."""
    assert article_from_text(f"\udcff {SENTENCE}").text == f"\ufffd {SENTENCE}"


def test_normal_form_of_marks_inside_a_paragraph() -> None:
    """Emphasis and the target of a link are spaces in the normal form, so that a parser sees words only."""
    article = article_from_text(
        f"Three sign\n\n{SENTENCE} **Poland** will [not sign](https://example.org/a-b), it said.\n"
    )
    assert "  Poland   will  not sign" in article.normal
    assert "https" not in article.normal
    assert "https" in article.text


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: str(gold["id"]))
def test_examples(gold: dict[str, Any]) -> None:
    """In the example articles all headings and all furniture are found, and nothing else is furniture.

    The labels leave out times and run-in heads, count a rule as furniture and give headings with their marks.
    """
    article = read_article(EXAMPLES / f"{gold['id']}.txt")
    check_laws(article)
    assert article.title == gold["title"]
    assert article.published is not None
    assert article.published.isoformat() == gold["date"]
    found = headings(article)
    assert [heading for heading in gold["sections"] if not any(one in heading for one in found)] == []
    furniture = texts(article, BlockKind.FURNITURE)
    lines = [line for line in gold["clutter"] if any(character.isalnum() for character in line)]
    assert [line for line in lines if not any(one in line for one in furniture)] == []
    assert [one for one in furniture if not any(one in line for line in lines)] == []
    kinds = {text: kind for kind, text in blocks(article)}
    assert all(kinds[one] == "heading" for one in found if one in kinds)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a" * 100_000, id="no space"),
        pytest.param("\n" * 100_000 + "x", id="newlines"),
        pytest.param("Poland\n" * 100_000, id="short lines"),
        pytest.param("Who's in?\n\nPoland\n\n" * 20_000, id="headings"),
        pytest.param("> " * 30_000 + "**" * 30_000 + "# " * 30_000 + "x", id="nesting"),
        pytest.param("[" * 50_000 + "x](http://" * 10_000, id="links"),
        pytest.param("\"' " * 40_000, id="quotes"),
        pytest.param("a." * 50_000 + "?", id="stops"),
        pytest.param("a | b\n" * 20_000, id="pipes"),
        pytest.param("A" + " " * 100_000 + "B", id="spaces"),
        pytest.param("10:34 Poland\n" * 20_000, id="times"),
        pytest.param("Read more:\nOne\n\n" * 20_000, id="labels"),
        pytest.param("A/" * 50_000, id="slashes"),
    ],
)
def test_linear_time(text: str) -> None:
    """Pages made to confuse are read in linear time: generous seconds, where quadratic time would take minutes."""
    text = f"{SENTENCE}\n\n" * 3 + text
    start = time.perf_counter()
    try:
        check_laws(article_from_text(text))
    except ArticleError as refused:
        assert "not in English" in str(refused)
    assert time.perf_counter() - start < 30


def test_speed() -> None:
    """A page of 1,000 words takes about 5 ms; the bound leaves room for a busy machine."""
    text = "Three sign ferry pact\n\n" + "".join(f"Who's in?\n\n{SENTENCE} {SENTENCE}\n\n" for _ in range(25))
    article_from_text(text)
    times = []
    for _ in range(5):
        start = time.perf_counter()
        article_from_text(text)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.05
