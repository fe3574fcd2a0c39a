"""The first page of a marked class: all essays, what most of them get wrong, and the files that could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from statistics import median
from urllib.parse import quote

from essaylint.classroom.rows import Row, loud, per_1000
from essaylint.rulebook import CATEGORIES, Rule
from essaylint.version import VERSION

_STYLE = Path(__file__).parent.parent / "reports" / "page"
_COMMON = 15
_EXAMPLES = 3


def page(rows: Sequence[Row], title: str, book: Mapping[str, Rule]) -> str:
    """The page, in one file that asks for nothing from elsewhere. `book` gives what each rule is about."""
    return "".join(_page(rows, title, book))


def _page(rows: Sequence[Row], title: str, book: Mapping[str, Rule]) -> Iterator[str]:
    style = "".join((_STYLE / name).read_text(encoding="utf-8") for name in ("page.css", "class.css"))
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    done = [row for row in rows if "error" not in row]
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)} – essaylint</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f"<header>\n<h1>{escape(title)}</h1>\n<p>{_said(rows, done)}</p>\n</header>\n<main>\n"
    )
    if done:
        yield from _essays(done)
        yield from _common(done, book)
    yield from _unread([row for row in rows if "error" in row])
    yield f'</main>\n<footer class="ui quiet"><p>Made by essaylint {VERSION}. The same figures for a spreadsheet: <a href="class.csv">class.csv</a>.</p></footer>\n</body>\n</html>\n'


def _said(rows: Sequence[Row], done: Sequence[Row]) -> str:
    parts = [_many(len(done), "essay")]
    if len(rows) > len(done):
        parts.append(f"{_many(len(rows) - len(done), 'file')} not read")
    if done:
        parts.append(f"{median(row['words'] for row in done):,.0f} words in the middle one")
        parts.append(f"{median(per_1000(loud(row), row['words']) for row in done):.1f} errors and warnings for 1,000 words")
    return "; ".join(parts) + "."


def _essays(rows: Sequence[Row]) -> Iterator[str]:
    categories = [name for name in CATEGORIES if any(row["categories"].get(name) for row in rows)]
    most = {name: max(per_1000(row["categories"].get(name, 0), row["words"]) for row in rows) for name in categories}
    yield (
        '<section class="ui" aria-labelledby="essays">\n<h2 id="essays">Essays</h2>\n<div class="wide" tabindex="0">\n<table>\n'
        "<caption>Errors and warnings for 1,000 words</caption>\n<thead><tr>"
        '<th scope="col">Essay</th><th scope="col">Words</th><th scope="col">All</th><th scope="col" class="note">Look at</th>'
    )
    yield "".join(f'<th scope="col" class="{name}">{name}</th>' for name in categories)
    yield '<th scope="col">Grade</th><th scope="col">Sources</th></tr></thead>\n<tbody>\n'
    for row in rows:
        words, figures = row["words"], row["figures"]
        notes = escape("; ".join([*row["flags"], *row.get("notes", [])]))
        yield f'<tr><th scope="row">{_links(row)}</th><td>{words:,}</td><td><b>{per_1000(loud(row), words):.1f}</b></td><td class="note">{notes}</td>'
        for name in categories:
            rate = per_1000(row["categories"].get(name, 0), words)
            share = rate / most[name] if most[name] else 0
            yield f'<td class="{name}" style="--share:{share:.2f}">{f"{rate:.1f}" if rate else "–"}</td>'
        grade = figures.get("grade")
        yield f"<td>{'–' if grade is None else grade}</td><td>{figures.get('sources', '–')}</td></tr>\n"
    yield "</tbody>\n</table>\n</div>\n</section>\n"


def _links(row: Row) -> str:
    written, name = row["written"], escape(row["path"])
    link = f'<a href="{_address(written["page"])}">{name}</a>'
    if "marked" in written:
        link += f' <a class="quiet" href="{_address(written["marked"])}">marked</a>'
    return link


def _address(path: str) -> str:
    return escape(quote(path))


def _common(rows: Sequence[Row], book: Mapping[str, Rule]) -> Iterator[str]:
    """What many essays get wrong, so that it can be talked about with all."""
    in_essays = Counter(rule for row in rows for rule in row["rules"])
    times: Counter[str] = Counter()
    for row in rows:
        times.update(row["rules"])
    shown = sorted(in_essays, key=lambda rule: (-in_essays[rule], -times[rule], rule))[:_COMMON]
    if not shown:
        return
    yield '<section aria-labelledby="common">\n<h2 id="common">What most of them get wrong</h2>\n<ol class="common">\n'
    for rule in shown:
        card = book.get(rule)
        about = f": {escape(card.summary)}" if card else ""
        yield (
            f'<li class="{escape(card.category if card else "")}"><h3>{escape(rule)}{about}</h3>\n'
            f'<p class="ui quiet">{_many(times[rule], "time")} in {_many(in_essays[rule], "essay")}</p>\n<ul>\n'
        )
        for row in [row for row in rows if rule in row["examples"]][:_EXAMPLES]:
            example = row["examples"][rule]
            page = _address(row["written"]["page"])
            yield f'<li>“{escape(example["quote"])}” <a class="quiet" href="{page}">{escape(row["path"])}</a><br><span class="quiet">{escape(example["message"])}</span></li>\n'
        yield "</ul>\n</li>\n"
    yield "</ol>\n</section>\n"


def _unread(rows: Sequence[Row]) -> Iterator[str]:
    if not rows:
        return
    yield '<section aria-labelledby="unread">\n<h2 id="unread">Not read</h2>\n<ul>\n'
    for row in rows:
        yield f"<li><b>{escape(row['path'])}</b>: {escape(row['error'])}</li>\n"
    yield "</ul>\n</section>\n"


def _many(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'' if count == 1 else 's'}"
