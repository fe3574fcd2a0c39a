"""What is on the page and not in the essay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.document import Document
from essaylint.essay.paragraph import Kind
from essaylint.span import Span
from essaylint.values import dataclass


@dataclass(frozen=True)
class Check(DocumentCheck):
    """One finding a run of furniture, at its first line, the other lines related; `most` related places a finding.

    An HTML file is a page: its menus are where they belong.
    """

    zones: ClassVar[tuple[Kind, ...]] = ("furniture",)
    most: int = 8

    def find_in(self, document: Document) -> Iterator[Finding]:
        if document.format == "html":
            return
        for run in runs(document, "furniture"):
            for at in range(0, len(run), self.most + 1):
                first, *more = run[at : at + self.most + 1]
                yield Finding(first, {}, tuple(Place(span, "and so is this") for span in more))


def runs(document: Document, kind: Kind) -> Iterator[list[Span]]:
    """The places of paragraphs of a kind that follow one another, run by run."""
    run: list[Span] = []
    for block in document.blocks:
        if block.paragraph.kind == kind:
            run.append(block.place(Span(0, len(block.paragraph.text))))
        elif run:
            yield run
            run = []
    if run:
        yield run
