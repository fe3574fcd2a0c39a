"""“a” before a vowel sound, “an” before a consonant sound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from essaylint.checks.base import ParagraphCheck
from essaylint.diagnostic import Finding, Fix, Safety
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.words import Word
from essaylint.lexicon.inflection import data_lines
from essaylint.lexicon.words import is_common
from essaylint.span import Span
from essaylint.values import dataclass

_VOWEL_LETTERS = frozenset("AEFHILMNORSX")
_CONSONANT_VOWEL = re.compile(r"(?:eu|ew|one(?!i|r)|once|ouija|u[bcfhjkqrst][aeiou]|uni(?!n|m)|usu|uta|u$|u-)")


def sounds_vowel(word: str, silent: frozenset[str], loud: frozenset[str]) -> bool | None:
    """Whether a word begins with a vowel sound; None where both are heard or nobody can tell."""
    head = re.split(r"[-'’.]", word)[0] or word
    lower = head.lower()
    if len(head) > 1 and head[1].isdigit() and not head[0].isdigit():
        return None
    if head[0].isdigit():
        digits = re.match(r"[\d,.]+", word)
        number = digits.group().strip(",.") if digits else word
        whole = number.split(".")[0]
        if whole.startswith("8"):
            return True
        return bool(re.fullmatch(r"(?:11|18)(?:\d\d|(?:,\d{3})*|\d{3}|\d{6})", whole))
    if lower in silent:
        return True
    if lower in loud:
        return False
    if len(head) == 1 and head.isupper() and head not in "A":
        return head in _VOWEL_LETTERS
    if head.isupper() and len(head) > 1:
        if head[0] in "AEIO":
            return True
        # An abbreviation may be spelled or read as a word: certain only where both sound alike.
        return None if head[0] in "FHLMNRSXU" else False
    if not head[:1].isascii() or not head[:1].isalpha() or any(char.isupper() for char in head[1:]):
        return None
    if lower[0] == "u" and not is_common(lower):
        return None  # a udev rule
    if lower[0] in "aeiou":
        return not _CONSONANT_VOWEL.match(lower)
    return None if lower[0] == "h" and lower[:5] in ("histo", "hotel", "habit", "heroi", "hyste", "human") else False


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report `a` and `an` that do not go with the sound after them.

    `file` lists words whose sound their spelling hides: `vowel` and `consonant`, a word a line after the colon.
    """

    file: str = "grammar_a_an"

    @cached_property
    def _sounds(self) -> tuple[frozenset[str], frozenset[str]]:
        groups: dict[str, frozenset[str]] = {}
        for line in data_lines(f"{self.file}.txt"):
            name, _, words = line.partition(":")
            groups[name] = groups.get(name, frozenset()) | frozenset(words.split())
        return groups["vowel"], groups["consonant"]

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield the article, with the other one as its fix."""
        words = paragraph.words
        for at, low in enumerate(paragraph.lowered[:-1]):
            if low not in ("a", "an"):
                continue
            article, word = words[at], words[at + 1]
            if not _is_article(paragraph, article, word):
                continue
            vowel = sounds_vowel(word.text, *self._sounds)
            if vowel is None or vowel is (article.text.lower() == "an"):
                continue
            right = ("an" if vowel else "a") if article.text[0] == "a" else ("An" if vowel else "A")
            span = Span(article.start, article.end)
            yield Finding(span, {"right": right, "word": word.text}, fixes=(Fix.replace(span, right, Safety.SAFE),))


def _is_article(paragraph: Paragraph, article: Word, word: Word) -> bool:
    """Whether one blank parts it from a word of plain letters, and it is no letter, grade or foreign word."""
    text = paragraph.text
    between = text[article.end : word.start]
    if between not in (" ", " “", ' "', " ‘", " '"):
        return False
    if article.text == "A" and article.start and text[: article.start].rstrip()[-1:] not in ".!?:“\"‘'(—–":
        return False
    before = text[max(article.start - 1, 0) : article.start]
    return before in ("", " ", "(", "“", '"', "‘", "'", "—", "–") and word.text.lower() not in (
        "a",
        "and",
        "la",
        "i",
        "o",
    )
