"""A main clause joined by “and”, “but” or “so” without the comma before it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from essaylint.backends.parser import Token
from essaylint.checks.base import Need, ParagraphCheck
from essaylint.diagnostic import Finding, Fix, Severity
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.syntax import Tree, lower, span_of
from essaylint.values import dataclass

_SUBORDINATE = frozenset({"relcl", "advcl", "ccomp", "acl", "xcomp", "pcomp", "csubj", "parataxis"})


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report a conjunction between two main clauses of at least `least` words each that lacks its comma.

    Where either clause is shorter than `long` words, the comma may be left out, and the finding is a hint.
    """

    least: int = 6
    long: int = 15
    conjunctions: tuple[str, ...] = ("and", "but", "so", "or", "yet")
    needs: ClassVar[frozenset[Need]] = frozenset({"parse"})

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield the word before the conjunction and the conjunction; the fix puts the comma."""
        tree = paragraph.tree
        for word in tree.tokens:
            if lower(word) not in self.conjunctions or word.dep != "cc" or not (size := self._joins(tree, word)):
                continue
            before = tree.before(word)
            if before is None or (not before.text[:1].isalnum() and before.text not in (")", "”", '"', "’")):
                continue
            span = span_of(before, word)
            fix = Fix.replace(span, f"{before.text}, {word.text}")
            severity = None if size >= self.long else Severity.HINT
            yield Finding(span, {"word": word.text}, fixes=(fix,), severity=severity)

    def _joins(self, tree: Tree, word: Token) -> int:
        """The length of the shorter clause, 0 if the conjunction joins none or they are too short."""
        first = tree.head(word)
        second = next((kid for kid in tree.children(first, "conj") if kid.index > word.index), None)
        if second is None or first.dep != "ROOT" or not (tree.is_clause(first) and tree.is_clause(second)):
            return 0
        subject = tree.subject(second)
        own = tree.subject(first)
        if subject is None or own is None or own.index > first.index or not word.index < subject.index < second.index:
            return 0
        between = tree.between(word, subject)
        if any(token.pos in ("VERB", "AUX", "PUNCT") or token.tag in ("WDT", "WP", "IN", "WRB") for token in between):
            return 0
        opening = tree.tokens[tree.left(first) : word.index]
        last = max((one.index for one in tree.subtree(second)), default=second.index)
        if any(
            lower(token) in ("that", "if", "whether", "which", "who", "because", "when", "while") for token in opening
        ):
            return 0  # the second clause may belong to the subordinate one
        if any(token.text in (";", ":", '"', "“") for token in opening) or first.lemma in (
            "say",
            "think",
            "let",
            "make",
        ):
            return 0
        shorter = min(len(opening), last - word.index)
        return shorter if shorter >= self.least else 0
