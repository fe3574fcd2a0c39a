"""Names as they stand in an essay: runs of capitalised words, split into their parts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cached_property
from typing import NamedTuple

from essaylint.essay.document import Block, Document
from essaylint.essay.words import Word
from essaylint.lexicon.distance import distance, slip
from essaylint.span import Span
from essaylint.values import dataclass

_JOINERS = frozenset("of the and for in on de la le von van der den del di da al el bin ibn ben dos das du y e und i et zu ter ten".split())
_PART = re.compile(r"[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*")
_SUFFIX = re.compile(r"['’]s?$")


class Part(NamedTuple):
    """One word of a name, without hyphens: its text, its place in the prose, and its neighbours in the name."""

    text: str
    span: Span
    before: str
    after: str
    opening: bool


class Run(NamedTuple):
    """Words in a row that may be a name: capitalised ones, with small words only inside."""

    block: Block
    words: tuple[Word, ...]
    opening: bool

    @property
    def span(self) -> Span:
        return self.block.place(Span(self.words[0].start, self.words[-1].end))


@dataclass(frozen=True)
class Names:
    """The runs of capitalised words of an essay, and of its reference list."""

    runs: tuple[Run, ...]
    listed: tuple[Run, ...] = ()

    @cached_property
    def parts(self) -> dict[str, tuple[Part, ...]]:
        """Every word of a name, and where it stands."""
        found: dict[str, list[Part]] = defaultdict(list)
        for run in self.runs:
            pieces = [
                (match.group(), run.block.place(Span(word.start + match.start(), word.start + match.end())), number)
                for number, word in enumerate(run.words)
                for match in _PART.finditer(_SUFFIX.sub("", word.text))
            ]
            for at, (text, span, number) in enumerate(pieces):
                before = pieces[at - 1][0] if at else ""
                after = pieces[at + 1][0] if at + 1 < len(pieces) else ""
                found[text].append(Part(text, span, before, after, run.opening and number == 0))
        return {text: tuple(places) for text, places in found.items()}

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each part occurs."""
        return Counter({text: len(places) for text, places in self.parts.items()})


def is_slip(wrong: str, right: str) -> bool:
    """Whether one name may be the other with one letter wrong, or two in a long one; first and last letter stand.

    Maria and Mario, Korea and Korean are pairs and no slips; a last letter may be doubled.

    >>> is_slip("Gorbachov", "Gorbachev"), is_slip("Lehman", "Lehmann"), is_slip("Maria", "Mario")
    (True, True, False)
    """
    if wrong[0] != right[0] or wrong[-1] != right[-1] or not (wrong[1:].islower() and right[1:].islower()):
        return False
    apart = distance(wrong, right, 2)
    if apart != 2:
        return apart == 1
    moved = len(wrong) >= 6 and sorted(wrong) == sorted(right)  # Gandhi, Ghandi
    long = min(len(wrong), len(right)) >= 8 and wrong[-2:] == right[-2:]
    return moved or (long and slip(wrong.lower(), right.lower()) < 1.7)


def names(document: Document) -> Names:
    """The names of an essay; made once a document."""
    kept = document.__dict__.get("_names")
    if kept is None:
        own = tuple(run for block in document.blocks if block.paragraph.kind != "reference" for run in _runs(block))
        listed = tuple(run for block in document.of_kind("reference") for run in _runs(block))
        kept = document.__dict__["_names"] = Names(own, listed)
    assert isinstance(kept, Names)
    return kept


def _runs(block: Block) -> list[Run]:
    paragraph = block.paragraph
    if paragraph.kind in ("furniture", "foreign"):
        return []
    text = paragraph.text
    runs: list[Run] = []
    starts = {span.start for span in paragraph.sentences}
    run: list[Word] = []
    for word in paragraph.words:
        if run and text[run[-1].end : word.start] not in (" ", "-"):
            _close(runs, block, run, starts)
            run = []
        if word.text[:1].isupper() or (run and word.text.lower() in _JOINERS):
            run.append(word)
        elif run:
            _close(runs, block, run, starts)
            run = []
    _close(runs, block, run, starts)
    return runs


def _close(runs: list[Run], block: Block, run: list[Word], starts: set[int]) -> None:
    while run and not run[-1].text[:1].isupper():
        run.pop()
    if run:
        first = run[0].start
        text = block.paragraph.text
        opening = first in starts or text[max(first - 1, 0) : first] in "\"'“‘("
        runs.append(Run(block, tuple(run), opening))
