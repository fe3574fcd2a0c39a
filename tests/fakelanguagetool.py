"""A server that speaks as LanguageTool does, and can be told to fail in every way a server fails in."""

from __future__ import annotations

import json
import re
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class FakeLanguageTool:
    """Flags every “mistaek” and “Dreyfuss”; `fault` is one of: slow, silent, drip, 404, 500, dies, garbage, version, redirect, huge, odd, none."""

    def __init__(self, fault: str = "") -> None:
        self.fault = fault
        self.silence = threading.Event()
        self.asked: list[dict[str, str]] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self.thread.start()

    def __enter__(self) -> FakeLanguageTool:
        return self

    def __exit__(self, *_: object) -> None:
        self.silence.set()
        self.server.shutdown()
        self.server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: object) -> None:
                pass

            def do_GET(self) -> None:
                self._send(200, b"OK" if self.path == "/v2/healthcheck" else b"")

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                fake.asked.append(dict(urllib.parse.parse_qsl(body)))
                fault = fake.fault
                if fault == "slow":
                    time.sleep(3)
                elif fault == "dies":
                    self.connection.close()
                    return
                elif fault == "drip":
                    self.send_response(200)
                    self.end_headers()
                    for _ in range(30):
                        self.wfile.write(b" ")
                        self.wfile.flush()
                        time.sleep(0.1)
                    return
                elif fault == "redirect":
                    self.send_response(302)
                    self.send_header("Location", "http://127.0.0.1:9/stolen")
                    self.end_headers()
                    return
                if fault == "500":
                    self._send(500, b"Internal Error")
                elif fault == "404":
                    self._send(404, b"<html>not here</html>")
                elif fault == "silent":
                    fake.silence.wait(20)
                elif fault == "garbage":
                    self._send(200, b"<html>Welcome to nginx</html>")
                elif fault == "huge":
                    self._send(200, b"[" * 5000)
                else:
                    self._send(200, json.dumps(fake.answer(fake.asked[-1])).encode())

            def _send(self, code: int, data: bytes) -> None:
                self.send_response(code)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

        return Handler

    def answer(self, asked: dict[str, str]) -> Any:
        parts = json.loads(asked["data"])["annotation"]
        text = "".join(part.get("text", part.get("markup", "")) for part in parts)
        found = [_match(text, match) for match in re.finditer("mistaek|Dreyfuss|an problem|🐝 bee", text)]
        answer: Any = {"software": {"apiVersion": 2 if self.fault == "version" else 1}, "matches": found}
        if self.fault == "odd":
            for one in found:
                one["offset"] = 100_000
        elif self.fault == "shape":
            return {"software": {"apiVersion": 1}, "matches": [None]}
        elif self.fault == "evil":
            for one in found:
                one["rule"] |= {"id": "\x1b[31mX", "urls": [{"value": "javascript:alert(1)"}]}
        return answer


def _match(text: str, match: re.Match[str]) -> dict[str, Any]:
    def units(part: str) -> int:
        return len(part.encode("utf-16-le")) // 2

    return {
        "message": "Did you mean <suggestion>mistake</suggestion>?",
        "replacements": [{"value": "mistake"}, {"value": "mistakes"}],
        "offset": units(text[: match.start()]),
        "length": units(match.group()),
        "rule": {
            "id": "MORFOLOGIK_RULE_FAKE", "issueType": "misspelling", "description": "Spelling",
            "urls": [{"value": "https://languagetool.org/x"}], "category": {"id": "TYPOS"},
        },
    }  # fmt: skip
