"""`essaylint dict add WORD`: a word that is right."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from essaylint.commands.output import complain
from essaylint.config import Config
from essaylint.remembering import add_words, config_to_write
from essaylint.reports.terminal import visible


def arguments(parser: ArgumentParser) -> None:
    """Add the options of `dict`."""
    parser.add_argument("action", choices=("add", "list"), help="put words on the list, or show it")
    parser.add_argument("words", nargs="*", metavar="WORD")
    parser.add_argument("--user", action="store_true", help="for all your essays, not only for those here")


def run(options: Namespace) -> int:
    """Add words to the nearest config (or make one), or list those that are known here."""
    if options.action == "list":
        for word in Config.discover(Path()).words:
            print(visible(word))
        return 0
    if not options.words:
        complain("dict add: name the words to add")
        return 2
    path = config_to_write(Path(), user=options.user)
    new = add_words(path, options.words)
    print(f"{path}: {', '.join(map(visible, new))} added." if new else f"{path}: nothing to add.")
    return 0
