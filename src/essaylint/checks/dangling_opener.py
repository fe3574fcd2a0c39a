"""A participle that opens the sentence and whose doer is not the subject that follows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

from essaylint.backends.parser import Token
from essaylint.checks.base import Need, ParagraphCheck
from essaylint.diagnostic import Finding, Place
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.syntax import Tree, lower, sentences_of, span_of
from essaylint.lexicon.pairs import noun_classes
from essaylint.values import dataclass

_LEADS = frozenset("after before when while by upon on without since in".split())
_PEOPLE = frozenset("i you he she we they who one people everyone everybody someone somebody anyone nobody".split())


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report an opening participle of a verb in `doings`, which only a person does, before a subject that is a thing."""

    doings: tuple[str, ...]
    needs: ClassVar[frozenset[Need]] = frozenset({"parse"})

    @cached_property
    def _doings(self) -> frozenset[str]:
        return frozenset(self.doings)

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield the participle and what leads it; the subject is the related place."""
        tree = paragraph.tree
        for sentence in sentences_of(tree.tokens):
            found = self._dangles(tree, sentence)
            if found is not None:
                verb, subject = found
                yield Finding(span_of(sentence[0], verb), {"verb": verb.text, "subject": subject.text}, (Place(subject.span, "the subject"),))

    def _dangles(self, tree: Tree, sentence: tuple[Token, ...]) -> tuple[Token, Token] | None:
        verb = sentence[1] if len(sentence) > 6 and lower(sentence[0]) in _LEADS else sentence[0]
        if verb.tag != "VBG" or lower(verb) == "considering" or verb.lemma not in self._doings or tree.subject(verb) is not None:
            return None
        root = next((token for token in sentence if token.dep == "ROOT"), None)
        subject = tree.subject(root) if root is not None else None
        if root is None or subject is None or not verb.index < subject.index < root.index or tree.finite(root) is None:
            return None
        start = tree.left(subject)
        if start == 0 or tree.tokens[start - 1].text != "," or any(token.text in (",", ";", ":") for token in tree.tokens[verb.index : start - 1]):
            return None
        if any(token.tag in ("VBZ", "VBP", "VBD", "MD") for token in tree.tokens[verb.index : start]):
            return None
        return (verb, subject) if _is_thing(tree, subject) else None


def _is_thing(tree: Tree, subject: Token) -> bool:
    """Whether nobody could be meant: no person, group, name or pronoun of one."""
    if lower(subject) in ("it", "there", "this", "that") or subject.dep == "expl":
        return True
    if subject.tag not in ("NN", "NNS"):
        return False
    classes = noun_classes()
    people = classes["@person"] | classes["@group"] | classes["@animal"] | classes["@location"]
    return subject.lemma.lower() not in people and lower(subject) not in _PEOPLE and tree.child(subject, "conj") is None
