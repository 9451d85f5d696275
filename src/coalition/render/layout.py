"""The building stones of a page on a terminal: headings, lines of facts, tables, and trimming to the width."""

from collections.abc import Iterable, Sequence

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from coalition.render.text import Glyphs
from coalition.stance import Stance

MIN_WIDTH = 60
MAX_WIDTH = 200

SIGNS: dict[Stance | None, str] = {Stance.IN: "+", Stance.OUT: "-", Stance.UNCERTAIN: "?", None: " "}
STYLES: dict[Stance | None, str] = {
    Stance.IN: "bold green",
    Stance.OUT: "bold red",
    Stance.UNCERTAIN: "bold yellow",
    None: "",
}
QUIET = "dim"
LABEL_WIDTH = 12


class Heading:
    """A line that opens a part of the page: its words, and a rule up to the right edge."""

    def __init__(self, words: str, glyphs: Glyphs, *, style: str = "bold", thick: bool = False) -> None:
        self.words = words
        self.rule = glyphs.thick_rule if thick else glyphs.rule
        self.style = style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        words = f"{self.words} " if self.words else ""
        line = Text(words, style=self.style)
        line.append(self.rule * max(options.max_width - line.cell_len, 0), style=QUIET)
        yield line


class Trimmed:
    """A renderable without the blanks that tables put before the end of a line."""

    def __init__(self, content: RenderableType) -> None:
        self.content = content

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in console.render_lines(self.content, options, pad=False):
            yield from _without_trailing_blanks(line)
            yield Segment.line()


def _without_trailing_blanks(line: list[Segment]) -> list[Segment]:
    kept = list(line)
    while kept and not kept[-1].text.rstrip(" "):
        kept.pop()
    if kept:
        kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip(" "))
    return kept


def page_width(console: Console) -> int:
    """Return the console's width, but at least 60 and at most 200 columns."""
    return min(max(console.width, MIN_WIDTH), MAX_WIDTH)


def print_page(content: Iterable[RenderableType], console: Console) -> None:
    """Print the parts of a page one below the other, wrapped to ``page_width``."""
    options = console.options.update(width=page_width(console))
    segments = console.render(Trimmed(Group(*content)), options)
    console.width = max(console.width, 1)  # with COLUMNS=0 Rich would print nothing at all
    # A narrower terminal breaks the lines itself; cropping would hide words.
    console.print(_Ready(segments), crop=False, no_wrap=True, end="")


class _Ready:
    def __init__(self, segments: Iterable[Segment]) -> None:
        self.segments = segments

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from self.segments


def facts(rows: Sequence[tuple[str, Text]]) -> Table:
    """Lay out labelled facts, the labels in one column."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=LABEL_WIDTH, style=QUIET)
    table.add_column(ratio=1, overflow="fold")
    for label, text in rows:
        table.add_row(Text(label), text)
    return table


def joined(parts: Iterable[str], glyphs: Glyphs, *, style: str = "") -> Text:
    """Join the parts that are not empty with a dot between blanks."""
    return Text(f" {glyphs.dot} ".join(part for part in parts if part), style=style)


def stance_text(stance: Stance | None) -> Text:
    """Return a stance by sign and word, so that colour adds nothing that they do not say."""
    return Text(f"{SIGNS[stance]} {stance}" if stance else "", style=STYLES[stance])
