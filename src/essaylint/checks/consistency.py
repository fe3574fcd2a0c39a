"""One thing written in two ways: the majority decides, the others are told once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from essaylint.checks.base import DocumentCheck
from essaylint.diagnostic import Edit, Finding, Fix, Place, Safety
from essaylint.essay.atoms import reads_alike
from essaylint.essay.document import Document
from essaylint.essay.sieve import Pattern
from essaylint.span import Span
from essaylint.values import dataclass, field


class Use(NamedTuple):
    """A place where a form is used, what is there, and the match (for a replacement with groups)."""

    span: Span
    text: str
    match: Any


@dataclass(frozen=True)
class Check(DocumentCheck):
    """Report the places that use the rarer of some ways to write one thing.

    `forms` names the ways: name -> RE2 pattern (a group named `at` narrows the place). `puts` says how a place becomes a
    form: name -> replacement with \\\\1 for the groups of the pattern that it replaces, for forms that can be exchanged.
    A form is the rule when it has at least `majority` places; the others are told when they are at most `share` of all.
    Quotations, code and addresses do not count. The message may use {rule}, {other}, {count} and {rest}.
    """

    forms: Mapping[str, str]
    puts: Mapping[str, str] = field(default_factory=dict)
    majority: int = 2
    share: float = 0.4
    quoted: bool = False

    @cached_property
    def _patterns(self) -> Mapping[str, tuple[Pattern, Any, int]]:
        compiled = {name: _compiled(pattern) for name, pattern in self.forms.items()}
        return {name: (Pattern(one.pattern), one, one.groupindex.get("at", 0)) for name, one in compiled.items()}

    def find_in(self, document: Document) -> Iterator[Finding]:
        uses = {name: self._uses(document, *patterns) for name, patterns in self._patterns.items()}
        total = sum(map(len, uses.values()))
        rule = max(uses, key=lambda name: len(uses[name]))
        others = [(name, use) for name in uses if name != rule for use in uses[name]]
        if not others or len(uses[rule]) < self.majority or len(others) > self.share * total or len(others) >= len(uses[rule]):
            return
        others.sort(key=lambda item: item[1].span)
        first = others[0][1]
        words = {"rule": rule, "other": others[0][0], "count": str(len(uses[rule])), "rest": str(len(others))}
        edits = tuple(Edit(use.span, _put(self.puts[rule], use.match)) for _, use in others) if rule in self.puts else ()
        fixes = (Fix(Safety.SUGGESTED, edits),) if edits else ()
        yield Finding(first.span, words, tuple(Place(use.span) for _, use in others[1:]), fixes)

    def _uses(self, document: Document, gate: Pattern, pattern: Any, at: int) -> list[Use]:
        found: list[Use] = []
        for block in document.running:
            paragraph = block.paragraph
            if not gate.may_match(paragraph):
                continue
            for match in pattern.finditer(paragraph.text):
                span = Span(*match.span(at))
                if not span.length or paragraph.is_masked(span):
                    continue
                if not self.quoted and paragraph.in_long_quotation(span):
                    continue
                found.append(Use(block.place(span), span.of(paragraph.text), match))
        return found


def _compiled(pattern: str) -> Any:
    """RE2's pattern, or one of `re` that finds the same: it is kept from run to run, and its matches cost less."""
    if reads_alike(pattern, ignore_case=False):
        return re.compile(pattern, re.ASCII)
    import re2  # a compiled library: only where a card has such a pattern

    return re2.compile(pattern)


def _put(new: str, match: Any) -> str:
    """`new` with the groups of `match` in it; RE2's own expansion spoils letters beyond ASCII."""
    return re.sub(r"\\(\d)", lambda number: match.group(int(number.group(1))) or "", new)
