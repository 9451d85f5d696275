"""The words for offices."""

from pathlib import Path

import pycountry
import pytest

from coalition.errors import LexiconError
from coalition.lexicons.people import ModifierEffect, OfficeKind, OfficeTitles, TitlesFile, load_office_titles
from coalition.lexicons.store import load


@pytest.fixture(scope="module")
def titles() -> OfficeTitles:
    return load_office_titles()


_TITLES = """
honorifics = ["mr"]
modifier = []
institution = []
non_government = []
[provenance]
source = "a test"
licence = "MIT"
retrieved = 2026-11-22
language = "en"
notes = ""
[[title]]
forms = [{forms}]
kind = "head_of_state"
governs = true
"""


@pytest.mark.parametrize(
    ("forms", "message"),
    [('"president", "president"', "'president' is listed twice as a title"), ('"President"', "written in lower case")],
    ids=["duplicate", "capital"],
)
def test_wrong_titles_are_refused(tmp_path: Path, forms: str, message: str) -> None:
    """A form stands once, in lower case."""
    path = tmp_path / "office_titles.toml"
    path.write_text(_TITLES.format(forms=forms), encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        load(path, TitlesFile)


# ---------------------------------------------------------------- titles
@pytest.mark.parametrize(
    ("text", "start", "end", "kind", "governs"),
    [
        ("the prime minister of Poland", 1, 3, OfficeKind.HEAD_OF_GOVERNMENT, True),
        ("polish foreign minister radoslaw", 1, 3, OfficeKind.FOREIGN_MINISTER, True),
        ("deputy foreign minister sergei", 0, 3, OfficeKind.VICE, True),
        ("us secretary of state john", 1, 4, OfficeKind.FOREIGN_MINISTER, True),
        ("us secretary of defense ash", 1, 4, OfficeKind.DEFENCE_MINISTER, True),
        ("vice - president joe", 0, 3, OfficeKind.VICE, True),
        ("vice-president joe", 0, 1, OfficeKind.VICE, True),
        ("ambassador to the united nations nikki", 0, 5, OfficeKind.UN_AMBASSADOR, True),
        ("kremlin spokesman dmitry", 0, 2, OfficeKind.SPOKESPERSON, True),
        ("opposition leader jeremy", 0, 2, OfficeKind.OPPOSITION, False),
        ("senior fellow at the", 0, 2, OfficeKind.EXPERT, False),
        ("nato secretary general jens", 0, 3, OfficeKind.ORGANISATION, False),
        ("president - elect donald", 0, 3, OfficeKind.OTHER, False),
    ],
)
def test_longest_title_is_found(
    titles: OfficeTitles, text: str, start: int, end: int, kind: OfficeKind, governs: bool
) -> None:
    """The longest form that fits wins, hyphens as tokens of their own or inside a word."""
    found = titles.longest_at(text.lower().split(), start)
    assert found is not None
    assert (found[0], found[1].kind, found[1].governs) == (end, kind, governs)


def test_no_title_where_none_begins(titles: OfficeTitles) -> None:
    """Ordinary words are no titles."""
    assert titles.longest_at(["the", "weather"], 0) is None


@pytest.mark.parametrize("word", ["taoiseach", "chief cabinet secretary", "kremlin spokesman", "treasury secretary"])
def test_titles_of_one_country_name_it(titles: OfficeTitles, word: str) -> None:
    """Such a title tells the country where nothing else does."""
    expected = {"taoiseach": "IRL", "chief cabinet secretary": "JPN", "kremlin spokesman": "RUS"}
    assert titles.phrases[word].country == expected.get(word, "USA")


def test_codes_of_titles_are_iso(titles: OfficeTitles) -> None:
    """Codes are ISO 3166-1 alpha-3."""
    codes = {title.country for title in titles.phrases.values()} - {None}
    assert codes <= {country.alpha_3 for country in pycountry.countries}


@pytest.mark.parametrize(
    ("phrase", "is_government", "is_outside"),
    [
        ("government", True, False),
        ("foreign ministry", True, False),
        ("warplanes", True, False),
        ("president", True, False),
        ("official", True, False),
        ("parliament", False, True),
        ("lawmaker", False, True),
        ("opposition party", False, True),
        ("protesters", False, True),
        ("former president", False, True),
        ("shadow chancellor", False, True),
        ("acting president", True, False),
        ("police", False, True),
        ("former car", False, False),
        ("weather", False, False),
    ],
)
def test_who_stands_for_a_government(titles: OfficeTitles, phrase: str, is_government: bool, is_outside: bool) -> None:
    """A noun phrase of a country is its government, outside it, or neither."""
    assert (titles.is_government(phrase), titles.is_non_government(phrase)) == (is_government, is_outside)


def test_nothing_is_both_government_and_not(titles: OfficeTitles, raw_titles: TitlesFile) -> None:
    """No form governs in one place of the file and not in another."""
    bodies = [form for body in (*raw_titles.institution, *raw_titles.non_government) for form in body.forms]
    forms = {*titles.phrases, *bodies}
    assert [form for form in sorted(forms) if titles.is_government(form) and titles.is_non_government(form)] == []


@pytest.fixture(scope="module")
def raw_titles() -> TitlesFile:
    return load(Path("office_titles.toml"), TitlesFile)


@pytest.mark.parametrize(
    ("word", "effect", "governs"),
    [
        ("former", ModifierEffect.FORMER, False),
        ("elect", ModifierEffect.FUTURE, False),
        ("shadow", ModifierEffect.OPPOSING, False),
        ("acting", ModifierEffect.SERVING, True),
        ("deputy", ModifierEffect.DEPUTY, True),
    ],
)
def test_modifiers(titles: OfficeTitles, word: str, effect: ModifierEffect, governs: bool) -> None:
    """Words before a title take the government's voice away or leave it."""
    assert titles.effect_of(word) is effect
    assert effect.governs is governs


def test_other_words_modify_nothing(titles: OfficeTitles) -> None:
    """Only the listed words have an effect."""
    assert titles.effect_of("green") is None


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Mr Trump", "Trump"),
        ("Mr. Trump", "Trump"),
        ("President Donald Trump", "Donald Trump"),
        ("former U.S. President Mr. Trump", "Trump"),
        ("Prime Minister Theresa May", "Theresa May"),
        ("Sir Keir Starmer", "Keir Starmer"),
        ("Angela Merkel", "Angela Merkel"),
        ("Imam", "Imam"),
        ("King", "King"),
        ("", ""),
    ],
)
def test_bare_name(titles: OfficeTitles, name: str, bare: str) -> None:
    """Honorifics and titles before a name are cut, the name never is."""
    assert titles.bare_name(name) == bare
