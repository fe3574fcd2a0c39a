"""How findings are told: a module a format, each with `write(run) -> Iterator[str]`, the pieces of what is printed.

Reports are made from records (plain values), so they cost nothing but themselves.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from essaylint.reports.records import DiagnosticRecord, FileRecord
    from essaylint.rulebook import Rule

# `text` is for people; `concise` has one line a finding; the others are for other tools.
FORMATS = ("text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "rdjson", "junit", "critic")
SEVERITIES = ("hint", "warning", "error")


class Run:
    """What there is to report: the files' records, and the text of each file that could be read."""

    def __init__(
        self,
        files: Sequence[FileRecord],
        texts: Mapping[str, str],
        *,
        color: bool = False,
        width: int = 100,
        model: str | None = None,
        statistics: bool = False,
        summary: bool = True,
        hidden: int = 0,
        book: Callable[[], Mapping[str, Rule]] = dict,
    ) -> None:
        """`texts` holds them by path; `book` gives the rules, for the formats that tell more of them than their name.

        `hidden` is how many findings `--max-findings` left out.
        """
        self.files = files
        self.texts = texts
        self.color = color
        self.width = width
        self.model = model
        self.statistics = statistics
        self.summary = summary
        self.hidden = hidden
        self.book = book

    def diagnostics(self) -> Iterator[tuple[FileRecord, DiagnosticRecord]]:
        """Every diagnostic with its file, in order."""
        for file in self.files:
            for diagnostic in file.get("diagnostics", ()):
                yield file, diagnostic


def write(run: Run, format: str) -> Iterator[str]:
    """The pieces of a report in a format of `FORMATS`."""
    pieces: Iterator[str] = import_module(f"essaylint.reports.{format}").write(run)
    return pieces


def rank(severity: str) -> int:
    """0 for a hint, 1 for a warning, 2 for an error."""
    return SEVERITIES.index(severity)
