"""Diagnostics and fixes as the protocol has them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from lsprotocol import types

from essaylint.config import Config
from essaylint.diagnostic import Diagnostic, Edit, Fix, Safety, Severity
from essaylint.lsp.essay import View

_SEVERITIES = {Severity.ERROR: types.DiagnosticSeverity.Error, Severity.WARNING: types.DiagnosticSeverity.Warning}
_HINTS = {"hint": types.DiagnosticSeverity.Hint, "information": types.DiagnosticSeverity.Information}
_LONGEST_SHOWN = 40


class Able(NamedTuple):
    """What the editor can do that matters for what it is sent."""

    related: bool = False
    links: bool = False
    tags: bool = False
    versions: bool = False
    document_changes: bool = False
    show: bool = False
    nested_symbols: bool = False

    @staticmethod
    def of(capabilities: types.ClientCapabilities) -> Able:
        """What an editor says of itself."""
        document = capabilities.text_document or types.TextDocumentClientCapabilities()
        push: Any = document.publish_diagnostics or types.PublishDiagnosticsClientCapabilities()
        pull: Any = document.diagnostic or push
        workspace = capabilities.workspace or types.WorkspaceClientCapabilities()
        edit = workspace.workspace_edit
        show = capabilities.window.show_document if capabilities.window else None
        return Able(
            related=any(bool(one.related_information) for one in (push, pull)),
            # Neovim keeps links without saying so; only an editor that says no is sent none.
            links=any(one.code_description_support is not False for one in (push, pull)),
            tags=any(bool(one.tag_support) for one in (push, pull)),
            versions=bool(push.version_support),
            document_changes=bool(edit and edit.document_changes),
            show=bool(show and show.support),
            nested_symbols=bool(document.document_symbol and document.document_symbol.hierarchical_document_symbol_support),
        )


def ident(view: View, one: Diagnostic) -> str:
    """What a diagnostic is known by, as long as the text does not change."""
    return f"{view.told.version}:{one.rule}:{one.span.start}:{one.span.end}"


def diagnostic(view: View, one: Diagnostic, config: Config, able: Able, hints: str) -> types.Diagnostic:
    """A diagnostic with its places, its page and its edits; the edits go with it, so that nobody has to make them."""
    message = one.message
    related = None
    if able.related:
        related = [
            types.DiagnosticRelatedInformation(
                types.Location(view.essay.uri, view.positions.range(place.span)), place.message or place.span.of(view.source.text)
            )
            for place in one.related
        ] or None
    elif one.related:
        message += f" ({'; '.join(other_places(view, one))})"
    href = link(one, config)
    return types.Diagnostic(
        range=view.positions.range(one.span),
        message=message,
        severity=_SEVERITIES.get(one.severity) or _HINTS.get(hints, types.DiagnosticSeverity.Hint),
        code=one.rule,
        code_description=types.CodeDescription(href) if able.links and href else None,
        source="essaylint",
        tags=[types.DiagnosticTag.Unnecessary] if able.tags and _is_needless(one) else None,
        related_information=related,
        data={"id": ident(view, one), "fixes": [_data(view, fix) for fix in one.fixes]},
    )


def other_places(view: View, one: Diagnostic) -> list[str]:
    """The related places of a diagnostic, each in a few words."""
    return [
        f"line {view.source.position(place.span.start).line}: {place.message or '“' + short(place.span.of(view.source.text)) + '”'}"
        for place in one.related
    ]


def link(one: Diagnostic, config: Config) -> str:
    """Where the page of a diagnostic's rule is; what came with a folder names no address, so its page is the file."""
    rule = config.book.get(one.rule)
    if rule is not None and not rule.package:
        return Path(rule.page).absolute().as_uri() if rule.page else ""
    return one.url if rule is not None or not config.rulebooks else ""


def _is_needless(one: Diagnostic) -> bool:
    """Whether the first fix takes the words out, and nothing comes in their place."""
    return bool(one.fixes) and all(not edit.new.strip() and edit.span.overlaps(one.span) for edit in one.fixes[0].edits)


def _data(view: View, fix: Fix) -> dict[str, Any]:
    ranges = ((view.positions.range(edit.span), edit.new) for edit in fix.edits)
    edits = [
        {"range": {name: {"line": at.line, "character": at.character} for name, at in (("start", place.start), ("end", place.end))}, "newText": new}
        for place, new in ranges
    ]
    return {"safe": fix.safety is Safety.SAFE, "edits": edits}


def workspace_edit(view: View, edits: Iterable[Edit], able: Able) -> types.WorkspaceEdit:
    """Edits of the text of a view; with its version where the editor takes that, so that they never hit another text."""
    made = [types.TextEdit(view.positions.range(edit.span), edit.new) for edit in sorted(edits, key=lambda edit: edit.span)]
    if able.document_changes:
        document = types.OptionalVersionedTextDocumentIdentifier(uri=view.essay.uri, version=view.told.version)
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, list(made))])
    return types.WorkspaceEdit(changes={view.essay.uri: made})


def title(view: View, fix: Fix) -> str:
    """What a fix does, in one line."""
    first = fix.edits[0]
    old, new = short(first.span.of(view.source.text)), short(first.new)
    more = f" (and {len(fix.edits) - 1} more)" if len(fix.edits) > 1 else ""
    if not new:
        return f"Take out “{old}”{more}"
    return f"Change “{old}” to “{new}”{more}" if old else f"Put in “{new}”{more}"


def short(text: str) -> str:
    """A text in one line of at most a few words."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_SHOWN else line[: _LONGEST_SHOWN - 1].rstrip() + "…"
