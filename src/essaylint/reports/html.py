"""One page that holds an essay with everything found in it: to be read, printed, or sent to the writer.

Nothing on it comes from elsewhere, and all that an essay or a card says is escaped; its one script is named by its digest
in the page's content policy, so that nothing else can run.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

from essaylint.reports import Run, rank
from essaylint.reports.cards import page_of, parts
from essaylint.reports.charts import charts
from essaylint.reports.records import DiagnosticRecord, FileRecord, RelatedRecord
from essaylint.reports.text import mended
from essaylint.rulebook import CATEGORIES
from essaylint.version import VERSION

_FOLDER = Path(__file__).parent / "page"


class _Place(NamedTuple):
    """A stretch of the essay that belongs to a finding: its own place (`part` 0) or another one."""

    start: int
    end: int
    number: int
    part: int


def write(run: Run) -> Iterator[str]:
    """The page."""
    style, script = ((_FOLDER / name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = ", ".join(Path(file["path"]).name for file in run.files[:3]) or "essaylint"
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)} – essaylint</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#findings">Skip to the findings</a>\n'
    )
    yield from _head(run, title)
    yield "<main>\n"
    for number, file in enumerate(run.files):
        yield from _file(run, file, number)
    yield "</main>\n"
    yield from _cards(run)
    yield (
        '<dialog><div></div><form method="dialog"><button>Close</button></form></dialog>\n'
        f'<footer class="ui quiet"><p>Made by essaylint {VERSION}{escape(f" with {run.model}" if run.model else "")}. '
        "Keys: j and k go from finding to finding.</p></footer>\n"
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def _head(run: Run, title: str) -> Iterator[str]:
    found = [one for _, one in run.diagnostics()]
    counts = {name: sum(one["severity"] == name for one in found) for name in ("error", "warning", "hint")}
    said = ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for name, count in counts.items() if count) or "nothing found"
    words = sum(file.get("words", 0) for file in run.files)
    yield f'<header>\n<h1>{escape(title)}</h1>\n<p>{said} in {words:,} words. <span id="shown" role="status"></span></p>\n'
    yield from charts(run)
    categories = [name for name in CATEGORIES if any(one["category"] == name for one in found)]
    if found:
        yield "<fieldset><legend>Show</legend>\n"
        for name in categories:
            count = sum(one["category"] == name for one in found)
            yield f'<label class="{name}"><input type="checkbox" value="{name}" checked> {name} ({count})</label>\n'
        for name in (name for name, count in counts.items() if count):
            yield f'<label><input type="checkbox" value="{name}" checked> {name}s</label>\n'
        yield "</fieldset>\n"
    yield "</header>\n"


def _file(run: Run, file: FileRecord, number: int) -> Iterator[str]:
    yield f'<section class="file" aria-labelledby="t{number}">\n<h2 id="t{number}">{escape(file["path"])}</h2>\n'
    if "error" in file:
        yield f"<p>{escape(file['error'])}</p>\n</section>\n"
        return
    found = file.get("diagnostics", [])
    yield f'<article class="essay" lang="{escape(file.get("language", "en"))}">'
    yield from _essay(run.texts.get(file["path"], ""), found, number)
    yield f'</article>\n<aside aria-label="Findings in {escape(file["path"])}"{"" if number else " id=findings"}>\n<ol>\n'
    for at, one in enumerate(found):
        yield from _finding(one, f"f{number}-{at}", f"p{number}-{at}", one["rule"] in run.book())
    yield "</ol>\n"
    for line in file.get("skipped", []):
        yield f'<p class="quiet">Left out: {escape(line["rule"])} ({escape(line["why"])})</p>\n'
    yield "</aside>\n</section>\n"


def _essay(text: str, found: Sequence[DiagnosticRecord], number: int) -> Iterator[str]:
    """The text, cut wherever a place begins or ends; a cut piece links to the loudest finding that it belongs to."""
    places = [place for at, one in enumerate(found) for place in _places(one, at)]
    cuts = sorted({0, len(text), *(place.start for place in places), *(place.end for place in places)})
    starting: dict[int, list[_Place]] = {}
    for place in places:
        starting.setdefault(place.start, []).append(place)
    active: list[_Place] = []
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        active = [place for place in active if place.end > start] + [one for one in starting.get(start, []) if one.end > start]
        for place in starting.get(start, []):
            yield f'<span id="p{number}-{place.number}{f"-{place.part}" if place.part else ""}"></span>'
        piece = escape(text[start:end])
        if not active or not piece:
            yield piece
            continue
        active.sort(key=lambda place: (place.part > 0, -rank(found[place.number]["severity"]), place.number))
        first = found[active[0].number]
        ids = dict.fromkeys(f"f{number}-{place.number}" for place in active)
        kind = f"mark {first['category']} {first['severity']}{' other' if active[0].part else ''}"
        label = escape(f"{first['severity']} {first['rule']}: {first['message']}")
        yield f'<a class="{escape(kind)}" href="#{next(iter(ids))}" data-of="{" ".join(ids)}" title="{label}">{piece}</a>'


def _places(one: DiagnosticRecord, number: int) -> Iterator[_Place]:
    yield _Place(one["start"]["offset"], one["end"]["offset"], number, 0)
    for part, place in enumerate(one["related"], 1):
        yield _Place(place["start"]["offset"], place["end"]["offset"], number, part)


def _finding(one: DiagnosticRecord, name: str, place: str, has_card: bool) -> Iterator[str]:
    rule = escape(one["rule"])
    card = f'<a class="rule" href="#card-{rule}">{rule}</a>' if has_card else f"<b>{rule}</b>"
    category, severity = escape(one["category"]), escape(one["severity"])
    yield (
        f'<li class="finding {category}" id="{name}" data-category="{category}" data-severity="{severity}">\n'
        f'<h3><span class="severity {severity}">{severity}</span> {card} '
        f'<a class="place line" href="#{place}">{_line(one)}</a></h3>\n<p>{escape(one["message"])}</p>\n'
    )
    fix = mended(one).replace(" (--fix does it)", "")
    if fix and not fix.startswith("can be fixed"):
        yield f"<p>{escape(fix[0].upper() + fix[1:])}.</p>\n"
    if one["related"]:
        yield "<ul>\n"
        for part, other in enumerate(one["related"], 1):
            said = escape(other["message"] or "and here")
            yield f'<li><a class="place" href="#{place}-{part}">{_line(other)}: {said}</a></li>\n'
        yield "</ul>\n"
    yield "</li>\n"


def _line(one: DiagnosticRecord | RelatedRecord) -> str:
    """Where something stands: its place's name in a file that has no lines, else its line."""
    return escape(one["where"]) if "where" in one else f"line {one['start']['line']}"


def _cards(run: Run) -> Iterator[str]:
    names = dict.fromkeys(one["rule"] for _, one in run.diagnostics())
    book = run.book()
    rules = [book[name] for name in names if name in book]
    if not rules:
        return
    yield '<section id="cards" aria-label="The rules">\n<h2>The rules</h2>\n'
    for rule in rules:
        name = escape(rule.name)
        yield f'<details id="card-{name}"><summary>{name}: {escape(rule.summary)}</summary><div>\n<h2>{name}</h2>\n'
        for part in parts(page_of(rule)):
            if part.kind == "heading":
                yield f"<h3>{escape(part.text)}</h3>\n"
            elif part.kind == "example":
                yield f"<blockquote>{''.join(_piece(*piece) for piece in part.pieces())}</blockquote>\n"
            else:
                bullet = "• " if part.kind == "item" else ""
                yield f"<p>{bullet}{escape(part.text.replace('`', ''))}</p>\n"
        yield "</div></details>\n"
    yield "</section>\n"


def _piece(text: str, new: str | None, fault: bool) -> str:
    if not fault:
        return escape(text)
    if new is None:
        return f"<mark>{escape(text)}</mark>"
    return f'<span class="gone">{escape(text)}</span> <span class="new">{escape(new)}</span>'
