"""Tells from its content what kind of file an input is; its name only settles what that leaves open."""

import codecs
import re
from enum import StrEnum
from pathlib import PurePath
from typing import Final


class Kind(StrEnum):
    """How an input is to be read."""

    TEXT = "text"
    WEB_PAGE = "web page"
    MAIL = "mail"
    PDF = "PDF"
    WORD = "Word document"
    JSON = "JSON"


SUFFIXES: Final = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.TEXT,
    ".markdown": Kind.TEXT,
    ".html": Kind.WEB_PAGE,
    ".htm": Kind.WEB_PAGE,
    ".xhtml": Kind.WEB_PAGE,
    ".mhtml": Kind.MAIL,
    ".mht": Kind.MAIL,
    ".eml": Kind.MAIL,
    ".pdf": Kind.PDF,
    ".docx": Kind.WORD,
    ".json": Kind.JSON,
    ".jsonl": Kind.JSON,
    ".ndjson": Kind.JSON,
}
JSON_LINES: Final = frozenset({".jsonl", ".ndjson"})

_HEAD: Final = 65_536
_PDF_JUNK: Final = 1024  # a PDF may have so many bytes of junk before its mark (PDF 1.7, appendix H)
# A page, or a piece of one: a declaration, a comment, or an element that is closed somewhere.
_MARKUP: Final = re.compile(
    r"\s*<(?:!doctype\b|!--|\?xml\b|html\b|(?=[^<>]*>.*</)[a-z][a-z0-9]*(?:\s[^<>]*)?>)", re.I | re.S
)
_TAG: Final = re.compile(r"<(?:p|div|h[1-6]|article|body|table|section|br)\b[^<>]*>", re.I)
_JSON: Final = re.compile(r'\s*(?:\{\s*["}]|\[\s*(?:\{\s*["}]|\]\s*$))')
_FIELD: Final = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,40}):(?:[ \t]|$)")
# What every mail has been given on its way; "From:" and "Date:" alone may open an article as well.
_MAIL_FIELDS: Final = frozenset({"mime-version", "message-id", "received", "return-path", "delivered-to"})


def kind_of(data: bytes, name: str | None = None) -> Kind:
    """Return the kind of an input.

    Args:
        data: The whole content, of which the beginning tells most.
        name: The file's name. It decides only where the content may be of two kinds,
            as a page that begins with words and not with a tag.
    """
    head = data[:_HEAD]
    if b"%PDF-" in head[:_PDF_JUNK] and not head.lstrip()[:1].isalnum():
        return Kind.PDF
    if head.startswith(b"PK\x03\x04") and (b"word/" in data or suffix_of(name) == ".docx"):
        return Kind.WORD
    text = _characters(head)
    named = SUFFIXES.get(suffix_of(name))
    if _JSON.match(text):
        return Kind.JSON
    if _is_mail(text, named is Kind.MAIL):
        return Kind.MAIL
    if _MARKUP.match(text) or (named is Kind.WEB_PAGE and _TAG.search(text)):
        return Kind.WEB_PAGE
    return Kind.TEXT


def suffix_of(name: str | None) -> str:
    """Return the suffix of a file name in lower case, that of a compressed file without its ".gz"; "" without one."""
    if not name:
        return ""
    path = PurePath(name.lower())
    return PurePath(path.stem).suffix if path.suffix == ".gz" else path.suffix


def _characters(head: bytes) -> str:
    """Return the beginning of a file as text in which ASCII stands for itself, whatever its encoding."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(encoding, errors="replace")
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")


def _is_mail(text: str, is_named: bool) -> bool:  # noqa: FBT001 - one claim beside one text
    """Tell whether the text begins with the header of a mail: fields and nothing else up to a blank line."""
    fields: set[str] = set()
    for line in text.lstrip("\r\n").splitlines():
        if not line:
            break
        if line[0] in " \t" and fields:
            continue
        match = _FIELD.match(line)
        if match is None:
            # An mbox line, "From someone Mon Mar 4 09:12:00 2027", stands before the first field.
            if not fields and line.startswith("From "):
                continue
            return False
        fields.add(match[1].lower())
    return bool(fields & _MAIL_FIELDS) or (is_named and len(fields) > 1)
