"""A subordinate clause that opens the sentence and runs into the main clause without a comma."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from essaylint.backends.parser import Token
from essaylint.checks.base import Need, ParagraphCheck
from essaylint.diagnostic import Finding, Fix
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.syntax import Tree, lower, sentences_of, span_of
from essaylint.values import dataclass

_SUBJECTS = ("DT", "PRP", "PRP$", "NNP", "NNPS", "NNS", "EX", "CD", "JJ", "NN", "PDT")
_FINITE = ("VBZ", "VBP", "VBD", "MD")


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report a clause behind one of `words` at the start of a sentence, of at least `least` words, that lacks its comma."""

    words: tuple[str, ...]
    least: int = 4
    needs: ClassVar[frozenset[Need]] = frozenset({"parse"})

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield the last word of the clause and the next; the fix puts the comma."""
        tree = paragraph.tree
        for sentence in sentences_of(tree.tokens):
            if len(sentence) < self.least + 4 or lower(sentence[0]) not in self.words:
                continue
            following = _main_start(tree, sentence)
            if following is None or following.index - sentence[0].index < self.least:
                continue
            last = tree.tokens[following.index - 1]
            if not last.text.isalpha() or last.tag in ("RP", "VBN", "IN") or following.text[0] in "“\"'(":
                continue
            span = span_of(last, following)
            yield Finding(span, {"word": last.text}, fixes=(Fix.replace(span, f"{last.text}, {following.text}"),))


def _main_start(tree: Tree, sentence: tuple[Token, ...]) -> Token | None:
    """The first word of the main clause where it comes right after the opening one, with no mark in between."""
    root = next((token for token in sentence if token.dep == "ROOT"), None)
    if root is None or tree.finite(root) is None:
        return None
    clause = next((kid for kid in tree.children(root, "advcl") if kid.index < root.index and tree.left(kid) == sentence[0].index), None)
    subject = tree.subject(root)
    if clause is None or subject is None or tree.finite(clause) is None or tree.subject(clause) is None:
        return None
    start = tree.tokens[tree.left(subject)]
    opening = tree.tokens[sentence[0].index : start.index]
    if start.index != tree.right(clause) + 1 or start.tag not in _SUBJECTS or not clause.index < start.index < root.index:
        return None
    if any(token.tag in (",", ":", "``", "''", "-LRB-", "CC") for token in opening):
        return None
    return start if sum(token.tag in _FINITE for token in opening) == 1 else None
