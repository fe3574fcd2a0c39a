"""Reviewdog's diagnostic format: one JSON object. Its columns count UTF-8 bytes."""

from __future__ import annotations

import json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from essaylint.reports import Run
    from essaylint.reports.records import DiagnosticRecord, Where

_LEVELS = {"error": "ERROR", "warning": "WARNING", "hint": "INFO"}
HOME = "https://github.com/essaylint/essaylint"


def write(run: Run) -> Iterator[str]:
    """The object. Only fixes of one edit are suggestions there; of others the first place is told."""
    found = [_diagnostic(one, file["path"], run.texts.get(file["path"], "")) for file, one in run.diagnostics()]
    yield json.dumps({"source": {"name": "essaylint", "url": HOME}, "diagnostics": found}, ensure_ascii=False, indent=2)
    yield "\n"


def _diagnostic(one: DiagnosticRecord, path: str, text: str) -> dict[str, object]:
    code = {"value": one["rule"], **({"url": one["url"]} if one["url"] else {})}
    return {
        "message": one["message"],
        "location": {"path": path, "range": _range(one["start"], one["end"], text)},
        "severity": _LEVELS[one["severity"]],
        "code": code,
        "suggestions": [
            {"range": _range(edit["start"], edit["end"], text), "text": edit["new"]}
            for fix in one["fixes"]
            if len(fix["edits"]) == 1
            for edit in fix["edits"]
        ],
        "related_locations": [
            {"message": place["message"], "location": {"path": path, "range": _range(place["start"], place["end"], text)}}
            for place in one["related"]
        ],
    }


def _range(start: Where, end: Where, text: str) -> dict[str, object]:
    return {"start": _position(start, text), "end": _position(end, text)}


def _position(where: Where, text: str) -> dict[str, int]:
    line = text[where["offset"] - where["column"] + 1 : where["offset"]]
    return {"line": where["line"], "column": len(line.encode("utf-8", "surrogatepass")) + 1}
