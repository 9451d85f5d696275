"""Stands in for ``coalition.analyser``, without a model: a word of the text decides what happens."""

from coalition.errors import ArticleError, CoalitionError
from coalition.reading.article import Article
from coalition.report import Analysis, CountryReport, InitiativeReport, describe_article
from coalition.stance import Role, Stance


class Analyser:
    """Knows one country, and reports the model's and the initiative's name as it got them."""

    def __init__(self, *, model: str | None = None, initiative: str | None = None, lexicon: str | None = None) -> None:
        if model == "broken":
            raise CoalitionError("the spaCy model 'broken' is not installed; install it")
        self.model = model
        self.initiative = initiative
        self.lexicon = lexicon

    def analyse(self, article: Article) -> Analysis:
        """Return the report, or fail as the text wants it."""
        if "UNREADABLE" in article.text:
            raise ArticleError(f"{article.path}: has a word that this stub refuses")
        if "DEFECT" in article.text:
            raise KeyError("no such\x1b[31m key")
        if "INTERRUPT" in article.text:
            raise KeyboardInterrupt
        malta = CountryReport(
            code="MLT", name="Malta", stance=Stance.IN, role=Role.MEMBER, confidence=0.9, mentions=1, evidence=()
        )
        return Analysis.assemble(
            article=describe_article(article),
            initiative=InitiativeReport(name=self.initiative, given=self.initiative is not None),
            countries=[malta],
            warnings=[f"model {self.model}"],
        )
