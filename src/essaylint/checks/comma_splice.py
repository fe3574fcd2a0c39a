"""Two main clauses joined by a comma alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from essaylint.backends.parser import Token
from essaylint.checks.base import Need, ParagraphCheck
from essaylint.diagnostic import Finding, Fix
from essaylint.essay.paragraph import Paragraph
from essaylint.essay.syntax import Tree, lower, sentences_of, span_of
from essaylint.values import dataclass

_LINKS = frozenset(
    "however therefore moreover furthermore nevertheless nonetheless consequently hence thus otherwise likewise".split()
)
_FINITE = ("VBZ", "VBP", "VBD", "MD")
_STARTS = ("DT", "EX", "PRP", "PRP$", "NN", "NNS", "NNP", "NNPS", "JJ", "CD", "PDT", "RB", "JJR")
_PRONOUNS = frozenset("it they this these".split())
_INSIDE = frozenset(
    "if when while since because although though until unless whenever only neither think mean whether should had what who which that".split()
)
_OPENERS = frozenset(
    "if when although though because since while whereas unless until once after before as whenever wherever even despite "
    "what whatever whoever whether more less no not how given provided considering just in with without like so let "
    "rather first where why who which that had were should hence".split()
)
_REPORTS = frozenset("say think believe know suppose guess hope mean feel argue claim suggest note seem write admit imagine fear swear bet tell add explain see wish remember understand".split())  # fmt: skip


@dataclass(frozen=True)
class Check(ParagraphCheck):
    """Report a comma between two main clauses: before a linking adverb, or, with `pronouns`, before a pronoun."""

    pronouns: bool = True
    needs: ClassVar[frozenset[Need]] = frozenset({"parse"})

    def find(self, paragraph: Paragraph) -> Iterator[Finding]:
        """Yield the words around the comma; the fix puts a semicolon."""
        tree = paragraph.tree
        for sentence in sentences_of(tree.tokens):
            for at, comma in enumerate(sentence):
                if comma.text != "," or at < 3 or at + 3 >= len(sentence):
                    continue
                if _splits(tree, sentence, at, self.pronouns):
                    before, after = sentence[at - 1], sentence[at + 1]
                    span = span_of(before, after)
                    fix = Fix.replace(span, f"{before.text}; {after.text}")
                    yield Finding(span, {"word": after.text}, fixes=(fix,))


def _splits(tree: Tree, sentence: Sequence[Token], at: int, pronouns: bool) -> bool:
    first, word = sentence[:at], sentence[at + 1]
    link = lower(word) in _LINKS
    if not (link or (pronouns and lower(word) in _PRONOUNS)):
        return False
    rest = sentence[at + 2 :] if link else sentence[at + 1 :]
    if rest and rest[0].text == ",":
        rest = rest[1:]
    second = _until_mark(rest)
    if not link and (_leads_up(tree, first, sentence[at]) or _is_series(tree, second)):
        return False
    if not link and (any(lower(token) in _INSIDE for token in first) or _is_opener(tree, first)):
        return False
    if link and (not rest or rest[0].tag not in _STARTS or lower(rest[0]) in _OPENERS - {"even", "more"}):
        return False
    if (link and sentence[at - 1].dep in ("nsubj", "nsubjpass", "cc")) or not _main_clause(tree, first, start=True):
        return False
    return any(tree.is_clause(token) for token in rest) if link else _main_clause(tree, second, start=False, near=True)


def _leads_up(tree: Tree, first: Sequence[Token], comma: Token) -> bool:
    """Whether the last clause before the comma is subordinate to what follows ("and as nobody came, they …")."""
    return any(
        token.dep == "advcl" and token.head > comma.index and tree.child(token, "mark", "advmod") is not None
        for token in first
    )


def _is_opener(tree: Tree, first: Sequence[Token]) -> bool:
    """Whether what stands since the comma or “and” before is a phrase that opens the next clause (“and by 1900, it …”)."""
    start = max((i for i, token in enumerate(first) if token.text == "," or token.tag == "CC"), default=-1) + 1
    phrase = first[start:]
    return (
        start > 0
        and bool(phrase)
        and phrase[0].tag in ("IN", "TO", "RB", "VBG", "VBN")
        and not any(token.tag in _FINITE for token in phrase)
    )


def _is_series(tree: Tree, second: Sequence[Token]) -> bool:
    """Whether “and” joins one more clause with the same pronoun: a list of three ("A, it was …, and it was …")."""
    word = lower(second[0]) if second else ""
    for at, token in enumerate(second[:-2]):
        if at > 2 and lower(token) == "and" and lower(second[at + 1]) == word and second[at + 2].tag in _FINITE:
            return True
    return False


def _until_mark(rest: Sequence[Token]) -> Sequence[Token]:
    for at, token in enumerate(rest):
        if token.text in (",", ";", ":", "—", "–", "(", ")", "”", '"', "?"):
            return rest[:at]
    return rest


def _main_clause(tree: Tree, part: Sequence[Token], start: bool, near: bool = False) -> bool:
    """Whether `part` is a clause that can stand alone: its own subject and finite verb and no subordinator."""
    if len(part) < 3 or any(token.text in ('"', "“", "”", "(", ")", "?", "—", "–", ":") for token in part):
        return False
    if start:
        last = max((i for i, token in enumerate(part) if token.text in (";",) or lower(token) in ("but",)), default=-1)
        part = part[last + 1 :]
        if not part or lower(part[0]) in _OPENERS or (lower(part[0]) == "the" and part[1].tag in ("RBR", "JJR")):
            return False
    inside = {token.index for token in part}
    for token in part:
        if token.tag not in ("VBZ", "VBP", "VBD", "MD"):
            continue
        verb = tree.head(token) if token.dep in ("aux", "auxpass") else token
        subject = tree.subject(verb)
        if subject is None or verb.index not in inside or subject.index not in inside or subject.index > verb.index:
            continue
        if start and (verb.lemma in _REPORTS or not _opens(tree, part, subject)):
            continue
        if near and subject.index != part[0].index:
            continue
        if verb.dep in ("relcl", "acl", "csubj", "pcomp") or tree.child(verb, "mark"):
            continue
        if any(kid.tag in ("WRB", "WP", "WDT") for kid in tree.children(verb)):
            continue
        return True
    return False


def _opens(tree: Tree, part: Sequence[Token], subject: Token) -> bool:
    """Whether no comma stands between the start of the clause and its subject's head, save after one opener."""
    return sum(token.text == "," for token in part if token.index < subject.index) <= 1
