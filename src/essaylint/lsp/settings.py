"""What holds for an open essay: the editor's few settings, and the config and rules that the command line would use."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from essaylint.config import Config
from essaylint.configfile import ConfigError, find_file, user_file
from essaylint.engine import Linter
from essaylint.essay.document import Document
from essaylint.rulebook import CardError, Rule
from essaylint.source import Source
from essaylint.span import Span

Resolve = Callable[[Path], Config]
Forget = Callable[[], None]
Tables = Mapping[str, Callable[[Document], str]]
_AT = re.compile(r"\(at line (\d+), column (\d+)\)")
_KEY = re.compile(r"“([^”]+)”|rules\.([\w/-]+)|: ([\w-]+)(?: =|:| should)")


@dataclass(frozen=True)
class Settings:
    """What an editor may set: only how findings are shown and when; which rules run, a config file says.

    `hints` is how hints are shown (`hint`, `information` or `off`), `debounce` the milliseconds of rest before all rules
    run, `quick` leaves those out that need a parse, `most` is the number of findings of an essay that are shown.
    """

    hints: str = "hint"
    debounce: int = 300
    quick: bool = False
    most: int = 1000

    @staticmethod
    def of(values: Any) -> tuple[Settings, list[str]]:
        """The settings in what an editor sent, and a sentence for each that cannot be used."""
        if not isinstance(values, Mapping):
            return Settings(), []
        known = {one.name: type(one.default) for one in fields(Settings)}
        good: dict[str, Any] = {}
        wrong: list[str] = []
        for name, value in values.items():
            if name not in known:
                if name not in _CLIENTS_OWN:
                    wrong.append(f"there is no setting essaylint.{name} (there are: {', '.join(known)})")
            elif value is not None:
                right = type(value) is known[name] and (name != "hints" or value in ("hint", "information", "off"))
                if right and (known[name] is not int or value >= 0):
                    good[name] = value
                else:
                    wrong.append(f"essaylint.{name} = {value!r} is no {known[name].__name__} that can be used")
        return Settings(**good), wrong


# Settings of extensions, which are none of the server's business.
_CLIENTS_OWN = ("command", "path", "trace", "status", "enable")


class AtOnce(Linter):
    """The rules that are run at every keystroke: those that look at one paragraph and need no parse."""

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of the config that are quick and local."""
        return tuple(rule for rule in self.config.active if not rule.needs and rule.shape != "document")


class Linters(NamedTuple):
    """The linters of one config."""

    at_once: AtOnce
    all: Linter


class Problem(NamedTuple):
    """A config that cannot be used: the file (if it is one), where in it, and why."""

    file: Path | None
    span: Span
    message: str


class Configs:
    """The linters of every folder, made by the command line's own resolver, and looked at again when files change."""

    def __init__(self, resolve: Resolve, forget: Forget) -> None:
        self._resolve, self._forget = resolve, forget
        self._lock = threading.RLock()
        self._by_folder: dict[Path, Linters] = {}
        self._by_config: dict[int, Linters] = {}
        self._good: dict[Path, Linters] = {}
        self._stamps: dict[Path, object] = {}
        self.problems: dict[Path, Problem] = {}

    def of(self, path: Path) -> Linters:
        """The linters for a file. A config that cannot be used becomes a problem, and what held before goes on holding."""
        folder = path.parent
        with self._lock:
            if folder not in self._by_folder:
                self._by_folder[folder] = self._made(path)
                self._stamps[folder] = self._stamp(folder)
            return self._by_folder[folder]

    def _made(self, path: Path) -> Linters:
        folder = path.parent
        try:
            config = self._resolve(path)
            linters = self._by_config.get(id(config))
            if linters is None:
                linters = Linters(AtOnce(config), Linter(config))
                _ = linters.all.rules, config.ignored_spans("")  # they raise here and not while linting
                self._by_config[id(config)] = linters
            self._good[folder] = linters
            self.problems.pop(folder, None)
            return linters
        except (ConfigError, CardError, OSError) as error:
            self.problems[folder] = _problem(str(error))
        except Exception as error:  # a card or package of anybody's; the server lives
            self.problems[folder] = _problem(f"the rules could not be read: {type(error).__name__}: {error}")
        if folder not in self._good:
            self._good[folder] = Linters(AtOnce(Config()), Linter(Config()))
        return self._good[folder]

    def refresh(self) -> bool:
        """Whether a config (or a card in a folder that it names) changed since it was read; they are then read again."""
        with self._lock:
            if all(self._stamp(folder) == stamp for folder, stamp in self._stamps.items()):
                return False
            self._forget()
            self._by_folder.clear()
            self._by_config.clear()
            self._stamps.clear()
            return True

    def _stamp(self, folder: Path) -> object:
        try:
            found = find_file(folder / "essay")
        except (OSError, ConfigError):  # a pyproject.toml that is no TOML just now
            found = None
        linters = self._by_folder.get(folder)
        config = linters.all.config if linters else Config()
        problem = self.problems.get(folder)
        files = {user_file(), *map(Path, config.files), *_cards(config), *filter(None, [found, problem and problem.file])}
        return found, tuple(sorted(map(_state, files)))


def _cards(config: Config) -> Iterator[Path]:
    for folder in map(Path, config.rulebooks):
        yield folder
        yield from folder.rglob("*.md")


def _state(path: Path) -> tuple[str, int, int]:
    try:
        stat = os.stat(path)
    except OSError:
        return str(path), 0, 0
    return str(path), stat.st_mtime_ns, stat.st_size


def _problem(message: str) -> Problem:
    """A message that begins with the path of a file, as a problem in that file, at the words that it names."""
    path, text = None, ""
    for end in (at for at, char in enumerate(message) if char == ":"):
        try:
            if (candidate := Path(message[:end])).is_file():
                path, message = candidate, message[end + 1 :].strip()
                text = path.read_text(encoding="utf-8", errors="replace")
                break
        except (OSError, ValueError):
            continue
    return Problem(path, _place(message, text), message)


def _place(message: str, text: str) -> Span:
    source = Source(text)
    if at := _AT.search(message):
        line = min(int(at[1]), len(source.line_starts))
        return source.line_span(line)
    for match in _KEY.finditer(f": {message}"):
        word = next(filter(None, match.groups()))
        if found := re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text):
            return Span(*found.span())
    return source.line_span(1)
