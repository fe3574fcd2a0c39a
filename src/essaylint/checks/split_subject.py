"""One comma between a subject and its verb."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from essaylint.checks.base import Need, ParagraphCheck
from essaylint.diagnostic import Finding, Fix
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.syntax import FINITE_TAGS, lower, sentences_of, span_of
from essaylint.span import Span
from essaylint.values import dataclass


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report the comma where a sentence opens with its subject and nothing but that comma parts it from the verb."""

    needs: ClassVar[frozenset[Need]] = frozenset({"parse"})

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield the comma with the word before it; the fix takes it out."""
        tree = paragraph.tree
        for sentence in sentences_of(tree.tokens):
            commas = [
                at
                for at, token in enumerate(sentence)
                if token.text in (",", ";", ":", "—", "–", "(", ")", "-", '"', "“", "”")
            ]
            if not commas or sentence[commas[0]].text != "," or not 2 <= commas[0] <= 25:
                continue
            at = commas[0]
            verb = sentence[at + 1] if at + 1 < len(sentence) else None
            if verb is None or verb.tag not in FINITE_TAGS or lower(verb) not in _FINITE:
                continue
            main = tree.head(verb) if verb.dep in ("aux", "auxpass") else verb
            subject = tree.child(main, "nsubj", "nsubjpass")
            if (
                subject is None
                or subject.index > sentence[at].index
                or main.dep != "ROOT"
                or subject.tag not in ("NN", "NNS", "NNP", "NNPS")
            ):
                continue
            if tree.left(subject) != sentence[0].index or any(
                t.tag in FINITE_TAGS and t.dep == "ROOT" for t in sentence[:at]
            ):
                continue
            before = sentence[at - 1]
            if (
                any(lower(t) in ("that", "who", "which", "and", "or", "whoever", "what") for t in sentence[:at])
                or len(sentence) - at < 4
            ):
                continue
            if before.tag in FINITE_TAGS | {"VBN", "IN"}:
                continue
            span = span_of(before, sentence[at])
            yield Finding(span, {"subject": subject.text}, fixes=(Fix.replace(Span(*span), before.text),))


_FINITE = frozenset("is are was were has have had can could will would should may might must does do did".split())
