"""Reports on an article that was invented for these tests, with ranges that are found in its text."""

import io
from collections.abc import Sequence
from datetime import date

from rich.console import Console

from coalition.reading.article import SectionKind
from coalition.render.table import render_analysis
from coalition.report import (
    Analysis,
    ArticleReport,
    CountryReport,
    CueReport,
    EvidenceReport,
    InitiativeReport,
    PersonReport,
    QuoteReport,
    SectionReport,
)
from coalition.stance import Certainty, Polarity, Role, Source, Stance, stance_of

TEXT = """\
Who will patrol the Gulf of Guinea? Six answers to Lisbon’s call

Read more: the pirates’ new harbour

Lisbon wants a fleet against the pirates in the Gulf of Guinea by June.

Who’s in?

Portugal will lead the patrol with two frigates and “whatever floats”, Defence Minister Inês Quaresma said.
São Tomé and Príncipe is opening its harbour to the fleet. Norway could send one ship.

Who’s out?

“We will not sail under somebody else’s flag,” said Denmark’s prime minister, Sigrid Holm [sic].
Côte d’Ivoire rejects the plan, according to Ama Diallo, an analyst in Accra.
A year ago, Denmark had promised a ship.

Share this article: post, mail, print
"""

HOSTILE = {
    "markup": "[bold]The deal[/bold] [link=http://x.example]is[/link] :skull: off",
    "escapes": "\x1b[31mThe\x1b[0m deal \x1b]0;owned\x07is \x9b2Joff\b\b\b",
    "overrides": "The \u202edeal\u202c is \u2066off\u2069",
    "one word": "x" * 100_000,
    "lines": "The\ndeal\r\nis\u2028off",
}


def cue(words: str, rule: str, *, text: str = TEXT) -> CueReport:
    """Return the cue at the first place where the words stand."""
    start = text.index(words)
    return CueReport(text=words, start=start, end=start + len(words), rule=rule)


def evidence(
    words: str,
    signature: tuple[Polarity, Certainty],
    *cues: CueReport,
    source: Source = Source.NARRATOR,
    speaker: str | None = None,
    section: str | None = None,
    inferred: bool = False,
    text: str = TEXT,
) -> EvidenceReport:
    """Return a passage of the text as evidence."""
    start = text.index(words)
    return EvidenceReport(
        text=words,
        start=start,
        end=start + len(words),
        section=section,
        stance=stance_of(*signature),
        polarity=signature[0],
        certainty=signature[1],
        source=source,
        speaker=speaker,
        cues=cues,
        inferred=inferred,
    )


def country(
    code: str,
    name: str,
    stance: Stance | None = None,
    role: Role | None = None,
    confidence: float | None = None,
    *pieces: EvidenceReport,
    mentions: int = 1,
) -> CountryReport:
    """Return a country with its verdict."""
    return CountryReport(
        code=code, name=name, stance=stance, role=role, confidence=confidence, mentions=mentions, evidence=pieces
    )


def section(kind: SectionKind, first: str, last: str, *, heading: str | None = None) -> SectionReport:
    """Return the section from the first words to the last."""
    return SectionReport(heading=heading, kind=kind, start=TEXT.index(first), end=TEXT.index(last) + len(last))


def article(title: str | None = TEXT.partition("\n")[0], sections: Sequence[SectionReport] = ()) -> ArticleReport:
    """Return the head of the article."""
    return ArticleReport(
        path="news/gulf.txt",
        title=title,
        date=date(2031, 3, 4),
        byline="Rui Tavira",
        source="The Atlantic Observer",
        language="en",
        words=1130,
        sections=tuple(sections),
    )


def full_analysis() -> Analysis:
    """Return a report in which everything occurs that can be shown."""
    for_, against = Polarity.FOR, Polarity.AGAINST
    leads = evidence(
        "Portugal will lead the patrol with two frigates and “whatever floats”, Defence Minister Inês Quaresma said.",
        (for_, Certainty.PLEDGED),
        cue("will lead", "lead-effort"),
        cue("Who’s in?", "heading-in"),
        source=Source.GOVERNMENT,
        speaker="Inês Quaresma",
        section="Who’s in?",
    )
    opens = evidence(
        "São Tomé and Príncipe is opening its harbour to the fleet.",
        (for_, Certainty.ASSERTED),
        cue("opening its harbour", "give-access"),
        section="Who’s in?",
    )
    could = evidence(
        "Norway could send one ship.",
        (for_, Certainty.HEDGED),
        cue("could send", "send-forces"),
        cue("could", "modal-could"),
        section="Who’s in?",
    )
    refuses = evidence(
        "“We will not sail under somebody else’s flag,” said Denmark’s prime minister, Sigrid Holm [sic].",
        (against, Certainty.PLEDGED),
        cue("will not sail", "take-part"),
        cue("not", "negation"),
        source=Source.GOVERNMENT,
        speaker="Sigrid Holm",
        section="Who’s out?",
    )
    promised = evidence(
        "A year ago, Denmark had promised a ship.",
        (for_, Certainty.PLEDGED),
        cue("promised", "promise"),
        section="Who’s out?",
    )
    rejects = evidence(
        "Côte d’Ivoire rejects the plan, according to Ama Diallo, an analyst in Accra.",
        (against, Certainty.ASSERTED),
        cue("rejects", "reject"),
        source=Source.ANALYST,
        speaker="Ama Diallo",
        section="Who’s out?",
        inferred=True,
    )
    return Analysis.assemble(
        article=article(
            sections=[
                section(SectionKind.LEAD, "Who will patrol", "by June."),
                section(SectionKind.FURNITURE, "Read more", "new harbour"),
                section(SectionKind.BODY, "Who’s in?", "send one ship.", heading="Who’s in?"),
                section(SectionKind.BODY, "Who’s out?", "promised a ship.", heading="Who’s out?"),
                section(SectionKind.FURNITURE, "Share this", "mail, print"),
            ]
        ),
        initiative=InitiativeReport(name="patrol of the Gulf of Guinea", given=False),
        countries=[
            country("PRT", "Portugal", Stance.IN, Role.LEADER, 0.94, leads, mentions=5),
            country("STP", "São Tomé and Príncipe", Stance.IN, Role.MEMBER, 0.81, opens, mentions=2),
            country("NOR", "Norway", Stance.UNCERTAIN, Role.OTHER, 0.7, could),
            country("DNK", "Denmark", Stance.OUT, Role.OTHER, 0.88, refuses, promised, mentions=3),
            country("CIV", "Côte d’Ivoire", Stance.OUT, Role.OTHER, 0.55, rejects),
            country("NGA", "Nigeria", None, Role.TARGET),
            country("GAB", "Gabon", None, Role.HOST),
            country("GHA", "Ghana"),
            country("XKX", "Kosovo"),
        ],
        people=[
            PersonReport(
                name="Inês Quaresma", title="Defence Minister", country="PRT", mentions=2, speaks=True, stance=Stance.IN
            ),
            PersonReport(
                name="Sigrid Holm", title="Prime Minister", country="DNK", mentions=2, speaks=True, stance=Stance.OUT
            ),
            PersonReport(
                name="Ama Diallo",
                title="analyst",
                country="GHA",
                mentions=1,
                speaks=True,
                stance=None,
                inferred=True,
            ),
            PersonReport(name="Bo Li", title=None, country=None, mentions=1, speaks=False, stance=None),
        ],
        quotes=[
            QuoteReport(
                text="We will not sail under somebody else’s flag,",
                start=TEXT.index("We will not"),
                end=TEXT.index("flag,") + 5,
                direct=True,
                speaker="Sigrid Holm",
                country="DNK",
                cue="said",
            )
        ],
        warnings=["the article has no dateline"],
    )


def one_country(words: str) -> Analysis:
    """Return a report whose every text is the given one."""
    piece = evidence(
        words,
        (Polarity.AGAINST, Certainty.ASSERTED),
        cue(words, words, text=words),
        source=Source.GOVERNMENT,
        speaker=words,
        section=words,
        text=words,
    )
    person = PersonReport(name=words, title=words, country="DNK", mentions=1, speaks=True, stance=None)
    return Analysis.assemble(
        article=article(title=words).model_copy(update={"path": words, "source": words, "byline": words}),
        initiative=InitiativeReport(name=words, given=True),
        countries=[country("DNK", words, Stance.OUT, Role.OTHER, 0.9, piece), country("GAB", words)],
        people=[person],
        warnings=[words],
    )


def empty_analysis() -> Analysis:
    """Return the report on an article that names no country."""
    return Analysis.assemble(article=article(), initiative=InitiativeReport(name=None, given=False))


def page(
    analysis: Analysis, width: int = 80, *, text: str = TEXT, explain: bool = False, ascii_only: bool = False
) -> str:
    """Return the page without colour."""
    console = Console(file=io.StringIO(), width=width, color_system=None)
    render_analysis(analysis, text, console, explain=explain, ascii_only=ascii_only)
    output = console.file.getvalue()  # type: ignore[attr-defined]
    assert isinstance(output, str)
    return output
