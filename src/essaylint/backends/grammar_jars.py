"""LanguageTool's program: where it is on this machine, whether it is whole, and which Java runs it.

The files are pinned by size and SHA-256 in `languagetool.tsv`, as Maven Central has them.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from essaylint.places import data_folder

VERSION = "6.8"
JAVA = 17
# A folder of jars that was put there by hand.
VARIABLE = "ESSAYLINT_LANGUAGETOOL"
INSTALL = "run: essaylint languagetool install"


class Jar(NamedTuple):
    """One file of the program: its path in a Maven repository, its size and its SHA-256."""

    path: str
    size: int
    digest: str

    @property
    def name(self) -> str:
        return self.path.rsplit("/", 1)[-1]


@lru_cache(maxsize=1)
def pinned() -> tuple[Jar, ...]:
    """All files that the program needs for English."""
    lines = (Path(__file__).parent / "languagetool.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple(Jar(path, int(size), digest) for path, size, digest in rows)


def own_folder() -> Path:
    """Where `essaylint languagetool install` puts the files."""
    return Path(data_folder()) / "languagetool" / VERSION


@dataclass(frozen=True)
class Program:
    """LanguageTool on this machine: the class path that Java is given, the folder, and what is wrong with it, if anything."""

    classpath: str
    folder: Path
    wrong: str = ""


def find() -> Program | None:
    """The program that was put there by hand, that we installed, or that language_tool_python did; None without any."""
    named = os.environ.get(VARIABLE, "").strip()
    if named:
        return _of_folder(Path(named), f"{VARIABLE} names {named}, where no languagetool-server jar is")
    if own_folder().is_dir():
        return Program(str(own_folder() / "*"), own_folder(), missing(own_folder()))
    root = Path(os.environ.get("LTP_PATH", "") or os.path.expanduser("~/.cache/language_tool_python"))
    for folder in sorted(root.glob("LanguageTool-*"), reverse=True):
        if (folder / "languagetool-server.jar").is_file():
            return Program(str(folder / "languagetool-server.jar"), folder)
    return None


def _of_folder(folder: Path, otherwise: str) -> Program:
    for place in (folder, folder / "libs"):
        if any(place.glob("languagetool-server-*.jar")):
            return Program(str(place / "*"), place)
    if (folder / "languagetool-server.jar").is_file():  # as the LanguageTool project packs it
        return Program(str(folder / "languagetool-server.jar"), folder)
    return Program("", folder, otherwise)


def missing(folder: Path) -> str:
    """What is wrong with a folder of the pinned files by their sizes, in one sentence; empty if nothing is."""
    for jar in pinned():
        path = folder / jar.name
        try:
            size = path.stat().st_size
        except OSError:
            return f"{path} is missing; {INSTALL}"
        if size != jar.size:
            return f"{path} has {size:,} bytes and not {jar.size:,}; {INSTALL}"
    return ""


def is_whole(path: Path, jar: Jar) -> bool:
    """Whether a file is exactly the pinned one."""
    try:
        if path.stat().st_size != jar.size:
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == jar.digest
    except OSError:
        return False


def java() -> str | None:
    """The Java that would run it: of JAVA_HOME, else the one on the path."""
    home = os.environ.get("JAVA_HOME", "").strip()
    if home and (found := shutil.which("java", path=os.path.join(home, "bin"))):
        return found
    return shutil.which("java")
