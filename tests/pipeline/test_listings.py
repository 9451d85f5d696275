"""What the page says of the countries in it: lists, labels, remarks, tables, topic sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coalition.lexicons.stance_headings import load_stance_headings
from coalition.pipeline.assembly import build_pipeline, run_pipeline
from coalition.pipeline.detection import evidence_of
from coalition.pipeline.tables import cells_of
from coalition.reading.reader import article_from_text

if TYPE_CHECKING:
    from spacy.language import Language

    from coalition.evidence import Evidence

LEAD = "The ministers met late on Monday in the old harbour, after a long day of talks about the plan.\n\n"
RULES = ("heading-list_item", "heading-table_row", "heading-paragraph", "list-label", "item-remark", "topic-word")


@pytest.fixture(scope="module")
def pipeline(nlp: Language) -> Language:  # noqa: ARG001 - it marks the module as one that loads the model
    """Return the whole pipeline."""
    return build_pipeline()


def _found(pipeline: Language, text: str, initiative: str) -> tuple[str, list[Evidence]]:
    article = article_from_text(f"{initiative.capitalize()}\n\n{LEAD}{text}\n")
    evidence = evidence_of(run_pipeline(article, pipeline, initiative=initiative))
    return article.text, [piece for piece in evidence if piece.rule in RULES]


def _stances(pipeline: Language, text: str, initiative: str) -> str:
    _, evidence = _found(pipeline, text, initiative)
    return " ".join(sorted({f"{piece.code}:{piece.stance}" for piece in evidence}))


@pytest.mark.parametrize(
    ("initiative", "text", "expected"),
    [
        ("whaling treaty", "Signatories\n\n- Peru\n- Fiji", "FJI:in PER:in"),
        ("peace force", "SAY THEY WILL NOT\n\n1. Japan\n2. Chile", "CHL:out JPN:out"),
        ("fishing pact", "Still to decide\n\n* Malta\n* Cyprus", "CYP:uncertain MLT:uncertain"),
        ("sanctions on Myanmar", "Countries that are imposing sanctions\n\n- Canada\n- Japan", "CAN:in JPN:in"),
        ("whaling treaty", "Who has not signed?\n\nDenmark, Sweden and the Netherlands.", "DNK:out NLD:out SWE:out"),
        ("boycott of the summer games", "Going\n\n- Spain\n- Japan", "ESP:out JPN:out"),
        ("whaling treaty", "The rare birds of summer\n\n- Peru\n- Fiji", ""),
        ("sanctions on Iran", "Top trading partners of Iran\n\n1. Iraq\n2. Turkey", ""),
        ("peace force", "What was offered\n\n- Chad\n- Mali", ""),
    ],
    ids=["signatories", "refusers", "undecided", "clause", "question", "boycott", "no-stance", "partners", "what"],
)
def test_headings(pipeline: Language, initiative: str, text: str, expected: str) -> None:
    """A heading gives the stance of the bare names below it, if it gives one."""
    assert _stances(pipeline, text, initiative) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The list\n\nThe following have signed:\n\n- Denmark\n- Sweden (with reservations)", "DNK:in SWE:in"),
        ("The list\n\nThese countries voted no:\n\n- Malta\n- Cyprus and Greece", "CYP:out GRC:out MLT:out"),
        (
            "Four governments have not declared themselves on the treaty:\n\n- Malta\n- Kenya",
            "KEN:uncertain MLT:uncertain",
        ),
        ("Signatories\n\nThe ministry handed out this paper:\n\n- Ghana\n- Togo", "GHA:in TGO:in"),
        ("Thanks go to the following for their hospitality:\n\n- Ghana\n- Togo", ""),
        ("The choir sang five anthems in the interval:\n\n- Ghana\n- Togo", ""),
        ("The rooms were named after members of the family:\n\n- Ghana\n- Togo", ""),
    ],
    ids=["signed", "voted", "undeclared", "silent-intro", "thanks", "anthems", "rooms"],
)
def test_intros(pipeline: Language, text: str, expected: str) -> None:
    """The sentence that ends in a colon speaks for the list below it, else the heading above does."""
    assert _stances(pipeline, text, "fishing treaty") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The votes were counted. Against: Hungary, Malta.", "HUN:out MLT:out"),
        ("Founding members, according to the secretariat: Kenya, Brunei.", "BRN:in KEN:in"),
        ("The talks went on. Already in: 21 countries, among them Belgium and Slovenia.", "BEL:in SVN:in"),
        ("One thing is clear: Japan will be at the table.", ""),
        ("Goals for the visitors on Friday night: Spain 3, Italy 2.", ""),
        ("Weather tomorrow: Chad, Mali and Niger hot.", ""),
    ],
    ids=["against", "source", "among", "sentence", "goals", "weather"],
)
def test_labels(pipeline: Language, text: str, expected: str) -> None:
    """Words before a colon give the stance of the names behind it."""
    assert _stances(pipeline, text, "fishing treaty") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Signatories\n\n- Norway\n- Switzerland: asked to be taken off the list", "CHE:out NOR:in"),
        (
            "The answers\n\n- Norway: yes\n- Switzerland: yes, if it is cheap\n- Serbia: no",
            "CHE:uncertain NOR:in SRB:out",
        ),
        ("The ministers split: Denmark (for), Italy (against) and Ghana (abstained).", "DNK:in GHA:uncertain ITA:out"),
        ("Signatories\n\n- Denmark (seven, including the envoy to Norway)\n- Peru: two ships", "DNK:in PER:in"),
        ("The fish\n\n- Norway: cod\n- Serbia: carp", ""),
        ("Peru (in South America) and Chad (5 million tonnes) sent greetings.", ""),
    ],
    ids=["overrides", "answers", "brackets", "nothing-said", "fish", "asides"],
)
def test_remarks(pipeline: Language, text: str, expected: str) -> None:
    """What stands beside a name outranks the heading above; other remarks change nothing."""
    assert _stances(pipeline, text, "fishing treaty") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Country | Vote\nGhana | Yes\nJapan | No\nMalta | Did not vote", "GHA:in JPN:out MLT:uncertain"),
        ("Region | State | Vote\nAfrica | Ghana | Yes\nAsia | Japan | No*", "GHA:in JPN:out"),
        (
            "Country | For | Against | Abstained\nKenya | x | |\nSweden | | x |\nMalta | | | x",
            "KEN:in MLT:uncertain SWE:out",
        ),
        ("In | Out\nPeru | Chile\nBolivia | Ecuador, Brazil", "BOL:in BRA:out CHL:out ECU:out PER:in"),
        ("Party | EU member | Signed\nNorway | no | yes\nPoland | yes | no", "NOR:in POL:out"),
        ("Country | Signed\nNorway | ✓\nPoland | ✗", "NOR:in POL:out"),
        ("Country | Still undecided\nKenya | yes\nGhana | no", "KEN:uncertain"),
        ("Country | Catch\nNorway | 400\nPoland | 20", ""),
        ("Country | EU member | Vote\nNorway | no | –\nPoland | yes | –", ""),
        ("Country | Opponent\nNorway | Poland\nGhana | Togo", ""),
    ],
    ids=["votes", "second-cell", "marks", "in-out", "column", "ticks", "undecided", "numbers", "unanswered", "matches"],
)
def test_tables(pipeline: Language, text: str, expected: str) -> None:
    """Cells are read under the name of their column; answers to another question are none."""
    assert _stances(pipeline, text, "fishing treaty") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Nauru**\n\nNo. The island sells its licences.", "NRU:out"),
        ("**Latvia and Estonia**\n\nSigned up on Monday, before lunch.", "EST:in LVA:in"),
        ("**France**\n\nOne frigate, under national command.", "FRA:in"),
        ("**Ireland**\n\nNo ships to send, the defence minister says.", "IRL:out"),
        ("**Belgium**\n\nOnly if its one frigate leaves dry dock in time.", "BEL:uncertain"),
        ("**Nauru**\n\nThe island sells its licences.", ""),
        ("**Peru**\n\nThe minister said no word about the weather.", ""),
        ("**Togo**\n\nNo ships sank in the storm.", ""),
        ("**Chile**\n\nOne minister was late, and one ship sank.", ""),
    ],
    ids=["no", "two", "ship", "no-ship", "only-if", "island", "weather", "storm", "sank"],
)
def test_topics(pipeline: Language, text: str, expected: str) -> None:
    """Below a country's name, remarks and clauses without a subject are about that country."""
    assert _stances(pipeline, text, "naval mission") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Who else has joined?\n\nGermany and Jordan have one engineer each in the camp.", "DEU:in JOR:in"),
        ("The holdouts\n\nJapan has always been a hard case.", "JPN:out"),
        ("The undecided\n\nMexico is looking at its calendar.", "MEX:uncertain"),
        ("The weather\n\nJapan has always been a hard case.", ""),
        ("The holdouts\n\nThe minister who came from Japan was tired.", ""),
        ("Why Hungary refused\n\nPoland has always been a hard case.", ""),
    ],
    ids=["in", "out", "uncertain", "no-stance", "no-subject", "another"],
)
def test_priors(pipeline: Language, text: str, expected: str) -> None:
    """A stance heading is a weak voice for the subjects of paragraphs that say nothing themselves."""
    assert _stances(pipeline, text, "naval mission") == expected


def test_passages(pipeline: Language) -> None:
    """Evidence is the item, the row, or the sentence with its neighbour where it is very short."""
    lists = "Signatories\n\n- Peru (two ships)\n- Fiji\n\nCountry | Vote\nGhana | Yes\nTogo | No\n\n"
    page = f"{lists}**Nauru**\n\nNo. The island is small."
    text, evidence = _found(pipeline, page, "fishing treaty")
    assert [text[e.start_char : e.end_char] for e in evidence] == [
        "Peru (two ships)", "Fiji", "Ghana | Yes", "Togo | No", "No. The island is small.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Countries that have signed", "for asserted"),
        ("Who has not joined?", "against asserted"),
        ("COUNTRIES THAT HAVE NOT DECIDED", "neutral open"),
        ("Likely to take part", "for expected"),
        ("Might join", "for hedged"),
        ("Only with a mandate", "for conditional"),
        ("In", "for asserted"),
        ("In the room", None),
        ("What was signed", None),
        ("Top trading partners of the country", None),
    ],
)
def test_phrases(text: str, expected: str | None) -> None:
    """The longest phrase wins, negators turn it, hedges colour it, and short ones stand alone."""
    says = load_stance_headings().read(text)
    assert (says and f"{says.polarity} {says.certainty}") == expected


def test_bound_phrases() -> None:
    """Whoever goes is against a boycott."""
    headings = load_stance_headings()
    assert str(headings.read("Going").polarity) == "for"  # type: ignore[union-attr]
    assert str(headings.read("Going", {"boycott"}).polarity) == "against"  # type: ignore[union-attr]


def test_cells() -> None:
    """Cells keep their ranges, empty ones too."""
    row = "Malta | | x"
    assert [row[a:b] for a, b in cells_of(row)] == ["Malta", "", "x"]
