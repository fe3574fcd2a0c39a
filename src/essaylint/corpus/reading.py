"""The texts of a part, a few at a time: what a worker is sent."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from essaylint.corpus import jsonlines
from essaylint.corpus.batch import too_long
from essaylint.corpus.options import CorpusError, Options
from essaylint.corpus.readers import Part, said
from essaylint.values import replace

# So many texts go to a worker at a time.
ROWS = 64
# What a worker is sent of every text; `Options.for_parts` names these columns.
SENT = pa.schema(
    [("row", pa.int64()), ("id", pa.string()), ("text", pa.large_string()), ("path", pa.string()), ("error", pa.string())]
)


def for_parts(options: Options) -> Options:
    """The options for batches as `batches` gives them."""
    return replace(options, text_column="text", id_column="id", row_column="row", path_column="path", error_column="error")


def batches(part: Part, options: Options) -> Iterator[pa.RecordBatch]:
    """The texts of a part, `ROWS` at a time, with the columns of `SENT`. Raises `CorpusError` if it is not as it was planned."""
    row = part.first
    try:
        for batch in _files(part) if part.kind == "texts" else _cursor.take(part, options):
            numbers = pa.array(range(row, row + len(batch)), pa.int64())
            row += len(batch)
            yield pa.RecordBatch.from_arrays([numbers, *(batch.column(name) for name in SENT.names[1:])], schema=SENT)
    except (OSError, EOFError, pa.ArrowException) as error:
        raise CorpusError(f"{part.path}: could not be read ({said(error)})") from None
    if row != part.first + part.rows:
        raise CorpusError(f"{part.path}: has other rows than when the run was started; start again with an empty output folder")


def _files(part: Part) -> Iterator[pa.RecordBatch]:
    for start in range(0, len(part.paths), ROWS):
        paths = part.paths[start : start + ROWS]
        ids = [os.path.relpath(one, part.path).encode("utf-8", "surrogateescape").decode("utf-8", "replace") for one in paths]
        yield _sent(ids, [None] * len(paths), [None] * len(paths), [_path(one) for one in paths])


def _path(path: str) -> str:
    """A path as Arrow can hold it; what is no UTF-8 in it cannot be opened then, and is told."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _sent(ids: list[str | None] | list[str], texts: list[Any], errors: list[Any], paths: list[Any]) -> pa.RecordBatch:
    columns = {"id": ids, "text": texts, "path": paths, "error": errors}
    schema = pa.schema([SENT.field(name) for name in ("id", "text", "path", "error")])
    return pa.RecordBatch.from_pydict(columns, schema)


class _Cursor:
    """A file that is being read: parts that follow each other go on where the one before ended."""

    def __init__(self) -> None:
        self._key: tuple[Any, ...] = ()
        self._at = 0
        self._rest: list[pa.RecordBatch] = []
        self._batches: Iterator[pa.RecordBatch] = iter(())

    def take(self, part: Part, options: Options) -> Iterator[pa.RecordBatch]:
        key = (part.kind, part.path, part.group, options.columns, options.longest)
        if key != self._key or self._at > part.start:
            read = _read_parquet if part.kind == "parquet" else _read_jsonl
            self._key, self._at, self._rest = key, 0, []
            self._batches = read(part, options)
            if part.kind == "jsonl":
                self._at = part.start  # lines before it need not even be parsed
        while self._at < part.start:
            self._next(part.start - self._at)
        left = part.rows
        while left:
            batch = self._next(min(left, ROWS))
            if batch is None:
                return
            left -= len(batch)
            yield batch

    def _next(self, most: int) -> pa.RecordBatch | None:
        """The next rows, at most so many."""
        batch = self._rest.pop() if self._rest else next(self._batches, None)
        if batch is None:
            self._key = ()
            return None
        if len(batch) > most:
            self._rest.append(batch.slice(most))
            batch = batch.slice(0, most)
        self._at += len(batch)
        return batch


_cursor = _Cursor()


def _read_parquet(part: Part, options: Options) -> Iterator[pa.RecordBatch]:
    with pq.ParquetFile(part.path, pre_buffer=False) as file:
        columns = list(dict.fromkeys(name for name in (options.id_column, options.text_column) if name))
        for batch in file.iter_batches(ROWS, row_groups=[part.group], columns=columns, use_threads=False):
            nothing = pa.nulls(len(batch), pa.string())
            ids = batch.column(options.id_column) if options.id_column else nothing
            texts = _decoded(batch.column(options.text_column))
            lengths = pc.binary_length(texts)
            errors = nothing
            # A character has one to four bytes; what may be too long is counted.
            if (pc.max(lengths).as_py() or 0) > options.longest:
                counts = [_length(one) if size and size > options.longest else 0 for one, size in zip(texts, lengths.to_pylist(), strict=True)]
                long = pa.array([count > options.longest for count in counts])
                errors = pa.array([too_long(count, options.longest) if count > options.longest else None for count in counts], pa.string())
                texts = pc.if_else(long, pa.scalar(None, pa.large_string()), texts)
            named = [_decoded(ids).cast(pa.string()) if options.id_column else nothing, texts, nothing, errors]
            yield pa.RecordBatch.from_arrays(named, names=["id", "text", "path", "error"])


def _decoded(column: pa.Array) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_string_view(column.type):
        column = column.cast(pa.string())
    return column.cast(pa.large_string(), safe=False)


def _length(value: Any) -> int:
    return len(value.as_buffer().to_pybytes().decode("utf-8", "replace"))


def _read_jsonl(part: Part, options: Options) -> Iterator[pa.RecordBatch]:
    with jsonlines.opened(part.path) as lines:
        ids: list[str | None] = []
        texts: list[str | None] = []
        errors: list[str | None] = []
        skipped = 0
        for line in lines:
            if line.isspace():
                continue
            if skipped < part.start:
                skipped += 1
                continue
            identity, text, error = _fields(line, options)
            ids.append(identity)
            texts.append(text)
            errors.append(error)
            if len(ids) == ROWS:
                yield _sent(ids, texts, errors, [None] * len(ids))
                ids, texts, errors = [], [], []
        if ids:
            yield _sent(ids, texts, errors, [None] * len(ids))


def _fields(line: bytes, options: Options) -> tuple[str | None, str | None, str | None]:
    """The id, the text and the error of a line."""
    row, error = jsonlines.parsed(line)
    if row is None:
        return None, None, error
    identity = row.get(options.id_column) if options.id_column else None
    name = None if identity is None else jsonlines.whole(identity if isinstance(identity, str) else json.dumps(identity, ensure_ascii=False))
    text = row.get(options.text_column)
    if text is not None and not isinstance(text, str):
        return name, None, f"not text: {type(text).__name__}"
    if text is not None and len(text) > options.longest:
        return name, None, too_long(len(text), options.longest)
    return name, None if text is None else jsonlines.whole(text), None
