"""Many files, linted by several processes."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from essaylint.commands.linting import Linted, Settings, lint

# So many files go to a process at a time: enough to be worth the way, few enough that all end together.
CHUNK = 8


def lint_all(paths: Sequence[str], settings: Settings, jobs: int | None) -> Iterator[Linted]:
    """Every file in order. The first is linted here, so that forked processes find loaded what the rules need."""
    jobs = min(jobs or os.cpu_count() or 1, -(-len(paths) // 2))
    context = multiprocessing.get_context("fork" if sys.platform.startswith("linux") else "spawn")
    yield lint(paths[0], settings)
    rest = paths[1:]
    chunk = max(1, min(CHUNK, len(rest) // (jobs * 2)))
    with ProcessPoolExecutor(jobs, context, initializer=_start) as pool:
        yield from pool.map(partial(lint, settings=settings), rest, chunksize=chunk)


def _start() -> None:
    import gc

    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
