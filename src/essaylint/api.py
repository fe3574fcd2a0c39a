"""The functions of the package: each a few lines over the Linter."""

from __future__ import annotations

import warnings
from functools import cache
from pathlib import Path

from essaylint import fixing, formats
from essaylint.config import Config
from essaylint.diagnostic import Diagnostic
from essaylint.engine import Linter, Report
from essaylint.essay.document import Document
from essaylint.source import Source


@cache
def _default() -> Linter:
    return Linter()


def _linter(config: Config | None) -> Linter:
    return _default() if config is None else Linter(config)


def lint(text: str, *, format: str = "plain", config: Config | None = None, quick: bool = False) -> list[Diagnostic]:
    """What is wrong in `text`, by place; reads no file and no config but the one given.

    `format` is `plain`, `markdown`, `quarto`, `notebook`, `html`, `latex`, `rst` or `org`; `quick` leaves out the rules that need a parse or a server. Spans count code
    points of `text`. Raises `ConfigError` for a config that cannot be used.
    """
    return list(_told(_linter(config).run(read(text, format=format), quick=quick)))


def lint_file(path: str | Path, *, config: Config | None = None, quick: bool = False) -> list[Diagnostic]:
    """What is wrong in a file, by place; without `config` the one nearest to the file is used.

    Raises `SourceError` for a file that cannot be read, `ConfigError` for a config that cannot be used.
    """
    path = Path(path)
    linter = Linter(Config.discover(path)) if config is None else Linter(config)
    document = formats.read_file(formats.load(path), formats.format_of(path))
    return list(_told(linter.run(document, quick=quick)))


def read(source: str | Source | Path, *, format: str = "plain", previous: Document | None = None) -> Document:
    """The essay that a text holds; what `previous` knows of paragraphs that did not change is kept.

    A `Path` is read as its suffix says; of a Word file or a PDF, `source.text` is what the places of diagnostics count.
    Raises `SourceError` for a file that cannot be read.
    """
    if isinstance(source, Path):
        return formats.read_file(formats.load(source), formats.format_of(source), previous)
    return formats.read(source if isinstance(source, Source) else Source(source), format, previous)


def fix(text: str, *, format: str = "plain", config: Config | None = None, suggested: bool = False) -> str:
    """The text with every safe fix applied until none is left; with `suggested` the first fix of every finding."""
    return fixing.fix_text(text, _linter(config), format=format, suggested=suggested)


def _told(report: Report) -> tuple[Diagnostic, ...]:
    if report.skipped:
        rules = ", ".join(sorted({one.rule for one in report.skipped}))
        warnings.warn(f"essaylint left out {rules}: {report.skipped[0].why}", stacklevel=3)
    return report.diagnostics
