"""What an article is about: the joint undertaking in title, lede and headings, or the one that is given."""

from __future__ import annotations

import json

import pytest
from spacy.language import Language
from tests.engine import EXAMPLE_IDS, example

from coalition.lexicons.undertakings import load_undertakings
from coalition.pipeline.detection import initiative_from_dict, initiative_to_dict
from coalition.pipeline.initiative import NAMED, Initiative, find_initiative
from coalition.pipeline.parsing import parse
from coalition.reading.reader import article_from_text

FISHERIES = "Chile joins the fisheries convention\n\nChile has joined the fisheries convention, it said on Monday.\n"
HARBOUR = "A day at the sea\n\nThe sun was out and the people of the town ate their fish in the harbour.\n"


def _find(nlp: Language, text: str, given: str | None = None) -> Initiative:
    return find_initiative(parse(article_from_text(text), nlp), load_undertakings(), given)


@pytest.mark.parametrize(
    ("text", "name", "family"),
    [
        (FISHERIES, "fisheries convention", "deal"),
        (
            "Allies weigh sanctions\n\nThe sanctions would follow the attack on a village in May, ministers said.\n",
            "sanctions",
            "sanction",
        ),
        (
            "Boycott of the games grows\n\nThree states have joined the boycott of the games in the capital.\n",
            "Boycott of the games",
            "boycott",
        ),
        (
            "Ministers agree on oil output cut\n\nThe output cut begins in June, and the ministers were pleased.\n",
            "oil output cut",
            "halt",
        ),
    ],
    ids=["deal", "sanctions", "boycott", "halt"],
)
def test_title_and_lede_name_it(nlp: Language, text: str, name: str, family: str) -> None:
    """The name is a phrase of the text, in the text's own spelling, without its article."""
    found = _find(nlp, text)
    assert (found.name, found.family, found.is_given) == (name, family, False)


@pytest.mark.parametrize("name", EXAMPLE_IDS)
def test_name_stands_in_the_text(nlp: Language, name: str) -> None:
    """A name is never made up: it is copied from the article, or empty."""
    article = example(name)
    assert find_initiative(parse(article, nlp), load_undertakings()).name in article.normal


def test_text_without_undertaking_has_none(nlp: Language) -> None:
    """No name, no family, nothing to be about."""
    found = _find(nlp, HARBOUR)
    assert (found.name, found.family, found.is_exit) == ("", None, False)
    assert not found.weights
    assert not found.acts


@pytest.mark.parametrize("given", ["moratorium on whaling", "Arctic Bank", "deal"])
@pytest.mark.parametrize("text", [FISHERIES, HARBOUR], ids=["another", "none"])
def test_given_name_is_kept_as_it_is(nlp: Language, text: str, given: str) -> None:
    """The caller's words win over the text's, and name what they are words of."""
    found = _find(nlp, text, given)
    assert (found.name, found.is_given) == (given, True)
    assert found.words & {word.lower() for word in given.split()}


def test_given_name_chooses_among_two(nlp: Language) -> None:
    """In an article about two undertakings the given one is the one that acts are toward."""
    text = "Ministers sign treaty and boycott games\n\nFour states signed the treaty. Three joined the boycott.\n"
    assert _find(nlp, text, "treaty on rivers").family == "deal"
    assert _find(nlp, text, "boycott of the games").family == "boycott"


@pytest.mark.parametrize(
    ("text", "is_exit"),
    [
        ("Canada pulls out of the nuclear deal\n\nCanada withdrew from the nuclear deal on Monday.\n", True),
        ("Canada will not renew the arms treaty\n\nCanada did not extend the arms treaty on Monday.\n", True),
        ("Canada signs the nuclear deal\n\nCanada signed the nuclear deal on Monday in the old town.\n", False),
        ("Canada renews the arms treaty\n\nCanada extended the arms treaty on Monday in the old town.\n", False),
        ("Canada backs the arms treaty\n\nThe minister left the hall before the treaty was signed.\n", False),
    ],
    ids=["leaves", "does-not-keep", "signs", "keeps", "leaves-a-hall"],
)
def test_articles_about_leaving_are_known(nlp: Language, text: str, is_exit: bool) -> None:
    """Leaving, and not keeping, what the article is about; leaving a room is no exit."""
    assert _find(nlp, text).is_exit is is_exit


def test_abbreviation_in_brackets_is_a_name(nlp: Language) -> None:
    """An abbreviation that the text introduces means the same."""
    text = "Nations line up for the new bank\n\nThirty states want to join the Arctic Investment Bank (ARIB) in June.\n"
    assert _find(nlp, text).weights["arib"] >= NAMED


def test_modifier_can_make_it_another_thing(nlp: Language) -> None:
    """A chemical attack is nobody's joint undertaking."""
    found = _find(nlp, "Village mourns its dead\n\nA chemical attack killed twelve people in the village on Monday.\n")
    assert (found.name, found.family) == ("", None)


@pytest.mark.parametrize("given", [None, "fisheries convention"])
def test_plain_values_hold_all_of_it(nlp: Language, given: str | None) -> None:
    """Through JSON and back it is the same value."""
    found = _find(nlp, FISHERIES, given)
    assert initiative_from_dict(json.loads(json.dumps(initiative_to_dict(found)))) == found
