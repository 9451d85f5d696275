"""Word documents: headings, lists and tables by their styles."""

from typing import Any

import pytest
from tests.reading.formats.files import docx_bytes, zip_bytes
from tests.reading.pages import SENTENCE, blocks

from coalition.errors import ArticleError
from coalition.reading import read_bytes
from coalition.reading.formats import word


def test_structure() -> None:
    """Styles tell headings and lists; a line all in bold is a heading, a merged cell is one cell."""

    def fill(document: Any) -> None:
        document.add_heading("Three states sign the pact", 0)
        document.add_paragraph(SENTENCE)
        document.add_heading("Who's in?", 1)
        document.add_paragraph("Malta", style="List Bullet")
        document.add_paragraph("Chile", style="List Number")
        document.add_paragraph().add_run("Undecided").bold = True
        document.add_paragraph(SENTENCE)
        table = document.add_table(2, 3)
        for cell, text in zip([*table.rows[0].cells, *table.rows[1].cells], "abcdef", strict=True):
            cell.text = f"{text} | {text}"
        table.cell(1, 0).merge(table.cell(1, 1))

    assert blocks(read_bytes(docx_bytes(fill), path="a.docx")) == [
        ("title", "Three states sign the pact"),
        ("paragraph", SENTENCE),
        ("heading", "Who's in?"),
        ("list_item", "Malta"),
        ("list_item", "Chile"),
        ("heading", "Undecided"),
        ("paragraph", SENTENCE),
        ("table_row", "a / a | b / b | c / c"),
        ("table_row", "d / d e / e | f / f"),
    ]


def test_document_that_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sizes in the archive's directory are looked at before anything is unpacked."""
    monkeypatch.setattr(word, "MAX_UNPACKED", 1_000_000)
    bomb = zip_bytes(word__document_xml=b"\0" * 1_000_001)
    with pytest.raises(ArticleError, match=r"^a.docx: unpacks to more than 1 MB; "):
        read_bytes(bomb, path="a.docx")


@pytest.mark.parametrize("data", [docx_bytes(lambda _: None)[:-200], zip_bytes(word__document_xml=b"<w>")])
def test_damaged_document(data: bytes) -> None:
    """One sentence, whatever the parser says."""
    with pytest.raises(ArticleError, match=r"^a.docx: is damaged and cannot be read as a Word document"):
        read_bytes(data, path="a.docx")
