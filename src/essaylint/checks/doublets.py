"""Two words for one thing: “aims and purposes”."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from itertools import permutations

from essaylint.checks.base import Hit, PhraseCheck
from essaylint.diagnostic import Finding, Fix
from essaylint.essay.paragraph import Paragraph
from essaylint.lexicon.inflection import data_lines
from essaylint.span import Span
from essaylint.values import dataclass


@dataclass(frozen=True)
class Check(PhraseCheck):
    """Report two words of one group of the lexicon `file` (a group a line) joined by one of `joints`.

    The fix keeps the first word. A list of three or more things ("aims, goals and means") is left alone.
    """

    file: str
    joints: tuple[str, ...] = ("and",)

    @cached_property
    def expanded(self) -> Mapping[str, str]:
        """Literal -> the word that is enough; kept in the compiled rulebook."""
        found: dict[str, str] = {}
        for line in data_lines(f"{self.file}.txt"):
            for first, second in permutations(line.split(), 2):
                for joint in self.joints:
                    found[f"{first} {joint} {second}"] = first
        return found

    @property
    def literals(self) -> tuple[str, ...]:
        return tuple(self.expanded)

    def judge(self, paragraph: Paragraph, hit: Hit) -> Finding | None:
        """A finding, unless the two are part of a longer list."""
        start, end = hit.span
        if paragraph.folded[:start].rstrip().endswith(",") or paragraph.folded[end : end + 5] in (" and ", " or "):
            return None
        kept = paragraph.text[start : start + len(self.expanded[hit.literal])]
        return Finding(hit.span, {"kept": kept}, fixes=(Fix.replace(Span(start, end), kept),))
