"""One pass that tells which of many patterns may match a text, so that the others need not be tried.

A pattern of `re` takes as long for a text in which it finds nothing as for any other, and hundreds are tried. RE2 looks for all
at once. It has no lookaround and counts letters otherwise, so what it looks for is a looser copy of each pattern: it may
promise too much, never too little. Making it pays only in a process that reads many texts: until then every pattern may match.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from essaylint.essay.paragraph import Paragraph

# From so many texts on, making the set has paid.
MANY = 100
# A stretch of more than so many characters of any kind is a gap: of what stands on its sides one is looked for.
_WIDE = 6
_LEAST = 0.5
_MEMORY = 1 << 28
_SPACE = r"\s\x1c-\x1f\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}"
_ASCII_WORD = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")


class _Part(NamedTuple):
    """A part of a pattern as RE2 is given it. Beside what is not whole is a gap; `before` may still be asked before it."""

    weight: float
    text: str
    whole: bool = True
    before: tuple[float, str] = (0.0, "")


_GAP = _Part(0.0, "", False)


def loosened(pattern: str, flags: int = 0) -> str:
    """A pattern of RE2 that matches wherever the pattern of `re` does, and perhaps elsewhere; empty if there is none.

    >>> loosened(r"(?<!x)\\bvery (?=big)"), loosened(r"\\bas [^.]{0,40} as if\\b"), loosened(r"\\w+")
    ('(?:\\\\bvery\\\\ )', '(?:\\\\ as\\\\ if\\\\b)', '')
    """
    try:
        from re import _parser  # type: ignore[attr-defined]  # how `re` itself reads patterns

        read = _parser.parse(pattern, flags)
        if read.state.flags & (re.VERBOSE | re.LOCALE | re.MULTILINE):
            return ""
        found = _Loosener(_parser).sequence(list(read), outermost=True)
    except (ImportError, AttributeError, re.error, RecursionError, OverflowError, TypeError, ValueError):
        return ""
    if found.weight < _LEAST:
        return ""
    return f"(?i:{found.text})" if read.state.flags & re.IGNORECASE else found.text


class _Loosener:
    """Writes what `re` has read as RE2's; each part with its weight, which tells how much it narrows the search down."""

    def __init__(self, parser: Any) -> None:
        self.re = parser

    def sequence(self, items: list[tuple[Any, Any]], outermost: bool = False) -> _Part:
        """The heaviest stretch of a sequence between two gaps; whole if there is no gap in it."""
        found: list[_Part] = []
        weight, run, whole = 0.0, "", True
        for at, (op, value) in enumerate(items):
            if op is self.re.AT:
                run += self._place(items, at, outermost)
                continue
            part = self._part(op, value)
            if part.whole:
                weight, run = weight + part.weight, run + part.text
                continue
            found += [_Part(weight + part.before[0], run + part.before[1], False), part]
            weight, run, whole = 0.0, "", False
        return max([*found, _Part(weight, f"(?:{run})", whole)], key=lambda one: one.weight)

    def _place(self, items: list[tuple[Any, Any]], at: int, outermost: bool) -> str:
        value = items[at][1]
        if value in (self.re.AT_BEGINNING, self.re.AT_BEGINNING_STRING):
            return r"\A" if outermost and at == 0 else ""
        if value is not self.re.AT_BOUNDARY:
            return ""
        # RE2 knows the bounds of ASCII words alone: enough where such a letter stands on one side.
        after = at + 1 < len(items) and self._is_word(items[at + 1], 0)
        before = at > 0 and self._is_word(items[at - 1], -1)
        return r"\b" if after or before else ""

    def _is_word(self, item: tuple[Any, Any], side: int) -> bool:
        op, value = item
        if op is self.re.LITERAL:
            return chr(value) in _ASCII_WORD
        if op is self.re.IN:
            return all(
                (one is self.re.LITERAL and chr(inner) in _ASCII_WORD)
                or (one is self.re.RANGE and chr(inner[0]) in _ASCII_WORD and chr(inner[1]) in _ASCII_WORD and inner[1] - inner[0] < 26)
                for one, inner in value
            )
        if op is self.re.BRANCH:
            return all(len(branch) > 0 and self._is_word(branch[side], side) for branch in value[1])
        if op is self.re.SUBPATTERN:
            return len(value[3]) > 0 and self._is_word(value[3][side], side)
        if op in (self.re.MAX_REPEAT, self.re.MIN_REPEAT):
            return value[0] >= 1 and len(value[2]) > 0 and self._is_word(value[2][side], side)
        return False

    def _part(self, op: Any, value: Any) -> _Part:
        if op is self.re.LITERAL:
            return _Part(1.0, _written(value))
        if op is self.re.IN:
            return self._one_of(value)
        if op in (self.re.ANY, self.re.NOT_LITERAL):
            return _Part(0.0, "(?s:.)")
        if op is self.re.BRANCH:
            parts = [self.sequence(list(branch)) for branch in value[1]]
            texts = "|".join(one.text for one in parts)
            return _Part(min(one.weight for one in parts), f"(?:{texts})", all(one.whole for one in parts))
        if op is self.re.SUBPATTERN and not value[1] and not value[2]:
            return self.sequence(list(value[3]))
        if op in (self.re.ASSERT, self.re.ASSERT_NOT):
            return _Part(0.0, "")
        if op in (self.re.MAX_REPEAT, self.re.MIN_REPEAT):
            return self._repeated(*value)
        return _GAP

    def _repeated(self, least: int, most: Any, items: Any) -> _Part:
        part = self.sequence(list(items))
        if part.whole and most is not self.re.MAXREPEAT and most <= _WIDE:
            return _Part(least * part.weight, f"{part.text}{{{least},{most}}}")
        if not least:
            return _GAP
        return _Part(part.weight, part.text, False, (part.weight, part.text) if part.whole else (0.0, ""))

    def _one_of(self, items: Any) -> _Part:
        written, negated, weight = "", False, 0.8
        classes = {self.re.CATEGORY_DIGIT: r"\p{Nd}", self.re.CATEGORY_SPACE: _SPACE, self.re.CATEGORY_WORD: r"\pL\pN\pM_"}
        for op, value in items:
            if op is self.re.NEGATE:
                negated = True
            elif op is self.re.LITERAL:
                written += _written(value)
            elif op is self.re.RANGE:
                written, weight = f"{written}{_written(value[0])}-{_written(value[1])}", 0.4
            elif op is self.re.CATEGORY and not negated and value in classes:
                written, weight = written + classes[value], 0.3 if value is self.re.CATEGORY_DIGIT else 0.0
            else:
                return _Part(0.0, "(?s:.)")
        return _Part(0.0, f"[^{written}]") if negated else _Part(weight, f"[{written}]")


def _written(code: int) -> str:
    char = chr(code)
    if code > 126 or code < 32:
        return f"\\x{{{code:x}}}"
    return char if char.isalnum() else "\\" + char


class Sieve:
    """Many patterns, of which a text is asked which may match it."""

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self._patterns = patterns
        self._every = range(len(patterns))
        self._asked = 0
        self._set: Any = None
        self._open: frozenset[int] = frozenset()

    def among(self, text: str) -> Collection[int]:
        """The numbers of the patterns that may match the whole text."""
        if self._set is None:
            self._asked += 1
            if self._asked != MANY:
                return self._every
            self._set, self._open = _made([(one.pattern, one.flags & re.IGNORECASE) for one in self._patterns])
        return self._open.union(self._set.Match(text) or ()) if self._set else self._every


class Pattern:
    """A pattern of `re` that is looked for in paragraphs; with all others of its kind, where that has paid.

    `folded` looks at the folded text of the paragraph. What it finds is what the pattern finds. Of a pattern that RE2 is to
    look for only `may_match` is of use.
    """

    def __init__(self, pattern: str, flags: int = 0, folded: bool = False) -> None:
        self._source = pattern, flags
        self._folded = folded
        self._pool = _FOLDED if folded else _WRITTEN
        self._number = self._pool.add(pattern, flags)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern itself, for other texts than paragraphs."""
        return re.compile(*self._source)

    def may_match(self, paragraph: Paragraph) -> bool:
        """Whether there may be a match in a paragraph."""
        size, found = self._pool.among(paragraph)
        return self._number >= size or self._number in found

    def finditer(self, paragraph: Paragraph) -> Iterable[re.Match[str]]:
        """Its matches in a paragraph, in order."""
        if not self.may_match(paragraph):
            return ()
        return self.pattern.finditer(paragraph.folded if self._folded else paragraph.text)

    def search(self, paragraph: Paragraph) -> re.Match[str] | None:
        """Its first match in a paragraph."""
        return next(iter(self.finditer(paragraph)), None)


class _Pool:
    """All patterns that are looked for in one form of paragraphs, and their set, made anew when many have come since."""

    def __init__(self, folded: bool) -> None:
        self._folded = folded
        self._patterns: list[tuple[str, int]] = []
        self._set: tuple[int, Any, frozenset[int]] = (0, None, frozenset())
        self._read = 0

    def add(self, pattern: str, flags: int) -> int:
        self._patterns.append((pattern, flags))
        return len(self._patterns) - 1

    def among(self, paragraph: Paragraph) -> tuple[int, frozenset[int]]:
        """For how many of the patterns it is known, and which of these may match; kept on the paragraph."""
        key = "_sifted_folded" if self._folded else "_sifted"
        known: tuple[int, frozenset[int]] | None = paragraph.__dict__.get(key)
        if known is None:
            known = paragraph.__dict__[key] = self._sifted(paragraph.folded if self._folded else paragraph.text)
        return known

    def _sifted(self, text: str) -> tuple[int, frozenset[int]]:
        self._read += 1
        size, made, open_ = self._set
        new = len(self._patterns) - size
        if new and (self._read == MANY or (self._read > MANY and new > 20)):
            size = len(self._patterns)
            made, open_ = _made(self._patterns[:size])
            self._set = (size, made, open_)
        return (size, open_.union(made.Match(text) or ())) if made else (0, _NONE)


_NONE: frozenset[int] = frozenset()
_WRITTEN, _FOLDED = _Pool(folded=False), _Pool(folded=True)


def _made(patterns: Sequence[tuple[str, int]]) -> tuple[Any, frozenset[int]]:
    """RE2's set of patterns, False where there can be none; and the patterns that always may match."""
    import re2  # a compiled library: only where many texts are read

    options = re2.Options()
    options.max_mem = _MEMORY
    options.log_errors = False
    options.never_capture = True
    made: Any = re2.Set.SearchSet(options)
    always = set()
    for number, (pattern, flags) in enumerate(patterns):
        loose = loosened(pattern, flags)
        try:
            made.Add(loose or _NEVER)
        except re2.error:
            loose = ""
            made.Add(_NEVER)
        if not loose:
            always.add(number)
    try:
        mark = made.Add(_PROOF)
        made.Compile()
        if list(made.Match(_PROOF) or ()) != [mark]:
            return False, frozenset()
    except re2.error:
        return False, frozenset()
    return made, frozenset(always)


_NEVER = r"\x{e000}\x{e001}"
_PROOF = "\ue002\ue003"
