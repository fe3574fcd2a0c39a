"""Code actions: mend it, mend all, allow it, know the word, turn the rule off, read its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from lsprotocol import types

from essaylint import fixing
from essaylint.config import Config
from essaylint.configfile import user_file
from essaylint.diagnostic import Diagnostic
from essaylint.lsp import convert, remember
from essaylint.lsp.convert import Able
from essaylint.lsp.essay import View
from essaylint.remembering import config_to_write

FIX = types.CodeActionKind.QuickFix
FIX_ALL = "source.fixAll.essaylint"
ALLOW, KNOW, TURN_OFF, OPEN_CARD, SELECT = (
    f"essaylint.{name}" for name in ("allow", "addWords", "turnOff", "openCard", "select")
)
KINDS = [FIX, types.CodeActionKind.SourceFixAll, FIX_ALL]
_OWN = ("rule-failed", "unused-allow")
_MANY = 6


def wanted(only: Sequence[str] | None, kind: str) -> bool:
    """Whether an editor that asks for these kinds (None: all) takes one."""
    return only is None or any(kind == one or kind.startswith(f"{one}.") for one in only)


def actions(view: View, params: types.CodeActionParams, config: Config, able: Able, hints: str) -> list[types.CodeAction]:
    """What can be done about the findings at a range, and about all of them.

    Which findings are meant is told by the range and by the `data` that came with the diagnostics, never by the ranges
    that the editor sends back with them: some send columns in another unit.
    """
    only = params.context.only
    found: list[types.CodeAction] = []
    if wanted(only, FIX):
        named = {one.data.get("id") for one in params.context.diagnostics if isinstance(one.data, dict)}
        meant = view.at(view.positions.span(params.range))
        meant += [one for one in view.diagnostics if one not in meant and convert.ident(view, one) in named]
        shown = {id(one): convert.diagnostic(view, one, config, able, hints) for one in meant}
        for make in (_fixes, _decisions):
            for one in meant[:_MANY]:
                for action in make(view, one, config, able):
                    action.diagnostics = [shown[id(one)]]
                    found.append(action)
    if wanted(only, FIX_ALL):
        found += _fix_all(view, able)
    return found


def _fixes(view: View, one: Diagnostic, config: Config, able: Able) -> Iterator[types.CodeAction]:
    for fix in one.fixes:
        if fix.edits:
            yield types.CodeAction(
                convert.title(view, fix),
                kind=FIX,
                is_preferred=len(one.fixes) == 1 or None,
                edit=convert.workspace_edit(view, fix.edits, able),
            )


def _fix_all(view: View, able: Able) -> Iterator[types.CodeAction]:
    fixes = fixing.chosen(view.diagnostics)
    if fixes:
        edits = [edit for fix in fixes for edit in fix.edits]
        title = f"Mend all that can safely be mended ({len(fixes)})"
        yield types.CodeAction(title, kind=FIX_ALL, edit=convert.workspace_edit(view, edits, able))


def _decisions(view: View, one: Diagnostic, config: Config, able: Able) -> Iterator[types.CodeAction]:
    if one.rule in _OWN or view.told.document is None or not view.told.document.blocks:
        return
    uri, path = view.essay.uri, view.essay.path
    target = _name(config_to_write(path))
    text = " ".join(one.span.of(view.source.text).split())
    about = {"uri": uri, "rule": one.rule}
    if one.category == "spelling" and text and len(text.split()) == 1:
        yield _command(f"Add “{convert.short(text)}” to the words of {target}", KNOW, {"uri": uri, "words": [text]})
        yield _command(f"Add “{convert.short(text)}” to your own words ({user_file()})", KNOW, {"uri": uri, "words": [text], "user": True})
    if remember.has_comments(view.essay.format):
        for title, make in (("here", remember.allow_here), ("in this file", remember.allow_file)):
            yield _allow(f"Allow {one.rule} {title} (a comment)", make(view.told.document, one), view, able)
    else:
        yield _command(f"Allow “{convert.short(text)}” in this file ({target})", ALLOW, {**about, "quote": text, "here": True})
    yield _command(f"Allow “{convert.short(text)}” in the project ({target})", ALLOW, {**about, "quote": text})
    yield _command(f"Turn {one.rule} off in the project ({target})", TURN_OFF, about)
    yield _command(f"Read the page of {one.rule}", OPEN_CARD, about)


def _allow(title: str, made: remember.AllowEdit, view: View, able: Able) -> types.CodeAction:
    """A comment is an edit, so that every editor can make it; the reason is then selected, to be typed over."""
    action = types.CodeAction(title, kind=FIX, edit=convert.workspace_edit(view, [made.edit], able))
    if able.show:
        arguments = {"uri": view.essay.uri, "start": made.reason.start, "end": made.reason.end}
        action.command = types.Command(title, SELECT, arguments=[arguments])
    return action


def _command(title: str, name: str, arguments: dict[str, Any]) -> types.CodeAction:
    return types.CodeAction(title, kind=FIX, command=types.Command(title, name, arguments=[arguments]))


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}" if path.parent.name else path.name
