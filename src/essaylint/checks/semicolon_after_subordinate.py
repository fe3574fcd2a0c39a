"""A semicolon after words that cannot stand alone: a subordinate clause or an introductory phrase."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from essaylint.backends.parser import Token
from essaylint.checks.base import Need, ParagraphCheck
from essaylint.diagnostic import Finding, Fix
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.syntax import Tree, lower, sentences_of, span_of
from essaylint.values import dataclass

_SUBORDINATORS = frozenset(
    "although though because since while whereas when whenever if unless until after before as once".split()
)
_EXPLAINERS = frozenset("because although though unless whereas".split())
_LINKS = frozenset("however therefore moreover furthermore nevertheless thus".split())
_PREPOSITIONS = frozenset("in on at by with from for during under despite following among between through throughout considering given regarding concerning besides unlike like despite since after before until without because".split())  # fmt: skip


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report a semicolon after an opening that has no main clause."""

    needs: ClassVar[frozenset[Need]] = frozenset({"parse"})

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield the semicolon with the words beside it; the fix is a comma."""
        tree = paragraph.tree
        for sentence in sentences_of(tree.tokens):
            marks = [at for at, token in enumerate(sentence) if token.text == ";"]
            if len(marks) != 1 or marks[0] < 3 or marks[0] + 3 > len(sentence):
                continue
            at = marks[0]
            first, after = _opening(sentence[:at]), sentence[at + 1 :]
            if _only_explains(tree, sentence, at):
                yield _finding(sentence[at - 1], after[0], after[0].text)
                continue
            if lower(after[0]) in (
                "and",
                "or",
                "but",
                "see",
                "cf",
                "hence",
                "thus",
                "therefore",
                "such",
            ) or not _has_clause(tree, after):
                continue
            if any(token.text in "()" for token in (*first[-8:], *after[:8])) or any(
                token.text in ":" for token in first
            ):
                continue
            if _only_opens(tree, first) and not first[-1].text.isupper():
                yield _finding(sentence[at - 1], after[0], first[0].text)


def _finding(before: Token, after: Token, opener: str) -> Finding:
    """The semicolon with the words beside it, and a comma in its place."""
    span = span_of(before, after)
    return Finding(span, {"opener": opener}, fixes=(Fix.replace(span, f"{before.text}, {after.text}"),))


def _only_explains(tree: Tree, sentence: Sequence[Token], at: int) -> bool:
    """Whether what follows the semicolon is one subordinate clause and the main clause stands before it."""
    first, after = sentence[:at], sentence[at + 1 :]
    if lower(after[0]) not in _EXPLAINERS or any(token.text in ',:()"“”?' for token in after):
        return False
    verb, main = tree.head(after[0]), any(token.dep == "ROOT" for token in first)
    return main and after[0].dep == "mark" and verb.dep == "advcl" and verb.head < sentence[at].index


def _opening(first: Sequence[Token]) -> Sequence[Token]:
    """What follows a linking adverb between commas ("…, however, even after …"), else all of it."""
    for at in range(len(first) - 3, 2, -1):
        if lower(first[at]) in _LINKS and first[at + 1].text == "," and first[at - 1].text == ",":
            rest = first[at + 2 :]
            return rest[1:] if lower(rest[0]) in ("even", "just", "only") and len(rest) > 2 else rest
    return first


def _has_clause(tree: Tree, part: Sequence[Token]) -> bool:
    return any(tree.is_clause(token) for token in part)


def _only_opens(tree: Tree, first: Sequence[Token]) -> bool:
    """Whether the words are one subordinate clause, or a phrase without any finite verb."""
    if len(first) < 3:
        return False
    commas = sum(token.text == "," for token in first)
    finite = [token for token in first if token.tag in ("VBZ", "VBP", "VBD", "MD")]
    opener = lower(first[0])
    if opener in _SUBORDINATORS and commas == 0:
        subjects = [token for token in first if token.dep in ("nsubj", "nsubjpass", "expl")]
        if finite:
            return len(subjects) == 1
    finite = [token for token in finite if not _in_relative(tree, token, first[0])]
    return opener in _PREPOSITIONS and not finite and commas <= 1 and len(first) <= 25


def _in_relative(tree: Tree, verb: Token, opener: Token) -> bool:
    """Whether the verb belongs to a relative clause inside the opening phrase."""
    while verb.dep in ("aux", "auxpass", "conj", "xcomp", "advcl") and verb.head != verb.index:
        verb = tree.head(verb)
    return verb.dep in ("relcl", "acl") and verb.index > opener.index
