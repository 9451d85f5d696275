"""Headings in the forms of the press, and sentences that are none."""

import pytest
from tests.reading.pages import SENTENCE, blocks, headings

from coalition.reading import article_from_text

LEAD = f"Three sign ferry pact\n\n{SENTENCE} {SENTENCE}\n\n"


def page(*lines: str) -> str:
    """Return an article with each line above a paragraph."""
    return LEAD + "".join(f"{line}\n\n{SENTENCE}\n\n" for line in lines)


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("Who's in?", "Who's in?"),
        ("What is the ferry pact?", "What is the ferry pact?"),
        ("Reasons for staying out", "Reasons for staying out"),
        ("Canberra careful", "Canberra careful"),
        ("A list and its holes", "A list and its holes"),
        ("The Iran Question", "The Iran Question"),
        ("MILITARY DANGER REMAINS", "MILITARY DANGER REMAINS"),
        ("THREATS FROM THE U.S.", "THREATS FROM THE U.S."),
        ("A SECOND PACT?", "A SECOND PACT?"),
        ("'Paris changes everything'", "'Paris changes everything'"),
        ("## Who is in", "Who is in"),
        ("## Who is in ##", "Who is in"),
        ("**Palau**", "Palau"),
        ("**Palau:**", "Palau"),
        ("__Who signed__", "Who signed"),
        ("Who signed\n----------", "Who signed"),
        ("France:", "France"),
        ("Countries against:", "Countries against"),
        ("1. What was agreed", "What was agreed"),
        ("London", "London"),
        ("Tokyo: too soon", "Tokyo: too soon"),
        ("Washington hasn't said no", "Washington hasn't said no"),
        ("No. 10 says yes", "No. 10 says yes"),
    ],
)
def test_headings(line: str, heading: str) -> None:
    """Each form is found alone on a page, without its marks."""
    assert headings(article_from_text(page(line))) == [heading]


@pytest.mark.parametrize(
    "line",
    [
        "The deal was done.",
        "“We signed it,” he said.",
        '"It is our sea, and we are going to keep it safe together"',
        "“Nobody reads a declaration.” — Jane Ashworth",
        "So who's in, who's out - and what's behind these latest buzzwords?",
        "Really?",
        "As the paper reports:",
        "The BBC reports:",
        "These include:",
        "He added:",
        "and the rest of the states said nothing",
        "Poland, Spain and the",
        "The minister, who came last,",
        "Nobody knows…",
        "SMITH: Will you sign?",
        "Follow @coastwire and others",
        "If true, was the minister guilty of anything?",
    ],
)
def test_no_headings(line: str) -> None:
    """One-sentence paragraphs, pull quotes, announcements and broken lines are no headings."""
    assert headings(article_from_text(page(line))) == []


def test_questions_in_company() -> None:
    """A question that goes on from the text, or is long, is a heading on a page with headings."""
    found = headings(
        article_from_text(
            page(
                "**Palau**",
                "**Norway**",
                "And does it matter?",
                "How many of the states that came to Lisbon have signed?",
            )
        )
    )
    assert found == [
        "Palau",
        "Norway",
        "And does it matter?",
        "How many of the states that came to Lisbon have signed?",
    ]


def test_a_question_that_leads_over_to_a_heading_is_text() -> None:
    """Right above a heading such a question is the end of the lead."""
    text = (
        LEAD + f"So who's in?\n\nWho signed?\n\n{SENTENCE}\n\nWho did not?\n\n{SENTENCE}\n\nWhat next?\n\n{SENTENCE}\n"
    )
    assert headings(article_from_text(text)) == ["Who signed?", "Who did not?", "What next?"]


def test_questions_and_answers() -> None:
    """A "Q:" line is a heading, an "A:" line a paragraph, both without the mark."""
    text = LEAD + "Q: Who has signed?\n\nA: Portugal and Spain have. Norway says it will.\n\nQ: Will Denmark?\nA: No.\n"
    article = article_from_text(text)
    assert headings(article) == ["Who has signed?", "Will Denmark?"]
    assert blocks(article)[-1] == ("paragraph", "No.")


def test_an_initial_is_no_answer() -> None:
    """The name "A. Smith" loses no letter where there are no questions."""
    article = article_from_text(LEAD + "A. Smith said that the pact would be signed in May by all of the states.\n")
    assert blocks(article)[-1][1].startswith("A. Smith said")


def test_run_in_heads() -> None:
    """A paragraph "France: text" gives a heading and a paragraph, where several begin so."""
    text = LEAD + (
        "Portugal: Signed on the first day and will host the secretariat.\n\n"
        "Bosnia and Herzegovina: Has no coast to speak of, but has asked to observe.\n\n"
        "Saudi Arabia: Silence.\n"
    )
    article = article_from_text(text)
    assert headings(article) == ["Portugal", "Bosnia and Herzegovina", "Saudi Arabia"]
    assert blocks(article)[-2:] == [("heading", "Saudi Arabia"), ("paragraph", "Silence.")]


def test_run_in_heads_with_a_dash() -> None:
    """Three of them, in capitals or not, are heads; one in capitals is a dateline."""
    text = "PORTUGAL — Lisbon signed first.\n\nSPAIN — Madrid signed next.\n\nMALTA — Valletta waits, it says.\n"
    assert headings(article_from_text(LEAD + text)) == ["PORTUGAL", "SPAIN", "MALTA"]
    article = article_from_text(
        "Three sign\n\nLISBON — Three ministers signed the pact on Monday.\n\nMore will follow in May.\n"
    )
    assert headings(article) == []
    assert article.dateline == "LISBON"


@pytest.mark.parametrize(
    "text",
    [
        "Correction: The pact was signed on Monday, and not on Tuesday as we said.",
        "SMITH: Will you sign it this week?\n\nROE: We will not.\n\nSMITH: And next week?\n\n"
        "ROE: We will not sign at all.",
        "Smith said: “We will sign.”\n\nRoe said: “We will not.”",
    ],
    ids=["single", "transcript", "speech"],
)
def test_no_run_in_heads(text: str) -> None:
    """A single label, the speakers of a transcript and reported speech are no heads."""
    assert headings(article_from_text(LEAD + text)) == []


def test_votes() -> None:
    """A line "Against: Denmark" is a heading and a list item, with or without a count."""
    article = article_from_text(LEAD + "In favour (2): Portugal and Spain\nAgainst: Denmark\nAbstained - Iceland\n")
    assert blocks(article)[2:] == [
        ("heading", "In favour (2)"),
        ("list_item", "Portugal and Spain"),
        ("heading", "Against"),
        ("list_item", "Denmark"),
        ("heading", "Abstained"),
        ("list_item", "Iceland"),
    ]


def test_live_blog() -> None:
    """Time and short line are one section; a time above a paragraph is its heading."""
    text = (
        f"Ferry pact live: Norway signs\n\n7.58pm\nNorway signs\n{SENTENCE}\n\n7.40pm\n{SENTENCE}\n\n"
        f"7.12pm Iceland waits\n{SENTENCE}\n\n6.55pm - The delegates are arriving at the harbour now.\n"
    )
    article = article_from_text(text)
    assert headings(article) == ["Norway signs", "7.40pm", "Iceland waits", "6.55pm"]
    first = article.sections[1]
    assert article.text[first.start_char :].startswith("7.58pm\nNorway signs")
    assert blocks(article)[-1] == ("paragraph", "The delegates are arriving at the harbour now.")


def test_numbered_headings_and_a_numbered_list() -> None:
    """Each series of numbers is judged by itself."""
    text = LEAD + (
        f"1. What was agreed\n{SENTENCE}\n\n2. Who stayed away\n{SENTENCE}\n\n3) What comes next\n"
        "The text obliges each state to:\n"
        "1. open two harbours,\n2. pay for one ship, and\n3. report once a year.\n"
    )
    article = article_from_text(text)
    assert headings(article) == ["What was agreed", "Who stayed away", "What comes next"]
    assert [text for kind, text in blocks(article) if kind == "list_item"] == [
        "open two harbours,",
        "pay for one ship, and",
        "report once a year.",
    ]


def test_linked_headlines_in_capitals_are_furniture() -> None:
    """A long line in capitals without a word of speech is a link; above a table it is a heading."""
    link = "MINISTERS BACK HARBOUR CLOSURE AFTER NIGHT OF TALKS"
    assert headings(article_from_text(page(link))) == []
    table = "Country\tVote\nMalta\tYes\nSpain\tNo\n"
    assert headings(article_from_text(f"{LEAD}{link}\n\n{table}")) == [link]


def test_analysis_boxes() -> None:
    """The line of a correspondent below a heading is a byline and no heading."""
    article = article_from_text(
        page("A step towards peace?\n\nBy Ana Brito, BBC Sudan analyst", "What next?\n\nJohn Roe, Harbour Times")
    )
    assert headings(article) == ["A step towards peace?", "What next?"]
    assert [text for kind, text in blocks(article) if kind == "byline"] == [
        "By Ana Brito, BBC Sudan analyst",
        "John Roe, Harbour Times",
    ]
