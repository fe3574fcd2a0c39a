"""What is to be done with every text of a corpus; plain values that travel to other processes and machines."""

from __future__ import annotations

import hashlib
from typing import Any

from essaylint.config import Config
from essaylint.values import dataclass, field, names_of, replace
from essaylint.version import VERSION

# A text may take so many seconds, and have so many characters, unless somebody says otherwise.
TIMEOUT = 60.0
LONGEST = 4_000_000


class CorpusError(Exception):
    """A corpus cannot be done; the message says why and what to do."""


@dataclass(frozen=True)
class Options:
    """How to lint the texts of a batch.

    `text_column` and `id_column` name columns of the batch (no `id_column`: ids are null); `row_column`, `path_column` (files
    to read instead of texts) and `error_column` (why a text could not be had) are what the command line's readers give.
    `quick` leaves out the rules that need a parse; `parse_where`, an expression over the columns of the texts table, asks for
    them only where it holds. `timeout` are the seconds that a text may take in a worker of its own; 0: as long as it likes.
    """

    text_column: str = "text"
    id_column: str = ""
    row_column: str = ""
    path_column: str = ""
    error_column: str = ""
    format: str = "plain"
    config: Config = field(default_factory=Config)
    quick: bool = False
    parse_where: str = ""
    scores: bool = False
    timeout: float = TIMEOUT
    longest: int = LONGEST
    version: str = VERSION

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of a batch that are read."""
        named = (self.text_column, self.id_column, self.row_column, self.path_column, self.error_column)
        return tuple(dict.fromkeys(name for name in named if name))

    @property
    def alone(self) -> Options:
        """The same without LanguageTool: a server for every worker would be slower than all rules together."""
        return replace(self, config=replace(self.config, languagetool="")) if self.config.languagetool else self

    def as_settings(self) -> dict[str, Any]:
        """What the result depends on, as plain values: a run is taken up only where they are the same."""
        config = {name: repr(getattr(self.config, name)) for name in names_of(self.config) if name not in ("origins", "files", "path")}
        return {
            "essaylint": self.version,
            "text_column": self.text_column,
            "id_column": self.id_column,
            "format": self.format,
            "quick": self.quick,
            "parse_where": self.parse_where,
            "scores": self.scores,
            "longest": self.longest,
            "config": hashlib.sha256(repr(sorted(config.items())).encode("utf-8", "surrogatepass")).hexdigest()[:16],
        }
