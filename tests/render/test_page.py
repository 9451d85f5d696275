"""The report page is one sound file that shows article text and never obeys it."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata

import pytest
from tests.engine import EXAMPLES
from tests.render import hostile_reports, sample_reports
from tests.render.hostile_reports import crowded_analysis, hostile_analysis
from tests.render.pages import Page
from tests.render.sample_reports import empty_analysis, full_analysis

from coalition.render.page import render_page
from coalition.report import Analysis
from coalition.stance import Stance

GOLDEN = EXAMPLES.parents[1] / "tests" / "golden"
REPORTS: dict[str, list[tuple[Analysis, str | None]]] = {
    "full": [(full_analysis(), sample_reports.TEXT)],
    "hostile": [(hostile_analysis(), hostile_reports.TEXT)],
    "crowded": [(crowded_analysis(), hostile_reports.CROWDED_TEXT)],
    "empty": [(empty_analysis(), "Nothing.")],
    "no text": [(full_analysis(), None)],
    "empty text": [(full_analysis(), "")],
    "several": [(full_analysis(), sample_reports.TEXT), (empty_analysis(), ""), (full_analysis(), sample_reports.TEXT)],
}


def example(name: str) -> list[tuple[Analysis, str | None]]:
    """Return the golden report on an example article, with its text."""
    report = (GOLDEN / name / "report.json").read_text(encoding="utf-8")
    return [(Analysis.from_json(report), (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8"))]


def marks(source: str) -> list[tuple[str, str]]:
    """Return the highlighted runs: the class, which is the stance, and the words without tags."""
    found = re.findall(r'<mark class="(\w+)" data-e[^>]*>(.*?)</mark>', source)
    return [(stance, re.sub(r"<[^>]+>", "", words)) for stance, words in found]


@pytest.fixture(params=list(REPORTS), scope="module")
def source(request: pytest.FixtureRequest) -> str:
    """Return the page on each of the reports above."""
    return render_page(REPORTS[request.param])


def test_tags_are_balanced(source: str) -> None:
    """Every tag is closed in its order, whatever ranges overlap and nest."""
    assert Page(source).open == []


def test_ids_are_unique_and_links_lead_to_them(source: str) -> None:
    """No id stands twice, and no link within the page leads nowhere."""
    page = Page(source)
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    targets = {value[1:] for value in page.values("href") if value.startswith("#")}
    patterns = set(re.findall(r"url\(#([\w-]+)\)", source))
    named = {name for value in page.values("aria-labelledby") for name in value.split()}
    assert (targets | patterns | named) - set(ids) == set()


def test_nothing_is_fetched_or_styled_inline(source: str) -> None:
    """There is no address, no inline style and no handler that the policy would have to allow."""
    page = Page(source)
    attributes = {name for tag in page.tags for name in tag.attributes}
    assert not {name for name in attributes if name == "style" or name == "src" or name.startswith("on")}
    assert {value for value in page.values("href") if not value.startswith("#")} == {"data:,"}


def test_only_our_script_stands_in_the_page(source: str) -> None:
    """No text of an article becomes a script, a style sheet or a picture."""
    page = Page(source)
    assert [page.count(name) for name in ("script", "style", "img", "iframe", "base", "form")] == [1, 1, 0, 0, 0, 0]


def test_policy_names_style_and_script_by_their_hashes(source: str) -> None:
    """The hashes are those of what stands in the page, and nothing unsafe is allowed."""
    page = Page(source)
    policy = next(tag.attributes["content"] for tag in page.tags if "http-equiv" in tag.attributes) or ""
    for name, content in page.raw.items():
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_no_character_is_left_that_something_obeys(source: str) -> None:
    """Control and direction characters are made visible or left out; newlines are the template's."""
    bad = {char for char in source if unicodedata.category(char) in ("Cc", "Cf", "Cs")} - {"\n"}
    assert bad == set()
    source.encode("utf-8")


def test_same_reports_make_the_same_bytes() -> None:
    """Nothing depends on a set's order or the clock."""
    assert render_page(REPORTS["hostile"]) == render_page(REPORTS["hostile"])


def test_a_page_needs_an_article() -> None:
    """No article at all is a caller's mistake."""
    with pytest.raises(ValueError, match="at least one article"):
        render_page([])


@pytest.mark.parametrize("name", ["reparations-vote", "whale-sanctuary", "haiti-mission"])
def test_page_is_small(name: str) -> None:
    """A page on an article of about 700 words can go by mail."""
    assert len(render_page(example(name)).encode()) < 200_000


def test_a_passage_has_its_stance_and_leads_to_its_country() -> None:
    """The highlight is that of the evidence, not of the verdict, and the way back stands behind it."""
    page = render_page(REPORTS["full"])
    assert ("uncertain", "Norway could send one ship.") in marks(page)
    assert ("in", "A year ago, Denmark had promised a ship.") in marks(page)
    after = page.partition("promised a ship.")[2].partition("promised a ship.")[2]
    assert '<a class="chip in" href="#a1-c-DNK">' in after.partition("</p>")[0]


def test_overlapping_evidence_is_marked_as_mixed() -> None:
    """Where passages of different stances overlap, the run says so, and no character is doubled."""
    page = render_page(REPORTS["hostile"])
    words = [pair for pair in marks(page) if pair[1].strip() in ("Firs", "t", "hi", "half", "second", "half third")]
    assert {"in", "mixed"} <= {stance for stance, _ in words}


def test_quotations_and_speakers_are_marked() -> None:
    """What somebody said is marked, and so is the name."""
    page = render_page(REPORTS["full"])
    assert '<span class="quotation">We will not sail under somebody else’s flag,</span>' in page
    assert '<b class="speaker">Sigrid Holm</b>' in page
    assert '<b class="speaker">Bo Li</b>' not in page


def test_the_last_name_of_a_speaker_is_marked_beside_the_words() -> None:
    """The name Holm alone is marked in the paragraph of her words, and nowhere else."""
    text = "Holm, a village, is quiet this year.\n\n“We will not sail,” Holm said on Monday in the port of Esbjerg.\n"
    start = text.index("We will")
    quote = full_analysis().quotes[0].model_copy(update={"start": start, "end": start + 17})
    page = render_page([(full_analysis().model_copy(update={"quotes": (quote,)}), text)])
    assert page.count('<b class="speaker">Holm</b>') == 1


def test_map_names_country_stance_and_confidence() -> None:
    """What a pointer or the keyboard finds on the map says all three, and leads to the passage."""
    page = render_page(REPORTS["full"])
    assert '<a class="out" href="#a1-e-DNK-1"><title>Denmark: out, 88% sure</title>' in page
    assert '<a class="none" href="#a1-c-XKX"><title>Kosovo: no stance</title>' in page


def test_without_text_the_map_leads_to_the_table() -> None:
    """A page without the article's text says so and has no link into it."""
    page = render_page(REPORTS["no text"])
    assert 'href="#a1-c-DNK"><title>Denmark' in page
    assert "#a1-e-" not in page
    assert "The text of the article is not part of this page." in page


def test_what_the_map_cannot_show_is_named() -> None:
    """Antarctica is not drawn, and not lost."""
    assert "Not on the map: ATA" in render_page(REPORTS["hostile"])


@pytest.mark.parametrize(
    ("analysis", "words"),
    [
        (empty_analysis(), "This article names no country."),
        (empty_analysis(), "No initiative was found in the article."),
        (full_analysis(), "the article has no dateline"),
    ],
)
def test_doubts_stand_at_the_head(analysis: Analysis, words: str) -> None:
    """A reader learns before the figures what makes them less sure."""
    head = render_page([(analysis, None)]).partition('class="figure-number"')[0]
    assert words in head


def test_furniture_is_folded_away() -> None:
    """What was left out of the analysis stands in its place, folded."""
    folded = re.search(r'<details class="furniture">(.*?)</details>', render_page(REPORTS["full"]), re.DOTALL)
    assert folded is not None
    assert "Read more: the pirates’ new harbour" in folded[1]


@pytest.mark.parametrize("stance", Stance)
def test_figures_count_the_countries(stance: Stance) -> None:
    """The headline figure of a stance is the number of its countries."""
    count = len([country for country in full_analysis().countries if country.stance is stance])
    page = render_page(REPORTS["full"])
    assert f'<div class="count {stance}">\n<p class="number"><span class="figure-number">{count}</span>' in page
