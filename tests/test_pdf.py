"""PDFs: lines become paragraphs, places are pages and lines, findings become highlights, and what is no essay is one sentence."""

from __future__ import annotations

import ctypes
import json
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from essaylint import Config, Linter
from essaylint.cli import main
from essaylint.diagnostic import Safety, Severity
from essaylint.essay.document import Document
from essaylint.formats import decode, read_file, unsure
from essaylint.formats.pdf import Pdf
from essaylint.source import SourceError

Line = tuple[float, float, float, str]  # from the left, from below, size, text; a text that begins with "*" is bold


def made(*pages: list[Line], extra: bytes = b"") -> bytes:
    """A PDF of lines in Helvetica."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    fonts = b"<< /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> /F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >> >>"
    kids = []
    for lines in pages:
        stream = b""
        for left, bottom, size, text in lines:
            shown = text.removeprefix("*").replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("cp1252")
            stream += b"BT /F%d %g Tf %g %g Td (%s) Tj ET\n" % (1 + text.startswith("*"), size, left, bottom, shown)
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /Resources << /Font %s >> >>" % (len(objects) + 2, fonts))
        kids.append(b"%d 0 R" % len(objects))
        objects.append(b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream")
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, extra, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


def column(top: float, *texts: str, left: float = 72, size: float = 12) -> list[Line]:
    """Lines one below the other."""
    return [(left, top - 15 * at, size, text) for at, text in enumerate(texts) if text]


ONE = [
    (500, 760, 10, "Smith 1"),
    (72, 700, 20, "The River and the Town"),
    *column(660, "The river was low in that summer, and nobody in the town had seen its stones be-", "fore. According to observers, the well-", "known mill recieved no water at all."),
    (72, 605, 12, "*The mill"),
    *column(580, "The mill had stood there for two hundred years, and its owner was a miller who had", "never learned to read.1 He kept his accounts in his head, and the people of the whole", "valley trusted him, although"),
    (149.5, 570, 7, ""),
    *column(80, "1 Jones, P., Mills and Millers (Oxford: Blackwell, 2010), 24.", size=8),
]
TWO = [
    (500, 760, 10, "Smith 2"),
    *column(700, "nobody had ever seen the book in which they were written down."),
    (72, 640, 12, "*References"),
    *column(615, "Jones, P. (2010). Mills and millers. Oxford: Blackwell."),
    (92, 600, 12, "https://example.org/mills"),
    *column(580, "Smith, J. (2011). Rivers. London: Penguin."),
]


def read(data: bytes, name: str = "a.pdf") -> Document:
    return read_file(decode(data, name), "pdf")


def test_lines_become_paragraphs() -> None:
    document = read(made(ONE, TWO))
    found = [(block.paragraph.kind, block.paragraph.text) for block in document.blocks]
    assert found == [
        ("title", "The River and the Town"),
        ("body", "The river was low in that summer, and nobody in the town had seen its stones before. According to observers, the well-known mill recieved no water at all."),
        ("heading", "The mill"),
        ("body", "The mill had stood there for two hundred years, and its owner was a miller who had never learned to read.1 He kept his accounts in his head, and the people of the whole valley trusted him, although nobody had ever seen the book in which they were written down."),
        ("heading", "References"),
        ("reference", "Jones, P. (2010). Mills and millers. Oxford: Blackwell. https://example.org/mills"),
        ("reference", "Smith, J. (2011). Rivers. London: Penguin."),
        ("item", "1 Jones, P., Mills and Millers (Oxford: Blackwell, 2010), 24."),
        ("furniture", "Smith 1"), ("furniture", "Smith 2"),
    ]  # fmt: skip
    assert document.where(document.source.text.index("recieved")) == "page 1, line 5"
    assert document.where(document.source.text.index("nobody had ever")) == "page 2, line 2"


def test_two_columns_and_indented_paragraphs() -> None:
    left = column(700, "   The first paragraph of it goes down", "the left column and does not stop at", "its end, for it goes on in the")
    right = column(700, "right one, where it comes to an end.", left=320)
    indented = [(340.0, 685.0, 12.0, "A second one is indented, and its"), *column(670, "lines are as long as the column is,", "so that it is full.", left=320)]
    texts = [block.paragraph.text for block in read(made([*left, *right, *indented])).blocks]
    assert texts == [
        "The first paragraph of it goes down the left column and does not stop at its end, for it goes on in the right one, where it comes to an end.",
        "A second one is indented, and its lines are as long as the column is, so that it is full.",
    ]


def test_every_character_has_its_glyph() -> None:
    source = decode(made(ONE, TWO), "a.pdf")
    assert isinstance(source, Pdf)
    document = pypdfium2.PdfDocument(made(ONE, TWO))
    from essaylint.span import Span

    for word in ("According to observers", "recieved", "before", "although nobody had", "London: Penguin"):
        start = source.text.index(word)
        shown = ""
        for page, runs in source.runs(Span(start, start + len(word))):
            text_page = document[page].get_textpage()
            shown += " ".join("".join(chr(pdfium.FPDFText_GetUnicode(text_page.raw, at)) for at in range(*run)) for run in runs) + " "
        assert "".join(char for char in shown if char.isalpha()) == "".join(char for char in word if char.isalpha())


def test_what_a_pdf_does_not_say_is_not_judged() -> None:
    lines = column(700, "The army ofthe North grew , and teh people “ grew too. The people of it recieved a bread,", "and they was glad of it. According to observers, it was good.")
    report = Linter(Config()).run(read(made(lines)))
    rules = {one.rule for one in report.diagnostics}
    assert {"vague-sourcing", "misspelling"} <= rules
    assert not rules & unsure.RULES
    assert all(one.severity is not Severity.ERROR for one in report.diagnostics)
    assert all(fix.safety is Safety.SUGGESTED for one in report.diagnostics for fix in one.fixes)
    assert not any(one.span.of(report.document.source.text) == "ofthe" for one in report.diagnostics)
    assert {one.rule for one in report.skipped if one.why == unsure.REASON} == unsure.RULES & {rule.name for rule in Linter(Config()).rules}
    known = {path.stem for path in (Path(__file__).parents[1] / "rules").glob("*/*.md")}
    assert known >= unsure.RULES


LOCKED = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >> /ID [<00> <00>]"


@pytest.mark.parametrize(
    ("data", "told"),
    [(b"", "is not a PDF"), (b"no", "is not a PDF"), (made(ONE, extra=LOCKED), "is protected by a password"), (b"%PDF-1.7\nno", "is a PDF that is damaged"),
     (made([]), "has no text, only pictures"), (made([(72, 700, 12, "14")]), "has no text, only pictures")],
)  # fmt: skip
def test_one_sentence(data: bytes, told: str) -> None:
    with pytest.raises(SourceError, match=told):
        decode(data, "a.pdf")


def _notes(data: bytes) -> list[tuple[int, str, str]]:
    """Page, author and contents of every highlight."""
    found = []
    document = pypdfium2.PdfDocument(data)
    for number, page in enumerate(document):
        for at in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
            annotation = pdfium.FPDFPage_GetAnnot(page.raw, at)
            assert pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_HIGHLIGHT
            assert pdfium.FPDFAnnot_CountAttachmentPoints(annotation) > 0
            texts = []
            for key in (b"T", b"Contents"):
                buffer = ctypes.create_string_buffer(4000)
                length = pdfium.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), 4000)
                texts.append(buffer.raw[: length - 2].decode("utf-16-le"))
            found.append((number, *texts))
            pdfium.FPDFPage_CloseAnnot(annotation)
    return found  # type: ignore[return-value]


def test_findings_become_highlights(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    data = made(ONE, TWO)
    Path("a.pdf").write_bytes(data)
    arguments = ["report", "--pdf", "--isolated", "--quick", "--no-cache", "--select", "vague-sourcing,misspelling"]
    assert main([*arguments, "a.pdf", "-o", "b.pdf"]) == 0
    assert Path("a.pdf").read_bytes() == data
    notes = _notes(Path("b.pdf").read_bytes())
    assert [(page, who) for page, who, _ in notes] == [(0, "essaylint (sourcing)"), (0, "essaylint (spelling)")]
    assert notes[0][2].startswith("Who? “According to observers” names no source")
    assert main([*arguments, "b.pdf", "-o", "b.pdf"]) == 0
    assert _notes(Path("b.pdf").read_bytes()) == notes
    assert main([*arguments, "a.pdf", "-o", "a.pdf"]) == 2
    assert "stays as it is" in capsys.readouterr().err
    assert Path("a.pdf").read_bytes() == data


def test_the_highlight_is_at_its_words() -> None:
    """The page with the note differs from the one without it where the words stand, and nowhere else."""
    from essaylint.formats.pdf import Mark, marked
    from essaylint.span import Span

    data = made(ONE)
    source = decode(data, "a.pdf")
    assert isinstance(source, Pdf)
    start = source.text.index("recieved")
    after = marked(data, source, [Mark(Span(start, start + 8), "essaylint", "note", (255, 214, 64))], "")
    old, new = (pypdfium2.PdfDocument(one)[0].render(scale=1) for one in (data, after))
    different = [at for at, (one, two) in enumerate(zip(bytes(old.buffer), bytes(new.buffer), strict=True)) if one != two]
    columns = [at % old.stride // old.n_channels for at in different]
    rows = [old.height - at // old.stride for at in different]
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    box = page.get_charbox(page.get_text_range().index("recieved"))
    assert different
    assert abs(min(columns) - box[0]) < 4
    assert 40 < max(columns) - min(columns) < 60
    assert 625 < min(rows) < max(rows) < 648


def test_a_pdf_is_read_where_it_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.pdf").write_bytes(made(ONE, TWO))
    arguments = ["check", "--isolated", "--quick", "--output-format", "json", "--select", "vague-sourcing"]
    main([*arguments, "."])
    assert json.loads(capsys.readouterr().out)["files"] == []
    for _ in range(2):  # afresh, and from the cache
        main([*arguments, "a.pdf"])
        (file,) = json.loads(capsys.readouterr().out)["files"]
        assert [(one["rule"], one["where"], one["text"]) for one in file["diagnostics"]] == [("vague-sourcing", "page 1, line 4", "According to observers")]
    assert main(["check", "--fix", "--isolated", "--quick", "a.pdf"]) == 2
    assert "is not mended in place" in capsys.readouterr().err
