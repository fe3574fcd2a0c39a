"""Writes `fixtures/formats`: essays of this project, each in every format, so that one test can compare what is found.

    python tools/format_fixtures.py

The Markdown is read by a small parser of its own, and the Word and OpenDocument files are written by python-docx and odfdo,
so that no reader of essaylint is tested with what essaylint wrote. With LibreOffice installed, `canal-libreoffice.docx` is
written too: the `.odt` of the same essay, converted.

A format is a function in `WRITERS`: from an `Essay` to the bytes of a file. Where it lacks notes, `NOTELESS` names it.
"""

from __future__ import annotations

import html
import io
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "fixtures" / "formats"
# Name of a fixture -> the essay it is made from; those in `fixtures/essays` lose their marks.
ESSAYS = {"canal": "formats/canal.md", "demo": "demo.md", "mice": "essays/mice.md", "sleep": "essays/sleep.md", "bees": "essays/bees.md"}
_INLINE = re.compile(r"\*\*(?P<strong>[^*]+)\*\*|\*(?P<emphasis>[^*]+)\*|\[\^(?P<note>\w+)\]|\[(?P<text>[^\]]+)\]\((?P<url>[^)]+)\)")


class Run(NamedTuple):
    """A stretch of text of one look; `note` is the number of a note whose mark stands here, without text."""

    text: str
    look: str = ""
    url: str = ""
    note: str = ""


class Block(NamedTuple):
    """A paragraph: "heading" (with its level), "body", "quote", "bullet", "number"; or a "table" with its cells in rows."""

    kind: str
    runs: tuple[Run, ...] = ()
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class Essay(NamedTuple):
    """Blocks in order, and the notes by their numbers."""

    blocks: tuple[Block, ...]
    notes: dict[str, tuple[Run, ...]]


def parsed(text: str) -> Essay:
    """An essay in the little Markdown that the fixtures are written in."""
    blocks: list[Block] = []
    notes: dict[str, tuple[Run, ...]] = {}
    for part in re.split(r"\n{2,}", text.strip()):
        note = re.match(r"\[\^(\w+)\]: (.*)", part, re.DOTALL)
        heading = re.match(r"(#+) (.*)", part)
        if note:
            notes[note[1]] = tuple(_runs(note[2]))
        elif heading:
            blocks.append(Block("heading", tuple(_runs(heading[2])), len(heading[1])))
        elif part.startswith("> "):
            blocks.append(Block("quote", tuple(_runs(part.replace("\n> ", " ")[2:]))))
        elif part.startswith("|"):
            rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in part.splitlines() if "---" not in line]
            blocks.append(Block("table", rows=tuple(rows)))
        elif re.match(r"- |\d+\. ", part):
            for line in part.splitlines():
                mark, _, rest = line.partition(" ")
                blocks.append(Block("bullet" if mark == "-" else "number", tuple(_runs(rest))))
        else:
            blocks.append(Block("body", tuple(_runs(part.replace("\n", " ")))))
    return Essay(tuple(blocks), notes)


def _runs(text: str) -> Iterator[Run]:
    at = 0
    for match in _INLINE.finditer(text):
        if match.start() > at:
            yield Run(text[at : match.start()])
        for look in ("strong", "emphasis"):
            if match[look]:
                yield Run(match[look], look)
        if match["note"]:
            yield Run("", note=match["note"])
        elif match["text"]:
            yield Run(match["text"], url=match["url"])
        at = match.end()
    if at < len(text):
        yield Run(text[at:])


def numbered(essay: Essay) -> list[tuple[Run, ...]]:
    """The notes in the order of their marks."""
    return [essay.notes[run.note] for block in essay.blocks for run in block.runs if run.note]


def write_html(essay: Essay) -> bytes:
    """A web page."""
    number = 0

    def inner(runs: Iterable[Run]) -> str:
        nonlocal number
        found = ""
        for run in runs:
            text = html.escape(run.text, quote=False)
            if run.note:
                number += 1
                text = f'<sup><a href="#note{number}">{number}</a></sup>'
            elif run.url:
                text = f'<a href="{html.escape(run.url)}">{text}</a>'
            found += {"strong": f"<strong>{text}</strong>", "emphasis": f"<em>{text}</em>"}.get(run.look, text)
        return found

    lines = ["<!DOCTYPE html>", '<html lang="en">', '<head><meta charset="utf-8"><title>Essay</title></head>', "<body>", "<main>"]
    listed = ""
    for block in essay.blocks:
        tag = {"bullet": "ul", "number": "ol"}.get(block.kind, "")
        if tag != listed:
            lines += [f"</{listed}>"] * bool(listed) + [f"<{tag}>"] * bool(tag)
            listed = tag
        if block.kind == "table":
            rows = ["<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in block.rows]
            lines += ["<table>", *rows, "</table>"]
            continue
        text = inner(block.runs)
        lines.append(
            {"heading": f"<h{block.level}>{text}</h{block.level}>", "quote": f"<blockquote><p>{text}</p></blockquote>"}.get(
                block.kind, f"<li>{text}</li>" if tag else f"<p>{text}</p>"
            )
        )
    if essay.notes:
        lines += ["<ol>", *(f'<li id="note{at}">{inner(note)}</li>' for at, note in enumerate(numbered(essay), 1)), "</ol>"]
    return "\n".join([*lines, "</main>", "</body>", "</html>", ""]).encode()


def write_latex(essay: Essay) -> bytes:
    """A LaTeX document."""

    def inner(runs: Iterable[Run]) -> str:
        found = ""
        for run in runs:
            text = re.sub(r"[%&$#_]", lambda match: "\\" + match.group(), run.text)
            text = text.replace("“", "``").replace("”", "''").replace("–", "--").replace("—", "---")
            text = re.sub(r'"([^"]*)"', r"``\1''", text)
            if run.note:
                text = f"\\footnote{{{inner(essay.notes[run.note])}}}"
            elif run.url:
                text = f"\\href{{{run.url}}}{{{text}}}"
            found += {"strong": f"\\textbf{{{text}}}", "emphasis": f"\\emph{{{text}}}"}.get(run.look, text)
        return found

    lines = ["\\documentclass{article}", "\\begin{document}", ""]
    listed = ""
    for block in essay.blocks:
        tag = {"bullet": "itemize", "number": "enumerate"}.get(block.kind, "")
        if tag != listed:
            lines += [f"\\end{{{listed}}}", ""] * bool(listed) + [f"\\begin{{{tag}}}"] * bool(tag)
            listed = tag
        if block.kind == "table":
            rows = " \\\\\n".join(" & ".join(row) for row in block.rows)
            lines += [f"\\begin{{tabular}}{{{'l' * len(block.rows[0])}}}", rows, "\\end{tabular}", ""]
            continue
        text = inner(block.runs)
        if block.kind == "heading":
            lines += ["\\title{%s}\n\\maketitle" % text if block.level == 1 else "\\section*{%s}" % text, ""]  # noqa: UP031
        elif block.kind == "quote":
            lines += ["\\begin{quote}", text, "\\end{quote}", ""]
        else:
            lines += [f"\\item {text}"] if tag else [text, ""]
    return "\n".join([*lines, "\\end{document}", ""]).encode()


def write_txt(essay: Essay) -> bytes:
    """A plain text: a paragraph a line."""
    parts, number = [], 0
    for block in essay.blocks:
        number = number + 1 if block.kind == "number" else 0
        if block.kind == "table":
            continue
        mark = {"bullet": "- ", "number": f"{number}. ", "quote": "> "}.get(block.kind, "")
        joined = bool(parts) and block.kind in ("bullet", "number") and parts[-1].startswith(("- ", "1. ")) and bool(mark)
        line = mark + block.text
        if joined:
            parts[-1] += "\n" + line
        else:
            parts.append(line)
    return ("\n\n".join(parts) + "\n").encode()


def write_docx(essay: Essay) -> bytes:
    """A Word document, by python-docx; notes are footnotes, as Word writes them."""
    import docx
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import OxmlElement, parse_xml
    from docx.oxml.ns import nsdecls, qn

    document = docx.Document()
    stamp(document.core_properties)
    count = 0

    def fill(paragraph: Any, runs: Iterable[Run]) -> None:
        nonlocal count
        for run in runs:
            if run.note:
                count += 1
                made = paragraph.add_run()
                made.font.superscript = True
                reference = OxmlElement("w:footnoteReference")
                reference.set(qn("w:id"), str(count))
                made._r.append(reference)
                continue
            holder = paragraph
            if run.url:
                id = document.part.relate_to(run.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
                link = OxmlElement("w:hyperlink")
                link.set(qn("r:id"), id)
                made = paragraph.add_run(run.text)
                link.append(made._r)
                paragraph._p.append(link)
                continue
            made = holder.add_run(run.text)
            made.bold = True if run.look == "strong" else None
            made.italic = True if run.look == "emphasis" else None

    styles = {"body": None, "quote": "Quote", "bullet": "List Bullet", "number": "List Number"}
    for block in essay.blocks:
        if block.kind == "table":
            table = document.add_table(len(block.rows), len(block.rows[0]))
            for row, cells in zip(table.rows, block.rows, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
        elif block.kind == "heading":
            fill(document.add_heading("", block.level - 1), block.runs)
        else:
            fill(document.add_paragraph(style=styles[block.kind]), block.runs)
    if essay.notes:
        notes = ""
        for at, runs in enumerate(numbered(essay), 1):
            inner = "".join(
                f"<w:r><w:rPr>{'<w:i/>' * (run.look == 'emphasis')}</w:rPr><w:t xml:space='preserve'>{html.escape(run.text)}</w:t></w:r>" for run in runs
            )
            notes += f"<w:footnote w:id='{at}'><w:p><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space='preserve'> </w:t></w:r>{inner}</w:p></w:footnote>"
        separators = "".join(
            f"<w:footnote w:type='{type}' w:id='{at}'><w:p><w:r><w:{type}/></w:r></w:p></w:footnote>" for at, type in ((-1, "separator"), (0, "continuationSeparator"))
        )
        root = parse_xml(f"<w:footnotes {nsdecls('w')}>{separators}{notes}</w:footnotes>")
        from lxml import etree

        blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        type = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        part = Part(PackURI("/word/footnotes.xml"), type, blob, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def stamp(properties: Any) -> None:
    """The same day in every file, so that writing it again changes nothing."""
    from datetime import datetime

    properties.author = "essaylint"
    properties.created = properties.modified = datetime(2026, 1, 1)


def write_odt(essay: Essay) -> bytes:
    """An OpenDocument text, by odfdo."""
    from odfdo import Cell, Document, Element, Header, Link, List, ListItem, Note, Paragraph, Row, Span, Style, Table

    document = Document("text")
    body = document.body
    body.clear()
    document.insert_style(Style("text", name="Emphasis", display_name="Emphasis", italic=True))
    document.insert_style(Style("text", name="Strong", display_name="Strong", bold=True))
    document.insert_style(Style("paragraph", name="Quotations", display_name="Quotations"))
    level = '<text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1"/>'
    numbers = Element.from_tag(f'<text:list-style style:name="Numbers">{level}</text:list-style>')
    document.insert_style(numbers, automatic=True)
    count = 0

    def fill(paragraph: Any, runs: Iterable[Run]) -> Any:
        nonlocal count
        for run in runs:
            if run.note:
                count += 1
                paragraph.append(Note(note_class="footnote", note_id=f"note{count}", citation=str(count), body="".join(one.text for one in essay.notes[run.note])))
            elif run.url:
                paragraph.append(Link(run.url, text=run.text))
            elif run.look:
                paragraph.append(Span(run.text, style="Emphasis" if run.look == "emphasis" else "Strong"))
            else:
                paragraph.append_plain_text(run.text)
        return paragraph

    items: Any = None
    for block in essay.blocks:
        if block.kind in ("bullet", "number"):
            if items is None:
                items = List(style="Numbers" if block.kind == "number" else None)
                body.append(items)
            item = ListItem()
            item.append(fill(Paragraph(), block.runs))
            items.append(item)
            continue
        items = None
        if block.kind == "table":
            table = Table("Table")
            for cells in block.rows:
                row = Row()
                for text in cells:
                    row.append_cell(Cell(text))
                table.append_row(row)
            body.append(table)
        elif block.kind == "heading":
            body.append(fill(Header(block.level), block.runs))
        else:
            body.append(fill(Paragraph(style="Quotations" if block.kind == "quote" else None), block.runs))
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def write_markdown(essay: Essay) -> Iterator[str]:
    """The blocks of an essay in Markdown, a list in one; then its notes."""

    def inner(runs: Iterable[Run]) -> str:
        found = ""
        for run in runs:
            text = f"[^{run.note}]" if run.note else f"[{run.text}]({run.url})" if run.url else run.text
            found += {"strong": f"**{text}**", "emphasis": f"*{text}*"}.get(run.look, text)
        return found

    lines, number = "", 0
    for block in essay.blocks:
        number = number + 1 if block.kind == "number" else 0
        if lines and block.kind not in ("bullet", "number"):
            yield lines
            lines = ""
        if block.kind == "table":
            rows = ["| " + " | ".join(row) + " |" for row in block.rows]
            yield "\n".join([rows[0], "|---" * len(block.rows[0]) + "|", *rows[1:]])
        elif block.kind in ("bullet", "number"):
            lines += ("\n" if lines else "") + ("- " if block.kind == "bullet" else f"{number}. ") + inner(block.runs)
        else:
            yield {"heading": "#" * block.level + " ", "quote": "> "}.get(block.kind, "") + inner(block.runs)
    if lines:
        yield lines
    for name, runs in essay.notes.items():
        yield f"[^{name}]: {inner(runs)}"


def write_qmd(essay: Essay) -> bytes:
    """A Quarto document: its title in the front matter, a chunk of code, a shortcode."""
    parts = list(write_markdown(essay))
    at = next((at for at, part in enumerate(parts) if part.startswith("# ")), None)
    title = parts.pop(at)[2:].replace("'", "’") if at is not None and at == 0 else ""
    front = f"---\ntitle: '{title}'\nformat: html\n---\n\n" if title else "---\nformat: html\n---\n\n"
    chunk = "```{r}\n#| echo: false\nx <- 'the the teh'\n```\n\n{{< pagebreak >}}\n\n"
    return (front + chunk + "\n\n".join(parts) + "\n").encode()


def write_ipynb(essay: Essay) -> bytes:
    """A Jupyter notebook: a cell a section (one for all if there are notes), and one of code."""
    import json

    cells: list[list[str]] = [[]]
    for part in write_markdown(essay):
        if part.startswith("## ") and not essay.notes:
            cells.append([])
        cells[-1].append(part)
    code = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": ["# the the teh\n", "x = 1"]}
    made: list[dict[str, Any]] = [code]
    for cell in cells:
        made.append({"cell_type": "markdown", "metadata": {}, "source": "\n\n".join(cell).splitlines(keepends=True)})
    return (json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1, ensure_ascii=False) + "\n").encode()


def write_rst(essay: Essay) -> bytes:
    """reStructuredText."""

    def inner(runs: Iterable[Run]) -> str:
        found = ""
        for run in runs:
            text = re.sub(r"[\\*`|_]", lambda match: "\\" + match.group(), run.text)
            text = f"\\ [{run.note}]_" if run.note else f"`{text} <{run.url}>`_" if run.url else text
            made = {"strong": f"**{text}**", "emphasis": f"*{text}*"}.get(run.look, text)
            if found[-1:] in "*`_" and found[-1:] and text[:1] not in ("", " ", ".", ",", ";", ":", "?", "!", ")", '"', "”", "’"):
                found += "\\ "
            glued = made != text and found[-1:] not in ("", " ", "(", '"', "“", "'", "‘", "-")
            found += ("\\ " if glued else "") + made
        return found

    lines, number = [], 0
    for block in essay.blocks:
        number = number + 1 if block.kind == "number" else 0
        if block.kind == "table":
            lines.append(".. list-table::\n")
            lines += ["   " + ("* " if at == 0 else "  ") + f"- {cell}" for row in block.rows for at, cell in enumerate(row)]
            lines.append("")
            continue
        text = inner(block.runs)
        if block.kind == "heading":
            lines += [text, "#=-~"[block.level - 1] * (len(text) + 2), ""]
        elif block.kind == "quote":
            lines += ["    " + text, "", "..", ""]
        elif block.kind in ("bullet", "number"):
            lines += [("- " if block.kind == "bullet" else f"{number}. ") + text, ""]
        else:
            lines += [text, ""]
    for name, runs in essay.notes.items():
        lines += [f".. [{name}] {inner(runs)}", ""]
    return "\n".join(lines).encode()


def write_org(essay: Essay) -> bytes:
    """Org."""

    def inner(runs: Iterable[Run]) -> str:
        found = ""
        for run in runs:
            text = f"[fn:{run.note}]" if run.note else f"[[{run.url}][{run.text}]]" if run.url else run.text
            text = text.replace("–", "--").replace("—", "---")
            found += {"strong": f"*{text}*", "emphasis": f"/{text}/"}.get(run.look, text)
        return found.replace("/12/(", "12(")  # Org has no mark that a bracket follows

    lines, number = [], 0
    for block in essay.blocks:
        number = number + 1 if block.kind == "number" else 0
        if block.kind == "table":
            lines += ["| " + " | ".join(row) + " |" for row in block.rows] + [""]
            continue
        text = inner(block.runs)
        if block.kind == "heading":
            lines += [f"#+TITLE: {text}" if block.level == 1 else "*" * (block.level - 1) + f" {text}", ""]
        elif block.kind == "quote":
            lines += ["#+BEGIN_QUOTE", text, "#+END_QUOTE", ""]
        elif block.kind in ("bullet", "number"):
            lines += [("- " if block.kind == "bullet" else f"{number}. ") + text]
        else:
            lines += [""] * bool(lines and lines[-1]) + [text, ""]
    for name, runs in essay.notes.items():
        lines += [f"[fn:{name}] {inner(runs)}", ""]
    return "\n".join(lines).encode()


WRITERS: dict[str, Callable[[Essay], bytes]] = {"html": write_html, "tex": write_latex, "txt": write_txt, "docx": write_docx, "odt": write_odt,
                                                  "qmd": write_qmd, "ipynb": write_ipynb, "rst": write_rst, "org": write_org}  # fmt: skip


def source(name: str) -> str:
    """The Markdown of a fixture, without marks."""
    sys.path.insert(0, str(ROOT / "src"))
    from essaylint import critic

    text = (ROOT / "fixtures" / ESSAYS[name]).read_text(encoding="utf-8")
    return critic.read(text)[0] if ESSAYS[name].startswith("essays/") else text


def converted(path: Path, suffix: str) -> bytes:
    """A file as LibreOffice writes it in another format."""
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        subprocess.run(["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", folder, str(path)], check=True, capture_output=True, timeout=180)
        return Path(folder, path.with_suffix(f".{suffix}").name).read_bytes()


def main() -> None:
    """Write every fixture in every format."""
    FOLDER.mkdir(exist_ok=True)
    for name in ESSAYS:
        text = source(name)
        (FOLDER / f"{name}.md").write_text(text, encoding="utf-8")
        for suffix, writer in WRITERS.items():
            (FOLDER / f"{name}.{suffix}").write_bytes(writer(parsed(text)))
    if shutil.which("soffice"):
        (FOLDER / "canal-libreoffice.docx").write_bytes(converted(FOLDER / "canal.odt", "docx"))


if __name__ == "__main__":
    main()
