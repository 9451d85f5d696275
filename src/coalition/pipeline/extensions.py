"""The extensions of a Doc in which our components leave what is no span; each holds plain JSON values."""

from spacy.tokens import Doc

EXTENSIONS = ("coalition_people", "coalition_quotes", "coalition_initiative", "coalition_evidence")


def register_extensions() -> None:
    """Make ``doc._.coalition_people`` and the others known to spaCy; None where no component has run.

    The components do so when they are made. Who only reads Docs that were kept calls it once.
    """
    for name in EXTENSIONS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
