"""A JSON object a line: for every finding its fields and its file's `path`; for a file that could not be read its error."""

from __future__ import annotations

import json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from essaylint.reports import Run


def write(run: Run) -> Iterator[str]:
    """The lines, in order of files and places."""
    for file in run.files:
        if "error" in file:
            yield json.dumps(file, ensure_ascii=False) + "\n"
        for one in file.get("diagnostics", ()):
            yield json.dumps({"path": file["path"], **one}, ensure_ascii=False) + "\n"
