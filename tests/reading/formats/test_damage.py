"""A law for all kinds of files: whatever has happened to one, it is read or refused in one sentence."""

import gzip
import io

from benchmarks.web_pages import PAGES
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading.formats.files import docx_bytes, json_lines, mail_bytes, pdf_bytes, prose
from tests.reading.pages import SENTENCE

from coalition.errors import ArticleError
from coalition.reading.opening import Opened
from coalition.reading.reader import find_articles

PAGE = (PAGES / "linked-lists.html").read_bytes()
FILES = {
    "a.txt": SENTENCE.encode(),
    "a.html": PAGE,
    "a.eml": mail_bytes(plain=SENTENCE, page=PAGE.decode(), Subject="Três: a pact", From="A B <a@b.example>"),
    "a.pdf": pdf_bytes([("A pact", 60, 780, 20, "F2"), *prose(SENTENCE, top=740)]),
    "a.docx": docx_bytes(lambda document: document.add_paragraph(SENTENCE)),
    "a.jsonl": json_lines({"text": SENTENCE, "id": 1}, {"content": [SENTENCE], "author": [{"name": "A"}]}),
    "a.jsonl.gz": gzip.compress(json_lines({"text": SENTENCE})),
}
# Where in the file, as a share of its length; how many bytes go; what comes in their place.
DAMAGE = st.tuples(st.floats(0, 1), st.integers(0, 400), st.binary(max_size=8))


@settings(max_examples=150)
@given(name=st.sampled_from(sorted(FILES)), damages=st.lists(DAMAGE, max_size=4), kept=st.floats(0.05, 1))
def test_damaged_file(name: str, damages: list[tuple[float, int, bytes]], kept: float) -> None:
    """Its articles have their blocks in their text, or an error has one line that begins with a name."""
    data = FILES[name][: int(len(FILES[name]) * kept)]
    for place, count, new in damages:
        start = int(len(data) * place)
        data = data[:start] + new + data[start + count :]
    try:
        with Opened(io.BytesIO(data), name) as opened:
            for entry in find_articles(opened):
                article = entry.read()
                assert all(block.end_char <= len(article.text) == len(article.normal) for block in article.blocks)
    except ArticleError as error:
        assert str(error).startswith(name)
        assert "\n" not in str(error)
