"""Headings that lead nowhere: nothing under them, or a level left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Severity
from essaylint.essay.document import Document
from essaylint.span import Span
from essaylint.values import dataclass


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report headings with nothing under them (`fault = "empty"`) or more than one level deeper than the one before
    (`"skipped"`).

    A heading above a heading of a deeper level is not empty; in plain text, where levels are guessed, it is a hint. The message may use {level} and {before}.
    """

    fault: Literal["empty", "skipped"]

    def find_in(self, document: Document) -> Iterator[Finding]:
        blocks = [block for block in document.blocks if block.paragraph.kind != "furniture"]
        before = 0
        for at, block in enumerate(blocks):
            paragraph = block.paragraph
            if paragraph.kind not in ("heading", "title"):
                continue
            span = block.place(Span(0, len(paragraph.text)))
            following = blocks[at + 1].paragraph if at + 1 < len(blocks) else None
            bare = following is None or (following.kind == "heading" and following.level <= paragraph.level)
            if self.fault == "empty" and bare and paragraph.kind == "heading":
                # Plain text does not say which heading stands above which.
                unsure = document.format == "plain" and following is not None
                yield Finding(span, severity=Severity.HINT if unsure else None)
            if self.fault == "skipped" and before and paragraph.level > before + 1:
                yield Finding(span, {"level": str(paragraph.level), "before": str(before)})
            before = paragraph.level
