"""A regular expression, run by RE2 in linear time so that no card can hang a linter."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, Literal

from essaylint.checks.base import ParagraphCheck
from essaylint.diagnostic import Finding, Fix, Safety
from essaylint.essay.atoms import atoms_of
from essaylint.essay.paragraph import Paragraph
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

    def __post_init__(self) -> None:
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

    @property
    def atoms(self) -> tuple[str, ...]:
        return atoms_of(self.pattern)

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        for match in self._compiled.finditer(paragraph.text):
            span = Span(*match.span(self._compiled.groupindex.get("at", 0)))
            if span.start < 0 or not span.of(paragraph.text).strip():
                continue
            if self.unless == "cited" and paragraph.is_cited(span):
                continue
            fixes: tuple[Fix, ...] = ()
            if self.replace is not None:
                fixes = (Fix.replace(span, match.expand(self.replace), Safety.SAFE if self.safe else Safety.SUGGESTED),)
            yield Finding(span, fixes=fixes)
