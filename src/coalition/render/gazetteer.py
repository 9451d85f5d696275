"""The gazetteer on a terminal: all countries as a table, one of them, or a group."""

from collections.abc import Iterable

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from coalition.lexicons.countries import Country, Gazetteer, Group, MentionKind
from coalition.render.layout import QUIET, facts, page_width, print_page
from coalition.render.text import ASCII, UNICODE, Glyphs

# Below it a column for each kind of name would be a word wide.
_WIDE = 100
_LABELS = {
    MentionKind.NAME: "Names",
    MentionKind.ABBREVIATION: "Short",
    MentionKind.ADJECTIVE: "Adjectives",
    MentionKind.DEMONYM: "People",
    MentionKind.CAPITAL: "Capital",
    MentionKind.SEAT: "Seats",
}
_PEOPLE = (MentionKind.ADJECTIVE, MentionKind.DEMONYM)


def render_countries(gazetteer: Gazetteer, console: Console, *, ascii_only: bool = False) -> None:
    """Print all countries by name: codes, name, adjectives and people, capital, groups of today."""
    glyphs = _glyphs(console, ascii_only=ascii_only)
    is_wide = page_width(console) >= _WIDE
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    table.add_column("Codes", width=6)
    for heading in ("Country", "People", "Capital", "Groups") if is_wide else ("Country", "People, capital, groups"):
        table.add_column(heading, ratio=2 if heading in ("Country", "Capital") else 3, overflow="fold")
    for country in sorted(gazetteer.countries.values(), key=lambda country: country.name):
        cells = _cells(country, gazetteer, glyphs)
        row = cells if is_wide else [cells[0], f" {glyphs.dot} ".join(filter(None, cells[1:]))]
        table.add_row(f"{country.code} {country.alpha_2}", *map(Text, row))
    print_page([table], console)


def render_country(country: Country, gazetteer: Gazetteer, console: Console, *, ascii_only: bool = False) -> None:
    """Print every form by which a text may name a country, and its groups of today."""
    glyphs = _glyphs(console, ascii_only=ascii_only)
    rows = [("Codes", f"{country.code}, {country.alpha_2}")]
    for kind, forms in gazetteer.listed_forms(country.code).items():
        rows.append((_LABELS[kind], _listed(forms, glyphs, beside=country.name)))
    rows.append(("Groups", _names(gazetteer.groups_of(country.code))))
    _print_facts(glyphs.name(country.code, country.name), rows, glyphs, console)


def render_group(group: Group, gazetteer: Gazetteer, console: Console, *, ascii_only: bool = False) -> None:
    """Print a group with its other names and its members of today."""
    glyphs = _glyphs(console, ascii_only=ascii_only)
    members = sorted(gazetteer.countries[code].name for code in group.codes())
    others = ", ".join(alias for alias in group.aliases if alias != group.name)
    rows = [("Also", others), (f"{len(members)} members", ", ".join(members))]
    _print_facts(glyphs.show(group.name), rows, glyphs, console)


def _cells(country: Country, gazetteer: Gazetteer, glyphs: Glyphs) -> list[str]:
    forms = gazetteer.listed_forms(country.code)
    people = _listed((form for kind in _PEOPLE for form in forms[kind]), glyphs)
    capitals = _listed(forms[MentionKind.CAPITAL], glyphs)
    groups = glyphs.show(_names(gazetteer.groups_of(country.code)))
    return [glyphs.name(country.code, country.name), people, capitals, groups]


def _print_facts(title: str, rows: Iterable[tuple[str, str]], glyphs: Glyphs, console: Console) -> None:
    told = [(label, Text(glyphs.show(text))) for label, text in rows if text]
    parts: list[RenderableType] = [Text(title, style="bold"), facts(told), Text(style=QUIET)]
    print_page(parts, console)


def _listed(forms: Iterable[str], glyphs: Glyphs, *, beside: str = "") -> str:
    """Return the forms beside a name as the terminal shows them; what differs only by an accent may be one there."""
    shown = dict.fromkeys(map(glyphs.show, forms))
    return ", ".join(form for form in shown if form != glyphs.show(beside))


def _names(groups: Iterable[Group]) -> str:
    return ", ".join(group.name for group in groups)


def _glyphs(console: Console, *, ascii_only: bool) -> Glyphs:
    return ASCII if ascii_only or console.options.ascii_only else UNICODE
