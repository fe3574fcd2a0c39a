"""`lint_batch` in a process of its own, which a text may hang or kill: what every engine calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pyarrow as pa

from essaylint.corpus.options import Options
from essaylint.corpus.pool import Worker


class BatchTask:
    """The task of a worker: batches, as Arrow writes them to a stream."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.timeout = options.timeout

    def start(self) -> None:
        """Load the rules, and the parser if they need it."""
        from essaylint.corpus import batch  # in the worker, not in the process that waits for it

        batch.start(self.options)

    def do(self, job: bytes, errors: Mapping[int, str], one_by_one: bool, at: Callable[[int], None]) -> bytes:
        """A stream with the batch that `lint_batch` gives for the batch in a stream."""
        from essaylint.corpus.batch import lint_batch

        return packed(lint_batch(unpacked(job), self.options, errors=errors, one_by_one=one_by_one, at=at))


class Isolated:
    """Lints batches in another process, which is started with the first batch and loads the model once.

    A text that takes longer than `options.timeout` or ends the process becomes a row with an error; the process is started
    again. It pickles (without its process), for Ray and Spark. Close it, or let it go.
    """

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or Options()
        self._worker: Worker | None = None

    def lint_batch(self, batch: pa.RecordBatch | pa.Table) -> pa.RecordBatch:
        """What `lint_batch` gives. Raises `CorpusError` for a column that is not there."""
        if self._worker is None:
            self._worker = Worker(BatchTask(self.options))
        return unpacked(self._worker.do(packed(chosen(batch, self.options))))

    def close(self) -> None:
        """End the process."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.close()

    def __getstate__(self) -> dict[str, Any]:
        return {"options": self.options, "_worker": None}

    def __enter__(self) -> Isolated:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()


def chosen(batch: pa.RecordBatch | pa.Table, options: Options) -> pa.RecordBatch:
    """Only the columns of a batch that are read, in one piece."""
    from essaylint.corpus.readers import checked  # which knows what a column of texts may be

    checked(batch.schema, options)
    batch = batch.select(list(options.columns))
    if isinstance(batch, pa.RecordBatch):
        return batch
    columns = [column.combine_chunks() for column in batch.columns]
    columns = [pa.concat_arrays(one.chunks) if isinstance(one, pa.ChunkedArray) else one for one in columns]
    return pa.RecordBatch.from_arrays(columns, schema=batch.schema)


def packed(batch: pa.RecordBatch) -> bytes:
    """A batch as the bytes of an Arrow stream."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    return bytes(sink.getvalue())


def unpacked(data: bytes) -> pa.RecordBatch:
    """The batch in such bytes."""
    with pa.ipc.open_stream(data) as reader:
        return reader.read_next_batch()
