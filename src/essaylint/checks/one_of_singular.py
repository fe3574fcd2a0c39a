"""“one of the” with a noun in the singular."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from essaylint.backends.parser import Token
from essaylint.checks.base import Need, ParagraphCheck
from essaylint.diagnostic import Finding, Fix
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.syntax import Tree, lower, plural, span_of
from essaylint.values import dataclass

_ONES = frozenset("one some many few several each most none two three".split())
_DETERMINERS = frozenset("the these those my his her its our their your".split())
# Nouns that name many in the singular, or that are plural without an s.
_MANY = frozenset(
    "group family team staff series species people police public population majority minority youth rest kind sort type work "
    "class crew audience band army data media news press pair couple lot bunch set range number world country's".split()
)


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report “one of” and a determiner before a singular noun that can be counted."""

    needs: ClassVar[frozenset[Need]] = frozenset({"parse"})

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield the words from “one” to the noun; the fix puts the noun in the plural."""
        tree = paragraph.tree
        for token in tree.tokens:
            if token.lemma != "one" and lower(token) != "one":
                continue
            of, determiner = tree.after(token), tree.after(token, 2)
            if (
                lower(token) != "one"
                or lower(of) != "of"
                or determiner is None
                or lower(determiner) not in _DETERMINERS
            ):
                continue
            noun = _noun(tree, determiner)
            if noun is None or noun.tag != "NN" or lower(noun) in _MANY or lower(noun).endswith("s"):
                continue
            span = span_of(token, noun)
            new = paragraph.text[token.start : noun.start] + plural(noun.text)
            yield Finding(span, {"noun": noun.text, "right": plural(noun.text)}, fixes=(Fix.replace(span, new),))


def _noun(tree: Tree, determiner: Token) -> Token | None:
    """The last noun of the run of adjectives and nouns after a determiner; None if something else comes first."""
    noun, at = None, tree.after(determiner)
    while at is not None and (at.tag in ("JJ", "JJR", "JJS", "NN", "NNS", "NNP", "VBN", "VBG", "RBS", "RB", "CD")):
        if at.tag in ("NN", "NNS", "NNP"):
            noun = at
        elif noun is not None:
            break
        at = tree.after(at)
    if noun is None or lower(noun) in ("today", "tomorrow", "yesterday"):
        return None
    if at is not None and at.tag == "VBZ" and at.lemma not in ("be", "have", "do"):
        return None  # a plural noun that the tagger took for a verb
    if at is not None and (at.text in ("'s", "’s", "'", "’", ",", "/", "-", "and", "or") or at.tag == "POS"):
        return None
    return noun
