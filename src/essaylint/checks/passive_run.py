"""Passive sentences in a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from essaylint.checks.base import Need, ParagraphCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.paragraph import Paragraph
from essaylint.values import dataclass


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report `run` sentences or more in a row whose main verb is passive; the finding is the first of them.

    The message may use {count}.
    """

    run: int = 4
    needs: ClassVar[frozenset[Need]] = frozenset({"parse"})

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        passive = {
            paragraph.sentence_at(token.start)
            for token in paragraph.parse
            if token.dep in ("nsubjpass", "csubjpass") and _is_main(paragraph, token.head)
        }
        current = []
        for sentence in (*paragraph.sentences, None):
            if sentence is not None and sentence in passive:
                current.append(sentence)
                continue
            if len(current) >= self.run:
                yield Finding(current[0], {"count": str(len(current))}, tuple(Place(span) for span in current[1:]))
            current = []


def _is_main(paragraph: Paragraph, verb: int) -> bool:
    return paragraph.parse[verb].head == verb
