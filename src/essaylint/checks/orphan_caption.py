"""A picture's caption in a text that has no pictures and never speaks of this one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding
from essaylint.essay.document import Document
from essaylint.essay.paragraph import Kind
from essaylint.span import Span
from essaylint.values import dataclass

_PICTURE = re.compile(r"(figure|fig|picture|image|photo|photograph|map|chart|graph|illustration|diagram|plate)s?\.?\s*(\d{1,3})\b", re.IGNORECASE)
_ALSO = r"s?\.?\s*(?:\(?\d{{1,3}}\w?\)?\s*(?:,|and|&|to|–|-|or|through)\s*)*{number}\b"


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report the captions of pictures ("Figure 1. …") whose picture is neither there nor spoken of.

    Only a plain text is looked at: other formats hold their pictures.
    """

    zones: ClassVar[tuple[Kind, ...]] = ("caption",)

    def find_in(self, document: Document) -> Iterator[Finding]:
        if document.format != "plain":
            return
        text = "\n".join(block.paragraph.text for block in document.blocks if block.paragraph.kind not in ("caption", "furniture"))
        for block in document.of_kind("caption"):
            label = _PICTURE.match(block.paragraph.text)
            if label is None:
                continue
            name = "fig(?:ure)?" if label[1].lower().startswith("fig") else label[1]
            if not re.search(rf"\b{name}{_ALSO.format(number=label[2])}", text, re.IGNORECASE):
                yield Finding(block.place(Span(0, len(block.paragraph.text))), {"label": label.group()})
