"""The engine that needs nothing: processes of this machine; and one part after the other, as the clusters' workers do them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyarrow as pa

from essaylint.corpus import reading
from essaylint.corpus.isolated import BatchTask, packed, unpacked
from essaylint.corpus.pool import Pool
from essaylint.corpus.readers import Part
from essaylint.corpus.reading import ROWS
from essaylint.corpus.running import Work


def done(parts: Sequence[Part], work: Work, jobs: int) -> Iterator[Part]:
    """Do the parts, and give each when it is written. Memory is that of a few batches, whatever there is to do."""
    collected: dict[int, dict[int, pa.RecordBatch]] = {}

    def batches() -> Iterator[tuple[tuple[Part, int], bytes]]:
        for part in parts:
            for number, batch in enumerate(reading.batches(part, work.options)):
                yield (part, number), packed(batch)

    size = min(jobs, max(1, sum(-(-part.rows // ROWS) for part in parts)))
    with Pool(BatchTask(reading.for_parts(work.options)), size) as pool:
        for (part, number), result in pool.unordered(batches()):
            found = collected.setdefault(part.number, {})
            found[number] = unpacked(result)
            if sum(map(len, found.values())) == part.rows:
                del collected[part.number]
                work.output.write(part, [found[at] for at in sorted(found)], work.options, work.model)
                yield part


class PartWorker:
    """Does one part at a time, with one worker process; it pickles. What Ray's actors and Spark's tasks hold."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self._pool: Pool | None = None

    def __call__(self, part: Part) -> None:
        """Do a part. Raises `CorpusError` if it cannot be done."""
        if self.work.output.is_done(part):  # by a try that was lost after it had written
            return
        if self._pool is None:
            self._pool = Pool(BatchTask(reading.for_parts(self.work.options)), 1)
        jobs = (packed(batch) for batch in reading.batches(part, self.work.options))
        found = [unpacked(one) for one in self._pool.ordered(jobs)]
        self.work.output.write(part, found, self.work.options, self.work.model)

    def __getstate__(self) -> dict[str, object]:
        return {"work": self.work, "_pool": None}

    def __del__(self) -> None:
        if self._pool is not None:
            self._pool.close()
