"""Pages on paper: tagged for a screen reader, the same bytes each time, and nobody's text is markup."""

from datetime import UTC, datetime
from io import BytesIO

import pypdf
import pytest
import typst

from knub.ui.pdf import pdf, pdf_response

AT = datetime(2026, 3, 1, 11, tzinfo=UTC)
HOSTILE = [
    "#read(\"/settings.py\")", "$x^2$", "*fed* _skrå_ `kode`", "<mærke> @henvisning", "\"citat\" 'og' \\n",
    "= Ikke en overskrift", "// ikke en bemærkning", "http://example.org [lænke]", "- ikke -- et punkt ~",
]  # fmt: skip


def made(rows=(("☐", "Eksempel Ål", 3),), *, title="Dørliste"):
    content = {"lead": "Møde", "headings": ["Her", "Navn", "Antal"], "rows": rows, "empty": "Ingen endnu"}
    return pdf("meetings/sheet.typ", title=title, at=AT, content=content)


def read(file):
    reader = pypdf.PdfReader(BytesIO(file))
    return reader, "\n".join(page.extract_text() for page in reader.pages)


def tags_of(node):
    """Return the names of all tags below a node of the structure tree."""
    node = node.get_object()
    if isinstance(node, list):
        return [tag for one in node for tag in tags_of(one)]
    if not isinstance(node, dict):
        return []
    return [str(node["/S"]), *tags_of(node.get("/K", []))] if "/S" in node else tags_of(node.get("/K", []))


def test_a_screen_reader_is_told_the_language_the_title_and_what_is_a_table():
    reader, text = read(made())
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], reader.metadata.title) == ("da", True, "Dørliste")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    tags = tags_of(root["/StructTreeRoot"])
    assert [tags.count(tag) for tag in ("/Title", "/Table", "/TH", "/TD")] == [1, 1, 3, 3]
    assert "☐ Eksempel Ål 3" in text
    assert "Hentet fra KNUB 1. marts 2026 kl. 12.00" in text


def test_the_same_content_and_moment_give_the_same_bytes():
    assert made() == made()


def test_the_fonts_are_those_of_the_site_and_lie_in_the_file():
    reader, _text = read(made())
    fonts = {str(font.get_object()["/BaseFont"]) for font in reader.pages[0]["/Resources"]["/Font"].values()}
    assert {name.split("+")[1].split("-")[0] for name in fonts} >= {"IBMPlexSans"}


@pytest.mark.parametrize("words", HOSTILE)
def test_a_text_that_looks_like_markup_stands_as_it_was_written(words):
    reader, text = read(made([["☐", words, 1]], title=words))
    assert text.count(words) == 2  # the title and the cell
    assert reader.metadata.title == words


def test_a_sign_that_no_font_has_is_no_error():
    reader, text = read(made([["☐", "Eksempel 😀 Nielsen\x01", 1]]))
    assert "Nielsen" in text
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_a_long_list_has_its_headings_on_every_page_and_its_pages_numbered():
    reader, text = read(made([["☐", f"Eksempel {number}", number] for number in range(100)]))
    pages = len(reader.pages)
    assert (pages > 1, text.count("Navn"), f"2 / {pages}" in text) == (True, pages, True)


def test_an_empty_list_says_so():
    assert "Ingen endnu" in read(made([]))[1]


def test_a_fault_in_a_template_is_not_hidden():
    with pytest.raises(typst.TypstError):
        pdf("meetings/sheet.typ", title="Uden indhold", at=AT, content={})


def test_the_file_has_a_name():
    content = {"lead": "", "headings": [], "rows": [], "empty": ""}
    response = pdf_response("doer-2126-2", "meetings/sheet.typ", title="Dørliste", at=AT, content=content)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="doer-2126-2.pdf"'
