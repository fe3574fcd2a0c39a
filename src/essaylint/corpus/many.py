"""`lint_many`: many texts for a program, in order, none sooner than it is asked for."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from essaylint.backends import parser
from essaylint.config import Config
from essaylint.corpus.options import CorpusError
from essaylint.corpus.together import forget, groups, parse_all, parses, uncollected
from essaylint.diagnostic import Diagnostic
from essaylint.engine import Linter
from essaylint.essay.document import Document
from essaylint.formats import read
from essaylint.source import Source


def lint_many(
    texts: Iterable[str], *, jobs: int | None = 1, format: str = "plain", config: Config | None = None, quick: bool = False
) -> Iterator[list[Diagnostic]]:
    """What is wrong in each of many texts, in their order; each is what `lint` says of it.

    It is lazy: texts are taken in groups of at most 64, parsed together, and forgotten. With `jobs` processes (None: one for
    every core) a few groups are under way at a time; a text that ends its process three times raises `CorpusError`. Raises
    `ConfigError` for a config that cannot be used.

    >>> [len(found) for found in lint_many(["It failed.", "According to observers, it failed."], quick=True)]
    [0, 1]
    """
    linter = _default() if config is None else Linter(config)
    if not quick and not parser.available():
        _tell_what_is_left_out(linter)
    if not linter.rules:  # which are made here, so that a config that cannot be used is told at once
        return iter([] for _ in texts)
    jobs = jobs or os.cpu_count() or 1
    return _here(texts, linter, format, quick) if jobs == 1 else _elsewhere(texts, Many(linter, format, quick), jobs)


@cache
def _default() -> Linter:
    return Linter()


def _here(texts: Iterable[str], linter: Linter, format: str, quick: bool) -> Iterator[list[Diagnostic]]:
    for group in groups(texts, len):
        with uncollected():
            found = list(_lint([read(Source(text), format) for text in group], linter, quick))
        yield from found


def _lint(documents: list[Document], linter: Linter, quick: bool) -> Iterator[list[Diagnostic]]:
    if parses(linter, quick):
        parse_all(documents)
    documents.reverse()
    while documents:  # each is let go when it is done
        yield list(linter.run(documents.pop(), quick=quick).diagnostics)
    linter.keep_only(())
    forget()


def _elsewhere(texts: Iterable[str], task: Many, jobs: int) -> Iterator[list[Diagnostic]]:
    from essaylint.corpus.pool import Pool  # only where there are processes

    with Pool(task, jobs) as pool:
        for found in pool.ordered(groups(texts, len)):
            for one in found:
                if isinstance(one, str):
                    raise CorpusError(one)
                yield one


class Many:
    """The task of a worker: groups of texts."""

    timeout = 0.0

    def __init__(self, linter: Linter, format: str, quick: bool) -> None:
        self._linter, self._format, self._quick = linter, format, quick

    def start(self) -> None:
        """Load the rules, and the parser if they need it."""
        if parses(self._linter, self._quick):
            parser.load()

    def do(
        self, job: list[str], errors: Mapping[int, str], one_by_one: bool, at: Callable[[int], None]
    ) -> list[list[Diagnostic] | str]:
        """The diagnostics of every text, or why there are none."""
        found: list[list[Diagnostic] | str] = []
        for number, text in enumerate(job) if one_by_one or errors else ():
            at(number)
            found.append(errors[number] if number in errors else next(_here([text], self._linter, self._format, self._quick)))
        if not found:
            at(-2)
            found.extend(_here(job, self._linter, self._format, self._quick))
        return found


def _tell_what_is_left_out(linter: Linter) -> None:
    rules = ", ".join(sorted(rule.name for rule in linter.rules if "parse" in rule.needs))
    if rules:
        warnings.warn(f'essaylint left out {rules}: needs the parser; run: pip install "essaylint[parse]"', stacklevel=3)
