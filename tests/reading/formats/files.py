"""Small files of each kind, made here: what a test wants to have in them stands in the test."""

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from email.message import EmailMessage

from docx import Document
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

Line = tuple[str, int, int, int, str]  # text, x, y, size in points, font: F1 plain, F2 bold


def pdf_bytes(*pages: Sequence[Line], password: str | None = None) -> bytes:
    """Return a PDF with the lines of each page where they are wanted."""
    writer = PdfWriter()
    for lines in pages:
        page = writer.add_blank_page(width=595, height=842)
        stream = DecodedStreamObject()
        stream.set_data(b"".join(map(_operators, lines)))
        page[NameObject("/Contents")] = writer._add_object(stream)
        fonts = {NameObject(f"/F{index}"): _font(name) for index, name in ((1, "Helvetica"), (2, "Helvetica-Bold"))}
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): DictionaryObject(fonts)})
    if password is not None:
        writer.encrypt(user_password=password, owner_password="owner", algorithm="AES-256")
    return _written(writer.write)


def _font(name: str) -> DictionaryObject:
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject(f"/{name}"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )


def _operators(line: Line) -> bytes:
    text, x, y, size, font = line
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("cp1252", "replace")
    return b"BT /%s %d Tf %d %d Td (%s) Tj ET\n" % (font.encode(), size, x, y, escaped)


def prose(text: str, *, top: int, x: int = 60, columns: int = 80) -> list[Line]:
    """Return a text as lines of 11 points, wrapped, 14 points apart."""
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) > columns:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [(part, x, top - 14 * index, 11, "F1") for index, part in enumerate([*lines, line])]


def docx_bytes(fill: Callable[..., object]) -> bytes:
    """Return a Word document that the function has filled."""
    document = Document()
    fill(document)
    return _written(document.save)


def zip_bytes(**parts: bytes) -> bytes:
    """Return a zip archive of parts whose names have "__" for each slash and "_" for each dot."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return target.getvalue()


def mail_bytes(*, plain: str | None = None, page: str | None = None, **headers: str) -> bytes:
    """Return a mail with a plain text, a page, or both as alternatives."""
    message = EmailMessage()
    for name, value in {"Message-ID": "<1@news.example>", **headers}.items():
        message[name.replace("_", "-")] = value
    if plain is not None:
        message.set_content(plain)
    if page is not None and plain is not None:
        message.add_alternative(page, subtype="html")
    elif page is not None:
        message.set_content(page, subtype="html")
    return message.as_bytes()


def json_lines(*records: dict[str, object]) -> bytes:
    """Return JSON Lines."""
    return "".join(json.dumps(record) + "\n" for record in records).encode()


def _written(write: Callable[[io.BytesIO], object]) -> bytes:
    target = io.BytesIO()
    write(target)
    return target.getvalue()
