"""The errors that a caller of ``coalition`` may catch.

Each branch says what the caller can do about it. ``ValueError`` is not among
them: it stands for a mistake in the calling code.
"""


class CoalitionError(Exception):
    """Root of all errors that the package raises on purpose."""


class ArticleError(CoalitionError):
    """The input cannot be analysed: give another text."""


class ReportError(CoalitionError):
    """What is read as a report is none: give what ``Analysis.to_json`` or ``coalition analyse --json`` wrote."""


class LexiconError(CoalitionError):
    """A data file is missing or wrong: mend the file that the message names."""
