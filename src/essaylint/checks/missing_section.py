"""A section that the assignment asks for and no heading announces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding
from essaylint.essay.document import Document
from essaylint.essay.paragraph import fold
from essaylint.essay.references import is_reference_heading
from essaylint.span import Span
from essaylint.values import dataclass

_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report once which of the `sections` no heading names; “2. Methods and data” names “Method”.

    A list of references is one, whatever it is called. The finding is the first sentence. The message may use {sections}.
    """

    sections: tuple[str, ...] = ()

    def find_in(self, document: Document) -> Iterator[Finding]:
        if not self.sections:
            return
        headings = [block.paragraph.text for block in document.blocks if block.paragraph.kind in ("title", "heading", "reference")]
        stems = [_stems(text) for text in headings]
        listed = any(map(is_reference_heading, headings)) or any(document.of_kind("reference"))
        missing = [
            f"“{name}”" for name in self.sections
            if not any(_stems(name) <= one for one in stems) and not (listed and is_reference_heading(name))
        ]  # fmt: skip
        place = _first(document)
        if missing and place:
            yield Finding(place, {"sections": _joined(missing)})


def _stems(text: str) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in _LETTERS.findall(fold(text)))


def _joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _first(document: Document) -> Span | None:
    return next((block.place(block.paragraph.sentences[0]) for block in document.running if block.paragraph.sentences), None)
