"""LanguageTool's files, fetched: by Maven where it is, else over HTTPS; checked one by one, and put in place all at once.

What was fetched before is kept: a second try goes on where the first one stopped, in the middle of a file too.
"""

from __future__ import annotations

import http.client
import os
import shutil
import subprocess
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path

from essaylint.backends.grammar import GrammarError
from essaylint.backends.grammar_jars import VERSION, Jar, is_whole, pinned

CENTRAL = "https://repo1.maven.org/maven2"
TIMEOUT = 60.0
_CHUNK = 1 << 17
_TRIES = 3
Progress = Callable[[str, int, int], object]
_POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>essaylint</groupId><artifactId>languagetool</artifactId><version>1</version><dependencies>{}</dependencies></project>
"""
_DEPENDENCY = """<dependency><groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version>
<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions></dependency>
"""


def install(target: Path, *, mirror: str = CENTRAL, maven: str | None = None, progress: Progress, jars: Sequence[Jar] = ()) -> None:
    """Put all files into the folder `target`, whole or not at all. Raises `GrammarError` with one sentence.

    `progress` is told the name of each file, its number and how many there are. With `maven` (the path of mvn) that fetches
    what is missing, by its own mirrors and proxies.
    """
    jars = jars or pinned()
    partial = target.with_name(f"{target.name}.part")
    try:
        partial.mkdir(parents=True, exist_ok=True)
        _adopt(target, partial, jars)
        missing = [jar for jar in jars if not is_whole(partial / jar.name, jar)]
        if maven and missing:
            progress(f"{len(missing)} files by {maven}", 0, len(jars))
            _by_maven(maven, missing, partial)
            missing = [jar for jar in jars if not is_whole(partial / jar.name, jar)]
        for jar in missing:
            progress(jar.name, len(jars) - len(missing) + missing.index(jar) + 1, len(jars))
            _fetch(f"{mirror.rstrip('/')}/{jar.path}", partial / jar.name, jar)
        for stray in partial.iterdir():
            if stray.name not in {jar.name for jar in jars}:
                stray.unlink()
        _put_in_place(partial, target)
    except OSError as error:
        raise GrammarError(f"{partial}: could not be written ({error.strerror or error}); make room, or change its permissions") from None


def _adopt(target: Path, partial: Path, jars: Sequence[Jar]) -> None:
    """Take over what an earlier installation has right."""
    for jar in jars:
        if (target / jar.name).is_file() and not (partial / jar.name).exists() and is_whole(target / jar.name, jar):
            shutil.copy2(target / jar.name, partial / jar.name)


def _put_in_place(partial: Path, target: Path) -> None:
    if target.exists():
        old = Path(tempfile.mkdtemp(dir=target.parent, prefix=f"{target.name}.old"))
        os.replace(target, old / target.name)
        os.replace(partial, target)
        shutil.rmtree(old, ignore_errors=True)
    else:
        os.replace(partial, target)


def _by_maven(maven: str, jars: Sequence[Jar], folder: Path) -> None:
    """Let Maven copy files into a folder; what it cannot fetch is fetched over HTTPS after it."""
    dependencies = []
    for jar in jars:
        *group, artifact, version, _ = jar.path.split("/")
        dependencies.append(_DEPENDENCY.format(".".join(group), artifact, version))
    with tempfile.TemporaryDirectory() as scratch:
        pom = Path(scratch) / "pom.xml"
        pom.write_text(_POM.format("".join(dependencies)), encoding="utf-8")
        command = [maven, "-q", "-B", "-f", str(pom), "dependency:copy-dependencies", f"-DoutputDirectory={folder}"]
        try:
            subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=900, check=False)
        except (OSError, subprocess.TimeoutExpired):
            return


def _fetch(url: str, path: Path, jar: Jar) -> None:
    """One file, going on where an earlier try stopped. Raises `GrammarError`."""
    part = path.with_name(f"{path.name}.part")
    said = ""
    for _ in range(_TRIES):
        try:
            _append(url, part, jar)
        except urllib.error.HTTPError as error:
            with error:
                said = f"HTTP {error.code}"
            part.unlink(missing_ok=True)
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", error)
            said = str(getattr(reason, "strerror", None) or reason or type(error).__name__)
            continue
        if is_whole(part, jar):
            os.replace(part, path)
            return
        if part.exists() and part.stat().st_size >= jar.size:
            said = "its checksum is wrong"
            part.unlink()
    raise GrammarError(f"{url}: could not be fetched ({said or 'it was cut short'}); try again, it goes on from here")


def _append(url: str, part: Path, jar: Jar) -> None:
    have = part.stat().st_size if part.exists() else 0
    if have >= jar.size:
        return
    request = urllib.request.Request(url, headers={"Range": f"bytes={have}-"} if have else {})
    with urllib.request.urlopen(request, timeout=TIMEOUT) as answer, part.open("ab" if answer.status == 206 else "wb") as file:
        # Never more than the pinned size, whatever a server sends.
        left = jar.size - (have if answer.status == 206 else 0)
        while left > 0 and (data := answer.read(min(_CHUNK, left))):
            file.write(data)
            left -= len(data)


def describe() -> str:
    """What would be fetched, in words."""
    jars = pinned()
    return f"LanguageTool {VERSION} for English, {len(jars)} files, {sum(jar.size for jar in jars) / 1e6:.0f} MB"
