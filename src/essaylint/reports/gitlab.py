"""GitLab's code quality report: a JSON array."""

from __future__ import annotations

import json
import os

from essaylint.reports.fingerprint import fingerprints

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from essaylint.reports import Run

_LEVELS = {"error": "major", "warning": "minor", "hint": "info"}


def write(run: Run) -> Iterator[str]:
    """The array; a finding keeps its fingerprint when it moves, so that a merge request shows only what is new."""
    issues = []
    for file in run.files:
        text = run.texts.get(file["path"], "")
        found = file.get("diagnostics", [])
        for one, name in zip(found, fingerprints(found, text), strict=True):
            start, end = one["start"], one["end"]
            positions = {
                "begin": {"line": start["line"], "column": start["column"]},
                "end": {"line": end["line"], "column": end["column"]},
            }
            issues.append(
                {
                    "type": "issue",
                    "description": one["message"],
                    "check_name": one["rule"],
                    "categories": ["Style"],
                    "severity": _LEVELS[one["severity"]],
                    "fingerprint": f"{name}-{_short(file['path'])}",
                    "location": {"path": _in_repository(file["path"]), "lines": {"begin": start["line"]}, "positions": positions},
                }
            )
    yield json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def _in_repository(path: str) -> str:
    """A path as GitLab wants it, from the root of the repository, where its jobs run; others stay as they are."""
    here = os.getcwd() + os.sep
    return os.path.normpath(path.removeprefix(here)).replace(os.sep, "/") if not path.startswith("<") else path


def _short(path: str) -> str:
    from zlib import crc32

    return f"{crc32(path.encode('utf-8', 'surrogatepass')):08x}"
