"""`essaylint report FOLDER -o MARKED`: a class's essays, all marked, with one page and one table for all of them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from essaylint import caching
from essaylint.classroom.files import essays_in
from essaylint.classroom.ledger import Ledger
from essaylint.classroom.marked import marked_file
from essaylint.classroom.page import page
from essaylint.classroom.rows import Row
from essaylint.classroom.table import table
from essaylint.commands.fresh import books, config_for, linter_for
from essaylint.commands.linting import Settings
from essaylint.commands.output import Progress, complain
from essaylint.fixing import write_atomically
from essaylint.reports.terminal import visible
from essaylint.source import SourceError

LIMIT = 40
Job = tuple[str, str, str, Settings, int, dict[str, str]]


def run_class(options: Namespace, settings: Settings) -> int:
    """Mark every essay; 0 if all were read, 2 if not or if nothing could be done, 130 if it was stopped."""
    out = Path(options.output_file)
    if out.exists() and not out.is_dir():
        complain(f"{out}: is a file; name a folder with -o")
        return 2
    if out.is_dir() and any(out.iterdir()) and not Ledger.is_in(out):
        complain(f"{out}: holds other files; name an empty or a new folder with -o")
        return 2
    essays, left = essays_in(options.paths, out)
    if not essays:
        complain(f"{', '.join(options.paths)}: no essays in there")
        return 2
    out.mkdir(parents=True, exist_ok=True)
    ledger = Ledger(out)
    limit = LIMIT if options.limit is None else options.limit
    rows: dict[str, Row] = {name: {"path": name, "error": why} for name, why in left.items()}
    stopped, again = False, 0
    progress = Progress(len(essays), options)
    try:
        jobs: list[tuple[str, Job]] = []
        for name, path in essays:
            key = _key(path, settings, limit)
            row = None if not settings.cache else ledger.done(name, key, out)
            if row is not None:
                rows[name] = row
                again += 1
                progress.step(name)
            else:
                jobs.append((key, (name, str(path), str(out), settings, limit, ledger.own(name))))
        for key, row, outputs in _done(jobs, options.jobs):
            rows[row["path"]] = row
            if "error" not in row:  # who could not be read is tried again
                ledger.add(row, key, outputs)
            progress.step(row["path"])
    except KeyboardInterrupt:
        stopped = True
    except OSError as error:
        complain(f"{out}: could not be written ({error.strerror}); what was done is kept, run it again to go on")
        return 2
    finally:
        progress.end()
        ledger.close(name for name, _ in essays)
    code = _finished(options, settings, out, [rows[name] for name in sorted(rows)], again)
    if stopped:
        complain(f"stopped with {sum(name not in rows for name, _ in essays)} essays to go; run it again to go on")
        return 130
    return code


def _finished(options: Namespace, settings: Settings, out: Path, rows: Sequence[Row], again: int) -> int:
    """Write the page and the table of all that was done, and say so."""
    title = ", ".join(Path(path).resolve().name for path in options.paths[:3])
    config = config_for(Path(options.paths[0]) / "essay", settings)
    write_atomically(out / "index.html", page(rows, title, {**books([], settings), **config.book}).encode("utf-8", "surrogatepass"))
    write_atomically(out / "class.csv", table(rows))
    unread = [row for row in rows if "error" in row]
    for row in unread:
        complain(f"{row['path']}: {row['error']}")
    for note in (note for row in rows for note in row.get("notes", [])):
        complain(note)
    done = len(rows) - len(unread)
    before = f" ({again} as before)" if again else ""
    print(f"Marked {done} essay{'s' * (done != 1)}{before}: see {visible(str(out / 'index.html'))}.")
    return 2 if unread else 0


def _key(path: Path, settings: Settings, limit: int) -> str:
    """A digest of all that the marks of an essay depend on; of nothing in particular for one that cannot be read."""
    config = config_for(path, settings)
    stamps = [caching.stamp(str(one)) for one in config.files]
    try:
        return caching.key(path.read_bytes(), str(path), f"{settings!r} {limit} {stamps}")
    except OSError:
        return ""


def _done(jobs: Sequence[tuple[str, Job]], processes: int | None) -> Iterator[tuple[str, Row, dict[str, str]]]:
    """Every essay's row and what was written of it, as they are done, with the key that came with its job.

    After Ctrl-C those that are under way are brought to their end; then `KeyboardInterrupt` is raised.
    """
    processes = min(processes or os.cpu_count() or 1, len(jobs))
    if processes <= 1 and len(jobs) <= 1:
        for key, job in jobs:
            yield key, *_marked(job)
        return
    waiting, stopped = list(reversed(jobs)), False
    while waiting:
        running: dict[Future[tuple[Row, dict[str, str]]], tuple[str, Job]] = {}
        with ProcessPoolExecutor(processes, _context(), initializer=_ignore_interrupts) as pool:
            try:
                while waiting or running:
                    while waiting and len(running) < processes:
                        key, job = waiting.pop()
                        running[pool.submit(_marked, job)] = (key, job)
                    try:
                        ready = wait(running, return_when=FIRST_COMPLETED).done
                    except KeyboardInterrupt:
                        if stopped:
                            raise
                        waiting, stopped = [], True
                        continue
                    for future in ready:
                        row, outputs = future.result()
                        yield running.pop(future)[0], row, outputs
            except BrokenProcessPool:
                pass  # one of those that are under way ended its process: each gets one of its own
        for key, job in running.values():
            yield key, *_alone(job)
    if stopped:
        raise KeyboardInterrupt


def _alone(job: Job) -> tuple[Row, dict[str, str]]:
    """The same in a process of its own, which may end as it likes."""
    with ProcessPoolExecutor(1, _context(), initializer=_ignore_interrupts) as pool:
        try:
            return pool.submit(_marked, job).result()
        except BrokenProcessPool:
            return {"path": job[0], "error": "the process that read it ended; try it on its own, and report it if it does so again"}, {}


def _context() -> multiprocessing.context.BaseContext:
    return multiprocessing.get_context("fork" if sys.platform.startswith("linux") else "spawn")


def _ignore_interrupts() -> None:
    """Ctrl-C is for the process that started us: what is under way is brought to its end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _marked(job: Job) -> tuple[Row, dict[str, str]]:
    """One essay, marked; one that cannot be read or makes a rule fail becomes a row with its error."""
    name, path, out, settings, limit, own = job
    linter = linter_for(config_for(Path(path), settings))
    try:
        return marked_file(Path(path), name, Path(out), linter, limit=limit, quick=settings.quick, own=own)
    except SourceError as error:
        return {"path": name, "error": str(error).removeprefix(f"{name}: ").removeprefix(f"{path}: ")}, {}
