"""How the values of a report are said in words."""

from collections.abc import Iterator

from coalition.report import ArticleReport, EvidenceReport
from coalition.stance import Source

HOLDERS = {
    Source.GOVERNMENT: "own government",
    Source.OTHER_GOVERNMENT: "another government",
    Source.ANALYST: "analyst",
    Source.NARRATOR: "narrator",
}


def article_lines(article: ArticleReport) -> Iterator[list[str]]:
    """Yield what stands below the title, line by line: source, date, author and length; then the path."""
    day = f"{article.date.day} {article.date:%B %Y}" if article.date else "no date"
    yield [article.source or "", day, article.byline or "", f"{article.words:,} words"]
    if article.path:
        yield [article.path]


def confidence_words(confidence: float | None) -> str:
    """Say a confidence as "94% sure"; none is ""."""
    return f"{confidence:.0%} sure" if confidence is not None else ""


def holder_words(evidence: EvidenceReport) -> str:
    """Say on whose word a passage stands, as in "own government: Donald Tusk" or "narrator, inferred"."""
    speaker = f": {evidence.speaker}" if evidence.speaker else ""
    return HOLDERS[evidence.source] + speaker + (", inferred" if evidence.inferred else "")


def section_words(section: str | None) -> str:
    """Say under which heading a passage stands; under none is ""."""
    return f"under “{section}”" if section else ""
