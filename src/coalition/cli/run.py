"""One article after another through reading and analysis, the bad ones reported and passed over."""

from typing import TYPE_CHECKING

from coalition.cli.engine import load_analyser
from coalition.cli.inputs import Inputs
from coalition.cli.messages import complain, describe
from coalition.cli.printers import Printer
from coalition.cli.progress import Progress
from coalition.errors import ArticleError, CoalitionError
from coalition.reading.article import Article
from coalition.reading.reader import Entry
from coalition.report import Analysis
from coalition.stopwatch import timed

if TYPE_CHECKING:
    from coalition.analyser import Analyser


def analyse_all(
    inputs: Inputs, printer: Printer, *, model: str | None, initiative: str | None, lexicon: str | None
) -> int:
    """Print the analysis of each article and return the exit code.

    Args:
        inputs: The articles, read one by one.
        printer: Gets the analyses in the order of the inputs.
        model: The spaCy pipeline, or None for the one that is installed.
        initiative: What the stances are about, or None to find it in each article.
        lexicon: The path of a user's lexicon, or None.

    Returns:
        0, or 1 if an article could not be analysed; the others are printed all the same.

    Raises:
        CoalitionError: Something other than an article is wrong, so that no further one can be analysed.
    """
    session = _Session(model=model, initiative=initiative, lexicon=lexicon)
    progress = Progress(inputs.total)
    failed = shown = False
    try:
        for place, entry in enumerate(inputs, start=1):
            with progress.shown(place, entry.name):
                result = session.analyse(entry)
            if isinstance(result, Exception):
                failed = True
                complain(describe(result, where=entry.name))
            else:
                article, analysis = result
                with timed("print"):
                    printer.show(analysis, article.text)
                shown = True
    except KeyboardInterrupt:
        if shown:
            printer.close()  # so that what was done is a whole array, and a report page is there at all
        raise
    printer.close()
    return int(failed)


class _Session:
    """An analyser that is made when the first article has been read, so that a wrong path is told at once."""

    def __init__(self, *, model: str | None, initiative: str | None, lexicon: str | None) -> None:
        self.model = model
        self.initiative = initiative
        self.lexicon = lexicon
        self.analyser: Analyser | None = None

    def analyse(self, entry: Entry) -> tuple[Article, Analysis] | Exception:
        """Return the article with its analysis, or what is wrong with this article."""
        try:
            with timed("read"):
                article = entry.read()
            return article, self._ready_analyser().analyse(article)
        except ArticleError as error:
            return error
        except CoalitionError:
            raise
        except Exception as error:  # a fault of ours in one article must not cost the results of the others
            return error

    def _ready_analyser(self) -> "Analyser":
        if self.analyser is None:
            self.analyser = load_analyser(model=self.model, initiative=self.initiative, lexicon=self.lexicon)
        return self.analyser
