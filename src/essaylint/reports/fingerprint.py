"""What a finding is known by when lines have moved: its rule, its words, and the words beside it."""

from __future__ import annotations

try:
    from _sha256 import sha256  # type: ignore[import-not-found]  # a fifth of what hashlib costs to load
except ImportError:
    from hashlib import sha256

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from essaylint.reports.records import DiagnosticRecord

_REACH = 200
_WORDS = 4


def fingerprint(one: DiagnosticRecord, text: str) -> str:
    """A digest of rule, place and neighbourhood: the same wherever its paragraph stands and however the lines break."""
    start, end = one["start"]["offset"], one["end"]["offset"]
    before = _lines(text[max(start - _REACH, 0) : start]).rpartition("\n\n")[2].split()[-_WORDS:]
    after = _lines(text[end : end + _REACH]).partition("\n\n")[0].split()[:_WORDS]
    parts = [one["rule"], " ".join(before), " ".join(text[start:end].split()), " ".join(after)]
    return str(sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32])


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def fingerprints(diagnostics: Iterable[DiagnosticRecord], text: str) -> Iterator[str]:
    """A fingerprint for each, none twice: the second of the same passage carries a number."""
    seen: dict[str, int] = {}
    for one in diagnostics:
        name = fingerprint(one, text)
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name}-{seen[name]}"
