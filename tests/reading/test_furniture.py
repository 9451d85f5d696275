"""Page furniture is found, and prose is left alone."""

import re
import time
from pathlib import Path

import pytest
from tests.reading.pages import SENTENCE, headings, texts

from coalition.lexicons.page import FurniturePattern, Match, PageFurniture
from coalition.lexicons.store import load
from coalition.reading import BlockKind, article_from_text
from coalition.reading.furniture import find_pattern
from coalition.reading.unit import Unit

PATTERNS = load(Path("page_furniture.toml"), PageFurniture).pattern
LEAD = f"Three sign ferry pact\n\n{SENTENCE} {SENTENCE}\n\n"

PROSE = [
    "Read the text, the minister said, and then tell me where it mentions Denmark.",
    "More than 100 states have signed the pact, and others will follow in the course of the year.",
    "More from Poland: its soldiers will stay at home, the prime minister said, and so will its ships.",
    "Follow the money, she told reporters, and you will find out who paid for the ferries on Facebook.",
    "Share this burden or leave, the Italian minister told the others.",
    "Sign up for the pact, he told the ministers, or lose the ferries.",
    "Watch what they do and not what they say, an official in Warsaw said.",
    "Reporting by the Harbour Times showed that Denmark had refused in May.",
    "Photographs of the meeting show the Danish minister at the door.",
    "Getty and Reuters sent two photographers each, and the minister posed for all of them.",
    "Copyright law is the field in which the two states differ most, the minister said.",
    "The video shows the minister signing, and the audio has him laughing about it.",
    "Related to this is the question of who pays for the ships, on which nothing was agreed.",
    "Contact between the two governments broke off on Monday, a spokesman said.",
    "Get out of our harbours, the Danish minister told the Norwegian fleet.",
    "The Associated Press contributed to the confusion by naming Spain among the signatories.",
    "Subscribe to that view, he said, and you have to send your own soldiers as well.",
    "The article was first drafted in Lisbon and published in the treaty's annex.",
    "Special: that was the word that the minister used for the relationship with Norway.",
    "Image matters to this government, and so it will send a frigate.",
    "Support us or get out of the way, Ukraine's president told the ministers.",
    "Terms of use of the harbours were agreed on Monday, and Spain accepted them.",
    "Related: that is how the two families on the throne are, and it has helped the treaty before this week.",
    "The pact, which was updated in May, binds Denmark (see the map in annex 2) and Norway.",
    "Correction: An earlier version of this article said that Malta had signed. It has not.",
    "This article has been corrected to say that Malta has not signed.",
    "Editor's note: Malta withdrew its signature after this article had been written.",
    "Close to the harbour, two hundred people waited for the Danish ship.",
    "Play nice, Poland's president told the two sides, and we will host the talks.",
    "© is the sign that the delegates could not agree on in the chapter about maps.",
]


def unit(text: str) -> Unit:
    """Return a unit of one line."""
    return Unit(0, len(text), text, 0, gap=True)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.id)
def test_examples(pattern: FurniturePattern) -> None:
    """Each pattern matches its example, and the example is furniture."""
    regex = re.compile(pattern.regex, re.IGNORECASE)
    match {
        Match.WHOLE: regex.fullmatch,
        Match.START: regex.match,
        Match.END: re.compile(rf"(?:{pattern.regex})\W*$", re.IGNORECASE).search,
        Match.ANY: regex.search,
    }[pattern.match]:
        case find:
            assert find(pattern.example)
    assert find_pattern(unit(pattern.example)) is not None


def test_patterns_are_told_apart() -> None:
    """Identifiers are unique; what is searched for in a line has words that it needs."""
    assert len({pattern.id for pattern in PATTERNS}) == len(PATTERNS)
    for pattern in PATTERNS:
        if pattern.match in {Match.END, Match.ANY}:
            assert any(need in pattern.example.lower() for need in pattern.needs), pattern.id


@pytest.mark.parametrize("sentence", PROSE)
def test_prose_is_no_furniture(sentence: str) -> None:
    """Sentences that begin like furniture are text."""
    assert sentence in texts(article_from_text(LEAD + sentence + "\n\n" + SENTENCE), BlockKind.PARAGRAPH)


@pytest.mark.parametrize(
    "line",
    [
        "Read more: What the pact says about ferries",
        "READ MORE: Denmark stays away.",
        "Read also: What the pact says",
        "SEE ALSO: Ministers at odds over ferries",
        "Follow latest: Norway not ready to sign, says minister",
        "Related: Who owns the sea?",
        "Ministers at odds over ferries Read more",
        "Share it: X | Bluesky",
        "SHARE THIS ARTICLE Share Tweet Post Email",
        "Sign up for Daily Newsletters Manage Newsletters",
        "Sign up for our newsletter to get the best of the sea delivered to your inbox every day.",
        "[Photo: Nets drying on the deck. Credit: OceanDesk]",
        "Photo caption: Delegates wait at the harbor, Nov. 3. (Dispatch/Jane Doe)",
        "Getty Images",
        'Image copyright Reuters Image caption The minister said that he was "quite sure" of it. He was not.',
        "The minister on the quay, May 8, 2019. (Jane Doe/Reuters)",
        "Click here for reprint permission",
        "Slideshow (18 Images)",
        "Media playback is unsupported on your device Media caption Nets on the quay",
        "This article was originally published in the Harbour Times.",
        "Additional reporting by Jane Doe in Islamabad.",
        "Reporting by Jane Doe and John Roe; editing by Ana Brito",
        "(Reporting by Jane Doe in Lisbon; Editing by John Roe)",
        "Contact Jane Doe at jane@example.org",
        "Terms of use | Privacy | About our live coverage",
        "Advertisement",
        "The Associated Press contributed to this report.",
        "Join the conversation",
        "Get the Dispatch app | Follow @dispatch",
        "Technology › Policy",
        "JUST WATCHED Minister leaves the quay Replay More Videos",
        "1:42",
    ],
)
def test_furniture(line: str) -> None:
    """Lines of furniture between two paragraphs are a section of their own, and the text goes on behind it."""
    article = article_from_text(f"{LEAD}{line}\n\n{SENTENCE}\n")
    assert texts(article, BlockKind.FURNITURE) == [line]
    assert [section.kind.value for section in article.sections] == ["lead", "furniture"]
    assert article.blocks[-1].section == 0


def test_related_headlines() -> None:
    """The lines right below a label belong to it, and the article goes on behind them."""
    article = article_from_text(f"{LEAD}Read more:\nThe sea, explained\nInside a ferry\n\n{SENTENCE}\n")
    assert texts(article, BlockKind.FURNITURE) == ["Read more:", "The sea, explained", "Inside a ferry"]
    assert texts(article, BlockKind.PARAGRAPH)[-1] == SENTENCE


def test_related_headlines_behind_a_blank_line() -> None:
    """Short lines behind a label are links up to the next prose, but a question right above it is its heading."""
    article = article_from_text(f"{LEAD}More On This...\n\nThe sea, explained\n\nWho's in?\n\n{SENTENCE}\n")
    assert texts(article, BlockKind.FURNITURE) == ["More On This...", "The sea, explained"]
    assert headings(article) == ["Who's in?"]


def test_a_label_without_links_takes_no_prose() -> None:
    """A label right above a paragraph leaves it alone."""
    article = article_from_text(f"{LEAD}More On This...\n\n{SENTENCE}\n")
    assert texts(article, BlockKind.FURNITURE) == ["More On This..."]


def test_foot_of_the_page() -> None:
    """From the first end mark behind the last prose all is furniture, with the source's name before it."""
    foot = (
        "Sky Harbour\n\n(c) Sky Harbour 2025: Three sign ferry pact\n\nMore from Videos\n\n"
        "On Now The Playlist 7:00pm - 9:00pm\nAll Songs\nPlayed\n"
    )
    article = article_from_text(f"{LEAD}{SENTENCE}\n\n{foot}")
    assert len(texts(article, BlockKind.FURNITURE)) == 6
    assert article.source == "Sky Harbour"


def test_an_end_mark_in_the_middle_ends_nothing() -> None:
    """Prose behind a copyright line is text."""
    article = article_from_text(f"{LEAD}© Harbour News 2025\n\n{SENTENCE}\n\nThe end came late.\n")
    assert texts(article, BlockKind.FURNITURE) == ["© Harbour News 2025"]


def test_repeated_titles_and_pull_quotes() -> None:
    """A line without a full stop that stands elsewhere too is decoration; a sentence never is."""
    quote = "nobody in this hall has ever owned a ferry"
    text = (
        f"{LEAD}The minister said that {quote}, and that was that.\n\n{quote.capitalize()}\n\n"
        f"“N{quote[1:]}”\n\n{SENTENCE}\n"
    )
    article = article_from_text(text.replace("that nobody", "that Nobody"))
    assert len(texts(article, BlockKind.FURNITURE)) == 2
    assert headings(article) == []


def test_linear_time() -> None:
    """No pattern needs more than linear time on lines made to confuse it."""
    for piece in (
        "a",
        "A ",
        "a.",
        "share ",
        "| ",
        "( ",
        "photo ",
        "by A ",
        "read more ",
        "copyright ",
        "more:",
        "get the ",
    ):
        long = unit(piece * 4000)
        start = time.perf_counter()
        find_pattern(long)
        assert time.perf_counter() - start < 0.5, piece
