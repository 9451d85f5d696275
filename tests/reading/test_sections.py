"""Sections: ranges, levels and parents."""

from tests.reading.pages import SENTENCE

from coalition.reading import Article, SectionKind, article_from_text

LEAD = f"Three sign ferry pact\n\nBy Ana Brito\n\n{SENTENCE}\n\n"


def tree(article: Article) -> list[tuple[str | None, int, int | None]]:
    """Return heading, level and parent of each section."""
    return [(section.heading, section.level, section.parent) for section in article.sections]


def test_lead_and_body() -> None:
    """The lead goes from the title to the first heading, a section from its heading to its last block."""
    article = article_from_text(f"{LEAD}Who's in?\n\n{SENTENCE}\n\nWho's out?\n\n{SENTENCE}\n")
    lead, first, second = article.sections
    assert (lead.kind, first.kind) == (SectionKind.LEAD, SectionKind.BODY)
    assert article.text[lead.start_char : lead.end_char] == LEAD.strip()
    assert article.text[first.start_char : first.end_char] == f"Who's in?\n\n{SENTENCE}"
    assert article.text[second.start_char : second.end_char] == f"Who's out?\n\n{SENTENCE}"


def test_text_behind_furniture_stays_in_its_section() -> None:
    """A section that furniture interrupts holds it in its range, and the furniture has a section of its own."""
    article = article_from_text(
        f"{LEAD}Who's in?\n\n{SENTENCE}\n\nAdvertisement\n\nThe others will follow in May, it is hoped.\n"
    )
    assert [section.kind for section in article.sections] == [SectionKind.LEAD, SectionKind.BODY, SectionKind.FURNITURE]
    assert [block.section for block in article.blocks][-4:] == [1, 1, 2, 1]
    body, furniture = article.sections[1:]
    assert body.start_char < furniture.start_char < furniture.end_char < body.end_char


def test_country_heads_below_a_question() -> None:
    """The head "France:" under "Who's in?" has it as parent."""
    article = article_from_text(
        f"{LEAD}Who's in?\n\nFrance:\n{SENTENCE}\n\nSpain:\n{SENTENCE}\n\nWho's out?\n\nDenmark:\n{SENTENCE}\n"
    )
    assert tree(article) == [
        (None, 1, None),
        ("Who's in?", 1, None),
        ("France", 2, 1),
        ("Spain", 2, 1),
        ("Who's out?", 1, None),
        ("Denmark", 2, 4),
    ]


def test_bare_names_below_capitals() -> None:
    """A country alone on its line stands below a heading in capitals."""
    article = article_from_text(f"{LEAD}WHO SIGNED\n\nFrance\n\n{SENTENCE}\n\nSouth Korea\n\n{SENTENCE}\n")
    assert tree(article)[1:] == [("WHO SIGNED", 1, None), ("France", 2, 1), ("South Korea", 2, 1)]


def test_headings_of_one_form_are_of_one_level() -> None:
    """Names that came before the first question stay on the first level after it."""
    article = article_from_text(
        f"{LEAD}**Palau**\n\n{SENTENCE}\n\nWho else?\n\n{SENTENCE}\n\n**Norway**\n\n{SENTENCE}\n"
    )
    assert [level for _, level, _ in tree(article)] == [1, 1, 1, 1]


def test_hash_marks_give_the_level() -> None:
    """The title's own mark does not count."""
    article = article_from_text(
        f"# Three sign\n\n{SENTENCE}\n\n## In\n\n### France\n\n{SENTENCE}\n\n### Spain\n\n"
        f"{SENTENCE}\n\n## Out\n\n{SENTENCE}\n"
    )
    assert tree(article) == [(None, 1, None), ("In", 1, None), ("France", 2, 1), ("Spain", 2, 1), ("Out", 1, None)]


def test_bold_below_hash() -> None:
    """On a page with hash marks, bold lines stand below them."""
    article = article_from_text(
        f"# Three sign\n\n{SENTENCE}\n\n## In\n\n**France**\n\n{SENTENCE}\n\n## Out\n\n{SENTENCE}\n"
    )
    assert tree(article)[1:] == [("In", 1, None), ("France", 2, 1), ("Out", 1, None)]
