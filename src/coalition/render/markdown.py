"""An analysis as a page of Markdown, with the tables of GitHub's dialect."""

import re
from collections.abc import Iterable, Iterator, Sequence

from coalition.render.text import UNICODE, plain
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
from coalition.report import Analysis, CountryReport, PersonReport
from coalition.stance import Stance

# An entity for what could open HTML, as not every reader of Markdown knows a backslash before it.
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_SPECIAL = re.compile(r"[<>&]|[\\`*_\[\]|~#$]|:(?=//)|(?<=www)\.", re.IGNORECASE)


def render_markdown(analysis: Analysis) -> str:
    """Return the page: the head, a table of countries for each stance, who else is mentioned, the people.

    Text of the article is shown, never interpreted (see ``escaped``). Ends in a newline.
    """
    return "\n\n".join(_parts(analysis)) + "\n"


def escaped(text: str) -> str:
    """Return article text on one line that Markdown shows as it is: no emphasis, link, HTML or table cell in it.

    It is meant to stand inside a line, behind words of ours: a sign that means something only at its
    start is left alone.
    """
    return _SPECIAL.sub(lambda match: _ENTITIES.get(match[0], f"\\{match[0]}"), plain(text).strip())


def _parts(analysis: Analysis) -> Iterator[str]:
    yield f"# {escaped(analysis.article.title or '') or '(no title)'}"
    for label, line in zip(("Article", "File"), article_lines(analysis.article), strict=False):
        yield f"**{label}:** {' · '.join(escaped(part) for part in line if part)}"
    name, note = initiative_words(analysis.initiative)
    yield f"**Initiative:** {escaped(name)} ({note})"
    if limits := filter_words(analysis.filters):
        yield f"**Shown:** {limits}"
    for stance, countries in groups_shown(analysis):
        yield from _group(countries, stance)
    for role, countries in without_stance(analysis):
        yield f"**{part_words(role)}:** {', '.join(_name(country) for country in countries)}"
    for warning in filter(None, (*analysis.warnings, hint(analysis))):
        yield f"> **Note:** {escaped(warning)}"
    yield from _people(analysis)


def _group(countries: list[CountryReport], stance: Stance) -> Iterator[str]:
    yield f"## {stance.capitalize()} · {count_words(len(countries))}"
    if countries:
        yield _table(("Country", "Role", "Confidence", "Passage", "On whose word"), map(_country_cells, countries))


def _country_cells(country: CountryReport) -> Sequence[str]:
    best = country.evidence[0] if country.evidence else None
    who = "; ".join(filter(None, (who_words(best) if best else "", contrary_words(country))))
    passage = escaped(best.text) if best else "(no passage)"
    return (_name(country), country.role or "", confidence_words(country.confidence), passage, escaped(who))


def _people(analysis: Analysis) -> Iterator[str]:
    if analysis.people:
        names = {country.code: _name(country) for country in analysis.countries}
        yield f"## People · {len(analysis.people)}"
        rows = (_person_cells(person, names) for person in analysis.people)
        yield _table(("Name", "Title", "Country", "Stance"), rows)


def _person_cells(person: PersonReport, names: dict[str, str]) -> Sequence[str]:
    country = names.get(person.country, person.country) if person.country else ""
    inferred = " (inferred)" if person.inferred else ""
    return (escaped(person.name), escaped(person.title or ""), country + inferred, person.stance or "")


def _name(country: CountryReport) -> str:
    return escaped(UNICODE.name(country.code, country.name))


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = (header, ["---"] * len(header), *rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
