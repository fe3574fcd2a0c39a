"""What is known of one text becomes a row of the texts table, its findings with it."""

from __future__ import annotations

from typing import Any

from essaylint.backends import readability
from essaylint.corpus.schema import COUNTS
from essaylint.diagnostic import Diagnostic
from essaylint.engine import Report
from essaylint.essay.document import Document
from essaylint.essay.language import language_of
from essaylint.essay.metrics import Metrics
from essaylint.values import dataclass

# Of the words that a finding is about so many characters are kept: a page of furniture is one finding.
QUOTED = 300
_CODES = {
    "French": "fr", "Spanish": "es", "German": "de", "Italian": "it", "Portuguese": "pt", "Dutch": "nl", "Polish": "pl",
    "Swedish": "sv", "Danish": "da", "Norwegian": "no", "Indonesian": "id", "Turkish": "tr", "Vietnamese": "vi", "Latin": "la",
    "Romanian": "ro", "Czech": "cs", "Hungarian": "hu", "Finnish": "fi", "Swahili": "sw", "Tagalog": "tl",
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A text of a batch: what it is called, and its characters, the file that holds it, or why it could not be had."""

    number: int
    row: int | None = None
    id: str | None = None
    text: str | None = None
    path: str | None = None
    error: str | None = None


def failed(row: Row, error: str) -> dict[str, Any]:
    """The record of a text that was not linted."""
    return {"row": row.row, "id": row.id, "error": error, "characters": None if row.text is None else len(row.text), "found": []}


def record_of(row: Row, report: Report, *, parsed: bool, scores: bool) -> dict[str, Any]:
    """The record of a text that was."""
    document = report.document
    metrics = Metrics(document)
    found = report.diagnostics
    severities = [str(one.severity) for one in found]
    counts = dict.fromkeys((*COUNTS.values(), "findings_other"), 0)
    for one in found:
        counts[COUNTS.get(one.category, "findings_other")] += 1
    record = {
        "row": row.row,
        "id": row.id,
        "language": language(document),
        "parsed": parsed,
        "characters": len(document.source.text),
        "words": document.word_count,
        "sentences": metrics.sentences,
        "paragraphs": metrics.paragraphs,
        "findings": len(found),
        "errors": severities.count("error"),
        "warnings": severities.count("warning"),
        "hints": severities.count("hint"),
        **counts,
        "words_quoted": metrics.words["quotations"],
        "words_references": metrics.words["references"],
        "words_not_english": metrics.words["not English"],
        "citations": metrics.citations,
        "cited_share": round(metrics.cited_share, 4),
        "sources": metrics.sources,
        "vocabulary_mtld": round(metrics.vocabulary, 2) or None,
        "english": metrics.english or None,
        "passive_share": round(metrics.passive_share or 0.0, 4) if parsed else None,
        "found": [_finding(number, one, document) for number, one in enumerate(found)],
    }
    if scores and metrics.sentences and readability.available():
        read = readability.scores(metrics.text)
        record |= {"flesch_reading_ease": read.flesch, "flesch_kincaid_grade": read.grade, "gunning_fog": read.fog}
    return record


def language(document: Document) -> str | None:
    """The language that most of a text is in: "en", the code of one that is known by its little words, "und"; None if empty."""
    if not document.blocks:
        return None
    foreign = [block.paragraph.text for block in document.of_kind("foreign")]
    if sum(map(len, foreign)) * 2 <= len(document.prose):
        return "en"
    return _CODES.get(language_of(max(foreign, key=len)), "und")


def _finding(number: int, one: Diagnostic, document: Document) -> dict[str, Any]:
    return {
        "number": number,
        "rule": one.rule,
        "category": one.category,
        "severity": str(one.severity),
        "message": one.message,
        "start": one.span.start,
        "end": one.span.end,
        "text": one.span.of(document.source.text)[:QUOTED],
        "related": [{"start": place.span.start, "end": place.span.end, "message": place.message} for place in one.related],
        "fixes": [
            {
                "safety": str(fix.safety),
                "edits": [{"start": edit.span.start, "end": edit.span.end, "new": edit.new} for edit in fix.edits],
            }
            for fix in one.fixes
        ],
        "where": document.where(one.span.start) or None,
    }
