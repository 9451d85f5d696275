"""What an input is, told by its content."""

import pytest
from tests.reading.formats.files import zip_bytes

from coalition.reading.kinds import Kind, kind_of

TEXT = "Poland will not join.\n"


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        pytest.param(TEXT, "a.txt", Kind.TEXT, id="text"),
        pytest.param(TEXT, "a.pdf", Kind.TEXT, id="text by another name"),
        pytest.param("# Poland\n\n- Malta", "a.md", Kind.TEXT, id="markdown"),
        pytest.param("[Updated]\n" + TEXT, None, Kind.TEXT, id="brackets"),
        pytest.param("{Poland} will not join.", None, Kind.TEXT, id="braces"),
        pytest.param("<Poland> will not join.", None, Kind.TEXT, id="angle brackets"),
        pytest.param("From: our correspondent\nDate: 3 May 2027\n\n" + TEXT, "a.txt", Kind.TEXT, id="labels"),
        pytest.param("<!DOCTYPE html><html><body><p>Poland</p>", "a.txt", Kind.WEB_PAGE, id="page"),
        pytest.param("<!-- saved -->\n<p>Poland</p>", None, Kind.WEB_PAGE, id="comment"),
        pytest.param("<div class='a'><p>Poland</p></div>", None, Kind.WEB_PAGE, id="piece of a page"),
        pytest.param("Poland<br>will not join.", "a.html", Kind.WEB_PAGE, id="page that begins with words"),
        pytest.param('{"text": "Poland"}', "a.txt", Kind.JSON, id="object"),
        pytest.param('[\n {"text": "Poland"}\n]', None, Kind.JSON, id="array"),
        pytest.param("%PDF-1.7 ...", None, Kind.PDF, id="pdf"),
        pytest.param("\n%PDF-1.7 ...", "a.txt", Kind.PDF, id="pdf behind junk"),
        pytest.param("The mark %PDF-1.7 opens each file.", None, Kind.TEXT, id="text on pdf"),
        pytest.param("Subject: Poland\nMIME-Version: 1.0\n\n" + TEXT, None, Kind.MAIL, id="mail"),
        pytest.param("From a@b Mon May 3 10:00:00 2027\nReceived: x\n y\nSubject: z\n\n", None, Kind.MAIL, id="mbox"),
        pytest.param("Subject: Poland\nDate: Mon, 3 May 2027\n\n" + TEXT, "a.eml", Kind.MAIL, id="mail by name"),
    ],
)
def test_kind(content: str, name: str | None, kind: Kind) -> None:
    """The name decides only where the content leaves it open."""
    assert kind_of(content.encode(), name) is kind


def test_page_in_utf_16() -> None:
    """As some programs for Windows save it."""
    assert kind_of("<html><p>Poland</p></html>".encode("utf-16")) is Kind.WEB_PAGE


@pytest.mark.parametrize(("part", "kind"), [("word__document_xml", Kind.WORD), ("xl__workbook_xml", Kind.TEXT)])
def test_office_document(part: str, kind: Kind) -> None:
    """A zip archive is a Word document by what is in it; others are refused where text is decoded."""
    assert kind_of(zip_bytes(**{part: b"<x/>"}), "a") is kind
