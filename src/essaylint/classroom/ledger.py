"""What was done in a folder of marked essays, so that a second run does only what is new: a line of JSON an essay."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO, TypedDict

from essaylint.classroom.rows import Row
from essaylint.fixing import write_atomically

NAME = ".essaylint-class.jsonl"
_VERSION = 1


class Line(TypedDict):
    """An essay that was done: a digest of all that its row depends on, the row, and the digests of what was written."""

    version: int
    key: str
    row: Row
    outputs: dict[str, str]


def digest(data: bytes) -> str:
    """A short name for some bytes."""
    return hashlib.sha256(data).hexdigest()[:24]


class Ledger:
    """The ledger of a folder; a line that was cut short (a full disk, a power cut) is as if it had not been written."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._lines: dict[str, Line] = {}
        self._file: TextIO | None = None
        if self._path.exists():
            for text in self._path.read_text(encoding="utf-8", errors="replace").splitlines():
                self._take(text)

    def _take(self, text: str) -> None:
        try:
            line: Line = json.loads(text)
            if line["version"] == _VERSION:
                self._lines[line["row"]["path"]] = line
        except (ValueError, KeyError, TypeError):
            return

    @staticmethod
    def is_in(folder: Path) -> bool:
        """Whether a folder holds marked essays of an earlier run."""
        return (folder / NAME).exists()

    def done(self, path: str, key: str, folder: Path) -> Row | None:
        """The row of an essay if all that it depends on is unchanged and what was written is still there."""
        line = self._lines.get(path)
        if line is None or line["key"] != key:
            return None
        return line["row"] if all((folder / name).exists() for name in line["outputs"]) else None

    def own(self, path: str) -> dict[str, str]:
        """The digests of the files that an earlier run wrote for an essay, by their names."""
        line = self._lines.get(path)
        return line["outputs"] if line else {}

    def add(self, row: Row, key: str, outputs: dict[str, str]) -> None:
        """Remember an essay; it is on the disk when this returns."""
        line: Line = {"version": _VERSION, "key": key, "row": row, "outputs": outputs}
        self._lines[row["path"]] = line
        if self._file is None:
            self._file = open(self._path, "a", encoding="utf-8")  # noqa: SIM115 - open for the whole run
            self._file.write("\n")  # an earlier run may have been cut short in a line
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._file.flush()

    def close(self, paths: Iterable[str]) -> None:
        """Write the ledger anew with one line for each of `paths` that was done, and nothing of what is gone."""
        if self._file is not None:
            self._file.close()
            self._file = None
        kept = [self._lines[path] for path in paths if path in self._lines]
        write_atomically(self._path, "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in kept).encode())
