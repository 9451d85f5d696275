"""One article after another through reading and analysis, the bad ones reported and passed over."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from coalition.cli.analyse import STDIN
from coalition.cli.engine import load_analyser
from coalition.cli.messages import complain, describe
from coalition.cli.printers import Printer
from coalition.cli.progress import Progress
from coalition.errors import ArticleError, CoalitionError
from coalition.reading.article import Article
from coalition.reading.reader import read_article, read_bytes
from coalition.report import Analysis

if TYPE_CHECKING:
    from coalition.analyser import Analyser

STDIN_NAME = "standard input"


def analyse_all(names: Sequence[str], printer: Printer, *, model: str | None, initiative: str | None) -> int:
    """Print the analysis of each article and return the exit code.

    Args:
        names: Paths, or "-" for standard input.
        printer: Gets the analyses in the order of the names.
        model: The spaCy pipeline, or None for the one that is installed.
        initiative: What the stances are about, or None to find it in each article.

    Returns:
        0, or 1 if an article could not be analysed; the others are printed all the same.

    Raises:
        CoalitionError: Something other than an article is wrong, so that no further one can be analysed.
    """
    session = _Session(model=model, initiative=initiative)
    progress = Progress(len(names))
    failed = False
    for place, name in enumerate(names, start=1):
        with progress.shown(place, name):
            result = session.analyse(name)
        if isinstance(result, Exception):
            failed = True
            complain(describe(result, where=STDIN_NAME if name == STDIN else name))
        else:
            article, analysis = result
            printer.show(analysis, article.text)
    printer.close()
    return int(failed)


class _Session:
    """An analyser that is made when the first article has been read, so that a wrong path is told at once."""

    def __init__(self, *, model: str | None, initiative: str | None) -> None:
        self.model = model
        self.initiative = initiative
        self.analyser: Analyser | None = None

    def analyse(self, name: str) -> tuple[Article, Analysis] | Exception:
        """Return the article with its analysis, or what is wrong with this article."""
        try:
            article = read(name)
            return article, self._ready_analyser().analyse(article)
        except ArticleError as error:
            return error
        except CoalitionError:
            raise
        except Exception as error:  # a fault of ours in one article must not cost the results of the others
            return error

    def _ready_analyser(self) -> "Analyser":
        if self.analyser is None:
            self.analyser = load_analyser(model=self.model, initiative=self.initiative)
        return self.analyser


def read(name: str) -> Article:
    """Read a file, or standard input under the name "-".

    Raises:
        ArticleError: It cannot be read or holds no English article.
    """
    return read_bytes(_standard_input(), path=None) if name == STDIN else read_article(name)


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise ArticleError(f"{STDIN_NAME}: is closed; name a file, or write the article into a pipe")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:  # among them a descriptor that is open for writing only
        reason = error.strerror or "it is not open for reading"
        raise ArticleError(f"{STDIN_NAME}: cannot be read: {reason}; name a file instead") from error
