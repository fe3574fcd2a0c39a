"""How an essay ends: with a conclusion, and with one that says more than the start and no more than the essay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.document import Block, Document
from essaylint.essay.paragraph import Paragraph
from essaylint.lexicon.stems import stem
from essaylint.span import Span
from essaylint.values import dataclass

_CLOSES = re.compile(
    r"\b(?:in conclusion|to conclude|in summary|to sum up|to summari[sz]e|in closing|in short|overall|all in all|thus|therefore|"
    r"ultimately|finally|in the end|conclusions?|concludes?|concluded|hence|as a result|altogether|on the whole|taken together|"
    r"this (?:essay|paper|study|work|report|analysis) (?:has|have|shows|showed|shown|argued|discussed|examined|compared)|"
    r"(?:has|have) (?:shown|argued|examined)|as (?:shown|argued|we have seen|this))\b"
)
_HEADS = re.compile(r"\b(?:conclu\w+|summary|closing|final (?:thoughts|remarks|words)|discussion|outlook|lessons? learn\w*|epilogue)\b")
_LIGHT = frozenset(
    "about above after again against also among because been before being between both cannot could does doing down during each "
    "even every from further have having here however into itself just like made make many might more most much must only other "
    "over same should since some such than that their them then there these they this those through thus under until upon very "
    "well were what when where which while will with within without would your essay paper conclusion conclude summary".split()
)


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report an essay without a conclusion (`fault = "missing"`), or one whose conclusion only repeats the introduction
    (`"repeats"`: `overlap` of its words of meaning are those of the introduction).

    Silent below `words` words and `paragraphs` paragraphs.
    """

    fault: Literal["missing", "repeats"]
    words: int = 500
    paragraphs: int = 5
    overlap: float = 0.65

    def find_in(self, document: Document) -> Iterator[Finding]:
        bodies = [block for block in document.of_kind("body") if len(block.paragraph.words) > 10]
        if len(bodies) < self.paragraphs or document.word_count < self.words:
            return
        first, last = bodies[0], bodies[-1]
        if self.fault == "missing" and not _concludes(document, bodies):
            yield Finding(_closing(last))
        if self.fault == "repeats" and _shared(first.paragraph, last.paragraph) >= self.overlap:
            yield Finding(_closing(last), {}, (Place(_whole(first), "said here first"),))


def _concludes(document: Document, bodies: list[Block]) -> bool:
    headings = [block for block in document.of_kind("heading") if block.start < bodies[-1].start]
    if headings and _HEADS.search(headings[-1].paragraph.folded):
        return True
    return any(_CLOSES.search(block.paragraph.folded) for block in bodies[-2:])


def _whole(block: Block) -> Span:
    return block.place(Span(0, len(block.paragraph.text)))


def _closing(block: Block) -> Span:
    """The last sentence of a paragraph."""
    return block.place(block.paragraph.sentences[-1])


def _roots(paragraph: Paragraph) -> set[str]:
    words = (word.text.lower() for word in paragraph.words)
    return {stem(word) for word in words if len(word) > 3 and word not in _LIGHT}


def _shared(first: Paragraph, last: Paragraph) -> float:
    """How much of `last` is in `first`."""
    roots = _roots(last)
    return len(roots & _roots(first)) / len(roots) if len(roots) >= 15 else 0.0
