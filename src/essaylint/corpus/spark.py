"""Spark: `mapInArrow`, with a worker process for every Python worker, which loads the model once and serves many tasks."""

from __future__ import annotations

import os
import pickle
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pyarrow as pa

from essaylint.corpus import schema
from essaylint.corpus.isolated import Isolated
from essaylint.corpus.local import PartWorker
from essaylint.corpus.options import CorpusError, Options
from essaylint.corpus.readers import Part
from essaylint.corpus.running import Work

MISSING = 'the engine “spark” needs PySpark; run: pip install "essaylint[spark]"'
# Spark keeps its Python workers for many tasks; what a worker made for one task serves the next.
_kept: dict[bytes, Any] = {}


def linting(options: Options | None = None) -> tuple[Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]], Any]:
    """For `mapInArrow`: a function over the batches of a data frame, and the schema of what it gives.

    >>> spark.read.parquet("essays").mapInArrow(*linting(Options(id_column="id")))  # doctest: +SKIP
    """
    from pyspark.sql.pandas.types import from_arrow_schema

    packed = pickle.dumps(options or Options())

    def lint(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        isolated = _made(packed, Isolated)
        for batch in batches:
            yield isolated.lint_batch(batch)

    return lint, from_arrow_schema(schema.BATCH)


def _made(packed: bytes, make: Callable[[Any], Any]) -> Any:
    if packed not in _kept:
        for old in _kept.values():
            getattr(old, "close", lambda: None)()
        _kept.clear()
        _kept[packed] = make(pickle.loads(packed))
    return _kept[packed]


def done(parts: Sequence[Part], work: Work, jobs: int) -> Iterator[Part]:
    """Do the parts, then give them all: in the session that there is, else on a Spark started here."""
    session = started(jobs)
    packed = pickle.dumps(work)

    def each(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        worker = _made(packed, PartWorker)
        for batch in batches:
            for one in batch.column("part").to_pylist():
                problem = ""
                try:
                    worker(Part(*pickle.loads(one)))
                except CorpusError as error:  # another try would end the same way
                    problem = str(error)
                yield pa.RecordBatch.from_pydict({"part": pa.array([one], pa.binary()), "problem": pa.array([problem], pa.string())})

    frame = session.createDataFrame([(pickle.dumps(tuple(part)),) for part in parts], "part binary").repartition(len(parts))
    for row in frame.mapInArrow(each, "part binary, problem string").collect():
        if row.problem:
            raise CorpusError(row.problem)
        yield Part(*pickle.loads(bytes(row.part)))


def started(jobs: int) -> Any:
    """The Spark session that there is, else one of this machine with so many workers."""
    # A worker runs the Python that this is, not the one that Spark finds first.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        warnings.filterwarnings("ignore", category=FutureWarning, module="pyspark")
        from pyspark.sql import SparkSession
    except ImportError:
        raise CorpusError(MISSING) from None
    session = SparkSession.getActiveSession()
    if session is not None:
        return session
    builder = SparkSession.builder.appName("essaylint")
    if not {"PYSPARK_GATEWAY_PORT", "SPARK_REMOTE", "MASTER"} & os.environ.keys():  # not under spark-submit
        builder = builder.master(f"local[{jobs},4]").config("spark.ui.enabled", "false").config("spark.log.level", "OFF")
    try:
        return builder.getOrCreate()
    except Exception as error:
        raise CorpusError(f"Spark does not start ({str(error).splitlines()[0]}); it needs Java 17 or later") from None
