"""A language client for tests: a server in a thread (or any two streams), every answer and notification kept."""

from __future__ import annotations

import contextlib
import json
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

# What three editors say of themselves, as far as it matters here.
VSCODE: dict[str, Any] = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True, "versionSupport": True, "codeDescriptionSupport": True, "dataSupport": True, "tagSupport": {"valueSet": [1, 2]}},
        "diagnostic": {"dynamicRegistration": True, "relatedDocumentSupport": False},
        "codeAction": {"isPreferredSupport": True, "dataSupport": True, "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
    },
    "window": {"workDoneProgress": True, "showDocument": {"support": True}},
    "workspace": {
        "configuration": True, "workspaceEdit": {"documentChanges": True}, "diagnostics": {"refreshSupport": True},
        "didChangeWatchedFiles": {"dynamicRegistration": True},
    },
}  # fmt: skip
NEOVIM: dict[str, Any] = {
    "general": {"positionEncodings": ["utf-8", "utf-16", "utf-32"]},
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True, "versionSupport": True, "codeDescriptionSupport": True, "tagSupport": {"valueSet": [1, 2]}},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
    },
    "window": {"workDoneProgress": True, "showDocument": {"support": True}},
    "workspace": {"configuration": True, "workspaceEdit": {"documentChanges": True}},
}  # fmt: skip
EMACS: dict[str, Any] = {
    "general": {"positionEncodings": ["utf-32", "utf-8", "utf-16"]},
    "textDocument": {"publishDiagnostics": {"relatedInformation": False}},
    "workspace": {"workspaceEdit": {"documentChanges": True}, "didChangeWatchedFiles": {"dynamicRegistration": True}},
}
# Seconds to wait for anything, on a busy machine.
PATIENCE = 60


class Client:
    """Speaks with a server; `notices` are its notifications, `asked` its requests, which are answered at once."""

    def __init__(self, read: BinaryIO, write: BinaryIO) -> None:
        self._read, self._write = read, write
        self._arrived = threading.Condition()
        self._lock = threading.Lock()
        self._next = 0
        self.answers: dict[int, dict[str, Any]] = {}
        self.notices: list[tuple[str, Any]] = []
        self.asked: list[tuple[str, Any]] = []
        self.settings: Any = None
        self.server: dict[str, Any] = {}
        self.garbage = b""
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        try:
            while header := self._read.readline():
                if not header.startswith(b"Content-"):
                    self.garbage += header
                    continue
                length = int(header.split(b":")[1])
                while self._read.readline().strip():
                    pass
                self._take(json.loads(self._read.read(length)))
        except (OSError, ValueError):
            pass

    def _take(self, message: dict[str, Any]) -> None:
        with self._arrived:
            if "method" not in message:
                self.answers[message["id"]] = message
            elif "id" not in message:
                self.notices.append((message["method"], message.get("params")))
            else:
                self.asked.append((message["method"], message.get("params")))
            self._arrived.notify_all()
        if "method" in message and "id" in message:
            results = {"workspace/configuration": [self.settings], "workspace/applyEdit": {"applied": True}, "window/showDocument": {"success": True}}
            self.send({"id": message["id"], "result": results.get(message["method"])})

    def send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        with self._lock:
            self._write.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
            self._write.flush()

    def until(self, there: Callable[[], Any], seconds: float = PATIENCE) -> Any:
        """What `there` returns as soon as it is true."""
        end = time.monotonic() + seconds
        with self._arrived:
            while not (value := there()):
                left = end - time.monotonic()
                assert left > 0, f"the server said no more than {self.notices[-5:]}"
                self._arrived.wait(min(left, 0.5))
            return value

    def notify(self, method: str, params: Any) -> None:
        self.send({"method": method, "params": params})

    def post(self, method: str, params: Any) -> int:
        self._next += 1
        self.send({"id": self._next, "method": method, "params": params})
        return self._next

    def ask(self, method: str, params: Any) -> Any:
        """The result of a request. Raises `LookupError` for an error."""
        number = self.post(method, params)
        answer = self.until(lambda: self.answers.get(number))
        if "error" in answer:
            raise LookupError(answer["error"]["message"])
        return answer["result"]

    def start(self, capabilities: dict[str, Any], folders: list[Path] = [], **options: Any) -> Client:  # noqa: B006
        roots = [{"uri": path.as_uri(), "name": path.name} for path in folders]
        result = self.ask("initialize", {
            "processId": os.getpid(), "rootUri": roots[0]["uri"] if roots else None, "workspaceFolders": roots,
            "capabilities": capabilities, "initializationOptions": {"status": True, "debounce": 20, **options},
        })  # fmt: skip
        self.server = result["capabilities"]
        self.notify("initialized", {})
        return self

    def open(self, uri: str, text: str, language: str = "markdown", version: int = 1) -> None:
        self.notify("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": language, "version": version, "text": text}})

    def change(self, uri: str, text: str, version: int) -> None:
        self.notify("textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]})

    def settled(self, uri: str, version: int) -> list[dict[str, Any]]:
        """What is told of a version when all rules were run: published, or asked for."""
        self.until(lambda: any(method == "essaylint/status" and one["uri"] == uri and one["version"] == version and one["final"] for method, one in self.notices))
        if "diagnosticProvider" in self.server:
            return list(self.ask("textDocument/diagnostic", {"textDocument": {"uri": uri}})["items"])
        return self.published(uri)

    def published(self, uri: str) -> list[dict[str, Any]]:
        with self._arrived:
            return next(list(one["diagnostics"]) for method, one in reversed(self.notices) if method == "textDocument/publishDiagnostics" and one["uri"] == uri)

    def told(self, method: str) -> list[Any]:
        with self._arrived:
            return [params for name, params in self.notices if name == method]

    def actions(self, uri: str, place: dict[str, Any], diagnostics: list[dict[str, Any]] = [], **context: Any) -> list[dict[str, Any]]:  # noqa: B006
        return list(self.ask("textDocument/codeAction", {"textDocument": {"uri": uri}, "range": place, "context": {"diagnostics": diagnostics, **context}}))

    def close(self) -> None:
        """Leave without a word; the server then ends."""
        with contextlib.suppress(OSError):
            self._write.close()
        self._listener.join(20)


def applied(text: str, edits: list[dict[str, Any]], encoding: str) -> str:
    """A text with the protocol's edits made, by nothing of ours: lines and code units are counted here anew."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert "\r" not in text or text.count("\r\n") == text.count("\r") == text.count("\n")
    width = 2 if "\r\n" in text else 1

    def offset(place: dict[str, int]) -> int:
        line = lines[place["line"]]
        before = {
            "utf-8": lambda: line.encode()[: place["character"]].decode(),
            "utf-16": lambda: line.encode("utf-16-le")[: 2 * place["character"]].decode("utf-16-le"),
            "utf-32": lambda: line[: place["character"]],
        }[encoding]()
        return sum(len(one) + width for one in lines[: place["line"]]) + len(before)

    for edit in sorted(edits, key=lambda one: (one["range"]["start"]["line"], one["range"]["start"]["character"]), reverse=True):
        text = text[: offset(edit["range"]["start"])] + edit["newText"] + text[offset(edit["range"]["end"]) :]
    return text


def edits_of(action: dict[str, Any], uri: str) -> list[dict[str, Any]]:
    """The edits of a text in a code action."""
    edit = action["edit"]
    if "documentChanges" in edit:
        return [one for change in edit["documentChanges"] if change["textDocument"]["uri"] == uri for one in change["edits"]]
    return list(edit["changes"][uri])
