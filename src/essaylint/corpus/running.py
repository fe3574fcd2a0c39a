"""A whole corpus: planned, linted part by part by one of the engines, counted."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from essaylint.backends import parser
from essaylint.corpus import readers, where
from essaylint.corpus.options import CorpusError, Options
from essaylint.corpus.readers import Part
from essaylint.corpus.together import parses
from essaylint.corpus.writing import Output
from essaylint.engine import Linter
from essaylint.values import replace

ENGINES = ("local", "ray", "spark")
PART_ROWS = 2_000


class Summary(NamedTuple):
    """What a run did: rows read and written, findings, errors by kind, parts, how many of them an earlier run had done."""

    rows_in: int
    rows_out: int
    findings: int
    errors: dict[str, int]
    parts: int
    done_before: int
    seconds: float


class Work(NamedTuple):
    """What an engine is to do: the options for batches of parts, where to, the parser's model."""

    options: Options
    output: Output
    model: str


def run(
    source: str | Path,
    out: str | Path,
    options: Options | None = None,
    *,
    engine: str = "local",
    jobs: int | None = None,
    limit: int | None = None,
    part_rows: int = PART_ROWS,
    told: Callable[[int, int], object] = lambda done, rows: None,
) -> Summary:
    """Lint every text in `source` (Parquet, JSON lines or a folder) into the two tables of the folder `out`.

    A run that was ended goes on where it stopped when it is started again; the engine may be another. `jobs` are the processes
    (None: one for every core), `told` is told after every part how many rows of all are done. Raises `CorpusError`, and
    `ConfigError` for a config that cannot be used.
    """
    began = time.monotonic()
    options = (options or Options()).alone
    if engine not in ENGINES:
        raise CorpusError(f"there is no engine “{engine}” (there are: {', '.join(ENGINES)})")
    if options.parse_where:
        where.read(options.parse_where)
    linter = Linter(options.config)
    model = _model() if parses(linter, options.quick) else ""
    _keep_apart(Path(source).absolute(), Path(out).absolute())
    plan = readers.planned(source, options, max(part_rows, 1), limit)
    output = Output(out)
    settings = {**options.as_settings(), "model": model, "limit": limit, "part_rows": part_rows}
    with output.locked():
        output.open(plan, settings)
        todo = [part for part in plan.parts if not output.is_done(part)]
        done = plan.rows - sum(part.rows for part in todo)
        told(done, plan.rows)
        if todo:
            chosen = options if plan.kind != "texts" else replace(options, text_column="", id_column="")
            for part in _engine(engine)(todo, Work(chosen, output, model), jobs or os.cpu_count() or 1):
                done += part.rows
                told(done, plan.rows)
        rows, findings, errors = output.count(plan.parts)
    summary = Summary(plan.rows, rows, findings, errors, len(plan.parts), len(plan.parts) - len(todo), time.monotonic() - began)
    if summary.rows_in != summary.rows_out:
        raise CorpusError(f"{out}: {summary.rows_in} rows went in and {summary.rows_out} came out; please report it")
    return summary


def _engine(name: str) -> Callable[[Sequence[Part], Work, int], Iterator[Part]]:
    done: Callable[[Sequence[Part], Work, int], Iterator[Part]] = import_module(f"essaylint.corpus.{name}").done
    return done


def _model() -> str:
    from importlib.metadata import version

    return f"{parser.DEFAULT_MODEL} {version(parser.DEFAULT_MODEL)}"


def _keep_apart(source: Path, out: Path) -> None:
    if source == out or (source.is_dir() and out.is_relative_to(source)):
        raise CorpusError(f"{out}: lies in the corpus itself; name a folder outside {source}")
