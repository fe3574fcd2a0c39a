"""What was marked is opened by LibreOffice: nothing of the essay is lost, every comment is there, at its words."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from essaylint import Document, Linter
from essaylint.formats import format_of, load, read_file
from essaylint.marking import mark
from essaylint.marking.tracked import fix_word
from essaylint.span import Span
from office import commented, others, packed, part

FORMATS = Path(__file__).parents[1] / "fixtures" / "formats"
NEEDED = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice: apt-get install libreoffice-writer-nogui")


def document(path: Path) -> Document:
    return read_file(load(path), format_of(path))


MARKED = {"canal-word.docx": "canal.docx", "canal-open.odt": "canal.odt", "demo-word.docx": "demo.docx", "demo-open.odt": "demo.odt"}
RESOLVED = b'office:name="essaylint2" xmlns:l="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" l:resolved="true"'


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with marked and mended files, and what LibreOffice makes of them."""
    folder = tmp_path_factory.mktemp("libreoffice")
    for name, essay in MARKED.items():
        mark(FORMATS / essay, folder / name, Linter().lint(document(FORMATS / essay), quick=True))
    content = part((folder / "demo-open.odt").read_bytes(), "content.xml").replace(b'office:name="essaylint2"', RESOLVED, 1)
    (folder / "resolved.odt").write_bytes(packed({**others((folder / "demo-open.odt").read_bytes()), "content.xml": content}))
    (folder / "mended.docx").write_bytes(fix_word((FORMATS / "canal.docx").read_bytes(), "canal.docx", Linter(), quick=True).data)
    names = sorted(path.name for path in folder.iterdir())
    for suffix, format in (("pdf", 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}'), ("docx", "docx")):
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", format, "--outdir", f"{folder}/{suffix}", *names]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=240)
    return folder


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


@NEEDED
@pytest.mark.parametrize("name", MARKED)
def test_the_text_is_printed(written: Path, name: str) -> None:
    pdf = pypdfium2.PdfDocument(written / "pdf" / f"{Path(name).stem}.pdf")
    printed = letters("".join(page.get_textpage().get_text_range() for page in pdf))
    essay = document(FORMATS / MARKED[name])
    for block in essay.blocks:
        # LibreOffice 7.4 loses the notes of every Word file that has comments, also of those that it wrote itself.
        if name.endswith("docx") and "footnote" in essay.where(essay.map.to_file(block.place(Span(0, 1))).start):
            continue
        longest = max(block.paragraph.text.split(". "), key=len)
        assert letters(longest)[:60] in printed


def notes(path: Path) -> list[str]:
    """The contents of the notes in a PDF."""
    pdf = pypdfium2.PdfDocument(path)
    found = []
    for page in pdf:
        for at in range(pdfium.FPDFPage_GetAnnotCount(page)):
            note = pdfium.FPDFPage_GetAnnot(page, at)
            length = pdfium.FPDFAnnot_GetStringValue(note, b"Contents", None, 0)
            buffer = ctypes.create_string_buffer(length)
            pdfium.FPDFAnnot_GetStringValue(note, b"Contents", ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
            text = buffer.raw.decode("utf-16-le").rstrip("\0")
            if pdfium.FPDFAnnot_GetSubtype(note) == pdfium.FPDF_ANNOT_TEXT:
                found.append(text)
            pdfium.FPDFPage_CloseAnnot(note)
    return found


@NEEDED
@pytest.mark.parametrize("name", MARKED)
def test_every_comment_is_there(written: Path, name: str) -> None:
    """In the PDF that LibreOffice prints, and in the Word file that it writes of ours."""
    found = Linter().lint(document(FORMATS / MARKED[name]), quick=True)
    places = sum(1 + len(one.related) for one in found)
    printed = notes(written / "pdf" / f"{Path(name).stem}.pdf")
    assert len(printed) == places
    assert all(any(one.message in text for text in printed) for one in found)
    back = commented((written / "docx" / f"{Path(name).stem}.docx").read_bytes())
    assert len(back) == places
    assert {author for author, _, _, _ in back} == {"essaylint"}
    if name.endswith("docx"):
        ours = commented((written / name).read_bytes())
        assert sorted((lines, words) for _, lines, _, words in back) == sorted((lines, words) for _, lines, _, words in ours)


@NEEDED
def test_tracked_changes_are_changes_there(written: Path) -> None:
    back = (written / "docx" / "mended.docx").read_bytes()
    before, after = document(FORMATS / "canal.docx").prose, document(written / "docx" / "mended.docx").prose
    assert "the the parliament" in before
    assert "the the parliament" not in after
    assert b'w:author="essaylint"' in part(back, "word/document.xml")
    assert b"<w:del " in part(back, "word/document.xml")


@NEEDED
def test_what_is_resolved_there_is_allowed_here(written: Path) -> None:
    """A comment that was resolved in LibreOffice, in its own format and in the Word file that it writes."""
    reports = [Linter().run(document(path), quick=True) for path in (written / "resolved.odt", written / "docx" / "resolved.docx")]
    allowed = [[(one.rule, one.span.of(report.document.source.text)) for one in report.allowed] for report in reports]
    assert len(allowed[0]) == 1
    assert allowed[0] == allowed[1]
