"""What is done on demand: every essay of the open folders linted, and what can be told of one essay shown."""

from __future__ import annotations

import asyncio
import tempfile
import threading
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.capabilities import get_capability
from pygls.uris import from_fs_path, to_fs_path

from essaylint import formats
from essaylint.discovery import walk
from essaylint.lsp import convert
from essaylint.lsp.essay import LONG, LONGEST, PLACES, Essay, Told, View
from essaylint.lsp.server import EssayServer
from essaylint.lsp.settings import Linters
from essaylint.source import Source, SourceError
from essaylint.values import replace


class Stopped(Exception):
    """The writer wants no more of it."""


async def lint_folders(ls: EssayServer) -> dict[str, int]:
    """Lint every essay of the open folders that is not open itself; what is found is published for each file.

    Returns how many files were linted, what was found in them, and how many could not be read.
    """
    paths = await asyncio.to_thread(_files, ls)
    open_now = {opened.path for opened in ls.essays.values()}
    counts = {"files": 0, "findings": 0, "unreadable": 0}
    told: set[str] = set()
    stop = threading.Event()
    shown = bool(get_capability(ls.client_capabilities, "window.work_done_progress", False))
    try:
        async with ls.progress_of("essaylint: every essay of the folder", shown, cancellable=True) as report:
            for number, path in enumerate(paths):
                if not report(path.name, 100 * number // len(paths)):
                    return counts
                if path in open_now:
                    continue
                uri = from_fs_path(str(path)) or ""
                try:
                    found = await ls.in_background(_lint, ls, path, uri, stop)
                except (SourceError, OSError, ValueError) as error:
                    ls.say(f"{path.name} was left out: {error}")
                    counts["unreadable"] += 1
                    continue
                if uri not in ls.essays:
                    counts["files"] += 1
                    counts["findings"] += len(found)
                    told.add(uri)
                    _publish(ls, uri, found)
        for uri in ls.elsewhere - told - ls.essays.keys():
            _publish(ls, uri, [])
        return counts
    finally:
        stop.set()  # a request that was cancelled leaves its file


def _publish(ls: EssayServer, uri: str, found: list[types.Diagnostic]) -> None:
    ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found))
    (ls.elsewhere.add if found else ls.elsewhere.discard)(uri)


def _files(ls: EssayServer) -> list[Path]:
    folders = [path for one in ls.workspace.folders.values() if (path := to_fs_path(one.uri))]
    folders = folders or [path for path in [to_fs_path(ls.workspace.root_uri or "")] if path]
    return [Path(path) for path in dict.fromkeys(path for folder in folders for path in walk(folder))]


def _lint(ls: EssayServer, path: Path, uri: str, stop: threading.Event) -> list[types.Diagnostic]:
    def go_on() -> None:
        if stop.is_set():
            raise Stopped

    source = formats.load(path)
    format = formats.format_of(path)
    if len(source.text) > LONGEST:
        raise ValueError(f"it is longer than {LONGEST:,} characters")
    linters: Linters = ls.configs.of(path)
    document = formats.read_file(source, format)
    found = linters.all.run(document, quick=ls.settings.quick or len(source.text) > LONG, between=go_on).diagnostics
    found = tuple(one for one in found if ls.settings.hints != "off" or one.severity.rank)
    worst = sorted(sorted(found, key=lambda one: -one.severity.rank)[: ls.settings.most], key=lambda one: one.span)
    opened = Essay(uri, path, document.format, 0, source.text)
    opened.told = Told(0, source, tuple(worst), True, document)
    view = View(opened, ls.encoding)
    able = ls.able
    made = []
    for one in worst:
        shown = convert.diagnostic(view, replace(one, related=one.related[:PLACES]), linters.all.config, able, ls.settings.hints)
        if format in formats.BINARY:  # an editor shows no lines of such a file
            place = document.where(one.span.start)
            words = convert.short(one.span.of(source.text))
            shown.message = f"{place + ', ' if place else ''}“{words}”: {shown.message}"
            shown.range, shown.related_information, shown.data = view.positions.range(one.span._replace(start=0, end=0)), None, None
        made.append(shown)
    return made


async def show(ls: EssayServer, name: str, about: Any) -> str:
    """What a table tells of an essay, in Markdown; with `show` the editor is asked to open it as a file."""
    uri = about["uri"]
    opened = ls.essays.get(uri)
    path = opened.path if opened else Path(to_fs_path(uri) or "")
    source, format = (opened.source, opened.format) if opened else (None, formats.format_of(path))
    text = await ls.in_background(_table, ls, name, path, source, format)
    if about.get("show") and ls.able.show:
        file = Path(tempfile.mkdtemp(prefix="essaylint-")) / f"{name} of {path.stem}.md"
        file.write_text(text, encoding="utf-8")
        await ls.window_show_document_async(types.ShowDocumentParams(file.as_uri(), take_focus=True))
    return text


def _table(ls: EssayServer, name: str, path: Path, source: Source | None, format: str) -> str:
    try:
        document = formats.read_file(source or formats.load(path), format)
    except SourceError as error:
        return f"{error}\n"
    return f"# {name.capitalize()} of {path.name}\n\n```text\n{ls.tables[name](document).replace('```', '` ` `')}```\n"
