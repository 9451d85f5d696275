"""One verdict, argued on a page of fixed width."""

import io

import pytest
from rich.cells import cell_len
from rich.console import Console
from tests.render.sample_reports import HOSTILE, full_analysis, one_country

from coalition.evidence import Evidence
from coalition.reasons import USUAL, Factor, PassageReasons, Reasons
from coalition.render.argument import render_argument
from coalition.report import Analysis, CountryReport
from coalition.stance import Certainty, Polarity, Source, Stance
from coalition.verdicts import CountryFacts, Decision

CHANCES = {Stance.OUT: 0.88, Stance.IN: 0.08, Stance.UNCERTAIN: 0.03, None: 0.01}
OUT = Decision(Stance.OUT, 0.88, CHANCES)


def piece(country: CountryReport, number: int) -> Evidence:
    one = country.evidence[number]
    return Evidence(
        country.code, one.start, one.end, one.polarity, Certainty(one.certainty),
        "take-part", "named", "subject", "name", one.source, one.speaker, (), 0,
    )  # fmt: skip


def reasons_of(country: CountryReport, decision: Decision = OUT) -> Reasons:
    """Return reasons for as many passages as the country has; a later one is heavier."""
    passages = tuple(
        PassageReasons(
            piece=piece(country, number),
            weight=0.5 + number / 10,
            factors=(Factor("relevance", 0.64), Factor("certainty", -0.4), Factor("list", 0.3), Factor("rule", 0.1)),
            without=OUT if number else Decision(Stance.IN, 0.55, CHANCES),
        )
        for number in range(len(country.evidence))
    )
    facts = CountryFacts(country.code, 3, in_title=False, in_lede=False, in_name=False, first=0.6)
    said = {piece.stance for piece in country.evidence}
    factors = [Factor("out", 3.0), Factor("in", -1.1), Factor(USUAL, 0.5)]
    told = tuple(factor for factor in factors if factor.name in (*said, USUAL)) if passages else ()
    return Reasons(facts, decision, Stance.IN if passages else None, told, passages)


def argued(
    analysis: Analysis, code: str, width: int = 80, *, decision: Decision = OUT, ascii_only: bool = False
) -> str:
    country = next(one for one in analysis.countries if one.code == code)
    console = Console(file=io.StringIO(), width=width, color_system=None)
    render_argument(analysis, country, reasons_of(country, decision), console, ascii_only=ascii_only)
    output = console.file.getvalue()  # type: ignore[attr-defined]
    assert isinstance(output, str)
    return output


def test_page_at_80_columns() -> None:
    """The page as a whole."""
    assert (
        argued(full_analysis(), "DNK")
        == """\
- 🇩🇰 Denmark: out, 88% sure, other
Who will patrol the Gulf of Guinea? Six answers to Lisbon’s call
The Atlantic Observer · 4 March 2031 · Rui Tavira · 1,130 words
news/gulf.txt

Toward “patrol of the Gulf of Guinea”, Denmark is out, 88% sure. One passage
says out, on its own government's word. Against it one passage says in, on the
narrator's word, later in the text.

FOR OUT · 1 passage ────────────────────────────────────────────────────────────
  1. weight 50%; says out: against, pledged; own government: Sigrid Holm, under
     “Who’s out?”
     “We «will not sail» under somebody else’s flag,” said Denmark’s prime
     minister, Sigrid Holm [sic].
     «will not sail»  rule take-part
     «not»  rule negation
     Heavier for being about the initiative by name and standing in a list;
     lighter for being pledged.
     Without it the verdict would be in, 55% sure.

AGAINST IT · 1 passage ─────────────────────────────────────────────────────────
  1. weight 60%; says in: for, pledged; narrator, under “Who’s out?”
     A year ago, Denmark had «promised» a ship.
     «promised»  rule promise
     Heavier for being about the initiative by name and standing in a list;
     lighter for being pledged.
     Without it the verdict would still be out, 88% sure.

WHY OUT AND NOT IN ─────────────────────────────────────────────────────────────
By weight: out 88%, in 8%, uncertain 3%, no stance 1%.
How many times likelier out becomes than in, or in than out, and by what:
     ×20 for out               one passage says out, of weight 50%
     ×3.0 for in               one passage says in, of weight 60%
     ×1.6 for out              what is usual of a country that is named three
                               times, first 60% into the text
     ×11 for out               all of it together

Weight: how probable it is that such a passage shows where the country stands.

"""
    )


def test_mention_has_nothing_to_argue() -> None:
    """One sentence says so, and what the country is."""
    assert "The article mentions Ghana. No passage says where it stands" in argued(full_analysis(), "GHA")
    assert "mentions Nigeria; it is the target of the initiative." in argued(full_analysis(), "NGA")


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        pytest.param(
            Decision(None, None, CHANCES, overruled=Stance.OUT),
            "But Denmark is what the initiative is aimed at, and its own government says nothing of it.",
            id="target",
        ),
        pytest.param(
            Decision(None, None, CHANCES, overruled=Stance.UNCERTAIN),
            "By weight it would be uncertain, but without a passage that says so there is no verdict.",
            id="no passage",
        ),
        pytest.param(Decision(None, None, CHANCES), "By weight that is too little: no stance is likelier", id="weak"),
    ],
)
def test_no_verdict_has_its_reason(decision: Decision, words: str) -> None:
    """Each of the three ways to end without one."""
    page = " ".join(argued(full_analysis(), "DNK", decision=decision).split())
    assert "Denmark has no stance." in page
    assert words in page


@pytest.mark.parametrize("width", [60, 200])
@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_shown_and_not_obeyed(words: str, width: int) -> None:
    """Text of an article can neither colour, move, hide nor turn around anything."""
    page = argued(one_country(words), "DNK", width)
    assert all(char == "\n" or char.isprintable() for char in page)
    assert max(map(cell_len, page.splitlines())) <= width


def test_ascii_page_is_ascii() -> None:
    """For a terminal that knows nothing else."""
    assert argued(full_analysis(), "DNK", ascii_only=True).isascii()


def test_voices_are_counted_by_source() -> None:
    """Of several passages it is told on whose word how many stand."""
    country = next(one for one in full_analysis().countries if one.code == "DNK")
    first, second = country.evidence
    turned = second.model_copy(update={"stance": Stance.OUT, "polarity": Polarity.AGAINST, "source": Source.ANALYST})
    analysis = full_analysis()
    altered = country.model_copy(update={"evidence": (first, turned)})
    countries = tuple(altered if one.code == "DNK" else one for one in analysis.countries)
    page = " ".join(argued(analysis.model_copy(update={"countries": countries}), "DNK").split())
    assert "Two passages say out, one on its own government's word, one on an analyst's word. No passage says" in page
