"""What the editor may ask for, each a few lines over the server."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine
from pathlib import Path, PurePosixPath
from typing import Any

from lsprotocol import types
from pygls.capabilities import get_capability
from pygls.uris import from_fs_path, to_fs_path

from essaylint.configfile import FILES, ConfigError
from essaylint.lsp import actions, convert, pages, remember, workspace
from essaylint.lsp.convert import Able
from essaylint.lsp.essay import Essay
from essaylint.lsp.positions import Positions
from essaylint.lsp.server import EssayServer
from essaylint.lsp.settings import Settings
from essaylint.source import Encoding, Source
from essaylint.span import Span

# Seconds that a question waits for the newest text to be linted.
PATIENCE = 10.0
_ENCODINGS: dict[str, Encoding] = {"utf-8": "utf-8", "utf-16": "utf-16", "utf-32": "utf-32"}


def register(server: EssayServer) -> None:
    """Answer what an editor asks."""
    for name, answer in _FEATURES.items():
        server.feature(name)(answer)
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=actions.KINDS))(_code_actions)
    for name, answer in _COMMANDS.items():
        server.command(name)(answer)


def _initialize(ls: EssayServer, params: types.InitializeParams) -> None:
    able = params.capabilities
    ls.able = Able.of(able)
    # pygls takes the first encoding that the editor offers, else UTF-16.
    offered = [str(getattr(one, "value", one)) for one in (able.general.position_encodings if able.general else None) or ()]
    ls.encoding = next((_ENCODINGS[one] for one in offered if one in _ENCODINGS), "utf-16")
    ls.pulls = able.text_document is not None and able.text_document.diagnostic is not None
    ls.refreshes = bool(get_capability(able, "workspace.diagnostics.refresh_support", False))
    if ls.pulls:
        options = types.DiagnosticOptions(inter_file_dependencies=False, workspace_diagnostics=False, identifier="essaylint")
        ls.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, options)(_pull)
    options_sent = params.initialization_options
    if isinstance(options_sent, dict):
        ls.tells_status = bool(options_sent.get("status"))
        _set(ls, options_sent)


async def _initialized(ls: EssayServer, params: types.InitializedParams) -> None:
    able = ls.client_capabilities
    ls.start(ls.warm(folder(ls) / "essay.txt", bool(get_capability(able, "window.work_done_progress", False))))
    ls.start(ls.watch())
    if get_capability(able, "workspace.did_change_watched_files.dynamic_registration", False):
        watchers = [types.FileSystemWatcher(f"**/{name}") for name in (*FILES, "*.bib")]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        registration = types.Registration("essaylint-configs", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        ls.start(ls.client_register_capability_async(types.RegistrationParams([registration])))
    await _pull_settings(ls)


def _exit(ls: EssayServer, *_: Any) -> None:
    if ls.own_process:  # the thread that reads what comes in would wait for the editor to close the stream
        os._exit(0 if ls.protocol._shutdown else 1)


# Texts


def _did_open(ls: EssayServer, params: types.DidOpenTextDocumentParams) -> None:
    item = params.text_document
    ls.open(item.uri, path_of(ls, item.uri), str(getattr(item.language_id, "value", item.language_id)), item.version, item.text)


def _did_change(ls: EssayServer, params: types.DidChangeTextDocumentParams) -> None:
    opened = ls.essays.get(params.text_document.uri)
    if opened is None:
        return
    text = opened.source.text
    for change in params.content_changes:
        if isinstance(change, types.TextDocumentContentChangePartial):  # we ask for whole texts, but take these too
            place = Positions(Source(text), ls.encoding).span(change.range)
            text = text[: place.start] + change.text + text[place.end :]
        else:
            text = change.text
    opened.put(params.text_document.version, text)


def _did_close(ls: EssayServer, params: types.DidCloseTextDocumentParams) -> None:
    ls.close(params.text_document.uri)


async def _did_save(ls: EssayServer, params: types.DidSaveTextDocumentParams) -> None:
    await ls.look()


def path_of(ls: EssayServer, uri: str) -> Path:
    """The path of a text; one that has none yet is taken to be in the folder that is open."""
    path = to_fs_path(uri) if uri.startswith("file:") else None
    return Path(path) if path else folder(ls) / (PurePosixPath(uri.partition(":")[2]).name or "untitled")


def folder(ls: EssayServer) -> Path:
    """The first folder that is open, else the one we are in."""
    for uri in (*(one.uri for one in ls.workspace.folders.values()), ls.workspace.root_uri or ""):
        if uri.startswith("file:") and (path := to_fs_path(uri)):
            return Path(path)
    return Path.cwd()


# Settings


async def _pull_settings(ls: EssayServer) -> None:
    if get_capability(ls.client_capabilities, "workspace.configuration", False):
        items = [types.ConfigurationItem(section="essaylint")]
        found = await ls.workspace_configuration_async(types.ConfigurationParams(items))
        if found and isinstance(found[0], dict):
            _set(ls, found[0])


def _set(ls: EssayServer, values: dict[str, Any]) -> None:
    settings, wrong = Settings.of({key: value for key, value in values.items() if key != "status"})
    for sentence in wrong:
        ls.say(f"essaylint: {sentence}")
    if settings != ls.settings:
        ls.settings = settings
        ls.relint()


async def _did_change_configuration(ls: EssayServer, params: types.DidChangeConfigurationParams) -> None:
    sent = params.settings
    if isinstance(sent, dict) and isinstance(sent.get("essaylint"), dict):
        _set(ls, sent["essaylint"])
    else:
        await _pull_settings(ls)


async def _look(ls: EssayServer, params: Any) -> None:
    await ls.look()
    if any(change.uri.endswith(".bib") for change in getattr(params, "changes", ())):
        ls.relint(lambda opened: opened.told.document is not None and bool(opened.told.document.library.named))


# Questions


async def _pull(ls: EssayServer, params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
    opened = ls.essays.get(params.text_document.uri)
    if opened is None:
        return types.RelatedFullDocumentDiagnosticReport(items=[])
    told = await opened.wait(final=not ls.refreshes, seconds=60.0 if not ls.refreshes else PATIENCE)
    known = f"{told.version}:{told.final}:{opened.times_told}:{hash(ls.settings)}"
    if params.previous_result_id == known:
        return types.RelatedUnchangedDocumentDiagnosticReport(result_id=known)
    items = ls.diagnostics(opened) if opened.is_current(opened.told) else []
    return types.RelatedFullDocumentDiagnosticReport(items=items, result_id=known)


async def _code_actions(ls: EssayServer, params: types.CodeActionParams) -> list[types.CodeAction]:
    opened = ls.essays.get(params.text_document.uri)
    if opened is None:
        return []
    only = params.context.only
    mends_all = only is not None and actions.wanted(only, actions.FIX_ALL)
    await opened.wait(final=mends_all, seconds=PATIENCE if mends_all else 2.0)
    if not opened.is_current(opened.told):
        return []
    config = ls.linters_of(opened).all.config
    return actions.actions(ls.view(opened), params, config, ls.able, ls.settings.hints)


async def _hover(ls: EssayServer, params: types.HoverParams) -> types.Hover | None:
    opened = await _current(ls, params.text_document.uri)
    if opened is None:
        return None
    view = ls.view(opened)
    return pages.hover(view, view.positions.offset(params.position), ls.linters_of(opened).all.config)


async def _symbols(ls: EssayServer, params: types.DocumentSymbolParams) -> Any:
    opened = await _current(ls, params.text_document.uri)
    return pages.symbols(ls.view(opened), nested=ls.able.nested_symbols) if opened else []


async def _current(ls: EssayServer, uri: str) -> Essay | None:
    opened = ls.essays.get(uri)
    if opened is not None:
        await opened.wait(final=False, seconds=2.0)
    return opened if opened is not None and opened.is_current(opened.told) else None


# Commands


async def _decided(ls: EssayServer, decide: Any, *arguments: Any, **options: Any) -> str:
    """Write a decision into a config, and let it hold at once."""
    try:
        path = await asyncio.to_thread(decide, *arguments, **options)
    except (ConfigError, OSError) as error:
        ls.window_show_message(types.ShowMessageParams(types.MessageType.Error, str(error)))
        return ""
    await ls.look()
    ls.show_problems()
    return str(path)


async def _allow(ls: EssayServer, about: Any) -> str:
    path, reason = path_of(ls, about["uri"]), about.get("reason", remember.REASON)
    rule, quote = about["rule"], about.get("quote", "")
    opened = await _current(ls, about["uri"])
    if about.get("here") and opened is not None and remember.has_comments(opened.format):
        view = ls.view(opened)
        meant = [one for one in view.diagnostics if one.rule == rule and one.span.of(view.source.text) == quote]
        if meant and opened.told.document is not None:
            edit = convert.workspace_edit(view, [remember.allow_here(opened.told.document, meant[0], reason).edit], ls.able)
            await ls.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(edit, label=f"Allow {rule}"))
            return str(path)
    return await _decided(ls, remember.allow_in_config, path, rule, quote, reason, here=bool(about.get("here")))


async def _know(ls: EssayServer, about: Any) -> str:
    return await _decided(ls, remember.know, path_of(ls, about["uri"]), about["words"], user=bool(about.get("user")))


async def _turn_off(ls: EssayServer, about: Any) -> str:
    return await _decided(ls, remember.turn_off, path_of(ls, about["uri"]), about["rule"])


async def _open_card(ls: EssayServer, about: Any) -> str:
    opened = ls.essays.get(about.get("uri", ""))
    config = ls.linters_of(opened).all.config if opened else ls.configs.of(folder(ls) / "essay.txt").all.config
    rule = config.book.get(about["rule"])
    if rule is None:
        return ""
    uri = from_fs_path(str(Path(rule.page).absolute())) or ""
    if ls.able.show:
        await ls.window_show_document_async(types.ShowDocumentParams(uri, take_focus=True))
    else:
        ls.window_show_message(types.ShowMessageParams(types.MessageType.Info, f"{rule.name}: {rule.summary} {rule.page}"))
    return uri


async def _select(ls: EssayServer, about: Any) -> None:
    opened = ls.essays.get(about["uri"])
    if opened is not None and ls.able.show:
        place = Positions(opened.source, ls.encoding).range(Span(about["start"], about["end"]))
        await ls.window_show_document_async(types.ShowDocumentParams(opened.uri, take_focus=True, selection=place))


async def _lint_folders(ls: EssayServer, *_: Any) -> dict[str, int]:
    return await workspace.lint_folders(ls)


def _shows(name: str) -> Callable[[EssayServer, Any], Coroutine[Any, Any, str]]:
    async def show(ls: EssayServer, about: Any) -> str:
        return await workspace.show(ls, name, about)

    return show


_FEATURES: dict[str, Callable[..., Any]] = {
    types.INITIALIZE: _initialize,
    types.INITIALIZED: _initialized,
    types.EXIT: _exit,
    types.TEXT_DOCUMENT_DID_OPEN: _did_open,
    types.TEXT_DOCUMENT_DID_CHANGE: _did_change,
    types.TEXT_DOCUMENT_DID_CLOSE: _did_close,
    types.TEXT_DOCUMENT_DID_SAVE: _did_save,
    types.WORKSPACE_DID_CHANGE_CONFIGURATION: _did_change_configuration,
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: _look,
    types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: _look,
    types.TEXT_DOCUMENT_HOVER: _hover,
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: _symbols,
}
_COMMANDS: dict[str, Callable[..., Any]] = {
    actions.ALLOW: _allow,
    actions.KNOW: _know,
    actions.TURN_OFF: _turn_off,
    actions.OPEN_CARD: _open_card,
    actions.SELECT: _select,
    "essaylint.lintFolders": _lint_folders,
    "essaylint.showClaims": _shows("claims"),
    "essaylint.showCitations": _shows("citations"),
    "essaylint.showMetrics": _shows("metrics"),
}
