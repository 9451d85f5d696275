"""Names of initiatives that undo another: what they undo, and which side being in is on."""

from __future__ import annotations

import pytest
from spacy.language import Language

from coalition.lexicons.undertakings import load_undertakings
from coalition.pipeline.initiative import NAMED, find_initiative
from coalition.pipeline.mirrors import read_name
from coalition.pipeline.parsing import parse
from coalition.reading.reader import article_from_text

PLAIN = "A day at the sea\n\nThe sun was out and the people of the town ate their fish in the harbour.\n"


@pytest.mark.parametrize(
    ("name", "turns", "head"),
    [
        ("boycott of the Beijing winter games", ("boycott",), "winter game"),
        ("games boycott", ("boycott",), "game"),
        ("withdrawal from the nuclear deal", ("withdrawal",), "nuclear deal"),
        ("ending the arms embargo", ("end",), "arms embargo"),
        ("leaving the landmine convention", ("leave",), "landmine convention"),
        ("blocking minority against the trade deal", ("blocking minority",), "trade deal"),
        ("end of the boycott of the fair", ("end", "boycott"), "fair"),
        ("winter games", (), "winter game"),
        ("fighting force for Gaza", (), "fighting force"),
        ("sanctions on Syria", (), "sanction"),
    ],
)
def test_name_is_taken_apart(name: str, turns: tuple[str, ...], head: str) -> None:
    """What undoes comes off the front or the end, as often as it is there; the rest is the base."""
    parts = read_name(name, load_undertakings())
    assert parts.turns == turns
    assert head in parts.heads
    assert parts.is_mirror is (len(turns) == 1)


@pytest.mark.parametrize(
    ("given", "is_mirror", "is_ban"),
    [
        ("boycott of the games", True, False),
        ("the games", False, False),
        ("moratorium on whaling", True, True),
        ("end of the boycott of the games", False, True),
    ],
)
def test_given_name_decides_the_side(nlp: Language, given: str, is_mirror: bool, is_ban: bool) -> None:
    """The caller's words alone tell whether taking part is staying away."""
    found = find_initiative(parse(article_from_text(PLAIN), nlp), load_undertakings(), given)
    assert (found.is_mirror, found.is_ban) == (is_mirror, is_ban)


def test_acts_have_a_side(nlp: Language) -> None:
    """To skip is taking part in a boycott and staying out of the games."""
    text = "Four states boycott the games\n\nFour states joined the boycott of the games on Monday.\n"
    doc, undertakings = parse(article_from_text(text), nlp), load_undertakings()
    assert find_initiative(doc, undertakings, "boycott of the games").acts["skip",] >= NAMED
    assert find_initiative(doc, undertakings, "games").acts["skip",] <= -NAMED


def test_found_boycott_is_a_mirror(nlp: Language) -> None:
    """Without a given name the text's own decides: who stays away is in."""
    text = "Boycott of the games grows\n\nThree states have joined the boycott of the games in the capital.\n"
    found = find_initiative(parse(article_from_text(text), nlp), load_undertakings())
    assert found.is_mirror
    assert found.weights["game"] >= NAMED
    assert "boycott" in found.turns
