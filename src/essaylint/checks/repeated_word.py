"""A word written twice in a row."""

from __future__ import annotations

from collections.abc import Iterator

from essaylint.checks.base import ParagraphCheck
from essaylint.diagnostic import Finding, Fix, Safety
from essaylint.essay.paragraph import Paragraph
from essaylint.span import Span
from essaylint.values import dataclass

# Never right twice in a row, so that the second may go unseen.
_SAFE = frozenset(
    "the a an of and or but to from with for at by as is are was were be this these its his their our my".split()
)

_BEFORE_TO = (
    "need",
    "refer",
    "appl",
    "pray",
    "connect",
    "talk",
    "listen",
    "belong",
    "speak",
    "spoke",
    "respond",
    "relate",
    "subscri",
    "want",
    "turn",
)


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report a word and its repetition; `fine` are words that may stand twice ("had had")."""

    fine: tuple[str, ...] = ()

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield both words; the fix keeps one."""
        words, text, lowered = paragraph.words, paragraph.text, paragraph.lowered
        for at, (one, other) in enumerate(zip(lowered, lowered[1:], strict=False)):
            if one != other:
                continue
            first, second = words[at], words[at + 1]
            if text[first.end : second.start].strip(" ") or first.end == second.start:
                continue
            if one in self.fine or not one.isalpha():
                continue
            if one == "to" and at and lowered[at - 1].startswith(_BEFORE_TO):
                continue  # “the man they referred to to settle it”
            if second.text[0].isupper() or (
                first.text[0].isupper() and first.start and paragraph.sentence_at(first.start).start != first.start
            ):
                continue
            if len(one) == 1 and one not in "ai":
                continue
            span = Span(first.start, second.end)
            safety = Safety.SAFE if one in _SAFE else Safety.SUGGESTED
            yield Finding(span, {"word": first.text}, fixes=(Fix.replace(span, first.text, safety),))
