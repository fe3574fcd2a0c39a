"""A regular expression, run by RE2 in linear time so that no card can hang a linter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any, ClassVar, Literal

from essaylint.checks.base import ParagraphCheck
from essaylint.diagnostic import Finding, Fix, Safety
from essaylint.essay.atoms import atoms_of
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.sieve import Pattern
from essaylint.span import Span
from essaylint.values import dataclass


class PatternError(ValueError):
    """A pattern that RE2 does not take."""


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report what `pattern` (RE2 syntax) matches; a group named `at` narrows the place.

    `replace` is the fix, with \\1 for groups; `unless = "cited"` excuses sentences with a citation.
    """

    pattern: str
    replace: str | None = None
    safe: bool = False
    ignore_case: bool = True
    unless: Literal["", "cited"] = ""

    # Set for a compiled rule where `re` finds what RE2 finds: compiled patterns of `re` are kept from run to run.
    like_re: ClassVar[bool] = False

    def validate(self) -> None:
        _ = self._compiled

    @cached_property
    def _compiled(self) -> Any:
        import re2  # a compiled library: only where a card has a pattern

        options = re2.Options()
        options.case_sensitive = not self.ignore_case
        options.log_errors = False
        try:
            return re2.compile(self.pattern, options=options)
        except re2.error as error:
            raise PatternError(f"pattern “{self.pattern}”: {error.args[0] if error.args else error}") from None

    def _pattern(self) -> Any:
        """RE2's pattern, or one of `re` if that is as good."""
        if self.like_re:
            return re.compile(self.pattern, re.ASCII | re.IGNORECASE if self.ignore_case else re.ASCII)
        return self._compiled

    @cached_property
    def _gate(self) -> Pattern:
        return Pattern(self.pattern, re.IGNORECASE if self.ignore_case else 0)

    @property
    def atoms(self) -> tuple[str, ...]:
        return atoms_of(self.pattern)

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        if not self._gate.may_match(paragraph):
            return
        pattern = self._pattern()
        group = self.__dict__.get("_at")
        if group is None:  # asking costs as much as searching
            group = self.__dict__["_at"] = pattern.groupindex.get("at", 0)
        for match in pattern.finditer(paragraph.text):
            span = Span(*match.span(group))
            if span.start < 0 or not span.of(paragraph.text).strip():
                continue
            if self.unless == "cited" and paragraph.is_cited(span):
                continue
            fixes: tuple[Fix, ...] = ()
            if self.replace is not None:
                fixes = (Fix.replace(span, match.expand(self.replace), Safety.SAFE if self.safe else Safety.SUGGESTED),)
            yield Finding(span, fixes=fixes)
