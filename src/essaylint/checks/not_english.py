"""Paragraphs that are not English: one notice a run, and no English rule speaks of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.document import Document
from essaylint.essay.language import language_of
from essaylint.essay.paragraph import Kind
from essaylint.span import Span
from essaylint.values import dataclass


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report a run of paragraphs that are not English, once."""

    zones: ClassVar[tuple[Kind, ...]] = ("foreign",)

    def find_in(self, document: Document) -> Iterator[Finding]:
        run: list[Span] = []
        language = ""
        for block in document.blocks:
            if block.paragraph.kind == "foreign":
                here = language_of(block.paragraph.text)
                if run and here != language:
                    yield _finding(run, language)
                    run = []
                language = here
                run.append(block.place(Span(0, len(block.paragraph.text))))
            elif run:
                yield _finding(run, language)
                run = []
        if run:
            yield _finding(run, language)


def _finding(run: list[Span], language: str) -> Finding:
    shown = "not in Latin letters" if language == "Other script" else language
    more = "" if len(run) == 1 else f" (and the {len(run) - 1} after it)"
    return Finding(run[0], {"language": shown, "more": more}, tuple(Place(span, "this too") for span in run[1:9]))
