"""PDF: read only, for what it says of paragraphs, spaces and reading order is a guess.

pdfium opens the file in a process of its own (`pdf_child`), which may not have much memory or time: whatever is wrong with
the file becomes one sentence. The same process marks a copy.
"""

from __future__ import annotations

import json
import subprocess
import sys
from array import array
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from essaylint.essay.document import GAP
from essaylint.formats.extracted import Extracted, extracted
from essaylint.formats.pdf_layout import NOWHERE, laid_out, place_of
from essaylint.source import SourceError
from essaylint.span import Span
from essaylint.values import dataclass, field

MAX_BYTES = 60_000_000
_PATIENCE = 40
_CHILD = Path(__file__).with_name("pdf_child.py")
_FEWEST_LETTERS = 25


@dataclass(frozen=True)
class Pdf(Extracted):
    """The text of a PDF.

    `places` says for each of its characters on which page and where on it (`pdf_layout.place_of`),
    `marked` whether it has highlights of ours.
    """

    places: array[int] = field(default_factory=lambda: array("I"), repr=False, compare=False)
    marked: bool = False

    def runs(self, span: Span) -> list[tuple[int, list[tuple[int, int]]]]:
        """For each page that a range of the text stands on, the runs of pdfium's characters."""
        found: dict[int, list[tuple[int, int]]] = {}
        for packed in self.places[span.start : span.end]:
            if packed == NOWHERE:
                continue
            page, at = place_of(packed)
            runs = found.setdefault(page, [])
            if runs and runs[-1][1] in (at, at + 1):
                runs[-1] = (runs[-1][0], at + 1)
            else:
                runs.append((at, at + 1))
        return list(found.items())


class Mark(NamedTuple):
    """A note at words of a PDF: whose it is, what it says, and the colour of the highlight (red, green, blue to 255)."""

    span: Span
    title: str
    text: str
    color: tuple[int, int, int]


def decode(data: bytes, shown: str) -> Pdf:
    """The text of a PDF. Raises `SourceError` with one sentence for one that has none, or that cannot be opened."""
    answer = _asked(data, {"do": "read"}, shown)
    told = json.loads(answer)
    _refuse(told, shown)
    laid = laid_out(told["pages"])
    text = "".join(one.draft.text for one in laid)
    letters = sum(char.isalpha() for char in text)
    if letters < _FEWEST_LETTERS:
        raise SourceError(f"{shown}: has no text, only pictures of it, as a scan has; run OCR on it first (ocrmypdf does it)")
    if sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" for char in text) * 3 > letters:
        raise SourceError(f"{shown}: its fonts do not say which letters they show, so it cannot be read; give the text that it was made from")
    source = extracted((one.draft for one in laid), shown)
    places, landmarks = array("I"), []
    for one in laid:
        landmarks += [(len(places) + at, where) for at, where in one.starts]
        places.extend(one.places)
        places.extend([NOWHERE] * len(GAP))
    return Pdf(source.text, shown, "pdf", source.found, landmarks=tuple(landmarks), places=places, marked=bool(told["marked"]))


def marked(data: bytes, source: Pdf, marks: Sequence[Mark], date: str) -> bytes:
    """The PDF with a highlight and a note for each mark; those of an earlier run are taken out. Raises `SourceError`.

    `date` is a PDF's ("D:20260131120000Z"), or empty.
    """
    orders = [
        {"page": page, "runs": runs, "color": one.color, "title": one.title, "text": one.text, "name": f"essaylint-{at}-{page}", "date": date}
        for at, one in enumerate(marks)
        for page, runs in source.runs(one.span)
    ]
    answer = _asked(data, {"do": "mark", "marks": orders}, source.path)
    if not answer.startswith(b"%PDF-"):
        _refuse(json.loads(answer), source.path)
    return answer


def _asked(data: bytes, order: dict[str, Any], shown: str) -> bytes:
    if b"%PDF-" not in data[:1024]:
        raise SourceError(f"{shown}: is not a PDF, whatever its name says; give it the suffix of what it is")
    if len(data) > MAX_BYTES:
        raise SourceError(f"{shown}: {len(data) / 1e6:.0f} MB is more than the {MAX_BYTES / 1e6:.0f} MB of a PDF that essaylint reads; split it")
    if find_spec("pypdfium2") is None:
        raise SourceError(f'{shown}: PDFs are read by pypdfium2; run: pip install "essaylint[formats]"')
    whole = json.dumps(order).encode() + b"\n" + data
    try:
        done = subprocess.run([sys.executable, "-I", str(_CHILD)], input=whole, capture_output=True, timeout=_PATIENCE, check=False)
    except (subprocess.TimeoutExpired, OSError):
        done = None
    if done is None or done.returncode or not done.stdout:
        raise SourceError(f"{shown}: takes more memory or time to open than an essay does; print it to a new PDF, or give the text")
    return done.stdout


def _refuse(told: dict[str, Any], shown: str) -> None:
    if told.get("error") == "password":
        raise SourceError(f"{shown}: is protected by a password; save a copy without one")
    if "error" in told:
        raise SourceError(f"{shown}: is a PDF that is damaged and cannot be opened; save or print it anew")
