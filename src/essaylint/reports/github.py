"""Annotations of GitHub Actions: workflow commands, the worst first, for GitHub shows ten of a kind a step."""

from __future__ import annotations

from essaylint.reports import rank

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from essaylint.reports import Run
    from essaylint.reports.records import DiagnosticRecord

_LEVELS = {"error": "error", "warning": "warning", "hint": "notice"}


def write(run: Run) -> Iterator[str]:
    """A command a line."""
    for file in run.files:
        if "error" in file:
            yield f"::error file={_property(file['path'])}::{_data(file['error'])}\n"
    for file, one in sorted(run.diagnostics(), key=lambda pair: -rank(pair[1]["severity"])):
        yield f"::{_LEVELS[one['severity']]} {_place(file['path'], one)}::{_data(_message(one))}\n"


def _place(path: str, one: DiagnosticRecord) -> str:
    start, end = one["start"], one["end"]
    parts = {"file": path, "line": start["line"], "endLine": end["line"]}
    if start["line"] == end["line"]:  # GitHub refuses columns of a place on several lines
        parts |= {"col": start["column"], "endColumn": end["column"]}
    parts["title"] = f"essaylint: {one['rule']}"
    return ",".join(f"{name}={_property(str(value))}" for name, value in parts.items())


def _message(one: DiagnosticRecord) -> str:
    lines = ", ".join(str(place["start"]["line"]) for place in one["related"][:5])
    return one["message"] + (f" (see line {lines})" if lines else "")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
