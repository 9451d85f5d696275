"""The evidence behind each verdict, cues marked."""

import pytest
from tests.render.sample_reports import article, country, cue, evidence, full_analysis, page

from coalition.report import Analysis, InitiativeReport
from coalition.stance import Certainty, Polarity, Stance


def test_explanation_marks_cues_and_names_rules() -> None:
    """Each passage with its cues, also the one in a heading, the contradicting one, and what was left out."""
    output = page(full_analysis(), 100, explain=True)
    assert (
        output.partition("EVIDENCE ──")[2].partition("\n")[2]
        == """\
+ 🇵🇹 Portugal: in, 94% sure, leader, 5 mentions
  1. in: for, pledged; own government: Inês Quaresma; under “Who’s in?”; characters 187-294
     Portugal «will lead» the patrol with two frigates and “whatever floats”, Defence Minister Inês
     Quaresma said.
     «will lead»  rule lead-effort
     «Who’s in?»  rule heading-in

+ 🇸🇹 São Tomé and Príncipe: in, 81% sure, member, 2 mentions
  1. in: for, asserted; narrator; under “Who’s in?”; characters 295-353
     São Tomé and Príncipe is «opening its harbour» to the fleet.
     «opening its harbour»  rule give-access

? 🇳🇴 Norway: uncertain, 70% sure, other, 1 mention
  1. uncertain: for, hedged; narrator; under “Who’s in?”; characters 354-381
     Norway «could send» one ship.
     «could send»  rule send-forces
     «could»  rule modal-could

- 🇩🇰 Denmark: out, 88% sure, other, 3 mentions
  1. out: against, pledged; own government: Sigrid Holm; under “Who’s out?”; characters 395-491
     “We «will not sail» under somebody else’s flag,” said Denmark’s prime minister, Sigrid Holm
     [sic].
     «will not sail»  rule take-part
     «not»  rule negation
  2. in: for, pledged; narrator; under “Who’s out?”; characters 570-610
     A year ago, Denmark had «promised» a ship.
     «promised»  rule promise

- 🇨🇮 Côte d’Ivoire: out, 55% sure, other, 1 mention
  1. out: against, asserted; analyst: Ama Diallo, inferred; under “Who’s out?”; characters 492-569
     Côte d’Ivoire «rejects» the plan, according to Ama Diallo, an analyst in Accra.
     «rejects»  rule reject

LEFT OUT AS PAGE FURNITURE ─────────────────────────────────────────────────────────────────────────
  *  Read more: the pirates’ new harbour
  *  Share this article: post, mail, print

"""
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(("will",), "Norway «will» not join", id="one"),
        pytest.param(("will", "not"), "Norway «will» «not» join", id="two"),
        pytest.param(("will not", "not join"), "Norway «will not join»", id="overlapping"),
        pytest.param(("will not join", "not"), "Norway «will not join»", id="nested"),
        pytest.param(("not", "not"), "Norway will «not» join", id="twice"),
        pytest.param(("Norway", "join"), "«Norway» will not «join»", id="at the edges"),
        pytest.param(("Heading",), "Norway will not join", id="outside"),
        pytest.param((), "Norway will not join", id="none"),
    ],
)
def test_marks_stand_around_what_cues_cover(words: tuple[str, ...], expected: str) -> None:
    """Cues that overlap share one pair of marks."""
    text = "Norway will not join. Heading"
    piece = evidence(
        "Norway will not join",
        (Polarity.AGAINST, Certainty.ASSERTED),
        *(cue(word, "rule", text=text) for word in words),
        text=text,
    )
    analysis = Analysis.assemble(
        article=article(),
        initiative=InitiativeReport(name="fleet", given=True),
        countries=[country("NOR", "Norway", Stance.OUT, None, None, piece)],
    )
    lines = page(analysis, text=text, explain=True).splitlines()
    head = lines.index("- 🇳🇴 Norway: out, 1 mention")
    assert lines[head + 2] == f"     {expected}"
