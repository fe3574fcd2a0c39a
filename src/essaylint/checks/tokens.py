"""Runs of words by what they are: part of speech, lemma, tag or relation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import ClassVar, NamedTuple

from essaylint.backends.parser import Token
from essaylint.checks.base import Need, ParagraphCheck
from essaylint.diagnostic import Finding
from essaylint.essay.paragraph import Paragraph
from essaylint.span import Span
from essaylint.values import dataclass

_FIELDS: dict[str, Callable[[Token], str]] = {
    "pos": lambda token: token.pos,
    "tag": lambda token: token.tag,
    "lemma": lambda token: token.lemma.lower(),
    "dep": lambda token: token.dep,
    "text": lambda token: token.text.lower(),
}
_STEP = re.compile(r"(?P<open>\[?)(?P<not>!?)(?:(?P<field>[a-z]+):)?(?P<values>[^\s\[\]?!]+)(?P<optional>\??)(?P<close>\]?)\Z")


class TokensError(ValueError):
    """A token pattern that cannot be read."""


class Step(NamedTuple):
    """One word of a pattern."""

    field: str
    values: frozenset[str]
    negated: bool
    optional: bool

    def takes(self, token: Token) -> bool:
        return (_FIELDS[self.field](token) in self.values) is not self.negated


class Pattern(NamedTuple):
    """The steps of a pattern and which of them are reported."""

    steps: tuple[Step, ...]
    first: int
    last: int


def read_pattern(pattern: str) -> Pattern:
    """The steps of a pattern such as `one of text:the [pos:ADJ? tag:NN]`. Raises `TokensError`."""
    steps: list[Step] = []
    first, last = 0, -1
    for word in pattern.split():
        match = _STEP.match(word)
        field = match["field"] or "text" if match else ""
        if not match or field not in _FIELDS:
            raise TokensError(f"“{pattern}”: “{word}” is not a step; write word, or {', '.join(_FIELDS)} with a colon")
        first = len(steps) if match["open"] else first
        last = len(steps) if match["close"] else last
        values = frozenset(match["values"].split("|"))
        steps.append(Step(field, values, bool(match["not"]), bool(match["optional"])))
    if not steps or all(step.optional for step in steps):
        raise TokensError(f"“{pattern}”: means nothing; every step of it is optional")
    return Pattern(tuple(steps), first, last if last >= 0 else len(steps) - 1)


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report runs of tokens that match one of `patterns`.

    A pattern is a line of steps: a bare word, `lemma:be|become`, `pos:NOUN`, `tag:NN|NNP`, `dep:nsubj`; `!` before a step
    negates it, `?` after it makes it optional, `[` and `]` enclose what is reported.
    """

    patterns: tuple[str, ...]
    needs: ClassVar[frozenset[Need]] = frozenset({"parse"})

    def __post_init__(self) -> None:
        _ = self._read

    @cached_property
    def _read(self) -> tuple[Pattern, ...]:
        return tuple(read_pattern(pattern) for pattern in self.patterns)

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        tokens = paragraph.parse
        for pattern in self._read:
            at = 0
            while at < len(tokens):
                taken = _match(pattern.steps, tokens, at)
                if taken is None:
                    at += 1
                    continue
                reported = [index for step, index in taken if pattern.first <= step <= pattern.last]
                if reported:
                    yield Finding(Span(tokens[reported[0]].start, tokens[reported[-1]].end))
                at = taken[-1][1] + 1


def _match(steps: Sequence[Step], tokens: Sequence[Token], at: int) -> list[tuple[int, int]] | None:
    """Which step took which token, from `at`, inside one sentence; None if the steps do not fit."""
    sentence = tokens[at].sentence

    def walk(step: int, index: int) -> list[tuple[int, int]] | None:
        if step == len(steps):
            return []
        if index < len(tokens) and tokens[index].sentence == sentence and steps[step].takes(tokens[index]):
            rest = walk(step + 1, index + 1)
            if rest is not None:
                return [(step, index), *rest]
        return walk(step + 1, index) if steps[step].optional else None

    return walk(0, at)
