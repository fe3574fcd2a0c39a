"""One file becomes a record: from the cache where nothing changed, else by loading the rules and linting it."""

from __future__ import annotations

import sys
from typing import NamedTuple

from essaylint import caching, memo, regexes
from essaylint.places import cache_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from essaylint.reports.records import FileRecord

STDIN = "-"
# What such files hold is not their text; the text that was taken out of them is kept in the cache.
EXTRACTED = (".pdf", ".docx", ".docm", ".odt")


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
    languagetool: str = ""

    @staticmethod
    def of(options: Namespace) -> Settings:
        """The settings in parsed options; those that a command does not have keep their default."""
        return Settings(**{name: getattr(options, name) for name in Settings._fields if hasattr(options, name)})


class Linted(NamedTuple):
    """A file's record, its text (empty where it could not be read), the parser's model if one was used, its baseline."""

    record: FileRecord
    text: str
    model: str = ""
    baseline: str = ""


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
    if not settings.cache:
        return _fresh(data, shown, settings)
    name = caching.key(data, shown, repr(settings))
    extracted = shown.lower().endswith(EXTRACTED)
    text = None if extracted else _decoded(data)
    found = caching.load(name) if extracted or text is not None else None
    if found is not None:
        record, model, baseline, kept = found
        return Linted({**record, "path": shown}, kept if text is None else text, model, baseline)
    linted = _fresh(data, shown, settings)
    if "error" not in linted.record and not _failed(linted.record):
        from essaylint.commands.fresh import depends

        caching.save(name, linted.record, (linted.model, linted.baseline), depends(shown, settings, linted.text), linted.text if extracted else "")
    return linted


def _fresh(data: bytes, shown: str, settings: Settings) -> Linted:
    regexes.warm(cache_folder())
    memo.warm(cache_folder())
    from essaylint.commands import fresh  # the rules and all that they need

    return fresh.lint(data, shown, settings)


def _failed(record: FileRecord) -> bool:
    """Whether another try may say more: a rule raised, or LanguageTool could not be asked."""
    return any(one["rule"] == "rule-failed" for one in record["diagnostics"]) or any(
        one["rule"] == "languagetool" for one in record["skipped"]
    )


def _decoded(data: bytes) -> str | None:
    """The text of a plain UTF-8 file, as `source.decode` reads it; None for any other, which that has to judge."""
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) or b"\0" in data or len(data) > 5_000_000:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None
