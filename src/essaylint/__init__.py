"""An editor for whole essays: wrong words, contradictory claims, vague sources and more, as located diagnostics.

>>> import essaylint
>>> for one in essaylint.lint("It failed. According to observers, the policy has weakened the army."):
...     if one.rule == "vague-sourcing":
...         print(one.rule, one.severity, one.span.start, one.span.end)
vague-sourcing warning 11 33

What is named here is public; the rest may change. Importing the package loads almost nothing: every name is imported
when it is first asked for.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from essaylint.api import fix, lint, lint_file, read
    from essaylint.config import Allow, Config, ConfigError
    from essaylint.corpus.many import lint_many
    from essaylint.diagnostic import Diagnostic, Edit, Fix, Place, Safety, Severity
    from essaylint.engine import Linter, Report
    from essaylint.essay.document import Document
    from essaylint.rulebook import CardError
    from essaylint.source import Source, SourceError
    from essaylint.span import Span
    from essaylint.version import VERSION as __version__

_HOMES = {
    "fix": "api", "lint": "api", "lint_file": "api", "read": "api",
    "Allow": "config", "Config": "config", "ConfigError": "config", "CardError": "rulebook",
    "Diagnostic": "diagnostic", "Edit": "diagnostic", "Fix": "diagnostic", "Place": "diagnostic",
    "Safety": "diagnostic", "Severity": "diagnostic", "Linter": "engine", "Report": "engine",
    "lint_many": "corpus.many", "Document": "essay.document", "Source": "source", "SourceError": "source", "Span": "span",
}  # fmt: skip

__all__ = [
    "Allow", "CardError", "Config", "ConfigError", "Diagnostic", "Document", "Edit", "Fix", "Linter", "Place", "Report",
    "Safety", "Severity", "Source", "SourceError", "Span", "__version__", "fix", "lint", "lint_file",
    "lint_many", "read",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return importlib.import_module("essaylint.version").VERSION
    if name not in _HOMES:
        raise AttributeError(f"module 'essaylint' has no attribute {name!r}")
    value = getattr(importlib.import_module(f"essaylint.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
