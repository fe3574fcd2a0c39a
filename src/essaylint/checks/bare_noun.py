"""A singular noun that can be counted, without article or other determiner."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

from essaylint.backends.parser import Token
from essaylint.checks.base import Need, ParagraphCheck
from essaylint.diagnostic import Finding, Fix, Severity
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.syntax import Tree, lower, span_of
from essaylint.lexicon.inflection import data_lines
from essaylint.values import dataclass

_MARKED = frozenset({"det", "poss", "nummod", "predet", "compound", "nmod", "quantmod"})
_ORDINAL = frozenset("first second third last next".split())
_PREPOSITIONS = frozenset("about with into from for at among against behind beneath beside between near on onto toward towards within".split())


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report a bare noun of `file` as object, complement or subject; `roles` names the relations that count."""

    file: str = "grammar_count_nouns"
    roles: tuple[str, ...] = ("dobj", "attr", "nsubj", "nsubjpass")
    needs: ClassVar[frozenset[Need]] = frozenset({"parse"})

    @cached_property
    def _nouns(self) -> frozenset[str]:
        return frozenset(word for line in data_lines(f"{self.file}.txt") for word in line.split())

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield the noun with its adjectives; the fixes are “a” and “the”."""
        tree = paragraph.tree
        for noun in tree.tokens:
            if noun.tag != "NN" or noun.dep not in self.roles or noun.text not in self._nouns:
                continue
            if tree.head(noun).lemma in ("play", "turn", "house", "land") or (noun.dep == "pobj" and _is_idle(tree, noun)):
                continue
            first = _first(tree, noun)
            if first is None or not _is_bare(tree, noun, first):
                continue
            span = span_of(first, noun)
            old = span.of(paragraph.text)
            article = "an" if old[0].lower() in "aeio" and not old.lower().startswith(("us", "eu", "one")) else "a"
            fixes = tuple(Fix.replace(span, _led(one, old, tree.before(first) is None)) for one in (article, "the"))
            # A noun by itself may be part of an idiom, and at the start of a heading or caption nobody misses the article.
            sure = first != noun and tree.before(first) is not None and lower(first) not in _ORDINAL
            severity = None if sure else Severity.HINT
            yield Finding(span, {"noun": noun.text, "article": article}, fixes=fixes, severity=severity)


def _is_idle(tree: Tree, noun: Token) -> bool:
    """Whether a preposition with a bare noun may be an idiom (from house to house, to house) or of a title."""
    preposition, last = tree.head(noun), tree.after(noun)
    if lower(preposition) not in _PREPOSITIONS or (last is not None and (lower(last) in ("to", "by", "after", "in", "and", "or") or last.tag in ("RP", "VB", "VBZ"))):
        return True
    return preposition.index > 0 and tree.tokens[preposition.index - 1].text == noun.text


def _led(article: str, old: str, opening: bool) -> str:
    """The words with an article, which takes over the capital of the sentence's first word."""
    return f"{article.capitalize()} {old[0].lower()}{old[1:]}" if opening else f"{article} {old}"


def _first(tree: Tree, noun: Token) -> Token | None:
    """The first word of noun and adjectives; None where something marks the noun or joins it to others."""
    kids = tree.children(noun)
    pair = [kid for kid in kids if kid.dep == "compound" and kid.index == noun.index - 1 and kid.tag == "NN"]
    adjective = any(kid.dep == "amod" and kid.tag == "JJ" and kid.index < noun.index for kid in kids)
    if any(
        (kid.dep in _MARKED and not (adjective and kid in pair and not tree.children(kid)))
        or kid.tag in ("CD", "POS", "NNP", "PRP$", "DT", "WDT", "WP$")
        for kid in kids
        if kid.index < noun.index
    ):
        return None
    if any(kid.dep in ("conj", "cc", "appos", "preconj") for kid in kids):
        return None
    before = [kid for kid in kids if kid.index < noun.index and kid.dep in ("amod", "advmod")]
    first = min([tree.tokens[tree.left(kid)] for kid in before] + [noun])
    if any(
        token.tag not in ("JJ", "JJR", "JJS", "RB", "RBR", "RBS", "VBN") and token not in pair
        for token in tree.tokens[first.index : noun.index]
    ):
        return None
    return first


def _is_bare(tree: Tree, noun: Token, first: Token) -> bool:
    if lower(first) in (
        "little",
        "more",
        "much",
        "many",
        "less",
        "sufficient",
        "enough",
        "further",
        "least",
        "most",
        "other",
        "such",
    ) or any(lower(token) == "such" for token in tree.tokens[first.index : noun.index]):
        return False
    before, after = tree.before(first), tree.after(noun)
    if after is None:
        return False
    if before is None:
        return first != noun and noun.dep == "nsubj" and after.tag == "VBZ" and after.index == noun.head
    if first.text[0].isupper():
        return False
    if before.tag in (
        "DT",
        "PRP$",
        "CD",
        "POS",
        "WDT",
        "WP$",
        "NN",
        "NNS",
        "NNP",
        "NNPS",
        "JJ",
        "VBG",
        "CC",
        "WRB",
        "HYPH",
        "PDT",
        "TO",
    ):
        return False
    if not before.text[-1].isalpha() or lower(before) in (
        "as",
        "no",
        "little",
        "more",
        "much",
        "many",
        "less",
        "sufficient",
        "enough",
        "of",
        "by",
        "like",
        "such",
        "what",
        "than",
        "any",
        "how",
        "per",
        "without",
    ):
        return False
    if after.tag in ("NN", "NNS", "NNP", "CD", "POS", "HYPH", "VBG", "JJ") or after.text in (
        "-",
        "/",
        "'",
        "’",
        "”",
        '"',
        "&",
        "(",
    ):
        return False
    return lower(after) not in ("by", "after", "to") or noun.dep != "dobj"
