"""For people at a terminal: every finding with the line it stands in, its other places and what would mend it."""

from __future__ import annotations

from essaylint.reports import SEVERITIES, rank
from essaylint.reports.terminal import Paint, excerpt, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from essaylint.reports import Run
    from essaylint.reports.records import DiagnosticRecord, FileRecord, Where

_WORST = 3
_PLACES = 6


def write(run: Run) -> Iterator[str]:
    """The findings in order, then one line that names the worst."""
    paint = Paint(run.color)
    for file, one in run.diagnostics():
        yield from _finding(run, file, one, paint)
    yield from summary(run)


def _finding(run: Run, file: FileRecord, one: DiagnosticRecord, paint: Paint) -> Iterator[str]:
    text = run.texts.get(file["path"], "")
    places = one["related"][:_PLACES]
    margin = max((len(str(place["start"]["line"])) for place in places), default=1)
    margin = max(margin, len(str(one["start"]["line"])))
    severity = paint(one["severity"], one["severity"])
    start = one["start"]
    where = f"{visible(file['path'])}:{start['line']}:{start['column']}{named(one)}"
    yield f"{severity} {paint(one['rule'], 'rule')}: {visible(one['message'])}\n"
    yield f"{' ' * margin}{paint('-->', 'frame')} {where}\n"
    yield from _place(text, start, one["end"], "", margin, run.width, paint, one["severity"])
    for place in places:
        label = visible(place["message"]) or "and here"
        yield from _place(text, place["start"], place["end"], label, margin, run.width, paint, "frame")
    if len(one["related"]) > _PLACES:
        lines = ", ".join(str(place["start"]["line"]) for place in one["related"][_PLACES:][:20])
        yield f"{' ' * margin} {paint('=', 'frame')} also on lines {lines}\n"
    fix = mended(one)
    if fix:
        yield f"{' ' * margin} {paint('=', 'frame')} {visible(fix)}\n"
    yield "\n"


def _place(
    text: str, start: Where, end: Where, label: str, margin: int, width: int, paint: Paint, style: str
) -> Iterator[str]:
    line, carets = excerpt(text, start, end, max(width - margin - 3, 30))
    bar = paint("|", "frame")
    yield f"{paint(str(start['line']).rjust(margin), 'frame')} {bar} {line}\n"
    yield f"{' ' * margin} {bar} {paint(carets + (' ' + label if label else ''), style)}\n"


def named(one: DiagnosticRecord) -> str:
    """The name of a finding's place, in brackets; empty where line and column say enough."""
    return f" ({visible(one['where'])})" if "where" in one else ""


def mended(one: DiagnosticRecord) -> str:
    """What would mend it, in words; empty if nothing is known."""
    if not one["fixes"]:
        return ""
    first = one["fixes"][0]
    safe = first["safety"] == "safe"
    if len(first["edits"]) != 1 or first["edits"][0]["start"] != one["start"] or first["edits"][0]["end"] != one["end"]:
        return "can be fixed with --fix" if safe else "can be fixed with --unsafe-fixes"
    news = [
        fix["edits"][0]["new"]
        for fix in one["fixes"][:3]
        if len(fix["edits"]) == 1 and fix["edits"][0]["start"] == one["start"] and fix["edits"][0]["end"] == one["end"]
    ]
    if news == [""]:
        return "leave it out" + (" (--fix does it)" if safe else "")
    return "write " + " or ".join(f"“{new}”" for new in news if new) + (" (--fix does it)" if safe else "")


def summary(run: Run) -> Iterator[str]:
    """How many findings of which severity, in how many words; the worst first."""
    if not run.summary:
        return
    found = sorted(run.diagnostics(), key=lambda pair: -rank(pair[1]["severity"]))
    words = sum(file.get("words", 0) for file in run.files)
    read = [file for file in run.files if "error" not in file]
    where = f"{words:,} words" if len(read) == 1 else f"{len(read)} files, {words:,} words"
    if run.statistics:
        yield from _statistics([one for _, one in found])
    if read and not found:
        yield f"Nothing to tell of {where}.\n"
    elif read:
        by = [sum(one["severity"] == severity for _, one in found) for severity in reversed(SEVERITIES)]
        counts = [_plural(n, name) for n, name in zip(by, ("error", "warning", "hint"), strict=True) if n]
        worst = dict.fromkeys(_pointed(file, one, len(read) > 1) for file, one in found if one["severity"] != "hint")
        first = f" The worst first: {', '.join(list(worst)[:_WORST])}." if worst else ""
        yield f"{', '.join(counts)} in {where}.{first}\n"
        yield from _mendable([one for _, one in found])
    if run.hidden:
        yield f"{run.hidden} more {'is' if run.hidden == 1 else 'are'} not shown (--max-findings).\n"
    yield from left_out(run.files)


def _mendable(found: Sequence[DiagnosticRecord]) -> Iterator[str]:
    """How many of them can be mended, if any can."""
    safe = sum(any(fix["safety"] == "safe" for fix in one["fixes"][:1]) for one in found)
    rest = sum(bool(one["fixes"]) for one in found) - safe
    if safe and rest:
        yield f"--fix mends {safe} of them, with --unsafe-fixes {rest} more.\n"
    elif safe:
        yield f"--fix mends {safe} of them.\n"
    elif rest:
        yield f"--fix --unsafe-fixes takes the first suggestion of {rest} of them.\n"


def _pointed(file: FileRecord, one: DiagnosticRecord, named: bool) -> str:
    path = visible(file["path"]) + ":" if named else "line "
    return f"{one['rule']} ({path}{one['start']['line']})"


def _plural(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"


def _statistics(found: Sequence[DiagnosticRecord]) -> Iterator[str]:
    counts: dict[str, int] = {}
    for one in found:
        counts[one["rule"]] = counts.get(one["rule"], 0) + 1
    wide = len(str(max(counts.values(), default=0)))
    for rule, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        yield f"{count:{wide}}  {rule}\n"


def left_out(files: Sequence[FileRecord]) -> Iterator[str]:
    """One line for each reason why rules did not run."""
    reasons: dict[str, list[str]] = {}
    for file in files:
        for one in file.get("skipped", ()):
            rules = reasons.setdefault(one["why"], [])
            if one["rule"] not in rules:
                rules.append(one["rule"])
    for why, rules in reasons.items():
        names = ", ".join(rules) if len(rules) <= 5 else f"{', '.join(rules[:5])} and {len(rules) - 5} more"
        yield f"Left out: {names} ({why}).\n"
