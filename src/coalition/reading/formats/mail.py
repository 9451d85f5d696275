"""Mails and pages saved as one file (MHTML): both are MIME, with a page or a plain text inside."""

import re
from contextlib import suppress
from datetime import date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final

from coalition.errors import ArticleError
from coalition.reading.decoding import decode
from coalition.reading.formats.convert import convert
from coalition.reading.formats.converted import Converted, heading, one_line
from coalition.reading.kinds import Kind

_PASSED_ON: Final = re.compile(r"(?:(?:re|fwd?|aw|wg)\s*:\s*)+", re.IGNORECASE)


def read(data: bytes, *, where: str) -> Converted:
    """Return the text of a mail, its page before its plain text, or of a saved page.

    The subject is the title, the sender's name the source, the day of sending the date.
    A saved page has a subject and a date as well, but they tell of the saving: there the
    page alone counts.

    Raises:
        ArticleError: There is no text in it, or it has a page only and the package for pages is missing.
    """
    message = message_from_bytes(data, policy=policy.default)
    page, plain = message.get_body(preferencelist=("html",)), message.get_body(preferencelist=("plain",))
    if page is None and plain is None:
        raise ArticleError(f"{where}: is a mail without any text; give a mail with an article in it")
    if page is not None and page.get("Content-Location"):
        return convert(_content(page, where=where), Kind.WEB_PAGE, where=where)
    body = _body(page, plain, where=where)
    title = _PASSED_ON.sub("", _header(message, "subject"), count=1) or None
    lines = body.text
    if title:
        # A newsletter's main heading repeats its subject, or is the newsletter's own name.
        first, _, rest = lines.partition("\n")
        lines = rest if first.startswith("# ") else lines
        lines = f"{heading(title, 1)}\n\n{lines.lstrip()}"
    return Converted(lines, title, _sent(message), body.byline, _sender(message), body.has_marks)


def _body(page: MIMEPart | None, plain: MIMEPart | None, *, where: str) -> Converted:
    """Return the page, or the plain text where there is no page, none that can be read, or one of few words."""
    text = convert(_content(plain, where=where), Kind.TEXT, where=where) if plain is not None else None
    try:
        shown = convert(_content(page, where=where), Kind.WEB_PAGE, where=where) if page is not None else None
    except ArticleError:
        if text is None:
            raise
        return text
    if shown is None or (text is not None and 2 * len(shown.text.split()) < len(text.text.split())):
        shown = text
    return shown or Converted("")


def _content(part: MIMEPart, *, where: str) -> bytes:
    """Return the text of a part in UTF-8, read in the encoding that it declares, or in the one that it looks like."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return b""
    with suppress(LookupError, UnicodeError):
        return payload.decode(part.get_content_charset() or "utf-8").encode("utf-8", "replace")
    return decode(payload, where=where).encode("utf-8", "replace")


def _header(message: EmailMessage, name: str) -> str:
    """Return a header's text on one line, "" where it is missing or cannot be parsed."""
    # The standard library's parser of structured headers raises IndexError and others on damaged ones.
    with suppress(Exception):
        return one_line(str(message.get(name, "")))
    return ""


def _sent(message: EmailMessage) -> date | None:
    with suppress(ValueError, TypeError):
        sent: datetime = parsedate_to_datetime(_header(message, "date"))
        return sent.date()
    return None


def _sender(message: EmailMessage) -> str | None:
    name, _ = parseaddr(_header(message, "from"))
    return one_line(name) or None
