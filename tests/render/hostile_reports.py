"""Reports whose text would break a page, a picture or a layout that believed it."""

from collections.abc import Iterator

from tests.render.sample_reports import article

from coalition.lexicons.world_map import load_world_map
from coalition.report import (
    Analysis,
    CountryReport,
    CueReport,
    EvidenceReport,
    InitiativeReport,
    PersonReport,
    QuoteReport,
)
from coalition.stance import Certainty, Polarity, Role, Source, Stance

SCRIPT = "<script>alert(1)</script>"
BREAKER = "\"'><img src=x onerror=alert(2)></style></title></svg>{{ 7 * 7 }}{% raw %}&amp;]]>--><!--"
CONTROLS = "\x1b[31mred\x1b]0;title\x07\x00\x08\x85"
TURNED = "\u202egnitset\u2066x\u200f\u200bz"
NO_CHARACTERS = "\ufffe\uffff\udc80"
ALL = f"{SCRIPT} {BREAKER} {CONTROLS} {TURNED} {NO_CHARACTERS} javascript:alert(3) =cmd()"
ENDLESS = "x" * 100_000

TEXT = f"{ALL}\n\nFirst half second half third.\n\n- {ALL}\n\n{ENDLESS}\n"


def piece(start: int, end: int, stance: Stance, text: str = TEXT) -> EvidenceReport:
    """Return evidence at a range of the text, whatever stands there."""
    return EvidenceReport(
        text=text[start:end],
        start=start,
        end=end,
        section=ALL,
        stance=stance,
        polarity=Polarity.FOR,
        certainty=Certainty.ASSERTED,
        source=Source.ANALYST,
        speaker=ALL,
        cues=(CueReport(text=ALL, start=start, end=end, rule=ALL),),
    )


def _pieces() -> Iterator[EvidenceReport]:
    """Yield ranges that nest, overlap, cross blocks, are empty, repeat, and end beyond the text."""
    start = TEXT.index("First")
    yield piece(start, start + 28, Stance.IN)
    yield piece(start + 6, start + 10, Stance.OUT)
    yield piece(start + 8, start + 18, Stance.UNCERTAIN)
    yield piece(start + 8, start + 18, Stance.UNCERTAIN)
    yield piece(start + 3, start + 3, Stance.IN)
    yield piece(0, start + 4, Stance.OUT)
    yield piece(len(TEXT) - 50, len(TEXT) + 50, Stance.IN)
    yield piece(len(TEXT) + 1, len(TEXT) + 9, Stance.IN)


def hostile_analysis() -> Analysis:
    """Return a report in which every string is an attack."""
    start = TEXT.index("First")
    names = (("FRA", Stance.IN), ("DEU", Stance.OUT), ("XKX", Stance.UNCERTAIN), ("ATA", Stance.OUT), ("MLT", None))
    return Analysis.assemble(
        article=article(title=ALL).model_copy(update={"path": ALL, "byline": ENDLESS, "source": ALL}),
        initiative=InitiativeReport(name=ALL, given=True),
        countries=[
            CountryReport(
                code=code,
                name=f"{code} {ALL}",
                stance=stance,
                role=Role.OTHER,
                confidence=0.5 if stance else None,
                mentions=1,
                evidence=tuple(_pieces()) if stance else (),
            )
            for code, stance in names
        ],
        people=[
            PersonReport(name=ALL, title=ENDLESS, country="FRA", mentions=1, speaks=True, stance=Stance.IN),
            PersonReport(name=".*", title=None, country=None, mentions=1, speaks=True, stance=None),
        ],
        quotes=[
            QuoteReport(
                text="half", start=start + 6, end=start + 20, direct=True, speaker=ALL, country="FRA", cue="said"
            ),
            QuoteReport(text="", start=start + 8, end=start + 12, direct=False, speaker=" ", country=None, cue=None),
        ],
        warnings=[ALL],
    )


CROWDED_TEXT = "All of them agreed to it.\n"


def crowded_analysis(count: int = 150) -> Analysis:
    """Return a report on so many countries, all by the same passage."""
    stances = (*Stance, None)
    return Analysis.assemble(
        article=article(),
        initiative=InitiativeReport(name="pact", given=False),
        countries=[
            CountryReport(
                code=shape.code,
                name=f"Republic of {shape.code.title()}",
                stance=stance,
                role=None,
                confidence=0.5 if stance else None,
                mentions=1,
                evidence=(piece(0, 25, stance, CROWDED_TEXT),) if stance else (),
            )
            for place, shape in enumerate(load_world_map().countries[:count])
            for stance in (stances[place % 4],)
        ],
    )
