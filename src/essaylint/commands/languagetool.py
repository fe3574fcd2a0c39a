"""`essaylint languagetool`: fetch LanguageTool for `--languagetool auto`, and tell what is there."""

from __future__ import annotations

import shutil
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator
from pathlib import Path

from essaylint.backends import grammar_jars
from essaylint.backends.grammar import GrammarError
from essaylint.backends.grammar_install import CENTRAL, describe, install
from essaylint.commands.output import complain

DONE = "use it with: essaylint check --languagetool auto"


def arguments(parser: ArgumentParser) -> None:
    """Add the options of `languagetool`."""
    parser.add_argument("what", choices=("install", "status", "uninstall"), nargs="?", default="status")
    parser.add_argument("--mirror", type=_address, default=CENTRAL, metavar="URL", help="a Maven repository (default: Maven Central); what it sends is checked")
    parser.add_argument("--no-maven", dest="maven", action="store_false", help="fetch over HTTPS even if mvn is there")
    parser.add_argument("-q", "--quiet", action="store_true", help="show no progress")


def run(options: Namespace) -> int:
    """Do it; 2 where it could not be done."""
    if options.what == "install":
        return _install(options)
    if options.what == "uninstall":
        folder = grammar_jars.own_folder()
        for place in (folder, folder.with_name(f"{folder.name}.part")):
            shutil.rmtree(place, ignore_errors=True)
        print(f"{folder} is gone.")
        return 0
    for line in status():
        print(line)
    program = grammar_jars.find()
    return 0 if program and not program.wrong else 2


def status() -> Iterator[str]:
    """What is there, a line a part; `doctor` shows the same."""
    program = grammar_jars.find()
    if program is None:
        folder = grammar_jars.own_folder()
        part = folder.with_name(f"{folder.name}.part")
        have = sum((part / jar.name).exists() for jar in grammar_jars.pinned())
        half = f"{have} of {len(grammar_jars.pinned())} files are fetched" if have else "not installed"
        yield f"LanguageTool  {half}; {grammar_jars.INSTALL}"
    else:
        yield f"LanguageTool  {program.wrong or program.folder}"
    yield f"java          {grammar_jars.java() or f'missing; LanguageTool needs Java {grammar_jars.JAVA} or newer'}"


def _install(options: Namespace) -> int:
    folder = grammar_jars.own_folder()
    if folder.is_dir() and all(grammar_jars.is_whole(folder / jar.name, jar) for jar in grammar_jars.pinned()):
        print(f"{folder} is whole; {DONE}")
        return 0
    if not options.quiet:
        complain(f"{describe()}, into {folder}")
    live = sys.stderr.isatty() and not options.quiet

    def progress(name: str, number: int, total: int) -> None:
        if live:
            sys.stderr.write(f"\r\x1b[K{number}/{total} {name}")
            sys.stderr.flush()
        elif not options.quiet and number % 20 == 0:
            complain(f"{number} of {total}: {name}")

    try:
        install(Path(folder), mirror=options.mirror, maven=shutil.which("mvn") if options.maven else None, progress=progress)
    except GrammarError as error:
        complain(str(error))
        return 2
    finally:
        if live:
            sys.stderr.write("\r\x1b[K")
    print(f"{folder} is there; {DONE}")
    return 0


def _address(text: str) -> str:
    if not text.startswith(("https://", "http://")):
        raise ArgumentTypeError(f"“{text}” is no address")
    return text
