"""People: names, titles, countries, power; on sentences written for these tests, most names invented."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from coalition.lexicons.holders import load_office_holders
from coalition.lexicons.names import Gender, Organisation, fold, load_names, name_words
from coalition.lexicons.people import OfficeKind
from coalition.pipeline.countries import create_countries
from coalition.pipeline.names import Name
from coalition.pipeline.offices import Hints, find_holder, likely_day
from coalition.pipeline.people import DATE_KEY, PEOPLE_KEY, PeopleFinder, create_people
from coalition.pipeline.persons import group_names, is_family_first
from coalition.reading.reader import article_from_text

LEXICON = load_names()
HOLDERS = load_office_holders()


def _people(nlp: Language, text: str, day: str | None = None) -> Doc:
    doc = nlp(text)
    if day:
        doc.user_data[DATE_KEY] = day
    doc = create_countries(nlp, "coalition_countries")(doc)
    people: PeopleFinder = create_people(nlp, "coalition_people", use_offices=True)
    return people(doc)


def _table(nlp: Language, text: str, day: str | None = None) -> dict[str, tuple[str | None, bool]]:
    doc = _people(nlp, text, day)
    return {person["name"]: (person["country"], person["governs"]) for person in doc._.coalition_people}


def _name(words: str, start: int, *, honorific: str | None = None, in_heading: bool = False) -> Name:
    return Name(start, start + len(words.split()), tuple(words.split()), honorific, in_heading)


def _no_table(_one: tuple[str, ...], _other: tuple[str, ...]) -> bool:
    return False


# ---------------------------------------------------------------- the country from the text
@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Polish Prime Minister Jan Sobol said no.", "Jan Sobol", "POL"),
        ("France's President Luc Morvan said no.", "Luc Morvan", "FRA"),
        ("U.S. Secretary of State Alan Whitlock said no.", "Alan Whitlock", "USA"),
        ("Jan Sobol, the prime minister of Poland, said no.", "Jan Sobol", "POL"),
        ("Prime Minister Jan Sobol of Poland said no.", "Jan Sobol", "POL"),
        ("Poland's Jan Sobol said no.", "Jan Sobol", "POL"),
        ("Spain's foreign minister Pablo Arriaga said no.", "Pablo Arriaga", "ESP"),
        ("The Russian foreign minister, Oleg Bazarov, said no.", "Oleg Bazarov", "RUS"),
        ("Kemal Aydin, Turkey's ambassador to the United Nations, said no.", "Kemal Aydin", "TUR"),
        ("Turkey's ambassador to Russia, Kemal Aydin, said no.", "Kemal Aydin", "TUR"),
        ("The US ambassador to Pakistan, Alan Whitlock, said no.", "Alan Whitlock", "USA"),
        ("Sen. Alan Whitlock (R-Ohio) said no.", "Alan Whitlock", "USA"),
        ("Pentagon spokesman Rear Adm. Alan Whitlock said no.", "Alan Whitlock", "USA"),
        ("State Department spokeswoman Ellen Marsh said no.", "Ellen Marsh", "USA"),
        ("White House press secretary Ellen Marsh said no.", "Ellen Marsh", "USA"),
        ("House Speaker Alan Whitlock said no.", "Alan Whitlock", "USA"),
        ("Salem al-Harbi of the Emirati Foreign Ministry said no.", "Salem al-Harbi", "ARE"),
        ("Anna Keller, an adviser to the German chancellor, said no.", "Anna Keller", "DEU"),
        ("Anna Keller, 44, the commander of the German contingent, said no.", "Anna Keller", "DEU"),
    ],
)
def test_country_comes_from_the_text(nlp: Language, text: str, name: str, country: str) -> None:
    """Title, apposition, owner and "of" tie a person to a country; where an envoy is sent does not."""
    assert _table(nlp, text)[name][0] == country


@pytest.mark.parametrize(
    "text",
    [
        "Anna Keller of the Heritage Foundation said no.",
        "The Berlin-based analyst Anna Keller said no.",
        "Anna Keller, a Syria expert at Cornell University, said no.",
        "Anna Keller, the United Nations envoy for Syria, said no.",
    ],
)
def test_country_of_an_outsider_is_unknown(nlp: Language, text: str) -> None:
    """Where experts sit and what they study is not what they belong to; nor is an organisation a country."""
    assert _table(nlp, text)["Anna Keller"] == (None, False)


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("U.N. Secretary General Anna Keller said no.", "UN"),
        ("NATO Secretary General Anna Keller said no.", "NATO"),
        ("European Council President Anna Keller said no.", "EU"),
    ],
)
def test_organisation_takes_the_country(nlp: Language, text: str, organisation: str) -> None:
    """An official of an organisation has no country and no government."""
    person = _people(nlp, text)._.coalition_people[0]
    assert (person["organisation"], person["country"], person["governs"]) == (organisation, None, False)


def test_owner_gives_the_country(nlp: Language) -> None:
    """Whoever is "his deputy" or "Tusk's spokesman" belongs where the owner does."""
    text = "Russian Foreign Minister Oleg Bazarov left early. His deputy, Igor Petrenko, said no."
    assert _table(nlp, text)["Igor Petrenko"][0] == "RUS"


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Chile has more ships than Peru. Yet its navy minister, Ana Robles, refused.", "Ana Robles", "CHL"),
        ("Kenya - a giant beside Burundi - sent help, its foreign minister, Paul Otieno, said.", "Paul Otieno", "KEN"),
        ('Fiji wants no cable. "We train Tongan divers," Trade Minister Josua Vatu said.', "Josua Vatu", "FJI"),
        ("The Danish team left Lima early. Its leader, Foreign Minister Nina Holm, was angry.", "Nina Holm", "DNK"),
        ("Norway summoned the Polish envoy. President Liv Aasen said no.", "Liv Aasen", "NOR"),
    ],
    ids=["its, sentence before", "its, dash", "outside quotation", "its, team", "subject before object"],
)
def test_topic_of_the_passage_gives_the_country(nlp: Language, text: str, name: str, country: str) -> None:
    """An office without a country belongs to whom the passage speaks of, not to the country named last."""
    doc = _people(nlp, text)
    [person] = [p for p in doc._.coalition_people if p["name"] == name]
    assert (person["country"], person["inferred"]) == (country, True)


def test_section_gives_the_country(nlp: Language) -> None:
    """Below a heading that is a country's name, a minister without country is of that country."""
    from coalition.pipeline.parsing import parse

    text = (
        "Who joins the patrol, and who does not?\n\nSix capitals were asked on Monday whether they would join it.\n\n"
        "Norway\n\nDefence Minister Sindre Haugen said that the ships were ready and that the crews had been told.\n\n"
        "Chile\n\nDefence Minister Pablo Arriaga said that nobody had asked for a ship and that none would be sent.\n"
    )
    doc = create_countries(nlp, "c")(parse(article_from_text(text), nlp))
    people = create_people(nlp, "p", use_offices=True)(doc)._.coalition_people
    assert {p["name"]: p["country"] for p in people} == {"Sindre Haugen": "NOR", "Pablo Arriaga": "CHL"}


# ---------------------------------------------------------------- the table of office holders
@pytest.mark.parametrize(
    ("text", "day", "name", "country"),
    [
        ("Mr. Trump said on Monday that he would not go.", "2018-05-08", "Trump", "USA"),
        ("Merkel said on Monday that she would not go.", "2018-05-08", "Merkel", "DEU"),
        ("President Obama said on Monday that he would not go.", "2014-09-10", "Obama", "USA"),
        ("Putin said on Monday that he would not go.", None, "Putin", "RUS"),
    ],
)
def test_office_table_decides_where_the_text_is_silent(
    nlp: Language, text: str, day: str | None, name: str, country: str
) -> None:
    """A leader whom the text ties to nothing gets the country of the office, marked as inferred."""
    person = next(p for p in _people(nlp, text, day)._.coalition_people if p["name"] == name)
    assert (person["country"], person["inferred"], person["governs"]) == (country, True, True)


def test_former_holders_do_not_govern(nlp: Language) -> None:
    """The press goes on calling a former president "President": the article's date decides."""
    text = "President Barack Obama said on Monday that the deal should stand."
    assert _table(nlp, text, "2016-05-08")["Barack Obama"] == ("USA", True)
    assert _table(nlp, text, "2018-05-08")["Barack Obama"] == ("USA", False)


def test_spouse_is_not_the_holder() -> None:
    """A surname of the table with another first name is somebody else."""
    hints = Hints(date(2018, 5, 8), {"USA": 0})
    assert find_holder(HOLDERS, ["Trump"], hints, lambda _: True) is not None
    assert find_holder(HOLDERS, ["Trump"], hints, lambda name: name.startswith("Melania")) is None


def test_undated_article_is_placed_by_its_people() -> None:
    """Trump, Macron and May were in office together from 2017 to 2019 only."""
    groups = [[m.holder for m in HOLDERS.find(name)] for name in ("Donald Trump", "Emmanuel Macron", "Theresa May")]
    tops = (OfficeKind.HEAD_OF_STATE, OfficeKind.HEAD_OF_GOVERNMENT)
    heads = [[holder for holder in group if holder.kind in tops] for group in groups]
    day = likely_day(heads)
    assert day is not None
    assert date(2017, 5, 1) <= day <= date(2019, 7, 24)


# ---------------------------------------------------------------- power
@pytest.mark.parametrize(
    ("text", "governs"),
    [
        ("German Foreign Minister Anna Keller said no.", True),
        ("German government spokesman Karl Bauer said no.", True),
        ("German General Karl Bauer said no.", True),
        ("Former German chancellor Anna Keller said no.", False),
        ("German opposition leader Anna Keller said no.", False),
        ("German lawmaker Anna Keller said no.", False),
        ("German analyst Anna Keller said no.", False),
        ("Anna Keller, a German activist, said no.", False),
        ("Anna Keller, a farmer from Germany, said no.", False),
        ("Anna Keller, president of Eurasia Partners, said no.", False),
    ],
)
def test_governs_is_for_those_in_power(nlp: Language, text: str, governs: bool) -> None:
    """Only holders in office, their spokesmen and soldiers speak for a government."""
    assert next(iter(_table(nlp, text).values()))[1] is governs


# ---------------------------------------------------------------- one person, many names
def test_surname_refers_to_the_full_name(nlp: Language) -> None:
    """The later "Mr Sobol", "Sobol" and "Sobol's" are the Jan Sobol of the first sentence."""
    text = "Polish Prime Minister Jan Sobol arrived. Mr Sobol was late. Sobol's car broke down, Sobol said."
    doc = _people(nlp, text)
    assert [span.text for span in doc.spans[PEOPLE_KEY]] == ["Jan Sobol", "Sobol", "Sobol", "Sobol"]
    assert [span.label_ for span in doc.spans[PEOPLE_KEY]] == ["full", "surname", "surname", "surname"]
    assert {(span.id_, span.kb_id_) for span in doc.spans[PEOPLE_KEY]} == {("0", "POL")}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["keir starmer", "+sir keir", "starmer"], [3]),
        (["kim jong un", "kim"], [2]),
        (["moon jae-in", "moon"], [2]),
        (["mohammed salman", "salman"], [2]),
        (["angela merkel", "joachim sauer", "sauer", "merkel"], [2, 2]),
        (["george bush", "jeb bush"], [1, 1]),
        (["javad zarif", "mohammad javad zarif", "zarif"], [3]),
        (["sergei lavrov", "sergey lavrov"], [2]),
        (["james mattis", "jim mattis", "mattis"], [3]),
        (["hassan rouhani", "rohani"], [2]),
        (["ed miliband", "miliband", "david miliband", "miliband", "ed"], [4, 1]),
    ],
)
def test_names_are_grouped(names: list[str], expected: list[int]) -> None:
    """One person keeps all forms of a name; two people of one surname stay apart by their first names."""
    given_names = []
    for number, words in enumerate(names):
        honorific = "sir" if words.startswith("+sir") else None
        given_names.append(_name(words.removeprefix("+sir "), number * 10, honorific=honorific))
    persons = group_names(given_names, LEXICON, _no_table)
    assert [len(person.names) for person in persons] == expected


def test_honorific_tells_a_couple_apart() -> None:
    """A "Mr" cannot mean Hillary Clinton, even where she was named last."""
    names = [_name("bill clinton", 0), _name("hillary clinton", 10), _name("clinton", 20, honorific="mr")]
    persons = group_names(names, LEXICON, _no_table)
    assert [len(person.names) for person in persons] == [2, 1]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Mohammed bin Salman", ("mohammed", "salman")),
        ("Bashar al-Assad", ("bashar", "assad")),
        ("Jean-Yves Le Drian", ("jean-yves", "drian")),
        ("Ursula von der Leyen", ("ursula", "leyen")),
        ("William C. Mayville Jr.", ("william", "c", "mayville")),
        ("Zeid Ra'ad al-Hussein", ("zeid", "raad", "hussein")),
        ("Recep Tayyip Erdoğan", ("recep", "tayyip", "erdogan")),
    ],
)
def test_names_are_compared_by_their_words(name: str, words: tuple[str, ...]) -> None:
    """Particles, accents, dots and "Jr." do not count."""
    assert name_words(name, LEXICON) == words


def test_family_name_may_stand_first() -> None:
    """In Chinese and Korean names the first word stands alone later."""
    assert is_family_first(("xi", "jinping"), LEXICON)
    assert is_family_first(("park", "su-hyun"), LEXICON)
    assert not is_family_first(("theresa", "may"), LEXICON)


# ---------------------------------------------------------------- who is no person of the story
@pytest.mark.parametrize(
    "text",
    [
        "The Nelson Mandela Foundation said no.",
        "The Trump administration said no.",
        "The Kennedy Center said no.",
        "The strikes were launched from the USS Porter on Friday.",
        "Jane Roe and Richard Miles contributed to this report.",
        "Photo by Jane Roe/Getty Images",
        "The policy recalls that of Ronald Reagan.",
    ],
)
def test_no_person_of_the_story(nlp: Language, text: str) -> None:
    """Names of things, of governments, of the page's makers and of the past are no people of the story."""
    assert _table(nlp, text) == {}


def test_title_finds_a_name_that_the_model_misses(nlp: Language) -> None:
    """A capitalised word behind a title is a name, whatever the recogniser makes of it."""
    assert _table(nlp, "Japanese Prime Minister Kishida said no.")["Kishida"] == ("JPN", True)


def test_people_are_plain_and_travel(nlp: Language) -> None:
    """The extension holds plain values, so that a Doc can be stored and read."""
    doc = _people(nlp, "Polish Prime Minister Jan Sobol said no.")
    copy = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert copy._.coalition_people == doc._.coalition_people
    assert [str(span) for span in copy.spans[PEOPLE_KEY]] == ["Jan Sobol"]


# ---------------------------------------------------------------- data
def test_name_lists_answer() -> None:
    """Genders, nicknames and organisations are found by folded words."""
    assert LEXICON.gender_of("angela") is Gender.FEMALE
    assert LEXICON.are_nicknames("jim", "james")
    assert not LEXICON.are_nicknames("jim", "john")
    assert LEXICON.organisation_in(["the", "united", "nations", "envoy"]) is Organisation.UN


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded word is its own folded form."""
    assert fold(fold(text)) == fold(text)
