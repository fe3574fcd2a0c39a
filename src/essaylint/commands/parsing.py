"""The commands there are, and how the options of one are read. Only the module of the command that is meant is imported."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from functools import cache
from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

# A command is the module of its name in `essaylint.commands`; `check` is meant where none is named.
COMMANDS = {
    "check": "lint essays (what is done if no command is named)",
    "explain": "show the page of a rule",
    "init": "write a config for the essays here",
    "report": "write a page that shows an essay with all that was found",
    "rules": "list the rules",
    "new": "write a new rule: a card from a template",
    "test": "run the examples on a folder's cards",
    "baseline": "make what is there now need not be told again",
    "citations": "list the citations of an essay and what they cite",
    "claims": "list the claims of an essay",
    "corpus": "lint many texts, Parquet or JSON lines, into two tables",
    "completion": "print what a shell needs to complete commands and options",
    "config": "show the settings that hold here, and where they come from",
    "dict": "add words that are right",
    "doctor": "show what is installed",
    "languagetool": "install LanguageTool for --languagetool auto, or tell what is there",
    "metrics": "count an essay: words of each part, sentences, scores, shares",
    "server": "serve an editor: the language server",
}
FAILED = 2


class Formatter(RawDescriptionHelpFormatter):
    """As wide as the terminal; `argparse` makes one for every option, and loads compression to know the width."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)


@cache
def _columns() -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):
        return 80


class Parser(ArgumentParser):
    """An argument parser whose errors are one sentence, and which suggests the nearest option."""

    def error(self, message: str) -> None:  # type: ignore[override]
        if message.startswith("unrecognized arguments: -"):
            wrong = message.split()[2]
            message = f"there is no option {wrong}{_near(wrong, self._option_string_actions)}"
        from essaylint.commands.output import complain

        complain(f"{message}; see {self.prog} --help")
        raise SystemExit(FAILED)


def _near(word: str, words: object) -> str:
    from essaylint.rulebook import near  # only where somebody mistyped

    return near(word, list(words)).rstrip("?")  # type: ignore[call-overload]


def parser_of(command: str) -> tuple[Parser, Callable[[Namespace], int]]:
    """The parser of a command's options, and the function that does it."""
    module = import_module(f"essaylint.commands.{command}")
    summary = COMMANDS[command]
    parser = Parser(
        prog=f"essaylint {command}",
        description=summary[0].upper() + summary[1:] + ".",
        formatter_class=Formatter,
        allow_abbrev=False,
    )
    module.arguments(parser)
    return parser, module.run
