"""“the” before a name that takes none (“the North Korea’s”), or missing before one that takes it (“between US and”)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from essaylint.checks.base import ParagraphCheck
from essaylint.diagnostic import Finding, Fix
from essaylint.essay.paragraph import Paragraph
from essaylint.lexicon.inflection import data_lines
from essaylint.span import Span
from essaylint.values import dataclass

# What may follow a name that stands for itself and describes no noun after it.
_FOLLOWS = (
    r"(?=\s*[.,;:!?)]|\s+(?:and|or|but|nor|is|was|has|had|were|are|have|will|would|can|could|should|may|might|must|did|does|to|in|"
    r"on|for|with|by|as|at|from|that|which|who|because|than|since|when|while|if|after|before|during|against|over|into|through|"
    r"under|between|among|toward|towards|until|also|itself|themselves|became|began|wants|wanted|needs|remains|seems|made)\b)"
)
_LEADS = frozenset(
    "in of to from by with for between against and or within across into through outside inside throughout like unlike toward "
    "towards at among including than as under over".split()
)
_ADJECTIVE = re.compile(
    r"\s+and\s+(?:the\s+)?(?:[A-Z][a-z]+(?:ian|an|ish|ese|ch|i|n)\b|[a-z]+\b(?!\s+(?:the|a|its|their)\b))"
)
_CAPITAL = re.compile(r"(?<= )[A-Z]")
_BARE_BEFORE = re.compile(r"(?:^|[\s(“\"‘])(?P<lead>[A-Za-z]+|,)\s+$")
# A name with “the” may still be right when it is described: “the Germany of 1933”, “the two Koreas”.
_DESCRIBED = re.compile(
    r"\s+(?:of|that|which|where|in which|we|I|he|she|they|[a-z]+ed)\b|\s*[-–/]|\s+(?:and|or)\s+(?!the\b)"
)


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report names without their `the` (`fault = "missing"`) or with one too many (`fault = "extra"`).

    `file` lists the names, under `the` and `bare`.
    """

    fault: Literal["missing", "extra"]
    file: str = "grammar_names"

    @cached_property
    def _names(self) -> re.Pattern[str]:
        key = "the" if self.fault == "missing" else "bare"
        names: list[str] = []
        for line in data_lines(f"{self.file}.txt"):
            group, _, words = line.partition(":")
            names += [word.strip() for word in words.split(",")] if group == key else []
        every = "|".join(re.escape(name).replace("'", "['’]") for name in sorted(names, key=len, reverse=True))
        if self.fault == "missing":
            return re.compile(rf"(?:{every})\b(?!['’-]){_FOLLOWS}")
        return re.compile(rf"\b(?P<the>[Tt]he)\s+(?P<name>{every})\b(?P<own>['’]s\b)?")

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield the name with what stands before it; the fix puts the article in or out."""
        yield from self._missing(paragraph) if self.fault == "missing" else self._extra(paragraph)

    def _missing(self, paragraph: Paragraph) -> Iterator[Finding]:
        text = paragraph.text
        for capital in _CAPITAL.finditer(text):
            match = self._names.match(text, capital.start())
            if match is None:
                continue
            before = _BARE_BEFORE.search(text, max(match.start() - 20, 0), match.start())
            lead = before["lead"] if before else ""
            if lead.lower() not in _LEADS or (match.group().isupper() and _ADJECTIVE.match(text, match.end())):
                continue
            clause = text[max(match.start() - 60, 0) : match.start()].lower()
            if lead.lower() in ("and", "or", "as", "including") and not _alone(clause, match.group()):
                continue
            start = match.start() - len(lead) - 1
            span = Span(start if text[start] == lead[0] else match.start(), match.end())
            new = f"{lead} the {match.group()}" if span.start == start else f"the {match.group()}"
            yield Finding(span, {"name": match.group()}, fixes=(Fix.replace(span, new),))

    def _extra(self, paragraph: Paragraph) -> Iterator[Finding]:
        text = paragraph.text
        for match in self._names.finditer(text):
            rest = text[match.end() :]
            after = re.match(_FOLLOWS, rest)
            if not match["own"] and (not after or _DESCRIBED.match(rest)):
                continue
            if match["own"] and re.match(r"\s+[A-Z]", rest):
                continue
            span = Span(match.start(), match.end())
            name = match["name"] + (match["own"] or "")
            yield Finding(span, {"name": match["name"]}, fixes=(Fix.replace(span, name),))


def _alone(clause: str, name: str) -> bool:
    """Whether no “the” earlier in the same list covers the name ("the UK and US"), and it joins names, no nouns."""
    tail = re.split(r"[.;:(]", clause)[-1]
    words = tail.split()
    return bool(words) and "the" not in words[-6:] and words[-1] in ("and", "or")
