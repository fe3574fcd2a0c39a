"""Which files of a class's folder are essays, and which are left: the teacher is told of every file that was not read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from essaylint import discovery
from essaylint.config import Config
from essaylint.configfile import FILES
from essaylint.formats import SUFFIXES


def essays_in(folders: Sequence[str], out: Path) -> tuple[list[tuple[str, Path]], dict[str, str]]:
    """The essays below some folders or named themselves, as (name below `out`, file); and why other files are not read.

    Names keep the folders' layout; those of several folders begin with the folder's own name. `out` is left out.
    """
    essays: list[tuple[str, Path]] = []
    left: dict[str, str] = {}
    away = out.resolve()
    for folder in folders:
        base = Path(folder)
        if not base.is_dir():
            essays.append((base.name, base))
            continue
        front = f"{base.resolve().name}/" if len(folders) > 1 else ""
        for path in _below(base, away):
            name = front + path.relative_to(base).as_posix()
            if discovery.is_excluded(path, Config()) or path.name in FILES:
                continue
            if path.suffix.lower() in SUFFIXES:
                essays.append((name, path))
            else:
                left[name] = f"there is no reader for “{path.suffix or path.name}” files; save it as .docx, .odt, .pdf, .md or .txt"
    return essays, left


def _below(base: Path, away: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(base):
        here = Path(place)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and (here / name).resolve() != away)
        for name in sorted(names):
            if not name.startswith((".", "~$")):
                yield here / name
