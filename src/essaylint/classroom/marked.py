"""One essay of a class: linted, measured, marked in its own kind, and shown on a page of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from essaylint.classroom.ledger import digest
from essaylint.classroom.rows import Row, row_of
from essaylint.diagnostic import Diagnostic
from essaylint.engine import Linter
from essaylint.essay.document import Document
from essaylint.essay.metrics import Metrics
from essaylint.fixing import write_atomically
from essaylint.formats import format_of, load, read_file
from essaylint.marking import MARKED, mark
from essaylint.marking.remarks import rest, worst
from essaylint.reports import Run, write
from essaylint.reports.recording import record_of
from essaylint.reports.records import FileRecord
from essaylint.source import SourceError

# Marks inside these would be code, so that their page has to do.
_PAGE_ONLY = frozenset({"html", "notebook"})


def marked_file(
    path: Path, name: str, folder: Path, linter: Linter, *, limit: int, quick: bool, own: Mapping[str, str]
) -> tuple[Row, dict[str, str]]:
    """Mark the essay at `path` as `name` below `folder`, with at most `limit` comments; its row and the digests of what was written.

    `own` are the digests of what an earlier run wrote for it: a file that has been changed since (a teacher's own
    comments, say) is left as it is, and the new one gets a name beside it. Raises `SourceError` for a file that cannot be
    read and `OSError` where something cannot be written.
    """
    format = format_of(path)
    source = load(path, name)
    report = linter.run(read_file(source, format), quick=quick)
    linter.keep_only(())
    if not report.document.blocks:
        raise SourceError(f"{name}: is empty, there is nothing to mark")
    record = record_of(report, name)
    found = report.diagnostics
    row = row_of(name, found, source.text, report.document.word_count, record.get("language", "en"), figures(report.document))
    outputs: dict[str, str] = {}
    notes: list[str] = []

    def place(wanted: str) -> Path:
        target = free(folder, wanted, own)
        if target.name != Path(wanted).name:
            notes.append(f"{Path(wanted).name} was changed since it was written and stays; the new one is {target.name}")
        target.parent.mkdir(parents=True, exist_ok=True)
        return target

    row["written"] = {}
    if format in MARKED:
        target = place(name)
        mark(path, target, found, limit=limit)
    elif format not in _PAGE_ONLY:
        target = place(name)
        write_atomically(target, marked_text(record, source.text, found, limit).encode("utf-8", "surrogatepass"))
    else:
        target = None
    page = place(f"{name}.html")
    run = Run([record], {name: source.text}, book=lambda: linter.config.book)
    write_atomically(page, "".join(write(run, "html")).encode("utf-8", "surrogatepass"))
    for kind, made in (("marked", target), ("page", page)):
        if made is not None:
            row["written"][kind] = made.relative_to(folder).as_posix()
            outputs[row["written"][kind]] = digest(made.read_bytes())
    if notes:
        row["notes"] = notes
    return row, outputs


def free(folder: Path, wanted: str, own: Mapping[str, str]) -> Path:
    """Where to write what should be called `wanted`: there, unless somebody else's words stand there; then beside it."""
    target = folder / wanted
    number = 1
    while target.exists() and own.get(target.relative_to(folder).as_posix()) != digest(target.read_bytes()):
        number += 1
        target = (folder / wanted).with_name(f"{Path(wanted).stem} ({number}){Path(wanted).suffix}")
    return target


def marked_text(record: FileRecord, text: str, found: Sequence[Diagnostic], limit: int) -> str:
    """A text with its loudest findings in it as CriticMarkup; a comment at its beginning tells of the others."""
    chosen, left = worst(found, limit)
    kept = {(one.rule, one.span.start) for one in chosen}
    short: FileRecord = {**record, "diagnostics": [one for one in record.get("diagnostics", []) if (one["rule"], one["start"]["offset"]) in kept]}
    said = rest(left)
    return (f"{{>>{said}<<}}\n\n" if said else "") + "".join(write(Run([short], {record["path"]: text}), "critic"))


def figures(document: Document) -> dict[str, float | int | str | None]:
    """The metrics that the class's table shows."""
    metrics = Metrics(document)
    passive = metrics.passive_share
    grade = metrics.scores.get("flesch_kincaid_grade")
    return {
        "sentences": metrics.sentences,
        "words_per_sentence": round(metrics.sentence_length, 1),
        "grade": None if grade is None else round(grade, 1),
        "vocabulary": round(metrics.vocabulary),
        "passive_share": None if passive is None else round(passive, 3),
        "citations": metrics.citations,
        "cited_share": round(metrics.cited_share, 3),
        "sources": metrics.sources,
    }
