"""The essay itself with every finding in it as CriticMarkup, to be opened in an editor or turned into a page."""

from __future__ import annotations

from essaylint.critic import Mark
from essaylint.critic import write as marked
from essaylint.span import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from essaylint.reports import Run
    from essaylint.reports.records import DiagnosticRecord


def write(run: Run) -> Iterator[str]:
    """The text of every file with its marks; of several files each begins with a comment that names it."""
    files = [file for file in run.files if "error" not in file]
    for file in files:
        if len(files) > 1:
            yield f"<!-- {file['path'].replace('--', '- -')} -->\n"
        marks = [mark for one in file.get("diagnostics", ()) for mark in _marks(one)]
        yield marked(run.texts.get(file["path"], ""), marks)


def _marks(one: DiagnosticRecord) -> Iterator[Mark]:
    span = Span(one["start"]["offset"], one["end"]["offset"])
    note = _note(f"{one['severity']} {one['rule']}: {one['message']}")
    fixes = [fix["edits"] for fix in one["fixes"] if len(fix["edits"]) == 1]
    edit = fixes[0][0] if fixes else None
    if edit is not None and (edit["start"], edit["end"]) == (one["start"], one["end"]) and span.length:
        new = edit["new"]
        yield Mark("replace" if new else "delete", span, new, (note,))
    else:
        yield Mark("mark" if span.length else "note", span, None, (note,))
    for place in one["related"]:
        where = Span(place["start"]["offset"], place["end"]["offset"])
        said = f"{place['message']} " if place["message"] else ""
        yield Mark("mark", where, None, (_note(f"{said}({one['rule']}, see line {one['start']['line']})"),))


def _note(text: str) -> str:
    return text.replace("<<}", "<< }")
