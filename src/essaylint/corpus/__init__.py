"""Many texts: in batches, by several processes, on this machine or on a cluster.

`lint_many` needs nothing more than the package; the rest works on Arrow tables and needs `essaylint[corpus]`. What is named
here is public; it is imported when it is first asked for.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from essaylint.corpus.batch import lint_batch
    from essaylint.corpus.isolated import Isolated
    from essaylint.corpus.many import lint_many
    from essaylint.corpus.options import CorpusError, Options
    from essaylint.corpus.running import Summary, run
    from essaylint.corpus.schema import split

_HOMES = {
    "lint_batch": "batch", "Isolated": "isolated", "lint_many": "many", "CorpusError": "options", "Options": "options",
    "Summary": "running", "run": "running", "split": "schema",
}  # fmt: skip

__all__ = ["CorpusError", "Isolated", "Options", "Summary", "lint_batch", "lint_many", "run", "split"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'essaylint.corpus' has no attribute {name!r}")
    value = getattr(importlib.import_module(f"essaylint.corpus.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
