"""The table of office holders."""

import json
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pycountry
import pytest

from coalition.errors import LexiconError
from coalition.lexicons.holders import HoldersFile, MatchedBy, OfficeHolder, OfficeHolders, Tenure, load_office_holders
from coalition.lexicons.people import OfficeKind, load_office_titles
from coalition.lexicons.store import data_dir, load


@pytest.fixture(scope="module")
def holders() -> OfficeHolders:
    return load_office_holders()


@pytest.fixture(scope="module")
def raw() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((data_dir() / "office_holders.json").read_text(encoding="utf-8"))
    return content


def places(holders: OfficeHolders, name: str, on: date | None) -> set[str | None]:
    return {match.holder.country for match in holders.find(name, on)}


# ---------------------------------------------------------------- the table
def test_table_is_large_and_covers_the_world(holders: OfficeHolders) -> None:
    """The 192 members of the United Nations beside San Marino have leaders in the table, and some areas beside them."""
    leading = {OfficeKind.HEAD_OF_STATE, OfficeKind.HEAD_OF_GOVERNMENT, OfficeKind.MONARCH}
    led = {holder.country for holder in holders.entries if holder.kind in leading}
    beside = {"COK", "GRL", "HKG", "MAC", "NIU", "PSE", "TWN", "VAT", "XKX"}
    assert len(holders.entries) > 6000
    assert len(led - beside - {None}) == 192


def test_country_codes_are_iso_or_kosovo(holders: OfficeHolders) -> None:
    """Codes are ISO 3166-1 alpha-3, and XKX."""
    known = {country.alpha_3 for country in pycountry.countries} | {"XKX"}
    assert {holder.country for holder in holders.entries} - known == {None}


def test_entries_are_sorted(raw: dict[str, Any]) -> None:
    """Sorted by place, office, beginning and name, so that an edit is one changed line."""
    keys = [(e.get("country") or "~" + e["organisation"], e["office"], e["since"], e["name"]) for e in raw["holders"]]
    assert keys == sorted(keys)


def test_terms_of_one_person_in_one_office_do_not_overlap(holders: OfficeHolders) -> None:
    """A second term begins when the first has ended; terms known by month or year may share that one."""
    terms: dict[tuple[str, str | None, str | None, str], list[OfficeHolder]] = {}
    for holder in holders.entries:
        terms.setdefault((holder.name, holder.country, holder.organisation, holder.office), []).append(holder)
    for several in terms.values():
        ordered = sorted(several, key=lambda holder: holder.since)
        for first, second in pairwise(ordered):
            assert first.until is not None, first
            assert first.until <= second.since + timedelta(days=366), (first, second)
            assert first.since < second.since


@pytest.mark.parametrize("country", ["USA", "GBR", "FRA", "DEU", "RUS", "CHN", "JPN", "IND", "CAN", "ITA", "POL"])
def test_one_head_of_government_at_a_time(holders: OfficeHolders, country: str) -> None:
    """In each month one person leads the government of a country without long vacancies."""
    kind = OfficeKind.HEAD_OF_STATE if country == "USA" else OfficeKind.HEAD_OF_GOVERNMENT
    leaders = [holder for holder in holders.entries if holder.country == country and holder.kind is kind]
    for month in range(25 * 12):
        day = date(2000 + month // 12, month % 12 + 1, 24)
        staying = {h.name for h in leaders if h.tenure(day) is Tenure.IN_OFFICE and h.until != day}
        assert len(staying) == 1, day


def test_surname_lists_are_sorted_and_alive(raw: dict[str, Any], holders: OfficeHolders) -> None:
    """Each ambiguous surname belongs to somebody, and to one list."""
    lists = raw["ambiguous_surnames"]
    assert lists["words"] == sorted(set(lists["words"]))
    assert lists["common"] == sorted(set(lists["common"]))
    assert not set(lists["words"]) & set(lists["common"])
    assert [word for word in (*lists["words"], *lists["common"]) if not holders.find(word)] == []


def test_names_are_clean(holders: OfficeHolders) -> None:
    """Names carry no stray blanks, no honorific and no possessive."""
    for holder in holders.entries:
        for name in (holder.name, *holder.aliases, *holder.surnames):
            assert name == " ".join(name.split())
            assert not name.startswith(("Mr ", "Mrs ", "Ms ", "Sir ", "President "))
            assert not name.endswith(("'s", "’s", ","))


# ---------------------------------------------------------------- looking up
@pytest.mark.parametrize(
    ("name", "on", "expected"),
    [
        pytest.param("Trump", date(2018, 6, 1), {"USA"}, id="president by surname"),
        pytest.param("Merkel", date(2015, 9, 1), {"DEU"}, id="chancellor by surname"),
        pytest.param("angela merkel", date(2015, 9, 1), {"DEU"}, id="without capitals"),
        pytest.param("May", date(2017, 3, 1), {"GBR"}, id="surname that is a month"),
        pytest.param("Muammar Qaddafi", date(2011, 3, 19), {"LBY"}, id="transliteration"),
        pytest.param("Gadhafi", date(2011, 3, 19), {"LBY"}, id="transliterated surname"),
        pytest.param("Volodymyr Zelenskyy", date(2023, 1, 1), {"UKR"}, id="another spelling"),
        pytest.param("Recep Tayyip Erdoğan", date(2016, 1, 1), {"TUR"}, id="accents"),
        pytest.param("Binali Yıldırım", date(2017, 1, 1), {"TUR"}, id="letters without a decomposition"),
        pytest.param("Gideon Sa’ar", date(2025, 1, 1), {"ISR"}, id="curly apostrophe"),
        pytest.param("Kim Jong-un", date(2017, 1, 1), {"PRK"}, id="hyphen"),
        pytest.param("Kim Jong Un", date(2017, 1, 1), {"PRK"}, id="no hyphen"),
        pytest.param("Xi", date(2014, 1, 1), {"CHN"}, id="family name first"),
        pytest.param("Assad", date(2013, 8, 21), {"SYR"}, id="surname without its article"),
        pytest.param("al-Assad", date(2013, 8, 21), {"SYR"}, id="surname with its article"),
        pytest.param("Le Drian", date(2018, 1, 1), {"FRA"}, id="particle"),
        pytest.param("von der Leyen", date(2016, 1, 1), {"DEU"}, id="several particles"),
        pytest.param("MBS", date(2018, 10, 1), {"SAU"}, id="abbreviation"),
        pytest.param("Lula", date(2003, 2, 1), {"BRA"}, id="nickname"),
        pytest.param("Donald John Trump", date(2018, 6, 1), {"USA"}, id="middle name"),
        pytest.param("H.R. McMaster", date(2017, 6, 1), {"USA"}, id="initials"),
        pytest.param("Tusk", date(2010, 1, 1), {"POL"}, id="at home"),
        pytest.param("Tusk", date(2016, 1, 1), {None}, id="in an office of the EU"),
        pytest.param("Tusk", date(2024, 6, 1), {"POL"}, id="at home again"),
        pytest.param("Stoltenberg", date(2008, 1, 1), {"NOR"}, id="before NATO"),
        pytest.param("Stoltenberg", date(2022, 3, 1), {None}, id="at NATO"),
        pytest.param("Ban Ki-moon", date(2012, 1, 1), {None}, id="at the UN"),
        pytest.param("Draghi", date(2021, 6, 1), {"ITA"}, id="after the central bank"),
        pytest.param("Gandalf Grey", date(2018, 6, 1), set(), id="nobody"),
        pytest.param("Donald Trump Jr.", date(2018, 6, 1), set(), id="the son is somebody else"),
        pytest.param("Melania Trump", date(2018, 6, 1), set(), id="the wife is somebody else"),
        pytest.param("", date(2018, 6, 1), set(), id="empty"),
    ],
)
def test_find(holders: OfficeHolders, name: str, on: date, expected: set[str | None]) -> None:
    """A name finds its holder by full name, alias or surname, as of a day."""
    assert places(holders, name, on) == expected


def test_term_includes_its_first_and_last_day(holders: OfficeHolders) -> None:
    """On the day of a handover both holders are in office; the day before and after, one is."""
    day = date(2017, 1, 20)
    offices = {
        name: {m.tenure for m in holders.find(name, day) if m.holder.office == "President"}
        for name in ("Barack Obama", "Donald Trump")
    }
    assert offices == {"Barack Obama": {Tenure.IN_OFFICE}, "Donald Trump": {Tenure.IN_OFFICE}}
    assert holders.find("Barack Obama", date(2017, 1, 21))[0].tenure is Tenure.FORMER


def test_former_holders_are_found_only_where_nobody_is_in_office(holders: OfficeHolders) -> None:
    """In 2012 "Clinton" is the secretary of state and not her husband; in 2015, when she held no office, both."""
    serving = holders.find("Clinton", date(2012, 1, 1))
    assert {match.holder.name for match in serving} == {"Hillary Clinton"}
    former = holders.find("Colin Powell", date(2010, 1, 1))
    assert {match.tenure for match in former} == {Tenure.FORMER}


def test_future_holder_is_found_last(holders: OfficeHolders) -> None:
    """Before his first office somebody is found as a future holder."""
    matches = holders.find("Emmanuel Macron", date(2012, 1, 1))
    assert {match.tenure for match in matches} == {Tenure.FUTURE}
    assert {match.holder.country for match in matches} == {"FRA"}


def test_without_a_day_every_term_is_returned(holders: OfficeHolders) -> None:
    """An undated article gets all terms, marked as undated."""
    matches = holders.find("Donald Trump")
    assert [m.holder.since.year for m in matches if m.holder.office == "President"] == [2025, 2017]
    assert {match.tenure for match in matches} == {Tenure.UNDATED}


def test_surname_of_several_countries_returns_all(holders: OfficeHolders) -> None:
    """The caller decides whom "Ivanov" or "Rodriguez" means; the order is fixed."""
    matches = holders.find("Rodriguez", date(2018, 7, 1))
    assert {"CUB", "VEN"} <= {match.holder.country for match in matches}
    assert matches == holders.find("Rodriguez", date(2018, 7, 1))


@pytest.mark.parametrize(
    ("name", "is_ambiguous"),
    [("May", True), ("Johnson", True), ("Kim", True), ("Theresa May", False), ("Merkel", False), ("Trump", False)],
)
def test_surnames_that_prove_nothing_are_marked(holders: OfficeHolders, name: str, is_ambiguous: bool) -> None:
    """A bare surname that is a word or very common is ambiguous, the full name is not."""
    matches = holders.find(name, date(2018, 6, 1))
    assert {match.is_ambiguous for match in matches} == {is_ambiguous}


def test_a_known_full_name_is_not_matched_by_surname(holders: OfficeHolders) -> None:
    """The full "Jiang Zemin" is one person, though others share the first word."""
    assert {m.matched_by for m in holders.find("Jiang Zemin", date(2001, 1, 1))} == {MatchedBy.NAME}


def test_former_official_of_an_organisation_is_of_a_country_again(holders: OfficeHolders) -> None:
    """Former posts in organisations come last: a former EU commissioner and prime minister is Italian."""
    assert holders.find("Romano Prodi", date(2015, 1, 1))[0].holder.country == "ITA"


@pytest.mark.parametrize(
    ("name", "on", "governs"),
    [
        ("Sergei Lavrov", date(2015, 1, 1), True),
        ("Jeremy Corbyn", date(2018, 1, 1), False),
        ("John McCain", date(2010, 1, 1), False),
        ("Jens Stoltenberg", date(2018, 1, 1), False),
    ],
)
def test_who_governs(holders: OfficeHolders, name: str, on: date, governs: bool) -> None:
    """Opposition leaders, legislators and officials of organisations speak for no government."""
    assert {match.holder.governs for match in holders.find(name, on)} == {governs}


# ---------------------------------------------------------------- wrong files
_ENTRY = {"name": "Ann Example", "country": "POL", "office": "President", "kind": "head_of_state", "since": "2011"}
_PROVENANCE = {"source": "a test", "licence": "MIT", "retrieved": "2026-11-22", "language": "en", "notes": ""}


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        pytest.param([_ENTRY, _ENTRY], "Ann Example, President since 2011: listed twice", id="duplicate"),
        pytest.param(
            [{**_ENTRY, "until": "2010-12"}], "holders.0: Value error, Ann Example: the term ends", id="order"
        ),
        pytest.param([{**_ENTRY, "organisation": "EU"}], "only one of them", id="two places"),
        pytest.param([{**_ENTRY, "country": None}], "only one of them", id="no place"),
        pytest.param([{**_ENTRY, "aliases": ["Ann Example"]}], "an alias is given twice", id="alias is the name"),
        pytest.param([{**_ENTRY, "since": "11.6.2011"}], "holders.0.since: ", id="form of a date"),
        pytest.param([{**_ENTRY, "since": "2011-13"}], "holders.0: Value error, month must be in 1..12", id="month 13"),
        pytest.param([{**_ENTRY, "kind": "tsar"}], "holders.0.kind: Input should be 'head_of_state'", id="kind"),
        pytest.param([{**_ENTRY, "country": "Poland"}], "holders.0.country: ", id="code"),
        pytest.param([{**_ENTRY, "born": "1960"}], "holders.0.born: Extra inputs are not permitted", id="extra field"),
    ],
)
def test_wrong_table_is_refused(tmp_path: Path, entries: list[dict[str, Any]], message: str) -> None:
    """The error names the file, the entry and the fault."""
    content = {
        "provenance": _PROVENANCE,
        "particles": [],
        "suffixes": [],
        "ambiguous_surnames": {"words": [], "common": []},
        "holders": entries,
    }
    path = tmp_path / "office_holders.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        load(path, HoldersFile)
    assert str(caught.value).startswith("office_holders.json: ")
    assert message in str(caught.value)


def test_dates_are_read_as_exactly_as_they_are_known(tmp_path: Path) -> None:
    """A year spans all its days, so that a term is never cut short."""
    content = {
        "provenance": _PROVENANCE,
        "particles": [],
        "suffixes": [],
        "ambiguous_surnames": {"words": [], "common": []},
        "holders": [
            {**_ENTRY, "until": "2012-02"},
            {**_ENTRY, "since": "2013-05-03", "until": "2015"},
        ],
    }
    path = tmp_path / "office_holders.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    terms = [(holder.since, holder.until) for holder in OfficeHolders(load(path, HoldersFile)).entries]
    assert terms == [(date(2011, 1, 1), date(2012, 2, 29)), (date(2013, 5, 3), date(2015, 12, 31))]


def test_honorific_and_surname_lead_to_a_holder(holders: OfficeHolders) -> None:
    """In 2018 "Mr Trump" is of the United States."""
    assert places(holders, load_office_titles().bare_name("Mr Trump"), date(2018, 6, 1)) == {"USA"}
