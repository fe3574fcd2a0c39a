"""The process in which a PDF is opened: it may not have much memory or time, and nobody minds if it dies.

It is run as a file, and imports nothing of essaylint. Standard input is a line of JSON that says what to do, and the PDF;
standard output is JSON (`read`) or the marked PDF (`mark`). Characters are counted as pdfium counts them.
"""

from __future__ import annotations

import contextlib
import ctypes
import io
import json
import sys
from collections.abc import Iterator
from typing import Any

MEMORY = 420_000_000
SECONDS = 7
MOST_PAGES = 600
MOST_CHARACTERS = 3_000_000
MOST_ON_PAGE = 300_000
_HYPHENS = "\x02\ufffe"


def main() -> None:
    """Do what standard input says."""
    _limit()
    order = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        answer = read(document) if order["do"] == "read" else mark(document, order["marks"])
    except pypdfium2.PdfiumError as error:
        what = "password" if "assword" in str(error) else "broken"
        answer = json.dumps({"error": what}).encode()
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


def _limit() -> None:
    """Take little memory and time; not possible on Windows."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(document: Any) -> bytes:
    """The characters of every page and where its lines stand."""
    pages: list[dict[str, Any]] = []
    total, ours = 0, False
    for number in range(min(len(document), MOST_PAGES)):
        page = document[number]
        text_page = page.get_textpage()
        found = _page(text_page)
        pages.append({"size": page.get_size(), **found})
        ours = ours or bool(_own(page))
        text_page.close()
        page.close()
        total += len(found["text"])
        if total > MOST_CHARACTERS:
            break
    return json.dumps({"pages": pages, "all": len(document), "marked": ours}).encode()


def _page(text_page: Any) -> dict[str, Any]:
    import pypdfium2.raw as pdfium

    codes = [pdfium.FPDFText_GetUnicode(text_page.raw, at) for at in range(min(text_page.count_chars(), MOST_ON_PAGE))]
    text = "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)
    lines, raised = [], []
    for start, end in _lines(text):
        first, last, middle = _box(text_page, start), _box(text_page, end - 1), _box(text_page, (start + end) // 2)
        size = max(middle[3] - middle[1], first[3] - first[1])
        bold = all(pdfium.FPDFText_GetFontWeight(text_page.raw, at) >= 600 or _is_bold(text_page, at) for at in (start, (start + end) // 2))
        lines.append([start, end, first[0], first[1], last[2], last[3], size, bold])
        for at in range(start + 1, end):
            before = text[at - 1]
            if text[at].isdigit() and (not before.isspace() and (not before.isdigit() or at - 1 in raised)):
                box = _box(text_page, at)
                if 0 < box[3] - box[1] < size * 0.8 and box[1] > first[1] + size * 0.05:
                    raised.append(at)
    return {"text": text, "lines": lines, "raised": raised}


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines that pdfium tells apart, without the blanks around them."""
    start = 0
    for at in range(len(text) + 1):
        if at == len(text) or text[at] in "\r\n" or text[at] in _HYPHENS:
            end = at + (at < len(text) and text[at] in _HYPHENS)
            while start < end and text[start].isspace():
                start += 1
            while end > start and text[end - 1].isspace():
                end -= 1
            if end > start:
                yield start, end
            start = at + 1


def _box(text_page: Any, at: int) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a character's cell."""
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(text_page.raw, at, box):
        return (0.0, 0.0, 0.0, 0.0)
    return (box.left, box.bottom, box.right, box.top)


def _is_bold(text_page: Any, at: int) -> bool:
    import pypdfium2.raw as pdfium

    name = ctypes.create_string_buffer(100)
    flags = ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(text_page.raw, at, name, 100, flags)
    return bool(0 < length <= 100 and (b"bold" in name.value.lower() or b"black" in name.value.lower()))


def mark(document: Any, marks: list[dict[str, Any]]) -> bytes:
    """The document with a highlight and a note for each mark: `page`, `runs` of characters, `color`, `title`, `text`."""
    import pypdfium2.raw as pdfium

    by_page: dict[int, list[dict[str, Any]]] = {}
    for one in marks:
        by_page.setdefault(one["page"], []).append(one)
    for number in range(min(len(document), MOST_PAGES)):
        page = document[number]
        for at in _own(page):
            pdfium.FPDFPage_RemoveAnnot(page.raw, at)
        if number in by_page:
            text_page = page.get_textpage()
            for one in by_page[number]:
                _highlight(page, text_page, one)
            text_page.close()
        page.close()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _own(page: Any) -> list[int]:
    """Which annotations are our highlights of an earlier run, the last first."""
    import pypdfium2.raw as pdfium

    found = []
    for at in reversed(range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), 5000))):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, at)
        buffer = ctypes.create_string_buffer(200)
        length = pdfium.FPDFAnnot_GetStringValue(annotation, b"NM", ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), 200)
        name = buffer.raw[: max(min(length, 200) - 2, 0)].decode("utf-16-le", "replace")
        pdfium.FPDFPage_CloseAnnot(annotation)
        if name.startswith("essaylint"):
            found.append(at)
    return found


def _highlight(page: Any, text_page: Any, one: dict[str, Any]) -> None:
    import pypdfium2.raw as pdfium

    boxes = [box for start, end in one["runs"] for box in _boxes(text_page, start, end)]
    if not boxes:
        return
    annotation = pdfium.FPDFPage_CreateAnnot(page.raw, pdfium.FPDF_ANNOT_HIGHLIGHT)
    for left, bottom, right, top in boxes:
        quad = pdfium.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
        pdfium.FPDFAnnot_AppendAttachmentPoints(annotation, quad)
    edges = list(zip(*boxes, strict=True))
    pdfium.FPDFAnnot_SetRect(annotation, pdfium.FS_RECTF(min(edges[0]), max(edges[3]), max(edges[2]), min(edges[1])))
    pdfium.FPDFAnnot_SetColor(annotation, pdfium.FPDFANNOT_COLORTYPE_Color, *one["color"], 255)
    pdfium.FPDFAnnot_SetFlags(annotation, 4)  # it is printed with the page
    for key, text in (("Contents", one["text"]), ("T", one["title"]), ("NM", one["name"]), ("M", one["date"])):
        if text:
            value = (text + "\0").encode("utf-16-le", "replace")
            pdfium.FPDFAnnot_SetStringValue(annotation, key.encode(), ctypes.cast(ctypes.create_string_buffer(value), ctypes.POINTER(ctypes.c_ushort)))
    pdfium.FPDFPage_CloseAnnot(annotation)


def _boxes(text_page: Any, start: int, end: int) -> list[tuple[float, float, float, float]]:
    """A box for each line that a run of characters stands on."""
    boxes: list[tuple[float, float, float, float]] = []
    for at in range(start, end):
        left, bottom, right, top = _box(text_page, at)
        if right <= left or top <= bottom:
            continue
        if boxes and abs(boxes[-1][1] - bottom) < (top - bottom) * 0.5 and left >= boxes[-1][0] - 1:
            before = boxes[-1]
            boxes[-1] = (before[0], min(before[1], bottom), max(before[2], right), max(before[3], top))
        else:
            boxes.append((left, bottom, right, top))
    return boxes


if __name__ == "__main__":
    main()
