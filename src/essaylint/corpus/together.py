"""Texts in groups: read, parsed together, linted one after the other, and forgotten."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import _lru_cache_wrapper
from typing import TypeVar

from essaylint.backends import parser
from essaylint.engine import Linter
from essaylint.essay.document import Document, parse_together

# What a function remembers of so many words and more is forgotten between groups.
REMEMBERED = 12_000
# A group is so many texts or characters, whichever comes first: enough for the parser, and little to hold.
TEXTS = 64
CHARACTERS = 100_000

T = TypeVar("T")


def parses(linter: Linter, quick: bool) -> bool:
    """Whether a rule that runs needs the parse, and it can be had."""
    return not quick and any("parse" in rule.needs for rule in linter.rules) and parser.available()


def groups(texts: Iterable[T], length: Callable[[T], int], most: int = TEXTS) -> Iterator[list[T]]:
    """The texts in groups, in order; a group is read from `texts` only when it is asked for."""
    group: list[T] = []
    characters = 0
    for text in texts:
        size = length(text)
        if group and characters + size > CHARACTERS:
            yield group
            group, characters = [], 0
        group.append(text)
        characters += size
        if len(group) >= most:
            yield group
            group, characters = [], 0
    if group:
        yield group


def forget() -> None:
    """Let functions forget what they remember of very many words: all of them together would take 200 MB in the end.

    Among a million texts the common words are remembered again at once.
    """
    if _Remembering.modules != len(sys.modules):
        _Remembering.modules = len(sys.modules)
        loaded = [module for name, module in sys.modules.copy().items() if name.startswith("essaylint.")]
        found = {id(one): one for module in loaded for one in vars(module).values() if isinstance(one, _lru_cache_wrapper)}
        _Remembering.functions = tuple(found.values())
    for function in _Remembering.functions:
        if function.cache_info().currsize > REMEMBERED:
            function.cache_clear()


class _Remembering:
    """The functions that remember, of the modules that were loaded when last looked."""

    modules = 0
    functions: tuple[_lru_cache_wrapper[object], ...] = ()


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no garbage while a group is linted: it is a seventh of the time, and little is found before all can go."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def parse_all(documents: Iterable[Document]) -> None:
    """Parse these documents in one batch. What cannot be parsed is left for the rules, which ask again and say what is wrong."""
    try:
        parse_together(documents)
    except Exception:  # one text of many: which, is seen when each is linted
        return
