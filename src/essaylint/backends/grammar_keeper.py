"""The process that keeps one LanguageTool server for all of a user's essaylint processes, and ends it with the last of them.

    python -m essaylint.backends.grammar_keeper FOLDER JAVA CLASSPATH

Every user holds one connection to the keeper for as long as it lives; the system closes that even if the user is killed. When
none is left, the server is stopped. A user sends the token that stands in FOLDER/keeper.json, and gets one line of JSON: the
server's address once it is well, or an error. When the server dies, the keeper does, and whoever comes next starts another.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from essaylint.backends.grammar import is_healthy

START_SECONDS = 90.0
# Whoever started the keeper connects at once; a keeper that nobody ever connects to ends.
LONELY_SECONDS = 20.0
# The quick compiler alone and one collector thread: an essay's first check costs 8 seconds of a processor and not 18, and
# five thousand words 13 and not 28.
_JAVA = ("-Xmx1g", "-XX:+IgnoreUnrecognizedVMOptions", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
_SETTINGS = "pipelineCaching=true\ncacheSize=2000\nmaxPipelinePoolSize=4\n"


class Keeper:
    """One server, its users, and the file by which they find it."""

    def __init__(self, folder: Path, java: str, classpath: str) -> None:
        self.folder, self.java, self.classpath = folder, java, classpath
        self.users: set[socket.socket] = set()
        self.answer: dict[str, str] | None = None
        self.lock = threading.Condition()
        self.since = time.monotonic()
        self.used = False
        self.process: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        """Keep the server until nobody uses it or it dies."""
        token = secrets.token_hex(16)
        listener = socket.create_server(("127.0.0.1", 0))
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        file = self.folder / "keeper.json"
        try:
            # From the main thread: on Linux the server dies with the thread that started it.
            self._start()
            self._write(file, {"port": listener.getsockname()[1], "token": token, "pid": os.getpid()})
            threading.Thread(target=self._accept, args=(listener, token), daemon=True).start()
            threading.Thread(target=self._await_health, daemon=True).start()
            while not self._is_over():
                time.sleep(0.05)
        finally:
            with contextlib.suppress(OSError, ValueError):
                if json.loads(file.read_text(encoding="utf-8"))["token"] == token:
                    file.unlink()
            if self.process is not None:
                self.process.kill()
                self.process.wait()

    def _start(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        settings = self.folder / "server.properties"
        settings.write_text(_SETTINGS, encoding="ascii")
        command = [
            self.java, *_JAVA, "-cp", self.classpath, "org.languagetool.server.HTTPServer",
            "--port", str(self.port), "--config", str(settings),
        ]  # fmt: skip
        with (self.folder / "server.log").open("wb") as log:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=log, cwd=self.folder,
                preexec_fn=_die_with_parent if sys.platform.startswith("linux") else None,
            )  # fmt: skip

    @staticmethod
    def _write(file: Path, value: dict[str, object]) -> None:
        beside = file.with_suffix(f".{os.getpid()}")
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "w", encoding="utf-8") as stream:
            json.dump(value, stream)
        os.replace(beside, file)

    def _await_health(self) -> None:
        server = f"http://127.0.0.1:{self.port}"
        end = time.monotonic() + START_SECONDS
        while self.process is not None and self.process.poll() is None and time.monotonic() < end:
            if is_healthy(server):
                return self._tell({"url": server})
            time.sleep(0.1)
        dead = self.process is not None and self.process.poll() is not None
        self._tell({"error": self._why_dead() if dead else f"LanguageTool did not start in {START_SECONDS:g} seconds"})

    def _why_dead(self) -> str:
        try:
            log = (self.folder / "server.log").read_text(encoding="utf-8", errors="replace")
        except OSError:
            log = ""
        if "UnsupportedClassVersionError" in log:
            return f"{self.java} is too old for LanguageTool; install Java 17 or newer"
        if "ClassNotFoundException" in log or "NoClassDefFoundError" in log or "zip" in log.lower():
            return "LanguageTool is incomplete or broken; run: essaylint languagetool install"
        if "BindException" in log or "already in use" in log:
            return f"LanguageTool’s port {self.port} was taken by another program in that moment; try again"
        said = next((line.strip() for line in reversed(log.splitlines()) if line.strip() and not line.startswith("\t")), "it said nothing")
        return f"LanguageTool ended at its start ({said[:200]})"

    def _has_answer(self) -> bool:
        """Whether there is one; waits a little for it."""
        with self.lock:
            return self.lock.wait_for(lambda: self.answer is not None, 0.2)

    def _tell(self, answer: dict[str, str]) -> None:
        with self.lock:
            self.answer = answer
            self.lock.notify_all()

    def _accept(self, listener: socket.socket, token: str) -> None:
        while True:
            user, _ = listener.accept()
            threading.Thread(target=self._serve, args=(user, token), daemon=True).start()

    def _serve(self, user: socket.socket, token: str) -> None:
        try:
            user.settimeout(5)
            if user.makefile("rb").readline(200).strip() != token.encode("ascii"):
                return
            user.settimeout(None)
            with self.lock:
                self.users.add(user)
                user.sendall(b"welcome\n")
            while not self._has_answer():
                if select.select([user], [], [], 0)[0] and not user.recv(1, socket.MSG_PEEK):
                    return  # it does not wait any longer
            user.sendall(json.dumps(self.answer).encode("ascii") + b"\n")
            while user.recv(1000):  # until the user ends
                pass
        except OSError:
            pass
        finally:
            with self.lock:
                self.users.discard(user)
                self.since = time.monotonic()
                self.used = True
            user.close()

    def _is_over(self) -> bool:
        with self.lock:
            dead = self.process is None or self.process.poll() is not None
            if dead and self.answer is None:
                return not self.users and self.used  # whoever waits is told why first
            if dead and ("url" in (self.answer or {}) or not self.users):
                return True
            return not self.users and time.monotonic() - self.since > (0 if self.used else LONELY_SECONDS)


def _die_with_parent() -> None:
    """On Linux: when the keeper is killed, so is the server."""
    import ctypes

    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


if __name__ == "__main__":
    Keeper(Path(sys.argv[1]), sys.argv[2], sys.argv[3]).run()
