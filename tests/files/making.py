"""Small real files of every kind, made here."""

import io
import zipfile

from knub.files.intake import OFFICE_PARTS
from knub.files.naming import SHEET, SLIDES, WORD

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + bytes(40) + b"\xff\xd9"
GIF = b"GIF89a\x01\x00\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x00;"
WEBP = b"RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00/\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00"
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/main.xml" ContentType="application/vnd.openxmlformats-officedocument.{part}"/>{more}</Types>'
)


def packed(parts):
    """Return a compressed folder."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def office(kind, *, more="", parts=None):
    """Return an Office document of a media type."""
    types = TYPES.format(part=OFFICE_PARTS[kind].decode(), more=more)
    return packed({"[Content_Types].xml": types, "main.xml": "<a/>", **(parts or {})})


def encrypted():
    """Return a document whose parts are said to be encrypted."""
    content = bytearray(office(WORD))
    start = content.index(b"PK\x01\x02")
    content[start + 8] |= 1
    return bytes(content)


CONTENT = {
    "pdf": PDF, "png": PNG, "jpeg": JPEG, "gif": GIF, "webp": WEBP, "docx": office(WORD), "xlsx": office(SHEET),
    "pptx": office(SLIDES), "text": "Kære beboere\nVi bygger om.\n".encode(),
    "windows_text": "Kære æøå".encode("cp1252"),
    "csv": "Område;Boliger\nEksempel;12\n".encode(), "utf16": "Område\tBoliger\n".encode("utf-16"), "empty": b"",
    "program": b"MZ\x90\x00" + bytes(80), "script": b"\x00\x01\x02\x03", "old_office": OLE,
    "page": b"<!DOCTYPE html><script>alert(1)</script>", "hidden_page": b"\xef\xbb\xbf \n<HTML>",
    "drawing": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "archive": packed({"a.txt": "a"}), "broken_office": office(WORD)[:-30], "encrypted": encrypted(),
    "macros": office(WORD, parts={"word/vbaProject.bin": b"x"}),
    "macros_by_type": office(WORD, more='<Override PartName="/w" ContentType="application/vnd.ms-office.vbaProject"/>'),
    "macro_sheet": office(SHEET, parts={"xl/macrosheets/sheet1.xml": "<a/>"}),
    "hidden_types": office(WORD, more="<!-- -->"),
    "bomb": office(SHEET, parts={"xl/worksheets/sheet1.xml": bytes(30 * 1024 * 1024)}),
    "many_parts": office(WORD, parts={f"word/{number}.xml": "" for number in range(10_001)}),
    "open_document": packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
}  # fmt: skip


def pdf(*pages, stream=None):
    """Return a PDF with a line of text on each page, or with a page of these packed bytes."""
    streams = [(b"/Filter/FlateDecode", stream)] if stream else [(b"", _line(text)) for text in pages]
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(streams)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(streams)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, (how, content) in enumerate(streams):
        page = b"<</Type/Page/Parent 2 0 R/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>" % (5 + 2 * number)
        objects += [page, b"<<%s/Length %d>>stream\n%s\nendstream" % (how, len(content), content)]
    return _numbered(objects)


def _line(text):
    return b"BT /F 12 Tf 72 720 Td (%s) Tj ET" % text.encode("cp1252")


def _numbered(objects):
    file, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj%s\nendobj\n" % (number, content)
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    file += b"".join(b"%010d 00000 n \n" % place for place in places)
    file += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(file)


def word(*paragraphs):
    """Return the main part of a Word document with these paragraphs."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    inside = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    return f'<w:document xmlns:w="{space}"><w:body>{inside}</w:body></w:document>'.encode()


def slide(*lines):
    """Return a slide with these lines."""
    space = "http://schemas.openxmlformats.org/drawingml/2006/main"
    inside = "".join(f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>" for text in lines)
    return f'<p:sld xmlns:p="p" xmlns:a="{space}">{inside}</p:sld>'.encode()
