"""The door to a LanguageTool server: a paragraph in, our own frozen matches out.

Speaks the server's HTTP interface itself and not through language_tool_python, which can send no annotated text, waits for five
minutes, and shifts what stands after an emoji. Nothing here trusts the answer: whatever is not as it should be is an error of
one sentence.
"""

from __future__ import annotations

import http.client
import json
import queue
import re
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, NamedTuple, TypeVar

from essaylint.span import Span

MOST_BYTES = 20_000_000
MOST_REPLACEMENTS = 5
_RULE = re.compile(r"[A-Za-z0-9_.-]{1,120}")
_T = TypeVar("_T")


class GrammarError(Exception):
    """LanguageTool cannot be used; the message is one sentence that says why and what to do."""


class GrammarGone(GrammarError):
    """Nothing listens there (any more); a server that we started may be started again."""


class Part(NamedTuple):
    """A stretch of a paragraph: text to check, or markup, for which the server reads `instead`."""

    text: str
    is_markup: bool = False
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """What LanguageTool says of one place; offsets count code points of all parts together."""

    span: Span
    rule: str
    category: str
    issue: str
    message: str
    replacements: tuple[str, ...] = ()
    url: str = ""


def check(server: str, parts: Sequence[Part], language: str, *, timeout: float) -> tuple[Match, ...]:
    """What the server at an address says of a paragraph. Raises `GrammarError`."""
    text = "".join(part.text for part in parts)
    annotation = [
        {"markup": part.text, "interpretAs": part.instead} if part.is_markup else {"text": part.text} for part in parts if part.text
    ]
    body = urllib.parse.urlencode({"data": json.dumps({"annotation": annotation}), "language": language})
    answer = within(timeout, lambda: _asked(f"{base(server)}/check", body.encode("ascii"), timeout), server)
    return _matches(answer, text, server)


def is_healthy(server: str, timeout: float = 2.0) -> bool:
    """Whether a server answers that it is well."""
    try:
        with _opener(server).open(f"{base(server)}/healthcheck", timeout=timeout) as answer:
            return bool(answer.read(100).strip() == b"OK")
    except (OSError, ValueError, http.client.HTTPException):
        return False


def base(server: str) -> str:
    """The address that its functions are below, however much of it was given.

    >>> base("http://localhost:8081"), base("https://lt.example.org/v2/check/")
    ('http://localhost:8081/v2', 'https://lt.example.org/v2')
    """
    return server.rstrip("/").removesuffix("/check").removesuffix("/v2").rstrip("/") + "/v2"


def within(seconds: float, function: Callable[[], _T], server: str) -> _T:
    """What a function returns or raises, or `GrammarError` if that takes too long: a server may send a byte a minute."""
    results: queue.SimpleQueue[tuple[_T | None, BaseException | None]] = queue.SimpleQueue()

    def run() -> None:
        try:
            results.put((function(), None))
        except BaseException as error:
            results.put((None, error))

    threading.Thread(target=run, daemon=True).start()
    try:
        value, error = results.get(timeout=seconds)
    except queue.Empty:
        raise GrammarError(f"LanguageTool at {server} did not answer in {seconds:g} seconds") from None
    if error is not None:
        raise error
    return value  # type: ignore[return-value]


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """An essay goes where the user sent it and nowhere else."""

    def redirect_request(self, *args: Any, **options: Any) -> None:
        return None


def _opener(server: str) -> urllib.request.OpenerDirector:
    handlers: list[urllib.request.BaseHandler] = [_NoRedirect()]
    # A proxy named in the environment cannot reach this machine's own servers.
    if _is_own(urllib.parse.urlsplit(server).hostname or ""):
        handlers.append(urllib.request.ProxyHandler({}))
    return urllib.request.build_opener(*handlers)


def _by_proxy(server: str) -> str:
    """Whether a proxy of the environment stands between; its address may hold a password and is not told."""
    place = urllib.parse.urlsplit(server)
    if _is_own(place.hostname or "") or place.scheme not in urllib.request.getproxies() or urllib.request.proxy_bypass(place.hostname or ""):
        return ""
    return f"; it was asked through the proxy that {place.scheme}_proxy names"


def _is_own(host: str) -> bool:
    """Whether a host is this machine."""
    return host in ("localhost", "::1") or host.startswith("127.")


def _asked(url: str, body: bytes, timeout: float) -> Any:
    server = url.removesuffix("/v2/check")
    try:
        with _opener(url).open(urllib.request.Request(url, body), timeout=timeout) as answer:
            data = answer.read(MOST_BYTES + 1)
    except urllib.error.HTTPError as error:
        with error:
            if error.code == 404:
                raise GrammarError(f"{server} has no LanguageTool (HTTP 404); check the address") from None
            raise GrammarError(f"LanguageTool at {server} refused the text (HTTP {error.code})") from None
    except TimeoutError:
        raise GrammarError(f"LanguageTool at {server} did not answer in {timeout:g} seconds") from None
    except (OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, TimeoutError):
            raise GrammarError(f"LanguageTool at {server} did not answer in {timeout:g} seconds") from None
        said = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
        raise GrammarGone(f"LanguageTool at {server} cannot be reached ({said}{_by_proxy(server)})") from None
    except ValueError as error:
        raise GrammarError(f"{server} is no address of a server ({error})") from None
    if len(data) > MOST_BYTES:
        raise GrammarError(f"LanguageTool at {server} answered more than {MOST_BYTES // 1_000_000} MB")
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        raise GrammarError(f"{server} answered something that is not LanguageTool’s; check the address") from None


def _matches(answer: Any, text: str, server: str) -> tuple[Match, ...]:
    try:
        version = answer["software"]["apiVersion"]
        if version != 1:
            raise GrammarError(f"LanguageTool at {server} speaks version {version} of its interface; essaylint knows 1")
        places = _Utf16(text)
        return tuple(found for one in answer["matches"] if (found := _match(one, places)) is not None)
    except (LookupError, TypeError, ValueError, AttributeError):
        raise GrammarError(f"{server} answered something that is not LanguageTool’s; check the address") from None


def _match(one: Any, places: _Utf16) -> Match | None:
    rule = one["rule"]
    span = places.span(int(one["offset"]), int(one["length"]))
    name = str(rule["id"])
    if span is None or not _RULE.fullmatch(name):
        return None
    urls = [str(url["value"]) for url in rule.get("urls") or () if str(url["value"]).startswith("https://")]
    message = " ".join(re.sub(r"</?suggestion>", "", str(one["message"])).split())
    return Match(
        span,
        name,
        str(rule["category"]["id"]),
        str(rule.get("issueType", "")),
        message[:500] or str(rule.get("description", name))[:500],
        tuple(str(other["value"]) for other in one["replacements"][:MOST_REPLACEMENTS] if len(str(other["value"])) <= 200),
        urls[0][:500] if urls else "",
    )


class _Utf16:
    """Offsets of a text in UTF-16 code units, as Java counts, and in code points."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._points = None
        if any(char > "\uffff" for char in text):
            units = list(accumulate((1 + (char > "\uffff") for char in text), initial=0))
            self._points = {unit: point for point, unit in enumerate(units)}

    def span(self, start: int, length: int) -> Span | None:
        """The range in code points, or None where it is no range of the text or empty."""
        if self._points is None:
            found = Span(start, start + length)
        else:
            first, last = self._points.get(start), self._points.get(start + length)
            if first is None or last is None:
                return None
            found = Span(first, last)
        return found if 0 <= found.start < found.end <= self._length else None
