"""The figures of an evaluation on a terminal, and each wrong row with what the gold and the analysis say of it."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from coalition.evaluation import (
    SURE,
    Calibration,
    Figures,
    GroupFigures,
    Grouping,
    Interval,
    Outcome,
    Rates,
    Reversal,
    Row,
    Share,
)
from coalition.render.explain import marked
from coalition.render.layout import QUIET, SIGNS, STYLES, Heading, facts, page_width, print_page, stance_text
from coalition.render.text import ASCII, UNICODE, Glyphs
from coalition.render.words import GROUPS, confidence_words, holder_words, section_words
from coalition.report import EvidenceReport
from coalition.stance import Stance

MAX_EVIDENCE = 6  # pieces shown of one row: what decided stands first; those in a passage of the gold are shown always
_CONTEXT = 200  # characters beside a passage of the gold that are searched for the ends of its sentence
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]{0,2}\s|\n")
_INDENT = (0, 0, 0, 2)
_LABEL_WIDTH = 15
_WIDE = 80  # below it the figures of a group do not fit into one table
_NOTHING = "none"


def render_figures(figures: Figures, console: Console) -> None:
    """Print all figures: rates, shares, the confusion matrix and the reliability table."""
    print_page(_figures(figures, _glyphs(console)), console)


def render_groups(groups: Sequence[GroupFigures], grouping: Grouping, console: Console) -> None:
    """Print one line a group of rows."""
    print_page(_groups(groups, grouping, _glyphs(console), page_width(console)), console)


def render_mistakes(mistakes: Sequence[Row], texts: Mapping[str, str], console: Console) -> None:
    """Print each row with the stance and passages of the gold, then what was found and why, best first.

    Args:
        mistakes: The rows.
        texts: The article's text by its id; the ranges of the gold point into it.
        console: Where to print.
    """
    print_page(_mistakes(mistakes, texts, _glyphs(console)), console)


def _glyphs(console: Console) -> Glyphs:
    return ASCII if console.options.ascii_only else UNICODE


# ------------------------------------------------------------------ figures
def _figures(figures: Figures, glyphs: Glyphs) -> Iterator[RenderableType]:
    missing = figures.articles - figures.analysed
    articles = f"{figures.articles} {'article' if figures.articles == 1 else 'articles'}"
    left = f", {missing} of them without an analysis" if missing else ""
    yield Heading(f"FIGURES {glyphs.dot} {articles}{left}", glyphs)
    yield _rates(figures)
    yield Text()
    yield _shares(figures, glyphs)
    yield Text()
    yield Heading(f"CONFUSION {glyphs.dot} a line for the gold, a column for what was found", glyphs)
    yield _confusion(figures.confusion)
    yield Text()
    yield from _calibration(figures.calibration, glyphs)
    yield _reversals(figures.reversals, figures.sure_reversals)
    yield Text()


def _rates(figures: Figures) -> Table:
    table = _numbers("", "precision", "recall", "F1", "right", "spurious", "missed")
    lines = [*figures.stances.items(), ("micro", figures.micro), ("detection", figures.detection)]
    for name, rates in [*lines, ("people", figures.people)]:
        _add(table, name, *_rate_cells(rates), str(rates.right), str(rates.spurious), str(rates.missed))
    return table


def _rate_cells(rates: Rates) -> list[str]:
    return [_three(rates.precision), _three(rates.recall), _three(rates.f1)]


def _shares(figures: Figures, glyphs: Glyphs) -> Table:
    intervals = figures.intervals
    table = _numbers("", "value", "95% interval", "count")
    _add(table, "macro-F1", _three(figures.macro_f1), _range(intervals.macro_f1, glyphs), "")
    _add(table, "micro-F1", _three(figures.micro.f1), _range(intervals.micro_f1, glyphs), "")
    _add_share(table, "evidence@1", figures.evidence_at_1, _range(intervals.evidence_at_1, glyphs))
    _add_share(table, "evidence@3", figures.evidence_at_3)
    _add_share(table, "stance accuracy", figures.stance_accuracy)
    _add_share(table, "affiliation", figures.affiliation)
    _add_share(table, "speakers", figures.speakers)
    return table


def _add_share(table: Table, name: str, share: Share, interval: str = "") -> None:
    _add(table, name, _three(share.value), interval, f"{share.right} of {share.total}")


def _range(interval: Interval, glyphs: Glyphs) -> str:
    return glyphs.show(f"{interval.low:.3f}–{interval.high:.3f}")


def _confusion(confusion: Mapping[str, Mapping[str, int]]) -> Table:
    table = _numbers("", *confusion)
    for name, line in confusion.items():
        _add(table, name, *(str(count) for count in line.values()))
    return table


def _calibration(calibration: Calibration, glyphs: Glyphs) -> Iterator[RenderableType]:
    yield Heading(f"CALIBRATION {glyphs.dot} {calibration.verdicts} verdicts", glyphs)
    table = _numbers("confidence", "verdicts", "mean", "right")
    for one in calibration.bins:
        name = glyphs.show(f"{one.low:.1f}–{one.high:.1f}")
        _add(table, name, str(one.verdicts), _three(one.confidence), _three(one.accuracy))
    yield table
    error, brier = _three(calibration.expected_error), _three(calibration.brier)
    yield Text(f"expected calibration error {error}, Brier score {brier}")


def _reversals(reversals: Sequence[Reversal], sure: int) -> Text:
    """Tell how many rows are in for out or out for in, how many of them are too sure, and how sure each is."""
    told = ", ".join(f"{one.confidence:.2f}" for one in reversals)
    return Text(f"reversals above {SURE}: {sure} of {len(reversals)}{f' ({told})' if told else ''}")


def _groups(groups: Sequence[GroupFigures], grouping: Grouping, glyphs: Glyphs, width: int) -> Iterator[RenderableType]:
    yield Heading(f"BY {grouping.upper()}", glyphs)
    for columns in [{**_GROUP_RATES, **_GROUP_COUNTS}] if width >= _WIDE else [_GROUP_RATES, _GROUP_COUNTS]:
        table = _numbers("", *columns)
        for one in groups:
            _add(table, glyphs.show(one.group), *(cell(one) for cell in columns.values()))
        yield table
        yield Text()


def _numbers(label: str, *columns: str) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style=QUIET)
    table.add_column(Text(label), min_width=_LABEL_WIDTH, overflow="fold")
    for name in columns:
        table.add_column(Text(name), justify="right", overflow="fold")
    return table


def _add(table: Table, name: str, *cells: str) -> None:
    table.add_row(Text(name), *(Text(cell) for cell in cells))


def _three(value: float | None) -> str:
    return f"{value:.3f}" if value is not None else ""


_GROUP_RATES: dict[str, Callable[[GroupFigures], str]] = {
    "prec": lambda group: _three(group.micro.precision),
    "rec": lambda group: _three(group.micro.recall),
    "F1": lambda group: _three(group.micro.f1),
    "macro": lambda group: _three(group.macro_f1),
    "ev@1": lambda group: _three(group.evidence_at_1.value),
}
_GROUP_COUNTS: dict[str, Callable[[GroupFigures], str]] = {
    "right": lambda group: str(group.right),
    "wrong": lambda group: str(group.wrong),
    "missing": lambda group: str(group.missing),
    "spurious": lambda group: str(group.spurious),
}


# ------------------------------------------------------------------ mistakes
def _mistakes(mistakes: Sequence[Row], texts: Mapping[str, str], glyphs: Glyphs) -> Iterator[RenderableType]:
    counts = Counter(row.outcome for row in mistakes)
    told = ", ".join(f"{counts[outcome]} {outcome}" for outcome in Outcome if counts[outcome])
    yield Heading(f"ROWS THAT ARE NOT RIGHT {glyphs.dot} {told or _NOTHING}", glyphs)
    yield Text()
    for place, row in enumerate(mistakes):
        if not place or row.article is not mistakes[place - 1].article:
            yield from _initiative(row, glyphs)
        yield from _mistake(row, texts.get(row.article.id, ""), glyphs)


def _initiative(row: Row, glyphs: Glyphs) -> Iterator[RenderableType]:
    """Yield what the article is about, since a wrong initiative is behind many a wrong row."""
    yield Heading(glyphs.show(row.article.id), glyphs, thick=True)
    rows = [("initiative", row.article.initiative or _NOTHING), ("found", row.initiative or _NOTHING)]
    yield facts([(label, Text(glyphs.show(name))) for label, name in rows])
    yield Text()


def _mistake(row: Row, text: str, glyphs: Glyphs) -> Iterator[RenderableType]:
    name = row.found.name if row.found else ""
    words = " ".join(glyphs.show(part) for part in (row.article.id, row.code, name) if part)
    yield Heading(f"{words} {glyphs.dot} {row.outcome}", glyphs)
    spans = row.expected.spans if row.expected else ()
    yield facts([("expected", _expected(row)), *(("", _in_sentence(text, *span, glyphs)) for span in spans)])
    yield facts([("found", _found(row))])
    evidence = row.found.evidence if row.found else ()
    for number, piece in enumerate(evidence, start=1):
        if number <= MAX_EVIDENCE or _is_expected(piece, row):
            yield Padding(_evidence(number, piece, glyphs, is_expected=_is_expected(piece, row)), _INDENT)
    rest = [piece for piece in evidence[MAX_EVIDENCE:] if not _is_expected(piece, row)]
    if rest:
        yield Padding(Text(_rest(rest), style=QUIET), _INDENT)
    yield Text()


def _in_sentence(text: str, start: int, end: int, glyphs: Glyphs) -> Text:
    """Return a passage of the gold in its sentence, marked where the sentence has more words than it."""
    before = _SENTENCE_END.split(text[max(0, start - _CONTEXT) : start])[-1]
    ending = _SENTENCE_END.search(text, max(start, end - 3), end + _CONTEXT)
    after = text[end : max(end, ending.end())] if ending else text[end : end + _CONTEXT]
    passage = glyphs.show(text[start:end])
    if not (before + after).strip():
        return Text(passage)
    shown = Text(glyphs.show(before.lstrip()), style=QUIET)
    shown.append(f"{glyphs.open_mark}{passage}{glyphs.close_mark}", style="not dim")
    return shown.append(glyphs.show(after.rstrip()))


def _is_expected(piece: EvidenceReport, row: Row) -> bool:
    spans = row.expected.spans if row.expected else ()
    return any(piece.start < end and piece.end > start for start, end in spans)


def _expected(row: Row) -> Text:
    if row.expected is None:
        return Text("no row")
    told = [row.expected.role, *([row.expected.source] if row.expected.source else [])]
    return _verdict(row.expected.stance, told)


def _found(row: Row) -> Text:
    found = row.found
    if found is None:
        return Text("the country was not found")
    mentions = f"{found.mentions} {'mention' if found.mentions == 1 else 'mentions'}"
    passages = [] if found.evidence else ["no evidence"]
    if found.evidence and row.expected and not any(_is_expected(piece, row) for piece in found.evidence):
        passages = ["no evidence where the gold has it"]
    return _verdict(found.stance, [confidence_words(found.confidence), found.role or "", mentions, *passages])


def _verdict(stance: Stance | None, told: Iterable[str]) -> Text:
    words = stance_text(stance) if stance else Text("no stance")
    return words.append("".join(f", {part}" for part in told if part), style="not bold dim")


def _evidence(number: int, piece: EvidenceReport, glyphs: Glyphs, *, is_expected: bool) -> Table:
    """Lay out a hanging number, then the passage with its cues marked, over what the rules made of it."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(width=4)
    table.add_column(ratio=1, overflow="fold")
    sign = Text(f"{number}. ").append(SIGNS[piece.stance], style=STYLES[piece.stance])
    rules = ", ".join(f"{cue.rule} “{cue.text}”" for cue in piece.cues)
    axes = f"{piece.stance}: {piece.polarity}, {piece.certainty}"
    place = "where the gold has it" if is_expected else ""
    told = filter(
        None, (axes, place, holder_words(piece), section_words(piece.section), f"rules: {rules}" if rules else "")
    )
    table.add_row(sign, marked(piece, glyphs).append("\n").append(glyphs.show("; ".join(told)), style=QUIET))
    return table


def _rest(evidence: Sequence[EvidenceReport]) -> str:
    stances = [piece.stance for piece in evidence]
    counts = ", ".join(f"{stances.count(stance)} {stance}" for stance in GROUPS if stance in stances)
    return f"and {len(evidence)} more: {counts}"
