"""What a PDF cannot be asked: which rules rest on what it does not say, and how sure the others are of what they find."""

from __future__ import annotations

from collections.abc import Iterable

from essaylint.diagnostic import Diagnostic, Fix, Safety, Severity
from essaylint.source import Source
from essaylint.values import replace

FORMATS = frozenset({"pdf"})
REASON = "a PDF does not say where paragraphs, spaces, quotations and entries begin and end"
# Rules about paragraphs and headings, spaces and hyphens, marks in pairs, the order and the parts of entries.
RULES = frozenset(
    """one-sentence-paragraph overlong-paragraph empty-heading skipped-level repeated-heading heading-case heading-form
    missing-section no-thesis conclusion-adds repeating-conclusion doubled-paragraph orphan-caption missing-figure
    page-furniture mixed-spacing space-before-mark missing-space-after-mark doubled-mark spaced-quotation-mark unpaired-mark
    mixed-quotes mixed-apostrophes fragment comma-splice stray-capital numeral-at-start compound-hyphen hyphen-variant
    suspended-hyphen number-without-hyphen citation-spacing entry-without-source entry-without-year list-order
    list-without-heading number-order mixed-entry-styles page-without-source number-without-note note-without-number
    empty-retrieval doi-form shared-address uncited-paragraph""".split()
)


def softened(diagnostics: Iterable[Diagnostic], source: Source) -> list[Diagnostic]:
    """What was found, as sure as such a format allows: no error, no safe fix, and nothing that only moves a blank."""
    found = []
    for one in diagnostics:
        if one.rule in RULES or any(_moves_blanks(fix, source.text) for fix in one.fixes if one.category == "spelling"):
            continue  # or "ofthe": two words that stand close together on the page
        here = (fix for fix in one.fixes if [edit.span for edit in fix.edits] == [one.span])  # to read: nothing is mended
        fixes = tuple(replace(fix, safety=Safety.SUGGESTED) for fix in here)
        severity = Severity.WARNING if one.severity is Severity.ERROR and one.rule != "rule-failed" else one.severity
        found.append(replace(one, severity=severity, fixes=fixes))
    return found


def _moves_blanks(fix: Fix, text: str) -> bool:
    return all("".join(edit.new.split()) == "".join(edit.span.of(text).replace("-", "").split()) for edit in fix.edits)
