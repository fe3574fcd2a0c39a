"""`essaylint server`: the language server, on standard input and output."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import BinaryIO

from essaylint.commands import fresh
from essaylint.commands.check import add_selection
from essaylint.commands.linting import Settings
from essaylint.commands.output import complain
from essaylint.config import Config


def arguments(parser: ArgumentParser) -> None:
    """Add the options of `server`."""
    parser.add_argument("--stdio", action="store_true", help="speak on standard input and output; it does so anyway")
    add_selection(parser)


def run(options: Namespace) -> int:
    """Serve one editor until it leaves."""
    try:
        import pygls  # noqa: F401  (only editors need it)
    except ImportError:
        complain('the language server needs pygls; run: pip install "essaylint[lsp]"')
        return 2
    from essaylint.lsp import serve

    settings = Settings.of(options)

    def resolve(path: Path) -> Config:
        return fresh.config_for(path, settings)

    serve(resolve, fresh.forget, *_streams(), quick=settings.quick)
    return 0


def _streams() -> tuple[BinaryIO, BinaryIO]:
    """The two streams that the editor reads and writes; from now on nothing else can write there.

    What a rule or a library prints goes to standard error, and what it would read is empty.
    """
    sys.stdout.flush()
    stdin, stdout = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    sys.stdout = sys.stderr
    return stdin, stdout
