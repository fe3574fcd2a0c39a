"""A determiner or number and a noun that do not agree: “these problem”, “many country”, “a books”, “each students”."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import ClassVar

from essaylint.backends.parser import Token
from essaylint.checks.base import Need, ParagraphCheck
from essaylint.diagnostic import Finding, Fix
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.syntax import Tree, lower, plural, span_of
from essaylint.lexicon.inflection import data_lines, noun_forms
from essaylint.lexicon.words import zipf
from essaylint.values import dataclass

_PLURAL = frozenset(
    "these those many several few both various numerous two three four five six seven eight nine ten twenty fifty".split()
)
_SINGULAR = frozenset("this each every another a an one".split())
_MANY = frozenset(
    "few many good great third fourth fifth priori more other such dozen hundred thousand million".split()
)


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report a noun whose number does not go with the word before it; `file` lists nouns that go with both."""

    file: str = "grammar_number"
    needs: ClassVar[frozenset[Need]] = frozenset({"parse"})

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield the determiner and its noun; the fix changes the noun, or “this” and “that” themselves."""
        tree = paragraph.tree
        either = _either(self.file)
        for word in tree.tokens:
            text = lower(word)
            if text not in _PLURAL and text not in _SINGULAR:
                continue
            if word.text == "A" and tree.before(word) is not None:
                continue  # a letter: influenza A, plan A
            noun = _noun(tree, word)
            if noun is None or lower(noun) in either or not noun.text.isalpha() or not noun.text.islower():
                continue
            right = _right(tree, text, word, noun)
            if right:
                span = span_of(word, noun)
                new = right[0] + paragraph.text[word.end : noun.start] + right[1]
                new = new[0].upper() + new[1:] if word.text[0].isupper() else new
                yield Finding(span, {"word": word.text, "right": new}, fixes=(Fix.replace(span, new),))


@cache
def _either(file: str) -> frozenset[str]:
    return frozenset(word for line in data_lines(f"{file}.txt") for word in line.split())


def _noun(tree: Tree, word: Token) -> Token | None:
    """The noun right after the determiner or after adjectives; None where the noun is only the first of a compound."""
    at = tree.after(word)
    steps = 0
    while at is not None and at.tag in ("JJ", "JJR", "JJS") and steps < 2 and lower(at) not in _MANY:
        at, steps = tree.after(at), steps + 1
    if at is None or at.tag not in ("NN", "NNS") or at.dep == "ROOT" or lower(at) in _MANY:
        return None
    after = tree.after(at)
    if after is not None:
        if after.tag in ("NN", "NNS", "NNP", "POS", "VBG", "CD", "JJ", "FW", "NNPS", "VB") or after.text in (
            "-",
            "/",
            "'",
            "’",
            "&",
            "(",
            ":",
        ):
            return None
        if lower(after) in ("and", "or", ",") and tree.children(at, "conj"):
            return None
    return at


def _right(tree: Tree, text: str, word: Token, noun: Token) -> tuple[str, str] | None:
    """The right determiner and noun, or None where they agree or nobody can tell."""
    before, name = tree.before(word), lower(noun)
    if text in _PLURAL:
        if noun.tag != "NN" or name.endswith("s") or zipf(plural(name)) < 3 or noun.dep == "compound":
            return None
        if text in ("both", "few", "these", "those", "many") and lower(tree.after(word)) != name and noun.tag != "NN":
            return None
        if text == "both" and any(lower(one) == "and" for one in tree.tokens[noun.index + 1 : noun.index + 12]):
            return None  # “both land for grazing and water”
        if before is not None and (
            lower(before) in ("a", "an", "one", "of", "'s", "number", "per")
            and text not in ("these", "those", "many", "several")
        ):
            return None
        if text == "many" and lower(tree.after(word)) in ("a", "an"):
            return None
        after = tree.after(noun)
        if text in ("these", "those") and after is not None and after.tag in ("VBZ",) and word.dep == "nsubj":
            return None
        return text, plural(name)
    if noun.tag != "NNS" or not name.endswith("s") or name.endswith("ss"):
        return None
    single = _single(name)
    if single is None or word.dep not in ("det", "nummod"):
        return None
    if text == "one" or (
        before is not None
        and lower(before) in ("such", "many", "not", "half", "quite", "of", "all")
        and text in ("a", "an")
        and not (lower(before) == "of" and _ends_phrase(tree, word, noun))
    ):
        return None
    if text == "this":
        return "these", name
    return text, single


def _ends_phrase(tree: Tree, word: Token, noun: Token) -> bool:
    """Whether the plural stands right after its article and a verb, a preposition or a mark comes next."""
    after = tree.after(noun)
    return tree.after(word) == noun and after is not None and after.tag in ("MD", "VBZ", "VBD", "IN", ".")


def _single(name: str) -> str | None:
    """The singular of a regular plural, if it is a word."""
    for stem in (name[:-3] + "y" if name.endswith("ies") else "", name[:-2] if name.endswith("es") else "", name[:-1]):
        if stem and noun_forms(stem)[1].text == name and zipf(stem) > 3:
            return stem
    return None
