"""Where a corpus comes from: Parquet, JSON lines or a folder of texts, divided into parts that can be read alone.

A part is so many rows of one file (of one row group, in Parquet) or so many files. Which rows it has depends on the input
alone, so a run can be taken up by part, by any engine.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from essaylint.corpus import jsonlines
from essaylint.corpus.options import CorpusError, Options
from essaylint.formats import SUFFIXES
from essaylint.rulebook import near

# In so many lines of JSON a key must be, if it is one.
LOOKED_AT = 64
JSON_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".jsonl.zst", ".ndjson.zst")
PARQUET = (".parquet", ".pq")

class Part(NamedTuple):
    """A stretch of the input: `rows` rows from `start` on in a file's row group, or the files in `paths`."""

    number: int
    first: int
    rows: int
    kind: str
    path: str
    group: int = 0
    start: int = 0
    paths: tuple[str, ...] = ()


class Plan(NamedTuple):
    """All parts of an input, in order; `stamp` changes when the input does."""

    kind: str
    parts: tuple[Part, ...]
    rows: int
    stamp: list[Any]


def planned(source: str | Path, options: Options, part_rows: int, limit: int | None) -> Plan:
    """Divide an input into parts. Raises `CorpusError` if there is none, it is damaged or lacks a column."""
    path = Path(source).absolute()
    if not path.exists():
        raise CorpusError(f"{source}: there is no such file or folder; check the path")
    kind, files = _found(path)
    try:
        counted = _COUNT[kind](path, files, options, limit)
        parts: list[Part] = []
        first = 0
        for file, group, rows in counted:
            for start in range(0, rows, part_rows):
                many = min(part_rows, rows - start) if limit is None else min(part_rows, rows - start, limit - first)
                if many <= 0:
                    break
                paths = tuple(files[start : start + many]) if kind == "texts" else ()
                parts.append(Part(len(parts), first, many, kind, file, group, start, paths))
                first += many
    except (OSError, EOFError, pa.ArrowException) as error:
        raise CorpusError(f"{source}: could not be read ({said(error)})") from None
    return Plan(kind, tuple(parts), first, _stamp(path, files))


def checked(schema: pa.Schema, options: Options, where: str = "") -> None:
    """Raise `CorpusError` if a column is missing or can hold no text."""
    for name in options.columns:
        if name not in schema.names:
            option = "--id-column" if name == options.id_column else "--text-column"
            there = ", ".join(schema.names[:30])
            raise CorpusError(f"{where}there is no column “{name}”{near(name, schema.names)} (there are: {there}); name it with {option}")
    if options.text_column and not _is_text(schema.field(options.text_column).type):
        kind = schema.field(options.text_column).type
        raise CorpusError(f"{where}the column “{options.text_column}” holds {kind}, not text; name another with --text-column")


def _is_text(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _is_text(kind.value_type)
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind) or pa.types.is_null(kind))


def said(error: BaseException) -> str:
    """An error in a few words."""
    return str(getattr(error, "strerror", None) or error).splitlines()[0] if str(error) else type(error).__name__


# What there is


def _found(path: Path) -> tuple[str, list[str]]:
    """The kind of an input, and its files in order."""
    if path.is_file():
        for kind, suffixes in (("parquet", PARQUET), ("jsonl", JSON_LINES)):
            if path.name.lower().endswith(suffixes):
                return kind, [str(path)]
        raise CorpusError(f"{path}: is not Parquet (.parquet) or JSON lines (.jsonl, also .gz or .zst); one essay is for essaylint check")
    files = list(_walk(path))
    found = {
        "parquet": [one for one in files if one.lower().endswith(PARQUET)],
        "jsonl": [one for one in files if one.lower().endswith(JSON_LINES)],
    }
    tables = [kind for kind in found if found[kind]]
    if len(tables) > 1:
        raise CorpusError(f"{path}: holds Parquet and JSON lines; name one of them")
    if tables:
        return tables[0], found[tables[0]]
    texts = [one for one in files if os.path.splitext(one)[1].lower() in SUFFIXES]
    if not texts:
        raise CorpusError(f"{path}: holds no Parquet, no JSON lines and no texts ({', '.join(SUFFIXES)})")
    return "texts", texts


def _walk(folder: Path) -> Iterator[str]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        yield from (os.path.join(place, name) for name in sorted(names) if not name.startswith((".", "_")))


def _stamp(path: Path, files: list[str]) -> list[Any]:
    """What changes when the input does; a list of a million files becomes a number."""
    import hashlib

    digest, size = hashlib.sha256(), 0
    for file in files:
        stat = os.stat(file)
        size += stat.st_size
        digest.update(f"{os.path.relpath(file, path)}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    return [len(files), size, digest.hexdigest()[:32]]


# How many rows it has

Counted = Iterator[tuple[str, int, int]]


def _count_parquet(path: Path, files: list[str], options: Options, limit: int | None) -> Counted:
    for file in files:
        try:
            with pq.ParquetFile(file) as opened:
                checked(opened.schema_arrow, options, f"{file}: ")
                yield from ((file, group, opened.metadata.row_group(group).num_rows) for group in range(opened.num_row_groups))
        except pa.ArrowInvalid as error:
            raise CorpusError(f"{file}: is not a Parquet file, or a damaged one ({said(error)})") from None


def _count_jsonl(path: Path, files: list[str], options: Options, limit: int | None) -> Counted:
    counted = 0
    for file in files:
        rows = 0
        with jsonlines.opened(file) as lines:
            first: list[bytes] = []
            for line in lines:
                if not line.isspace():
                    rows += 1
                    if len(first) < LOOKED_AT:
                        first.append(line)
                    if limit is not None and counted + rows >= limit:
                        break
        _check_keys(file, first, options)
        counted += rows
        yield file, 0, rows
        if limit is not None and counted >= limit:
            return


def _check_keys(file: str, lines: list[bytes], options: Options) -> None:
    """A key that none of the first lines has is a mistake in the command, not in the lines."""
    rows = [row for row, _ in map(jsonlines.parsed, lines) if row is not None]
    keys = dict.fromkeys(key for row in rows for key in row)
    if lines and not rows:
        raise CorpusError(f"{file}: is not JSON lines: none of the first {len(lines)} lines is an object")
    for name in options.columns if rows else ():
        if name not in keys:
            option = "--id-column" if name == options.id_column else "--text-column"
            there = ", ".join(list(keys)[:30])
            raise CorpusError(f"{file}: there is no key “{name}”{near(name, list(keys))} (there are: {there}); name it with {option}")


def _count_texts(path: Path, files: list[str], options: Options, limit: int | None) -> Counted:
    yield str(path), 0, len(files)


_COUNT = {"parquet": _count_parquet, "jsonl": _count_jsonl, "texts": _count_texts}
