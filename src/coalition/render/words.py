"""How the values of a report are said in words."""

from collections.abc import Iterator

from coalition.report import Analysis, ArticleReport, CountryReport, EvidenceReport, Filters, InitiativeReport
from coalition.stance import Role, Source, Stance

GROUPS = (Stance.IN, Stance.UNCERTAIN, Stance.OUT)
ROLES_WITHOUT_STANCE = (Role.TARGET, Role.HOST)

NO_COUNTRY = "This article names no country."
NOTHING_LEFT = "No country of this article is left by what was asked for."
NO_STANCE = "No country takes a stance here. If the article is about another initiative, name it with --initiative."

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


def who_words(evidence: EvidenceReport) -> str:
    """Say on whose word and where a passage stands: "narrator, under “Who’s in?”"."""
    return ", ".join(filter(None, (holder_words(evidence), section_words(evidence.section))))


def contrary_words(country: CountryReport) -> str:
    """Say what else the article has on a country: "other passages say: 1 in, 2 out"; "" if nothing contradicts."""
    others = [piece.stance for piece in country.evidence if piece.stance is not country.stance]
    counts = ", ".join(f"{others.count(stance)} {stance}" for stance in GROUPS if stance in others)
    return f"other passages say: {counts}" if counts else ""


def initiative_words(initiative: InitiativeReport) -> tuple[str, str]:
    """Return the name of the initiative, and where it comes from."""
    if not initiative.name:
        return "none found", "name it with --initiative"
    return initiative.name, "as given" if initiative.given else "found in the article"


def count_words(count: int) -> str:
    """Say how many countries: "none", "1 country", "2 countries"."""
    return f"{count} {'country' if count == 1 else 'countries'}" if count else "none"


def without_stance(analysis: Analysis) -> Iterator[tuple[Role | None, list[CountryReport]]]:
    """Yield the countries without a stance: targets, hosts, and under None those that are merely mentioned."""
    rest = [country for country in analysis.countries if country.stance is None]
    for role in (*ROLES_WITHOUT_STANCE, None):
        group = [one for one in rest if (one.role if one.role in ROLES_WITHOUT_STANCE else None) is role]
        if group:
            yield role, group


def part_words(role: Role | None) -> str:
    """Say what countries without a stance are: "Target", "Host", "Mentioned"."""
    return role.capitalize() if role else "Mentioned"


def groups_shown(analysis: Analysis) -> Iterator[tuple[Stance, list[CountryReport]]]:
    """Yield the countries by stance; an empty group is left out where it may be the filters that emptied it."""
    for stance in GROUPS:
        countries = [country for country in analysis.countries if country.stance is stance]
        if countries or not analysis.filters:
            yield stance, countries


def filter_words(filters: Filters | None) -> str:
    """Say what a page is limited to: "only in or out, only POL, at least 80% sure"; without filters ""."""
    if filters is None:
        return ""
    parts = [f"only {' or '.join(names)}" for names in (filters.stances, filters.countries) if names]
    if filters.min_confidence is not None:
        parts.append(f"at least {100 * filters.min_confidence:g}% sure")
    return ", ".join(parts)


def hint(analysis: Analysis) -> str:
    """Say why there is no verdict; "" where there is one."""
    if analysis.filters:
        return "" if analysis.countries else NOTHING_LEFT
    if not analysis.countries:
        return NO_COUNTRY
    return "" if any(country.stance for country in analysis.countries) else NO_STANCE
