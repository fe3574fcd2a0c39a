"""The server with what editors say of themselves, as pytest-lsp has recorded it."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol.converters import get_converter
from pytest_lsp import client_capabilities

from lspclient import applied, edits_of
from test_lsp import TEXT, Starts, begin, home, named, uri_of  # noqa: F401  (fixtures)

# The unit of columns of each, and whether it asks for diagnostics.
PROFILES = {
    "visual-studio-code@1.65.2": ("utf-16", False), "neovim@0.6.1": ("utf-16", False), "neovim@0.10.0": ("utf-16", True),
    "neovim@0.11.0": ("utf-8", True), "emacs@29.1": ("utf-32", False),
}  # fmt: skip


@pytest.mark.parametrize("profile", PROFILES)
def test_an_editor_is_served(begin: Starts, home: Path, profile: str) -> None:  # noqa: F811
    capabilities = get_converter().unstructure(client_capabilities(profile))
    client, uri = begin(capabilities=capabilities), uri_of(home)
    encoding, pulls = PROFILES[profile]
    assert (client.server["positionEncoding"], "diagnosticProvider" in client.server) == (encoding, pulls)
    client.open(uri, TEXT)
    told = client.settled(uri, 1)
    assert bool(client.told("textDocument/publishDiagnostics")) is not pulls
    wrong = named(told, "misspelling")
    assert applied(TEXT, [{"range": wrong["range"], "newText": "<>"}], encoding) == TEXT.replace("recieved", "<>")
    fix = next(one for one in client.actions(uri, wrong["range"], [wrong]) if "“received”" in one["title"])
    assert applied(TEXT, edits_of(fix, uri), encoding) == TEXT.replace("recieved", "received")
    shown = client.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": wrong["range"]["start"]})
    assert "**misspelling**" in shown["contents"]["value"]
    headings = client.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    assert [one["name"] for one in headings] == ["The letter 😀"]
