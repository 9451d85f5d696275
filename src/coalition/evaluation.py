"""How well analyses agree with gold labels: rows side by side, and the figures counted from them.

A row is one country of one article. Targets, hosts and contested rows of the gold are
neither counted nor punished. A ratio over nothing is 0.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from coalition.gold import GoldArticle, GoldParty, GoldPerson
from coalition.report import Analysis, CountryReport, PersonReport
from coalition.stance import Role, Source, Stance

RESAMPLES = 1000
BINS = 10
SURE = 0.7  # a reversal of higher confidence misleads a reader who trusts the tool
_SEED = 20261122
_TAIL = RESAMPLES * 25 // 1000  # 2.5 % of the resamples on either side
_STATES: tuple[Stance | None, ...] = (*Stance, None)
_NONE = "none"

Confusion = Counter[tuple[Stance | None, Stance | None]]


class Outcome(StrEnum):
    """How a row of the analysis compares with the gold; MISSING and SPURIOUS are stances that one side lacks."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSING = "missing"
    SPURIOUS = "spurious"


class Grouping(StrEnum):
    """By what rows may be told apart; SOURCE is on whose word the country's stance stands."""

    DIFFICULTY = "difficulty"
    SOURCE = "source"
    ROLE = "role"
    STANCE = "stance"


# ------------------------------------------------------------------ values
@dataclass(frozen=True, slots=True)
class Row:
    """One country of one article: what the gold says of it and what the analysis says.

    ``found`` is there for each country that the analysis lists, also for one without a
    stance, so that a missing row shows what the rules saw of it. ``initiative`` is what the
    analysis took the stances to be about.
    """

    article: GoldArticle
    code: str
    expected: GoldParty | None
    found: CountryReport | None
    initiative: str | None

    @property
    def expected_stance(self) -> Stance | None:
        """The stance of the gold, None where it has none."""
        return self.expected.stance if self.expected else None

    @property
    def found_stance(self) -> Stance | None:
        """The stance of the analysis, None where it has none."""
        return self.found.stance if self.found else None

    @property
    def has_verdict(self) -> bool:
        """False where the gold names the country without a stance, which only detection counts."""
        return self.expected is None or self.expected.stance is not None

    @property
    def outcome(self) -> Outcome:
        """How the two compare."""
        if self.expected_stance is self.found_stance:
            return Outcome.RIGHT
        if self.found_stance is None:
            return Outcome.MISSING
        return Outcome.SPURIOUS if self.expected_stance is None else Outcome.WRONG


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision, recall and F1 with the counts behind them."""

    right: int
    spurious: int
    missed: int
    precision: float
    recall: float
    f1: float

    @classmethod
    def of(cls, right: int, spurious: int, missed: int) -> "Rates":
        """Count what was found and right, found and not wanted, wanted and not found."""
        precision = _ratio(right, right + spurious)
        recall = _ratio(right, right + missed)
        f1 = 2 * precision * recall / (precision + recall) if right else 0.0
        return cls(right, spurious, missed, precision, recall, f1)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a number are right; ``value`` is their ratio."""

    right: int
    total: int
    value: float

    @classmethod
    def of(cls, claims: Sequence[bool]) -> "Share":
        """Count the claims that hold."""
        return cls(sum(claims), len(claims), _ratio(sum(claims), len(claims)))


@dataclass(frozen=True, slots=True)
class Bin:
    """The verdicts whose confidence is at least ``low`` and below ``high``, in the last bin up to it."""

    low: float
    high: float
    verdicts: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Whether confidence says how often a verdict is right; bins without a verdict are left out.

    ``expected_error`` is the distance of confidence and accuracy, averaged over the verdicts,
    ``brier`` the mean squared distance of a verdict's confidence from 1 if it is right and 0 if not.
    """

    verdicts: int
    expected_error: float
    brier: float
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Reversal:
    """A row that was turned round, in for out or out for in: the worst mistake, the more so the surer it is."""

    article: str
    country: str
    expected: Stance
    found: Stance
    confidence: float


@dataclass(frozen=True, slots=True)
class Interval:
    """Where 95 % of the resamples lie, both ends included."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Intervals:
    """Bootstrap intervals: articles are drawn with replacement, so that rows of one article stay together."""

    macro_f1: Interval
    micro_f1: Interval
    evidence_at_1: Interval


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a gold file.

    ``micro`` counts (article, country, stance), ``detection`` (article, country).
    ``stance_accuracy`` and evidence are of the countries to which both sides give a stance:
    ``evidence_at_1`` tells whether the first passage overlaps a passage of the gold,
    ``evidence_at_3`` one of the first three. People are compared by surname, ``affiliation``
    is their country and ``speakers`` whether they speak, both of the people that both sides
    name. ``confusion`` is by the gold's stance, then by the one found.
    """

    articles: int
    analysed: int
    stances: dict[Stance, Rates]
    micro: Rates
    macro_f1: float
    detection: Rates
    stance_accuracy: Share
    evidence_at_1: Share
    evidence_at_3: Share
    people: Rates
    affiliation: Share
    speakers: Share
    confusion: dict[str, dict[str, int]]
    calibration: Calibration
    reversals: tuple[Reversal, ...]
    sure_reversals: int
    intervals: Intervals


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """The figures of the rows that have something in common; macro-F1 is None where the stance itself groups them."""

    group: str
    right: int
    wrong: int
    missing: int
    spurious: int
    micro: Rates
    macro_f1: float | None
    evidence_at_1: Share


# ------------------------------------------------------------------ figures
def evaluate(gold: Sequence[GoldArticle], analyses: Mapping[str, Analysis]) -> Figures:
    """Compare analyses with gold labels; two calls give the same figures.

    Args:
        gold: The labels, in the order from which the intervals are drawn.
        analyses: By the article's id; all rows of an article without one are missing.
    """
    by_article = [compare(article, analyses.get(article.id)) for article in gold]
    rows = [row for group in by_article for row in group]
    confusion = _confusion(rows)
    stances = _stance_rates(confusion)
    persons = [_people(article, analyses.get(article.id)) for article in gold]
    pairs = [pair for person in persons for pair in person.pairs]
    reversals = _reversals(rows)
    return Figures(
        articles=len(gold),
        analysed=sum(article.id in analyses for article in gold),
        stances=stances,
        micro=_micro(stances),
        macro_f1=_macro_f1(stances),
        detection=_detection(rows),
        stance_accuracy=Share.of([row.outcome is Outcome.RIGHT for row in rows if _is_in_both(row)]),
        evidence_at_1=_evidence_at(1, rows),
        evidence_at_3=_evidence_at(3, rows),
        people=Rates.of(len(pairs), sum(p.spurious for p in persons), sum(p.missed for p in persons)),
        affiliation=Share.of([wanted.iso3 == found.country for wanted, found in pairs]),
        speakers=Share.of([wanted.speaks == found.speaks for wanted, found in pairs if wanted.speaks is not None]),
        confusion={a or _NONE: {b or _NONE: confusion[a, b] for b in _STATES} for a in _STATES},
        calibration=_calibration(rows),
        reversals=reversals,
        sure_reversals=sum(one.confidence > SURE for one in reversals),
        intervals=_intervals(by_article),
    )


def evaluate_by(
    grouping: Grouping, gold: Sequence[GoldArticle], analyses: Mapping[str, Analysis]
) -> tuple[GroupFigures, ...]:
    """Return the figures of each group of rows; a spurious row goes where the analysis puts it."""
    groups: dict[str, list[Row]] = {}
    for article in gold:
        for row in compare(article, analyses.get(article.id)):
            if row.has_verdict:
                groups.setdefault(_group_of(row, grouping), []).append(row)
    order = _GROUP_ORDER[grouping]
    names = sorted(groups, key=lambda name: (order.index(name) if name in order else len(order), name))
    return tuple(_group_figures(name, groups[name], grouping) for name in names)


def find_mistakes(gold: Sequence[GoldArticle], analyses: Mapping[str, Analysis]) -> list[Row]:
    """Return the rows that are wrong, missing or spurious, in the order of the gold."""
    rows = (row for article in gold for row in compare(article, analyses.get(article.id)))
    return [row for row in rows if row.has_verdict and row.outcome is not Outcome.RIGHT]


def compare(article: GoldArticle, analysis: Analysis | None) -> list[Row]:
    """Return the rows of one article that count: those of the gold, then spurious ones as the report orders them."""
    reported = {country.code: country for country in analysis.countries} if analysis else {}
    labelled = {party.iso3: party for party in article.parties}
    wanted = [code for code, party in labelled.items() if party.is_scored]
    spurious = [code for code, country in reported.items() if country.stance and code not in labelled]
    name = analysis.initiative.name if analysis else None
    return [Row(article, code, labelled.get(code), reported.get(code), name) for code in wanted + spurious]


# ------------------------------------------------------------------ stances
def _confusion(rows: Sequence[Row]) -> Confusion:
    return Counter((row.expected_stance, row.found_stance) for row in rows if row.has_verdict)


def _stance_rates(confusion: Confusion) -> dict[Stance, Rates]:
    return {
        stance: Rates.of(
            confusion[stance, stance],
            sum(confusion[other, stance] for other in _STATES if other is not stance),
            sum(confusion[stance, other] for other in _STATES if other is not stance),
        )
        for stance in Stance
    }


def _micro(stances: Mapping[Stance, Rates]) -> Rates:
    rates = stances.values()
    return Rates.of(sum(r.right for r in rates), sum(r.spurious for r in rates), sum(r.missed for r in rates))


def _macro_f1(stances: Mapping[Stance, Rates]) -> float:
    return sum(rates.f1 for rates in stances.values()) / len(stances)


def _detection(rows: Sequence[Row]) -> Rates:
    found = [row for row in rows if row.found_stance is not None]
    right = sum(row.expected is not None for row in found)
    return Rates.of(right, len(found) - right, sum(row.expected is not None for row in rows) - right)


def _is_in_both(row: Row) -> bool:
    return row.expected_stance is not None and row.found_stance is not None


def _evidence_at(count: int, rows: Sequence[Row]) -> Share:
    return Share.of([_shows_gold(row, count) for row in rows if _is_in_both(row)])


def _shows_gold(row: Row, count: int) -> bool:
    spans = row.expected.spans if row.expected else ()
    pieces = row.found.evidence[:count] if row.found else ()
    return any(piece.start < end and piece.end > start for piece in pieces for start, end in spans)


def _reversals(rows: Sequence[Row]) -> tuple[Reversal, ...]:
    """Return the rows that were turned round, surest first."""
    found = [
        Reversal(row.article.id, row.code, row.expected_stance, row.found_stance, row.found.confidence or 0.0)
        for row in rows
        if row.found and row.expected_stance and row.found_stance
        if {row.expected_stance, row.found_stance} == {Stance.IN, Stance.OUT}
    ]
    return tuple(sorted(found, key=lambda one: -one.confidence))


# ------------------------------------------------------------------ people
@dataclass(frozen=True, slots=True)
class _People:
    pairs: tuple[tuple[GoldPerson, PersonReport], ...]
    spurious: int
    missed: int


def _people(article: GoldArticle, analysis: Analysis | None) -> _People:
    wanted = {_surname(person.name): person for person in article.people}
    reported = analysis.people if analysis else ()
    found = {_surname(person.name): person for person in reported if person.name.strip()}
    pairs = tuple((wanted[name], found[name]) for name in wanted if name in found)
    return _People(pairs, len(found) - len(pairs), len(wanted) - len(pairs))


def _surname(name: str) -> str:
    return name.replace("’", "'").split()[-1].lower().strip(".,'\"")


# ------------------------------------------------------------------ calibration and intervals
def _calibration(rows: Sequence[Row]) -> Calibration:
    verdicts = [
        (row.found.confidence, row.outcome is Outcome.RIGHT)
        for row in rows
        if row.has_verdict and row.found and row.found.stance and row.found.confidence is not None
    ]
    bins = tuple(_bins(verdicts))
    distances = [one.verdicts * abs(one.confidence - one.accuracy) for one in bins]
    squares = [(confidence - is_right) ** 2 for confidence, is_right in verdicts]
    return Calibration(
        verdicts=len(verdicts),
        expected_error=_ratio(sum(distances), len(verdicts)),
        brier=_ratio(sum(squares), len(verdicts)),
        bins=bins,
    )


def _bins(verdicts: Sequence[tuple[float, bool]]) -> Iterator[Bin]:
    for place in range(BINS):
        own = [verdict for verdict in verdicts if min(int(verdict[0] * BINS), BINS - 1) == place]
        if own:
            confidence = sum(confidence for confidence, _ in own) / len(own)
            accuracy = sum(is_right for _, is_right in own) / len(own)
            yield Bin(place / BINS, (place + 1) / BINS, len(own), confidence, accuracy)


@dataclass(frozen=True, slots=True)
class _Tally:
    """What the resamples need of one article."""

    confusion: Confusion
    shown: int
    evidenced: int


def _intervals(by_article: Sequence[Sequence[Row]]) -> Intervals:
    if not by_article:
        return Intervals(Interval(0.0, 0.0), Interval(0.0, 0.0), Interval(0.0, 0.0))
    shares = [_evidence_at(1, rows) for rows in by_article]
    tallies = [
        _Tally(_confusion(rows), share.right, share.total) for rows, share in zip(by_article, shares, strict=True)
    ]
    draw = Random(_SEED)  # noqa: S311 - resamples are no secret
    samples = [draw.choices(tallies, k=len(tallies)) for _ in range(RESAMPLES)]
    stances = [_stance_rates(_summed(sample)) for sample in samples]
    return Intervals(
        macro_f1=_interval([_macro_f1(rates) for rates in stances]),
        micro_f1=_interval([_micro(rates).f1 for rates in stances]),
        evidence_at_1=_interval(
            [_ratio(sum(one.shown for one in sample), sum(one.evidenced for one in sample)) for sample in samples]
        ),
    )


def _summed(sample: Sequence[_Tally]) -> Confusion:
    total: Confusion = Counter()
    for tally in sample:
        total.update(tally.confusion)
    return total


def _interval(values: Sequence[float]) -> Interval:
    ordered = sorted(values)
    return Interval(ordered[_TAIL], ordered[-1 - _TAIL])


# ------------------------------------------------------------------ groups
_UNKNOWN = "unknown"
_GROUP_ORDER: dict[Grouping, tuple[str, ...]] = {
    Grouping.DIFFICULTY: ("easy", "medium", "hard"),
    Grouping.SOURCE: tuple(Source),
    Grouping.ROLE: tuple(Role),
    Grouping.STANCE: tuple(Stance),
}


def _group_of(row: Row, grouping: Grouping) -> str:
    best = row.found.evidence[0] if row.found and row.found.evidence else None
    groups = {
        Grouping.DIFFICULTY: row.article.difficulty,
        Grouping.SOURCE: row.expected.source if row.expected else best.source if best else None,
        Grouping.ROLE: row.expected.role if row.expected else row.found.role if row.found else None,
        Grouping.STANCE: row.expected_stance or row.found_stance,
    }
    return groups[grouping] or _UNKNOWN


def _group_figures(group: str, rows: Sequence[Row], grouping: Grouping) -> GroupFigures:
    outcomes = Counter(row.outcome for row in rows)
    stances = _stance_rates(_confusion(rows))
    return GroupFigures(
        group=group,
        right=outcomes[Outcome.RIGHT],
        wrong=outcomes[Outcome.WRONG],
        missing=outcomes[Outcome.MISSING],
        spurious=outcomes[Outcome.SPURIOUS],
        micro=_micro(stances),
        macro_f1=None if grouping is Grouping.STANCE else _macro_f1(stances),
        evidence_at_1=_evidence_at(1, rows),
    )


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
