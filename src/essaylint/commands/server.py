"""`essaylint server`: the language server, on standard input and output; with `--http`, an answer to LanguageTool's add-ons."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from signal import SIGTERM, default_int_handler, signal
from threading import Thread
from typing import BinaryIO

from essaylint.backends import parser
from essaylint.commands import citations, claims, fresh, metrics
from essaylint.commands.check import add_selection
from essaylint.commands.linting import Settings
from essaylint.commands.output import complain
from essaylint.config import Config
from essaylint.essay.document import Document
from essaylint.essay.metrics import Metrics


def arguments(parser: ArgumentParser) -> None:
    """Add the options of `server`."""
    parser.add_argument("--stdio", action="store_true", help="speak on standard input and output; it does so anyway")
    parser.add_argument("--http", type=_port, metavar="PORT", help="answer LanguageTool's add-ons at this port of this machine instead (0: any)")
    add_selection(parser)


def run(options: Namespace) -> int:
    """Serve one editor until it leaves, or add-ons until it is stopped."""
    if options.http is not None:
        return _serve_http(options.http, Settings.of(options))
    try:
        import pygls  # noqa: F401  (only editors need it)
    except ImportError:
        complain('the language server needs pygls; run: pip install "essaylint[lsp]"')
        return 2
    from essaylint.lsp import serve

    settings = Settings.of(options)

    def resolve(path: Path) -> Config:
        return fresh.config_for(path, settings)

    serve(resolve, fresh.forget, *_streams(), quick=settings.quick, tables=TABLES)
    return 0


def _claims(document: Document) -> str:
    return claims.told(document, Path(document.source.path).name) if parser.available() else f"{claims.NEEDS}\n"


# What an editor can show of an essay, and what makes its text.
TABLES: dict[str, Callable[[Document], str]] = {
    "claims": _claims,
    "citations": lambda document: citations.told(document, 120),
    "metrics": lambda document: metrics.told(Metrics(document)),
}


def _port(text: str) -> int:
    if not text.isdigit() or int(text) > 65535:
        raise ArgumentTypeError(f"{text!r} is no port: a number from 0 to 65535")
    return int(text)


def _serve_http(port: int, settings: Settings) -> int:
    from essaylint.lsp.http import Checker, Server
    from essaylint.lsp.settings import Configs

    checker = Checker(Configs(lambda path: fresh.config_for(path, settings), fresh.forget), Path.cwd() / "text.txt", quick=settings.quick)
    try:
        server = Server(port, checker)
    except OSError as error:
        complain(f"port {port} of this machine cannot be used ({error.strerror}); name another one: essaylint server --http 8082")
        return 2
    print(f"answering as LanguageTool does at {server.url} (end with Ctrl+C)", file=sys.stderr, flush=True)
    Thread(target=checker.warm, daemon=True).start()
    # A signal ends the loop as Ctrl+C does.
    signal(SIGTERM, default_int_handler)
    with server, suppress(KeyboardInterrupt):
        server.serve_forever()
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
