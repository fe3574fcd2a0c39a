"""A subordinate clause that stands as a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from essaylint.checks.base import Need, ParagraphCheck
from essaylint.diagnostic import Finding
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.syntax import lower, sentences_of, span_of
from essaylint.values import dataclass


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report sentences that open with one of `words` and have no main clause."""

    words: tuple[str, ...]
    needs: ClassVar[frozenset[Need]] = frozenset({"parse"})

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield the opening word."""
        tree = paragraph.tree
        for sentence in sentences_of(tree.tokens):
            first, last = sentence[0], sentence[-1]
            if lower(first) not in self.words or last.text != "." or len(sentence) < 6:
                continue
            if any(token.text in (",", ";", ":", "—", "–", "(", '"', "“") for token in sentence):
                continue
            root = next((token for token in sentence if token.dep == "ROOT"), None)
            if root is None or root.index == first.index or tree.head(first).index != root.index:
                continue
            clauses = [
                token
                for token in sentence
                if token.dep in ("nsubj", "nsubjpass", "expl") and lower(token) not in ("which", "who", "that")
            ]
            if first.dep == "mark" and len(clauses) == 1:
                yield Finding(span_of(first, sentence[1]), {"opener": first.text})
