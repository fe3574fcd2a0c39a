"""Certain and uncertain in one breath: "without a doubt, it might"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from essaylint.checks.base import ParagraphCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.paragraph import Paragraph
from essaylint.span import Span
from essaylint.values import dataclass

_BREAK = re.compile(r"[;:]|\b(?:but|although|though|if|unless|while|whether|because|since|so that|who|which|and)\b")


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Looks for a word of certainty that opens a sentence and a word of doubt in the same clause.

    `certain` and `doubtful` are the words; `idioms` are what may stand between them and makes it a concession.
    """

    certain: tuple[str, ...]
    doubtful: tuple[str, ...]
    idioms: tuple[str, ...] = ()

    @property
    def atoms(self) -> tuple[str, ...]:
        return self.certain

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        certain = re.compile(rf"(?:{'|'.join(map(re.escape, self.certain))})\b,?\s")
        return certain, re.compile(rf"\b(?:{'|'.join(map(re.escape, self.doubtful))})\b")

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield the word of certainty, with the word of doubt as its other place."""
        text = paragraph.folded
        certain, doubtful = self._patterns
        for sentence in paragraph.sentences:
            opener = certain.match(text, sentence.start, sentence.end)
            if opener is None or text[sentence.start : sentence.end].endswith("?"):
                continue
            stop = _BREAK.search(text, opener.end(), sentence.end)
            hedge = doubtful.search(text, opener.end(), stop.start() if stop else sentence.end)
            if hedge is None or any(idiom in text[opener.end() : hedge.end() + 12] for idiom in self.idioms):
                continue
            span = Span(opener.start(), len(opener.group().rstrip(", ")) + opener.start())
            yield Finding(span, {"doubt": hedge.group()}, (Place(Span(*hedge.span()), "not certain"),))
