"""“their” for one organisation in a clause whose verb is singular: “NATO proceeded with their”."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

from essaylint.backends.parser import Token
from essaylint.checks.base import Need, ParagraphCheck
from essaylint.diagnostic import Finding, Fix
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.syntax import Tree, lower
from essaylint.lexicon.inflection import data_lines
from essaylint.values import dataclass

_ITS = {"their": "its", "they": "it", "themselves": "itself"}


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report “their” after a body that `nouns` names, or a country or body of `file`, where no plural could own it."""

    nouns: tuple[str, ...] = ()
    file: str = "grammar_names"
    needs: ClassVar[frozenset[Need]] = frozenset({"parse"})

    @cached_property
    def _bodies(self) -> frozenset[str]:
        names = {word.strip() for line in data_lines(f"{self.file}.txt") for word in line.partition(":")[2].split(",")}
        return frozenset(name.split()[-1] for name in names) - frozenset(
            {"Korea", "America", "Sea", "War", "States", "Nations", "Netherlands", "Philippines"}
        )

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield the pronoun; the fix is “its”."""
        tree = paragraph.tree
        for word in tree.tokens:
            if lower(word) not in ("their", "themselves"):
                continue
            owner = self._owner(tree, word)
            if owner is None:
                continue
            right = _ITS[lower(word)]
            right = right.title() if word.text[0].isupper() else right
            yield Finding(word.span, {"right": right, "body": owner.text}, fixes=(Fix.replace(word.span, right),))

    def _owner(self, tree: Tree, word: Token) -> Token | None:
        """The body that the clause is about, if nothing plural stands before the pronoun in its sentence."""
        before = [token for token in tree.tokens[: word.index] if token.sentence == word.sentence]
        if any(
            token.tag in ("NNS", "NNPS")
            or lower(token)
            in ("they", "them", "we", "people", "who", "everyone", "someone", "each", "every", "person", "and")
            for token in before
        ):
            return None
        subjects = [token for token in before if token.dep in ("nsubj", "nsubjpass")]
        if not subjects:
            return None
        subject = subjects[-1]
        if subject.text in self._bodies and subject.tag == "NNP":
            return subject
        one = any(lower(kid) in ("a", "an", "the", "this", "each") for kid in tree.children(subject, "det"))
        return (
            subject
            if subject.tag == "NN"
            and one
            and lower(subject) in self.nouns
            and (tree.finite(tree.head(subject)) or subject).tag in ("VBZ", "VBD")
            else None
        )
