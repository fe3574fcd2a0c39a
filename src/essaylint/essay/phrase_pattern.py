"""The phrase language of cards as one regular expression, for phrases that mean too many literals to write out.

The syntax is that of `essay.phrases` and `<class>` besides: a named list of words from `lexicon/attribution.txt`, or `<word>`
for any one word.
The pattern reads folded text (`Paragraph.folded`) and runs on RE2, in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from essaylint.essay.paragraph import fold
from essaylint.essay.phrases import PhraseError, forms_of
from essaylint.lexicon.inflection import data_lines

_TOKEN = re.compile(r"<[\w-]+>|\{[^{}]*\}|[()\[\]|]|[^{}()\[\]|<>]+")


@cache
def word_classes() -> Mapping[str, str]:
    """The named lists of `lexicon/attribution.txt`, each as a phrase: `people` is "(analysts|critics|…)"."""
    classes: dict[str, list[str]] = {}
    for line in data_lines("attribution.txt"):
        name, _, words = line.partition(":")
        classes.setdefault(name.strip(), []).extend(word.strip() for word in words.split("|") if word.strip())
    return {name: f"({'|'.join(words)})" for name, words in classes.items()}


@lru_cache(maxsize=256)
def pattern_of(phrases: tuple[str, ...]) -> Any:
    """One compiled pattern for all phrases. Raises `PhraseError`.

    >>> pattern_of(("it {be} [widely] (said|held) that",)).search("so it is  widely said that").group()
    'it is  widely said that'
    """
    import re2  # a compiled library: only where a rule needs it

    options = re2.Options()
    options.log_errors = False
    options.max_mem = 64 << 20
    options.longest_match = True
    whole = "|".join(f"(?:{source_of(phrase)})" for phrase in phrases)
    return re2.compile(rf"\b(?:{whole})\b", options=options)


def source_of(phrase: str) -> str:
    """The regular expression of one phrase, without word boundaries round it. Raises `PhraseError`."""
    tokens = _TOKEN.findall(phrase)
    if "".join(tokens) != phrase:
        raise PhraseError(f"“{phrase}”: a brace is not closed")
    at, source = _alternatives(tokens, 0, phrase)
    if at != len(tokens):
        raise PhraseError(f"“{phrase}”: “{tokens[at]}” was never opened")
    return source


def _alternatives(tokens: Sequence[str], at: int, phrase: str) -> tuple[int, str]:
    """Alternatives up to a closing bracket. A word's blank after an optional part belongs to that part."""
    every: list[str] = []
    current = ""
    while at < len(tokens) and tokens[at] not in (")", "]"):
        token = tokens[at]
        at += 1
        if token == "|":
            every.append(current)
            current = ""
        elif token in ("(", "["):
            at, inner = _alternatives(tokens, at, phrase)
            if at == len(tokens) or tokens[at] != {"(": ")", "[": "]"}[token]:
                raise PhraseError(f"“{phrase}”: a “{token}” is not closed")
            at += 1
            if token == "(":
                current += f"(?:{inner})"
            elif at < len(tokens) and tokens[at].startswith(" "):
                tokens = [*tokens[:at], tokens[at][1:], *tokens[at + 1 :]]
                current += rf"(?:(?:{inner})\s+)?"
            else:
                current = current.removesuffix(r"\s+")
                current += rf"(?:\s+(?:{inner}))?"
        elif token == "<word>":
            current += r"[a-z][a-z'-]*"
        elif token.startswith("<"):
            named = word_classes().get(token.strip("<>"))
            if named is None:
                raise PhraseError(f"“{phrase}”: no class “{token}” in lexicon/attribution.txt")
            current += source_of(named)
        elif token.startswith("{"):
            current += "(?:" + "|".join(sorted({r"\s+".join(map(re.escape, form.text.split())) for form in forms_of(token)}, reverse=True)) + ")"
        else:
            current += r"\s+".join(re.escape(part) for part in re.split(r"\s+", fold(token)))
    return at, "|".join([*every, current])
