"""A verb followed by the infinitive where it takes the -ing form, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from essaylint.backends.parser import Token
from essaylint.checks.base import Need, ParagraphCheck
from essaylint.diagnostic import Finding, Fix
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.syntax import Tree, lower, span_of, verb_form
from essaylint.values import dataclass

_NO_LINK = frozenset("be have do 's 're go come start".split())


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report `to` + infinitive after verbs of `gerund`, -ing after verbs of `infinitive`, and a base form after words of `ing`.

    `ing` are prepositions and phrases ending in “to” that take the -ing form.
    """

    gerund: tuple[str, ...]
    infinitive: tuple[str, ...]
    ing: tuple[str, ...]
    needs: ClassVar[frozenset[Need]] = frozenset({"parse"})

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield the words at fault; the fix puts the other form."""
        tree, folded = paragraph.tree, paragraph.folded
        for token in tree.tokens:
            if token.pos == "VERB" and token.lemma in self.gerund:
                yield from self._to_gerund(tree, token)
            elif token.pos == "VERB" and token.lemma in self.infinitive:
                yield from self._to_infinitive(tree, token)
            elif lower(token) == "to" or token.tag == "IN":
                yield from self._after(tree, token, folded)

    def _to_gerund(self, tree: Tree, verb: Token) -> Iterator[Finding]:
        to, rest = tree.after(verb), tree.after(verb, 2)
        if lower(to) != "to" or to is None or rest is None or rest.tag != "VB" or rest.dep != "xcomp":
            return
        if tree.child(verb, "auxpass", "nsubjpass") or verb.tag == "VBN":
            return
        yield _finding(to, rest, verb_form(rest.lemma, "gerund"), f"{verb.text} {verb_form(rest.lemma, 'gerund')}")

    def _to_infinitive(self, tree: Tree, verb: Token) -> Iterator[Finding]:
        rest = tree.after(verb)
        if rest is None or rest.tag != "VBG" or rest.dep not in ("xcomp",) or not rest.text.endswith("ing"):
            return
        after = tree.after(rest)
        if after is None or after.tag in ("IN", "CC", ".", ","):
            return
        yield _finding(rest, rest, f"to {rest.lemma}", f"{verb.text} to {rest.lemma}")

    def _after(self, tree: Tree, word: Token, folded: str) -> Iterator[Finding]:
        rest = tree.after(word)
        if rest is None or rest.tag != "VB" or (rest.lemma in ("be",) and word.tag == "IN"):
            return
        before = folded[max(word.start - 24, 0) : word.end]
        if not any(before.endswith((" " + phrase, "^" + phrase)) or before == phrase for phrase in self.ing):
            return
        if lower(rest) != rest.lemma:
            return
        yield _finding(rest, rest, verb_form(rest.lemma, "gerund"), f"{word.text} {verb_form(rest.lemma, 'gerund')}")


def _finding(first: Token, last: Token, new: str, right: str) -> Finding:
    span = span_of(first, last)
    return Finding(span, {"right": right}, fixes=(Fix.replace(span, new),))
