"""A term in single quotation marks here, in double ones there, and bare elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.document import Document
from essaylint.essay.sieve import Pattern
from essaylint.span import Span
from essaylint.values import dataclass

_DOUBLE = re.compile(r"[“\"]([^\W_][\w’'-]*(?: [\w’'-]+){0,2}?)[,.]?[”\"]")
_SINGLE = re.compile(r"(?<!\w)[‘'’]([^\W_][\w-]*(?: [\w-]+){0,2}?)[,.]?[’'](?!\w)")
_MENTION = Pattern(
    r"\b(?:the|this|slang|a|of) (?:word|term|phrase|expression|name|label|adjective|noun|verb)s? ([a-z][\w-]{2,})\b", re.IGNORECASE
)
_NOT_NAMED = frozenset(
    "that which who whom used uses was were is are has had have can could may might for from with and but limit limits paper "
    "itself means meant meaning refers comes came appears refer being goes originated describes implies order count counts".split()
)


class Use(NamedTuple):
    """A place where a term is mentioned and how: `single`, `double` or `bare`."""

    span: Span
    how: str


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report the rarer ways in which one mentioned term is marked; the common way needs `majority` places."""

    majority: int = 2

    def find_in(self, document: Document) -> Iterator[Finding]:
        uses: dict[str, list[Use]] = defaultdict(list)
        for block in document.running:
            text = block.paragraph.text
            for how, marks, pattern in (("double", "“\"", _DOUBLE), ("single", "‘'’", _SINGLE)):
                for match in pattern.finditer(text) if any(mark in text for mark in marks) else ():
                    uses[match.group(1).lower()].append(Use(block.place(Span(*match.span())), how))
            for match in _MENTION.finditer(block.paragraph):
                if match.group(1).lower() not in _NOT_NAMED:
                    uses[match.group(1).lower()].append(Use(block.place(Span(*match.span(1))), "bare"))
        for term, group in uses.items():
            counts = {how: sum(use.how == how for use in group) for how in ("single", "double", "bare")}
            rule = max(("single", "double"), key=lambda how: counts[how])
            rest = sorted(use for use in group if use.how != rule)
            if counts[rule] >= self.majority and rest and len(rest) <= counts[rule]:
                words = {"term": term, "rule": rule, "count": str(counts[rule])}
                yield Finding(rest[0].span, words, tuple(Place(use.span) for use in rest[1:]))
