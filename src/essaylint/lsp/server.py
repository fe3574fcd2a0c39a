"""The server: which essays are open, when they are linted, and what the editor is told."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, default_converter
from pygls.uris import from_fs_path

from essaylint.backends import parser
from essaylint.configfile import FILES
from essaylint.essay.paragraph import Paragraph
from essaylint.lsp import convert, essay
from essaylint.lsp.convert import Able
from essaylint.lsp.essay import Cancelled, Essay, Told, View
from essaylint.lsp.positions import Positions
from essaylint.lsp.settings import Configs, Forget, Linters, Resolve, Settings, Tables
from essaylint.source import Encoding, Source
from essaylint.version import VERSION

T = TypeVar("T")
# Seconds between looks at config files, which not every editor watches.
LOOK = 2.0
# An edit of a text that takes longer to read than this is waited out.
SLOW = 0.1
# What takes longer to send than this is sent a moment later.
COSTLY = 0.05


class Protocol(LanguageServerProtocol):
    """pygls' protocol, with two things mended."""

    def _handle_notification(self, method_name: str, params: Any) -> None:
        # It keeps the future of every notification for ever; here it goes when it is done.
        super()._handle_notification(method_name, params)
        for key in [key for key, future in self._request_futures.items() if future.done()]:
            del self._request_futures[key]

    def structure_message(self, data: dict[str, Any]) -> Any:
        # It does not answer a request that it cannot read.
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "method" in data and "id" in data:
                self._send_response(data["id"], error=error.to_response_error())
            raise


class EssayServer(LanguageServer):
    """Essays that are open, each followed by a task of its own; rules run in two threads, quick ones and all."""

    def __init__(self, resolve: Resolve, forget: Forget, *, quick: bool = False, own_process: bool = False, tables: Tables = {}) -> None:  # noqa: B006
        super().__init__(
            "essaylint", VERSION, types.TextDocumentSyncKind.Full, protocol_cls=Protocol, converter_factory=default_converter
        )
        from essaylint.lsp.features import register  # it needs this class

        self.configs = Configs(resolve, forget)
        self.essays: dict[str, Essay] = {}
        self.settings = Settings(quick=quick)
        self.own_process, self.tables, self.thorough = own_process, tables, own_process
        self.elsewhere: set[str] = set()
        self.able = Able()
        self.encoding: Encoding = "utf-16"
        self.pulls = self.refreshes = self.tells_status = False
        self._quick = ThreadPoolExecutor(1, "quick")
        self._all = ThreadPoolExecutor(1, "all")
        self._tasks: set[asyncio.Task[Any]] = set()
        self._said: set[str] = set()
        self._tokens = count()
        self._shown: dict[str, tuple[str, ...]] = {}
        register(self)

    # What is open

    def open(self, uri: str, path: Path, language: str, version: int, text: str) -> None:
        """Follow a text from now on, if it is an essay."""
        self.close(uri)
        format = essay.format_for(path, language)
        if format is not None and path.name not in FILES:
            opened = self.essays[uri] = Essay(uri, path, format, version, text)
            opened.task = self.start(self._follow(opened))

    def close(self, uri: str) -> None:
        """Follow a text no longer, and take what was told of it away."""
        closed = self.essays.pop(uri, None)
        if closed is not None:
            closed.closed = True
            closed.cancel.set()
            if closed.task:
                closed.task.cancel()
            if not self.pulls:
                self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))
        elif uri in self.elsewhere:  # what was told of the file is told of its text from now on
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))
        self.elsewhere.discard(uri)

    def view(self, opened: Essay) -> View:
        """What was told of a text."""
        return View(opened, self.encoding)

    def linters_of(self, opened: Essay) -> Linters:
        """The linters of an open essay."""
        return opened.linters or self.configs.of(opened.path)

    def relint(self, which: Callable[[Essay], bool] = bool) -> None:
        """Lint all that is open anew (or those essays that are meant): what holds for it has changed."""
        for opened in filter(which, self.essays.values()):
            opened.told = Told(-1, opened.told.source, (), False, opened.told.document)
            opened.put(opened.version, opened.source.text)

    async def look(self) -> None:
        """Look whether a config changed."""
        if await self.run(self._quick, self.configs.refresh):
            self.relint()

    # Linting

    async def _follow(self, opened: Essay) -> None:
        while not opened.closed:
            await opened.changed.wait()
            opened.changed.clear()
            try:
                await self._lint(opened)
            except Cancelled:
                continue
            except Exception as error:  # whatever a rule or a reader raises: the server lives
                self.complain(f"{opened.path.name} could not be linted: {type(error).__name__}: {error}")

    async def _lint(self, opened: Essay) -> None:
        version, source, cancel = opened.version, opened.source, opened.cancel
        linters = await self.run(self._quick, self.configs.of, opened.path)
        self.show_problems()
        known = opened.linters is linters and opened.told.final
        opened.linters = linters
        if len(source.text) > essay.LONGEST or await self.run(self._quick, essay.excluded, opened.path, linters):
            if len(source.text) > essay.LONGEST:
                self.say(f"{opened.path.name} is longer than {essay.LONGEST:,} characters; essaylint does not look at it here. Split it.")
            return await self._tell(opened, Told(version, source, (), True))
        start = monotonic()
        told = await self.run(self._quick, essay.at_once, source, version, opened.format, linters, opened.told, cancel)
        slow = monotonic() - start
        if cancel.is_set():
            await asyncio.sleep(min(slow, 1.0) if slow > SLOW else 0)
            return None
        if opened.cost > COSTLY and await self._changes(opened, opened.cost):
            return None  # hundreds of findings are sent when the fingers rest, not between two letters
        await self._tell(opened, told)
        if known and await self._changes(opened, self.settings.debounce / 1000):
            return None
        if len(source.text) > essay.LONG:
            self.say(f"{opened.path.name} is longer than {essay.LONG:,} characters: only rules that need no parse run here.")
        rest = asyncio.ensure_future(self.run(self._all, essay.everything, told, linters, self.settings.quick, cancel))
        rest.add_done_callback(lambda done: done.cancelled() or done.exception())
        if await self._changes(opened, None, rest):
            return None
        told = rest.result()
        await self._tell(opened, told)
        if told.skipped:
            rules = len({one.rule for one in told.skipped})
            self.say(f"essaylint left out {rules} rules: {told.skipped[0].why}", types.MessageType.Info)
        open_now = {block.paragraph for one in self.essays.values() if one.told.document for block in one.told.document.blocks}
        for linter in linters:
            linter.keep_only(open_now)
        return None

    async def _changes(self, opened: Essay, seconds: float | None, until: asyncio.Future[Any] | None = None) -> bool:
        """Whether the text changes before so many seconds are over, or before something is done."""
        change = asyncio.ensure_future(opened.changed.wait())
        await asyncio.wait({change, *([until] if until else [])}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        change.cancel()
        return opened.changed.is_set()

    async def _tell(self, opened: Essay, told: Told) -> None:
        """What was found is what is told from now on, if it is about the text as it is."""
        if opened.closed or not opened.is_current(told):
            return
        if len(told.diagnostics) > self.settings.most:
            self.say(f"{opened.path.name}: only the {self.settings.most} worst of its findings are shown.", types.MessageType.Info)
        await opened.tell(told)
        sent = (told.version, told.diagnostics, self.settings.hints)
        if not self.pulls and sent != opened.sent:
            version = told.version if self.able.versions else None
            start = monotonic()
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(opened.uri, self.diagnostics(opened), version))
            opened.cost = monotonic() - start
        if self.pulls and self.refreshes and told.final and sent != opened.sent:
            self.start(self.workspace_diagnostic_refresh_async(None))
        if not self.pulls or told.final:
            opened.sent = sent
        if self.tells_status:
            values = {"uri": opened.uri, "version": told.version, "final": told.final, "findings": len(told.diagnostics)}
            self.protocol.notify("essaylint/status", values)

    def diagnostics(self, opened: Essay) -> list[types.Diagnostic]:
        """What is told of an essay, for the editor."""
        view, config = self.view(opened), self.linters_of(opened).all.config
        hints = self.settings.hints
        told = [one for one in view.diagnostics if hints != "off" or one.severity.rank]
        if len(told) > self.settings.most:
            told = sorted(sorted(told, key=lambda one: -one.severity.rank)[: self.settings.most], key=lambda one: one.span)
        return [convert.diagnostic(view, one, config, self.able, hints) for one in told]

    # What the writer is told besides

    def say(self, message: str, kind: types.MessageType = types.MessageType.Warning) -> None:
        """A sentence for the writer, once."""
        if message not in self._said:
            self._said.add(message)
            self.window_show_message(types.ShowMessageParams(kind, message))

    def complain(self, message: str) -> None:
        """Something went wrong; said once."""
        self.say(message, types.MessageType.Error)

    def report_server_error(self, error: Exception, source: Any) -> None:
        """What a handler raised, said once; requests have their own answer."""
        if source.__name__ != "FeatureRequestError":
            self.complain(f"essaylint: {error}")

    def show_problems(self) -> None:
        """Mistakes in config files: as diagnostics in them, and once as a message."""
        by_file: dict[str, list[types.Diagnostic]] = {}
        for problem in dict.fromkeys(self.configs.problems.values()):
            where = problem.file
            self.complain(f"{where}: {problem.message}" if where else problem.message)
            if where:
                text = where.read_text(encoding="utf-8", errors="replace") if where.is_file() else ""
                place = Positions(Source(text), self.encoding).range(problem.span)
                one = types.Diagnostic(place, problem.message, types.DiagnosticSeverity.Error, source="essaylint")
                by_file.setdefault(from_fs_path(str(where)) or "", []).append(one)
        for uri in {*by_file, *self._shown}:
            messages = tuple(one.message for one in by_file.get(uri, []))
            if self._shown.get(uri) != messages:
                self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, by_file.get(uri, [])))
        if by_file.keys() != self._shown.keys():  # what was mended may be wrong again, and is then said again
            self._said = {one for one in self._said if not any(name in one for name in FILES)} if not by_file else self._said
        self._shown = {uri: tuple(one.message for one in found) for uri, found in by_file.items()}

    # Threads and tasks

    async def run(self, pool: ThreadPoolExecutor, work: Callable[..., T], *arguments: Any) -> T:
        """Do something in a thread."""
        return await asyncio.get_running_loop().run_in_executor(pool, work, *arguments)

    async def in_background(self, work: Callable[..., T], *arguments: Any) -> T:
        """Do something that takes its time where all rules run, one after the other."""
        return await self.run(self._all, work, *arguments)

    def start(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Do something beside; that it fails is no reason to end."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            self.protocol.notify("window/logMessage", types.LogMessageParams(types.MessageType.Warning, f"essaylint: {error}"))

    async def warm(self, path: Path, progress: bool) -> None:
        """Load the rules and then the parser's model, before the writer waits for them."""
        linters = await self.run(self._quick, self.configs.of, path)
        source = Source("It is so.", str(path))
        await self.run(self._quick, lambda: linters.at_once.lint(source.text, quick=True))
        if not self.settings.quick and parser.available() and any("parse" in rule.needs for rule in linters.all.rules):
            async with self.progress_of("essaylint: loading the parser", progress):
                await self.run(self._all, parser.parse, [Paragraph(source.text)])
        if self.thorough:
            await self.run(self._all, essay.exercise, linters)

    @contextlib.asynccontextmanager
    async def progress_of(self, title: str, shown: bool, *, cancellable: bool = False) -> AsyncIterator[Callable[[str, int], bool]]:
        """Show that something takes a while; what it yields shows how far it is and tells whether it is to go on."""
        token = f"essaylint/{next(self._tokens)}"
        if shown:
            try:
                await self.work_done_progress.create_async(token)
                self.work_done_progress.begin(token, types.WorkDoneProgressBegin(title, cancellable=cancellable, percentage=0 if cancellable else None))
            except Exception:  # an editor that says it can and cannot
                shown = False

        def report(message: str, percent: int) -> bool:
            if shown:
                self.work_done_progress.report(token, types.WorkDoneProgressReport(message=message, percentage=percent))
            return not (shown and self.work_done_progress.tokens[token].cancelled())

        try:
            yield report
        finally:
            if shown:
                self.work_done_progress.end(token, types.WorkDoneProgressEnd())
                self.work_done_progress.tokens.pop(token, None)

    async def watch(self) -> None:
        """Look now and then whether a config changed or the editor is gone."""
        while True:
            await asyncio.sleep(LOOK)
            if self.own_process and self.process_id and os.name == "posix":
                with contextlib.suppress(PermissionError):
                    try:
                        os.kill(self.process_id, 0)
                    except ProcessLookupError:
                        os._exit(1)
            if self.essays:
                await self.look()

    def shutdown(self) -> None:
        """Give up what runs."""
        for opened in self.essays.values():
            opened.cancel.set()
        for pool in (self._quick, self._all):
            pool.shutdown(wait=False, cancel_futures=True)
        super().shutdown()  # type: ignore[no-untyped-call]
