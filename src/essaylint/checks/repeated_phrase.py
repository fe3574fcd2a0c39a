"""A run of words that comes back again and again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.document import Block, Document
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.vocabulary import vocabulary
from essaylint.span import Span
from essaylint.values import dataclass

_LIGHT = frozenset(
    "a an the and or but nor so yet of in on at to for from by with as is are was were be been being has have had do does "
    "did it its this that these those which who whom there their they them he his she her we our i my you your not no also "
    "can could may might will would should must into than then thus such more most other one".split()
)


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report the same `words` words or more, `heavy` of them with meaning, at `times` places or more.

    Runs with a capital inside (names, titles) are left alone. One finding a run, at its second place.
    """

    words: int = 5
    heavy: int = 3
    times: int = 3

    def find_in(self, document: Document) -> Iterator[Finding]:
        places: dict[str, list[tuple[Block, int]]] = defaultdict(list)
        often = frozenset(low for low, count in vocabulary(document).lower.items() if count >= self.times and low not in _LIGHT)
        for block in document.running:
            for at, text in _runs(block.paragraph, self.words, often):
                places[text].append((block, at))
        found = {text: uses for text, uses in places.items() if len(uses) >= self.times}
        taken = bytearray(len(document.prose))
        for text, uses in sorted(found.items(), key=lambda item: -len(item[1])):
            spans = [span for block, at in uses if (span := self._whole(block, at)) is not None]
            if len(spans) < self.times or any(1 in taken[span.start : span.end] for span in spans):
                continue
            for span in spans:
                taken[span.start : span.end] = b"\x01" * span.length
            words = {"phrase": text, "count": str(len(spans))}
            yield Finding(spans[1], words, tuple(Place(span) for span in (spans[0], *spans[2:])))

    def _whole(self, block: Block, at: int) -> Span | None:
        """The place of the run that starts at word `at`, unless it has marks, names or too little meaning in it."""
        run = block.paragraph.words[at : at + self.words]
        span = Span(run[0].start, run[-1].end)
        if any(char in ",;:().“”\"" for char in span.of(block.paragraph.text)) or block.paragraph.in_long_quotation(span):
            return None
        if any(word.text[:1].isupper() or word.text[:1].isdigit() for word in run[1:]):
            return None
        return block.place(span) if sum(word.text.lower() not in _LIGHT for word in run) >= self.heavy else None


def _runs(paragraph: Paragraph, size: int, ends: frozenset[str]) -> Iterator[tuple[int, str]]:
    """The number of the first word and the text of every run of `size` words that opens and closes with one of `ends`."""
    words, folded = paragraph.words, paragraph.folded
    heavy = [low in ends for low in paragraph.lowered]
    for at in range(len(words) - size + 1):
        if heavy[at] and heavy[at + size - 1]:
            yield at, folded[words[at].start : words[at + size - 1].end]
