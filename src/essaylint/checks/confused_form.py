"""A word taken for another one like it, told by the part of speech that its place asks for: it's mind, better then me."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from essaylint.backends.parser import Token
from essaylint.checks.base import Need, ParagraphCheck
from essaylint.diagnostic import Finding, Fix
from essaylint.essay import confusable
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.syntax import lower, span_of
from essaylint.values import dataclass


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report words of `essay.confusable.JUDGES` that stand where only their double can; `words` leaves the others out."""

    words: tuple[str, ...] = ()
    needs: ClassVar[frozenset[Need]] = frozenset({"parse"})

    @property
    def atoms(self) -> tuple[str, ...]:
        return self.words or tuple(confusable.JUDGES)

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield the word; the fix puts the other one."""
        tree = paragraph.tree
        wanted = self.words or confusable.JUDGES
        for token in tree.tokens:
            form = lower(token)
            if form in wanted and form in confusable.JUDGES and not (len(form) > 2 and token.text.isupper()):
                other = confusable.JUDGES[form](tree, token)
                if other:
                    last = token if form not in ("it", "who") else tree.tokens[token.index + 1]
                    span, new = span_of(token, last), _like(token, other)
                    yield Finding(span, {"other": new}, fixes=(Fix.replace(span, new),))


def _like(old: Token, new: str) -> str:
    return new[:1].upper() + new[1:] if old.text[:1].isupper() else new
