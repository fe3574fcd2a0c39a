"""Where a report goes, and whether it may be coloured."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from time import perf_counter

from essaylint.reports.terminal import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _ArgumentGroup
    from types import TracebackType
    from typing import TextIO

_WIDEST = 120


def add_output(parser: ArgumentParser | _ArgumentGroup) -> None:
    """Add the options that say where the report goes and how loud it is."""
    parser.add_argument("-o", "--output-file", default="", metavar="FILE", help="write the report into this file")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colours (default: on a terminal)")
    parser.add_argument("-q", "--quiet", action="store_true", help="only the findings, no summary")
    parser.add_argument("-v", "--verbose", action="store_true", help="say on standard error what is done")


class Output:
    """The stream that a report is written to: standard output, or a file that is put in place when all is written."""

    def __init__(self, options: Namespace) -> None:
        self._path: str = options.output_file
        self.stream: TextIO = sys.stdout

    def __enter__(self) -> Output:
        if self._path:
            from io import StringIO  # only for -o

            self.stream = StringIO()
        else:
            # Reports hold any character; a terminal that cannot show one shows it escaped.
            if isinstance(sys.stdout, TextIOWrapper):
                sys.stdout.reconfigure(errors="backslashreplace")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None and self._path:
            from pathlib import Path

            from essaylint.fixing import write_atomically

            write_atomically(Path(self._path), self.stream.getvalue().encode())  # type: ignore[attr-defined]
        elif kind is None:
            self.stream.flush()


def is_color(options: Namespace, stream: TextIO) -> bool:
    """Whether to colour what goes to `stream`: as --color says, else NO_COLOR, FORCE_COLOR, else on a terminal."""
    if options.color != "auto":
        return bool(options.color == "always")
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def terminal_width() -> int:
    """The columns to write in: COLUMNS, else the terminal's, else 100; never more than 120 nor less than 40."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit():
        return min(max(int(columns), 40), _WIDEST)
    try:
        return min(max(os.get_terminal_size(sys.stdout.fileno()).columns, 40), _WIDEST)
    except (OSError, ValueError):
        return 100


def complain(sentence: str) -> None:
    """One sentence on standard error; nothing that a file or its name says can do anything to the terminal."""
    sys.stderr.write(f"essaylint: {visible(sentence)}\n")


class Progress:
    """How far many files are, on a terminal's standard error; with `-v` a line a file, with the seconds that it took."""

    def __init__(self, total: int, options: Namespace) -> None:
        self._total, self._done, self._at = total, 0, perf_counter()
        self._verbose: bool = options.verbose
        self._bar = total > 10 and not options.quiet and not options.verbose and sys.stderr.isatty()

    def step(self, path: str) -> None:
        """One more file is done."""
        self._done += 1
        if self._verbose:
            now = perf_counter()
            sys.stderr.write(f"essaylint: {visible(path)}: {now - self._at:.2f} s\n")
            self._at = now
        elif self._bar:
            full = 20 * self._done // self._total
            sys.stderr.write(f"\r[{'#' * full}{'.' * (20 - full)}] {self._done}/{self._total}")
            sys.stderr.flush()

    def end(self) -> None:
        """Take the bar away."""
        if self._bar:
            sys.stderr.write("\r\x1b[K")
