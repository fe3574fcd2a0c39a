"""Worker processes that may die: each job is done in the end, and the text that kills is told from those that do not."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections import Counter, deque
from collections.abc import Hashable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import IO, Any, TypeVar

from essaylint.corpus import child
from essaylint.corpus.options import CorpusError

# A text at which so many workers died has killed them; one or two may have been somebody else's doing.
DEATHS = 3
# The libraries below spaCy and Arrow start a thread for every core if they are let.
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "ARROW_NUM_THREADS"), "1")

K = TypeVar("K", bound=Hashable)


class Worker:
    """One worker process, started when there is something to do and again whenever it died."""

    def __init__(self, task: child.Task) -> None:
        self._task = task
        self._process: subprocess.Popen[bytes] | None = None
        self._folder = Path(tempfile.mkdtemp(prefix="essaylint-"))
        self._progress = self._folder / "at"
        self.closed = False

    def do(self, job: Any) -> Any:
        """What the task gives for a job. Raises `CorpusError` if it cannot be done at all.

        Whatever happens to the process, a text is in what comes back: with its findings, or with an error.
        """
        errors: dict[int, str] = {}
        deaths: Counter[int] = Counter()
        one_by_one = False
        while True:
            try:
                return self._ask((job, errors, one_by_one))
            except (EOFError, OSError):
                if self.closed:
                    raise CorpusError("stopped") from None
                at, code = self._died()
            deaths[at] += 1
            if at < 0:  # it was at no text: next time none is done together with others
                one_by_one = one_by_one or at == child.BETWEEN
                if deaths[at] > DEATHS:
                    raise CorpusError(f"worker processes end at once ({_how(code)}){self._last_words()}")
            elif hasattr(signal, "SIGALRM") and code == -signal.SIGALRM:
                errors[at] = f"timeout: not done in {self._task.timeout:g} s"
            elif deaths[at] >= DEATHS:
                errors[at] = f"killed: {DEATHS} workers ended at this text ({_how(code)})"

    def _ask(self, request: Any) -> Any:
        process = self._process or self._start()
        child.send(_pipe(process.stdin), request)
        kind, reply = child.receive(_pipe(process.stdout))
        if kind == "failed":
            raise CorpusError(f"a batch failed; this is a fault of essaylint, please report it:\n{reply}")
        return reply

    def _start(self) -> subprocess.Popen[bytes]:
        self._progress.write_bytes(child.NUMBER.pack(child.NO_TEXT))
        # The same modules are found there as here, whatever put them on the path.
        code = f"import sys; sys.path[:] = {sys.path!r}; from essaylint.corpus.child import main; main({str(self._progress)!r})"
        with open(self._folder / "stderr", "wb") as errors:
            process = self._process = subprocess.Popen(
                [sys.executable, "-c", code],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, env=os.environ | _ONE_THREAD,
            )  # fmt: skip
        if self.closed:  # meanwhile
            process.kill()
        child.send(_pipe(process.stdin), self._task)
        child.receive(_pipe(process.stdout))
        return process

    def _died(self) -> tuple[int, int]:
        """At which text the process ended, and with which code."""
        process, self._process = self._process, None
        code = 0
        if process is not None:
            process.kill()
            code = process.wait()
            _shut(process)
        (at,) = child.NUMBER.unpack(self._progress.read_bytes())
        return at, code

    def _last_words(self) -> str:
        with contextlib.suppress(OSError):
            said = (self._folder / "stderr").read_bytes()[-2000:].decode("utf-8", "replace").strip()
            return f"; the last said:\n{said}" if said else ""
        return ""

    @property
    def pid(self) -> int | None:
        """The process's number, if one runs."""
        return self._process.pid if self._process else None

    def close(self) -> None:
        """End the process."""
        self.closed = True
        process = self._process
        if process is not None:
            process.kill()
            process.wait()
            _shut(process)
        shutil.rmtree(self._folder, ignore_errors=True)


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:  # it was asked for
        raise EOFError
    return stream


def _shut(process: subprocess.Popen[bytes]) -> None:
    for stream in (process.stdin, process.stdout):
        with contextlib.suppress(OSError, ValueError):
            if stream is not None:
                stream.close()


def _how(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    with contextlib.suppress(ValueError):
        return signal.Signals(-code).name
    return f"signal {-code}"


class Pool:
    """Several workers; a job goes to the first that is free."""

    def __init__(self, task: child.Task, size: int) -> None:
        self.workers = [Worker(task) for _ in range(size)]
        self._free = deque(self.workers)
        self._lock = threading.Lock()
        self._threads = ThreadPoolExecutor(size, "essaylint-worker")

    def _do(self, job: Any) -> Any:
        with self._lock:
            worker = self._free.pop()
        try:
            return worker.do(job)
        finally:
            with self._lock:
                self._free.append(worker)

    def ordered(self, jobs: Iterable[Any]) -> Iterator[Any]:
        """What the jobs give, in their order; only a few jobs are taken before they are needed."""
        going: deque[Future[Any]] = deque()
        for job in jobs:
            going.append(self._threads.submit(self._do, job))
            if len(going) > 3 * len(self.workers):
                yield going.popleft().result()
        while going:
            yield going.popleft().result()

    def unordered(self, jobs: Iterable[tuple[K, Any]]) -> Iterator[tuple[K, Any]]:
        """The jobs' keys and what the jobs give, as they are done."""
        going: dict[Future[Any], K] = {}
        for key, job in jobs:
            going[self._threads.submit(self._do, job)] = key
            if len(going) > 2 * len(self.workers):
                yield from _finished(going)
        while going:
            yield from _finished(going)

    def close(self) -> None:
        """End all workers."""
        for worker in self.workers:
            worker.closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self.workers:
            worker.close()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _finished(going: dict[Future[Any], K]) -> Iterator[tuple[K, Any]]:
    done, _ = wait(going, return_when=FIRST_COMPLETED)
    for future in done:
        yield going.pop(future), future.result()
