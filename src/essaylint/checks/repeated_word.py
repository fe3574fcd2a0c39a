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


_VERB_AND_NOUN = frozenset(
    "address answer benchmark book budget change charge check code color colour control copy cost cover cross damage design display "
    "document dress drive edit file film filter fire fish force form frame fund group guard hand handle house issue judge label land "
    "lead link list load lock log map mark market master match measure model name number offer order package page paint park patch "
    "plan plant plot point police process produce profile program project protect question rank rate record report request research "
    "review risk route sample scale schedule score screen search share shape sign skin sort sound source stack stage start state "
    "store stress structure study style supply support target tax test time title track trade train transfer travel trigger update "
    "upgrade use value view vote walk watch water weight word work".split()
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
            if at and lowered[at - 1] == "to" and one in _VERB_AND_NOUN and lowered[at + 2 : at + 3] and lowered[at + 2].isalpha():
                continue  # “to test test cases”
            if second.text[0].isupper() or (
                first.text[0].isupper() and first.start and paragraph.sentence_at(first.start).start != first.start
            ):
                continue
            if len(one) == 1 and one not in "ai":
                continue
            span = Span(first.start, second.end)
            safety = Safety.SAFE if one in _SAFE else Safety.SUGGESTED
            yield Finding(span, {"word": first.text}, fixes=(Fix.replace(span, first.text, safety),))
