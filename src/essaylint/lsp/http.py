"""An HTTP server that answers as LanguageTool's does, so that its add-ons in writing programs and browsers can use us.

It listens on this machine alone and answers nobody whom a web page sent: a request names one of this machine's own names
as its host, and comes from no page (what comes from a browser's extension says so).
"""

from __future__ import annotations

import json
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from essaylint.backends import parser
from essaylint.diagnostic import Diagnostic, Severity
from essaylint.essay.document import Document
from essaylint.essay.paragraph import Paragraph
from essaylint.formats import read
from essaylint.lsp.matches import LANGUAGES, SOFTWARE, Wrong, annotated, answer
from essaylint.lsp.settings import Configs
from essaylint.source import Source

HOST = "127.0.0.1"
_HOSTS = ("127.0.0.1", "localhost", "[::1]")
_EXTENSIONS = ("chrome-extension", "moz-extension", "safari-web-extension")
LONGEST = 1_000_000
MOST_BYTES = 8_000_000
# So many questions may wait for the one that is being answered.
WAITING = 16
# Paragraphs whose findings are kept.
_KEPT = 1_000
# Seconds between looks at config files; seconds that a client may be silent.
_LOOK, _SILENCE = 2.0, 30.0


class Checker:
    """Lints one text at a time, with the config of the folder that the server was started in."""

    def __init__(self, configs: Configs, path: Path, *, quick: bool = False) -> None:
        self._configs, self._path, self._quick = configs, path, quick
        self._lock, self._room = threading.Lock(), threading.BoundedSemaphore(WAITING)
        self._recent: OrderedDict[Paragraph, None] = OrderedDict()
        self._last = Document(Source(""), (), ())
        self._looked = 0.0

    def check(self, asked: Mapping[str, str]) -> dict[str, Any]:
        """The answer to a question. Raises `Wrong`, and `Busy` if too many wait already."""
        given = annotated(asked.get("text"), asked.get("data"))
        language = asked.get("language", "")
        if not re.fullmatch(r"auto|[A-Za-z]{2,3}(?:-[A-Za-z0-9-]{2,20})?", language):
            raise Wrong("give 'language' as a code such as en-US, or auto")
        if len(given.text) > LONGEST:
            raise TooLong(f"the text has more than {LONGEST:,} characters")
        spoken = _spoken(asked, language)
        if not self._room.acquire(blocking=False):
            raise Busy("too many texts are waiting to be checked")
        try:
            if not spoken.startswith("en"):  # nothing can be said of it, and so nothing is
                return answer(given, Document(Source(given.prose), (), ()), (), {}, spoken, language) | {"warnings": {"incompleteResults": True}}
            with self._lock:
                document, found = self._lint(given.prose)
                rules = self._configs.of(self._path).all.config.book
            return answer(given, document, _chosen(found, asked), rules, spoken, language)
        finally:
            self._room.release()

    def warm(self) -> None:
        """Load the rules and the parser's model before they are needed."""
        with self._lock:
            self._lint("It is so.")

    def _lint(self, text: str) -> tuple[Document, tuple[Diagnostic, ...]]:
        if monotonic() - self._looked > _LOOK:
            self._configs.refresh()
            self._looked = monotonic()
        linter = self._configs.of(self._path).all
        document = self._last = read(Source(text, str(self._path)), "plain", self._last)
        found = linter.run(document, quick=self._quick or not parser.available()).diagnostics
        for block in document.blocks:
            self._recent[block.paragraph] = None
            self._recent.move_to_end(block.paragraph)
        if len(self._recent) > 2 * _KEPT:
            while len(self._recent) > _KEPT:
                self._recent.popitem(last=False)
            linter.keep_only(self._recent.keys())
        return document, found


class Busy(Exception):
    """Too many questions at once."""


class TooLong(Exception):
    """A text that is too long."""


def _spoken(asked: Mapping[str, str], language: str) -> str:
    """The language that a text is taken to be in."""
    if language != "auto":
        return "en-US" if language == "en" else language
    preferred = [one.strip() for one in asked.get("preferredVariants", "").split(",")]
    return next((one for one in preferred if one.startswith("en-")), "en-US")


def _chosen(found: tuple[Diagnostic, ...], asked: Mapping[str, str]) -> Iterator[Diagnostic]:
    """The diagnostics that a client wants: hints only for those who ask for all, no rules or categories that it turned off."""
    off = {*_names(asked, "disabledRules"), *_names(asked, "disabledCategories")}
    only = {*_names(asked, "enabledRules"), *_names(asked, "enabledCategories")} if asked.get("enabledOnly") in ("true", "yes") else None
    for one in found:
        names = {one.rule, one.category}
        if one.severity is Severity.HINT and asked.get("level") != "picky" and not (only and only & names):
            continue
        if not off & names and (only is None or only & names):
            yield one


def _names(asked: Mapping[str, str], key: str) -> list[str]:
    return [name.strip().removeprefix("ESSAYLINT_") for name in asked.get(key, "").split(",") if name.strip()]


class Handler(BaseHTTPRequestHandler):
    """One connection. What goes wrong is told in a sentence, and never ends the server."""

    protocol_version = "HTTP/1.1"
    timeout = _SILENCE
    checker: Checker

    def version_string(self) -> str:
        return "essaylint"

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self._answer(dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True)))

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdigit():
            self.close_connection = True
            return self._send(411, "Error: the request does not say how long it is")
        if int(length) > MOST_BYTES:
            self.close_connection = True
            return self._send(413, f"Error: more than {MOST_BYTES:,} bytes")
        if (refused := self._refused()) is not None:
            self.close_connection = True
            return self._send(403, refused)
        body = self.rfile.read(int(length)).decode("utf-8", "replace")
        return self._answer(dict(parse_qsl(urlsplit(self.path).query) + parse_qsl(body, keep_blank_values=True)))

    def do_OPTIONS(self) -> None:
        """A browser asks whether its extension may ask."""
        refused = self._refused()
        self._send(403 if refused else 204, refused or "", {"Access-Control-Allow-Methods": "GET, POST", "Access-Control-Allow-Headers": "*"})

    def _answer(self, asked: dict[str, str]) -> None:
        if (refused := self._refused()) is not None:
            return self._send(403, refused)
        answers: dict[str, Callable[[], Any]] = {
            "check": lambda: self.checker.check(asked),
            "languages": lambda: LANGUAGES,
            "info": lambda: {"software": SOFTWARE},
            "maxtextlength": lambda: str(LONGEST),
            "healthcheck": lambda: "OK",
        }
        name = urlsplit(self.path).path.rstrip("/").removeprefix("/api").removeprefix("/v2/")
        if name not in answers:
            return self._send(404, f"Error: there is no {name!r} (there is: {', '.join(f'/v2/{one}' for one in answers)})")
        try:
            return self._send(200, answers[name]())
        except Wrong as error:
            return self._send(400, f"Error: {error}")
        except TooLong as error:
            return self._send(413, f"Error: {error}")
        except Busy as error:
            return self._send(503, f"Error: {error}")
        except Exception as error:  # whatever a rule or a reader raises: the server lives
            return self._send(500, f"Error: the text could not be checked: {type(error).__name__}")

    def _refused(self) -> str | None:
        """Why this request is not answered: it was not meant for this machine, or a web page sent it."""
        host = self.headers.get("Host", "")
        if re.sub(r":\d+$", "", host).lower() not in _HOSTS:
            return "Error: this server answers only requests to 127.0.0.1 or localhost"
        origin = self.headers.get("Origin")
        if origin is not None and urlsplit(origin).scheme not in _EXTENSIONS:
            return "Error: web pages get no answer here"
        if origin is None and self.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
            return "Error: web pages get no answer here"
        return None

    def _send(self, code: int, answer: Any, headers: Mapping[str, str] = {}) -> None:
        data = answer.encode() if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace")
        self.send_response(code)
        self.send_header("Content-Type", "text/plain; charset=utf-8" if isinstance(answer, str) else "application/json; charset=utf-8")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Vary", "Origin")
        if code != 403 and (origin := self.headers.get("Origin")):
            self.send_header("Access-Control-Allow-Origin", origin)
        for name, value in headers.items():
            self.send_header(name, value)
        if code != 204:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if code != 204:
            self.wfile.write(data)


class Server(ThreadingHTTPServer):
    """The server of one port of this machine (0: any that is free)."""

    daemon_threads = True

    def __init__(self, port: int, checker: Checker) -> None:
        super().__init__((HOST, port), type("Handler", (Handler,), {"checker": checker}))

    @property
    def url(self) -> str:
        """Where it is to be found."""
        return f"http://{HOST}:{self.server_address[1]}/v2"

    def handle_error(self, *_: object) -> None:
        """A client that went away is nobody's business."""
