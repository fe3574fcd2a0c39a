"""A baseline: the findings that were there when it was made are not told; those that come later are.

It holds for every file the fingerprints of its findings (see `reports.fingerprint`), so that edits elsewhere in the file
do not bring them back.
"""

from __future__ import annotations

import json
import os

from essaylint.reports.fingerprint import fingerprint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from essaylint.reports.records import DiagnosticRecord, FileRecord

NAME = "essaylint-baseline.json"
# File -> fingerprint -> how often.
Table = dict[str, dict[str, int]]


class BaselineError(Exception):
    """A baseline that cannot be read; the message says what to do."""


def load(path: str) -> Table:
    """The table in a file. Raises `BaselineError`."""
    try:
        with open(path, encoding="utf-8") as file:
            table = json.load(file)["files"]
        if all(isinstance(count, int) for counts in table.values() for count in counts.values()):
            return dict(table)
    except OSError as error:
        raise BaselineError(f"{path}: the baseline could not be read ({error.strerror}); essaylint baseline create makes one") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    raise BaselineError(f"{path}: is no baseline; make it anew with essaylint baseline create")


def dumped(table: Mapping[str, Mapping[str, int]]) -> str:
    """A table as the text of its file, in a stable order."""
    return json.dumps({"essaylint-baseline": 1, "files": table}, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def name_of(path: str, baseline: str) -> str:
    """The name of a file in a baseline: relative to the baseline's folder, with slashes."""
    folder = os.path.dirname(os.path.abspath(baseline))
    try:
        return os.path.relpath(os.path.abspath(path), folder).replace(os.sep, "/")
    except ValueError:
        return path


def counted(file: FileRecord, text: str) -> dict[str, int]:
    """The fingerprints of a file's findings and how often each is there."""
    counts: dict[str, int] = {}
    for one in file.get("diagnostics", ()):
        name = fingerprint(one, text)
        counts[name] = counts.get(name, 0) + 1
    return counts


def without(file: FileRecord, text: str, known: Mapping[str, int]) -> FileRecord:
    """A file's record without the findings that are in its part of a baseline; crashed rules are always told."""
    left = dict(known)
    told: list[DiagnosticRecord] = []
    for one in file.get("diagnostics", ()):
        name = fingerprint(one, text)
        if left.get(name, 0) and one["rule"] != "rule-failed":
            left[name] -= 1
        else:
            told.append(one)
    return {**file, "diagnostics": told} if "diagnostics" in file else file
