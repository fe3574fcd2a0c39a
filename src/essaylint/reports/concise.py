"""One line a finding: `path:line:column: severity rule: message`."""

from __future__ import annotations

from essaylint.reports.terminal import visible
from essaylint.reports.text import named, summary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from essaylint.reports import Run


def write(run: Run) -> Iterator[str]:
    """A line for every finding, with the lines of its other places in brackets, and the summary."""
    for file, one in run.diagnostics():
        start = one["start"]
        places = ", ".join(f"{place['start']['line']}:{place['start']['column']}" for place in one["related"][:3])
        also = f" (and {places})" if places else ""
        where = f"{file['path']}:{start['line']}:{start['column']}"
        yield visible(f"{where}: {one['severity']} {one['rule']}: {one['message']}{also}{named(one)}") + "\n"
    yield from summary(run)
