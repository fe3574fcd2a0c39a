"""What a check yields (a finding) and what the writer gets (a diagnostic)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from essaylint.span import Span
from essaylint.values import dataclass, field


class Severity(StrEnum):
    """How loud a diagnostic is."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"

    @property
    def rank(self) -> int:
        """0 for a hint, 1 for a warning, 2 for an error."""
        return ("hint", "warning", "error").index(self.value)


class Safety(StrEnum):
    """Whether a fix may be applied unseen (SAFE) or only when a person chose it (SUGGESTED)."""

    SAFE = "safe"
    SUGGESTED = "suggested"


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement: the characters in `span` become `new`."""

    span: Span
    new: str

    def shift(self, by: int) -> Edit:
        return Edit(self.span.shift(by), self.new)


@dataclass(frozen=True, slots=True)
class Fix:
    """One way to mend a fault: edits that belong together."""

    safety: Safety
    edits: tuple[Edit, ...]

    @staticmethod
    def replace(span: Span, new: str, safety: Safety = Safety.SUGGESTED) -> Fix:
        """The fix that puts `new` in place of `span`."""
        return Fix(safety, (Edit(span, new),))


@dataclass(frozen=True, slots=True)
class Place:
    """Another place that belongs to the same finding, and what is to be seen there."""

    span: Span
    message: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: a place and the words its rule's message needs.

    `words` fill the `{name}`s of the rule's message; `{match}` is always the text at `span`.
    `severity` lowers (never raises) the rule's own severity for this finding.
    """

    span: Span
    words: Mapping[str, str] = field(default_factory=dict)
    related: tuple[Place, ...] = ()
    fixes: tuple[Fix, ...] = ()
    severity: Severity | None = None

    def shift(self, by: int) -> Finding:
        """The same finding, `by` code points later."""
        return Finding(
            self.span.shift(by),
            self.words,
            tuple(Place(place.span.shift(by), place.message) for place in self.related),
            tuple(Fix(fix.safety, tuple(edit.shift(by) for edit in fix.edits)) for fix in self.fixes),
            self.severity,
        )


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """What the writer is told: a finding and the rule that it breaks.

    All spans count code points of the text that was given to `essaylint.lint`.
    """

    rule: str
    category: str
    severity: Severity
    message: str
    span: Span
    related: tuple[Place, ...] = ()
    fixes: tuple[Fix, ...] = ()
    url: str = ""
