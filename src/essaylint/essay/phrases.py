"""The phrase language of cards: a finite language, expanded to literals.

Words, `(a|b)`, `[optional]`, `{make}` for the forms of a verb, `{noun:analysis}` for those of a noun. Anything more is
the work of the `tokens` or `pattern` check.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from essaylint.essay.paragraph import fold
from essaylint.lexicon.inflection import Form, noun_forms, verb_forms
from essaylint.memo import kept

LIMIT = 20_000
_TOKEN = re.compile(r"\{[^{}]*\}|[()\[\]|]|[^{}()\[\]|]+")


class PhraseError(ValueError):
    """A phrase that is not of the language, or means too many literals."""


class Expansion(NamedTuple):
    """A literal and the inflected words in it, in order."""

    text: str
    forms: tuple[tuple[str, Form], ...]


def expand(phrase: str) -> tuple[Expansion, ...]:
    """Every literal that a phrase stands for, folded. Raises `PhraseError`.

    >>> [expansion.text for expansion in expand("it {be} [widely] (said|held)")][:4]
    ['it be widely said', 'it be widely held', 'it be said', 'it be held']
    """
    tokens = _TOKEN.findall(phrase)
    if "".join(tokens) != phrase:
        raise PhraseError(f"“{phrase}”: a brace is not closed")
    position, found = _alternatives(tokens, 0, phrase)
    if position != len(tokens):
        raise PhraseError(f"“{phrase}”: “{tokens[position]}” was never opened")
    cleaned = (Expansion(" ".join(fold(text).split()), forms) for text, forms in found)
    unique = tuple(dict.fromkeys(expansion for expansion in cleaned if expansion.text))
    if not unique:
        raise PhraseError(f"“{phrase}”: means nothing; every part of it is optional")
    return unique


def _alternatives(tokens: Sequence[str], at: int, phrase: str) -> tuple[int, list[Expansion]]:
    """The alternatives from `at` up to a closing bracket or the end."""
    every: list[Expansion] = []
    current = [Expansion("", ())]
    while at < len(tokens):
        token = tokens[at]
        if token in ")]":
            break
        at += 1
        if token == "|":
            every += current
            current = [Expansion("", ())]
        elif token in "([":
            start = token
            at, inner = _alternatives(tokens, at, phrase)
            if at == len(tokens) or tokens[at] != {"(": ")", "[": "]"}[start]:
                raise PhraseError(f"“{phrase}”: a “{start}” is not closed")
            at += 1
            current = _joined(current, [*inner, Expansion("", ())] if start == "[" else inner, phrase)
        elif token.startswith("{"):
            current = _joined(current, [Expansion(form.text, ((token, form),)) for form in forms_of(token)], phrase)
        else:
            current = [Expansion(left + token, forms) for left, forms in current]
    return at, every + current


def _joined(left: list[Expansion], right: list[Expansion], phrase: str) -> list[Expansion]:
    if len(left) * len(right) > LIMIT:
        raise PhraseError(f"“{phrase}”: means more than {LIMIT} literals; split it")
    return [Expansion(a.text + b.text, a.forms + b.forms) for a in left for b in right]


def forms_of(token: str) -> tuple[Form, ...]:
    """The forms that `{lemma}` or `{noun:lemma}` stands for. Raises `PhraseError`."""
    kind, _, lemma = token.strip("{}").rpartition(":")
    if kind not in ("", "noun", "verb") or not lemma:
        raise PhraseError(f"“{token}”: write {{verb}} or {{noun:word}}")
    return noun_forms(lemma) if kind == "noun" else verb_forms(lemma)


def expand_swap(wrong: str, right: str) -> Iterator[tuple[str, str]]:
    """Every wrong literal with its right one; the n-th `{…}` of the right side takes the slot of the left's n-th.

    >>> dict(expand_swap("{make} a decision", "{decide}"))["making a decision"]
    'deciding'
    """
    for expansion in expand(wrong):
        yield expansion.text, _rendered(right, expansion)


def _rendered(right: str, left: Expansion) -> str:
    used = iter(left.forms)

    def one(match: re.Match[str]) -> str:
        token, form = next(used, ("", Form("base", "")))
        if token == match.group():
            return form.text
        forms = forms_of(match.group())
        return next((other.text for other in forms if other.slot == form.slot), forms[0].text)

    return re.sub(r"\{[^{}]*\}", one, right)


@kept
def literals_of(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """The literals of all phrases, each once."""
    return tuple(dict.fromkeys(expansion.text for phrase in phrases for expansion in expand(phrase)))
