"""One JSON object: what other tools read (see the README for its fields)."""

from __future__ import annotations

import json

from essaylint.version import VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from essaylint.reports import Run


def write(run: Run) -> Iterator[str]:
    """The object, indented."""
    yield json.dumps({"essaylint": VERSION, "model": run.model, "files": list(run.files)}, ensure_ascii=False, indent=2)
    yield "\n"
