"""Linting a file afresh: its config, the rules, the essay."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from essaylint.backends import parser
from essaylint.commands.linting import Linted, Settings
from essaylint.commands.output import complain
from essaylint.config import LANGUAGETOOL, Config, languagetool_of, merge
from essaylint.configfile import ConfigError, find_file
from essaylint.engine import Linter
from essaylint.essay.document import Document
from essaylint.formats import decode, format_of, load, read_beside, read_file
from essaylint.reports.recording import record_of
from essaylint.rulebook import Rule, near
from essaylint.source import Source, SourceError
from essaylint.values import replace


def config_for(path: Path, settings: Settings) -> Config:
    """The config of a file: the named one, else the nearest one, with what the command line says put on it."""
    if settings.isolated:
        return _plain(settings)
    if settings.config:
        return _loaded(Path(settings.config), settings)
    return _found(_nearest(path.parent.absolute()), settings)


def config_here(settings: Settings) -> Config:
    """The config of the folder that we are in."""
    return config_for(Path("essay"), settings)


@cache
def _nearest(folder: Path) -> Path | None:
    return find_file(folder)


@cache
def _loaded(path: Path, settings: Settings) -> Config:
    return with_settings(Config.load(path), settings)


@cache
def _found(path: Path | None, settings: Settings) -> Config:
    return with_settings(Config.found(path), settings)


@cache
def _plain(settings: Settings) -> Config:
    return with_settings(Config(), settings)


def with_settings(config: Config, settings: Settings) -> Config:
    """A config with the selections of the command line on it; a rule that is selected by name there is not ignored."""
    for flag in ("select", "extend_select", "ignore"):
        for name in getattr(settings, flag):
            if name not in config.names and not name.startswith(f"{LANGUAGETOOL}/"):
                option = flag.replace("_", "-")
                raise ConfigError(f"--{option}: there is no rule or category “{name}”{near(name, config.names)}")
    for name in dict.fromkeys((*settings.select, *settings.extend_select, *settings.ignore, *config.select, *config.extend_select, *config.ignore, *config.rules)):
        if (now := config.renamed(name)) != name:
            complain(f"“{name}” is now called “{now}”; the old name goes on working")
    ignore = tuple(name for name in config.ignore if name not in settings.select)
    return replace(
        config,
        select=settings.select or config.select,
        extend_select=merge((*config.extend_select, *settings.extend_select)),
        ignore=merge((*ignore, *settings.ignore)),
        languagetool=languagetool_of(settings.languagetool, "--languagetool") if settings.languagetool else config.languagetool,
    )


_LINTERS: dict[int, Linter] = {}


def forget() -> None:
    """Look for configs anew: one process may run several commands, and files change between them."""
    for kept in (_nearest, _loaded, _found, _plain):
        kept.cache_clear()
    _LINTERS.clear()


def linter_for(config: Config) -> Linter:
    """The linter of a config; one for all files that share the config."""
    found = _LINTERS.get(id(config))
    if found is None or found.config is not config:
        found = _LINTERS[id(config)] = Linter(config)
    return found


def lint(data: bytes, shown: str, settings: Settings) -> Linted:
    """The record of a file's bytes, under the name that it is shown with."""
    path = Path(shown)
    linter = linter_for(config_for(path, settings))
    try:
        source = decode(data, shown)
    except SourceError as error:
        return Linted({"path": shown, "error": _sentence(error, shown)}, "")
    report = linter.run(read_file(source, format_of(path)), quick=settings.quick)
    linter.keep_only(())  # a run reads every essay once: what was found in it serves nobody
    return Linted(record_of(report, shown), source.text, model_of(linter, settings), linter.config.baseline)


def model_of(linter: Linter, settings: Settings) -> str:
    """The parser's model and its version if a rule used it, else an empty string."""
    if settings.quick or not any("parse" in rule.needs for rule in linter.rules) or not parser.available():
        return ""
    from importlib.metadata import version  # after the parse, its tenth of a second is nothing

    return f"{parser.DEFAULT_MODEL} {version(parser.DEFAULT_MODEL)}"


def books(paths: Iterable[str], settings: Settings) -> dict[str, Rule]:
    """The rules of the configs of all these files."""
    rules: dict[str, Rule] = {}
    for config in {id(one): one for one in (config_for(Path(path), settings) for path in paths)}.values():
        rules |= config.book
    return rules


def depends(shown: str, settings: Settings, text: str) -> list[str]:
    """The files and folders that a record depends on besides the essay and the config nearest to it."""
    config = config_for(Path(shown), settings)
    found = [*config.files, *map(str, read_beside(Source(text, shown), format_of(shown)))]
    for folder in map(Path, config.rulebooks):
        found += map(str, (folder, *folder.iterdir(), *folder.glob("*/*.md")))
    return found


def document_of(path: str) -> Document:
    """The essay in a file. Raises `SourceError`."""
    return read_file(load(Path(path)), format_of(path))


def unreadable(path: str, shown: str) -> Linted:
    """The record of a file that could not be opened."""
    try:
        load(Path(path), shown)
    except SourceError as error:
        return Linted({"path": shown, "error": _sentence(error, shown)}, "")
    return Linted({"path": shown, "error": "could not be read; try again"}, "")


def _sentence(error: SourceError, shown: str) -> str:
    return str(error).removeprefix(f"{shown}: ")
