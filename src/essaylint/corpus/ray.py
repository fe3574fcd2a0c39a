"""Ray Data: an actor for every core, each with a worker process that loads the model once."""

from __future__ import annotations

import logging
import os
import pickle
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa

from essaylint.corpus.isolated import Isolated
from essaylint.corpus.local import PartWorker
from essaylint.corpus.options import CorpusError, Options
from essaylint.corpus.readers import Part
from essaylint.corpus.running import Work

MISSING = 'the engine “ray” needs Ray; run: pip install "essaylint[ray]"'


class Linting:
    """For `map_batches`: `lint_batch` over the batches of a dataset, in a process of its own that loads the model once.

    >>> dataset.map_batches(Linting, batch_format="pyarrow", batch_size=256, concurrency=8,
    ...                     fn_constructor_args=(Options(id_column="id"),))  # doctest: +SKIP
    """

    def __init__(self, options: Options | None = None) -> None:
        self._isolated = Isolated(options)

    def __call__(self, batch: pa.Table) -> pa.Table:
        """The rows of `schema.BATCH` for a batch."""
        return pa.Table.from_batches([self._isolated.lint_batch(batch)])


class _Parts:
    """For `map_batches`: parts of a corpus, read, linted and written by the actor."""

    def __init__(self, work: bytes) -> None:
        self._worker = PartWorker(pickle.loads(work))

    def __call__(self, batch: pa.Table) -> pa.Table:
        problems = []
        for packed in batch["part"].to_pylist():
            try:
                self._worker(Part(*pickle.loads(packed)))
                problems.append("")
            except CorpusError as error:  # another try would end the same way
                problems.append(str(error))
        return pa.table({"part": batch["part"], "problem": pa.array(problems, pa.string())})


def done(parts: Sequence[Part], work: Work, jobs: int) -> Iterator[Part]:
    """Do the parts and give each when it is written: on the cluster that `RAY_ADDRESS` names, else on one started here."""
    data = _started(jobs)
    rows = [{"part": pickle.dumps(tuple(part))} for part in parts]
    mapped = data.from_items(rows, override_num_blocks=len(rows)).map_batches(
        _Parts,
        batch_size=1,
        batch_format="pyarrow",
        fn_constructor_args=(pickle.dumps(work),),
        compute=data.ActorPoolStrategy(size=min(jobs, len(rows))),
        num_cpus=1,
    )
    for row in mapped.iter_rows():
        if row["problem"]:
            raise CorpusError(row["problem"])
        yield Part(*pickle.loads(row["part"]))


def _started(jobs: int) -> Any:
    try:
        import ray
        import ray.data as data
    except ImportError:
        raise CorpusError(MISSING) from None
    if not ray.is_initialized():
        on_cluster = bool(os.environ.get("RAY_ADDRESS"))
        ray.init(
            num_cpus=None if on_cluster else jobs,
            include_dashboard=None if on_cluster else False,
            log_to_driver=False,
            logging_level=logging.ERROR,
        )
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    context = data.DataContext.get_current()
    context.enable_progress_bars = False
    return data
