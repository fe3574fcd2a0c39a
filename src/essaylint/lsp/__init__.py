"""The language server: an essay open in an editor, linted while it is written.

`positions` counts as the editor counts, `settings` holds what the editor and the config files say, `essay` one open text
and what was found in it, `convert` makes the protocol's diagnostics, `actions` and `remember` what can be done about
them, `pages` what is shown of a rule, `carrying` what an edit leaves as it was, `workspace` lints whole folders, `server`
ties them to the protocol. `http` and `matches` answer LanguageTool's add-ons. Only `serve` and these are for others.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from essaylint.lsp.settings import Forget, Resolve, Tables


def seldom() -> None:
    """Collect garbage seldom: hardly any is left behind, and looking through all that was loaded takes a tenth of a second."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def serve(resolve: Resolve, forget: Forget, stdin: BinaryIO, stdout: BinaryIO, *, quick: bool = False, tables: Tables = {}) -> None:  # noqa: B006
    """Speak the protocol on two streams until the editor says goodbye or is gone.

    `resolve` tells the config of a file, `forget` makes it look for configs anew; `quick` leaves out what needs a parse;
    `tables` make the texts that an editor may ask to see of an essay, by their names.
    Nothing but this may write on `stdout`.
    """
    from essaylint.lsp.server import EssayServer  # pygls takes half a second to load

    server = EssayServer(resolve, forget, quick=quick, own_process=True, tables=tables)
    seldom()
    server.start_io(stdin, stdout)
