"""Mentions of countries and groups, from tokens alone."""

from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from coalition.lexicons.countries import MentionKind, load_gazetteer
from coalition.lexicons.mention_rules import PSEUDO_MENTIONS_FILE, PseudoMentionFile, RuleEntry, load_mention_rules
from coalition.lexicons.store import load
from coalition.pipeline.countries import COUNTRIES_KEY, GROUPS_KEY, PLACE_ID, create_countries
from coalition.pipeline.parsing import BLOCKS_KEY

BLANK = spacy.blank("en")
COMPONENT = create_countries(BLANK, "coalition_countries")
RULES = load(PSEUDO_MENTIONS_FILE, PseudoMentionFile)


def _spans(text: str, key: str = COUNTRIES_KEY) -> list[Span]:
    doc = COMPONENT(BLANK.make_doc(text))  # the spans of a Doc die with it
    return list(doc.spans[key])


def _mentions(text: str) -> list[tuple[str, str]]:
    return [(span.text, span.kb_id_) for span in _spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Poland said no.", [("Poland", "POL", "name")]),
        ("The Burmese left; Swaziland and Türkiye stayed.", [
            ("Burmese", "MMR", "adjective"), ("Swaziland", "SWZ", "name"), ("Türkiye", "TUR", "name")]),
        ("The U.S. and the UK, the UAE, the DRC and the ROK", [
            ("U.S.", "USA", "abbreviation"), ("UK", "GBR", "abbreviation"), ("UAE", "ARE", "abbreviation"),
            ("DRC", "COD", "abbreviation"), ("ROK", "KOR", "abbreviation")]),
        ("Danes, Dutch, Emirati and Swiss delegates", [
            ("Danes", "DNK", "demonym"), ("Dutch", "NLD", "adjective"), ("Emirati", "ARE", "adjective"),
            ("Swiss", "CHE", "adjective")]),
        ("Kyiv asked; Kiev and Ankara answered.", [
            ("Kyiv", "UKR", "capital"), ("Kiev", "UKR", "capital"), ("Ankara", "TUR", "capital")]),
        ("The Kremlin, the Elysee, Downing Street, the White House, Foggy Bottom and the Bundestag", [
            ("Kremlin", "RUS", "seat"), ("Elysee", "FRA", "seat"), ("Downing Street", "GBR", "seat"),
            ("White House", "USA", "seat"), ("Foggy Bottom", "USA", "seat"), ("Bundestag", "DEU", "seat")]),
        ("Bolivia (Plurinational State of), Dem. Rep. of the Congo", [
            ("Bolivia (Plurinational State of)", "BOL", "name"), ("Dem. Rep. of the Congo", "COD", "name")]),
    ],
    ids=["name", "former", "abbreviation", "people", "capital", "seat", "table"],
)  # fmt: skip
def test_kinds(text: str, expected: list[tuple[str, str, str]]) -> None:
    """The label tells by what the country is named, the id which one it is."""
    assert [(span.text, span.kb_id_, span.label_) for span in _spans(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the French-led force", [("French", "FRA")]),
        ("US-backed rebels", [("US", "USA")]),
        ("a U.S.-led coalition", [("U.S.-led", "USA")]),
        ("a U.K.—backed plan", [("U.K.—backed", "GBR")]),
        ("Franco-German, Anglo-French, Sino-American and Russo-Ukrainian ties", [
            ("Franco", "FRA"), ("German", "DEU"), ("Anglo", "GBR"), ("French", "FRA"), ("Sino", "CHN"),
            ("American", "USA"), ("Russo", "RUS"), ("Ukrainian", "UKR")]),
        ("pro-Russian, anti-Iran, anti-U.S. and non-U.S. voices", [
            ("Russian", "RUS"), ("Iran", "IRN"), ("U.S.", "USA"), ("U.S.", "USA")]),
        ("the Israel-Iran war", [("Israel", "ISR"), ("Iran", "IRN")]),
        ("Guinea-Bissau and Bosnia-Herzegovina", [("Guinea-Bissau", "GNB"), ("Bosnia-Herzegovina", "BIH")]),
        ("the Indo-Pacific command, General Franco and Anglo-Saxons", []),
        ("Britain's plan, the U.S's role, the US. It said UK's.", [
            ("Britain", "GBR"), ("U.S", "USA"), ("US", "USA"), ("UK", "GBR")]),
        ("(U.S.), \"Iran\", Iran,Iraq", [("U.S.", "USA"), ("Iran", "IRN"), ("Iran", "IRN"), ("Iraq", "IRQ")]),
    ],
    ids=["led", "backed", "dotted", "dash", "prefixes", "anti", "pair", "name", "no-country", "possessive", "marks"],
)  # fmt: skip
def test_compounds_and_punctuation(text: str, expected: list[tuple[str, str]]) -> None:
    """In a compound the country's token is the span; a token that holds the compound is the span as a whole."""
    assert _mentions(text) == expected


RIGHT_AND_WRONG = [
    # Georgia
    ("Georgia joined the sanctions, the foreign ministry in Tbilisi said.", ["GEO", "GEO"]),
    ("Ukraine, Georgia and Moldova signed.", ["UKR", "GEO", "MDA"]),
    ("Georgia's president vetoed the law.", ["GEO"]),
    ("Georgia will send troops.", ["GEO"]),
    ("Russian troops left. Georgia, a Georgian minister said, stays neutral.", ["RUS", "GEO", "GEO"]),
    ("The US state of Georgia certified the result.", ["USA"]),
    ("She lives in Atlanta, Georgia.", []),
    ("Georgia Gov. Brian Kemp spoke.", []),
    ("Georgia's Senate race goes on.", []),
    ("Voters in Florida, Georgia and Texas wait.", []),
    ("Sen. David Perdue (R-Georgia) lost.", []),
    ("Democrats hope for Texas. Georgia is next.", []),
    ("He studied in Athens, Georgia.", []),
    ("Georgia Tech won.", []),
    # Jordan
    ("Jordan, Egypt and Israel met.", ["JOR", "EGY", "ISR"]),
    ("In Jordan, the king spoke.", ["JOR"]),
    ("Jordan's King Abdullah flew home.", ["JOR"]),
    ("Jordan will close the border, Jordanian officials say.", ["JOR", "JOR"]),
    ("Rep. Jim Jordan spoke. Jordan was angry.", []),
    ("Michael Jordan retired.", []),
    ("Mr. Jordan declined.", []),
    ("Jordan Smith won. Later Jordan lost.", []),
    ("The Jordan River is low.", []),
    # Chad
    ("Chad closed its border with Sudan.", ["TCD", "SDN"]),
    ("Niger, Cameroon and Chad sent troops.", ["NER", "CMR", "TCD"]),
    ("Chad Smith ran. Chad was tired.", []),
    ("The secretary, Chad Wolf, left.", []),
    ("Lake Chad shrinks.", []),
    # Turkey
    ("Turkey refused.", ["TUR"]),
    ("TURKEY SAYS NO", ["TUR"]),
    ("Turkey dinner for twelve", []),
    ("How to Roast a Turkey", []),
    ("They ate turkey.", []),
    # Mali
    ("Mali expelled the envoy.", ["MLI"]),
    ("The Malian army and the Somali army", ["MLI", "SOM"]),
    ("Malice and Mali's pride", ["MLI"]),
    # Niger and Nigeria
    ("Niger and Nigeria reopened their border.", ["NER", "NGA"]),
    ("Nigerien and Nigerian envoys", ["NER", "NGA"]),
    ("The Niger Delta is polluted.", []),
    ("The Niger River rose.", []),
    # Guinea
    ("Guinea, Guinea-Bissau and Equatorial Guinea", ["GIN", "GNB", "GNQ"]),
    ("Papua New Guinea and Papua New Guineans", ["PNG", "PNG"]),
    ("The Guinean president", ["GIN"]),
    ("A guinea pig; Guinea pigs; the Gulf of Guinea; New Guinea", []),
    # The Congos
    ("Congo refused.", ["COD"]),
    ("Brazzaville denied it. Congo will send no troops.", ["COG", "COG"]),
    ("The Republic of the Congo and the Democratic Republic of Congo", ["COG", "COD"]),
    ("DR Congo and Congo-Brazzaville", ["COD", "COG"]),
    ("Kinshasa said Congolese soldiers stay.", ["COD", "COD"]),
    ("The Congo River is wide.", []),
    # Dominica and the Dominican Republic
    ("Dominica and the Dominican Republic", ["DMA", "DOM"]),
    ("Dominican police", ["DOM"]),
    ("Dominica voted. The Dominican delegate left.", ["DMA", "DMA"]),
    ("A Dominican friar prayed.", []),
    # The Koreas
    ("South Korea and North Korea", ["KOR", "PRK"]),
    ("South Korean and North Korean", ["KOR", "PRK"]),
    ("Korea signed the deal.", ["KOR"]),
    ("Pyongyang fired. Korea is in danger.", ["PRK", "PRK"]),
    ("Seoul and Pyongyang talk; Korean envoys met.", ["KOR", "PRK", "KOR"]),
    ("Korean Air cancelled flights to the Korean Peninsula.", []),
    # Ireland
    ("Ireland abstained.", ["IRL"]),
    ("Northern Ireland voted.", ["GBR"]),
    ("The Republic of Ireland and Northern Irish ministers", ["IRL", "GBR"]),
    ("Patricia Ireland spoke.", []),
    # Names of persons
    ("Steve Israel asked. Israel won.", []),
    ("Steve Israel asked Israel. The Israelis heard.", ["ISR", "ISR"]),
    ("Kathy Holland and Gordon England met Mark Cuban.", []),
    ("Mark Cuban paid. Cuban was pleased.", []),
    ("Denzel Washington and George Washington", []),
    ("In June Germany agreed.", ["DEU"]),
    # Places of the United States and elsewhere
    ("New Mexico and New England", []),
    ("She grew up in Lebanon, Ohio, and in Paris, Texas.", []),
    ("Moscow, Idaho, and Vienna, Va.", []),
    ("British Columbia, New South Wales and Inner Mongolia", []),
    ("Ships sail the South China Sea and the Gulf of Mexico to the Indian Ocean.", []),
    ("Latin America, South America and Central American migrants", []),
    ("America first, say Americans.", ["USA", "USA"]),
    # Agreements, papers, meetings
    ("The Panama Papers and the Panama Canal", []),
    ("The Paris climate agreement holds.", []),
    ("the Paris accord, the Paris Agreement and the Paris climate deal", []),
    ("The Geneva Convention and the Vienna Convention", []),
    ("The Minsk agreements and the Minsk Games", []),
    ("The London meeting ended.", []),
    ("the Helsinki summit, the Tokyo Olympics and the Doha talks", []),
    ("After the Paris attacks", []),
    ("Paris talked to Berlin.", ["FRA", "DEU"]),
    ("Moscow attacks Kyiv.", ["RUS", "UKR"]),
    ("Officials in Washington and the regime in Tehran said so.", ["USA", "IRN"]),
    ("It is in Beijing's interest.", ["CHN"]),
    ("The London-based group and Beirut-based rebels", []),
    ("Jerusalem said it would answer.", ["ISR"]),
    # Outlets, companies, institutes, armed groups
    ("The Washington Post, the Jerusalem Post, China Daily and the Moscow Times", []),
    ("Voice of America, Bank of America, American Airlines, Air France and British Airways", []),
    ("The Bank of England raised its rate; the Bank of Japan did not.", []),
    ("FRANCE 24, Agence France-Presse and the Islamic Republic News Agency", []),
    ("The Syrian Observatory for Human Rights and the Washington Institute", []),
    ("The Islamic State of Iraq and Syria, or Islamic State in Iraq and the Levant", []),
    ("The Free Syrian Army and the Syrian Democratic Forces", []),
    ("The Syrian army", ["SYR"]),
    # Peoples, languages, food
    ("An Iranian-American journalist was freed.", []),
    ("Iranian-Americans voted.", []),
    ("An Iranian-American deal", ["IRN", "USA"]),
    ("A British-Iranian aid worker", []),
    ("The British-Iranian talks", ["GBR", "IRN"]),
    ("American Indian tribes and African Americans", []),
    ("He said it in Russian.", []),
    ("She spoke French, then left.", []),
    ("In Russian hands", ["RUS"]),
    ("French fries, German shepherds and a Chinese restaurant", []),
    ("Polish the silver before they come.", []),
    ("Polish troops came.", ["POL"]),
    ("They polish it.", []),
    ("China plates and a china shop", []),
    ("China refused.", ["CHN"]),
    ("un-American", []),
    # The pronoun
    ("Tell us more. Us too.", []),
    ("CONTACT US", []),
    ("GIVE US A BREAK", []),
    ("WHO IS US TRYING TO FOOL", ["USA"]),
    ("US SAYS IT WILL LEAVE", ["USA"]),
    ("The US told us.", ["USA"]),
    # Words that need support
    ("Male voters and Stanley Hamilton", []),
    ("The Maldives said so in Malé, and Male will vote.", ["MDV", "MDV", "MDV"]),
    ("Wellington objected.", ["NZL"]),
    ("The Duke fought. Wellington won.", []),
    ("Esteban Santiago was charged. Santiago said nothing.", []),
    ("Santiago and Lima agreed.", ["CHL", "PER"]),
    ("Emirates cancelled a flight.", []),
    ("Clashes broke out in Tripoli, Lebanon.", ["LBN"]),
    ("Britain and the Emirates signed.", ["GBR", "ARE"]),
    ("Georgetown sent police.", ["GUY"]),
    ("A Speech to Georgetown Students", []),
    ("The students of Georgetown University left Georgetown.", []),
    ("New Zealand objected. Wellington will vote.", ["NZL", "NZL"]),
    # Datelines
    ("WASHINGTON (Reuters) - The vote failed.", []),
    ("Cairo, Egypt (CNN) -- The vote failed.", ["EGY"]),
    ("Beijing-backed banks", ["CHN"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "codes"), RIGHT_AND_WRONG, ids=[text for text, _ in RIGHT_AND_WRONG])
def test_namesakes(text: str, codes: list[str]) -> None:
    """A word counts only where it names the country."""
    assert [code for _, code in _mentions(text)] == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("TURKEY AND GREECE SAY NO\n\nThe rest agreed.", ["TUR", "GRC"]),
        ("POLISH PREMIER REFUSES", ["POL"]),
        ("HOW TO POLISH THE SILVER", []),
        ("WHAT CÔTE D'IVOIRE WANTS", ["CIV"]),
        ("WHAT COTE D'IVOIRE WANTS", ["CIV"]),
        ("THE BANK OF ENGLAND WAITS", []),
        ("NEW MEXICO WAITS", []),
        ("REP. JIM JORDAN SPEAKS", []),
    ],
)
def test_upper_case_lines(text: str, codes: list[str]) -> None:
    """Headings in capitals name countries as any line does; rules on capitalised words do not see them."""
    assert [code for _, code in _mentions(text)] == codes


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("The Baltic states and Benelux", ["baltic-states", "benelux"]),
        ("NORDIC COUNTRIES, Gulf States, Visegrad Four", ["nordics", "gcc", "visegrad"]),
        ("the E3, the P5+1, the G7, G-20, BRICS and the GCC", ["e3", "p5+1", "g7", "g20", "brics", "gcc"]),
        ("EU, NATO, the Quad and the Five Eyes; a quad bike", ["eu", "nato", "quad", "five-eyes"]),
        ("the two Koreas", ["koreas"]),
        ("EU-backed; pro-EU", ["eu", "eu"]),
    ],
)
def test_groups(text: str, ids: list[str]) -> None:
    """A group is a mention of its own kind and no mention of its members."""
    spans = _spans(text, GROUPS_KEY)
    assert [(span.label_, span.kb_id_) for span in spans] == [("group", group) for group in ids]
    assert not _mentions(text)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The ministers met in Vienna.", ["Vienna"]),
        ("Protests in London and Paris", ["London", "Paris"]),
        ("London Mayor Sadiq Khan and central Baghdad", ["London", "Baghdad"]),
        ("The embassy moved to Jerusalem.", ["Jerusalem"]),
        ("Jerusalem will answer.", []),
        ("Vienna refused.", []),
        ("Officials in Washington said no, and it is in Beijing's interest.", []),
        ("The war in Syria", []),
    ],
)
def test_a_capital_may_be_only_a_place(text: str, places: list[str]) -> None:
    """Where a capital does not stand for its government the id of the span says so."""
    assert [span.text for span in _spans(text) if span.id_ == PLACE_ID] == places


@pytest.mark.parametrize("rule", RULES.rule, ids=lambda rule: rule.id)
def test_each_rule_fires_on_its_example(rule: RuleEntry) -> None:
    """The example in the data file is decided by the rule beside which it stands."""
    decided = COMPONENT.decide(BLANK.make_doc(rule.example))
    assert rule.id in {mention.rule for mention in decided}


def test_phrases_name_no_country() -> None:
    """A phrase yields no mention, in any of its spellings."""
    phrases = load_mention_rules().phrases
    assert [phrase for phrase in phrases if _mentions(f"They saw {phrase} again.")] == []


def test_forms_of_several_words_are_one_mention() -> None:
    """No shorter form or phrase inside breaks a longer one up."""
    forms = [text for text in load_gazetteer().forms if " " in text]
    found = [COMPONENT.decide(BLANK.make_doc(f"They saw {text} again.")) for text in forms]
    assert [[mention.form.text for mention in decided] for decided in found] == [[text] for text in forms]


def test_only_blocks_are_read() -> None:
    """In a Doc made from an article, what lies outside the blocks is page furniture."""
    doc = BLANK.make_doc("Follow China news\n\nIran refused.\n\nShare in India")
    doc.spans[BLOCKS_KEY] = [Span(doc, 4, 7, label="paragraph")]
    assert [span.text for span in COMPONENT(doc).spans[COUNTRIES_KEY]] == ["Iran"]


def test_the_factory_is_registered() -> None:
    """The component can be added by name, needs nothing, and survives the way to another process."""
    nlp = spacy.blank("en")
    nlp.add_pipe("coalition_countries")
    analysis = nlp.analyze_pipes()
    assert analysis is not None
    assert not analysis["problems"]["coalition_countries"]
    doc = Doc(nlp.vocab).from_bytes(nlp("Poland refused in Vienna.").to_bytes())
    found = [(span.kb_id_, span.label_, span.id_) for span in doc.spans[COUNTRIES_KEY]]
    assert found == [("POL", "name", ""), ("AUT", "capital", PLACE_ID)]


def test_an_empty_text_has_no_mentions() -> None:
    """No token, no span, no error."""
    assert _mentions("") == []


PIECES = st.sampled_from([
    *sorted(load_gazetteer().forms), *sorted(load_gazetteer().aliases), *sorted(load_mention_rules().phrases),
    *("and", ",", "-", "in", "of", "the", "said", "(", ")", "\n", "\n\n", ".", "'s", "–", "Mr.", "Jim", "2015"),
])  # fmt: skip


@given(st.lists(PIECES, max_size=12), st.sampled_from([" ", ""]))
def test_laws(pieces: list[str], joint: str) -> None:
    """Spans do not overlap, stand in order, and their text is a form of their country."""
    gazetteer = load_gazetteer()
    doc = COMPONENT(BLANK.make_doc(joint.join(pieces)))
    spans = sorted([*doc.spans[COUNTRIES_KEY], *doc.spans[GROUPS_KEY]], key=lambda span: span.start)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert [span.start for span in doc.spans[COUNTRIES_KEY]] == sorted(span.start for span in doc.spans[COUNTRIES_KEY])
    for span in doc.spans[COUNTRIES_KEY]:
        forms = gazetteer.forms_of(span.kb_id_)
        assert span.text in forms or (len(span) == 1 and any(span.text.startswith(f) for f in forms if f[-1] == "."))
        assert span.label_ in set(MentionKind)


@given(st.lists(PIECES, max_size=12))
def test_reading_twice_changes_nothing(pieces: list[str]) -> None:
    """The component is a function of the tokens."""
    doc = COMPONENT(BLANK.make_doc(" ".join(pieces)))
    before = [(span.start, span.end, span.kb_id_) for span in doc.spans[COUNTRIES_KEY]]
    assert [(span.start, span.end, span.kb_id_) for span in COMPONENT(doc).spans[COUNTRIES_KEY]] == before
