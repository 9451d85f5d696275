"""The page that ``coalition analyse`` shows for one article."""

from collections.abc import Iterator

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from coalition.reading.article import SectionKind
from coalition.render.explain import explanation
from coalition.render.layout import (
    QUIET,
    SIGNS,
    STYLES,
    Heading,
    facts,
    joined,
    page_width,
    print_page,
    stance_text,
)
from coalition.render.text import ASCII, UNICODE, Glyphs
from coalition.render.words import (
    article_lines,
    confidence_words,
    contrary_words,
    count_words,
    filter_words,
    groups_shown,
    hint,
    initiative_words,
    part_words,
    who_words,
    without_stance,
)
from coalition.report import Analysis, CountryReport
from coalition.stance import Stance

# Below it a column for each fact would leave the passage fewer than 50 characters.
WIDE = 120


def render_analysis(
    analysis: Analysis,
    article_text: str,
    console: Console,
    *,
    explain: bool = False,
    ascii_only: bool = False,
) -> None:
    """Print the result for one article: who is in, uncertain and out, on whose word, with the passage.

    Text of the article is shown, never interpreted, whatever marks or escapes it holds.

    Args:
        analysis: The result.
        article_text: The text that the ranges of the result point into.
        console: Where to print. Its width is taken as it is between 60 and 200 columns.
        explain: Add each piece of evidence with its cues marked, and what was left out of the page.
        ascii_only: Write ASCII only, as on a console whose encoding is not Unicode.
    """
    glyphs = ASCII if ascii_only or console.options.ascii_only else UNICODE
    print_page(_parts(analysis, article_text, glyphs, page_width(console), explain=explain), console)


def render_separator(console: Console, *, ascii_only: bool = False) -> None:
    """Print the line that stands between two articles."""
    glyphs = ASCII if ascii_only or console.options.ascii_only else UNICODE
    print_page([Heading("", glyphs, thick=True), Text()], console)


def _parts(
    analysis: Analysis, article_text: str, glyphs: Glyphs, width: int, *, explain: bool
) -> Iterator[RenderableType]:
    yield from _head(analysis, glyphs)
    for stance, countries in groups_shown(analysis):
        yield from _group(countries, stance, glyphs, width)
    yield from _foot(analysis, glyphs, explain=explain)
    yield from _people(analysis, glyphs)
    if explain:
        yield from explanation(analysis, article_text, glyphs)


def _head(analysis: Analysis, glyphs: Glyphs) -> Iterator[RenderableType]:
    article, initiative = analysis.article, analysis.initiative
    yield Text(glyphs.show(article.title or "(no title)"), style="bold", overflow="fold")
    yield from (joined([glyphs.show(part) for part in line], glyphs, style=QUIET) for line in article_lines(article))
    yield Text()
    name, note = initiative_words(initiative)
    words = Text(glyphs.show(name), style="bold").append(f"  ({note})", style="not bold dim")
    limits = filter_words(analysis.filters)
    yield facts([("Initiative", words), *([("Shown", Text(limits, style="yellow"))] if limits else [])])
    yield Text()


def _group(countries: list[CountryReport], stance: Stance, glyphs: Glyphs, width: int) -> Iterator[RenderableType]:
    words = f"{SIGNS[stance]} {stance.upper()} {glyphs.dot} {count_words(len(countries))}"
    yield Heading(words, glyphs, style=STYLES[stance])
    if countries:
        yield _wide(countries, stance, glyphs) if width >= WIDE else _narrow(countries, stance, glyphs, width)
    yield Text()


def _narrow(countries: list[CountryReport], stance: Stance, glyphs: Glyphs, width: int) -> Table:
    """Two columns: what the verdict is, and the passage over who says so."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=1, style=STYLES[stance])
    table.add_column(width=22 if width < 80 else 25, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    for place, country in enumerate(countries):
        if place:
            table.add_row()
        verdict = Text(glyphs.name(country.code, country.name), style="bold")
        verdict.append("\n" + ", ".join(_facts_of(country)), style="not bold dim")
        passage = _passage(country, glyphs)
        if country.evidence:
            passage.append(f"\n{glyphs.dash} ", style=QUIET).append_text(_who(country, glyphs))
        table.add_row(SIGNS[stance], verdict, passage)
    return table


def _wide(countries: list[CountryReport], stance: Stance, glyphs: Glyphs) -> Table:
    """One column for each fact, equally wide in all groups."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=1, style=STYLES[stance])
    table.add_column(width=24, style="bold", overflow="fold")
    table.add_column(width=6, overflow="fold")
    table.add_column(width=9, overflow="fold")
    table.add_column(width=30, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    for place, country in enumerate(countries):
        if place:
            table.add_row()
        name = Text(glyphs.name(country.code, country.name))
        role, sure = country.role or "", confidence_words(country.confidence)
        table.add_row(SIGNS[stance], name, role, sure, _who(country, glyphs), _passage(country, glyphs))
    return table


def _facts_of(country: CountryReport) -> list[str]:
    return [part for part in (country.role, confidence_words(country.confidence)) if part]


def _passage(country: CountryReport, glyphs: Glyphs) -> Text:
    return Text(glyphs.show(country.evidence[0].text) if country.evidence else "(no passage)")


def _who(country: CountryReport, glyphs: Glyphs) -> Text:
    """Tell on whose word, where on the page, and whether other passages of the article say otherwise."""
    if not country.evidence:
        return Text()
    who = Text(glyphs.show(who_words(country.evidence[0])), style=QUIET)
    if contrary := contrary_words(country):
        who.append(f"\n! {contrary}", style="not dim yellow")
    return who


def _foot(analysis: Analysis, glyphs: Glyphs, *, explain: bool) -> Iterator[RenderableType]:
    rows = [*_without_stance(analysis, glyphs), *_left_out(analysis, explain=explain)]
    rows += [("! Warning", Text(glyphs.show(warning), style="yellow")) for warning in analysis.warnings]
    if words := hint(analysis):
        rows.append(("Hint", Text(words)))
    if rows:
        yield facts(rows)
        yield Text()


def _without_stance(analysis: Analysis, glyphs: Glyphs) -> Iterator[tuple[str, Text]]:
    for role, countries in without_stance(analysis):
        names = (glyphs.name(one.code, one.name) if role else glyphs.show(one.name) for one in countries)
        yield part_words(role), Text(", ".join(names))


def _left_out(analysis: Analysis, *, explain: bool) -> Iterator[tuple[str, Text]]:
    runs = [section for section in analysis.article.sections if section.kind is SectionKind.FURNITURE]
    if runs and not explain:
        passages = "1 passage" if len(runs) == 1 else f"{len(runs)} passages"
        yield "Left out", Text(f"{passages} of page furniture (--explain shows what)", style=QUIET)


def _people(analysis: Analysis, glyphs: Glyphs) -> Iterator[RenderableType]:
    if not analysis.people:
        return
    names = {country.code: country.name for country in analysis.countries}
    table = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(3):
        table.add_column(overflow="fold")
    table.add_column(width=len("? uncertain"))
    for person in analysis.people:
        country = glyphs.name(person.country, names.get(person.country, person.country)) if person.country else ""
        country += " (inferred)" if person.inferred else ""
        title = Text(glyphs.show(person.title or ""))
        table.add_row(Text(glyphs.show(person.name)), title, Text(country), stance_text(person.stance))
    yield Heading(f"PEOPLE {glyphs.dot} {len(analysis.people)}", glyphs)
    yield table
    yield Text()
