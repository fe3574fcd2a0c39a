"""Word files and OpenDocument texts made by hand for the tests, and what a test wants to know of one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="My heading"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:type="paragraph" w:styleId="Outline"><w:name w:val="Chapter"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="Code"><w:name w:val="Source Code"/></w:style>
<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Emphasis"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="[%1]"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
"""
_PARTS = {
    "styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments",
    "commentsExtended": "commentsEx",
}  # fmt: skip


def word(body: str, *, more: Mapping[str, bytes] | None = None, **parts: str) -> bytes:
    """A Word file with this in its body, and parts by name ("footnotes") with this in them; `more` are further entries."""
    parts = {"styles": STYLES, "numbering": NUMBERING, **parts}
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    entries = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{base}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(f'<Relationship Id="rId{at}" Type="{base}/{name}" Target="{name}.xml"/>' for at, name in enumerate(parts, 1))
        + "</Relationships>",
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
        **{f"word/{name}.xml": _part(_PARTS[name], inner) for name, inner in parts.items()},
    }
    return packed({**entries, **(more or {})})


def _part(root: str, inner: str) -> str:
    prefix = "w15" if root == "commentsEx" else "w"
    return f"<{prefix}:{root} {_NAMESPACES}>{inner}</{prefix}:{root}>"


def packed(entries: Mapping[str, str | bytes]) -> bytes:
    """A zip of entries."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in entries.items():
            file.writestr(name, data)
    return target.getvalue()


def p(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph; a text that is no XML becomes a run."""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def r(text: str, look: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, result: str) -> str:
    """A field, as Word writes it in five runs."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def odt(body: str, styles: str = "", more: Mapping[str, bytes] | None = None) -> bytes:
    """An OpenDocument text with this in its text, and automatic styles."""
    ns = "urn:oasis:names:tc:opendocument:xmlns"
    names = " ".join(f'xmlns:{one}="{ns}:{one}:1.0"' for one in ("office", "text", "style", "table", "meta"))
    names += f' xmlns:draw="{ns}:drawing:1.0" xmlns:fo="{ns}:xsl-fo-compatible:1.0" xmlns:svg="{ns}:svg-compatible:1.0"'
    names += ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {names}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
            **(more or {}),
        }
    )


def part(data: bytes, name: str) -> bytes:
    """An entry of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return file.read(name)


def others(data: bytes, *names: str) -> dict[str, bytes]:
    """All entries of a zip but these."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist() if name not in names}


def letters(data: bytes) -> list[tuple[str, str]]:
    """Every character in the body of a Word file, with the look of its run."""
    root = etree.fromstring(part(data, "word/document.xml"))
    found = []
    for run in root.iter(f"{{{W}}}r"):
        look = run.find(f"{{{W}}}rPr")
        shown = b"" if look is None else etree.tostring(look, method="c14n")
        for one in run:
            if one.tag == f"{{{W}}}t":
                found += [(char, shown.decode()) for char in one.text or ""]
            elif one.tag in (f"{{{W}}}tab", f"{{{W}}}br"):
                found.append((one.tag[-3:], shown.decode()))
    return found


def commented(data: bytes) -> list[tuple[str, list[str], str, str]]:
    """The comments of a Word file in the order of their numbers: author, lines, initials, the words they are set at."""
    root = etree.fromstring(part(data, "word/comments.xml"))
    words = _ranges(etree.fromstring(part(data, "word/document.xml")))
    found = []
    for one in root:
        lines = ["".join(text.text or "" for text in line.iter(f"{{{W}}}t")) for line in one]
        found.append((one.get(f"{{{W}}}author"), lines, one.get(f"{{{W}}}initials") or "", words.get(one.get(f"{{{W}}}id"), "")))
    return found


def _ranges(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    open_: list[str] = []
    for one in root.iter():
        id = one.get(f"{{{W}}}id") if isinstance(one.tag, str) else None
        if one.tag == f"{{{W}}}commentRangeStart":
            open_.append(id)
            found[id] = ""
        elif one.tag == f"{{{W}}}commentRangeEnd":
            open_.remove(id)
        elif one.tag == f"{{{W}}}t":
            for name in open_:
                found[name] += one.text or ""
    assert not open_
    return found


def accepted(data: bytes, *, accept: bool = True) -> str:
    """The body's text when every tracked change is accepted, or refused; a line for each paragraph."""
    root = etree.fromstring(part(data, "word/document.xml"))
    gone, texts = ("del", "ins")[not accept], []
    for paragraph in root.iter(f"{{{W}}}p"):
        texts.append(
            "".join(
                one.text or ""
                for one in paragraph.iter(f"{{{W}}}t", f"{{{W}}}delText")
                if not any(above.tag == f"{{{W}}}{gone}" for above in one.iterancestors())
            )
        )
    return "\n".join(texts)
