"""What keeps a run quick, in counts and not in seconds: modules, components, blocks, regexes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.engine import EXAMPLES, example, the_analyser, the_pipeline
from tests.fresh import assert_succeeds

from coalition.analyser import UNREAD
from coalition.pipeline import annotating, assembly
from coalition.pipeline.assembly import run_pipeline
from coalition.reading.reader import article_from_text

ROOT = Path(__file__).resolve().parents[1]
NAMELESS = "The committee will meet again next week to look at the plan for the new bridge over the river."


def test_json_of_an_article_imports_no_more_than_it_needs() -> None:
    """No command line of spaCy, no other framework, nothing for pages or other kinds of files."""
    code = (
        "import sys\n"
        "from coalition.cli import main\n"
        f"code = main(['analyse', '--json', {str(EXAMPLES / 'haiti-mission.txt')!r}])\n"
        "needless = {'requests', 'httpx', 'typer', 'weasel', 'torch', 'cupy', 'tensorflow', 'rich', 'jinja2',\n"
        "            'pycountry', 'charset_normalizer', 'lxml', 'trafilatura', 'pypdf', 'docx', 'sqlite3', 'pandas'}\n"
        "found = sorted(name for name in needless if sys.modules.get(name))\n"
        "sys.exit(f'{code} {found}' if code or found else 0)\n"
    )
    assert_succeeds(code)


def test_whole_spacy_is_there_when_it_is_asked_for() -> None:
    """What was left out while importing can be imported afterwards."""
    code = (
        "import sys\n"
        "from coalition.pipeline.lean import import_spacy\n"
        "import_spacy(with_frameworks=False)\n"
        "import spacy\n"
        "left = [name for name in sys.modules if name.startswith('spacy.cli')]\n"
        "version = spacy.info(silent=True)['spacy_version']\n"
        "sys.exit(0 if not left and version == spacy.__version__ else f'{left} {version}')\n"
    )
    assert_succeeds(code)


@pytest.fixture
def applied(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Return the list of the components that run, each with the number of blocks it gets."""
    found: list[tuple[str, int]] = []
    apply = annotating._apply

    def counted(component: Any, docs: Any) -> Any:
        found.append((type(component).__name__, len(docs)))
        return apply(component, docs)

    monkeypatch.setattr(annotating, "_apply", counted)
    return found


def test_each_component_runs_once_for_an_article(applied: list[tuple[str, int]]) -> None:
    """Title, lede and paragraphs in one batch; the sentence recogniser is not there at all."""
    article = example("haiti-mission")
    the_analyser().analyse(article)
    names = [name for name, _ in applied]
    assert sorted(names) == sorted(set(names))
    assert set(names) == {
        "Tok2Vec", "Tagger", "DependencyParser", "AttributeRuler", "EnglishLemmatizer", "EntityRecognizer"
    }  # fmt: skip
    assert {size for _, size in applied} == {applied[0][1]}
    assert 10 < applied[0][1] <= len(article.blocks)


def test_paragraphs_without_countries_are_not_parsed_where_most_are_so(applied: list[tuple[str, int]]) -> None:
    """A title, the lede and the six paragraphs that name somebody, of nineteen."""
    built = f"{NAMELESS} Firms from Chad and Mali build it."
    text = "\n\n".join(["A bridge", *[NAMELESS] * 10, *[built] * 6, *[NAMELESS] * 3])
    the_analyser().analyse(article_from_text(text))
    assert {size for _, size in applied} == {1 + 3 + 6}


def test_nothing_is_parsed_where_countries_are_named_in_passing(applied: list[tuple[str, int]]) -> None:
    """Two paragraphs that name somebody, of twenty, with no heading about them."""
    built = f"{NAMELESS} Firms from Chad and Mali build it."
    text = "\n\n".join(["A bridge", *[NAMELESS] * 10, built, built, *[NAMELESS] * 8])
    assert the_analyser().analyse(article_from_text(text)).warnings == (UNREAD,)
    assert applied == []


def test_nothing_is_parsed_where_no_two_countries_are_named_together(applied: list[tuple[str, int]]) -> None:
    """Their names are still there, and the reader is told; who names the initiative has it read."""
    text = "\n\n".join(["A bridge", *[f"{NAMELESS} A firm from Chad builds it."] * 20])
    article = article_from_text(text)
    analysis = the_analyser().analyse(article)
    assert applied == []
    assert [(country.code, country.mentions, country.stance) for country in analysis.countries] == [("TCD", 20, None)]
    assert analysis.warnings == (UNREAD,)
    run_pipeline(article, the_pipeline(), initiative="bridge")
    assert {size for _, size in applied} == {len(article.blocks)}


def test_no_regex_is_built_for_a_second_article(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are built once a process."""
    the_analyser().analyse(example("haiti-mission"))
    built: list[str] = []
    compile_ = re._compiler.compile  # type: ignore[attr-defined]

    def counted(pattern: Any, flags: int = 0) -> Any:
        built.append(str(pattern))
        return compile_(pattern, flags)

    monkeypatch.setattr(re._compiler, "compile", counted)  # type: ignore[attr-defined]
    the_analyser().analyse(example("haiti-mission"))
    assert built == []


def test_order_and_company_change_no_byte() -> None:
    """An article has the same report first, last and alone."""
    names = ("games-boycott", "haiti-mission", "whale-sanctuary")
    there = {name: the_analyser().analyse(example(name)).to_json() for name in names}
    back = {name: the_analyser().analyse(example(name)).to_json() for name in reversed(names)}
    assert there == back


def test_large_vocabulary_forgets_the_words_of_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    """And finds in it what it found before; a small one keeps them."""
    names = ("Zanzu", "Qorvia", "Zanzu")
    texts = [f"{example('haiti-mission').text}\n\nThe {name.lower()}ish corvette left {name}port." for name in names]
    strings = the_analyser()._nlp.vocab.strings
    monkeypatch.setattr(assembly, "MOST_LEARNED", 0)
    before = len(strings)
    found = [the_analyser().analyse(text).to_json() for text in texts]
    assert len(strings) == before
    monkeypatch.undo()
    assert found == [the_analyser().analyse(text).to_json() for text in texts]
    assert len(strings) > before


@pytest.mark.parametrize("mark", ['"', "(", "!?.,", "-", "|", "\N{BULLET} ", "\n", "\nChad", " and Chad", "0"])
def test_long_runs_are_no_work(mark: str, applied: list[tuple[str, int]]) -> None:
    """Twenty thousand of anything; a tokenizer that starts anew at each mark took 40 s."""
    text = "Chad joins force\n\nChad and Mali will join the force, the minister said on Monday. "
    run = mark * 300 if "Chad" in mark else (mark * 20_000)[:20_000]
    the_analyser().analyse(article_from_text(text + run))
    assert applied


def test_profile_tells_the_rooms() -> None:
    """The hidden option prints each room once, on stderr, and leaves the JSON as it is."""
    command = [sys.executable, "-m", "coalition", "analyse", "--json", str(EXAMPLES / "haiti-mission.txt")]
    plain = subprocess.run(command, capture_output=True, text=True, check=True)
    told = subprocess.run([*command, "--profile"], capture_output=True, text=True, check=True)
    rooms = [line.split(" s ")[1].strip() for line in told.stderr.splitlines()]
    assert told.stdout == plain.stdout
    assert {"read", "import", "load", "parse", "ner", "coalition_stances", "report", "print"} <= set(rooms)
    assert len(rooms) == len(set(rooms))
