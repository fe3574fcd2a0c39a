"""Which files of a folder are essays: by their suffix, without what git ignores, hidden folders and what is excluded."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from essaylint.config import Config, matches
from essaylint.configfile import find_file
from essaylint.formats import NAMED_ONLY, SUFFIXES

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_SUFFIXES = SUFFIXES.keys() - NAMED_ONLY
# Texts that are no essays: pre-commit and others call them plain text too.
EXCLUDED = (
    "LICENSE*", "LICENCE*", "COPYING*", "NOTICE*", "CODEOWNERS", "requirements*.txt", "constraints*.txt", "robots.txt",
    "humans.txt", "ads.txt", "llms.txt", "security.txt", "CMakeLists.txt", "*.egg-info", "*.dist-info", "node_modules",
    "__pycache__", "build", "dist", "venv", "site-packages", "vendor", "~$*",
)  # fmt: skip


def files(paths: Sequence[str], *, force_exclude: bool = False) -> list[str]:
    """Files as they are named, and the essays in the folders that are named, each once and in order.

    With `force_exclude` (for tools that name files themselves) a file that is excluded is left out even if it is named.
    """
    found: dict[str, None] = {}
    nearest = _Nearest(None)
    for path in paths:
        if path != "-" and os.path.isdir(path):
            found.update(dict.fromkeys(walk(path)))
        elif not force_exclude or path == "-" or not _is_in_excluded(Path(path), nearest(Path(path).parent)):
            found[path] = None
    return list(found)


def walk(folder: str, config: Config | None = None) -> Iterator[str]:
    """The essays below a folder, in order of their names; links to folders are not followed."""
    ignores = _Ignores(Path(folder))
    nearest = _Nearest(config)
    for place, folders, names in os.walk(folder):
        here = Path(place)
        config = nearest(here)
        ignores.enter(here)
        folders[:] = sorted(
            name for name in folders
            if not name.startswith(".") and not is_excluded(here / name, config) and not ignores(here / name, True)
        )  # fmt: skip
        for name in sorted(names):
            path = here / name
            if path.suffix.lower() in _SUFFIXES and not name.startswith(".") and not is_excluded(path, config) and not ignores(path, False):
                yield os.path.join(place, name) if folder != "." else os.path.normpath(os.path.join(place, name))


def is_excluded(path: Path, config: Config) -> bool:
    """Whether a path is one of those that are no essays, or that the config's `exclude` names."""
    name = Path(path.name)
    if any(name.match(pattern) for pattern in EXCLUDED):
        return True
    if config.rulebooks and str(path.absolute()) in {os.path.abspath(folder) for folder in config.rulebooks}:
        return True
    return any(matches(path, pattern, config.root) for pattern in config.exclude)


def _is_in_excluded(path: Path, config: Config) -> bool:
    """Whether a file or one of the folders on the way to it (up to the config's) is excluded."""
    whole = path.absolute()
    root = config.root.absolute() if config.path else Path().absolute()
    places = [place for place in (whole, *whole.parents) if place.is_relative_to(root) and place != root] or [whole]
    return any(is_excluded(place, config) for place in places)


class _Nearest:
    """The config nearest to a folder; every folder is looked at once."""

    def __init__(self, config: Config | None) -> None:
        self._fixed = config
        self._loaded: dict[Path | None, Config] = {}

    def __call__(self, folder: Path) -> Config:
        if self._fixed is not None:
            return self._fixed
        path = find_file(folder)
        if path not in self._loaded:
            self._loaded[path] = Config.found(path)
        return self._loaded[path]


class _Ignores:
    """What git ignores: the `.gitignore`s from the repository's root down, and its `info/exclude`."""

    def __init__(self, folder: Path) -> None:
        self._specs: list[tuple[Path, GitIgnoreSpec]] = []
        here = folder.resolve()
        root = next((place for place in (here, *here.parents) if (place / ".git").exists()), None)
        if root is not None:
            self._add(root, root / ".git" / "info" / "exclude")
            for place in reversed([one for one in (here, *here.parents) if one != here and one.is_relative_to(root)]):
                self._add(place, place / ".gitignore")

    def enter(self, folder: Path) -> None:
        """Read a folder's own `.gitignore`."""
        self._add(folder.resolve(), folder / ".gitignore")

    def _add(self, base: Path, path: Path) -> None:
        try:
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return
        from pathspec import GitIgnoreSpec  # only where there is a .gitignore

        self._specs.append((base, GitIgnoreSpec.from_lines(lines)))

    def __call__(self, path: Path, is_folder: bool) -> bool:
        """Whether git would leave a path out; the nearest `.gitignore` that speaks of it decides."""
        whole = path.parent.resolve() / path.name
        for base, spec in reversed(self._specs):
            if whole.is_relative_to(base):
                said = spec.check_file(whole.relative_to(base).as_posix() + ("/" if is_folder else "")).include
                if said is not None:
                    return bool(said)
        return False
