"""Many files, linted by several processes."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from essaylint import caching, regexes
from essaylint.commands.linting import Linted, Settings, lint

# So many files go to a process at a time: enough to be worth the way, few enough that all end together.
CHUNK = 8


def lint_all(paths: Sequence[str], settings: Settings, jobs: int | None) -> Iterator[Linted]:
    """Every file in order. What the rules need is loaded once and shared where processes can be forked."""
    jobs = min(jobs or os.cpu_count() or 1, -(-len(paths) // 2))
    context = multiprocessing.get_context("fork" if sys.platform.startswith("linux") else "spawn")
    regexes.warm(caching.folder())
    chunk = max(1, min(CHUNK, len(paths) // (jobs * 2)))
    with ProcessPoolExecutor(jobs, context, initializer=_start) as pool:
        yield from pool.map(partial(lint, settings=settings), paths, chunksize=chunk)


def _start() -> None:
    import gc

    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
