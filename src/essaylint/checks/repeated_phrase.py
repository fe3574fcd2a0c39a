"""A run of words that comes back again and again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.document import Document
from essaylint.essay.paragraph import Paragraph
from essaylint.span import Span

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
        places: dict[tuple[str, ...], list[Span]] = defaultdict(list)
        for block in document.running:
            for run, span in self._runs(block.paragraph):
                places[run].append(block.place(span))
        taken: list[Span] = []
        for run, spans in sorted(places.items(), key=lambda item: (-len(item[1]), item[1])):
            if len(spans) < self.times or any(span.overlaps(other) for span in spans for other in taken):
                continue
            taken += spans
            words = {"phrase": " ".join(run), "count": str(len(spans))}
            yield Finding(spans[1], words, tuple(Place(span) for span in (spans[0], *spans[2:])))

    def _runs(self, paragraph: Paragraph) -> Iterator[tuple[tuple[str, ...], Span]]:
        for sentence in paragraph.sentences:
            words = [word for word in paragraph.words_in(sentence) if not paragraph.in_long_quotation(word.span)]
            for at in range(len(words) - self.words + 1):
                run = words[at : at + self.words]
                span = Span(run[0].start, run[-1].end)
                if any(char in ",;:().“”\"" for char in span.of(paragraph.text)):
                    continue
                if any(word.text[:1].isupper() or word.text[:1].isdigit() for word in run[1:]):
                    continue
                texts = tuple(word.text.lower() for word in run)
                if texts[0] not in _LIGHT and texts[-1] not in _LIGHT and sum(text not in _LIGHT for text in texts) >= self.heavy:
                    yield texts, span
