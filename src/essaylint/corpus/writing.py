"""The output folder: a manifest, and two files for every part, each put in its place only when it is whole.

OUT/findings/part-N.parquet comes first, OUT/texts/part-N.parquet after it: a part is done when its texts are there. What a
run that was ended left behind has another name, which readers of Parquet folders pass over, and is done anew.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from essaylint.corpus import schema
from essaylint.corpus.options import CorpusError, Options
from essaylint.corpus.readers import Part, Plan

MANIFEST = "_essaylint.json"
LOCK = "_lock"
TABLES = ("findings", "texts")


class Output:
    """An output folder; it pickles, for the processes and machines that write into it."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder).absolute()

    def path(self, table: str, part: Part) -> Path:
        """The file of a part in one of the tables."""
        return self.folder / table / f"part-{part.number:06}.parquet"

    def is_done(self, part: Part) -> bool:
        """Whether a part is there, whole, with as many rows as it should have."""
        try:
            pq.read_metadata(self.path("findings", part))
            return bool(pq.read_metadata(self.path("texts", part)).num_rows == part.rows)
        except (OSError, pa.ArrowException):
            return False

    def write(self, part: Part, batches: Sequence[pa.RecordBatch], options: Options, model: str) -> None:
        """Put a part in its place. Raises `CorpusError` where the disk is full or may not be written to."""
        texts, findings = schema.split(pa.Table.from_batches(batches, schema.BATCH))
        if len(texts) != part.rows:
            raise CorpusError(f"part {part.number}: {part.rows} texts went in and {len(texts)} came out; please report it")
        more = {"essaylint.version": options.version, "essaylint.model": model}
        try:
            for name, table in zip(TABLES, (findings, texts), strict=True):
                self._put(self.path(name, part), table.replace_schema_metadata(schema.described(table.schema, name, more).metadata))
        except (OSError, pa.ArrowException) as error:
            raise CorpusError(_why(error, self.folder)) from None

    def _put(self, path: Path, table: pa.Table) -> None:
        beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
        try:
            with open(beside, "wb") as file:
                pq.write_table(table, file, compression="zstd")
                file.flush()
                os.fsync(file.fileno())
            os.replace(beside, path)
        finally:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)

    def open(self, plan: Plan, settings: dict[str, Any]) -> None:
        """Make the folder, or see that it is one of the same run. Raises `CorpusError` if it holds anything else."""
        manifest = {"schema": schema.VERSION, "settings": settings, "input": plan.stamp, "rows": plan.rows, "parts": len(plan.parts)}
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            there = [name for name in os.listdir(self.folder) if name != LOCK]
            if MANIFEST in there:
                self._check(manifest)
            elif there:
                raise CorpusError(
                    f"{self.folder}: holds something else ({', '.join(sorted(there)[:5])}); name an empty folder, or one that is not there"
                )
            else:
                self._save(manifest)
            for table in TABLES:
                (self.folder / table).mkdir(exist_ok=True)
                for left in (self.folder / table).glob(".part-*.tmp"):
                    left.unlink()
        except OSError as error:
            raise CorpusError(_why(error, self.folder)) from None

    def _check(self, manifest: dict[str, Any]) -> None:
        try:
            old = json.loads((self.folder / MANIFEST).read_text(encoding="utf-8"))
        except ValueError:
            old = {}
        if not isinstance(old, dict) or not isinstance(old.get("settings"), dict):
            raise CorpusError(f"{self.folder / MANIFEST}: is damaged; name another folder, or take this one away")
        if all(old.get(key) == value for key, value in manifest.items()):
            return
        was, now = ({**one["settings"], **{key: one.get(key) for key in manifest if key != "settings"}} for one in (old, manifest))
        other = ", ".join(key for key in now if was.get(key) != now[key])
        raise CorpusError(f"{self.folder}: was begun with another {other}; name another folder, or take this one away")

    def _save(self, manifest: dict[str, Any]) -> None:
        beside = self.folder / f".{MANIFEST}.tmp"
        beside.write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
        os.replace(beside, self.folder / MANIFEST)

    def count(self, parts: Iterable[Part]) -> tuple[int, int, dict[str, int]]:
        """Count what was written: texts, findings, errors by kind. Raises `CorpusError` if the two tables do not agree."""
        rows = found = 0
        errors: dict[str, int] = {}
        for part in parts:
            texts = pq.read_table(self.path("texts", part), columns=["findings", "error"])
            findings = pq.read_metadata(self.path("findings", part)).num_rows
            if sum(one or 0 for one in texts["findings"].to_pylist()) != findings:
                raise CorpusError(f"{self.path('findings', part)}: has not the findings that its texts have; delete it and run again")
            rows += len(texts)
            found += findings
            for error in texts["error"].drop_null().to_pylist():
                kind = error.partition(":")[0]
                errors[kind] = errors.get(kind, 0) + 1
        return rows, found, errors

    @contextlib.contextmanager
    def locked(self) -> Any:
        """Keep a second run out. Raises `CorpusError` where one is at work."""
        try:
            import fcntl
        except ImportError:  # Windows
            yield
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        with open(self.folder / LOCK, "w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                if error.errno in (errno.EWOULDBLOCK, errno.EACCES):
                    raise CorpusError(f"{self.folder}: another run is writing there; wait for it, or end it") from None
            try:
                yield
            finally:
                with contextlib.suppress(OSError):
                    (self.folder / LOCK).unlink()


def _why(error: BaseException, folder: Path) -> str:
    number = getattr(error, "errno", None)
    if number in (errno.ENOSPC, errno.EDQUOT):
        return f"{folder}: the disk is full; what is done is kept: make room and run the same command again"
    return f"{folder}: could not be written ({getattr(error, 'strerror', None) or error}); what is done is kept"
