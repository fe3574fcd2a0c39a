"""JUnit's XML: a suite a file, a failed case a finding; a file without findings is a case that passed."""

from __future__ import annotations

import re

from essaylint.version import VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from essaylint.reports import Run
    from essaylint.reports.records import FileRecord

# What XML 1.0 cannot hold, not even escaped.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(run: Run) -> Iterator[str]:
    """The document. Hints are not failures: they are told as what their case printed."""
    suites = [_suite(file) for file in run.files]
    tests = sum(one[0] for one in suites)
    failures = sum(one[1] for one in suites)
    errors = sum(one[2] for one in suites)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="essaylint {VERSION}" tests="{tests}" failures="{failures}" errors="{errors}">\n'
    for *_, lines in suites:
        yield from lines
    yield "</testsuites>\n"


def _suite(file: FileRecord) -> tuple[int, int, int, list[str]]:
    """How many cases, failures and errors, and the lines."""
    cases: list[str] = []
    failures = errors = 0
    path = _quoted(file["path"])
    if "error" in file:
        errors = 1
        cases.append(f'    <testcase name="read" classname={path}><error message={_quoted(file["error"])}/></testcase>\n')
    for one in file.get("diagnostics", ()):
        place = f"{one['start']['line']}:{one['start']['column']}"
        name, told = _quoted(f"{one['rule']} ({place})"), _escaped(f"{file['path']}:{place}: {one['message']}\n{one['text']}")
        if one["severity"] == "hint":
            inner = f"<system-out>{told}</system-out>"
        else:
            failures += 1
            inner = f'<failure type="{one["severity"]}" message={_quoted(one["message"])}>{told}</failure>'
        cases.append(f"    <testcase name={name} classname={path}>{inner}</testcase>\n")
    if not cases:
        cases.append(f'    <testcase name="essaylint" classname={path}/>\n')
    head = f'  <testsuite name={path} tests="{len(cases)}" failures="{failures}" errors="{errors}">\n'
    return len(cases), failures, errors, [head, *cases, "  </testsuite>\n"]


def _escaped(text: str) -> str:
    text = _NO_XML.sub("\ufffd", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(text: str) -> str:
    breaks = _escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
    return f'"{breaks}"'
