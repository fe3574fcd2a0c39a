"""Word files: the whole XML is read, each character with its place."""

from __future__ import annotations

import pytest

from essaylint.essay.document import Document
from essaylint.formats import decode, read_file
from essaylint.formats.docx import open_word
from essaylint.span import Span
from office import field, others, p, packed, r, word

FIRST = Span(0, 1)
PROSE = "The river was low that year, and nobody in the town had seen it so low before."


def read(data: bytes, name: str = "essay.docx") -> Document:
    return read_file(decode(data, name), "docx")


def texts(body: str, **parts: str) -> list[str]:
    return [block.paragraph.text for block in read(word(body, **parts)).blocks]


def kinds(body: str, **parts: str) -> list[tuple[str, int, str]]:
    return [(block.paragraph.kind, block.paragraph.level, block.paragraph.text) for block in read(word(body, **parts)).blocks]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p("One ", "two."), "One two."),
        (p("One", "<w:ins w:id='1' w:author='A'>" + r(" new") + "</w:ins>", "<w:del w:id='2' w:author='A'><w:r><w:delText> old</w:delText></w:r></w:del>", "."), "One new."),
        (p("A ", "<w:moveFrom w:id='1'>" + r("gone ") + "</w:moveFrom>", "<w:moveTo w:id='2'>" + r("moved") + "</w:moveTo>", "."), "A moved."),
        (p("As ", "<w:sdt><w:sdtPr/><w:sdtContent>" + r("Smith (2010)") + "</w:sdtContent></w:sdt>", " says."), "As Smith (2010) says."),
        (p("Here", "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + r("Click to enter text") + "</w:sdtContent></w:sdt>", "."), "Here."),
        (p("It grew ", field('ADDIN ZOTERO_ITEM CSL_CITATION {"x": 1}', r("(Lee, 2011)")), "."), "It grew (Lee, 2011)."),
        (p("On ", field(" IF 1 " + "</w:instrText></w:r>" + field("PAGE", r("7")) + "<w:r><w:instrText>", r("page 8")), "."), "On page 8."),
        (p("See ", '<w:fldSimple w:instr="REF x">' + r("Figure 2") + "</w:fldSimple>", "."), "See Figure 2."),
        (p("See ", '<w:hyperlink w:anchor="x">' + r("the page") + "</w:hyperlink>", "."), "See the page."),
        (p("Now", r(" secret", "<w:vanish/>"), "."), "Now."),
        (p("re", "<w:r><w:noBreakHyphen/></w:r>", "do."), "re\u2011do."),
        (p("hy", "<w:r><w:softHyphen/></w:r>", "phen and so\u00adft."), "hyphen and soft."),
        (p("<w:r><w:tab/><w:t>Set</w:t><w:tab/><w:t>in</w:t><w:br/><w:t>and on.</w:t></w:r>"), "Set in and on."),
        (p("Raised", r("2", "<w:vertAlign w:val='superscript'/>"), " here."), "Raised here."),
        (p("The 19", r("th", "<w:vertAlign w:val='superscript'/>"), " century."), "The 19th century."),
        (p("<w:smartTag>" + r("Paris") + "</w:smartTag>", " is."), "Paris is."),
        (p("<mc:AlternateContent><mc:Choice Requires='x'>" + r("New") + "</mc:Choice><mc:Fallback>" + r("Old") + "</mc:Fallback></mc:AlternateContent>", "."), "New."),
        (p("One\n  line."), "One   line."),
        (p("<w:commentRangeStart w:id='0'/>", "Hi", "<w:commentRangeEnd w:id='0'/>", "<w:r><w:commentReference w:id='0'/></w:r>"), "Hi"),
    ],
)  # fmt: skip
def test_what_is_text(body: str, expected: str) -> None:
    assert texts(body) == [expected]


def test_kinds() -> None:
    body = "".join(
        [
            p("Low Water", style="Titel"), p("The year", style="berschrift1"), p(PROSE), p("Part", style="Outline"), p("Own part", style="Own"),
            p(PROSE, style="Quote"), p("print(1)", style="Code"), p("Figure 1: A river", style="Caption"), p("a boat", style="ListBullet"),
            p("numbered", properties="<w:numPr><w:ilvl w:val='0'/><w:numId w:val='2'/></w:numPr>"),
            p("below", properties="<w:numPr><w:ilvl w:val='1'/><w:numId w:val='2'/></w:numPr>"),
            p("and on", properties="<w:numPr><w:ilvl w:val='0'/><w:numId w:val='2'/></w:numPr>"),
        ]
    )  # fmt: skip
    assert kinds(body) == [
        ("title", 1, "Low Water"), ("heading", 2, "The year"), ("body", 0, PROSE), ("heading", 3, "Part"), ("heading", 2, "Own part"),
        ("quote", 0, PROSE), ("caption", 0, "Figure 1: A river"), ("item", 0, "a boat"), ("item", 0, "numbered"), ("item", 0, "below"),
        ("item", 0, "and on"),
    ]  # fmt: skip
    assert decode(word(body), "a.docx").text.split("\n\n")[-3:] == ["[3] numbered", "i) below", "[4] and on"]


def test_what_is_only_looked_at() -> None:
    """Headings in bold, a quotation set in, a title page without styles."""
    inset = p(PROSE, properties="<w:ind w:left='720'/>")
    body = p("Low Water") + p(r("The Year of the Drought", "<w:b/>")) + p(PROSE) * 3 + inset + p(PROSE) * 2
    assert [kind for kind, _, _ in kinds(body)] == ["title", "heading", "body", "body", "body", "quote", "body", "body"]
    assert [kind for kind, _, _ in kinds(p(PROSE) + p(r("The Year", "<w:b/>")) + p(PROSE))] == ["body", "heading", "body"]


def test_lists_that_were_typed() -> None:
    body = p(PROSE) + p("- a boat") + p("• a bridge") + p("1. A first thing that is said.") + p("2. A second thing.") + p("References") + p("[1] Kral, J. (2004). Water on paper. Brno: Northgate.")
    assert kinds(body) == [
        ("body", 0, PROSE), ("item", 0, "a boat"), ("item", 0, "a bridge"), ("item", 0, "A first thing that is said."), ("item", 0, "A second thing."),
        ("heading", 2, "References"), ("reference", 0, "[1] Kral, J. (2004). Water on paper. Brno: Northgate."),
    ]  # fmt: skip


def test_notes_stand_at_the_end() -> None:
    body = p(PROSE, "<w:r><w:endnoteReference w:id='5'/></w:r>", "<w:r><w:footnoteReference w:id='2'/></w:r>") + p(PROSE, "<w:r><w:footnoteReference w:id='3'/></w:r>")
    document = read(
        word(
            body,
            footnotes="<w:footnote w:type='separator' w:id='0'><w:p/></w:footnote><w:footnote w:id='3'>" + p("Second.") + "</w:footnote>"
            "<w:footnote w:id='2'>" + p("<w:r><w:footnoteRef/></w:r>", " J. Kral, ", r("Water on Paper", "<w:i/>"), " (Brno: Northgate, 2004), 24.") + "</w:footnote>",
            endnotes="<w:endnote w:id='5'>" + p("At the end.") + "</w:endnote>",
        )
    )  # fmt: skip
    assert [(block.paragraph.kind, block.paragraph.text) for block in document.blocks[2:]] == [
        ("reference", "J. Kral, Water on Paper (Brno: Northgate, 2004), 24."), ("item", "Second."), ("item", "At the end."),
    ]  # fmt: skip
    assert [document.where(document.map.to_file(block.place(FIRST)).start) for block in document.blocks] == [
        "paragraph 1", "paragraph 2", "footnote 1", "footnote 2", "endnote 1"
    ]  # fmt: skip
    assert [mark.kind for mark in document.blocks[0].paragraph.marks] == ["note", "source"]
    assert document.source.text.splitlines()[0] == f"{PROSE}¹¹"


def test_tables_boxes_and_pages() -> None:
    cell = "<w:tc>{}</w:tc>".format
    table = f"<w:tbl><w:tr>{cell(p('Year'))}{cell(p('Way'))}</w:tr><w:tr><w:trPr><w:del w:id='1'/></w:trPr>{cell(p('gone'))}</w:tr></w:tbl>"
    frame = f"<w:tbl><w:tr>{cell(p(PROSE) + table)}</w:tr></w:tbl>"
    box = "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    body = p("Before ", box.format(p("In the box.")), "after.") + p("<w:r><w:br w:type='page'/></w:r>", "<w:r><w:lastRenderedPageBreak/><w:t>It rained.</w:t></w:r>") + frame
    document = read(word(body))
    found = [(block.paragraph.kind, block.paragraph.text, document.where(document.map.to_file(block.place(FIRST)).start)) for block in document.blocks]
    assert found == [
        ("body", "Before after.", "page 1, paragraph 1"), ("body", "In the box.", "page 1, text box 1"), ("body", "It rained.", "page 2, paragraph 2"),
        ("body", PROSE, "page 2, paragraph 3"), ("table", "Year", "page 2, table 1, row 1, column 1"), ("table", "Way", "page 2, table 1, row 1, column 2"),
    ]  # fmt: skip


def test_indexes_and_bibliographies() -> None:
    toc = f"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr><w:sdtContent>{p('The year')}</w:sdtContent></w:sdt>"
    begin, end = field('ADDIN ZOTERO_BIBL {"uncited":[]} CSL_BIBLIOGRAPHY', r("Kral, J. Water on paper. Northgate.")).rsplit("<w:r><w:fldChar", 1)
    body = toc + p("Introduction", style="berschrift1") + p(PROSE) + p(begin) + p("Novotny, P. The villages.", "<w:r><w:fldChar" + end)
    assert [kind for kind, _, _ in kinds(body)] == ["furniture", "heading", "body", "reference", "reference"]


def test_a_deleted_end_of_a_paragraph() -> None:
    assert texts(p("One and", properties="<w:rPr><w:del w:id='1' w:author='A'/></w:rPr>") + p(" two.") + p("Three.")) == ["One and two.", "Three."]
    last = p("The last.", properties="<w:rPr><w:del w:id='1' w:author='A'/></w:rPr>")
    assert texts(last + "<w:sectPr/>") == ["The last."]
    assert texts(last + f"<w:tbl><w:tr><w:tc>{p('Year')}</w:tc><w:tc>{p('Way')}</w:tc></w:tr></w:tbl>") == ["The last.", "Year", "Way"]


def test_looks() -> None:
    paragraph = read(word(p("a ", r("b", "<w:i/>"), r("c", "<w:i/><w:b/>"), " d ", r("e", "<w:i w:val='0'/>"), r(" f", "<w:rStyle w:val='Emphasis'/>"), "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"))).blocks[0].paragraph
    assert [(mark.kind, paragraph.text[mark.start : mark.end]) for mark in paragraph.marks] == [
        ("emphasis", "bc"), ("strong", "c"), ("emphasis", " f"), ("math", "x+1")
    ]  # fmt: skip


def test_every_character_has_its_node() -> None:
    opened = open_word(word(p("One ", r("two", "<w:b/>"), " three\u00ad.") + p("Four.", style="ListBullet")), "a.docx")
    text = opened.flow.whole
    assert text == "One two three\u00ad.\n\nFour."
    for atom in opened.flow.atoms:
        assert text[atom.start : atom.end] == atom.node.text[atom.at : atom.at + atom.length]
    assert sum(atom.length for atom in opened.flow.atoms) == len(text) - 2


def test_strict_files_and_other_names() -> None:
    data = word(p("One two."))
    entries = {name: part.replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main") for name, part in others(data).items()}
    assert [block.paragraph.text for block in read(packed(entries)).blocks] == ["One two."]
    moved = {name.replace("word/", "text/"): part.replace(b"word/", b"text/") for name, part in others(data).items()}
    assert [block.paragraph.text for block in read(packed(moved)).blocks] == ["One two."]
    assert [block.paragraph.text for block in read(word(p("One two."), more={"word/vbaProject.bin": b"macro"}), "a.docm").blocks] == ["One two."]
