"""An introduction that claims nothing, and a conclusion that brings up somebody new."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.document import Block, Document
from essaylint.span import Span
from essaylint.values import dataclass

# Words with which a sentence takes a position: what ought to be, why, how much, against what.
_CLAIMS = re.compile(
    r"\b(?:should|must|ought|need(?:s)? to|cannot|never|not|no longer|because|since|therefore|thus|hence|although|though|despite|"
    r"whereas|while|rather than|instead|more|less|better|worse|best|worst|most|least|too|only|fail(?:s|ed)?|cause[sd]?|leads?|led|"
    r"argues?|claims?|shows?|proves?|demonstrates?|suggests?|reveals?|depends?|makes?|made|key|crucial|essential|problem|threat|"
    r"important|significant|effective|harm(?:s|ful)?|benefit(?:s|ed)?|improve[sd]?|reduce[sd]?|increase[sd]?|reason|why)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report an introduction without a claim (`fault = "missing"`), or a name that first comes in the conclusion (`"adds"`).

    Silent below `words` words and `paragraphs` paragraphs. The message may use {name}.
    """

    fault: Literal["missing", "adds"]
    words: int = 400
    paragraphs: int = 4

    def find_in(self, document: Document) -> Iterator[Finding]:
        bodies = [block for block in document.of_kind("body") if len(block.paragraph.words) > 10]
        if len(bodies) < self.paragraphs or document.word_count < self.words:
            return
        if self.fault == "missing":
            opening = bodies[:2]
            if not any(_CLAIMS.search(block.paragraph.text) for block in opening):
                yield Finding(opening[0].place(opening[0].paragraph.sentences[-1]))
            return
        before = document.prose[: bodies[-1].start].lower()
        for span in _names(bodies[-1]):
            name = span.of(document.prose)
            if not any(part.lower() in before for part in name.split() if len(part) > 3):
                yield Finding(span, {"name": name}, (Place(bodies[-1].place(Span(0, len(bodies[-1].paragraph.text)))),))


def _names(block: Block) -> Iterator[Span]:
    """Names of two words or more inside the sentences of a paragraph."""
    paragraph = block.paragraph
    for match in re.finditer(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})+", paragraph.text):
        span = Span(*match.span())
        if not paragraph.in_long_quotation(span) and not any(span.overlaps(Span(*one.span)) for one in paragraph.citations):
            yield block.place(span)
