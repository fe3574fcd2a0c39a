"""`essaylint baseline create|update`: what is there now need not be told again."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path

from essaylint import baseline
from essaylint.commands.check import add_selection, paths_of
from essaylint.commands.linting import Settings, lint
from essaylint.commands.output import complain
from essaylint.config import Config
from essaylint.fixing import write_atomically


def arguments(parser: ArgumentParser) -> None:
    """Add the options of `baseline`."""
    parser.add_argument("action", choices=("create", "update"), help="create: all that is there; update: only what is still there of it")
    parser.add_argument("paths", nargs="*", metavar="PATH")
    parser.add_argument("--baseline", default="", metavar="FILE", help=f"the file (default: the config's, else {baseline.NAME})")
    parser.add_argument("--force-exclude", action="store_true", help="leave excluded files out even if they are named")
    add_selection(parser)


def run(options: Namespace) -> int:
    """Write the baseline; files that were not looked at keep what they have in it."""
    target = options.baseline or Config.discover(Path()).baseline or baseline.NAME
    old = baseline.load(target) if os.path.exists(target) or options.action == "update" else {}
    table = dict(old)
    failed = False
    settings = Settings.of(options)
    for path in paths_of(options):
        record, text, *_ = lint(path, settings)
        if "error" in record:
            complain(f"{record['path']}: {record['error']}")
            failed = True
            continue
        name = baseline.name_of(path, target)
        counts = baseline.counted(record, text)
        if options.action == "update":
            counts = {key: min(count, old.get(name, {}).get(key, 0)) for key, count in counts.items()}
        table[name] = {key: count for key, count in counts.items() if count}
    table = {name: counts for name, counts in table.items() if counts and _is_there(name, target)}
    write_atomically(Path(target), baseline.dumped(table).encode())
    total = sum(sum(counts.values()) for counts in table.values())
    many = "1 finding" if total == 1 else f"{total} findings"
    print(f"{target}: {many} in {len(table)} {'file' if len(table) == 1 else 'files'} will not be told again.")
    if not Config.discover(Path()).baseline:
        print(f'Put baseline = "{os.path.basename(target)}" into essaylint.toml, or give --baseline {target} to check.')
    return 2 if failed else 0


def _is_there(name: str, target: str) -> bool:
    return os.path.exists(os.path.join(os.path.dirname(os.path.abspath(target)), name))
