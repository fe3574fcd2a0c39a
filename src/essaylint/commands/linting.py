"""One file becomes a record: from the cache where nothing changed, else by loading the rules and linting it."""

from __future__ import annotations

import sys
from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from essaylint.reports.records import FileRecord

STDIN = "-"


class Settings(NamedTuple):
    """What the command line says of how to lint; part of the cache's key, and goes to worker processes."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    config: str = ""
    isolated: bool = False
    quick: bool = False
    cache: bool = True
    stdin_filename: str = ""

    @staticmethod
    def of(options: Namespace) -> Settings:
        """The settings in parsed options; those that a command does not have keep their default."""
        return Settings(**{name: getattr(options, name) for name in Settings._fields if hasattr(options, name)})


class Linted(NamedTuple):
    """A file's record, its text (empty where it could not be read), and the parser's model if one was used."""

    record: FileRecord
    text: str
    model: str = ""


def shown_name(path: str, settings: Settings) -> str:
    """The name that a file is shown with."""
    return settings.stdin_filename or "<stdin>" if path == STDIN else path


def bytes_of(path: str) -> bytes:
    """The bytes of a file, or of standard input for `-`. Raises `OSError`."""
    if path == STDIN:
        return sys.stdin.buffer.read()
    with open(path, "rb") as file:
        return file.read()


def lint(path: str, settings: Settings) -> Linted:
    """Lint one file, or standard input for `-`; a file that cannot be read becomes a record with its error."""
    shown = shown_name(path, settings)
    try:
        data = bytes_of(path)
    except OSError:
        from essaylint.commands.fresh import unreadable

        return unreadable(path, shown)
    from essaylint.commands import fresh  # the rules and all that they need

    return fresh.lint(data, shown, settings)
