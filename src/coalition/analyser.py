"""The door for Python users: an article in, an ``Analysis`` out."""

import os
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from spacy.tokens import Doc

from coalition.errors import ArticleError, CoalitionError
from coalition.evidence import Evidence
from coalition.lexicons.countries import load_gazetteer
from coalition.lexicons.grammar import load_grammar
from coalition.lexicons.weights import WeightsFile, load_weights
from coalition.pipeline.assembly import bounded_memory, build_pipeline, run_pipeline
from coalition.pipeline.detection import check_given, evidence_of, initiative_from_dict
from coalition.pipeline.extensions import register_extensions
from coalition.pipeline.facts import Facts, find_facts
from coalition.pipeline.initiative import Initiative
from coalition.pipeline.model import ModelError
from coalition.pipeline.parsing import EXTENT_KEY
from coalition.pipeline.selection import Extent
from coalition.reading.article import Article
from coalition.reading.reader import article_from_text, read_article
from coalition.reasons import Reasons, find_reasons
from coalition.report import (
    Analysis,
    CountryReport,
    CueReport,
    EvidenceReport,
    InitiativeReport,
    PersonReport,
    QuoteReport,
    describe_article,
)
from coalition.stance import Source, Stance
from coalition.stopwatch import timed
from coalition.verdicts import TRUSTED, CountryFacts, Verdict, WeighedEvidence, group_by_country, reach_verdict

Readable = Article | Path | str
"""What can be analysed: an article, the path of a file, or a text; see ``analyse``."""

PARTIAL = "most paragraphs name no country, and were not searched for people and quotations"
UNREAD = (
    "hardly a paragraph names two countries, or few name any, so this is no article about what they do together, "
    "and only their names were looked for; --initiative has it read as a whole"
)
NO_INITIATIVE = "no joint undertaking was found in title, lede or headings; name it with --initiative"


class Analyser:
    """Analyses articles with one loaded pipeline.

    Making one takes most of a second, because it loads spaCy's model; an analysis then
    takes some 0.2 s for 900 words. Use one analyser for many articles.

    >>> analyser = Analyser(initiative="naval patrol")
    >>> texts = ["Norway will join the naval patrol.", "Peru refused to join the naval patrol."]
    >>> [(country.code, country.stance.value) for one in analyser.analyse_many(texts) for country in one.countries]
    [('NOR', 'in'), ('PER', 'out')]
    """

    def __init__(
        self, *, model: str | None = None, initiative: str | None = None, lexicon: str | Path | None = None
    ) -> None:
        """Load the pipeline.

        Args:
            model: An installed English spaCy pipeline, None for the one that ships.
            initiative: What the stances are about, None to find it in each article.
            lexicon: A TOML file with names, cues and office holders of your own, for this analyser alone.

        Raises:
            LexiconError: The lexicon or a data file is missing or wrong.
            CoalitionError: The model cannot be used, or the initiative is blank.
        """
        check_given(initiative)
        self._nlp = build_pipeline(model, lexicon=None if lexicon is None else str(lexicon))
        self._initiative = initiative
        self._gazetteer, self._weights = load_gazetteer(), load_weights()

    def analyse(self, source: Readable) -> Analysis:
        """Return who is in, out and uncertain in one article, given as such, as a path or as its text.

        A ``Path``, and a string of one line that names a file, is read from disk; any other
        string is the text. An article without any country gives an empty result and no error.

        Raises:
            ArticleError: The input cannot be read or is no English article; None is none either.
        """
        article = _read(source)
        with bounded_memory(self._nlp):
            doc = run_pipeline(article, self._nlp, initiative=self._initiative)
            with timed("report"):
                return self.report(article, doc)

    def explain(self, source: Readable, codes: Collection[str]) -> tuple[Analysis, dict[str, Reasons]]:
        """Return the analysis of one article, and why the verdicts on these countries are what they are.

        A country that the article does not name has no reasons. Source and errors are as for ``analyse``.
        """
        article = _read(source)
        doc = run_pipeline(article, self._nlp, initiative=self._initiative)
        facts = self.facts(doc)
        verdicts = _reach_verdicts(doc, facts, self._weights)
        wanted = [verdict for verdict in verdicts if verdict.code in codes]
        reasons = {
            verdict.code: find_reasons(facts[verdict.code], _by_passage(verdict.evidence), self._weights)
            for verdict in wanted
        }
        return self._report(article, doc, verdicts), reasons

    def analyse_many(
        self, sources: Iterable[Readable], *, on_error: Callable[[Readable, ArticleError], object] | None = None
    ) -> Iterator[Analysis]:
        """Yield the analyses one by one, in the order of the sources.

        A source is taken when its analysis is asked for. One that cannot be read, or is no
        article such as None, is left out, and the next follows.

        Args:
            sources: Articles, paths and texts, as ``analyse`` takes them. The articles of a
                file with several are ``read_articles(path)``.
            on_error: Called with each source that is left out and the reason; None to have
                the reason as a warning. What it raises ends the iteration.

        Raises:
            CoalitionError: ``sources`` is a string, whose letters would be the sources.
        """
        if isinstance(sources, str):
            raise CoalitionError("analyse_many takes several sources; put a single one into a list")
        for place, source in enumerate(sources, start=1):
            try:
                analysis = self.analyse(source)
            except ArticleError as error:
                if on_error is None:
                    warnings.warn(f"source {place} is left out: {error}", stacklevel=2)
                else:
                    on_error(source, error)
            else:
                yield analysis

    def verdicts(self, doc: Doc, *, weights: WeightsFile | None = None) -> list[Verdict]:
        """Return one verdict a country of an analysed Doc, in the order of first mention.

        ``weights`` takes the place of those that ship, to measure others on evidence once found.
        """
        return verdicts_of(doc, weights=weights)

    def facts(self, doc: Doc) -> dict[str, CountryFacts]:
        """Return what an analysed Doc says of each country beside the evidence, by country code."""
        return _facts_of(doc)

    # ------------------------------------------------------------------ report
    def report(self, article: Article, doc: Doc, *, weights: WeightsFile | None = None) -> Analysis:
        """Return the analysis of an article that the pipeline has read; ``weights`` as in ``verdicts``."""
        return self._report(article, doc, self.verdicts(doc, weights=weights))

    def _report(self, article: Article, doc: Doc, verdicts: Sequence[Verdict]) -> Analysis:
        initiative = initiative_from_dict(doc._.coalition_initiative)
        sections = _Sections(article)
        return Analysis.assemble(
            article=describe_article(article),
            initiative=InitiativeReport(name=initiative.name or None, given=initiative.is_given),
            countries=[self._country(article, verdict, sections) for verdict in verdicts],
            people=_people(doc, verdicts),
            quotes=[_quote(article, values) for values in doc._.coalition_quotes or []],
            warnings=_warnings(doc, initiative, verdicts),
        )

    def _country(self, article: Article, verdict: Verdict, sections: "_Sections") -> CountryReport:
        return CountryReport(
            code=verdict.code,
            name=self._gazetteer.countries[verdict.code].name,
            stance=verdict.stance,
            role=verdict.role,
            confidence=verdict.confidence,
            mentions=verdict.mentions,
            evidence=tuple(
                _evidence(article, [item.evidence for item in group], sections)
                for group in _by_passage(verdict.evidence)
            ),
        )


def analyse(
    source: Readable,
    *,
    model: str | None = None,
    initiative: str | None = None,
    lexicon: str | Path | None = None,
) -> Analysis:
    """Analyse one article, given as such, as a path or as its text; for many articles make an ``Analyser``.

    A ``Path``, and a string of one line that names a file, is read from disk; any other string is the text.

    >>> analysis = analyse("Norway will join the naval patrol. Peru refused to join the naval patrol.")
    >>> analysis.coalition.in_, analysis.coalition.out
    (('NOR',), ('PER',))

    Raises:
        ArticleError: The input cannot be read or is no English article.
        CoalitionError: The model, the lexicon or a data file cannot be used, or the initiative is blank.
    """
    article = _read(source)  # a wrong path is told before the model is loaded
    return Analyser(model=model, initiative=initiative, lexicon=lexicon).analyse(article)


def _read(source: Readable) -> Article:
    if isinstance(source, Article):
        return source
    if isinstance(source, Path) or (isinstance(source, str) and _names_file(source)):
        return read_article(source)
    if not isinstance(source, str):  # an empty cell of a data frame, bytes
        what = "None" if source is None else f"a value of type {type(source).__name__}"
        raise ArticleError(f"{what} is no article; give a path, a text, or an Article of read_bytes")
    return article_from_text(source)


def _names_file(source: str) -> bool:
    """Tell a path from a text: one line that names a file, or, since a text has several words, a single one."""
    # os.path: a text is no path however long it is or whatever is in it, where Path raises OSError.
    is_file = "\n" not in source and os.path.isfile(source)  # noqa: PTH113
    return is_file or (source != "" and not any(map(str.isspace, source)))


def verdicts_of(doc: Doc, *, weights: WeightsFile | None = None) -> list[Verdict]:
    """Return one verdict a country of a Doc that ``coalition_stances`` has read, in the order of first mention.

    ``weights`` takes the place of those that ship, to measure others on evidence once found.

    Raises:
        ModelError: ``coalition_stances`` has not read the Doc.
    """
    register_extensions()  # the Doc may come from a file
    if doc._.coalition_evidence is None:
        raise ModelError("the Doc has no stances yet; add 'coalition_stances' to the pipeline that makes it")
    return _reach_verdicts(doc, _facts_of(doc), weights or load_weights())


def _reach_verdicts(doc: Doc, facts: Mapping[str, CountryFacts], weights: WeightsFile) -> list[Verdict]:
    by_country = group_by_country(evidence_of(doc))
    return [reach_verdict(one, by_country.get(code, []), weights) for code, one in facts.items()]


def _facts_of(doc: Doc) -> dict[str, CountryFacts]:
    initiative = initiative_from_dict(doc._.coalition_initiative)
    found = find_facts(doc, initiative, load_grammar())
    for code in group_by_country(evidence_of(doc)):
        found.setdefault(code, Facts(code, 1.0))
    return {code: _country_facts(facts) for code, facts in found.items()}


class _Sections:
    """Looks up the heading that a block stands under."""

    def __init__(self, article: Article) -> None:
        self._article = article

    def heading(self, block: int) -> str | None:
        if not 0 <= block < len(self._article.blocks):
            return None
        return self._article.sections[self._article.blocks[block].section].heading


def _warnings(doc: Doc, initiative: Initiative, verdicts: Sequence[Verdict]) -> Iterator[str]:
    extent = doc.user_data.get(EXTENT_KEY)
    if extent == Extent.NAMES:
        yield UNREAD
    elif verdicts and not initiative.name:
        yield NO_INITIATIVE
    if extent == Extent.PART:
        yield PARTIAL


def _country_facts(facts: Facts) -> CountryFacts:
    return CountryFacts(
        code=facts.code, mentions=facts.mentions, in_title=facts.in_title, in_lede=facts.in_lede,
        in_name=facts.in_name, first=facts.first, is_host=facts.hosting > 0,
        is_target=facts.targeted > 1 or (facts.targeted > 0 and facts.in_name),
    )  # fmt: skip


def _by_passage(evidence: Iterable[WeighedEvidence]) -> list[list[WeighedEvidence]]:
    """Gather evidence that says the same in the same passage, in the order of its best piece."""
    groups: dict[tuple[int, int, str, str, str], list[WeighedEvidence]] = {}
    for item in evidence:
        piece = item.evidence
        key = (piece.start_char, piece.end_char, piece.polarity, piece.certainty, piece.source)
        groups.setdefault(key, []).append(item)
    return list(groups.values())


def _evidence(article: Article, group: list[Evidence], sections: _Sections) -> EvidenceReport:
    best = group[0]
    cues = sorted({(c.start_char, c.end_char, c.rule) for piece in group for c in piece.cues})
    return EvidenceReport(
        text=article.text[best.start_char : best.end_char],
        start=best.start_char,
        end=best.end_char,
        section=sections.heading(best.block),
        stance=best.stance,
        polarity=best.polarity,
        certainty=best.certainty,
        source=best.source,
        speaker=next((piece.speaker for piece in group if piece.speaker), None),
        cues=tuple(CueReport(text=article.text[a:b], start=a, end=b, rule=rule) for a, b, rule in cues),
        inferred=all(piece.is_inferred for piece in group),
    )


def _people(doc: Doc, verdicts: Iterable[Verdict]) -> list[PersonReport]:
    """Report the people; one who speaks for a country has its stance where his or her own words show it."""
    stances: dict[str, Stance] = {}
    for verdict in verdicts:
        for item in verdict.evidence:  # best first, so that the country's own stance comes first
            speaker, is_own = item.evidence.speaker, item.evidence.source is Source.GOVERNMENT
            if speaker and is_own and item.reliability > TRUSTED:
                stances.setdefault(speaker, item.evidence.stance)
    return [_person(values, stances.get(str(values["name"]))) for values in doc._.coalition_people or []]


def _person(values: dict[str, object], stance: Stance | None) -> PersonReport:
    mentions = values["mentions"]
    return PersonReport.model_validate(
        {
            "name": values["name"],
            "title": values["title"],
            "country": values["country"],
            "mentions": len(mentions) if isinstance(mentions, list) else 0,
            "speaks": values["speaks"],
            "stance": stance,
            "inferred": bool(values["inferred"]),
        }
    )


def _quote(article: Article, values: dict[str, object]) -> QuoteReport:
    start, end = int(str(values["start_char"])), int(str(values["end_char"]))
    return QuoteReport.model_validate(
        {
            "text": article.text[start:end],
            "start": start,
            "end": end,
            **{key: values[key] for key in ("direct", "speaker", "country", "cue")},
        }
    )
