"""A linter's report becomes a record, and a record's diagnostics become diagnostics again."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from essaylint.diagnostic import Diagnostic, Edit, Fix, Place, Safety, Severity
from essaylint.engine import Report
from essaylint.reports.records import DiagnosticRecord, FileRecord, Where
from essaylint.source import Source
from essaylint.span import Span


def record_of(report: Report, path: str) -> FileRecord:
    """The record of a file that was linted, under the name that it is shown with."""
    document = report.document
    loud = sum(one.severity is not Severity.HINT for one in report.diagnostics)
    foreign = sum(len(block.paragraph.text) for block in document.of_kind("foreign"))
    return {
        "path": path,
        "words": document.word_count,
        "language": "und" if foreign * 2 > len(document.prose) else "en",
        "per_1000_words": round(1000 * loud / max(document.word_count, 1), 1),
        "diagnostics": diagnostics_of(report.diagnostics, document.source, document.where),
        "skipped": [{"rule": one.rule, "why": one.why} for one in report.skipped],
    }


def diagnostics_of(
    diagnostics: Iterable[Diagnostic], source: Source, named: Callable[[int], str] = lambda _: ""
) -> list[DiagnosticRecord]:
    """Diagnostics as records, with lines and columns, and with `where` if `named` has a name for the place."""

    def where(offset: int) -> Where:
        line, column = source.position(offset)
        return {"offset": offset, "line": line, "column": column}

    found: list[DiagnosticRecord] = [
        {
            "rule": one.rule,
            "category": one.category,
            "severity": str(one.severity),
            "message": one.message,
            "start": where(one.span.start),
            "end": where(one.span.end),
            "text": one.span.of(source.text),
            "related": [
                {"start": where(place.span.start), "end": where(place.span.end), "message": place.message}
                for place in one.related
            ],
            "fixes": [
                {
                    "safety": str(fix.safety),
                    "edits": [
                        {"start": where(edit.span.start), "end": where(edit.span.end), "new": edit.new}
                        for edit in fix.edits
                    ],
                }
                for fix in one.fixes
            ],
            "url": one.url,
        }
        for one in diagnostics
    ]
    for record in found:
        for one in (record, *record["related"]):
            if name := named(one["start"]["offset"]):
                one["where"] = name
    return found


def revived(record: DiagnosticRecord) -> Diagnostic:
    """The diagnostic that a record was made from."""
    return Diagnostic(
        rule=record["rule"],
        category=record["category"],
        severity=Severity(record["severity"]),
        message=record["message"],
        span=Span(record["start"]["offset"], record["end"]["offset"]),
        related=tuple(
            Place(Span(one["start"]["offset"], one["end"]["offset"]), one["message"]) for one in record["related"]
        ),
        fixes=tuple(
            Fix(
                Safety(fix["safety"]),
                tuple(Edit(Span(one["start"]["offset"], one["end"]["offset"]), one["new"]) for one in fix["edits"]),
            )
            for fix in record["fixes"]
        ),
        url=record["url"],
    )
