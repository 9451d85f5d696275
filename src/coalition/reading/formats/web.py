"""Web pages: trafilatura tells which words are the article, the page itself how they are laid out.

trafilatura's own output loses headings inside buttons, lists whose items are links, and
the structure of pages that are laid out with tables. So the page is walked once more:
the blocks whose words trafilatura kept are kept, in the form that the page gives them,
and the headings and lists that belong to these come back.
"""

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from html import unescape
from typing import Any, Final

from lxml.html import HTMLParser, document_fromstring
from trafilatura import bare_extraction

from coalition.errors import ArticleError
from coalition.reading.dates import is_date_line
from coalition.reading.decoding import to_text
from coalition.reading.formats.blocks import Form, PageBlock, find_blocks
from coalition.reading.formats.converted import Converted, has_heading, heading, item, lay_out, one_line, row
from coalition.reading.formats.keeping import Kept, choose_blocks
from coalition.reading.header import is_byline

_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,30})", re.I)
_CHARSET_AREA: Final = 4096
_WINDOWS: Final = frozenset({"ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin-1", "latin1"})
_DECLARATION: Final = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_CONTROLS: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_REFERENCE: Final = re.compile(r"&#(?:x0*([0-9a-f]{1,2})|0*(\d{1,3}))(?![0-9a-f]);?", re.I)
# Dates by the page's own marks only; those that stand in its text are the reader's business. A fixed
# bound, because the default is the day of the run.
_DATES: Final = {
    "original_date": True,
    "extensive_search": False,
    "min_date": "1900-01-01",
    "max_date": "2200-01-01",
    "outputformat": "%Y-%m-%d",
}
# A piece of a page, as content systems export it, has none of these, and is an article as a whole.
_WHOLE_PAGE: Final = re.compile(r"<(?:!doctype|html|head|body|nav|main)\b", re.I)
_SILENT: Final = logging.NullHandler()
_BOLD_WORDS: Final = 15


def read(data: bytes, *, where: str) -> Converted:
    """Return the article of a page, its headings, lists and tables in the layout of the reader.

    Raises:
        ArticleError: The page is empty or no text, or no article can be found in it.
    """
    return read_page(decode_page(data, where=where), where=where)


def decode_page(data: bytes, *, where: str) -> str:
    """Return a page's characters: by a byte order mark or UTF-8 where that fits, else as its ``meta`` tag says.

    Raises:
        ArticleError: The characters cannot be told.
    """
    declared = _CHARSET.search(data[:_CHARSET_AREA])
    with suppress(UnicodeDecodeError):
        return data.decode("utf-8-sig")
    if declared is not None:
        name = declared[1].decode("ascii").lower()
        with suppress(LookupError, UnicodeError):  # an encoding that does not exist, or is none of characters
            if not name.startswith("utf"):
                return data.decode("cp1252" if name in _WINDOWS else name, errors="replace")
    text = to_text(data)
    if text is None:
        raise ArticleError(f"{where}: its characters cannot be read as text; save the page anew in UTF-8")
    return text


def read_page(markup: str, *, where: str) -> Converted:
    """Return the article of a page that is decoded already; see ``read``."""
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).addHandler(_SILENT)  # what they have to say is said by an error of ours
    markup = _CONTROLS.sub(" ", _REFERENCE.sub(_mend_reference, _DECLARATION.sub("", markup, count=1)))
    if not markup.strip():
        raise ArticleError(f"{where}: is empty; give a page with an article in it")
    tree = document_fromstring(markup, parser=HTMLParser(remove_comments=True, remove_pis=True))
    blocks, named = find_blocks(tree), one_line(tree.findtext(".//title") or "")
    if not _WHOLE_PAGE.search(markup):
        pieces = [_written(block) for block in blocks]
        return Converted(lay_out(pieces), has_marks=has_heading(pieces))
    page = _extract(tree)
    if page is None or page.body is None:
        raise ArticleError(f"{where}: has no article that stands out from the page around it; give its text instead")
    kept = Kept(_texts(page.body))
    title, chosen = choose_blocks(blocks, kept, named=named, is_credit=_is_credit)
    source = _clean(page.sitename)
    title = title or _without_site(_clean(page.title), source)
    # A page may hold its text as data only, for a script to show.
    lines = [_written(block) for block in chosen] or _paragraphs(page.body)
    if not lines:
        raise ArticleError(f"{where}: has no article that stands out from the page around it; give its text instead")
    return Converted(
        text=lay_out([heading(title, 1), *lines] if title else lines),
        title=title,
        published=_day(page.date),
        byline=_clean(page.author and page.author.replace("; ", ", ")),
        source=source,
        has_marks=has_heading(lines),
    )


def _mend_reference(reference: re.Match[str]) -> str:
    """Return what browsers show for the reference to a control character: an apostrophe for "&#146;", else nothing.

    The extractor takes a page that has such a one in it for empty.
    """
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    return unescape(reference[0]) if _CONTROLS.match(chr(number)) else reference[0]


def _extract(tree: Any) -> Any:
    return bare_extraction(
        tree, with_metadata=True, include_comments=False, include_tables=True, date_extraction_params=dict(_DATES)
    )


def _texts(body: Any) -> Iterator[str]:
    """Yield the text of each element that the extractor kept; the cells of a row are words of their own."""
    for part in body.iter():
        if isinstance(part.tag, str):
            yield (" " if part.tag == "row" else "").join(part.itertext())


def _written(block: PageBlock) -> str:
    """Return a block in the layout of the reader."""
    match block.form:
        case Form.HEADING:
            return heading(block.text, max(block.level, 2))
        case Form.ITEM:
            return item(block.text)
        case Form.ROW:
            return row(block.cells)
        case Form.BOLD if len(block.text.split()) <= _BOLD_WORDS and "*" not in block.text:
            return f"**{block.text}**"
    return block.text


def _paragraphs(body: Any) -> list[str]:
    texts: Iterable[str] = (line for part in body for line in "".join(part.itertext()).split("\n"))
    return [line for text in texts if (line := one_line(text))]


def _is_credit(text: str) -> bool:
    return is_date_line(text) or is_byline(text)


def _clean(text: str | None) -> str | None:
    """Return a value of the page's metadata, or None where it is empty or an address."""
    text = one_line(text or "")
    return text if text and "://" not in text else None


def _without_site(title: str | None, site: str | None) -> str | None:
    """Return a title without the site's name behind it: "Ban signed - Bay Chronicle"."""
    if title and site and title.lower().endswith(site.lower()):
        return title[: -len(site)].rstrip(" |-–—·:") or title
    return title


def _day(text: str | None) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat((text or "")[:10])
    return None
