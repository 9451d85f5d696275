"""The gazetteer, the groups and the rules for namesakes, as data."""

import json
import tomllib
import unicodedata
from datetime import date
from itertools import pairwise
from pathlib import Path

import pycountry
import pytest

from coalition.errors import LexiconError
from coalition.lexicons.countries import (
    COUNTRIES_FILE,
    GROUPS_FILE,
    CountryFile,
    GroupFile,
    MentionKind,
    load_gazetteer,
)
from coalition.lexicons.mention_rules import PSEUDO_MENTIONS_FILE, PseudoMentionFile, load_mention_rules
from coalition.lexicons.store import data_dir, load

ALL_CODES = {country.alpha_3 for country in pycountry.countries} | {"XKX"}
ENTRIES = load(COUNTRIES_FILE, CountryFile).countries


def test_every_country_is_there_once() -> None:
    """All of ISO 3166-1 and Kosovo, sorted by code."""
    codes = [entry.code for entry in ENTRIES]
    assert codes == sorted(ALL_CODES)


@pytest.mark.parametrize("country", list(pycountry.countries), ids=lambda country: country.alpha_3)
def test_the_names_of_iso_are_found(country: "pycountry.db.Country") -> None:
    """The name, common name and official name of pycountry lead to the same code."""
    for field in ("name", "common_name", "official_name"):
        name = getattr(country, field, country.name).removeprefix("the ")
        assert country.alpha_3 in {found.code for found in load_gazetteer().find(name)}


@pytest.mark.parametrize("file", [COUNTRIES_FILE, GROUPS_FILE, PSEUDO_MENTIONS_FILE], ids=str)
def test_files_are_in_composed_form(file: Path) -> None:
    """A letter with an accent is one character, as in the text of an article."""
    text = (data_dir() / file).read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)


def test_forms_are_sorted_and_listed_once() -> None:
    """Within a country no list repeats a form, and a form that needs support is one of its forms."""
    for entry in ENTRIES:
        lists = [entry.names, *(forms for _, forms in entry.listed()[1:4]), entry.adjectives, entry.demonyms]
        assert all(forms == sorted(set(forms)) for forms in lists), entry.code
        assert set(entry.needs_support) <= set(load_gazetteer().forms_of(entry.code)), entry.code


def test_forms_of_several_countries_have_a_choice() -> None:
    """A word such as "Congo" may not be decided by the order of the file."""
    shared = {form.base: set(form.codes) for form in load_gazetteer().forms.values() if len(form.codes) > 1}
    choices = load_mention_rules().choices
    assert {base: set(choices[base]) for base in shared} == shared


def test_no_spelling_means_two_things() -> None:
    """Forms, aliases of groups and phrases that name no country exclude each other."""
    gazetteer, rules = load_gazetteer(), load_mention_rules()
    assert not gazetteer.forms.keys() & gazetteer.aliases.keys()
    assert not (gazetteer.forms.keys() | gazetteer.aliases.keys()) & rules.phrases.keys()


def test_rules_speak_of_forms_that_exist() -> None:
    """A rule for a form that nobody lists would never fire."""
    rules = load_mention_rules()
    bases = {form.base for form in load_gazetteer().forms.values()}
    named = {form for rule in rules.rules for form in rule.forms | rule.except_forms}
    assert named | rules.contests.keys() | rules.choices.keys() <= bases


def test_phrases_and_words_are_listed_once_and_used() -> None:
    """No phrase stands twice, no named set is without a rule that uses it."""
    content = load(PSEUDO_MENTIONS_FILE, PseudoMentionFile)
    phrases = [phrase for entry in content.phrase for phrase in entry.phrases]
    assert len(phrases) == len(set(phrases))
    slots = [slot for rule in content.rule for slot in (*rule.left, *rule.right)]
    slots += [word for contest in content.contest for word in contest.against]
    assert all(any(f"@{name}" in slot for slot in slots) for name in content.words)


def test_members_of_groups_are_countries() -> None:
    """Every member is a known code, and no two memberships of one country overlap."""
    for group in load_gazetteer().groups.values():
        terms: dict[str, list[tuple[date, date]]] = {}
        for member in group.members:
            assert member.code in ALL_CODES, group.id
            terms.setdefault(member.code, []).append((member.since, member.until or date.max))
        for code, spans in terms.items():
            ordered = sorted(spans)
            assert all(a[1] < b[0] for a, b in pairwise(ordered)), (group.id, code)


@pytest.mark.parametrize(
    ("group", "on", "size"),
    [
        ("eu", date(1957, 12, 31), 0), ("eu", date(1958, 1, 1), 6), ("eu", date(1995, 1, 1), 15),
        ("eu", date(2004, 5, 1), 25), ("eu", date(2015, 1, 1), 28), ("eu", date(2020, 2, 1), 27), ("eu", None, 27),
        ("nato", date(1949, 9, 1), 12), ("nato", date(1999, 3, 12), 19), ("nato", date(2017, 1, 1), 28),
        ("nato", None, 32), ("baltic-states", None, 3), ("benelux", None, 3), ("nordics", None, 5),
        ("scandinavia", None, 3), ("nordic-baltic-eight", None, 8), ("visegrad", None, 4), ("e3", None, 3),
        ("p5", None, 5), ("p5+1", None, 6), ("g7", None, 7), ("g8", date(2010, 1, 1), 8), ("g8", None, 0),
        ("g20", None, 19), ("brics", date(2009, 7, 1), 4), ("brics", date(2015, 1, 1), 5), ("gcc", None, 6),
        ("quad", None, 4), ("five-eyes", None, 5), ("asean", date(2020, 1, 1), 10), ("african-union", None, 55),
        ("arab-league", None, 22), ("weimar-triangle", None, 3), ("aukus", None, 3), ("ecowas", date(2020, 1, 1), 15),
        ("ecowas", None, 12), ("opec", date(2018, 12, 1), 15), ("opec", None, 12), ("csto", None, 6),
    ],
)  # fmt: skip
def test_groups_have_their_members_by_date(group: str, on: date | None, size: int) -> None:
    """The number of members on a day is what the group itself counted."""
    assert len(load_gazetteer().groups[group].codes(on)) == size


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Poland", ["POL"]), ("polish", ["POL"]), ("POL", ["POL"]), ("pl", ["POL"]), ("Cote d'Ivoire", ["CIV"]),
        ("ivory coast", ["CIV"]), ("Türkiye", ["TUR"]), ("turkiye", ["TUR"]), ("Burma", ["MMR"]), ("Kiev", ["UKR"]),
        ("Iran (Islamic Republic of)", ["IRN"]), ("Korea (Republic of)", ["KOR"]), ("Dem. Rep. of the Congo", ["COD"]),
        ("Netherlands (Kingdom of the)", ["NLD"]), ("Swaziland", ["SWZ"]), ("Czech Republic", ["CZE"]),
        ("St. Lucia", ["LCA"]), ("st lucia", ["LCA"]), ("Trinidad & Tobago", ["TTO"]), ("the Elysee", []),
        ("Elysée", ["FRA"]), ("Elysee", ["FRA"]), ("Congo", ["COD", "COG"]), ("Atlantis", []), ("", []),
        ("XKX", ["XKX"]),
    ],
)  # fmt: skip
def test_a_country_is_found_by_any_name(name: str, codes: list[str]) -> None:
    """Codes, former names, table forms and spellings without accents lead to the country."""
    assert [country.code for country in load_gazetteer().find(name)] == codes


@pytest.mark.parametrize(("code", "flag"), [("POL", "🇵🇱"), ("XKX", "🇽🇰"), ("GBR", "🇬🇧")])
def test_flags(code: str, flag: str) -> None:
    """The flag is the alpha-2 code in regional indicators."""
    assert load_gazetteer().countries[code].flag == flag


def test_every_country_has_a_flag_and_a_name_form() -> None:
    """Nothing fails for the least known entry."""
    gazetteer = load_gazetteer()
    assert all(len(country.flag) == 2 for country in gazetteer.countries.values())
    assert all(gazetteer.forms[country.name].kind is MentionKind.NAME for country in gazetteer.countries.values())


def _write(folder: Path, content: str) -> Path:
    file = folder / "groups.toml"
    file.write_text(content, encoding="utf-8")
    return file


def test_a_wrong_entry_is_told_by_its_place(tmp_path: Path) -> None:
    """The message names the file, the entry and the fault."""
    content = (data_dir() / GROUPS_FILE).read_text(encoding="utf-8").replace("aliases =", "alias =", 1)
    with pytest.raises(LexiconError, match=r"^groups\.toml: group\.0\.aliases: Field required \(and 1 more\)$"):
        load(_write(tmp_path, content), GroupFile)


def test_a_membership_ends_after_it_began(tmp_path: Path) -> None:
    """A typing error in a date does not go unseen."""
    content = (data_dir() / GROUPS_FILE).read_text(encoding="utf-8").replace("until = 2020-02-01", "until = 1920-02-01")
    with pytest.raises(LexiconError, match="'until' must be later than 'since'"):
        load(_write(tmp_path, content), GroupFile)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("@first_name", "@fist_name"), "@fist_name is no set"),
        (('"<edge>"', '"<egde>"'), "<egde> is no class of words"),
        (('id = "dateline-with-place"', 'id = "dateline"'), "'dateline' is used twice"),
    ],
)
def test_a_rule_with_an_unknown_word_is_refused(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    """Names of sets, classes and rules are checked when the file is read."""
    content = (data_dir() / PSEUDO_MENTIONS_FILE).read_text(encoding="utf-8").replace(*change)
    with pytest.raises(LexiconError, match=message):
        load(_write(tmp_path, content), PseudoMentionFile)


def test_files_that_cannot_be_read_are_lexicon_errors(tmp_path: Path) -> None:
    """Missing, not UTF-8, not TOML, not JSON: each says which file."""
    with pytest.raises(LexiconError, match=r"absent\.toml: cannot be read"):
        load(tmp_path / "absent.toml", GroupFile)
    for name, content in (("a.toml", b"= 1"), ("b.json", b"{"), ("c.toml", b"a = '\xff'")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(LexiconError, match=rf"^{name}: "):
            load(tmp_path / name, GroupFile)
    with pytest.raises(ValueError, match=r"ends in \.toml or \.json"):
        load(tmp_path / "d.yaml", GroupFile)


def test_provenance_is_complete() -> None:
    """Each file says where it comes from and under which licence."""
    for file in (COUNTRIES_FILE, GROUPS_FILE, PSEUDO_MENTIONS_FILE):
        text = (data_dir() / file).read_text(encoding="utf-8")
        content = json.loads(text) if file.suffix == ".json" else tomllib.loads(text)
        assert content["provenance"]["licence"] == "MIT"
        assert content["provenance"]["language"] == "en"
