"""Mails and saved pages."""

from datetime import date

import pytest
from tests.reading.formats.files import mail_bytes
from tests.reading.pages import SENTENCE, blocks, headings

from coalition.errors import ArticleError
from coalition.reading import read_bytes
from coalition.reading.formats.mail import read

PAGE = f"""<html><body><table role="presentation"><tr><td><table><tr><td><h1>The Monday Letter</h1>
<p>{SENTENCE}</p><h2>Who's out?</h2><ul><li>Malta</li><li>Chile</li></ul>
<p>Norway will sign in May, its foreign minister said on the radio, and Iceland may follow it.</p>
</td></tr></table></td></tr><tr><td><a href="https://x.example">Unsubscribe</a></td></tr></table></body></html>"""
HEADERS = {
    "Subject": "Fwd: Três assinam o pacto: three sign",
    "From": '"Harbour Letter" <letter@news.example>',
    "Date": "Mon, 03 May 2027 23:10:00 -0700",
}
SAVED = """From: <Saved by Blink>
Snapshot-Content-Location: https://news.example/pact
Subject: =?utf-8?Q?Pact?=
Date: Fri, 1 Jan 2038 00:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----B"

------B
Content-Type: text/html
Content-Location: https://news.example/pact
Content-Transfer-Encoding: quoted-printable

{}
------B
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
------B--
"""


def test_headers_of_a_mail() -> None:
    """Subject, sender and date are decoded, whatever has been put before the subject."""
    article = read_bytes(mail_bytes(plain=SENTENCE, **HEADERS), path="a.eml")
    assert (article.title, article.source) == ("Três assinam o pacto: three sign", "Harbour Letter")
    assert article.published == date(2027, 5, 3)
    assert blocks(article) == [("title", article.title), ("paragraph", SENTENCE)]


def test_page_comes_before_plain_text() -> None:
    """It has headings and lists, even where tables lay it out; the subject stands in for the letter's own name."""
    article = read_bytes(mail_bytes(plain=SENTENCE, page=PAGE, **HEADERS), path="a.eml")
    assert headings(article) == ["Who's out?"]
    assert [text for kind, text in blocks(article) if kind == "list_item"] == ["Malta", "Chile"]
    assert "The Monday Letter" not in article.text


def test_plain_text_stands_in_for_a_page_without_much_text() -> None:
    """Some letters have a picture as their page."""
    data = mail_bytes(plain=f"{SENTENCE}\n\n{SENTENCE}", page="<html><p>See the picture.</p></html>", **HEADERS)
    assert [kind for kind, _ in blocks(read_bytes(data, path="a.eml"))] == ["title", "paragraph", "paragraph"]


def test_saved_page_tells_of_itself() -> None:
    """The day of saving is not that of publication, and the browser no outlet."""
    page = PAGE.replace("<body>", "<head><meta property=3D'og:site_name' content=3D'Harbour News'></head><body>")
    article = read_bytes(SAVED.format(page).encode(), path="a.mhtml")
    assert (article.title, article.published, article.source) == ("The Monday Letter", None, "Harbour News")
    assert headings(article) == ["Who's out?"]


@pytest.mark.parametrize(
    "header",
    [
        "Content-Type: text/plain; charset=no-such-set",
        "Content-Type: text/plain; charset=hex",
        "Subject: =?x?Q?=\x00?=",
    ],
)
def test_damaged_headers_cost_no_text(header: str) -> None:
    """A charset that is none, or a subject that cannot be decoded."""
    data = f"Message-ID: <1@a>\n{header}\n\n{SENTENCE}\n".encode()
    assert SENTENCE in read(data, where="a.eml").text


def test_mail_without_text() -> None:
    """A picture alone."""
    data = b"MIME-Version: 1.0\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"
    with pytest.raises(ArticleError, match=r"^a.eml: is a mail without any text; "):
        read_bytes(data, path="a.eml")
