"""The LanguageTool server that is meant: the one at an address, or one on this machine that all our processes share."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from essaylint.backends import grammar_jars
from essaylint.backends.grammar import GrammarError, base
from essaylint.places import data_folder

AUTO = "auto"
START_SECONDS = 100.0
_LOCK = threading.Lock()
# The connection that says that this process uses the server, and the server's address.
_HELD: dict[str, tuple[socket.socket, str]] = {}


def address(setting: str) -> str:
    """The address of the server that a setting means; `auto` starts or joins the shared one. Raises `GrammarError`."""
    if setting != AUTO:
        return base(setting).removesuffix("/v2")
    with _LOCK:
        folder = str(run_folder())
        if folder not in _HELD:
            _HELD[folder] = _joined(Path(folder))
        return _HELD[folder][1]


def forget() -> None:
    """Use the shared server no more: it is started anew when it is next asked for."""
    with _LOCK:
        for held, _ in _HELD.values():
            held.close()
        _HELD.clear()


def run_folder() -> Path:
    """Where the shared server is written down."""
    return Path(data_folder()) / "languagetool" / "run"


def _joined(folder: Path) -> tuple[socket.socket, str]:
    java, program = grammar_jars.java(), grammar_jars.find()
    if program is None:
        raise GrammarError(f"LanguageTool is not installed; {grammar_jars.INSTALL}")
    if program.wrong:
        raise GrammarError(program.wrong)
    if java is None:
        raise GrammarError(f"LanguageTool needs Java {grammar_jars.JAVA} or newer, and there is no java; install one")
    end = time.monotonic() + START_SECONDS
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for _ in range(3):
            with _locked(folder / "start.lock", end):
                user = _connected(folder) or _started(folder, java, program.classpath)
            # Others may join while this one waits for the server to be well.
            if (told := _told(user, end)) is not None:
                return user, told
    except OSError as error:
        raise GrammarError(f"LanguageTool could not be started ({error})") from None
    raise GrammarError("LanguageTool’s server ended again and again while it was started; see essaylint doctor")


def _told(user: socket.socket, end: float) -> str | None:
    """The server's address, or None where the keeper ended meanwhile. Raises `GrammarError`."""
    try:
        user.settimeout(max(end - time.monotonic(), 0.1))
        answer = json.loads(_line(user) or b"null")
        user.settimeout(None)
    except TimeoutError:
        user.close()
        raise GrammarError(f"LanguageTool did not start in {START_SECONDS:g} seconds") from None
    except (OSError, ValueError):
        answer = None
    if isinstance(answer, dict) and isinstance(answer.get("url"), str):
        return str(answer["url"])
    user.close()
    if isinstance(answer, dict):
        raise GrammarError(str(answer.get("error", "LanguageTool could not be started")))
    return None


def _connected(folder: Path) -> socket.socket | None:
    """A connection to the keeper that is written down; None (and the stale note gone) where there is none."""
    file = folder / "keeper.json"
    try:
        note: Any = json.loads(file.read_text(encoding="utf-8"))
        return _greeted(int(note["port"]), str(note["token"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, LookupError, TypeError, OverflowError):
        file.unlink(missing_ok=True)
        return None


def _greeted(port: int, token: str) -> socket.socket:
    user = socket.create_connection(("127.0.0.1", port), timeout=5)
    user.sendall(token.encode("utf-8") + b"\n")
    if _line(user) != b"welcome":  # the port is somebody else's now
        user.close()
        raise OSError("no keeper")
    return user


def _line(user: socket.socket) -> bytes:
    """A line, and not a byte more."""
    read = b""
    while len(read) < 5000 and (byte := user.recv(1)) and byte != b"\n":
        read += byte
    return read


def _started(folder: Path, java: str, classpath: str) -> socket.socket:
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "essaylint.backends.grammar_keeper", str(folder), java, classpath],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}, cwd=folder,
    )  # fmt: skip
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if user := _connected(folder):
            # Nobody waits for the keeper; it ends when its last user does.
            threading.Thread(target=process.wait, daemon=True).start()
            return user
        if process.poll() is not None:
            raise GrammarError(f"LanguageTool could not be started: {java} did not run; see essaylint doctor")
        time.sleep(0.02)
    process.kill()
    raise GrammarError("LanguageTool could not be started: its keeper did not come up in 30 seconds")


@contextmanager
def _locked(path: Path, end: float) -> Iterator[None]:
    """One process at a time; the system lets go of the lock of one that dies."""
    with path.open("a+b") as file:
        while not _try_lock(file):
            if time.monotonic() > end:
                raise GrammarError(f"another process has been starting LanguageTool for too long ({path})")
            time.sleep(0.05)
        yield


def _try_lock(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
