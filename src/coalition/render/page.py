"""The report as one HTML file that needs nothing else: figures, map, table, marked text, people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import groupby

from coalition.render.marking import MarkedBlock, MarkedText, mark_text, passages_of
from coalition.render.templating import content_hash, source_of, templates
from coalition.render.words import GROUPS, article_lines, confidence_words, holder_words, section_words
from coalition.render.worldmap import VerdictMap, draw_map, drawn_shapes, land_path, shares
from coalition.report import Analysis, CountryReport, EvidenceReport
from coalition.stance import Role, Stance

# Our style sheet and script are named by their hashes; nothing else is obeyed, and nothing is fetched.
_POLICY = (
    "default-src 'none'; img-src data:; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'"
)
# As on the terminal, with a minus sign that is as wide as the plus.
_SIGNS = {Stance.IN: "+", Stance.OUT: "−", Stance.UNCERTAIN: "?", None: ""}
_BAR = 1000  # units of the bar in the template
_REST = (Role.TARGET, Role.HOST, None)
_REST_LABELS = {Role.TARGET: "Target", Role.HOST: "Host", None: "Only mentioned"}

_NO_COUNTRY = "This article names no country."
_NO_STANCE = "No country takes a stance here. The article may be about another initiative than the one that was found."
_NO_INITIATIVE = "No initiative was found in the article."


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence in the table; ``anchor`` is its id in the text, None where the page does not show it."""

    evidence: EvidenceReport
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A country that takes a stance, with its evidence, best first; ``dissent`` counts what says otherwise."""

    country: CountryReport
    proofs: tuple[Proof, ...]
    dissent: str


@dataclass(frozen=True, slots=True)
class Voice:
    """A person of the story, or a body that is quoted; ``quotes`` are ids in the text."""

    name: str
    about: tuple[str, ...]
    stance: Stance | None
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    """One article as the template shows it. ``id`` begins all ids, ``level`` is that of the title's heading."""

    id: str
    level: int
    analysis: Analysis
    lines: list[str]
    notes: list[str]
    groups: list[tuple[Stance, list[CountryReport]]]
    shares: list[tuple[Stance, int, int, int]]
    map: VerdictMap
    land_codes: list[str]
    rows: list[Row]
    rest: list[tuple[str, list[CountryReport]]]
    text: list[tuple[str, list[MarkedBlock]]]
    voices: list[Voice]


def render_page(articles: Sequence[tuple[Analysis, str | None]]) -> str:
    """Return the report page: one HTML file without scripts, fonts or pictures from elsewhere.

    Text of the articles is shown, never interpreted. The same reports make the same bytes.

    Args:
        articles: The reports, each with the text that its ranges point into, in the order of the
            page. Without a text (None) the article stands without its marked text.

    Raises:
        ValueError: There is no article.
        LexiconError: The shapes of the map are missing or broken.
    """
    if not articles:
        raise ValueError("a page needs at least one article")
    mentioned = {country.code for analysis, _ in articles for country in analysis.countries}
    views = [
        _view(f"a{number}", analysis, text, mentioned, level=1 if len(articles) == 1 else 2)
        for number, (analysis, text) in enumerate(articles, start=1)
    ]
    style, script = source_of("page.css"), source_of("page.js")
    return (
        templates()
        .get_template("page.html.j2")
        .render(
            views=views,
            title=_title(articles),
            style=style,
            script=script,
            policy=_POLICY.format(style=content_hash(style), script=content_hash(script)),
            land=land_path(mentioned),
            shapes=drawn_shapes(mentioned),
            sheets=sorted({(sheet.id, sheet.grain) for view in views for sheet in view.map.sheets}),
            version=version("coalition"),
            groups=GROUPS,
            signs=_SIGNS,
            holder_words=holder_words,
            section_words=section_words,
            confidence_words=confidence_words,
        )
    )


def _title(articles: Sequence[tuple[Analysis, str | None]]) -> str:
    if len(articles) > 1:
        return f"In, out or uncertain: {len(articles)} articles"
    return articles[0][0].article.title or "In, out or uncertain"


def _view(id_: str, analysis: Analysis, text: str | None, mentioned: set[str], *, level: int) -> View:
    marked = mark_text(analysis, text, id_) if text is not None else MarkedText((), frozenset())
    own = {country.code for country in analysis.countries}
    rows = list(_rows(analysis, id_, marked))
    targets = {code: f"{id_}-c-{code}" for code in own}
    targets |= {row.country.code: row.proofs[0].anchor for row in rows if row.proofs and row.proofs[0].anchor}
    return View(
        id=id_,
        level=level,
        analysis=analysis,
        lines=[" · ".join(part for part in line if part) for line in article_lines(analysis.article)],
        notes=list(_notes(analysis)),
        groups=[(stance, [country for country in analysis.countries if country.stance is stance]) for stance in GROUPS],
        shares=shares(analysis, _BAR),
        map=draw_map(analysis, targets),
        land_codes=[shape.code for shape in drawn_shapes(mentioned - own)],
        rows=rows,
        rest=list(_rest(analysis)),
        text=[(kind, list(blocks)) for kind, blocks in groupby(marked.blocks, key=lambda block: str(block.kind))],
        voices=list(_voices(analysis, id_, marked)),
    )


def _notes(analysis: Analysis) -> Iterator[str]:
    if not analysis.countries:
        yield _NO_COUNTRY
    elif not any(country.stance for country in analysis.countries):
        yield _NO_STANCE
    if not analysis.initiative.name:
        yield _NO_INITIATIVE
    yield from analysis.warnings


def _rows(analysis: Analysis, id_: str, marked: MarkedText) -> Iterator[Row]:
    anchors = {(item.code, item.number): item.id for item in passages_of(analysis, id_) if item.id in marked.anchors}
    for stance in GROUPS:
        for country in analysis.countries:
            if country.stance is stance:
                proofs = (
                    Proof(piece, anchors.get((country.code, number))) for number, piece in enumerate(country.evidence)
                )
                yield Row(country, tuple(proofs), _dissent(country))


def _dissent(country: CountryReport) -> str:
    others = [piece.stance for piece in country.evidence[1:] if piece.stance is not country.stance]
    counts = [(others.count(stance), stance) for stance in GROUPS]
    return ", ".join(f"{count} {'says' if count == 1 else 'say'} {stance}" for count, stance in counts if count)


def _rest(analysis: Analysis) -> Iterator[tuple[str, list[CountryReport]]]:
    silent = [country for country in analysis.countries if country.stance is None]
    for role in _REST:
        countries = [country for country in silent if (country.role if country.role in _REST else None) is role]
        if countries:
            yield _REST_LABELS[role], countries


def _voices(analysis: Analysis, id_: str, marked: MarkedText) -> Iterator[Voice]:
    """Yield the people in the order of the report, then other speakers in the order of their words."""
    names = {country.code: country.name for country in analysis.countries}
    spoken: dict[str, list[str]] = {}
    homes: dict[str, str] = {}
    for number, quote in enumerate(analysis.quotes, start=1):
        if quote.speaker:
            anchor = f"{id_}-q-{number}"
            spoken.setdefault(quote.speaker, []).extend([anchor] if anchor in marked.anchors else [])
            homes.setdefault(quote.speaker, quote.country or "")
    for person in analysis.people:
        country = names.get(person.country, person.country) if person.country else None
        about = [person.title, f"{country} (inferred)" if country and person.inferred else country]
        yield Voice(person.name, tuple(filter(None, about)), person.stance, tuple(spoken.pop(person.name, ())))
    for name, anchors in spoken.items():
        home = names.get(homes[name], homes[name])
        yield Voice(name, (home,) if home else (), None, tuple(anchors))
