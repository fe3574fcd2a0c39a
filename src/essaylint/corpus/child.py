"""A worker process: it reads jobs from standard input and writes what they gave to standard output, until there are no more.

Before every text it writes its number into a small file and sets an alarm. A text that takes too long is ended by the alarm's
default action, which needs no help of Python's and so ends any hang; whoever started the process reads in the file which text
it was. A process whose starter is gone ends when it next reads or writes, or by the alarm.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
import struct
import sys
import traceback
from collections.abc import Callable, Mapping
from typing import IO, Any, Protocol

SIZE = struct.Struct("<Q")
NUMBER = struct.Struct("<q")
# Written where no text is being looked at: at the start, and while a group is parsed.
NO_TEXT = -1
BETWEEN = -2


class Task(Protocol):
    """What a worker does; it is pickled to get there."""

    timeout: float

    def start(self) -> None:
        """Load what every job needs."""

    def do(self, job: Any, errors: Mapping[int, str], one_by_one: bool, at: Callable[[int], None]) -> Any:
        """Do a job of several texts; `at` is told the number of every text before it is looked at.

        The texts in `errors` are not to be touched; with `one_by_one` nothing is done for several texts at once.
        """


def send(stream: IO[bytes], value: Any) -> None:
    """Write a value to a pipe."""
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    stream.write(SIZE.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read a value from a pipe. Raises `EOFError` where there is no more."""
    head = stream.read(SIZE.size)
    if len(head) < SIZE.size:
        raise EOFError
    (size,) = SIZE.unpack(head)
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return pickle.loads(data)


class Alarm:
    """Tells which text is being looked at, and ends the process if that takes too long."""

    def __init__(self, path: str, seconds: float) -> None:
        self._file = open(path, "r+b", buffering=0)  # noqa: SIM115  # it stays open as long as the process
        self._seconds = seconds if hasattr(signal, "setitimer") else 0.0

    def __call__(self, number: int) -> None:
        """The next text is `number`."""
        self._file.seek(0)
        self._file.write(NUMBER.pack(number))
        if self._seconds:
            signal.setitimer(signal.ITIMER_REAL, self._seconds)

    def rest(self) -> None:
        """There is nothing to do now."""
        self(NO_TEXT)
        if self._seconds:
            signal.setitimer(signal.ITIMER_REAL, 0)


def main(progress: str) -> None:
    """Serve until standard input ends. What rules print goes to standard error."""
    jobs = sys.stdin.buffer
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _be_the_first_to_go()
    try:
        task: Task = receive(jobs)
        alarm = Alarm(progress, task.timeout)
        task.start()
        gc.collect()
        gc.freeze()
        gc.set_threshold(50_000, 20, 20)
        send(replies, ("ready", os.getpid()))
        while True:
            job, errors, one_by_one = receive(jobs)
            try:
                reply = ("done", task.do(job, errors, one_by_one, alarm))
            except Exception:
                reply = ("failed", traceback.format_exc())
            alarm.rest()
            send(replies, reply)
    except (EOFError, BrokenPipeError, KeyboardInterrupt):
        pass
    os._exit(0)


def _be_the_first_to_go() -> None:
    """Where memory runs out, this process should be ended and not the one that waits for it."""
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")
