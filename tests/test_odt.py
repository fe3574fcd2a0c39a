"""OpenDocument texts: read like Word files."""

from __future__ import annotations

import pytest

from essaylint.formats import decode, read_file
from essaylint.formats.odt import open_odt
from essaylint.span import Span
from office import odt

PROSE = "The river was low that year, and nobody in the town had seen it so low before."
STYLES = """
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="T2" style:family="text" style:parent-style-name="T1"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="T3" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="T4" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>
<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Preformatted_20_Text"/>
<style:style style:name="P3" style:family="paragraph" style:parent-style-name="Heading_20_2"/>
<style:style style:name="P4" style:family="paragraph"><style:paragraph-properties fo:margin-left="1.27cm"/></style:style>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style>
<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>
"""


def kinds(body: str) -> list[tuple[str, int, str]]:
    document = read_file(decode(odt(body, STYLES), "a.odt"), "odt")
    return [(block.paragraph.kind, block.paragraph.level, block.paragraph.text) for block in document.blocks]


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("One\n   two.", "One two."),
        ('One<text:s text:c="2"/>two<text:tab/>three<text:line-break/>four.', "One  two three four."),
        ('<text:s/>One <text:span text:style-name="T1"> two</text:span>.', "One two."),
        ('See <text:a xlink:href="x">the page</text:a>.', "See the page."),
        ('Now<text:span text:style-name="T3"> secret</text:span>.', "Now."),
        ('Raised<text:span text:style-name="T4">2</text:span> here.', "Raised here."),
        ('The 19<text:span text:style-name="T4">th</text:span> century.', "The 19th century."),
        ('On page <text:page-number>7</text:page-number> of <text:bookmark-ref>the book</text:bookmark-ref>.', "On page 7 of the book."),
        ('A<text:change-start text:change-id="1"/> new<text:change-end text:change-id="1"/> one.', "A new one."),
        ('A<office:annotation office:name="x"><text:p>Not this.</text:p></office:annotation> word<office:annotation-end office:name="x"/>.', "A word."),
        ('Fi<text:soft-page-break/>sh.', "Fish."),
        ('<text:bookmark-start text:name="a"/>Marked<text:bookmark-end text:name="a"/>.', "Marked."),
        ("<text:ruby><text:ruby-base>Tokyo</text:ruby-base><text:ruby-text>tou</text:ruby-text></text:ruby>.", "Tokyo."),
    ],
)  # fmt: skip
def test_what_is_text(inner: str, expected: str) -> None:
    assert [text for _, _, text in kinds(f"<text:p>{inner}</text:p>")] == [expected]


def test_kinds_and_places() -> None:
    note = '<text:note text:note-class="{0}"><text:note-citation>1</text:note-citation><text:note-body><text:p>{1}</text:p></text:note-body></text:note>'
    body = "".join(
        [
            '<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone.</text:p></text:deletion></text:changed-region></text:tracked-changes>',
            '<text:table-of-content><text:table-of-content-source/><text:index-body><text:p>The year</text:p></text:index-body></text:table-of-content>',
            '<text:p text:style-name="Title">Low Water</text:p>', '<text:h text:outline-level="1">The year</text:h>',
            f"<text:p>{PROSE}{note.format('footnote', 'A note.')}{note.format('endnote', 'The end.')}</text:p>",
            '<text:p text:style-name="P3">A part</text:p>', f'<text:p text:style-name="P1">{PROSE}</text:p>', f'<text:p text:style-name="P4">{PROSE}</text:p>',
            f"<text:p>{PROSE}</text:p>" * 5, '<text:p text:style-name="P2">print(1)</text:p>',
            '<text:list text:style-name="L1"><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>deep</text:p></text:list-item></text:list></text:list-item>'
            '<text:list-item><text:p>two</text:p><text:p>and on</text:p></text:list-item></text:list>',
            '<text:list text:style-name="L2"><text:list-item><text:p>dot</text:p></text:list-item></text:list>',
            '<text:list text:style-name="L1" text:continue-numbering="true"><text:list-item><text:p>three</text:p></text:list-item></text:list>',
            '<table:table><table:table-row><table:table-cell><text:p>Year</text:p></table:table-cell><table:table-cell><text:p>Way</text:p></table:table-cell></table:table-row></table:table>',
            f'<table:table><table:table-row><table:table-cell><text:p>{PROSE}</text:p></table:table-cell></table:table-row></table:table>',
            '<text:p>Before <draw:frame><draw:text-box><text:p>In the box.</text:p></draw:text-box></draw:frame>after.</text:p>',
        ]
    )  # fmt: skip
    data = odt(body, STYLES)
    document = read_file(decode(data, "a.odt"), "odt")
    found = [(block.paragraph.kind, block.paragraph.text, document.where(document.map.to_file(block.place(Span(0, 1))).start)) for block in document.blocks]
    assert found == [
        ("furniture", "The year", "paragraph 1"), ("title", "Low Water", "title"), ("heading", "The year", "heading “The year”"),
        ("body", PROSE, "“The year”, paragraph 1"), ("heading", "A part", "heading “A part”"), ("quote", PROSE, "“A part”, paragraph 1"),
        ("quote", PROSE, "“A part”, paragraph 2"), *(("body", PROSE, f"“A part”, paragraph {at}") for at in range(3, 8)),
        ("item", "one", "“A part”, paragraph 8"), ("item", "deep", "“A part”, paragraph 9"), ("item", "two", "“A part”, paragraph 10"),
        ("item", "and on", "“A part”, paragraph 11"), ("item", "dot", "“A part”, paragraph 12"), ("item", "three", "“A part”, paragraph 13"),
        ("table", "Year", "table 1, row 1, column 1"), ("table", "Way", "table 1, row 1, column 2"), ("body", PROSE, "“A part”, paragraph 14"),
        ("body", "Before after.", "“A part”, paragraph 15"), ("body", "In the box.", "text box 1"), ("item", "A note.", "footnote 1"),
        ("item", "The end.", "endnote 1"),
    ]  # fmt: skip
    lines = document.source.text.split("\n\n")
    assert lines[3] == f"{PROSE}¹¹"
    assert lines[12:18] == ["1. one", "a) deep", "2. two", "and on", "dot", "3. three"]
    flow = open_odt(data, "a.odt").flow
    for atom in flow.atoms:
        held = atom.node.element.tail if atom.node.tail else atom.node.element.text
        assert flow.whole[atom.start : atom.end] == held[atom.at : atom.at + atom.length].replace("\n", " ")


def test_looks() -> None:
    body = '<text:p>a <text:span text:style-name="T1">b</text:span><text:span text:style-name="T2">c</text:span> d</text:p>'
    paragraph = read_file(decode(odt(body, STYLES), "a.odt"), "odt").blocks[0].paragraph
    assert [(mark.kind, paragraph.text[mark.start : mark.end]) for mark in paragraph.marks] == [("emphasis", "bc"), ("strong", "c")]
