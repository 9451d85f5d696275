"""Predicate chains on parsed sentences: each rule with sentences that it reads and sentences on which it is silent.

A sentence stands below its initiative as title. What is compared is all evidence on one
country that is about the initiative; the verdict, which weighs it, is another matter.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest
from tests.engine import evidence_in

from coalition.stance import Certainty, Source, Stance

pytestmark = pytest.mark.model

IN, OUT, UNCERTAIN = Stance.IN, Stance.OUT, Stance.UNCERTAIN


class Example(NamedTuple):
    """A sentence, and the stance that it gives to a country; None where it must say nothing."""

    country: str
    stance: Stance | None
    initiative: str
    sentence: str


def examples(*rows: tuple[str, Stance | None, str, str]) -> pytest.MarkDecorator:
    """Return the examples as parameters; at least three are read and three are silent."""
    cases = [Example(*row) for row in rows]
    assert sum(case.stance is not None for case in cases) >= 3
    assert sum(case.stance is None for case in cases) >= 3
    assert len({case.initiative for case in cases}) >= 3
    ids = [f"{case.country}-{case.stance or 'silent'}" for case in cases]
    return pytest.mark.parametrize("case", cases, ids=ids)


def check(case: Example) -> None:
    """Compare the stances of all evidence on the country."""
    found = evidence_in(case.initiative, case.sentence, case.country)
    expected = {case.stance} if case.stance is not None else set()
    assert {piece.stance for piece in found} == expected, found


@examples(
    ("ISL", OUT, "closure of the herring grounds", "Iceland does not support the closure of the herring grounds."),
    ("MEX", OUT, "convention on cluster bombs", "Mexico has never signed the convention on cluster bombs."),
    ("KEN", OUT, "peacekeeping force", "Kenya will no longer take part in the peacekeeping force."),
    ("PER", UNCERTAIN, "sanctions on Belarus", "Peru did not reject the sanctions on Belarus."),
    ("NOR", UNCERTAIN, "wind farm pact", "Norway does not oppose the wind farm pact."),
    ("LVA", None, "vaccine fund", "Latvia did not win the song contest, and the vaccine fund was discussed later."),
    ("TUN", None, "border treaty", "Tunisia does not border the sea where the treaty applies."),
    ("GHA", None, "naval patrol", "No ship from Ghana was in the harbour when the naval patrol left."),
)
def test_negation_turns_its_own_predicate(case: Example) -> None:
    """Negated support is out, a refusal that is denied leaves things open, other negations say nothing."""
    check(case)


@examples(
    ("SVN", IN, "fisheries convention", "Slovenia managed to ratify the fisheries convention before the summer."),
    ("FIN", IN, "rescue mission", "Finland agreed to take part in the rescue mission."),
    ("BOL", OUT, "vaccine pool", "Bolivia failed to join the vaccine pool."),
    ("THA", OUT, "border force", "Thailand refused to send soldiers to the border force."),
    ("EGY", OUT, "treaty on river water", "Egypt declined to sign the treaty on river water."),
    ("PRT", UNCERTAIN, "oil embargo", "Portugal hesitated to back the oil embargo."),
    ("ARG", None, "vaccine pool", "Argentina managed to win the match while the vaccine pool was debated."),
    ("NPL", None, "climate fund", "Nepal failed to qualify for the cricket final."),
    ("IRL", None, "oil embargo", "Ireland refused to lower its beer tax this year."),
)
def test_implicatives_sign_their_complement(case: Example) -> None:
    """Manage and agree keep the sign, fail and refuse turn it, hesitate leaves it open; what follows must fit."""
    check(case)


@examples(
    ("AUT", IN, "methane treaty", "Austria announced its support for the methane treaty."),
    ("POL", IN, "boycott of the games", "Poland expressed its support for the boycott of the games."),
    ("URY", OUT, "trade pact", "Uruguay voiced opposition to the trade pact."),
    ("PHL", OUT, "moratorium on mining", "The Philippines has no plans to join the moratorium on mining."),
    ("KAZ", None, "methane treaty", "Kazakhstan made a film about the steppe."),
    ("ZMB", None, "airlift to Chad", "Zambia took a break of two weeks."),
    ("BGR", None, "moratorium on mining", "Bulgaria had a dry summer."),
)
def test_light_verbs_leave_the_meaning_to_their_noun(case: Example) -> None:
    """The noun carries the stance; with any other noun the same verbs say nothing."""
    check(case)


@examples(
    ("BRA", OUT, "oil embargo", "Brazil demanded the end of the oil embargo."),
    ("SRB", OUT, "sanctions on Russia", "Serbia called for the lifting of the sanctions on Russia."),
    ("LKA", IN, "fishing ban", "Sri Lanka opposes the repeal of the fishing ban."),
    ("SWE", IN, "nuclear deal", "Sweden condemned the collapse of the nuclear deal."),
    ("MAR", None, "oil embargo", "Morocco welcomed the end of the drought."),
    ("LAO", None, "sanctions on Russia", "Laos called for the lifting of the speed limit."),
    ("HRV", None, "nuclear deal", "Croatia celebrated the end of the school year."),
)
def test_reversers_turn_the_sign(case: Example) -> None:
    """Whoever is for the end of a thing is against the thing, and the other way round."""
    check(case)


@examples(
    ("FRA", IN, "climate accord", "The United States is leaving the climate accord. France regretted the withdrawal."),
    ("VNM", IN, "trade pact", "Canada quit the trade pact on Monday. Vietnam criticised the exit."),
    (
        "DEU",
        IN,
        "nuclear deal",
        "Washington pulled out of the nuclear deal. Germany regretted the decision.",
    ),
    (
        "ISR",
        OUT,
        "nuclear deal",
        "Washington pulled out of the nuclear deal. Israel applauded the decision.",
    ),
    ("HUN", OUT, "migration pact", "Austria withdrew from the migration pact. Hungary welcomed the withdrawal."),
    ("USA", OUT, "climate accord", "The United States is leaving the climate accord."),
    (
        "NOR",
        None,
        "climate accord",
        "The United States is leaving the climate accord. Norway regretted the rain.",
    ),
    ("CHL", None, "whaling convention", "Iceland has left the whaling convention. Chile applauded its footballers."),
    ("TGO", None, "trade pact", "Togo abandoned its old airport in spring."),
)
def test_exits_are_against_what_is_left(case: Example) -> None:
    """Leaving is out, regret at the leaving of another in, applause for it out."""
    check(case)


@examples(
    ("GRC", IN, "anti-piracy patrol", "Greece sent two frigates to join the anti-piracy patrol."),
    ("LTU", IN, "vaccine pool", "Lithuania changed its law to join the vaccine pool."),
    ("NLD", IN, "reconstruction fund", "The Netherlands sold gold to pay into the reconstruction fund."),
    ("BEL", OUT, "motion on fishing", "Belgium came to the meeting to vote against the motion on fishing."),
    ("NIC", OUT, "naval patrol", "Nicaragua closed its port to sabotage the naval patrol."),
    ("KHM", None, "vaccine pool", "Cambodia sent a band to play at the fair."),
    ("EST", None, "grain embargo", "Estonia used its holiday to repair the roads."),
    ("DOM", None, "reconstruction fund", "The Dominican Republic sold sugar to buy buses."),
)
def test_purpose_tells_the_stance(case: Example) -> None:
    """A verb without a sign takes that of what it is done for."""
    check(case)


@examples(
    ("LAO", IN, "treaty on landmines", "Vietnam signed the treaty on landmines, and so did Laos."),
    ("PRY", IN, "oil embargo", "Brazil backed the oil embargo, as did Paraguay."),
    ("SVK", IN, "vaccine fund", "Hungary did not join the vaccine fund, but Slovakia did."),
    ("MMR", OUT, "treaty on landmines", "Vietnam signed the treaty on landmines. Myanmar did not."),
    ("NZL", OUT, "naval patrol", "Australia will join the naval patrol. New Zealand will not."),
    ("MLT", OUT, "sanctions on Belarus", "Cyprus did not support the sanctions on Belarus, and neither did Malta."),
    ("LAO", None, "treaty on landmines", "Vietnam won the match, and so did Laos."),
    ("MMR", None, "oil embargo", "The rain stopped. In Myanmar it did not."),
    ("SVK", None, "vaccine fund", "Hungary likes paprika, and so does Slovakia."),
)
def test_ellipsis_repeats_the_clause_before(case: Example) -> None:
    """What "so did X" says is the stance of the clause before, "X did not" the other one; of nothing comes nothing."""
    check(case)


@examples(
    ("KEN", IN, "police mission to Haiti", "The police mission to Haiti is led by Kenya."),
    ("CAN", IN, "ban on cluster bombs", "The ban on cluster bombs has been signed by Canada."),
    ("QAT", IN, "evacuation flights", "The evacuation flights were paid for by Qatar."),
    ("IND", OUT, "resolution on settlements", "The resolution on settlements was opposed by India."),
    ("RUS", OUT, "draft resolution on Syria", "The draft resolution on Syria was vetoed by Russia."),
    ("OMN", None, "regional force", "The tents of the regional force were made by Oman."),
    ("PAN", None, "fisheries agreement", "The match was won by Panama."),
    ("BRB", None, "ban on cluster bombs", "The hotel was bought by Barbados."),
)
def test_agents_of_passives_act(case: Example) -> None:
    """The country behind "by" is the one that takes the stance."""
    check(case)


@examples(
    ("TUR", UNCERTAIN, "accession treaty", "Turkey will ratify the accession treaty if it gets the jets."),
    ("KOR", UNCERTAIN, "chip export ban", "South Korea will not join the chip export ban unless Taiwan does."),
    ("ZAF", UNCERTAIN, "debt relief plan", "South Africa will back the debt relief plan as long as China does."),
    ("BGD", UNCERTAIN, "climate fund", "If the money comes, Bangladesh will join the climate fund."),
    ("ITA", UNCERTAIN, "migration pact", "Italy will sign the migration pact only if Germany takes its share."),
    ("CHE", IN, "climate fund", "Switzerland joined the climate fund, even if its farmers grumbled."),
    ("MNG", None, "climate fund", "If it rains, Mongolia will play indoors."),
    ("JAM", None, "migration pact", "Jamaica will build a road if the bank lends."),
    ("GEO", None, "chip export ban", "Unless it snows, Georgia will open its ski slopes."),
)
def test_conditions_leave_the_stance_open(case: Example) -> None:
    """A condition makes either sign uncertain, a concession does not, and a condition alone is no stance."""
    check(case)


@pytest.mark.parametrize(
    ("sentence", "certainty"),
    [
        ("Chile joined the naval patrol.", Certainty.ASSERTED),
        ("Chile will join the naval patrol.", Certainty.PLEDGED),
        ("Chile is expected to join the naval patrol.", Certainty.EXPECTED),
        ("Chile could join the naval patrol.", Certainty.HEDGED),
        ("Chile will join the naval patrol if the weather holds.", Certainty.CONDITIONAL),
        ("Chile has not decided whether to join the naval patrol.", Certainty.OPEN),
    ],
    ids=lambda value: str(value) if isinstance(value, Certainty) else "",
)
def test_certainty_is_that_of_the_clause(sentence: str, certainty: Certainty) -> None:
    """The same act, from done to open."""
    assert {piece.certainty for piece in evidence_in("naval patrol", sentence, "CHL")} == {certainty}


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Chile joined the naval patrol.", Source.NARRATOR),
        ("Chile's government said it would join the naval patrol.", Source.GOVERNMENT),
        ("Chile's foreign ministry said Chile would join the naval patrol.", Source.GOVERNMENT),
        ("Peru said Chile would join the naval patrol.", Source.OTHER_GOVERNMENT),
    ],
    ids=["narrator", "itself", "ministry", "neighbour"],
)
def test_source_is_who_says_it(sentence: str, source: Source) -> None:
    """The clause above says on whose word the chain stands."""
    assert {piece.source for piece in evidence_in("naval patrol", sentence, "CHL")} == {source}


def test_cues_of_a_chain_are_kept_in_order() -> None:
    """Evidence shows each link: the negation, the operator, the predicate, with their places in the text."""
    (piece,) = evidence_in("naval patrol", "Chile did not agree to join the naval patrol.", "CHL")
    title = len("naval patrol\n\n")
    text = "Chile did not agree to join the naval patrol."
    words = {cue.rule: text[cue.start_char - title : cue.end_char - title] for cue in piece.cues}
    assert list(words.values()) == ["not", "agree", "join"]
    assert (piece.rule, piece.stance) == ("join", OUT)


@examples(
    (
        "FRA",
        IN,
        "nuclear accord",
        "The withdrawal from the nuclear accord went against the advice he had received from France and Spain.",
    ),
    (
        "CAN",
        IN,
        "climate treaty",
        "Dismissing appeals from Canada, the president pulled out of the climate treaty.",
    ),
    (
        "NZL",
        OUT,
        "missile strike",
        "The missile strike was ordered on Monday; the generals ignored a plea from New Zealand.",
    ),
    ("BRA", OUT, "fishing ban", "The ministers adopted the fishing ban and defied a warning from Brazil."),
    ("ITA", None, "rail fund", "The mayor ignored his doctor and took a train to Italy before the rail fund met."),
    ("JPN", None, "seabed treaty", "The treaty on the seabed was drafted while a warning of storms hung over Japan."),
    ("ZMB", None, "vaccine pool", "The court in Zambia dismissed the charges before the vaccine pool was founded."),
)
def test_defied_plea_was_against_what_was_done(case: Example) -> None:
    """Whose advice was ignored was against the act; where the act was leaving, for what was left."""
    check(case)


@examples(
    ("AUT", UNCERTAIN, "border force", "It is unclear what Austria's answer to the border force will be."),
    ("PER", UNCERTAIN, "copper pact", "It remains to be seen whether Peru will join the copper pact."),
    ("IRL", UNCERTAIN, "grain corridor", "It was not clear whether Ireland would pay for the grain corridor."),
    ("FJI", None, "rugby league", "It is unclear who will win the match in Fiji after the rugby league met."),
    ("LAO", None, "rail link", "It is clear what the rail link costs, said a baker in Laos."),
    ("MLT", None, "tuna quota", "What the weather in Malta will be is unclear, and the tuna quota was voted on."),
)
def test_open_question_leaves_its_subject_open(case: Example) -> None:
    """A question that is said to be open is about the country that is its subject."""
    check(case)
