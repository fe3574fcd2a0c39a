"""A clause about a name, which needs commas and “which” or “who”: “the Council that oversees …”."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from essaylint.backends.parser import Token
from essaylint.checks.base import Need, ParagraphCheck
from essaylint.diagnostic import Finding, Fix
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.syntax import Tree, lower, span_of
from essaylint.values import dataclass

_POINTS = frozenset(
    "that this those these any every one no same only first last other another a an all some many".split()
)


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report “that”, or “which” without its comma, right after a name; a clause about a name never picks it out.

    With `restrictive`, report instead “, that” before a clause and “which” without a comma after a common noun.
    """

    restrictive: bool = False
    needs: ClassVar[frozenset[Need]] = frozenset({"parse"})

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield the name or noun and the relative word; the fix puts comma and “which”."""
        tree = paragraph.tree
        for word in tree.tokens:
            text = lower(word)
            if (
                text not in ("that", "which")
                or word.tag not in ("WDT", "IN", "WP")
                or word.dep not in ("nsubj", "nsubjpass")
            ):
                continue
            verb = tree.head(word)
            noun = tree.before(word)
            if verb.dep != "relcl" or noun is None:
                continue
            if self.restrictive:
                yield from self._common(tree, word, noun)
            elif (
                _is_name(tree, noun)
                and (tree.finite(verb) or verb).tag != "VBP"
                and tree.head(verb) == noun
                and noun.dep not in ("conj", "appos")
            ):
                span = span_of(noun, word)
                right = f"{noun.text}, which"
                yield Finding(span, {"right": right}, fixes=(Fix.replace(span, right),))

    def _common(self, tree: Tree, word: Token, noun: Token) -> Iterator[Finding]:
        if lower(word) == "which" and noun.tag in ("NN", "NNS"):
            span = span_of(noun, word)
            yield Finding(
                span,
                {"right": f"{noun.text} that"},
                fixes=(Fix.replace(span, f"{noun.text}, which"), Fix.replace(span, f"{noun.text} that")),
            )
        elif (
            lower(word) == "that"
            and noun.text == ","
            and (before := tree.before(noun)) is not None
            and before.tag in ("NN", "NNS", "NNP")
        ):
            span = span_of(before, word)
            yield Finding(span, {"right": f"{before.text}, which"}, fixes=(Fix.replace(span, f"{before.text}, which"),))


def _is_name(tree: Tree, noun: Token) -> bool:
    """Whether the noun ends a name of one thing that nothing before it picks out."""
    if noun.tag != "NNP" or noun.text.isupper() or noun.dep == "compound":
        return False
    above = tree.head(tree.head(noun)) if noun.dep == "pobj" else noun
    if any(lower(kid) in ("a", "an") for kid in tree.children(above, "det")):
        return False
    first = tree.tokens[tree.left(noun)]
    if lower(first) in _POINTS or any(
        kid.tag in ("CD", "JJ", "JJS") for kid in tree.children(noun) if kid.index < noun.index
    ):
        return False
    at = noun
    while (before := tree.before(at)) is not None and before.tag in ("NNP", "NNPS"):
        at = before
    return lower(tree.before(at)) not in _POINTS | {"-", "/"} and noun.text[0].isupper() and at.index > 0
