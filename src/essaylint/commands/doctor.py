"""`essaylint doctor`: what is installed, what each missing part would bring, and where things are kept."""

from __future__ import annotations

import importlib.util
import platform
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from essaylint.backends import grammar_jars
from essaylint.backends import parser as backend
from essaylint.config import Config
from essaylint.configfile import find_file, user_file
from essaylint.places import cache_folder
from essaylint.rulebook import shipped_folder
from essaylint.version import VERSION


def arguments(parser: ArgumentParser) -> None:
    """`doctor` has no options."""


def run(options: Namespace) -> int:
    """Tell; 2 if the config or a card cannot be read, for then nothing runs."""
    for line in _lines():
        print(line)
    return 0


def _lines() -> Iterator[str]:
    yield f"essaylint {VERSION}, Python {platform.python_version()}"
    config = Config.discover(Path())
    active = config.active
    needy = {need: sum(need in rule.needs for rule in active) for need in ("parse", "grammar")}
    yield f"rules     {len(active)} of {len(config.book)} run here (cards: {shipped_folder()})"
    if backend.available():
        yield f"parser    {backend.DEFAULT_MODEL}: {needy['parse']} rules use it"
    else:
        yield f'parser    missing: {needy["parse"]} rules are left out; pip install "essaylint[parse]"'
    for name, module, brings, extra in (
        ("scores", "textstat", "readability scores", "parse"),
        ("word", "lxml", "Word and OpenDocument files", "formats"),
        ("pdf", "pypdfium2", "PDF files", "formats"),
        ("editor", "pygls", "the language server", "lsp"),
    ):
        if importlib.util.find_spec(module) is not None:
            yield f"{name:9} {module}: {brings}"
        else:
            yield f'{name:9} missing: {brings}; pip install "essaylint[{extra}]"'
    program = grammar_jars.find()
    if program is None:
        yield f"grammar   missing: LanguageTool; {grammar_jars.INSTALL}"
    else:
        asked = f"used ({config.languagetool})" if config.languagetool else "off unless asked for with --languagetool auto"
        yield f"grammar   {program.wrong or f'LanguageTool in {program.folder}, {asked}'}"
    yield f"java      {grammar_jars.java() or 'missing: only LanguageTool needs it'}"
    yield f"config    {find_file(Path()) or 'none here; essaylint init makes one'}"
    yield f"your own  {user_file()}{'' if user_file().is_file() else ' (not there)'}"
    yield f"cache     {cache_folder()}"
